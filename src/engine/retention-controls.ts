import type { Finding } from '../model/finding.js';
import type { EvidenceStream, LinkState, RetentionStep } from '../model/retention.js';
import type { EvidenceSource } from './evidence-streams.js';

/** Which controls judge a step, and by which subject: the source, its region, or every region of the account. */
interface Judges {
  readonly controls: readonly string[];
  readonly of: 'source' | 'region' | 'regions';
  /** Only violations of these codes speak of the step; all others leave it alone. */
  readonly codes?: readonly string[];
}

export const JUDGES: Readonly<
  Partial<Record<EvidenceStream, Readonly<Partial<Record<RetentionStep, readonly Judges[]>>>>>
> = {
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
export const verdictsIn = (findings: readonly Finding[]) => {
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
