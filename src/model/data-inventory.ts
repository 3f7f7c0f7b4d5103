import type { DataUse, DataUser } from './data-use.js';
import type { GapCause } from './gap.js';
import type { Json } from './json.js';
import type { PiiFile, PiiLimits, PiiProblem, PiiType } from './pii.js';
import type { ReadCost } from './purse.js';

/** Under which type a snapshot holds what was found at one place where data lie. */
export const DATA_INVENTORY = 'Kansa::PersonalDataInventory';

/** What a scan is asked to find out of the data themselves. Opt-in: it takes rights to read them. */
export interface DataQuestions {
  /** Orders what lies at a place: the first of it is looked at. */
  readonly seed: string;
  /** From which confidence on a value counts, 0 to 1. */
  readonly minConfidence: number;
  /** Of the places all together, and of each. */
  readonly limits: PiiLimits;
  /** sha256 of the organisation's own words and patterns; absent where none were given. */
  readonly patterns?: string;
  /** Which key the values are told apart by, and nothing of it; absent where none was given. */
  readonly key?: string;
}

/** What is asked where nobody says otherwise. */
export const DATA_DEFAULTS = {
  objects: 100,
  bytes: 2 ** 30,
  objectBytes: 2 ** 26,
  pages: 1000,
  seed: 'kansa',
} as const;

/** What one detector found at a place, with CloudFormation's capitals, as all facts have. */
export interface FoundData {
  readonly Type: PiiType;
  /** Which term or pattern of the organisation it is. */
  readonly Id?: string;
  /** Values. */
  readonly Count: number;
  /** The highest of them. */
  readonly Confidence: number;
}

/**
 * What was found at one place, with nothing of the data in it: what a recording holds in the place of their contents, so that a
 * replay judges the same.
 */
export interface PlaceFacts {
  readonly Region: string;
  readonly Seed: string;
  readonly MinConfidence: number;
  readonly Limits: {
    readonly Objects: number;
    readonly Bytes: number;
    readonly ObjectBytes: number;
    readonly Pages: number;
    /** The place's share of what looking may cost, in US dollars; absent where nobody limits it. */
    readonly Usd?: number;
  };
  readonly Listed: { readonly Objects: number; readonly Bytes: number; readonly Pages: number };
  readonly Looked: { readonly Objects: number; readonly Bytes: number };
  /** What looking cost at most, in US dollars, and what of that is transfer to the internet. */
  readonly Cost?: { readonly Usd: number; readonly Transfer: number };
  readonly Found: readonly (FoundData & {
    /** In how many objects. */
    readonly Objects: number;
    /** One value, masked; absent where no part of it may be shown. */
    readonly Sample?: string;
  })[];
  /** Which values these are, without telling them; only where a key was given. */
  readonly Values?: {
    /** Which key, and nothing of it. */
    readonly Key: string;
    readonly Types: readonly {
      readonly Type: PiiType;
      readonly Id?: string;
      /** Keyed hashes in the order of their characters, each value once: the lowest thousand. */
      readonly Hashes: readonly string[];
      /** Are these all? */
      readonly Complete: boolean;
    }[];
  };
  /** The first ones in which something was found. */
  readonly Objects: readonly {
    /** As far as it may be shown: `*` stands for a name that may be somebody's data. */
    readonly Key: string;
    /** By these whoever may list the place finds the object. */
    readonly ETag?: string;
    readonly Size?: number;
    /** Epoch milliseconds. */
    readonly LastModified?: number;
    /** What of the archive it is. */
    readonly Entry?: number;
    readonly State: PiiFile['state'];
    readonly Found: readonly FoundData[];
  }[];
  readonly ObjectsLeftOut: number;
  /** Why not all of it was seen, each reason once. */
  readonly Problems: readonly {
    readonly Reason: PiiProblem;
    /** The IAM action that is lacking. */
    readonly Action?: string;
    readonly Detail: string;
  }[];
  /** Requests to AWS that showed it, by operation. */
  readonly Requests: readonly {
    readonly Service: string;
    readonly Operation: string;
    readonly Region: string;
    readonly Outcome: string;
    readonly Count: number;
  }[];
}

/** Who names a place, as facts. */
export const userFacts = ({ use, type, id, region, pointer }: DataUser): Readonly<Record<string, Json>> => ({
  Use: use,
  Type: type,
  Id: id,
  Region: region,
  Pointer: pointer,
});

/** What a run saw of one place, for people. */
export interface DataPlaceSeen {
  readonly place: string;
  readonly region: string;
  readonly uses: readonly DataUse[];
  /** How many resources name it. */
  readonly users: number;
  readonly listed: { readonly objects: number; readonly bytes: number };
  readonly looked: { readonly objects: number; readonly bytes: number };
  /** What looking cost at most; absent where no price is known, and of runs before it was told. */
  readonly cost?: ReadCost;
  /** By type. */
  readonly found: readonly {
    readonly type: PiiType;
    /** Which term or pattern of the organisation it is. */
    readonly id?: string;
    readonly count: number;
    readonly objects: number;
    readonly confidence: number;
    readonly sample?: string;
  }[];
  /** The first objects in which something was found, their keys as far as they may be shown. */
  readonly objects: readonly { readonly key: string; readonly types: readonly PiiType[] }[];
  /** How what holds it (a bucket, a table …) is classified; absent where no such thing is collected, or there is none. */
  readonly classified?: {
    /** By the names of its tags; none where it was seen that there are none. */
    readonly tags: readonly { readonly name: string; readonly value: string }[];
    /** Why not all tags were seen. */
    readonly gaps: readonly GapCause[];
  };
  /** Why not all of it was seen; empty where all of it was. */
  readonly gaps: readonly GapCause[];
}
