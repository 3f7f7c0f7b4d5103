import { DAY_MS, type Day, dayOf, daysBetween, daysOf, rangesOf, shifted, startOf } from '../model/days.js';
import type { GapCause } from '../model/gap.js';
import {
  GROUP_INVENTORY,
  groupId,
  INVENTORY,
  type LogGroupSeries,
  type LogSeries,
  seriesId,
} from '../model/log-series.js';
import type { Params } from '../model/params.js';
import { valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import { DAY_STATES, type DayState, type LogCalendar } from '../model/retention.js';
import type { Snapshot } from '../model/snapshot.js';
import { causeOnly } from './deleters.js';
import { type EvidenceSource, requiredDays, textAt } from './evidence-streams.js';
import { gapsAt, type Lifetime, lifetimeOf, placeOf, unlistedOf } from './log-place.js';
import { groupSeriesOf, logSeriesOf } from './log-series.js';

/** What is delivered late is not missed before this many days have passed. */
const DELIVERED_WITHIN = 1;

/**
 * What is known of every day of the required period, for each place that an inventory should have listed, whether or not
 * it did; and, with nothing verified, for each destination that none can list. By stream, region and place.
 */
export const calendarsOf = (snapshot: Snapshot, sources: readonly EvidenceSource[], params: Params): LogCalendar[] => {
  const inventory = new Map([...snapshot.resources(INVENTORY)].map((resource) => [resource.id, resource]));
  const looked = new Map([...snapshot.resources(GROUP_INVENTORY)].map((resource) => [resource.id, resource]));
  const places = [
    ...logSeriesOf(snapshot, params).map((series) => listedPlace(series, inventory.get(seriesId(series)), snapshot)),
    ...groupSeriesOf(snapshot, params).map((series) => listedGroup(series, looked.get(groupId(series)), snapshot)),
  ];
  const digests = places.filter(({ stream }) => stream === 'cloudtrail_digest');
  const hasPlace = ({ subject, destination }: EvidenceSource) =>
    places.some((place) => isAt(place, destination) && place.sources.includes(subject.id));
  return [
    ...places.map((place) => {
      const twin = digests.find((one) => isTwin(one, place));
      const calendar = twin && calendarOf(twin, factsOf(twin, sources, snapshot));
      return calendarOf(place, factsOf(place, sources, snapshot), calendar);
    }),
    ...sources
      .filter((source) => source.stream !== 'kansa_runs' && source.resource !== undefined && !hasPlace(source))
      .flatMap((source) => unlistedCalendar(source, snapshot, params) ?? []),
  ].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
};

const orderOf = ({ stream, region, destination, prefix, sources }: LogCalendar): string =>
  [stream, region, destination.name, prefix, ...sources].join(' ');

/** A place, and what an inventory says of it. */
interface Listed extends Pick<LogCalendar, 'stream' | 'region' | 'prefix' | 'sources' | 'from' | 'to'> {
  readonly destination: { readonly kind: 'bucket' | 'log_group'; readonly name: string };
  readonly present: ReadonlySet<Day>;
  readonly absent: ReadonlySet<Day>;
  readonly sampled: boolean;
  readonly gaps: readonly GapCause[];
}

const listedPlace = (series: LogSeries, found: Resource | undefined, snapshot: Snapshot): Listed => {
  const { stream, region, bucket, below = '', prefix, sources, from, to } = series;
  const whole = `${below}${prefix}`;
  const place = { stream, region, destination: { kind: 'bucket' as const, name: bucket }, sources, from, to };
  if (found === undefined) {
    const gaps = unseenOf(snapshot, INVENTORY, `s3://${bucket}/${whole} was not listed`);
    return { ...place, ...UNKNOWN, prefix: whole, gaps };
  }
  // Of an organisation's trail only the list tells the organisation.
  return { ...place, ...daysIn(found), prefix: textAt(found, '/properties/Prefix') ?? whole };
};

const listedGroup = (series: LogGroupSeries, found: Resource | undefined, snapshot: Snapshot): Listed => {
  const { stream, region, group, streamPrefix: prefix, sources, from, to } = series;
  const place = { stream, region, destination: { kind: 'log_group' as const, name: group }, prefix, sources, from, to };
  if (found !== undefined) return { ...place, ...daysIn(found) };
  return {
    ...place,
    ...UNKNOWN,
    gaps: unseenOf(snapshot, GROUP_INVENTORY, `log group ${group} was not looked through`),
  };
};

const unseenOf = (snapshot: Snapshot, type: string, detail: string): GapCause[] => {
  const unseen = unlistedOf(snapshot, type);
  return unseen.length > 0 ? unseen : [{ reason: 'not_collected', detail }];
};

type Days = Pick<Listed, 'present' | 'absent' | 'sampled' | 'gaps'>;

const daysIn = (found: Resource): Days => {
  const days = (at: string) => new Set(daysOf(textsAt(found, at)));
  return {
    present: days('/runtime/Present'),
    absent: days('/runtime/Absent'),
    sampled: valueAt(found, '/runtime/Sampled') === true,
    // One that is a stub was not looked at at all.
    gaps: [...new Map(gapsAt(found, '/runtime/Unlisted').map((gap) => [gap.detail, gap])).values()],
  };
};

const NONE: ReadonlySet<Day> = new Set();
const UNKNOWN = { present: NONE, absent: NONE, sampled: false };

const isAt = ({ destination }: Listed, other: EvidenceSource['destination']): boolean =>
  other?.kind === destination.kind && other.name === destination.name;

const textsAt = (resource: unknown, pointer: string): string[] => {
  const list = valueAt(resource, pointer);
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
};

/** The logs beside these digest files. */
const isTwin = (digest: Listed, { stream, region, destination, prefix }: Listed): boolean =>
  stream === 'cloudtrail' &&
  digest.region === region &&
  digest.destination.name === destination.name &&
  digest.prefix === prefix.replace('/CloudTrail/', '/CloudTrail-Digest/');

/** What explains that a day is empty. */
interface Facts {
  readonly now: number;
  /** Epoch milliseconds; undefined where nobody can say when all of its sources began. */
  readonly since: number | undefined;
  readonly lifetime: Lifetime;
}

const factsOf = (listed: Listed, sources: readonly EvidenceSource[], snapshot: Snapshot): Facts => {
  const { destination, prefix, sources: ids } = listed;
  const own = sources.filter((source) => ids.includes(source.subject.id) && isAt(listed, source.destination));
  const [first] = own;
  // A trail tells when it last began: one that was stopped before then wrote earlier, too.
  const begun = own.map(({ since, resource }) =>
    valueAt(resource, '/runtime/StopLoggingTime') === undefined ? since : undefined,
  );
  const { now } = snapshot.scope;
  if (first === undefined) return { now, since: undefined, lifetime: { state: 'unknown', gaps: [] } };
  const place = placeOf({ ...destination, prefix }, first, snapshot);
  const known = begun.filter((since) => since !== undefined);
  return {
    now,
    since: known.length === begun.length ? Math.min(...known) : undefined,
    // Only a rule that reaches every object explains that none is there.
    lifetime: lifetimeOf(place, 'most'),
  };
};

const calendarOf = (place: Listed, facts: Facts, digests?: LogCalendar): LogCalendar => {
  const { stream, region, destination, prefix, sources, from, to, sampled, gaps } = place;
  const [first] = [...place.present].sort();
  const proven = digests && new Map(daysByState(digests));
  const states = daysBetween(from, to).map((day) => [day, stateOf(day, place, facts, first, proven)] as const);
  return {
    stream,
    region,
    destination,
    prefix,
    sources,
    from,
    to,
    days: byState(states),
    sampled,
    gaps: gaps.map(causeOnly),
  };
};

/**
 * Of CloudTrail an empty day is missing where its digest files are: they come every hour, whatever happens, from the first
 * of them on. Of other streams nobody can say.
 */
const stateOf = (
  day: Day,
  { stream, present, absent }: Listed,
  { now, since, lifetime }: Facts,
  first: Day | undefined,
  digests: ReadonlyMap<Day, DayState> | undefined,
): DayState => {
  if (present.has(day)) return 'present';
  if (!absent.has(day) || day > lastExpected(now)) return 'not_verified';
  // What lies there from before its source began was written by another, of which nobody knows when it began.
  const isFirst = since !== undefined && (first === undefined || dayOf(since) <= first);
  if (isFirst && day < dayOf(since)) return 'before';
  if (hasExpired(day, lifetime, now)) return 'expired';
  const isLater = first !== undefined && first < day;
  if (lifetime.state === 'unknown') return 'nothing_found';
  if (stream === 'cloudtrail_digest') return isLater ? 'missing' : 'nothing_found';
  return digests?.get(day) === 'missing' ? 'missing' : 'nothing_found';
};

/** The last day of which everything must have been delivered. */
export const lastExpected = (now: number): Day => shifted(dayOf(now), -1 - DELIVERED_WITHIN);

/** Must all that was written on a day be gone by now? Rules are carried out at the first midnight after their days. */
const hasExpired = (day: Day, lifetime: Lifetime, now: number): boolean => {
  switch (lifetime.state) {
    case 'days':
    case 'hidden_after':
      return startOf(day) + (1 + lifetime.days) * DAY_MS <= now;
    case 'dated':
      return startOf(day) + DAY_MS <= lifetime.time && lifetime.time <= now;
    default:
      return false;
  }
};

const byState = (states: readonly (readonly [Day, DayState])[]): LogCalendar['days'] =>
  Object.fromEntries(
    DAY_STATES.flatMap((state) => {
      const days = states.flatMap(([day, own]) => (own === state ? [day] : []));
      return days.length === 0 ? [] : [[state, rangesOf(days)]];
    }),
  );

/** Every day of a calendar with its state, by state. */
const daysByState = ({ days }: LogCalendar): (readonly [Day, DayState])[] =>
  DAY_STATES.flatMap((state) => daysOf(days[state] ?? []).map((day) => [day, state] as const));

/** Streams of Firehose are no place to look into; and of some buckets no rule says where in them a day lies. */
const unlistedCalendar = (source: EvidenceSource, snapshot: Snapshot, params: Params): LogCalendar | undefined => {
  const { stream, region, subject, destination } = source;
  if (destination === undefined) return undefined;
  const { now } = snapshot.scope;
  const [from, to] = [dayOf(now - requiredDays(stream, params).days * DAY_MS), dayOf(now)];
  const detail = `what lies in ${destination.name} was not listed: ${
    destination.kind === 'bucket' ? 'the inventory has no place of it' : 'it is neither bucket nor log group'
  }`;
  return {
    stream,
    region,
    destination: { kind: destination.kind, name: destination.name },
    prefix: destination.kind === 'bucket' ? destination.prefix : '',
    sources: [subject.id],
    from,
    to,
    days: { not_verified: rangesOf(daysBetween(from, to)) },
    sampled: false,
    gaps: [{ reason: 'not_collected', detail }],
  };
};
