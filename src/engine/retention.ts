import { DAY_MS, dayOf, daysOf, startOf } from '../model/days.js';
import type { Finding } from '../model/finding.js';
import type { GapCause } from '../model/gap.js';
import { isObject } from '../model/json.js';
import type { Params } from '../model/params.js';
import { leadsTo, valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import {
  type Deletion,
  type EvidenceStream,
  LINK_STATES,
  type LinkState,
  type Retention,
  type RetentionChain,
  type RetentionFact,
  type RetentionLink,
  type RetentionStep,
  type RetentionVerdict,
} from '../model/retention.js';
import type { Snapshot } from '../model/snapshot.js';
import { causeOnly, type Deleters, deletersIn, distinct } from './deleters.js';
import {
  type Destination,
  type EvidenceSource,
  evidenceSources,
  numberAt,
  requiredDays,
  textAt,
} from './evidence-streams.js';
import { calendarsOf, digestProofsOf } from './log-calendar.js';
import { SYNTHETIC } from './relations.js';

/** Where runs of kansa are kept: what the snapshot of an account cannot tell. */
export interface RunPlace {
  /** Of a run in S3. */
  readonly bucket?: string;
  readonly prefix?: string;
}

/**
 * For each stream of evidence the chain from its source to where nobody can destroy it. Controls judge where there are
 * some for a step, so that no link contradicts a finding; other steps are judged by facts, and what hides a fact leaves
 * its link unknown.
 */
export const retentionOf = (
  snapshot: Snapshot,
  findings: readonly Finding[],
  params: Params,
  runs: RunPlace = {},
): Retention => {
  const calendars = calendarsOf(snapshot);
  const digests = digestProofsOf(snapshot);
  const desk: Desk = {
    snapshot,
    params,
    verdictsOf: verdictsIn(findings),
    deleters: deletersIn(snapshot),
    earliestListed(source, bucket) {
      const own = calendars.filter((one) => one.source === source && one.bucket === bucket);
      const days = own.flatMap(({ days: { present } }) => daysOf(present)).sort();
      // Where something was left unlisted, earlier evidence may lie there.
      const isWhole = own.length > 0 && own.every(({ days: { unverified } }) => daysOf(unverified).length <= 1);
      return isWhole ? days[0] : undefined;
    },
    proofsOf: (trail) => digests.filter((one) => one.trail === trail),
  };
  const sources = [...evidenceSources(snapshot), ...absentSources(snapshot), ownRuns(snapshot, runs)];
  return {
    chains: sources
      .map((source) => chainOf(source, desk))
      .sort((a, b) => compared(a.stream, b.stream) || compared(a.region, b.region) || compared(idOf(a), idOf(b))),
    calendars: calendars.map(({ source: _, ...calendar }) => calendar),
    digests,
  };
};

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const idOf = ({ source, destination }: RetentionChain): string => `${source.id} ${destination?.name ?? ''}`;

/** What every chain is judged with. */
interface Desk {
  readonly snapshot: Snapshot;
  readonly params: Params;
  readonly verdictsOf: ReturnType<typeof verdictsIn>;
  readonly deleters: ReturnType<typeof deletersIn>;
  earliestListed(source: string, bucket: string): string | undefined;
  proofsOf(trail: string): Retention['digests'];
}

/** Streams that nothing writes, as far as lists tell: each has a chain that says so. */
const absentSources = (snapshot: Snapshot): EvidenceSource[] => {
  const { account, regions } = snapshot.scope;
  const written = new Set(evidenceSources(snapshot).map(({ stream, region }) => `${stream} ${region}`));
  const isAccountWide = (stream: EvidenceStream) => stream === 'cloudtrail';
  return Object.keys(WRITERS).flatMap((name): EvidenceSource[] => {
    const stream = streamNamed(name);
    if (isAccountWide(stream)) {
      if ([...written].some((one) => one.startsWith(`${stream} `))) return [];
      return [
        { stream, region: 'global', subject: { type: SYNTHETIC.account, id: account, account, region: 'global' } },
      ];
    }
    return regions
      .filter((region) => !written.has(`${stream} ${region}`))
      .map((region) => ({
        stream,
        region,
        subject: { type: SYNTHETIC.region, id: `${account}/${region}`, account, region },
      }));
  });
};

/** The lists that tell whether anything writes a stream, and the things that would write it. */
const WRITERS: Readonly<Record<Exclude<EvidenceStream, 'kansa_runs'>, readonly string[]>> = {
  cloudtrail: ['AWS::CloudTrail::Trail'],
  bedrock_invocations: ['AWS::Bedrock::ModelInvocationLogging'],
  data_capture: ['AWS::SageMaker::EndpointConfig', 'AWS::SageMaker::Endpoint'],
  sagemaker_jobs: ['AWS::Logs::LogGroup'],
  eks_audit: ['AWS::EKS::Cluster'],
  vpc_flow: ['AWS::EC2::FlowLog'],
  s3_access: ['AWS::S3::Bucket'],
};

const streamNamed = (name: string): Exclude<EvidenceStream, 'kansa_runs'> => {
  const stream = STREAMS.find((one) => one === name);
  if (stream === undefined) throw new RangeError(`no stream is called ${name}`);
  return stream;
};

const STREAMS = [
  'cloudtrail',
  'bedrock_invocations',
  'data_capture',
  'sagemaker_jobs',
  'eks_audit',
  'vpc_flow',
  's3_access',
] as const;

const ownRuns = ({ scope: { account } }: Snapshot, { bucket, prefix = '' }: RunPlace): EvidenceSource => ({
  stream: 'kansa_runs',
  region: 'global',
  subject: { type: SYNTHETIC.account, id: account, account, region: 'global' },
  destination: bucket === undefined ? { kind: 'directory', name: 'local' } : { kind: 'bucket', name: bucket, prefix },
});

/** Which controls judge a step, and by which subject: the source, its region, or every region of the account. */
interface Judges {
  readonly controls: readonly string[];
  readonly of: 'source' | 'region' | 'regions';
  /** Only violations of these codes speak of the step; all others leave it alone. */
  readonly codes?: readonly string[];
}

const JUDGES: Readonly<Partial<Record<EvidenceStream, Readonly<Partial<Record<RetentionStep, readonly Judges[]>>>>>> = {
  cloudtrail: {
    source: [
      {
        controls: [
          'cloudtrail/multi_region_trail',
          'cloudtrail/bedrock_data_events_complete',
          'cloudtrail/sagemaker_data_events',
          'cloudtrail/network_activity_events',
        ],
        of: 'regions',
      },
    ],
    destination: [{ controls: ['cloudtrail/delivery_healthy'], of: 'source' }],
    lock: [{ controls: ['cloudtrail/trail_bucket_object_lock'], of: 'source' }],
    encryption: [{ controls: ['cloudtrail/trail_cmk'], of: 'source' }],
    integrity: [{ controls: ['cloudtrail/log_file_validation'], of: 'source' }],
  },
  bedrock_invocations: {
    source: [{ controls: ['bedrock/invocation_logging'], of: 'region' }],
    lifecycle: [{ controls: ['bedrock/invocation_log_retention'], of: 'region' }],
    lock: [{ controls: ['bedrock/invocation_log_immutable'], of: 'region' }],
    encryption: [{ controls: ['bedrock/invocation_logs_cmk'], of: 'region' }],
  },
  data_capture: {
    destination: [{ controls: [CAPTURE()], of: 'source', codes: ['bucket_gone'] }],
    lifecycle: [{ controls: [CAPTURE()], of: 'source', codes: ['kept', 'versions_kept'] }],
    encryption: [{ controls: [CAPTURE()], of: 'source', codes: ['no_key', 'aws_managed', 'key_gone'] }],
  },
  eks_audit: {
    source: [{ controls: ['eks/control_plane_logs'], of: 'source' }],
    lifecycle: [{ controls: ['eks/audit_log_retention'], of: 'source' }],
  },
  vpc_flow: { source: [{ controls: ['ec2/subnet_flow_logs'], of: 'region' }] },
};

function CAPTURE() {
  return 'sagemaker/data_capture_encrypted_and_bounded';
}

const STATES: Readonly<Record<Finding['verdict'], LinkState>> = {
  fail: 'not_met',
  waived: 'not_met',
  unknown: 'unknown',
  manual: 'unknown',
  pass: 'met',
  not_applicable: 'not_applicable',
};

/** The findings of controls by their control; what each says of a step, with the gaps of those that do not know. */
const verdictsIn = (findings: readonly Finding[]) => {
  const byControl = new Map<string, Finding[]>();
  for (const finding of findings) {
    const own = byControl.get(finding.control) ?? [];
    byControl.set(finding.control, own);
    own.push(finding);
  }
  return (judges: readonly Judges[], source: EvidenceSource) =>
    judges.flatMap(({ controls, of, codes }) =>
      controls.flatMap((control) =>
        (byControl.get(control) ?? [])
          .filter(({ resource, reason }) => {
            // A list that failed leaves one finding for whatever would have stood in it.
            if (reason === 'not_listed') return of === 'regions' || resource.region === source.region;
            if (of === 'source') return resource.id === source.subject.id && resource.region === source.region;
            return of === 'regions' || resource.region === source.region;
          })
          .flatMap((finding) => {
            const state = stateOf(finding, codes);
            return state === undefined ? [] : [{ finding, state }];
          }),
      ),
    );
};

/** What a finding says of a step of which only some of its violations speak; undefined where it does not. */
const stateOf = (finding: Finding, codes: readonly string[] | undefined): LinkState | undefined => {
  const state = STATES[finding.verdict];
  if (codes === undefined || state !== 'not_met') return state;
  const isOurs = ({ code }: { readonly code: string }) => codes.includes(code);
  if (finding.violations.some(isOurs)) return 'not_met';
  // It fails for another reason, and does not tell of this one.
  return finding.unproven.some(isOurs) ? 'unknown' : undefined;
};

/** What was seen of a step, before the controls are heard. */
interface Own {
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

const unknown = (code: string, gaps: readonly GapCause[], args: Readonly<Record<string, string>> = {}): Own => ({
  state: 'unknown',
  facts: [fact(code, args)],
  gaps: distinct(gaps.map(causeOnly)),
});

const worst = (states: readonly LinkState[]): LinkState =>
  LINK_STATES.find((state) => states.includes(state)) ?? 'not_applicable';

const chainOf = (source: EvidenceSource, desk: Desk): RetentionChain => {
  const { stream, region, subject, destination, since } = source;
  const place = placeOf(destination, source, desk);
  const required = requiredDays(stream, desk.params);
  const lifecycle = lifetimeOf(place, required.bound);
  const steps: Readonly<Record<RetentionStep, Own>> = {
    source: sourceStep(source, desk),
    destination: destinationStep(destination, place, source),
    ...(source.resource === undefined && stream !== 'kansa_runs'
      ? NOTHING_TO_KEEP
      : {
          lifecycle: lifecycleStep(lifecycle, required),
          lock: lockStep(place, required),
          encryption: encryptionStep(place),
          deletion: deletionStep(place, required, desk),
          copy: copyStep(place, desk),
          integrity: integrityStep(source, desk),
        }),
  };
  const links = stepsOf(stream).map((step) => linkOf(step, steps[step], source, desk));
  const { now } = desk.snapshot.scope;
  const listed = place.kind === 'bucket' ? desk.earliestListed(subject.id, place.bucket.name) : undefined;
  const first = earliestOf(listed, since, lifecycle, now);
  return {
    stream,
    region,
    source: subject,
    ...(destination !== undefined && { destination: { kind: destination.kind, name: destination.name } }),
    ...(stream !== 'kansa_runs' && { required }),
    links,
    ...(since !== undefined && { since }),
    kept: deletionOf(now, lifecycle, lockOf(place)),
    ...(first !== undefined && { earliest: first }),
    deletion: earliestDeletion(first, lifecycle, lockOf(place)),
  };
};

const stepsOf = (stream: EvidenceStream): RetentionStep[] => [
  'source',
  'destination',
  'lifecycle',
  'lock',
  'encryption',
  'deletion',
  'copy',
  ...(stream === 'cloudtrail' ? (['integrity'] as const) : []),
];

const NOTHING: Own = { state: 'not_applicable' };
const NOTHING_TO_KEEP = {
  lifecycle: NOTHING,
  lock: NOTHING,
  encryption: NOTHING,
  deletion: NOTHING,
  copy: NOTHING,
  integrity: NOTHING,
} as const;

const linkOf = (step: RetentionStep, seen: Own, source: EvidenceSource, desk: Desk): RetentionLink => {
  const judged = desk.verdictsOf(JUDGES[source.stream]?.[step] ?? [], source);
  const heard = judged.filter(({ state }) => state !== 'not_applicable');
  const { facts = [], gaps = [] } = seen;
  // A fact that no control judges stands beside those that controls do: a trail that stopped, a proof that failed.
  const isOwn = facts.some(({ code }) => UNJUDGED.has(code));
  const state =
    heard.length === 0 ? seen.state : worst([...heard.map((one) => one.state), ...(isOwn ? [seen.state] : [])]);
  return {
    step,
    state,
    facts,
    controls: judged.map(
      ({ finding }): RetentionVerdict => ({
        control: finding.control,
        subject: finding.resource,
        verdict: finding.verdict,
        fingerprint: finding.fingerprint,
      }),
    ),
    gaps:
      state === 'unknown' ? distinct([...gaps, ...heard.flatMap(({ finding }) => finding.gaps.map(causeOnly))]) : [],
  };
};

/** Facts of which no control speaks, on steps of which controls speak otherwise. */
const UNJUDGED: ReadonlySet<string> = new Set([
  'source_stopped',
  'destination_foreign',
  'destination_unseen',
  'proof_damaged',
  'proof_unverified',
]);

const gapsAt = (resource: Resource, pointer: string): GapCause[] =>
  resource.gaps.filter((gap) => leadsTo(gap.pointer, pointer) || leadsTo(pointer, gap.pointer)).map(causeOnly);

/** The lists that own a type and are not whole, in a region or in all. */
const unlistedOf = ({ snapshot }: Desk, type: string, region?: string): GapCause[] => {
  const listings = snapshot.listings.filter(
    (one) => one.type === type && (region === undefined || one.region === region || one.region === 'global'),
  );
  if (listings.length === 0) return [{ reason: 'not_collected', detail: `${type} was not collected` }];
  return listings.flatMap(({ cause }) => (cause === undefined ? [] : [causeOnly(cause)]));
};

const sourceStep = (source: EvidenceSource, desk: Desk): Own => {
  const { stream, resource, region } = source;
  if (stream === 'kansa_runs') return own('met', 'source_this_run');
  if (resource === undefined) {
    const gaps = WRITERS[stream].flatMap((type) => unlistedOf(desk, type, region === 'global' ? undefined : region));
    if (gaps.length > 0) return unknown('source_unseen', gaps);
    // Where there are no clusters and no endpoints, there is nothing to log; nobody demands that requests be captured.
    return ['eks_audit', 'data_capture', 'sagemaker_jobs'].includes(stream)
      ? own('not_applicable', 'source_nothing')
      : own('not_met', 'source_none');
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

/** A destination, and what of it the snapshot shows. */
type Place =
  | {
      readonly kind: 'bucket';
      readonly bucket: Extract<Destination, { kind: 'bucket' }>;
      readonly seen?: Resource;
      readonly gaps: readonly GapCause[];
    }
  | { readonly kind: 'log_group'; readonly name: string; readonly seen?: Resource; readonly gaps: readonly GapCause[] }
  | { readonly kind: 'none'; readonly gaps: readonly GapCause[] }
  | { readonly kind: 'elsewhere'; readonly gaps: readonly GapCause[] };

const placeOf = (destination: Destination | undefined, { region, resource }: EvidenceSource, desk: Desk): Place => {
  if (destination === undefined) return { kind: 'none', gaps: (resource?.gaps ?? []).map(causeOnly) };
  if (destination.kind === 'bucket') {
    const seen = desk.snapshot.find('AWS::S3::Bucket', undefined, destination.name);
    if (seen !== undefined)
      return {
        kind: 'bucket',
        bucket: destination,
        seen,
        gaps: seen.gaps.filter(({ pointer }) => pointer === '').map(causeOnly),
      };
    const gaps = unlistedOf(desk, 'AWS::S3::Bucket');
    // Names of buckets are unique in all of AWS.
    const foreign: GapCause = {
      reason: 'foreign_account',
      detail: `${destination.name} is none of this account's buckets: it belongs to another account, or is gone`,
    };
    return { kind: 'bucket', bucket: destination, gaps: gaps.length > 0 ? gaps : [foreign] };
  }
  if (destination.kind === 'log_group') {
    const seen = desk.snapshot.find('AWS::Logs::LogGroup', region, destination.name);
    return {
      kind: 'log_group',
      name: destination.name,
      ...(seen !== undefined && { seen }),
      gaps: seen === undefined ? unlistedOf(desk, 'AWS::Logs::LogGroup', region) : [],
    };
  }
  return {
    kind: 'elsewhere',
    gaps: [{ reason: 'not_collected', detail: `what becomes of what goes to ${destination.name} is not looked at` }],
  };
};

const destinationStep = (destination: Destination | undefined, place: Place, source: EvidenceSource): Own => {
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

/** For how many days a destination keeps what is written: rules of lifecycle or retention. */
type Lifetime =
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
const lifetimeOf = (place: Place, bound: 'least' | 'most'): Lifetime => {
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

type Required = ReturnType<typeof requiredDays>;

const lifecycleStep = (lifetime: Lifetime, { days: wanted, bound }: Required): Own => {
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

interface Lock {
  readonly mode: string;
  readonly days: number;
}

/** The default retention of a bucket; undefined where there is none, and a gap where nobody could see. */
const lockOf = (place: Place): Lock | { readonly gaps: readonly GapCause[] } | undefined => {
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

const isLock = (lock: ReturnType<typeof lockOf>): lock is Lock => lock !== undefined && 'mode' in lock;

const lockStep = (place: Place, { days, bound }: Required): Own => {
  if (bound === 'most') return own('not_applicable', 'lock_must_go');
  if (place.kind === 'log_group') return own('not_met', 'lock_group');
  if (place.kind !== 'bucket') return unknown('lock_unseen', place.gaps);
  const lock = lockOf(place);
  if (lock === undefined) return own('not_met', 'lock_none');
  if (!isLock(lock)) return unknown('lock_unseen', lock.gaps);
  const isEnough = lock.mode === 'COMPLIANCE' && lock.days >= days;
  return own(isEnough ? 'met' : 'not_met', 'lock_days', { mode: lock.mode, days: lock.days });
};

const encryptionStep = (place: Place): Own => {
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
  return key === undefined ? own('not_met', 'encryption_no_key') : own('met', 'encryption_key', { key });
};

const DESTROYING_OBJECTS = [
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutLifecycleConfiguration',
  's3:PutObjectRetention',
  's3:BypassGovernanceRetention',
];
const DESTROYING_EVENTS = ['logs:DeleteLogGroup', 'logs:DeleteLogStream', 'logs:PutRetentionPolicy'];

/** How many principals are named. */
const NAMED = 20;

const deletionStep = (place: Place, { days, bound }: Required, desk: Desk): Own => {
  if (bound === 'most') return own('not_applicable', 'lock_must_go');
  if (place.kind === 'none' || place.kind === 'elsewhere' || place.seen === undefined)
    return unknown('deletion_unseen', place.gaps);
  const lock = lockOf(place);
  if (isLock(lock) && lock.mode === 'COMPLIANCE' && lock.days >= days) return own('met', 'deletion_locked');
  const { seen } = place;
  const policy =
    place.kind === 'bucket' ? desk.snapshot.find('AWS::S3::BucketPolicy', undefined, place.bucket.name) : undefined;
  const may: Deleters =
    place.kind === 'bucket'
      ? merged(
          desk.deleters(
            DESTROYING_OBJECTS.filter((action) => action !== 's3:PutLifecycleConfiguration'),
            `${seen.id}/${place.bucket.prefix}log`,
            listAt(policy, '/properties/PolicyDocument/Statement'),
          ),
          desk.deleters(
            ['s3:PutLifecycleConfiguration'],
            seen.id,
            listAt(policy, '/properties/PolicyDocument/Statement'),
          ),
        )
      : desk.deleters(DESTROYING_EVENTS, `${seen.id}:*`);
  const names = may.principals.slice(0, NAMED).join(', ');
  if (may.principals.length > 0) return own('not_met', 'deletion_principals', { count: may.principals.length, names });
  if (may.gaps.length > 0) return unknown('deletion_unseen', may.gaps);
  return own('met', 'deletion_nobody');
};

const merged = (one: Deleters, other: Deleters): Deleters => ({
  principals: [...new Set([...one.principals, ...other.principals])].sort(),
  gaps: distinct([...one.gaps, ...other.gaps]),
});

const copyStep = (place: Place, { snapshot }: Desk): Own => {
  if (place.kind === 'none' || place.kind === 'elsewhere') return unknown('copy_unseen', place.gaps);
  if (place.kind === 'log_group') return own('not_met', 'copy_group');
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

const integrityStep = ({ subject }: EvidenceSource, desk: Desk): Own => {
  const proofs = desk.proofsOf(subject.id);
  if (proofs.length === 0) return own('not_applicable', 'proof_not_asked');
  const damaged = proofs.filter(({ state }) => state === 'damaged');
  if (damaged.length > 0)
    return own('not_met', 'proof_damaged', {
      count: damaged.reduce((sum, one) => sum + one.problems.length + one.problemsLeftOut, 0),
    });
  const unverified = proofs.filter(({ state }) => state === 'unverified');
  if (unverified.length > 0)
    return unknown(
      'proof_unverified',
      unverified.flatMap(({ gaps }) => gaps),
      {
        regions: unverified.map(({ region }) => region).join(', '),
      },
    );
  return own('met', 'proof_valid', { count: proofs.reduce((sum, one) => sum + one.logFiles.valid, 0) });
};

/** The first midnight in UTC at or after a time: when rules of lifecycle are carried out. */
const midnightAfter = (time: number): number => Math.ceil(time / DAY_MS) * DAY_MS;

/** When something that was written at a time will be deleted. */
const deletionOf = (written: number, lifetime: Lifetime, lock: ReturnType<typeof lockOf>): Deletion => {
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
  detail: gaps.map(({ detail }) => detail).join('; '),
});

/** What was listed is the earliest; else the source's beginning, or, where rules have deleted since, what they left. */
const earliestOf = (
  listed: string | undefined,
  since: number | undefined,
  lifetime: Lifetime,
  now: number,
): RetentionChain['earliest'] => {
  if (listed !== undefined) return { day: listed, basis: 'listed' };
  if (since === undefined || lifetime.state === 'unknown' || lifetime.state === 'dated') return undefined;
  const left = lifetime.state === 'days' ? now - (lifetime.days + (lifetime.noncurrent ?? 0)) * DAY_MS : since;
  return { day: dayOf(Math.max(since, left)), basis: 'since' };
};

const earliestDeletion = (
  earliest: RetentionChain['earliest'],
  lifetime: Lifetime,
  lock: ReturnType<typeof lockOf>,
): Deletion => {
  if (earliest !== undefined) return deletionOf(startOf(earliest.day), lifetime, lock);
  const ofAny = deletionOf(0, lifetime, lock);
  return ofAny.state === 'at' ? { state: 'unknown', detail: 'nobody can say how old the earliest evidence is' } : ofAny;
};

const listAt = (value: unknown, pointer: string): readonly Readonly<Record<string, unknown>>[] => {
  const list = valueAt(value, pointer);
  return Array.isArray(list) ? list.filter(isObject) : [];
};
