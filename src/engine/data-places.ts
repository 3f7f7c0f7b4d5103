import { dataUri } from '../model/data-place.js';
import type { DataPlan, DataUse, DataUser, UnseenUse } from '../model/data-use.js';
import type { GapCause } from '../model/gap.js';
import { by, canonicalJson } from '../model/json.js';
import { type Pointer, pointerOf, valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import { evidenceSources, textAt } from './evidence-streams.js';
import type { Telling } from './telling.js';

/** Where in a resource a place stands: `*` is every element of a list. */
interface Mention {
  readonly use: DataUse;
  readonly type: string;
  readonly at: string;
  /** What stands there: `s3://bucket/prefix` unless told. */
  readonly placesAt?: (resource: Resource, pointer: Pointer) => readonly Spot[];
  /** Something that every such resource has, by the API's own models: one without it was not kept by its run. */
  readonly always?: (resource: Resource) => Pointer | undefined;
}

interface Spot {
  readonly bucket: string;
  readonly prefix: string;
}

const SOURCE = 'DataSource/S3DataSource';

const MENTIONS: readonly Mention[] = [
  { use: 'training', type: 'AWS::SageMaker::TrainingJob', at: `/properties/InputDataConfig/*/${SOURCE}/S3Uri` },
  ...['TrainingJobDefinition', 'TrainingJobDefinitions/*'].map(
    (definition): Mention => ({
      use: 'training',
      type: 'AWS::SageMaker::HyperParameterTuningJob',
      at: `/properties/${definition}/InputDataConfig/*/${SOURCE}/S3Uri`,
    }),
  ),
  {
    use: 'training',
    type: 'AWS::SageMaker::AutoMLJob',
    at: `/properties/AutoMLJobInputDataConfig/*/${SOURCE}/S3Uri`,
    always: () => '/properties/AutoMLJobInputDataConfig',
  },
  { use: 'processing', type: 'AWS::SageMaker::ProcessingJob', at: '/properties/ProcessingInputs/*/S3Input/S3Uri' },
  {
    use: 'transform',
    type: 'AWS::SageMaker::TransformJob',
    at: `/properties/TransformInput/${SOURCE}/S3Uri`,
    always: () => '/properties/TransformInput',
  },
  {
    use: 'features',
    type: 'AWS::SageMaker::FeatureGroup',
    at: '/properties/OfflineStoreConfig/S3StorageConfig/S3Uri',
    // Groups share what is configured; below it each has a place of its own.
    placesAt: (group, pointer) => uriAt(group, '/runtime/ResolvedOutputS3Uri') ?? uriAt(group, pointer) ?? [],
  },
  {
    use: 'knowledge_base',
    type: 'AWS::Bedrock::DataSource',
    at: '/properties/DataSourceConfiguration/S3Configuration',
    always: (source) =>
      textAt(source, '/properties/DataSourceConfiguration/Type') === 'S3'
        ? '/properties/DataSourceConfiguration/S3Configuration'
        : undefined,
    placesAt: (source, pointer) => {
      const [, bucket] = /^arn:[^:]+:s3:::([^/]+)$/.exec(textAt(source, `${pointer}/BucketArn`) ?? '') ?? [];
      const prefixes: unknown = valueAt(source, `${pointer}/InclusionPrefixes`);
      if (bucket === undefined) return [];
      return (Array.isArray(prefixes) && prefixes.length > 0 ? prefixes : ['']).map((prefix) => ({
        bucket,
        prefix: String(prefix),
      }));
    },
  },
  ...[
    'trainingDataConfig/s3Uri',
    'trainingDataConfig/invocationLogsConfig/invocationLogSource/s3Uri',
    'validationDataConfig/validators/*/s3Uri',
  ].map(
    (at): Mention => ({
      use: 'customization',
      type: 'AWS::Bedrock::ModelCustomizationJob',
      at: `/properties/${at}`,
      always: () => '/properties/trainingDataConfig',
    }),
  ),
  {
    use: 'batch_inference',
    type: 'AWS::Bedrock::ModelInvocationJob',
    at: '/properties/inputDataConfig/s3InputDataConfig/s3Uri',
    always: () => '/properties/inputDataConfig',
  },
  ...['s3Config', 'cloudWatchConfig/largeDataDeliveryS3Config'].map(
    (at): Mention => ({
      use: 'invocation_logs',
      type: 'AWS::Bedrock::ModelInvocationLogging',
      at: `/properties/${at}`,
      placesAt: (logging, pointer) => {
        const bucket = textAt(logging, `${pointer}/bucketName`);
        const head = textAt(logging, `${pointer}/keyPrefix`)?.replace(/\/?$/, '/') ?? '';
        const prefix = `${head}AWSLogs/${logging.account}/BedrockModelInvocationLogs/${logging.region}/`;
        return bucket === undefined ? [] : [{ bucket, prefix }];
      },
    }),
  ),
];

const CAPTURE = '/properties/DataCaptureConfig/DestinationS3Uri';

/** What must have been listed, lest a place is missed. */
export const DATA_TYPES: readonly string[] = [
  ...new Set([...MENTIONS.map(({ type }) => type), 'AWS::SageMaker::Endpoint', 'AWS::SageMaker::EndpointConfig']),
].sort();

/**
 * Where in S3 the data lie that the AI platform reads and keeps: what trains, tunes, is prepared and scored, features,
 * knowledge bases, what is captured and logged of models in use; and where nobody could see whether there is more. Data that do not lie in S3
 * are not its business. Jobs are those of the scan's window.
 */
export const dataPlanOf = (snapshot: Telling): DataPlan => {
  const places = new Map<string, Spot & { readonly users: DataUser[] }>();
  const add = ({ bucket, prefix }: Spot, user: DataUser): void => {
    const uri = dataUri(bucket, prefix);
    const place = places.get(uri) ?? { bucket, prefix, users: [] };
    places.set(uri, place);
    place.users.push(user);
  };
  const unseen: UnseenUse[] = unseenLists(snapshot);
  for (const mention of MENTIONS)
    for (const resource of snapshot.resources(mention.type)) {
      for (const pointer of spotsOf(resource, mention.at)) {
        for (const spot of mention.placesAt?.(resource, pointer) ?? uriAt(resource, pointer) ?? [])
          add(spot, userOf(resource, mention.use, pointer));
        if (isManifest(resource, pointer) && !resource.gaps.some((gap) => gap.pointer === pointer))
          unseen.push(unseenAt(resource, MANIFEST));
      }
      const gaps = gapsOf(resource, mention.at);
      const always = mention.always?.(resource);
      if (gaps.length === 0 && always !== undefined && valueAt(resource, always) === undefined)
        unseen.push(unseenAt(resource, UNKEPT));
      unseen.push(...gaps);
    }
  // What no endpoint uses captures nothing.
  for (const { stream, resource, destination } of evidenceSources(snapshot))
    if (stream === 'data_capture' && resource !== undefined && destination?.kind === 'bucket')
      add({ bucket: destination.name, prefix: destination.prefix }, userOf(resource, 'capture', CAPTURE));
  for (const config of snapshot.resources('AWS::SageMaker::EndpointConfig')) unseen.push(...gapsOf(config, CAPTURE));
  for (const endpoint of snapshot.resources('AWS::SageMaker::Endpoint'))
    unseen.push(...gapsOf(endpoint, '/properties/EndpointConfigName'));
  return {
    places: [...places.values()]
      .map(({ users, ...place }) => ({ ...place, users: users.sort(byUser) }))
      .sort(
        by(
          ({ bucket }) => bucket,
          ({ prefix }) => prefix,
        ),
      ),
    unseen: uniqueOf(unseen),
  };
};

const byUser = by<DataUser>(
  ({ type }) => type,
  ({ region }) => region,
  ({ id }) => id,
  ({ pointer }) => pointer,
);

const subjectOf = ({ type, id, account, region }: Resource) => ({ type, id, account, region });

const userOf = (resource: Resource, use: DataUse, pointer: Pointer): DataUser => ({
  ...subjectOf(resource),
  use,
  pointer,
});

/** The one place that a URI names; undefined where none of S3 stands there. */
const uriAt = (resource: Resource, pointer: Pointer): readonly Spot[] | undefined => {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(textAt(resource, pointer) ?? '') ?? [];
  return bucket === undefined ? undefined : [{ bucket, prefix }];
};

/** The pointers that a pattern stands for in a resource, where something stands there. */
const spotsOf = (resource: Resource, pattern: string): Pointer[] => {
  const [head = '', ...rest] = pattern.split('/*');
  return rest
    .reduce<Pointer[]>(
      (pointers, step) =>
        pointers.flatMap((pointer) => {
          const list = valueAt(resource, pointer);
          return Array.isArray(list) ? list.map((_, index) => `${pointer}${pointerOf(index)}${step}`) : [];
        }),
      [head],
    )
    .filter((pointer) => valueAt(resource, pointer) !== undefined);
};

/** A manifest lists objects of any bucket; of it only the list itself lies where it says (API_S3DataSource of SageMaker). */
const isManifest = (resource: Resource, pointer: Pointer): boolean =>
  /Manifest/.test(textAt(resource, pointer.replace(/\/S3Uri$/, '/S3DataType')) ?? '');

const MANIFEST = {
  reason: 'not_collected',
  detail: 'a manifest is named, and where the objects lie that it lists is not looked up',
} as const;

const UNKEPT = {
  reason: 'not_collected',
  detail: 'the run does not hold where its data lie, which AWS always tells; scan again',
} as const;

const gapsOf = (resource: Resource, pattern: string): UnseenUse[] =>
  resource.gaps.filter(({ pointer }) => leadsToPattern(pointer, pattern)).map((gap) => unseenAt(resource, gap));

const unseenAt = ({ type, id, region }: Resource, { reason, detail, action }: GapCause): UnseenUse => ({
  type,
  id,
  region,
  reason,
  detail,
  ...(action !== undefined && { action }),
});

const leadsToPattern = (pointer: Pointer, pattern: string): boolean => {
  const steps = pointer.split('/');
  const wanted = pattern.split('/');
  return steps.length <= wanted.length && steps.every((step, index) => wanted[index] === '*' || wanted[index] === step);
};

/** Lists that are not whole, and those that nobody asked for. */
const unseenLists = ({ listings, scope }: Pick<Telling, 'listings' | 'scope'>): UnseenUse[] =>
  DATA_TYPES.flatMap((type) => {
    const own = listings.filter((listing) => listing.type === type);
    const missing = scope.regions
      .filter((region) => !own.some((listing) => listing.region === region))
      .map((region): UnseenUse => ({ type, region, ...UNLISTED }));
    return [
      ...missing,
      ...own.flatMap(({ state, region, cause = UNLISTED }) =>
        state === 'complete' ? [] : [{ type, region, ...cause }],
      ),
    ];
  });

const UNLISTED = { reason: 'not_collected', detail: 'the run did not list them' } as const;

const uniqueOf = (unseen: readonly UnseenUse[]): UnseenUse[] =>
  [...new Map(unseen.map((one) => [canonicalJson(one), one])).values()].sort(
    by(
      ({ type }) => type,
      ({ region }) => region,
      ({ id = '' }) => id,
      ({ detail }) => detail,
    ),
  );
