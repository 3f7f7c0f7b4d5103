import {
  type DataPlace,
  type DocumentsPlace,
  documentsNamed,
  type IndexPlace,
  type ObjectsPlace,
  placeUri,
} from '../model/data-place.js';
import type { DataPlan, DataUse, DataUser, UnseenUse, UsedPlace } from '../model/data-use.js';
import { by, canonicalJson } from '../model/json.js';
import { type Pointer, pointerOf, valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import { LISTED_FOR_TABLES, tablesNamed } from './data-tables.js';
import { gapsAt, groupIn, UNKEPT, unseenAt, userOf } from './data-users.js';
import { evidenceSources, textAt } from './evidence-streams.js';
import type { Telling } from './telling.js';

/** Where in a resource a place stands: `*` is every element of a list. */
interface Mention {
  readonly use: DataUse;
  readonly type: string;
  readonly at: string;
  /** What stands there: `s3://bucket/prefix` unless told. */
  readonly placesAt?: (resource: Resource, pointer: Pointer) => readonly DataPlace[];
  /** In words, where else the data of such a resource lie, into which nobody looks; undefined where that is not so. */
  readonly elsewhere?: (resource: Resource) => string | undefined;
  /** Something that every such resource has, by the API's own models: one without it was not kept by its run. */
  readonly always?: (resource: Resource) => Pointer | undefined;
}

const objectsIn = (bucket: string, prefix: string): ObjectsPlace => ({ kind: 's3', bucket, prefix });

const eventsOf = (resource: Resource, group: string | undefined): readonly DataPlace[] =>
  group === undefined ? [] : [{ kind: 'logs', region: resource.region, group }];

const SOURCE = 'DataSource/S3DataSource';

/** Where a knowledge base says which index of OpenSearch is its own. */
const OPENSEARCH = [
  { type: 'OPENSEARCH_SERVERLESS', at: 'OpensearchServerlessConfiguration', arn: 'CollectionArn' },
  { type: 'OPENSEARCH_MANAGED_CLUSTER', at: 'OpensearchManagedClusterConfiguration', arn: 'DomainArn' },
] as const;

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
    elsewhere: (group) =>
      valueAt(group, '/properties/OnlineStoreConfig/EnableOnlineStore') === true &&
      valueAt(group, '/properties/OfflineStoreConfig') === undefined
        ? 'its records lie in an online store alone, which nobody can list, and are not looked at'
        : undefined,
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
      return (Array.isArray(prefixes) && prefixes.length > 0 ? prefixes : ['']).map((prefix) =>
        objectsIn(bucket, String(prefix)),
      );
    },
  },
  {
    use: 'vectors',
    type: 'AWS::Bedrock::KnowledgeBase',
    at: '/properties/StorageConfiguration/S3VectorsConfiguration',
    always: (base) =>
      textAt(base, '/properties/StorageConfiguration/Type') === 'S3_VECTORS'
        ? '/properties/StorageConfiguration/S3VectorsConfiguration'
        : undefined,
    placesAt: (base, pointer) => {
      const index = indexIn(textAt(base, `${pointer}/IndexArn`));
      const bucket = textAt(base, `${pointer}/VectorBucketArn`);
      const named = indexIn(`${bucket}/index/${textAt(base, `${pointer}/IndexName`)}`);
      return [index ?? named].filter((place) => place !== undefined);
    },
    elsewhere: (base) => {
      const store = textAt(base, '/properties/StorageConfiguration/Type');
      if (store === 'S3_VECTORS' || OPENSEARCH.some(({ type }) => type === store)) return undefined;
      if (store === undefined)
        return 'the run holds no store of its vectors: it asks Kendra or a database, which are not looked into';
      return `its vectors and the texts that they stand for lie in ${STORES[store] ?? store}, which is not looked into`;
    },
  },
  ...OPENSEARCH.map(({ type, at, arn }): Mention => {
    const configuration: Pointer = `/properties/StorageConfiguration/${at}`;
    const indexOf = (base: Resource): DocumentsPlace | undefined =>
      documentsIn(textAt(base, `${configuration}/${arn}`), textAt(base, `${configuration}/VectorIndexName`), base);
    return {
      use: 'vectors',
      type: 'AWS::Bedrock::KnowledgeBase',
      at: configuration,
      always: (base) =>
        textAt(base, '/properties/StorageConfiguration/Type') === type ? `${configuration}/VectorIndexName` : undefined,
      placesAt: (base) => [indexOf(base)].filter((place) => place !== undefined),
      elsewhere: (base) =>
        valueAt(base, `${configuration}/VectorIndexName`) !== undefined && indexOf(base) === undefined
          ? `its vectors and the texts that they stand for lie in ${STORES[type]} of another account, or in an index of no name that can be asked for, and are not looked at`
          : undefined,
    };
  }),
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
        return bucket === undefined ? [] : [objectsIn(bucket, prefix)];
      },
    }),
  ),
  {
    use: 'invocation_logs',
    type: 'AWS::Bedrock::ModelInvocationLogging',
    at: '/properties/cloudWatchConfig/logGroupName',
    placesAt: (logging, pointer) => eventsOf(logging, textAt(logging, pointer)),
  },
  {
    use: 'platform_logs',
    type: 'AWS::Logs::LogGroup',
    at: '/properties/LogGroupName',
    placesAt: (group, pointer) => {
      const name = textAt(group, pointer);
      return eventsOf(group, PLATFORM_LOGS.test(name ?? '') ? name : undefined);
    },
  },
  {
    use: 'execution_logs',
    type: 'AWS::StepFunctions::StateMachine',
    at: '/properties/LoggingConfiguration/Destinations/*/CloudWatchLogsLogGroup/LogGroupArn',
    placesAt: (machine, pointer) => {
      // Else it logs what its steps are called, not what they are given.
      const hasData = valueAt(machine, '/properties/LoggingConfiguration/IncludeExecutionData') === true;
      return eventsOf(machine, hasData ? groupIn(textAt(machine, pointer)) : undefined);
    },
  },
  {
    use: 'executions',
    type: 'AWS::StepFunctions::StateMachine',
    at: '/properties/StateMachineName',
    placesAt: (machine, pointer) => {
      const name = textAt(machine, pointer);
      // Of express ones AWS keeps nothing.
      const isKept = textAt(machine, '/properties/StateMachineType') !== 'EXPRESS';
      return isKept && name !== undefined ? [{ kind: 'states', region: machine.region, machine: name }] : [];
    },
  },
  ...['AWS::ApiGateway::Stage', 'AWS::ApiGatewayV2::Stage'].map(
    (type): Mention => ({
      use: 'api_logs',
      type,
      at: `/properties/${type === 'AWS::ApiGateway::Stage' ? 'AccessLogSetting' : 'AccessLogSettings'}/DestinationArn`,
      placesAt: (stage, pointer) => eventsOf(stage, groupIn(textAt(stage, pointer))),
    }),
  ),
  {
    use: 'api_logs',
    type: 'AWS::ApiGateway::Stage',
    at: '/properties/MethodSettings/*/DataTraceEnabled',
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html: bodies go to a group of this name.
    placesAt: (stage, pointer) => {
      const [api, name] = ['RestApiId', 'StageName'].map((part) => textAt(stage, `/properties/${part}`));
      const isTraced = valueAt(stage, pointer) === true && api !== undefined && name !== undefined;
      return eventsOf(stage, isTraced ? `API-Gateway-Execution-Logs_${api}/${name}` : undefined);
    },
  },
];

/** What jobs and endpoints print, and agents, flows and knowledge bases tell: groups that AWS names so unless told otherwise. */
const PLATFORM_LOGS = /^\/aws\/(?:sagemaker\/|bedrock|vendedlogs\/bedrock)/;

/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_StorageConfiguration.html */
const STORES: Readonly<Record<string, string>> = {
  MONGO_DB_ATLAS: 'MongoDB Atlas',
  NEPTUNE_ANALYTICS: 'Neptune Analytics',
  OPENSEARCH_MANAGED_CLUSTER: 'OpenSearch Service',
  OPENSEARCH_SERVERLESS: 'OpenSearch Serverless',
  PINECONE: 'Pinecone',
  RDS: 'Aurora (RDS)',
  REDIS_ENTERPRISE_CLOUD: 'Redis Enterprise Cloud',
};

/** `arn:aws:s3vectors:region:account:bucket/name/index/name`. */
const indexIn = (arn: string | undefined): IndexPlace | undefined => {
  const [, region, bucket, index] =
    /^arn:[^:]+:s3vectors:([a-z0-9-]+):\d{12}:bucket\/([^/]+)\/index\/([^/]+)$/.exec(arn ?? '') ?? [];
  if (region === undefined || bucket === undefined || index === undefined || index === 'undefined') return undefined;
  return { kind: 's3vectors', region, bucket, index };
};

/** `arn:aws:aoss:region:account:collection/id` or `arn:aws:es:region:account:domain/name`, of the account that is looked at. */
const documentsIn = (
  arn: string | undefined,
  index: string | undefined,
  { account }: Pick<Resource, 'account'>,
): DocumentsPlace | undefined => {
  const [, region, owner, store, name] =
    /^arn:[^:]+:(?:aoss|es):([^:]+):(\d{12}):([^:/]+)\/([^:/]+)$/.exec(arn ?? '') ?? [];
  return owner === account ? documentsNamed(region, store, name, index) : undefined;
};

const CAPTURE = '/properties/DataCaptureConfig/DestinationS3Uri';

/** What must have been listed in each region, lest a place is missed. */
const LISTED: readonly string[] = [
  ...new Set([
    ...MENTIONS.map(({ type }) => type),
    ...LISTED_FOR_TABLES.regional,
    'AWS::SageMaker::Endpoint',
    'AWS::SageMaker::EndpointConfig',
  ]),
].sort();

/**
 * Where the data lie that the AI platform reads and keeps, in S3, CloudWatch Logs, DynamoDB, S3 Vectors and OpenSearch: what trains, tunes, is
 * prepared and scored, features, knowledge bases and their vectors, what is captured and logged of models in use, tables that may
 * serve them; and where nobody could see whether there is more, or does not look. Jobs are those of the scan's window.
 */
export const dataPlanOf = (snapshot: Telling): DataPlan => {
  const places = new Map<string, { readonly place: DataPlace; readonly users: DataUser[] }>();
  const add = (place: DataPlace, user: DataUser): void => {
    const uri = placeUri(place);
    const known = places.get(uri) ?? { place, users: [] };
    places.set(uri, known);
    known.users.push(user);
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
      const gaps = gapsAt(resource, mention.at);
      const always = mention.always?.(resource);
      if (gaps.length === 0 && always !== undefined && valueAt(resource, always) === undefined)
        unseen.push(unseenAt(resource, UNKEPT));
      unseen.push(...gaps);
      const elsewhere = gaps.length === 0 ? mention.elsewhere?.(resource) : undefined;
      if (elsewhere !== undefined) unseen.push(unseenAt(resource, { reason: 'not_collected', detail: elsewhere }));
    }
  // What no endpoint uses captures nothing.
  for (const { stream, resource, destination } of evidenceSources(snapshot))
    if (stream === 'data_capture' && resource !== undefined && destination?.kind === 'bucket')
      add(objectsIn(destination.name, destination.prefix), userOf(resource, 'capture', CAPTURE));
  for (const config of snapshot.resources('AWS::SageMaker::EndpointConfig')) unseen.push(...gapsAt(config, CAPTURE));
  for (const endpoint of snapshot.resources('AWS::SageMaker::Endpoint'))
    unseen.push(...gapsAt(endpoint, '/properties/EndpointConfigName'));
  const tables = tablesNamed(snapshot);
  for (const { place, user } of tables.named) add(place, user);
  unseen.push(...tables.unseen);
  return {
    places: [...places.values()]
      .map(({ place, users }): UsedPlace => ({ ...place, users: users.sort(byUser) }))
      .sort(by(placeUri)),
    unseen: uniqueOf(unseen),
  };
};

const byUser = by<DataUser>(
  ({ type }) => type,
  ({ region }) => region,
  ({ id }) => id,
  ({ pointer }) => pointer,
);

/** The one place that a URI names; undefined where none of S3 stands there. */
const uriAt = (resource: Resource, pointer: Pointer): readonly ObjectsPlace[] | undefined => {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(textAt(resource, pointer) ?? '') ?? [];
  return bucket === undefined ? undefined : [objectsIn(bucket, prefix)];
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

/** Lists that are not whole, and those that nobody asked for. */
const unseenLists = ({ listings, scope }: Pick<Telling, 'listings' | 'scope'>): UnseenUse[] =>
  [
    ...LISTED.map((type) => ({ type, regions: scope.regions })),
    ...LISTED_FOR_TABLES.global.map((type) => ({ type, regions: ['global'] })),
  ].flatMap(({ type, regions }) => {
    const own = listings.filter((listing) => listing.type === type);
    const missing = regions
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

/** The types of all resources that tell of places: a scan that looks into them has to list these. */
export const DATA_TYPES: readonly string[] = [...new Set([...LISTED, ...LISTED_FOR_TABLES.global])].sort();

const uniqueOf = (unseen: readonly UnseenUse[]): UnseenUse[] =>
  [...new Map(unseen.map((one) => [canonicalJson(one), one])).values()].sort(
    by(
      ({ type }) => type,
      ({ region }) => region,
      ({ id = '' }) => id,
      ({ detail }) => detail,
    ),
  );
