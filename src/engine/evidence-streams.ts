import { dayOf, shifted } from '../model/days.js';
import { isObject } from '../model/json.js';
import type { DigestChain, LogSeries } from '../model/log-series.js';
import type { Params } from '../model/params.js';
import { DEFAULT_PARAMS } from '../model/params.js';
import { valueAt } from '../model/pointer.js';
import type { Resource, Subject } from '../model/resource.js';
import type { EvidenceStream } from '../model/retention.js';
import type { Scope, Snapshot } from '../model/snapshot.js';

/** What of a snapshot tells where evidence goes: enough to plan what is listed before the snapshot is whole. */
export type Seen = Pick<Snapshot, 'resources'> & { readonly scope: Pick<Scope, 'account' | 'regions' | 'now'> };

/** The types of which the plan of an inventory is made. */
export const PLANNED_TYPES = [
  'AWS::Bedrock::ModelInvocationLogging',
  'AWS::CloudTrail::Trail',
  'AWS::EC2::FlowLog',
  'AWS::S3::Bucket',
  'AWS::SageMaker::Endpoint',
  'AWS::SageMaker::EndpointConfig',
] as const;

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

export const subjectOf = ({ type, id, account, region }: Subject): Subject => ({ type, id, account, region });

/** Every source that was seen, with each of its destinations. */
export const evidenceSources = (seen: Seen): EvidenceSource[] => [
  ...trails(seen),
  ...invocationLogs(seen),
  ...captures(seen),
  ...jobLogs(seen),
  ...clusters(seen),
  ...flowLogs(seen),
  ...accessLogs(seen),
];

const trails = (seen: Seen): EvidenceSource[] =>
  all(seen, 'AWS::CloudTrail::Trail').map((trail) => {
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

const invocationLogs = (seen: Seen): EvidenceSource[] =>
  all(seen, 'AWS::Bedrock::ModelInvocationLogging').flatMap((logging) => {
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
const captures = (seen: Seen): EvidenceSource[] => {
  const used = new Set(all(seen, 'AWS::SageMaker::Endpoint').map((one) => configOf(one)));
  return all(seen, 'AWS::SageMaker::EndpointConfig')
    .filter((config) => used.has(`${config.region}/${textAt(config, '/properties/EndpointConfigName') ?? ''}`))
    .flatMap((config): EvidenceSource[] => {
      const uri = textAt(config, '/properties/DataCaptureConfig/DestinationS3Uri');
      if (uri === undefined || valueAt(config, '/properties/DataCaptureConfig/EnableCapture') === false) return [];
      const [, name = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri) ?? [];
      return [{ ...sourceOf('data_capture', config), destination: { kind: 'bucket', name, prefix: folder(prefix) } }];
    });
};

const configOf = (endpoint: Resource): string =>
  `${endpoint.region}/${textAt(endpoint, '/properties/EndpointConfigName') ?? ''}`;

const folder = (prefix: string): string => (prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`);

const jobLogs = (seen: Seen): EvidenceSource[] =>
  all(seen, 'AWS::Logs::LogGroup').flatMap((group): EvidenceSource[] => {
    const name = textAt(group, '/properties/LogGroupName');
    if (name === undefined || !name.startsWith('/aws/sagemaker/')) return [];
    const since = numberAt(group, '/runtime/CreationTime');
    return [{ ...sourceOf('sagemaker_jobs', group, since), destination: { kind: 'log_group', name } }];
  });

const clusters = (seen: Seen): EvidenceSource[] =>
  all(seen, 'AWS::EKS::Cluster').map((cluster) => {
    const name = textAt(cluster, '/runtime/LogGroupName');
    return {
      ...sourceOf('eks_audit', cluster),
      ...(name !== undefined && { destination: { kind: 'log_group', name } }),
    };
  });

const flowLogs = (seen: Seen): EvidenceSource[] =>
  all(seen, 'AWS::EC2::FlowLog').map((log) => {
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

const accessLogs = (seen: Seen): EvidenceSource[] =>
  all(seen, 'AWS::S3::Bucket').flatMap((bucket): EvidenceSource[] => {
    const name = textAt(bucket, '/properties/LoggingConfiguration/DestinationBucketName');
    if (name === undefined) return [];
    const prefix = textAt(bucket, '/properties/LoggingConfiguration/LogFilePrefix') ?? '';
    return [{ ...sourceOf('s3_access', bucket), destination: { kind: 'bucket', name, prefix } }];
  });

/** Where an inventory looks for the logs of sources, newest required day first; nothing in log groups, which list no days. */
export const seriesOf = (seen: Seen, params: Params): LogSeries[] => {
  const { account, regions, now } = seen.scope;
  const bucketRegions = new Map(
    all(seen, 'AWS::S3::Bucket').map((one) => [textAt(one, '/properties/BucketName'), one.region]),
  );
  const to = dayOf(now);
  const found = evidenceSources(seen).flatMap(({ stream, region, subject, resource, destination }): LogSeries[] => {
    if (destination?.kind !== 'bucket' || resource === undefined) return [];
    const { name: bucket, prefix } = destination;
    const bucketRegion = bucketRegions.get(bucket);
    const from = shifted(to, -Math.ceil(requiredDays(stream, params).days));
    const base = { region, bucket, ...(bucketRegion !== undefined && { bucketRegion }), source: subject.id, from, to };
    switch (stream) {
      case 'cloudtrail': {
        const isEverywhere = valueAt(resource, '/properties/IsMultiRegionTrail') === true;
        const home = textAt(resource, '/runtime/HomeRegion') ?? region;
        const isOfOrganization = valueAt(resource, '/properties/IsOrganizationTrail') === true;
        const isValidated = valueAt(resource, '/properties/EnableLogFileValidation') === true;
        const kinds = [
          ['cloudtrail', 'CloudTrail'],
          ...(isValidated ? [['cloudtrail_digest', 'CloudTrail-Digest'] as const] : []),
        ] as const;
        return (isEverywhere ? regions : [home]).flatMap((place) =>
          kinds.map(([kind, name]): LogSeries => {
            const rest = `${account}/${name}/${place}/`;
            return {
              ...base,
              stream: kind,
              region: place,
              layout: 'slashes',
              ...(isOfOrganization ? { below: prefix, prefix: rest } : { prefix: `${prefix}${rest}` }),
            };
          }),
        );
      }
      case 'bedrock_invocations':
        return [
          {
            ...base,
            stream,
            layout: 'slashes',
            prefix: `${prefix}${account}/BedrockModelInvocationLogs/${region}/`,
          },
        ];
      case 'data_capture':
        return all(seen, 'AWS::SageMaker::Endpoint')
          .filter((endpoint) => endpoint.region === region && configOf(endpoint) === configOf(resource))
          .flatMap((endpoint) =>
            variantsOf(resource).map(
              (variant): LogSeries => ({
                ...base,
                stream,
                layout: 'slashes',
                prefix: `${prefix}${textAt(endpoint, '/properties/EndpointName') ?? ''}/${variant}/`,
              }),
            ),
          );
      case 'vpc_flow': {
        const isHive = valueAt(resource, '/properties/DestinationOptions/HiveCompatiblePartitions') === true;
        return [
          isHive
            ? {
                ...base,
                stream,
                layout: 'hive',
                prefix: `${prefix}aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}/`,
              }
            : { ...base, stream, layout: 'slashes', prefix: `${prefix}${account}/vpcflowlogs/${region}/` },
        ];
      }
      case 's3_access': {
        const isPartitioned = isObject(
          valueAt(resource, '/properties/LoggingConfiguration/TargetObjectKeyFormat/PartitionedPrefix'),
        );
        const name = textAt(resource, '/properties/BucketName') ?? '';
        return [
          isPartitioned
            ? { ...base, stream, layout: 'slashes', prefix: `${prefix}${account}/${region}/${name}/` }
            : { ...base, stream, layout: 'dashes', prefix },
        ];
      }
      default:
        return [];
    }
  });
  // Several sources may write to one place.
  return [
    ...new Map(
      found.map((one) => [`${one.stream} ${one.region} ${one.bucket} ${one.below} ${one.prefix}`, one]),
    ).values(),
  ];
};

const variantsOf = (config: Resource): string[] => {
  const variants = valueAt(config, '/properties/ProductionVariants');
  return Array.isArray(variants)
    ? variants.flatMap((one) => (isObject(one) && typeof one.VariantName === 'string' ? [one.VariantName] : []))
    : [];
};

/** The chains of digest files of every trail that has its log files validated, in each region that it records. */
export const digestChainsOf = (seen: Seen, from: number): DigestChain[] =>
  all(seen, 'AWS::CloudTrail::Trail').flatMap((trail) => {
    const bucket = textAt(trail, '/properties/S3BucketName');
    const name = textAt(trail, '/properties/TrailName');
    if (valueAt(trail, '/properties/EnableLogFileValidation') !== true || bucket === undefined || name === undefined)
      return [];
    const { account, regions, now } = seen.scope;
    const homeRegion = textAt(trail, '/runtime/HomeRegion') ?? trail.region;
    const head = textAt(trail, '/properties/S3KeyPrefix');
    const base = `${head === undefined ? '' : `${head}/`}AWSLogs/`;
    const isOfOrganization = valueAt(trail, '/properties/IsOrganizationTrail') === true;
    const bucketRegion = all(seen, 'AWS::S3::Bucket').find(
      (one) => textAt(one, '/properties/BucketName') === bucket,
    )?.region;
    return (valueAt(trail, '/properties/IsMultiRegionTrail') === true ? regions : [homeRegion]).map((region) => {
      const rest = `${account}/CloudTrail-Digest/${region}/`;
      return {
        trail: trail.id,
        name,
        homeRegion,
        region,
        bucket,
        ...(bucketRegion !== undefined && { bucketRegion }),
        ...(isOfOrganization ? { below: base, prefix: rest } : { prefix: `${base}${rest}` }),
        from,
        to: now,
      };
    });
  });

const sourceOf = (stream: EvidenceStream, resource: Resource, since?: number): EvidenceSource => ({
  stream,
  region: resource.region,
  subject: subjectOf(resource),
  resource,
  ...(since !== undefined && { since }),
});

const all = (seen: Seen, type: string): Resource[] => [...seen.resources(type)];

export const textAt = (resource: unknown, pointer: string): string | undefined => {
  const value = valueAt(resource, pointer);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export const numberAt = (resource: unknown, pointer: string): number | undefined => {
  const value = valueAt(resource, pointer);
  return typeof value === 'number' ? value : undefined;
};
