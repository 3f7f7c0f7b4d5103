import { DAY_MS, dayOf } from '../model/days.js';
import { by, isObject } from '../model/json.js';
import { type DigestChain, groupId, type LogGroupSeries, type LogPlace, type LogSeries } from '../model/log-series.js';
import type { Params } from '../model/params.js';
import { valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import type { SeriesStream } from '../model/retention.js';
import {
  all,
  configOf,
  type EvidenceSource,
  evidenceSources,
  numberAt,
  requiredDays,
  type Seen,
  textAt,
} from './evidence-streams.js';

/** Types of the resources that tell where logs lie. */
export const LOG_TYPES: ReadonlySet<string> = new Set([
  'AWS::Bedrock::ModelInvocationLogging',
  'AWS::CloudTrail::Trail',
  'AWS::EC2::FlowLog',
  'AWS::EKS::Cluster',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SageMaker::Endpoint',
  'AWS::SageMaker::EndpointConfig',
]);

/** Every place of a bucket in which a stream keeps its objects day by day, for as long as the organisation wants it kept. */
export const logSeriesOf = (seen: Seen, params: Params): LogSeries[] => {
  const { now } = seen.scope;
  const places = evidenceSources(seen).flatMap((source) =>
    placesOf(source, seen).map((place): LogSeries => {
      const { days } = requiredDays(source.stream, params);
      const from = dayOf(now - days * DAY_MS);
      return { region: source.region, ...place, sources: [source.subject.id], from, to: dayOf(now) };
    }),
  );
  // Several sources may write to one place.
  const merged = new Map<string, LogSeries>();
  for (const place of places) {
    const former = merged.get(nameOf(place));
    merged.set(nameOf(place), {
      ...place,
      sources: [...new Set([...(former?.sources ?? []), ...place.sources])].sort(),
    });
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
};

/** Every log group that a stream is written to, for as long as the organisation wants it kept. */
export const groupSeriesOf = (seen: Seen, params: Params): LogGroupSeries[] => {
  const { now } = seen.scope;
  const merged = new Map<string, LogGroupSeries>();
  for (const { stream, region, subject, destination } of evidenceSources(seen)) {
    if (destination?.kind !== 'log_group' || stream === 'kansa_runs') continue;
    const { days } = requiredDays(stream, params);
    const series = { stream, region, group: destination.name, streamPrefix: STREAMS[stream] ?? '' };
    const former = merged.get(groupId({ ...series, sources: [], from: '', to: '' }));
    const whole: LogGroupSeries = {
      ...series,
      // Several sources may write to one group.
      sources: [...new Set([...(former?.sources ?? []), subject.id])].sort(),
      from: dayOf(now - days * DAY_MS),
      to: dayOf(now),
    };
    merged.set(groupId(whole), whole);
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, series]) => series);
};

/**
 * A cluster writes all of its kinds of logs to one group
 * (https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html).
 */
const STREAMS: Readonly<Partial<Record<SeriesStream, string>>> = { eks_audit: 'kube-apiserver-audit-' };

const nameOf = ({ stream, region, bucket, below = '', prefix }: LogSeries): string =>
  [stream, region, bucket, below, prefix].join(' ');

type Place = LogPlace & Pick<LogSeries, 'stream' | 'layout'> & { readonly region?: string };

/** Behind the destination's prefix, each service builds the names of its objects in its own way. */
const placesOf = ({ stream, region, resource, destination }: EvidenceSource, seen: Seen): Place[] => {
  if (destination?.kind !== 'bucket' || resource === undefined) return [];
  const { name: bucket, prefix } = destination;
  const { account } = seen.scope;
  const at = { bucket, ...bucketRegionOf(bucket, seen) };
  switch (stream) {
    case 'cloudtrail':
      return trailPlaces(resource, seen);
    case 'bedrock_invocations':
      return [
        { ...at, stream, layout: 'slashes', prefix: `${prefix}${account}/BedrockModelInvocationLogs/${region}/` },
      ];
    case 'data_capture':
      return endpointsOf(resource, seen).flatMap((endpoint) =>
        variantsOf(resource).map(
          (variant): Place => ({ ...at, stream, layout: 'slashes', prefix: `${prefix}${endpoint}/${variant}/` }),
        ),
      );
    case 'vpc_flow':
      return [
        valueAt(resource, '/properties/DestinationOptions/HiveCompatiblePartitions') === true
          ? {
              ...at,
              stream,
              layout: 'hive',
              prefix: `${prefix}aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}/`,
            }
          : { ...at, stream, layout: 'slashes', prefix: `${prefix}${account}/vpcflowlogs/${region}/` },
      ];
    case 's3_access': {
      const name = textAt(resource, '/properties/BucketName') ?? resource.id;
      const format = valueAt(resource, '/properties/LoggingConfiguration/TargetObjectKeyFormat/PartitionedPrefix');
      return [
        isObject(format)
          ? { ...at, stream, layout: 'slashes', prefix: `${prefix}${account}/${region}/${name}/` }
          : { ...at, stream, layout: 'dashes', prefix },
      ];
    }
    default:
      return [];
  }
};

const bucketRegionOf = (name: string, seen: Seen): { readonly bucketRegion?: string } => {
  const bucket = all(seen, 'AWS::S3::Bucket').find(
    (one) => one.id === name || one.names.includes(name) || textAt(one, '/properties/BucketName') === name,
  );
  return bucket === undefined ? {} : { bucketRegion: bucket.region };
};

const endpointsOf = (config: Resource, seen: Seen): string[] => {
  const name = `${config.region}/${textAt(config, '/properties/EndpointConfigName') ?? ''}`;
  return all(seen, 'AWS::SageMaker::Endpoint').flatMap((endpoint) =>
    configOf(endpoint) === name ? (textAt(endpoint, '/properties/EndpointName') ?? []) : [],
  );
};

const variantsOf = (config: Resource): string[] => {
  const variants = valueAt(config, '/properties/ProductionVariants');
  return Array.isArray(variants)
    ? variants.flatMap((one) => (isObject(one) && typeof one.VariantName === 'string' ? [one.VariantName] : []))
    : [];
};

const trailPlaces = (trail: Resource, seen: Seen): Place[] => {
  const isProven = valueAt(trail, '/properties/EnableLogFileValidation') === true;
  return regionsOf(trail, seen).flatMap((region) =>
    (isProven ? (['cloudtrail', 'cloudtrail_digest'] as const) : (['cloudtrail'] as const)).flatMap((stream) => {
      const place = trailPlace(trail, stream === 'cloudtrail' ? 'CloudTrail' : 'CloudTrail-Digest', region, seen);
      return place === undefined ? [] : [{ ...place, stream, region, layout: 'slashes' as const }];
    }),
  );
};

const regionsOf = (trail: Resource, { scope }: Seen): readonly string[] =>
  valueAt(trail, '/properties/IsMultiRegionTrail') === true ? scope.regions : [homeOf(trail)];

const homeOf = (trail: Resource): string => textAt(trail, '/runtime/HomeRegion') ?? trail.region;

const trailPlace = (trail: Resource, folder: string, region: string, seen: Seen): LogPlace | undefined => {
  const bucket = textAt(trail, '/properties/S3BucketName');
  if (bucket === undefined) return undefined;
  const head = textAt(trail, '/properties/S3KeyPrefix');
  const base = `${head === undefined ? '' : `${head}/`}AWSLogs/`;
  const rest = `${seen.scope.account}/${folder}/${region}/`;
  const at = { bucket, ...bucketRegionOf(bucket, seen) };
  return valueAt(trail, '/properties/IsOrganizationTrail') === true
    ? { ...at, below: base, prefix: rest }
    : { ...at, prefix: `${base}${rest}` };
};

/** Digest files come every hour, some minutes late: of what is younger, none need be there. */
const LATE_MS = 3 * 3_600_000;

/** The chains of digest files of every trail that has its log files validated, in each region that it records. */
export const digestChainsOf = (seen: Seen, days: number): DigestChain[] =>
  all(seen, 'AWS::CloudTrail::Trail')
    .filter((trail) => valueAt(trail, '/properties/EnableLogFileValidation') === true)
    .flatMap((trail) => {
      const { now } = seen.scope;
      const name = textAt(trail, '/properties/TrailName');
      const begun = numberAt(trail, '/runtime/StartLoggingTime');
      // It tells when it last began: one that was stopped before then wrote earlier, too.
      const since = valueAt(trail, '/runtime/StopLoggingTime') === undefined ? begun : undefined;
      const to = now - LATE_MS;
      const from = Math.min(to, Math.max(now - days * DAY_MS, since ?? 0));
      return regionsOf(trail, seen).flatMap((region) => {
        const place = trailPlace(trail, 'CloudTrail-Digest', region, seen);
        return place === undefined || name === undefined
          ? []
          : [{ ...place, trail: trail.id, name, homeRegion: homeOf(trail), region, from, to }];
      });
    })
    .sort(
      by(
        ({ trail }) => trail,
        ({ region }) => region,
      ),
    );
