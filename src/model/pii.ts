import type { DataUser, UnseenUse } from './data-use.js';
import type { ReadCost } from './purse.js';

/** What a text may hold, each by its detector (docs/pii.md). */
export const PII_TYPES = [
  'my_number',
  'driver_licence',
  'passport',
  'pension_number',
  'health_insurance',
  'credit_card',
  'iban',
  'bank_account',
  'us_ssn',
  'email',
  'phone',
  'postal_code',
  'address',
  'name',
  'birth_date',
  'corporate_number',
  'aws_access_key_id',
  'private_key',
  'json_web_token',
  'github_token',
  'slack_token',
  'assigned_secret',
  'url_credentials',
  'confidential_label',
  'organisation_term',
  'organisation_pattern',
] as const;
export type PiiType = (typeof PII_TYPES)[number];

/** Why a detector trusts what it found, or does not. */
export const PII_REASONS = [
  'format',
  'checksum',
  'issuer_range',
  'numbering_plan',
  'calendar',
  'grouping',
  'series',
  'known_name',
  'label_beside',
  'field_name',
  'marking',
  'organisation',
  'toll_free',
  'other_label',
] as const;
export type PiiReason = (typeof PII_REASONS)[number];

/** What of a document a value belongs to, beside its content. */
const PII_PARTS = ['names', 'metadata', 'comments', 'formula', 'drawing', 'layout', 'form', 'link', 'outline'] as const;
export type PiiPart = (typeof PII_PARTS)[number];

/** Where a value begins, also in a log event, an item or a vector. A line is counted from 1, and so is a column, in UTF-16 code units as editors count. */
export interface PiiLocation {
  /** Of a text, or of a page. */
  readonly line?: number;
  /** The number of a log event, an item or a vector among those that were looked at, from 1. */
  readonly record?: number;
  /** When that log event or execution was, in epoch milliseconds. */
  readonly time?: number;
  /** Of a PDF, from 1. */
  readonly page?: number;
  /** The number of a sheet in its workbook, from 1. */
  readonly sheet?: number;
  /** The name of that sheet, where it cannot be somebody's data. */
  readonly sheetName?: string;
  /** Of a sheet, or of a table without lines, from 1. */
  readonly row?: number;
  /** Absent for the content itself. */
  readonly part?: PiiPart;
  /** In a text only. */
  readonly column?: number;
  /** The number of the column of a table, from 1. */
  readonly field?: number;
  /** The name of that column, where it cannot be somebody's data. */
  readonly fieldName?: string;
  /** In JSON, as a JSON Pointer (RFC 6901); `*` stands for a member whose name may be somebody's data. */
  readonly pointer?: string;
  readonly confidence: number;
}

/** What one detector found in a file. */
export interface PiiDetection {
  readonly type: PiiType;
  /** Which term or pattern of the organisation it is. */
  readonly id?: string;
  readonly count: number;
  /** The highest of its values', from 0 to 1. */
  readonly confidence: number;
  /** Of the value with that confidence. */
  readonly reasons: readonly PiiReason[];
  /** That value, masked; absent where no part of it may be shown. */
  readonly sample?: string;
  /** The first ones. */
  readonly locations: readonly PiiLocation[];
  /** Which values these are, without telling them: only by a key, and comparable by the same key alone. */
  readonly values?: {
    /** Keyed hashes in the order of their characters, each value once: the lowest 10,000. */
    readonly hashes: readonly string[];
    /** Are these all? */
    readonly complete: boolean;
  };
}

/** Why a file was not read whole. */
export const PII_PROBLEMS = [
  'unreadable',
  'unsupported_format',
  'unknown_encoding',
  'malformed',
  'damaged',
  'too_large',
  'not_followed',
  'budget',
  'cost_limit',
  'denied',
  'throttled',
  'expired_credentials',
  'unavailable',
  'archived',
  'customer_key',
  'changed',
  'gone',
  'empty',
  'not_listed',
  'not_sampled',
  'encrypted',
  'pictures',
  'no_text',
  'parts_not_read',
] as const;
export type PiiProblem = (typeof PII_PROBLEMS)[number];

/** One reason why something was not read. */
export interface PiiTrouble {
  readonly reason: PiiProblem;
  /** In a word: a format, an action of IAM, or a code of the system or of S3. */
  readonly what?: string;
  /** One sentence for a person, which quotes nothing of the file. */
  readonly detail: string;
}

/** Who gives a further opinion of a file, beside the detectors on this machine. */
export const OPINION_GIVERS = ['comprehend', 'guardrail', 'macie'] as const;
export type OpinionGiver = (typeof OPINION_GIVERS)[number];

/** Why somebody's opinion is not one of the whole file. */
export const OPINION_PROBLEMS = [
  'not_read',
  'too_large',
  'language_not_supported',
  'budget',
  'denied',
  'throttled',
  'expired_credentials',
  'unavailable',
  'off',
  'changed',
  'gone',
  'unpriced',
  'no_findings',
] as const;
export type OpinionProblem = (typeof OPINION_PROBLEMS)[number];

export interface OpinionTrouble {
  readonly reason: OpinionProblem;
  /** In a word: a language, an action of IAM, a code of the service, or how many of how many. */
  readonly what?: string;
  /** One sentence for a person, which quotes nothing of the file and nothing that the service said. */
  readonly detail: string;
}

/** What a service found of one type. */
export interface OpinionType {
  /** The service's own word; `REGEX` for what a guardrail finds by an expression of its owner's. */
  readonly type: string;
  /** What the guardrail calls that expression. */
  readonly name?: string;
  /** The type of kansa that is the same thing; absent where none is. */
  readonly as?: PiiType;
  /** Absent where the service says only that there is some. */
  readonly count?: number;
  /** The highest, from 0 to 1; absent where the service tells none. */
  readonly confidence?: number;
  /** What a guardrail does about it. */
  readonly action?: GuardrailAction;
}

/** The strictest first. `detected`: nothing, it only says so. */
export const GUARDRAIL_ACTIONS = ['blocked', 'masked', 'detected'] as const;
export type GuardrailAction = (typeof GUARDRAIL_ACTIONS)[number];

/** A guardrail that was asked, and what it looks for in what a model answers. */
export interface PiiGuardrail {
  readonly arn: string;
  /** A number, or `DRAFT`. */
  readonly version: string;
  readonly region: string;
  readonly types: readonly Pick<OpinionType, 'type' | 'as'>[];
  /** What its owner's regular expressions are called. */
  readonly regexes: readonly string[];
  /** How many others account and organisation enforce, which look at the same texts. */
  readonly enforced: number;
}

/** What a service of AWS says of a file. */
export interface PiiOpinion {
  readonly by: OpinionGiver;
  /** Was it asked about all of the text, about a part, or does it say nothing? */
  readonly state: 'whole' | 'part' | 'none';
  /** In which language it was asked, or which one it cannot be asked in (RFC 5646). */
  readonly language?: string;
  readonly problems: readonly OpinionTrouble[];
  readonly types: readonly OpinionType[];
  /** Values below the threshold, which are told by their number alone. */
  readonly below: number;
}

/** What further opinions cost, in US dollars, by the price list that kansa knows. */
export interface PiiCost {
  /** Of every request that was sent, also of one that failed: AWS asks for no more. */
  readonly usd: number;
  /** What it could have been at most, as was told before anything was sent. */
  readonly estimate: number;
  /** What it may be. */
  readonly limit: number;
  /** Units of text by operation (`comprehend:DetectPiiEntities`). */
  readonly units: Readonly<Record<string, number>>;
}

export type PiiTextFormat = 'text' | 'csv' | 'tsv' | 'json' | 'jsonl';
export type PiiFormat = PiiTextFormat | 'parquet' | 'zip' | 'xlsx' | 'pdf';

/** What was seen of one file, or of one that lies in an archive. */
export interface PiiFile {
  readonly path: string;
  /** The object in S3 that it is, as its list showed it. */
  readonly object?: PiiObject;
  /** What of the archive at that path. */
  readonly entry?: {
    /** In the order of the archive's own list, from 1. */
    readonly number: number;
    /** Its path; `*` stands for a name that may be somebody's data. */
    readonly name: string;
  };
  /** `partial`: something of it was not seen. */
  readonly state: 'read' | 'partial' | 'not_read';
  readonly format?: PiiFormat;
  readonly encoding?: string;
  readonly compression?: 'gzip';
  /** Bytes that were looked at, after decompression. */
  readonly bytes: number;
  readonly problems: readonly PiiTrouble[];
  readonly detections: readonly PiiDetection[];
  /** Values below the threshold, which are told by their number alone. */
  readonly below: number;
  /** What services of AWS say of it; absent where none was asked for. */
  readonly opinions?: readonly PiiOpinion[];
}

export interface PiiObject {
  /** In bytes. */
  readonly size: number;
  readonly etag: string;
  /** Epoch milliseconds. */
  readonly lastModified: number;
}

/** How much of what lies in AWS is looked at. */
export interface PiiLimits {
  /** Of each place: objects, log events, items or vectors. */
  readonly objects: number;
  /** Of all places together; of one, its share. */
  readonly bytes: number;
  /** Of objects in S3 alone. */
  readonly objectBytes: number;
  /** Of lists, a call each: of all places together; of one, its share. */
  readonly pages: number;
  /** What looking may cost, in US dollars: of all places together; of one, its share. Absent where nobody limits it. */
  readonly usd?: number;
}

/** A place in AWS that a run names, and what of the account names it. */
interface PiiPlanned {
  readonly place: string;
  readonly users: readonly DataUser[];
}

/** A place in AWS that was named, and how much of it was seen. */
export interface PiiPlace {
  readonly place: string;
  readonly region: string;
  /** Of a log group or a state machine: what happened from one moment to another, in epoch milliseconds. */
  readonly window?: { readonly since: number; readonly until: number };
  /** Orders objects, events, items and vectors: the first ones are looked at. */
  readonly seed: string;
  readonly limits: PiiLimits;
  readonly listed: {
    /** Objects, log events, items or vectors. */
    readonly objects: number;
    /** Of objects as the list says, of all others what was read of them. */
    readonly bytes: number;
    readonly pages: number;
  };
  readonly looked: {
    readonly objects: number;
    /** Of objects as they came over the network, of all others the text that was looked at. */
    readonly bytes: number;
  };
  /** What looking cost at most; absent in partitions whose prices are not known here. */
  readonly cost?: ReadCost;
  /** Why not all of it was looked at. */
  readonly problems: readonly PiiTrouble[];
}

/** The result of `kansa pii`. */
export interface PiiResult {
  readonly schemaVersion: 1;
  readonly kansa: string;
  readonly exitCode: 0 | 1 | 3;
  readonly minConfidence: number;
  /** Which key the values were hashed by, without telling it; absent where none was given. */
  readonly key?: string;
  readonly files: readonly PiiFile[];
  /** Folders below the named ones that were not looked into, for what versions and packages are kept in is not the user's data. */
  readonly leftOut: readonly string[];
  /** Of a run: where the data lie that the AI platform reads and keeps, and what may be missing of that. */
  readonly plan?: {
    readonly account: string;
    readonly places: readonly PiiPlanned[];
    readonly unseen: readonly UnseenUse[];
  };
  /** Where AWS was asked. */
  readonly places?: readonly PiiPlace[];
  /** Absent where none was asked, or none could be read. */
  readonly guardrail?: PiiGuardrail;
  /** What looking into all of them cost at most, and what it could. */
  readonly readCost?: ReadCost & { readonly limit?: number };
  /** Where texts could be sent to a service that charges for them. */
  readonly cost?: PiiCost;
  /** Requests to AWS by operation (`s3:GetObject`), every attempt counted. */
  readonly requests?: Readonly<Record<string, number>>;
}

/** A file, its content by its digest. */
interface MaskFile {
  /** Without its folder. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** The manifest of a masked copy, and the result of `kansa mask`. */
export interface MaskManifest {
  readonly schemaVersion: 1;
  readonly kansa: string;
  readonly exitCode: 0 | 1;
  readonly minConfidence: number;
  /** What is masked, in the order of `PII_TYPES`. */
  readonly types: readonly PiiType[];
  /** Which key made the pseudonyms, without telling it; absent where none did. */
  readonly key?: string;
  readonly input: MaskFile & {
    /** Where it lies in S3, as its list showed it. */
    readonly object?: Omit<PiiObject, 'size'> & { readonly place: string };
  };
  readonly output: MaskFile;
  readonly format: PiiTextFormat;
  /** Of the input, and of the output where that is another. */
  readonly encoding: string;
  readonly writtenAs?: string;
  readonly compression?: 'gzip';
  readonly masked: readonly {
    readonly type: PiiType;
    /** Which term or pattern of the organisation it is. */
    readonly id?: string;
    readonly count: number;
    /** How many pseudonyms these became. */
    readonly pseudonyms: number;
  }[];
  /** Values of these types with a confidence below the threshold, which stay. */
  readonly below: number;
  /** What was found in the copy when it was looked at again. */
  readonly remaining: readonly { readonly type: PiiType; readonly count: number }[];
}

/** What an organisation looks for beside what everybody does (schemas/patterns.schema.json). */
export interface PiiPatterns {
  readonly terms?: readonly {
    readonly id: string;
    readonly words: readonly string[];
    readonly confidence?: number;
  }[];
  readonly patterns?: readonly {
    readonly id: string;
    /** Of JavaScript, in Unicode mode; it reads the normalised text. */
    readonly pattern: string;
    /** One of these stands beside it, or is the name of its field; else its confidence is halved. */
    readonly context?: readonly string[];
    readonly confidence?: number;
  }[];
}
