import { DAY_MS } from '../model/days.js';
import type { GapCause } from '../model/gap.js';
import { isObject } from '../model/json.js';
import { leadsTo, valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import type { Deletion } from '../model/retention.js';
import type { Snapshot } from '../model/snapshot.js';
import { causeOnly } from './deleters.js';
import { type Destination, type EvidenceSource, numberAt, textAt } from './evidence-streams.js';

/** A destination, and what of it the snapshot shows. */
export type Place =
  | {
      readonly kind: 'bucket';
      readonly bucket: Extract<Destination, { kind: 'bucket' }>;
      readonly seen?: Resource;
      readonly gaps: readonly GapCause[];
    }
  | { readonly kind: 'log_group'; readonly name: string; readonly seen?: Resource; readonly gaps: readonly GapCause[] }
  | { readonly kind: 'none'; readonly gaps: readonly GapCause[] }
  | { readonly kind: 'elsewhere'; readonly gaps: readonly GapCause[] };

export const placeOf = (
  destination: Destination | undefined,
  { region, resource }: EvidenceSource,
  snapshot: Snapshot,
): Place => {
  if (destination === undefined) return { kind: 'none', gaps: (resource?.gaps ?? []).map(causeOnly) };
  if (destination.kind === 'bucket') {
    const seen = snapshot.find('AWS::S3::Bucket', undefined, destination.name);
    if (seen !== undefined)
      return {
        kind: 'bucket',
        bucket: destination,
        seen,
        gaps: seen.gaps.filter(({ pointer }) => pointer === '').map(causeOnly),
      };
    const gaps = unlistedOf(snapshot, 'AWS::S3::Bucket');
    // Names of buckets are unique in all of AWS.
    const foreign: GapCause = {
      reason: 'foreign_account',
      detail: `${destination.name} is none of this account's buckets: it belongs to another account, or is gone`,
    };
    return { kind: 'bucket', bucket: destination, gaps: gaps.length > 0 ? gaps : [foreign] };
  }
  if (destination.kind === 'log_group') {
    const seen = snapshot.find('AWS::Logs::LogGroup', region, destination.name);
    return {
      kind: 'log_group',
      name: destination.name,
      ...(seen !== undefined && { seen }),
      gaps: seen === undefined ? unlistedOf(snapshot, 'AWS::Logs::LogGroup', region) : [],
    };
  }
  return {
    kind: 'elsewhere',
    gaps: [{ reason: 'not_collected', detail: `what becomes of what goes to ${destination.name} is not looked at` }],
  };
};

/** For how many days a destination keeps what is written: rules of lifecycle or retention. */
export type Lifetime =
  | { readonly state: 'for_ever' }
  | {
      readonly state: 'days';
      /** Until the current version goes. */
      readonly days: number;
      /** Until a version goes that is no longer current: only then is it gone. Absent where there are no versions. */
      readonly noncurrent?: number;
      readonly rule: string;
    }
  /** Versions stay when the current one goes. */
  | { readonly state: 'hidden_after'; readonly days: number; readonly rule: string }
  | { readonly state: 'dated'; readonly time: number; readonly rule: string }
  | { readonly state: 'unknown'; readonly gaps: readonly GapCause[] };

/** `bound`: rules that reach only some objects count as deleting where evidence must be kept, and not where it must go. */
export const lifetimeOf = (place: Place, bound: 'least' | 'most'): Lifetime => {
  if (place.kind === 'none' || place.kind === 'elsewhere' || place.seen === undefined)
    return { state: 'unknown', gaps: place.gaps };
  const { seen } = place;
  if (place.kind === 'log_group') {
    const gaps = [...place.gaps, ...gapsAt(seen, '/properties/RetentionInDays')];
    if (gaps.length > 0) return { state: 'unknown', gaps };
    const days = numberAt(seen, '/properties/RetentionInDays');
    return days === undefined ? { state: 'for_ever' } : { state: 'days', days, rule: 'RetentionInDays' };
  }
  const gaps = [
    ...place.gaps,
    ...gapsAt(seen, '/properties/LifecycleConfiguration'),
    ...gapsAt(seen, '/properties/VersioningConfiguration'),
  ];
  if (gaps.length > 0) return { state: 'unknown', gaps };
  const hasVersions = textAt(seen, '/properties/VersioningConfiguration/Status') !== undefined;
  const rules = listAt(seen, '/properties/LifecycleConfiguration/Rules').filter(
    (rule) => rule.Status !== 'Disabled' && reaches(rule, place.bucket.prefix, bound),
  );
  const idOfRule = (rule: Readonly<Record<string, unknown>>) => (typeof rule.Id === 'string' ? rule.Id : '?');
  const dated = rules.find((rule) => rule.ExpirationDate !== undefined);
  if (dated !== undefined) {
    const date = dated.ExpirationDate;
    const time = typeof date === 'number' ? date : Date.parse(String(date));
    if (Number.isNaN(time)) return { state: 'unknown', gaps: [] };
    return { state: 'dated', time, rule: idOfRule(dated) };
  }
  const shortest = (read: (rule: Readonly<Record<string, unknown>>) => unknown) =>
    rules
      .flatMap((rule) => {
        const days = read(rule);
        return typeof days === 'number' ? [{ days, rule: idOfRule(rule) }] : [];
      })
      .sort((a, b) => a.days - b.days)[0];
  const expiry = shortest((rule) => rule.ExpirationInDays);
  const noncurrent = shortest((rule) => valueAt(rule, '/NoncurrentVersionExpiration/NoncurrentDays'));
  if (expiry === undefined) return { state: 'for_ever' };
  if (!hasVersions) return { state: 'days', ...expiry };
  return noncurrent === undefined
    ? { state: 'hidden_after', ...expiry }
    : { state: 'days', ...expiry, noncurrent: noncurrent.days };
};

/** Does a rule reach what lies below a prefix? Either may be the longer one. */
const reaches = (rule: Readonly<Record<string, unknown>>, prefix: string, bound: 'least' | 'most'): boolean => {
  const own = typeof rule.Prefix === 'string' ? rule.Prefix : '';
  if (bound === 'least') return own.startsWith(prefix) || prefix.startsWith(own);
  const isFiltered = ['TagFilters', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'].some(
    (name) => rule[name] !== undefined,
  );
  return prefix.startsWith(own) && !isFiltered;
};

interface Lock {
  readonly mode: string;
  readonly days: number;
}

/** The default retention of a bucket; undefined where there is none, and a gap where nobody could see. */
export const lockOf = (place: Place): Lock | { readonly gaps: readonly GapCause[] } | undefined => {
  if (place.kind !== 'bucket') return undefined;
  const { seen } = place;
  if (seen === undefined) return { gaps: place.gaps };
  const gaps = [...place.gaps, ...gapsAt(seen, '/properties/ObjectLockConfiguration')];
  if (gaps.length > 0) return { gaps };
  const rule = '/properties/ObjectLockConfiguration/Rule/DefaultRetention';
  const mode = textAt(seen, `${rule}/Mode`);
  const years = numberAt(seen, `${rule}/Years`);
  const days = years === undefined ? numberAt(seen, `${rule}/Days`) : years * 365;
  return mode === undefined || days === undefined ? undefined : { mode, days };
};

export const isLock = (lock: ReturnType<typeof lockOf>): lock is Lock => lock !== undefined && 'mode' in lock;

/** The first midnight in UTC at or after a time: when rules of lifecycle are carried out. */
const midnightAfter = (time: number): number => Math.ceil(time / DAY_MS) * DAY_MS;

/** When something that was written at a time will be deleted. */
export const deletionOf = (written: number, lifetime: Lifetime, lock: ReturnType<typeof lockOf>): Deletion => {
  switch (lifetime.state) {
    case 'for_ever':
    case 'hidden_after':
      return { state: 'never' };
    case 'unknown':
      return unclear(lifetime.gaps);
    case 'dated':
    case 'days': {
      // A lock that nobody could see may hold it longer.
      if (lock !== undefined && !isLock(lock)) return unclear(lock.gaps);
      const ruled =
        lifetime.state === 'dated'
          ? Math.max(lifetime.time, midnightAfter(written))
          : midnightAfter(midnightAfter(written + lifetime.days * DAY_MS) + (lifetime.noncurrent ?? 0) * DAY_MS);
      return { state: 'at', time: isLock(lock) ? Math.max(ruled, written + lock.days * DAY_MS) : ruled };
    }
  }
};

const unclear = (gaps: readonly GapCause[]): Deletion => ({
  state: 'unknown',
  detail: gaps.length === 0 ? 'no destination was seen' : gaps.map(({ detail }) => detail).join('; '),
});

export const gapsAt = (resource: Resource, pointer: string): GapCause[] =>
  resource.gaps.filter((gap) => leadsTo(gap.pointer, pointer) || leadsTo(pointer, gap.pointer)).map(causeOnly);

/** The lists that own a type and are not whole, in a region or in all. */
export const unlistedOf = (snapshot: Snapshot, type: string, region?: string): GapCause[] => {
  const listings = snapshot.listings.filter(
    (one) => one.type === type && (region === undefined || one.region === region || one.region === 'global'),
  );
  if (listings.length === 0) return [{ reason: 'not_collected', detail: `${type} was not collected` }];
  return listings.flatMap(({ state, cause }) => {
    if (cause !== undefined) return [causeOnly(cause)];
    return state === 'complete'
      ? []
      : [{ reason: 'not_collected' as const, detail: `${type} was not listed to the end` }];
  });
};

export const listAt = (value: unknown, pointer: string): readonly Readonly<Record<string, unknown>>[] => {
  const list = valueAt(value, pointer);
  return Array.isArray(list) ? list.filter(isObject) : [];
};
