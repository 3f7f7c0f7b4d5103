import { countDays, daysOf } from '../model/days.js';
import type { GapCause } from '../model/gap.js';
import { valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import type { DayState, DigestProof, LinkState, LogCalendar, RetentionFact } from '../model/retention.js';
import type { Snapshot } from '../model/snapshot.js';
import { causeOnly, type Deleters, type deletersIn, distinct, type Target } from './deleters.js';
import { type Destination, type EvidenceSource, type requiredDays, textAt, WRITERS } from './evidence-streams.js';
import { gapsAt, isLock, type Lifetime, listAt, lockOf, type Place, unlistedOf } from './log-place.js';
/** What was seen of a step, before the controls are heard. */
export interface Own {
  readonly state: LinkState;
  readonly facts?: readonly RetentionFact[];
  readonly gaps?: readonly GapCause[];
}

const fact = (code: string, args: Readonly<Record<string, string | number>> = {}): RetentionFact => ({
  code,
  args: Object.fromEntries(Object.entries(args).map(([name, value]) => [name, String(value)])),
});

const own = (state: LinkState, code: string, args: Readonly<Record<string, string | number>> = {}): Own => ({
  state,
  facts: [fact(code, args)],
});

/** Nothing of it to judge. */
export const NOTHING: Own = { state: 'not_applicable' };

const unknown = (code: string, gaps: readonly GapCause[], args: Readonly<Record<string, string>> = {}): Own => ({
  state: 'unknown',
  facts: [fact(code, args)],
  gaps: distinct(gaps.map(causeOnly)),
});

export const sourceStep = (source: EvidenceSource, snapshot: Snapshot): Own => {
  const { stream, resource, region } = source;
  if (stream === 'kansa_runs') return own('met', 'source_this_run');
  if (resource === undefined) {
    const place = region === 'global' ? undefined : region;
    const gaps = WRITERS[stream].flatMap(({ type, at }) => [
      ...unlistedOf(snapshot, type, place),
      ...[...snapshot.resources(type)]
        .filter((one) => place === undefined || one.region === place)
        .flatMap((one) => gapsAt(one, at)),
    ]);
    if (gaps.length > 0) return unknown('source_unseen', gaps);
    // Where there are no clusters and no endpoints, there is nothing to log; nobody demands that requests be captured.
    const isIdle =
      ['eks_audit', 'data_capture', 'sagemaker_jobs'].includes(stream) ||
      (stream === 's3_access' && ![...snapshot.resources('AWS::S3::Bucket')].some((one) => one.region === region));
    return isIdle ? own('not_applicable', 'source_nothing') : own('not_met', 'source_none');
  }
  const described = resource.gaps.filter(({ pointer }) => pointer === '').map(causeOnly);
  if (described.length > 0) return unknown('source_unseen', described);
  if (stream === 'cloudtrail') {
    const gaps = gapsAt(resource, '/properties/IsLogging');
    if (gaps.length > 0) return unknown('source_unseen', gaps);
    return valueAt(resource, '/properties/IsLogging') === true
      ? own('met', 'source_on')
      : own('not_met', 'source_stopped');
  }
  if (stream === 'vpc_flow') {
    const status = textAt(resource, '/runtime/DeliverLogsStatus');
    return status === undefined || status === 'SUCCESS'
      ? own('met', 'source_traffic', { traffic: textAt(resource, '/properties/TrafficType') ?? '?' })
      : own('not_met', 'source_undelivered', { status });
  }
  return own('met', 'source_on');
};

export const destinationStep = (destination: Destination | undefined, place: Place, source: EvidenceSource): Own => {
  if (destination === undefined) {
    if (source.resource === undefined) return NOTHING;
    return place.gaps.length > 0 ? unknown('destination_unseen', place.gaps) : own('not_met', 'destination_none');
  }
  const { kind, name } = destination;
  if (place.kind === 'elsewhere') return unknown(`destination_${kind}`, place.gaps, { name });
  if (place.kind !== 'none' && place.seen !== undefined && place.gaps.length === 0)
    return own('met', `destination_${kind}`, { name });
  if (place.gaps.length > 0)
    return unknown(
      place.gaps.some(({ reason }) => reason === 'foreign_account') ? 'destination_foreign' : 'destination_unseen',
      place.gaps,
      { name },
    );
  return own('not_met', 'destination_gone', { name });
};

export type Required = ReturnType<typeof requiredDays>;

/** What steps beyond the source and its destination are judged with. */
interface Desk {
  readonly snapshot: Snapshot;
  readonly deleters: ReturnType<typeof deletersIn>;
}

export const lifecycleStep = (lifetime: Lifetime, { days: wanted, bound }: Required): Own => {
  switch (lifetime.state) {
    case 'unknown':
      return unknown('lifecycle_unseen', lifetime.gaps);
    case 'for_ever':
      return own(bound === 'least' ? 'met' : 'not_met', 'lifecycle_for_ever');
    case 'dated':
      return own('not_met', 'lifecycle_dated', { rule: lifetime.rule });
    case 'hidden_after':
      // A delete marker hides what is still there: whoever looks for the log does not find it.
      return own(isKept(lifetime.days, wanted, bound) && bound === 'least' ? 'met' : 'not_met', 'lifecycle_hidden', {
        days: lifetime.days,
        rule: lifetime.rule,
      });
    case 'days': {
      const { days, noncurrent, rule } = lifetime;
      // A version that was replaced or deleted by hand is gone after its own days.
      const isEnough = isKept(days, wanted, bound) && (noncurrent === undefined || isKept(noncurrent, wanted, bound));
      return own(
        isEnough ? 'met' : 'not_met',
        noncurrent === undefined ? 'lifecycle_days' : 'lifecycle_versions',
        noncurrent === undefined ? { days, rule } : { days, rule, noncurrent },
      );
    }
  }
};

const isKept = (days: number, wanted: number, bound: Required['bound']): boolean =>
  bound === 'least' ? days >= wanted : days <= wanted;

export const lockStep = (place: Place, { days, bound }: Required): Own => {
  if (bound === 'most') return own('not_applicable', 'lock_must_go');
  if (place.kind === 'log_group') return own('not_met', 'lock_group');
  if (place.kind !== 'bucket') return unknown('lock_unseen', place.gaps);
  const lock = lockOf(place);
  if (lock === undefined) return own('not_met', 'lock_none');
  if (!isLock(lock)) return unknown('lock_unseen', lock.gaps);
  const isEnough = lock.mode === 'COMPLIANCE' && lock.days >= days;
  return own(isEnough ? 'met' : 'not_met', 'lock_days', { mode: lock.mode, days: lock.days });
};

export const encryptionStep = (place: Place, { stream, resource }: EvidenceSource): Own => {
  // CloudTrail encrypts what it delivers by the trail's own key, whatever the bucket's default is.
  const ofTrail = stream === 'cloudtrail' ? textAt(resource, '/properties/KMSKeyId') : undefined;
  if (ofTrail !== undefined) return own('met', 'encryption_key', { key: ofTrail });
  if (place.kind === 'none' || place.kind === 'elsewhere' || place.seen === undefined)
    return unknown('encryption_unseen', place.gaps);
  const pointer = place.kind === 'bucket' ? '/properties/BucketEncryption' : '/properties/KmsKeyId';
  const gaps = [...place.gaps, ...gapsAt(place.seen, pointer)];
  if (gaps.length > 0) return unknown('encryption_unseen', gaps);
  const key =
    place.kind === 'log_group'
      ? textAt(place.seen, pointer)
      : listAt(place.seen, `${pointer}/ServerSideEncryptionConfiguration`)
          .map((rule) => textAt(rule, '/ServerSideEncryptionByDefault/KMSMasterKeyID'))
          .find((one) => one !== undefined);
  // S3 cannot deliver access logs to a bucket whose default encryption is by KMS.
  if (stream === 's3_access' && key === undefined) return own('met', 'encryption_s3');
  return key === undefined ? own('not_met', 'encryption_no_key') : own('met', 'encryption_key', { key });
};

const DESTROYING_OBJECTS = [
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutObjectRetention',
  's3:BypassGovernanceRetention',
];
const DESTROYING_EVENTS = ['logs:DeleteLogGroup', 'logs:DeleteLogStream', 'logs:PutRetentionPolicy'];

/** How many principals are named. */
const NAMED = 20;

export const deletionStep = (place: Place, { days, bound }: Required, { snapshot, deleters }: Desk): Own => {
  if (bound === 'most') return own('not_applicable', 'lock_must_go');
  if (place.kind === 'none' || place.kind === 'elsewhere' || place.seen === undefined)
    return unknown('deletion_unseen', place.gaps);
  const lock = lockOf(place);
  if (isLock(lock) && lock.mode === 'COMPLIANCE' && lock.days >= days) return own('met', 'deletion_locked');
  const { seen } = place;
  const may =
    place.kind === 'bucket' ? objectDeleters(place, seen, { snapshot, deleters }) : eventDeleters(seen.id, deleters);
  const names = may.principals.slice(0, NAMED).join(', ');
  if (may.principals.length > 0 && lock !== undefined && !isLock(lock))
    return unknown('deletion_unless_locked', lock.gaps, { count: String(may.principals.length), names });
  if (may.principals.length > 0) return own('not_met', 'deletion_principals', { count: may.principals.length, names });
  if (may.gaps.length > 0) return unknown('deletion_unseen', may.gaps);
  return own('met', 'deletion_nobody');
};

const objectDeleters = (
  { bucket: { name, prefix } }: Extract<Place, { kind: 'bucket' }>,
  { id }: Resource,
  { snapshot, deleters }: Desk,
): Deleters => {
  const policy = snapshot.find('AWS::S3::BucketPolicy', undefined, name);
  const statements = listAt(policy, '/properties/PolicyDocument/Statement');
  const own = deleters(DESTROYING_OBJECTS, [{ text: `${id}/${prefix}`, isPrefix: true }], statements);
  const ofBucket = deleters(['s3:PutLifecycleConfiguration'], [{ text: id, isPrefix: false }], statements);
  const hidden =
    policy === undefined ? unlistedOf(snapshot, 'AWS::S3::BucketPolicy') : gapsAt(policy, '/properties/PolicyDocument');
  return {
    principals: [...new Set([...own.principals, ...ofBucket.principals])].sort(),
    gaps: distinct([...own.gaps, ...ofBucket.gaps, ...hidden]),
  };
};

const eventDeleters = (group: string, deleters: Desk['deleters']): Deleters => {
  const targets: Target[] = [
    { text: group, isPrefix: false },
    { text: `${group}:`, isPrefix: true },
  ];
  return deleters(DESTROYING_EVENTS, targets);
};

export const copyStep = (place: Place, { bound }: Required, snapshot: Snapshot): Own => {
  if (bound === 'most') return own('not_applicable', 'lock_must_go');
  if (place.kind === 'none' || place.kind === 'elsewhere') return unknown('copy_unseen', place.gaps);
  if (place.kind === 'log_group')
    return unknown('copy_group', [
      { reason: 'not_collected', detail: 'subscription filters and exports of log groups are not looked at' },
    ]);
  const { seen, bucket } = place;
  if (seen === undefined) return unknown('copy_unseen', place.gaps);
  const gaps = [...place.gaps, ...gapsAt(seen, '/properties/ReplicationConfiguration')];
  if (gaps.length > 0) return unknown('copy_unseen', gaps);
  const rules = listAt(seen, '/properties/ReplicationConfiguration/Rules').filter(
    (rule) =>
      rule.Status === 'Enabled' &&
      valueAt(rule, '/Filter/TagFilter') === undefined &&
      bucket.prefix.startsWith(typeof rule.Prefix === 'string' ? rule.Prefix : ''),
  );
  const targets = rules.flatMap((rule) => {
    const target = textAt(rule, '/Destination/Bucket')?.replace(/^arn:[^:]+:s3:::/, '');
    return target === undefined ? [] : [{ target, account: textAt(rule, '/Destination/Account') }];
  });
  const [first] = targets;
  if (first === undefined) return own('not_met', 'copy_none');
  const other = targets.find(({ account }) => account !== undefined && account !== snapshot.scope.account);
  if (other?.account !== undefined) return own('met', 'copy_account', { bucket: other.target, account: other.account });
  // A target that is no bucket of this account's is another's, where the list is whole.
  const isOwn = snapshot.find('AWS::S3::Bucket', undefined, first.target) !== undefined;
  return isOwn
    ? own('not_met', 'copy_same_account', { bucket: first.target })
    : unknown(
        'copy_elsewhere',
        [
          {
            reason: 'foreign_account',
            detail: `${first.target} is none of this account's buckets, and the rule names no account`,
          },
        ],
        { bucket: first.target },
      );
};

/** Whether CloudTrail leaves digest files at all, and, where somebody asked, whether they prove its log files. */
export const integrityStep = ({ resource }: EvidenceSource, proofs?: readonly DigestProof[]): Own => {
  if (resource === undefined) return NOTHING;
  const at = '/properties/EnableLogFileValidation';
  const gaps = gapsAt(resource, at);
  if (gaps.length > 0) return unknown('integrity_unseen', gaps);
  if (valueAt(resource, at) !== true) return own('not_met', 'integrity_off');
  return proofs === undefined ? own('met', 'integrity_on') : proofStep(proofs);
};

const proofStep = (proofs: readonly DigestProof[]): Own => {
  const [first] = proofs;
  if (first === undefined)
    return unknown('integrity_unproven', [
      { reason: 'not_collected', detail: 'where the digest files lie could not be seen' },
    ]);
  const sum = (count: (proof: DigestProof) => number) => proofs.reduce((all, proof) => all + count(proof), 0);
  const told = (code: string, count: number, args: Readonly<Record<string, string | number>> = {}) =>
    count === 0 ? [] : [fact(code, { ...args, count })];
  const problems = sum((proof) => proof.problems.length + proof.problemsLeftOut);
  const open = proofs.filter(({ uncovered }) => uncovered.length > 0).length;
  const unverified = sum(({ digests, logFiles }) => digests.unverified + logFiles.unverified);
  const facts = [
    fact('integrity_proven', {
      regions: proofs.length,
      from: first.from,
      to: first.to,
      digests: sum(({ digests }) => digests.valid),
      files: sum(({ logFiles }) => logFiles.valid),
    }),
    ...told('integrity_damaged', problems),
    ...told('integrity_unverified', unverified),
    ...told('integrity_uncovered', open),
  ];
  const gaps = distinct(proofs.flatMap((proof) => proof.gaps.map(causeOnly)));
  if (proofs.some(({ state }) => state === 'damaged')) return { state: 'not_met', facts, gaps };
  return proofs.every(({ state }) => state === 'valid') ? { state: 'met', facts } : { state: 'unknown', facts, gaps };
};

/**
 * Whether the logs are there, by the calendars of one source in one destination. Days on which a stream may have been
 * quiet leave it unknown, and so do days that nobody listed; those that are too young to be expected do not.
 */
export const presenceStep = (calendars: readonly LogCalendar[], { bound }: Required, lastDay: string): Own => {
  if (calendars.length === 0) return NOTHING;
  if (bound === 'most') return own('not_applicable', 'lock_must_go');
  const days = (state: DayState) =>
    calendars.reduce(
      (sum, { days: own }) =>
        sum + (state === 'not_verified' ? dueBy(own[state] ?? [], lastDay) : countDays(own[state] ?? [])),
      0,
    );
  const facts = [
    ...(calendars.length > 1 ? [fact('presence_places', { count: calendars.length })] : []),
    ...FOUND.flatMap((state) => (days(state) === 0 ? [] : [fact(`presence_${state}`, { days: days(state) })])),
  ];
  const gaps = distinct(calendars.flatMap((calendar) => calendar.gaps.map(causeOnly)));
  if (days('missing') > 0 || days('expired') > 0) return { state: 'not_met', facts };
  if (days('nothing_found') > 0 || days('not_verified') > 0 || gaps.length > 0)
    return { state: 'unknown', facts, gaps };
  return days('present') > 0 ? { state: 'met', facts } : { state: 'not_applicable', facts };
};

const FOUND = ['present', 'missing', 'nothing_found', 'not_verified', 'expired', 'before'] as const;

const dueBy = (ranges: readonly string[], lastDay: string): number =>
  daysOf(ranges).filter((day) => day <= lastDay).length;
