import { type Day, dayOf, daysBetween, daysOf, rangesOf, shifted } from '../model/days.js';
import { isObject } from '../model/json.js';
import { valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import { type DayState, type DigestProof, EVIDENCE_STREAMS, type LogCalendar } from '../model/retention.js';
import type { Snapshot } from '../model/snapshot.js';
import { causeOnly, distinct } from './deleters.js';
import { evidenceSources, numberAt, textAt } from './evidence-streams.js';

/** A calendar with the id of the resource that writes the logs. */
export type SourcedCalendar = LogCalendar & { readonly source: string };

/** The calendars that an inventory makes possible; none where none was asked for. */
export const calendarsOf = (snapshot: Snapshot): SourcedCalendar[] => {
  const { now } = snapshot.scope;
  const sources = new Map(evidenceSources(snapshot).map((one) => [one.subject.id, one]));
  return [...snapshot.resources('AWS::S3::LogInventory')].flatMap((inventory): SourcedCalendar[] => {
    const stream = STREAMS.find((one) => one === valueAt(inventory, '/properties/Stream'));
    const [from, to] = [textAt(inventory, '/runtime/From'), textAt(inventory, '/runtime/To')];
    const source = textAt(inventory, '/properties/Source') ?? '';
    const bucket = textAt(inventory, '/properties/Bucket') ?? '';
    if (stream === undefined) return [];
    const prefix = textAt(inventory, '/properties/Prefix') ?? '';
    // Where the describe itself failed, nothing is known of any day.
    const since = sources.get(source)?.since;
    const expiry = expiryOf(snapshot, bucket, prefix);
    const rule: Rule = {
      present: new Set(daysOf(textsAt(inventory, '/runtime/Present'))),
      absent: new Set(daysOf(textsAt(inventory, '/runtime/Absent'))),
      today: dayOf(now),
      ...(since !== undefined && { since: dayOf(since) }),
      ...(expiry !== undefined && { expiredBefore: shifted(dayOf(now), -expiry) }),
    };
    const days = from === undefined || to === undefined ? [] : daysBetween(from, to);
    const inState = (state: DayState) => rangesOf(days.filter((day) => stateOf(day, rule) === state));
    return [
      {
        source,
        stream,
        region: inventory.region,
        bucket,
        prefix,
        from: from ?? dayOf(now),
        to: to ?? dayOf(now),
        days: {
          present: inState('present'),
          missing: inState('missing'),
          expired: inState('expired'),
          before: inState('before'),
          unverified: inState('unverified'),
        },
        sampled: valueAt(inventory, '/runtime/Sampled') === true,
        sinceUnknown: since === undefined,
        gaps: distinct(inventory.gaps.map(causeOnly)),
      },
    ];
  });
};

const STREAMS = [...EVIDENCE_STREAMS, 'cloudtrail_digest'] as const;

interface Rule {
  readonly present: ReadonlySet<Day>;
  readonly absent: ReadonlySet<Day>;
  readonly today: Day;
  readonly since?: Day;
  readonly expiredBefore?: Day;
}

/** Only what was listed is present or missing. Today is not over, so that what is not there yet may still come. */
const stateOf = (day: Day, { present, absent, today, since, expiredBefore }: Rule): DayState => {
  if (present.has(day)) return 'present';
  if (!absent.has(day) || day >= today) return 'unverified';
  if (expiredBefore !== undefined && day <= expiredBefore) return 'expired';
  return since !== undefined && day < since ? 'before' : 'missing';
};

/** The days after which a bucket's rules delete what lies below a prefix for certain: rules without further filters. */
const expiryOf = (snapshot: Snapshot, bucket: string, prefix: string): number | undefined => {
  const seen = snapshot.find('AWS::S3::Bucket', undefined, bucket);
  const rules = valueAt(seen, '/properties/LifecycleConfiguration/Rules');
  if (!Array.isArray(rules)) return undefined;
  const days = rules.filter(isObject).flatMap((rule) => {
    const isWhole = ['TagFilters', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'].every(
      (name) => rule[name] === undefined,
    );
    const own = typeof rule.Prefix === 'string' ? rule.Prefix : '';
    const expiry = numberAt(rule, '/ExpirationInDays');
    return rule.Status === 'Enabled' && isWhole && prefix.startsWith(own) && expiry !== undefined ? [expiry] : [];
  });
  return days.length === 0 ? undefined : Math.min(...days);
};

/** What the digest files prove; none where no validation was asked for. */
export const digestProofsOf = (snapshot: Snapshot): DigestProof[] =>
  [...snapshot.resources('AWS::CloudTrail::DigestValidation')].map(proofOf);

const proofOf = (validation: Resource): DigestProof => {
  const count = (pointer: string) => numberAt(validation, pointer) ?? 0;
  const problems = objectsAt(validation, '/runtime/Problems').map((one) => ({
    kind: String(one.Kind),
    bucket: String(one.Bucket),
    key: String(one.Key),
  }));
  const problemsLeftOut = count('/runtime/ProblemsLeftOut');
  const uncovered = objectsAt(validation, '/runtime/Uncovered').map(({ From, To }) => ({
    from: String(From),
    to: String(To),
  }));
  const digests = { valid: count('/runtime/Digests/Valid'), unverified: count('/runtime/Digests/Unverified') };
  const logFiles = { valid: count('/runtime/LogFiles/Valid'), unverified: count('/runtime/LogFiles/Unverified') };
  const gaps = distinct(validation.gaps.map(causeOnly));
  const isProven =
    gaps.length === 0 && uncovered.length === 0 && digests.valid > 0 && digests.unverified + logFiles.unverified === 0;
  return {
    trail: textAt(validation, '/properties/TrailARN') ?? validation.id,
    region: validation.region,
    bucket: textAt(validation, '/properties/S3BucketName') ?? '',
    from: textAt(validation, '/properties/From') ?? '',
    to: textAt(validation, '/properties/To') ?? '',
    state: problems.length + problemsLeftOut > 0 ? 'damaged' : isProven ? 'valid' : 'unverified',
    digests,
    logFiles,
    problems,
    problemsLeftOut,
    uncovered,
    gaps,
  };
};

const objectsAt = (value: unknown, pointer: string): readonly Readonly<Record<string, unknown>>[] => {
  const list = valueAt(value, pointer);
  return Array.isArray(list) ? list.filter(isObject) : [];
};

const textsAt = (value: unknown, pointer: string): string[] => {
  const list = valueAt(value, pointer);
  return Array.isArray(list) ? list.map(String) : [];
};
