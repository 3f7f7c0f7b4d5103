import type { Collector } from '../collectors/collector.js';
import { collect, type Sink } from '../collectors/run.js';
import type { Session } from '../collectors/session.js';
import { digestChainsOf, groupSeriesOf, LOG_TYPES, logSeriesOf } from '../engine/log-series.js';
import type { Telling } from '../engine/telling.js';
import { tellingFrom } from '../engine/telling.js';
import { UsageError } from '../model/errors.js';
import type { LogQuestions } from '../model/log-series.js';
import { DEFAULT_PARAMS, type Params } from '../model/params.js';
import { isEverything, type Selection } from '../model/selection.js';
import type { Scope } from '../model/snapshot.js';

/** What a user asks about logs themselves. */
export interface LogOptions {
  /** Whether log buckets are listed, and log groups looked through. */
  readonly logInventory?: boolean;
  /** Of so many days CloudTrail's digest files are validated. */
  readonly logDigests?: number;
  /** At most so many calls list them, and as many validate them. */
  readonly logCalls?: number;
}

export const askedOf = ({
  logInventory = false,
  logDigests,
  logCalls = CALLS,
}: LogOptions): LogQuestions | undefined =>
  logInventory || logDigests !== undefined
    ? { inventory: logInventory, calls: logCalls, ...(logDigests !== undefined && { digestDays: logDigests }) }
    : undefined;

const CALLS = 5000;

/** Where logs lie, only the whole account tells: a narrowed run does not look at what tells it. */
export const questionsOf = (logs: LogQuestions | undefined, selection: Selection): LogQuestions | undefined => {
  if (logs === undefined || isEverything(selection)) return logs;
  throw new UsageError(
    'a narrowed run cannot look for logs, for it does not see where they lie: leave --log-inventory and --log-digests out, or judge every control on every resource',
  );
};

/** What listing and reading logs needs beyond a scan without. */
export const logPermissions = async (logs: LogQuestions | undefined): Promise<readonly string[]> =>
  logs === undefined
    ? []
    : (await logCollectors(logs, NOWHERE, DEFAULT_PARAMS)).flatMap(({ permissions }) => permissions);

/** Before anything was seen. */
const NOWHERE: Telling = {
  scope: { partition: 'aws', account: '', regions: [], now: 0, since: 0 },
  resources: () => [],
  listings: [],
  find: () => undefined,
};

const logCollectors = async (
  { inventory, calls, digestDays }: LogQuestions,
  seen: Telling,
  params: Params,
): Promise<Collector[]> => {
  const collectors: Collector[] = [];
  if (inventory) {
    const { logInventory } = await import('../collectors/s3/log-inventory.js');
    const { groupInventory } = await import('../collectors/logs/group-inventory.js');
    const [series, groups] = [logSeriesOf(seen, params), groupSeriesOf(seen, params)];
    const share = Math.floor(calls / Math.max(1, series.length + groups.length));
    collectors.push(logInventory(series, share * series.length), groupInventory(groups, share * groups.length));
  }
  if (digestDays !== undefined) {
    const { digestValidation } = await import('../collectors/cloudtrail/digest-validation.js');
    collectors.push(digestValidation(digestChainsOf(seen, digestDays), calls));
  }
  return collectors;
};

/** Looks for logs where the resources say that they lie, which a first walk has seen by then. */
export const collectLogs = async (
  logs: LogQuestions,
  seen: Telling,
  { session, sink, params }: { readonly session: Session; readonly sink: Sink; readonly params: Params },
): Promise<void> => collect(await logCollectors(logs, seen, params), session, sink);

/** Makes the first calls of each place that is known, to see whether it may be listed and read. Gives what tried. */
export const tryLogs = async (
  { inventory, digestDays }: LogQuestions,
  seen: Telling,
  session: Session,
): Promise<readonly Collector[]> => {
  const places = Math.max(1, logSeriesOf(seen, DEFAULT_PARAMS).length + groupSeriesOf(seen, DEFAULT_PARAMS).length);
  const chains = Math.max(1, digestChainsOf(seen, A_DAY).length);
  const collectors = [
    ...(inventory ? await logCollectors({ inventory, calls: places }, seen, DEFAULT_PARAMS) : []),
    ...(digestDays === undefined
      ? []
      : await logCollectors({ inventory: false, calls: chains * TRIES, digestDays: A_DAY }, seen, DEFAULT_PARAMS)),
  ];
  await collect(collectors, session, { resource: () => undefined, listing: () => undefined });
  return collectors;
};

/** The rights are tried on the digest files of one day: two lists, for it may touch two days, and two files. */
const A_DAY = 1;
const TRIES = 4;

/** A sink that keeps, beside what it hands on, what tells where logs lie. */
export const tellingSink = (scope: Scope, sink: Sink): { readonly sink: Sink; readonly seen: Telling } =>
  keeping(scope, LOG_TYPES, sink);

/** A sink that keeps, beside what it hands on, the resources of these types and what became of their lists. */
export const keeping = (
  scope: Scope,
  types: ReadonlySet<string>,
  sink: Sink,
): { readonly sink: Sink; readonly seen: Telling } => {
  const { seen, resource: keep, listing: keepListing } = tellingFrom(scope, types);
  return {
    seen,
    sink: {
      resource(resource) {
        keep(resource);
        return sink.resource(resource);
      },
      listing(listing) {
        keepListing(listing);
        return sink.listing(listing);
      },
    },
  };
};
