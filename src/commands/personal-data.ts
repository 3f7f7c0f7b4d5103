import { createHash } from 'node:crypto';
import { collect, type Sink } from '../collectors/run.js';
import type { Session } from '../collectors/session.js';
import type { Wiring } from '../collectors/transport.js';
import { DATA_TYPES, dataPlanOf } from '../engine/data-places.js';
import type { Telling } from '../engine/telling.js';
import { DATA_DEFAULTS, DATA_INVENTORY, type DataQuestions, type PlaceFacts } from '../model/data-inventory.js';
import { placeUri } from '../model/data-place.js';
import type { DataPlan, UsedPlace } from '../model/data-use.js';
import { UsageError } from '../model/errors.js';
import { by, canonicalJson, isObject, type Json } from '../model/json.js';
import type { PiiLimits } from '../model/pii.js';
import { valueAt } from '../model/pointer.js';
import { purseOf } from '../model/purse.js';
import { GLOBAL } from '../model/resource.js';
import type { Selection } from '../model/selection.js';
import { CALL_OUTCOMES, type Call, type Scope } from '../model/snapshot.js';
import type { Detector } from '../pii/detect.js';
import { organisationDetector } from '../pii/detectors/organisation.js';
import { inventoryOf } from '../pii/inventory.js';
import { look as lookAt } from '../pii/look.js';
import { placeValues } from '../pii/place-values.js';
import { hashesBy, keyIdOf, LEAST_KEY, type ValueHash } from '../pii/pseudonyms.js';
import { readPdfium } from '../store/pdfium.js';
import { readPiiPatterns } from '../store/pii-patterns.js';
import { readSecretKey } from '../store/secret-key.js';
import { dataWiring, objectLooker, takenBy } from './pii-objects.js';

/** What a user asks about the data themselves. */
export interface DataOptions {
  /** Whether the places are looked into that the AI platform reads and keeps data at. */
  readonly pii?: boolean;
  readonly piiMaxObjects?: number;
  readonly piiMaxBytes?: number;
  readonly piiMaxObjectBytes?: number;
  readonly piiMaxPages?: number;
  /** In US dollars. */
  readonly piiMaxReadUsd?: number;
  readonly piiSeed?: string;
  /** A file of the organisation's own words and patterns. */
  readonly piiPatterns?: string;
  /** A file of at least 32 secret bytes, by which the values are told apart. */
  readonly piiKey?: string;
}

/** From which confidence on a value counts, as it does in `kansa pii` where nobody says otherwise. */
const CONFIDENCE = 0.5;

export const dataAskedOf = ({
  pii = false,
  piiPatterns,
  piiKey,
  ...options
}: DataOptions): DataQuestions | undefined => {
  if (!pii) return undefined;
  const limits: PiiLimits = {
    objects: options.piiMaxObjects ?? DATA_DEFAULTS.objects,
    bytes: options.piiMaxBytes ?? DATA_DEFAULTS.bytes,
    objectBytes: options.piiMaxObjectBytes ?? DATA_DEFAULTS.objectBytes,
    pages: options.piiMaxPages ?? DATA_DEFAULTS.pages,
    ...(options.piiMaxReadUsd !== undefined && { usd: options.piiMaxReadUsd }),
  };
  return {
    seed: options.piiSeed ?? DATA_DEFAULTS.seed,
    minConfidence: CONFIDENCE,
    limits,
    ...(piiPatterns !== undefined && { patterns: patternsOf(piiPatterns).digest }),
    ...(piiKey !== undefined && { key: keyIdOf(keyIn(piiKey)) }),
  };
};

/** Places bear no tags: a run that judges only what bears some would judge none of them. */
export const dataQuestionsOf = (
  data: DataQuestions | undefined,
  { resourceTags }: Pick<Selection, 'resourceTags'>,
): DataQuestions | undefined => {
  if (data === undefined || resourceTags.length === 0) return data;
  throw new UsageError(
    'a run that is narrowed by tags cannot look for personal data, for places of data bear none: leave --pii out, or --resource-tag',
  );
};

/** The types of resources that name places. */
export const dataTypes = (data: DataQuestions | undefined): readonly string[] => (data === undefined ? [] : DATA_TYPES);

const patternsOf = (path: string): { readonly detectors: readonly Detector[]; readonly digest: string } => {
  const patterns = readPiiPatterns(path);
  return {
    detectors: [organisationDetector(patterns)],
    digest: createHash('sha256').update(canonicalJson(patterns)).digest('hex'),
  };
};

const keyIn = (path: string): Buffer => readSecretKey(path, LEAST_KEY, '--pii-key');

/** By what the data are looked at, beside the detectors of kansa. */
export interface DataMeans {
  readonly detectors: readonly Detector[];
  readonly hashOf?: ValueHash;
}

/** The means that were asked for, from the files that hold them: a run that goes on must be given the same. */
export const dataMeansOf = (data: DataQuestions, { piiPatterns, piiKey }: DataOptions): DataMeans => {
  const hashOf = hashFor(data, piiKey);
  return { detectors: detectorsFor(data, piiPatterns), ...(hashOf && { hashOf }) };
};

/** Hashes by one key say nothing beside those by another. */
const hashFor = ({ key: asked }: DataQuestions, path: string | undefined): ValueHash | undefined => {
  const key = path === undefined ? undefined : keyIn(path);
  if ((key && keyIdOf(key)) === asked) return key && hashesBy(key);
  throw new UsageError(
    asked === undefined
      ? '--pii-key: the run was begun without a key; leave it out'
      : `--pii-key: the run was begun with the key ${asked}; give the file that holds it`,
  );
};

/** What was found by some words and patterns does not go together with what is found by others. */
const detectorsFor = ({ patterns: asked }: DataQuestions, path: string | undefined): readonly Detector[] => {
  const own = path === undefined ? undefined : patternsOf(path);
  if (own?.digest === asked) return own?.detectors ?? [];
  throw new UsageError(
    asked === undefined
      ? '--pii-patterns: the run was begun without patterns of the organisation; leave them out'
      : '--pii-patterns: the run was begun with other patterns of the organisation; give the same file',
  );
};

/** How a scan reaches the data. */
export interface DataWay {
  readonly session: Session;
  readonly wiring: Wiring;
  /** Absent where nobody looks. */
  readonly means: DataMeans | undefined;
}

/** Looks into every place that the resources name, which a first walk has seen by then. */
export const collectPersonalData = async (
  data: DataQuestions,
  seen: Telling,
  { session, wiring, means }: DataWay,
  sink: Sink,
): Promise<void> => {
  const { ownAnswers } = await import('../collectors/kansa/own-answers.js');
  const { personalDataInventory } = await import('../collectors/kansa/personal-data-inventory.js');
  const plan = dataPlanOf(seen);
  const finder = wiring.answers === 'live' ? finderFor(data, plan, { session, wiring, means }) : undefined;
  const ask = ownAnswers(wiring, session.account);
  const lookInto = async (place: UsedPlace): Promise<unknown> => {
    const input = { Place: placeUri(place) };
    let isKnown = true;
    const found = await ask({ operation: 'LookForPersonalData', region: GLOBAL, input }, () => {
      isKnown = false;
      if (finder === undefined) throw new Error('a replay looks into nothing');
      return finder.find(place);
    });
    if (isKnown) finder?.knew(place, found);
    for (const call of callsIn(found, session.account)) wiring.count(call);
    return found;
  };
  await collect([personalDataInventory(plan, lookInto)], session, sink);
};

/** A run that was not asked says that nobody looked. */
export const tellUnasked = ({ account }: Pick<Scope, 'account'>, sink: Sink): void | Promise<void> =>
  sink.listing({ type: DATA_INVENTORY, account, region: GLOBAL, state: 'missing', cause: UNASKED });

const UNASKED = {
  reason: 'not_collected',
  detail: 'nobody looked into the data themselves; scan with --pii',
} as const;

interface Finder {
  find(place: UsedPlace): Promise<Json>;
  /** Takes note of what the part of the run before this one found at a place: what that took is not there for the others. */
  knew(place: UsedPlace, found: unknown): void;
}

/** Looks into the places in the order of the plan. */
const finderFor = (data: DataQuestions, plan: DataPlan, { session, wiring, means }: DataWay): Finder => {
  if (means === undefined) throw new Error('nobody is to look');
  const { minConfidence, seed, limits, key } = data;
  const { detectors: further, hashOf } = means;
  const values = key === undefined ? undefined : placeValues(key);
  const options = { minConfidence, further, pdfium: readPdfium, ...(hashOf && { hashOf }) };
  let calls: Call[] = [];
  const count = (call: Call) => void calls.push(call);
  const isOver = () => wiring.isOver?.() === true;
  const purse = purseOf();
  const looker = objectLooker(
    session.anotherWay(dataWiring(count, { isOver, pay: purse.pay })),
    { seed, limits },
    plan.places.length,
    async (source, name) => {
      const seen = await lookAt(source, name, options);
      return values?.take(seen) ?? seen;
    },
    purse,
  );
  return {
    async find(place) {
      const later = laterWithin(plan, place);
      values?.begin(later.length > 0);
      const seen = await looker.look(place);
      const files = [...seen.files.values()].flat();
      const told = values?.end(files, (path) => later.some((uri) => path.startsWith(uri)));
      const found = factsOf(inventoryOf(seen.place, files, minConfidence, told), calls);
      calls = [];
      return found;
    },
    knew(place, found) {
      const numberAt = (pointer: string): number => {
        const number: unknown = valueAt(found, pointer);
        return typeof number === 'number' ? Math.max(0, number) : 0;
      };
      const listed = { bytes: numberAt('/Listed/Bytes'), pages: numberAt('/Listed/Pages') };
      const looked = { bytes: numberAt('/Looked/Bytes') };
      looker.took({ ...takenBy(place, { listed, looked }), usd: numberAt('/Cost/Usd') });
    },
  };
};

/** Addresses of the places that come after one, and whose objects are among its own. */
const laterWithin = ({ places }: DataPlan, place: UsedPlace): readonly string[] => {
  const own = placeUri(place);
  return place.kind === 's3'
    ? places
        .slice(places.indexOf(place) + 1)
        .map(placeUri)
        .filter((uri) => uri.startsWith(own))
    : [];
};

const factsOf = (inventory: ReturnType<typeof inventoryOf>, calls: readonly Call[]): Json => {
  const facts: PlaceFacts = { ...inventory, Requests: requestsIn(calls) };
  return JSON.parse(JSON.stringify(facts));
};

const requestsIn = (calls: readonly Call[]): PlaceFacts['Requests'] => {
  const counts = new Map<string, PlaceFacts['Requests'][number]>();
  for (const { service, operation, region, outcome } of calls) {
    const name = [service, operation, region, outcome].join(' ');
    const known = counts.get(name);
    counts.set(name, {
      Service: service,
      Operation: operation,
      Region: region,
      Outcome: outcome,
      Count: (known?.Count ?? 0) + 1,
    });
  }
  return [...counts].sort(by(([name]) => name)).map(([, request]) => request);
};

/** What was asked to find it out counts among the calls of the run, now and when it is replayed. */
function* callsIn(found: unknown, account: string): Iterable<Call> {
  if (!isObject(found) || !Array.isArray(found.Requests)) return;
  for (const { Service, Operation, Region, Outcome, Count } of found.Requests.filter(isObject)) {
    const outcome = CALL_OUTCOMES.find((known) => known === Outcome);
    if (outcome === undefined || typeof Count !== 'number') continue;
    const call: Call = {
      service: String(Service),
      operation: String(Operation),
      account,
      region: String(Region),
      outcome,
      attempts: 1,
    };
    for (let index = 0; index < Count; index += 1) yield call;
  }
}
