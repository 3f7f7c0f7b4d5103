import type { Params } from '../model/params.js';
import { DEFAULT_PARAMS } from '../model/params.js';
import { type Pointer, valueAt } from '../model/pointer.js';
import type { Resource, Subject } from '../model/resource.js';
import { EVIDENCE_STREAMS, type EvidenceStream } from '../model/retention.js';
import type { Snapshot } from '../model/snapshot.js';
import { SYNTHETIC } from './relations.js';

/** Where a source delivers to. */
export type Destination =
  | { readonly kind: 'bucket'; readonly name: string; readonly prefix: string }
  | { readonly kind: 'log_group'; readonly name: string }
  | { readonly kind: 'directory' | 'other'; readonly name: string };

/** One source of evidence with one of its destinations. */
export interface EvidenceSource {
  readonly stream: EvidenceStream;
  readonly region: string;
  readonly subject: Subject;
  readonly resource?: Resource;
  readonly destination?: Destination;
  /** Epoch milliseconds. */
  readonly since?: number;
}

/** Days for which the organisation wants a stream kept. A year has 365 days, as Object Lock and lifecycle rules count. */
export const requiredDays = (
  stream: EvidenceStream,
  params: Params,
): { readonly days: number; readonly bound: 'least' | 'most' } => {
  // Recordings of earlier versions lack the younger parameters.
  const own = { ...DEFAULT_PARAMS.retention, ...params.retention };
  if (stream === 'data_capture') return { days: own.data_capture_days, bound: 'most' };
  return { days: YEARS[stream](own) * 365, bound: 'least' };
};

const YEARS: Readonly<Record<Exclude<EvidenceStream, 'data_capture'>, (own: Params['retention']) => number>> = {
  cloudtrail: (own) => own.audit_trail_years,
  bedrock_invocations: (own) => own.invocation_log_years,
  sagemaker_jobs: (own) => own.job_log_years,
  eks_audit: (own) => own.cluster_audit_log_years,
  vpc_flow: (own) => own.flow_log_years,
  s3_access: (own) => own.access_log_years,
  kansa_runs: (own) => own.audit_trail_years,
};

const subjectOf = ({ type, id, account, region }: Subject): Subject => ({ type, id, account, region });

/** What of a snapshot tells the sources: a scan knows it before it has all. */
export type Seen = Pick<Snapshot, 'scope' | 'resources'>;

/** Every source that was seen, with each of its destinations. */
export const evidenceSources = (snapshot: Pick<Seen, 'resources'>): EvidenceSource[] => [
  ...trails(snapshot),
  ...invocationLogs(snapshot),
  ...captures(snapshot),
  ...jobLogs(snapshot),
  ...clusters(snapshot),
  ...flowLogs(snapshot),
  ...accessLogs(snapshot),
];

/** Streams that nothing writes, as far as lists tell: each has a chain that says so. */
export const absentSources = (snapshot: Snapshot): EvidenceSource[] => {
  const { account, regions } = snapshot.scope;
  const written = evidenceSources(snapshot);
  return WRITTEN.flatMap((stream): EvidenceSource[] => {
    const own = new Set(written.filter((one) => one.stream === stream).map(({ region }) => region));
    // One trail may record all regions: which it leaves out, a control says.
    if (stream === 'cloudtrail') return own.size > 0 ? [] : [{ stream, region: 'global', subject: accountOf(account) }];
    return regions
      .filter((region) => !own.has(region))
      .map((region) => ({
        stream,
        region,
        subject: { type: SYNTHETIC.region, id: `${account}/${region}`, account, region },
      }));
  });
};

const accountOf = (account: string): Subject => ({ type: SYNTHETIC.account, id: account, account, region: 'global' });

/** Where this run is kept, the snapshot of an account cannot tell. */
export const ownRuns = ({ scope: { account } }: Snapshot): EvidenceSource => ({
  stream: 'kansa_runs',
  region: 'global',
  subject: accountOf(account),
  destination: { kind: 'directory', name: 'local' },
});

/** The lists that tell whether anything writes a stream, and the place at which each thing says so. */
export const WRITERS: Readonly<
  Record<Exclude<EvidenceStream, 'kansa_runs'>, readonly { readonly type: string; readonly at: Pointer }[]>
> = {
  cloudtrail: [{ type: 'AWS::CloudTrail::Trail', at: '' }],
  bedrock_invocations: [{ type: 'AWS::Bedrock::ModelInvocationLogging', at: '' }],
  data_capture: [
    { type: 'AWS::SageMaker::EndpointConfig', at: '/properties/DataCaptureConfig' },
    { type: 'AWS::SageMaker::Endpoint', at: '/properties/EndpointConfigName' },
  ],
  sagemaker_jobs: [{ type: 'AWS::Logs::LogGroup', at: '/properties/LogGroupName' }],
  eks_audit: [{ type: 'AWS::EKS::Cluster', at: '' }],
  vpc_flow: [{ type: 'AWS::EC2::FlowLog', at: '' }],
  s3_access: [{ type: 'AWS::S3::Bucket', at: '/properties/LoggingConfiguration' }],
};

const WRITTEN = EVIDENCE_STREAMS.filter((stream) => stream !== 'kansa_runs');

const trails = (snapshot: Pick<Seen, 'resources'>): EvidenceSource[] =>
  all(snapshot, 'AWS::CloudTrail::Trail').map((trail) => {
    const bucket = textAt(trail, '/properties/S3BucketName');
    const head = textAt(trail, '/properties/S3KeyPrefix');
    const since = numberAt(trail, '/runtime/StartLoggingTime');
    return {
      ...sourceOf('cloudtrail', trail, since),
      ...(bucket !== undefined && {
        destination: { kind: 'bucket', name: bucket, prefix: `${head === undefined ? '' : `${head}/`}AWSLogs/` },
      }),
    };
  });

const invocationLogs = (snapshot: Pick<Seen, 'resources'>): EvidenceSource[] =>
  all(snapshot, 'AWS::Bedrock::ModelInvocationLogging').flatMap((logging) => {
    const source = sourceOf('bedrock_invocations', logging);
    const places = ['/properties/s3Config', '/properties/cloudWatchConfig/largeDataDeliveryS3Config'];
    const buckets = places.flatMap((place): EvidenceSource[] => {
      const name = textAt(logging, `${place}/bucketName`);
      const head = textAt(logging, `${place}/keyPrefix`);
      if (name === undefined) return [];
      const prefix = `${head === undefined ? '' : `${head.replace(/\/$/, '')}/`}AWSLogs/`;
      return [{ ...source, destination: { kind: 'bucket', name, prefix } }];
    });
    const group = textAt(logging, '/properties/cloudWatchConfig/logGroupName');
    const found: EvidenceSource[] = [
      ...buckets,
      ...(group === undefined ? [] : [{ ...source, destination: { kind: 'log_group', name: group } as const }]),
    ];
    return found.length === 0 ? [source] : found;
  });

/** The configurations that endpoints use, by where they put what they capture. */
const captures = (snapshot: Pick<Seen, 'resources'>): EvidenceSource[] => {
  const used = new Set(all(snapshot, 'AWS::SageMaker::Endpoint').map((one) => configOf(one)));
  return all(snapshot, 'AWS::SageMaker::EndpointConfig')
    .filter((config) => used.has(`${config.region}/${textAt(config, '/properties/EndpointConfigName') ?? ''}`))
    .flatMap((config): EvidenceSource[] => {
      const uri = textAt(config, '/properties/DataCaptureConfig/DestinationS3Uri');
      if (uri === undefined || valueAt(config, '/properties/DataCaptureConfig/EnableCapture') === false) return [];
      const [, name = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri) ?? [];
      return [{ ...sourceOf('data_capture', config), destination: { kind: 'bucket', name, prefix: folder(prefix) } }];
    });
};

export const configOf = (endpoint: Resource): string =>
  `${endpoint.region}/${textAt(endpoint, '/properties/EndpointConfigName') ?? ''}`;

const folder = (prefix: string): string => (prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`);

const jobLogs = (snapshot: Pick<Seen, 'resources'>): EvidenceSource[] =>
  all(snapshot, 'AWS::Logs::LogGroup').flatMap((group): EvidenceSource[] => {
    const name = textAt(group, '/properties/LogGroupName');
    if (name === undefined || !name.startsWith('/aws/sagemaker/')) return [];
    const since = numberAt(group, '/runtime/CreationTime');
    return [{ ...sourceOf('sagemaker_jobs', group, since), destination: { kind: 'log_group', name } }];
  });

const clusters = (snapshot: Pick<Seen, 'resources'>): EvidenceSource[] =>
  all(snapshot, 'AWS::EKS::Cluster').map((cluster) => {
    const name = textAt(cluster, '/runtime/LogGroupName');
    return {
      ...sourceOf('eks_audit', cluster),
      ...(name !== undefined && { destination: { kind: 'log_group', name } }),
    };
  });

const flowLogs = (snapshot: Pick<Seen, 'resources'>): EvidenceSource[] =>
  all(snapshot, 'AWS::EC2::FlowLog').map((log) => {
    const since = numberAt(log, '/runtime/CreationTime');
    const destination = flowLogDestination(log);
    return { ...sourceOf('vpc_flow', log, since), ...(destination !== undefined && { destination }) };
  });

const flowLogDestination = (log: Resource): Destination | undefined => {
  const kind = textAt(log, '/properties/LogDestinationType') ?? 'cloud-watch-logs';
  const place = textAt(log, '/properties/LogDestination');
  if (kind === 's3') {
    const [, name = '', prefix = ''] = /^arn:[^:]+:s3:::([^/]+)\/?(.*)$/s.exec(place ?? '') ?? [];
    return name === '' ? undefined : { kind: 'bucket', name, prefix: `${folder(prefix)}AWSLogs/` };
  }
  if (kind !== 'cloud-watch-logs') return { kind: 'other', name: place ?? kind };
  const group = textAt(log, '/properties/LogGroupName') ?? /:log-group:([^:]+)/.exec(place ?? '')?.[1];
  return group === undefined ? undefined : { kind: 'log_group', name: group };
};

const accessLogs = (snapshot: Pick<Seen, 'resources'>): EvidenceSource[] =>
  all(snapshot, 'AWS::S3::Bucket').flatMap((bucket): EvidenceSource[] => {
    const name = textAt(bucket, '/properties/LoggingConfiguration/DestinationBucketName');
    if (name === undefined) return [];
    const prefix = textAt(bucket, '/properties/LoggingConfiguration/LogFilePrefix') ?? '';
    return [{ ...sourceOf('s3_access', bucket), destination: { kind: 'bucket', name, prefix } }];
  });

const sourceOf = (stream: EvidenceStream, resource: Resource, since?: number): EvidenceSource => ({
  stream,
  region: resource.region,
  subject: subjectOf(resource),
  resource,
  ...(since !== undefined && { since }),
});

export const all = (snapshot: Pick<Seen, 'resources'>, type: string): Resource[] => [...snapshot.resources(type)];

export const textAt = (resource: unknown, pointer: string): string | undefined => {
  const value = valueAt(resource, pointer);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export const numberAt = (resource: unknown, pointer: string): number | undefined => {
  const value = valueAt(resource, pointer);
  return typeof value === 'number' ? value : undefined;
};
