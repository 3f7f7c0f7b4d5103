import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataPlanOf } from '../../src/engine/data-places.js';
import { placeUri } from '../../src/model/data-place.js';
import type { JsonObject } from '../../src/model/json.js';
import type { Resource } from '../../src/model/resource.js';
import type { Listing } from '../../src/model/snapshot.js';
import { openSnapshot } from '../../src/store/snapshot-files.js';
import { replayDemo } from '../commands/demo.js';
import { complete, memorySnapshot, resource, SCOPE } from './memory-snapshot.js';

const TYPES = [
  'AWS::ApiGateway::Stage',
  'AWS::ApiGatewayV2::Stage',
  'AWS::Bedrock::AgentActionGroup',
  'AWS::Bedrock::DataSource',
  'AWS::Bedrock::KnowledgeBase',
  'AWS::Bedrock::ModelCustomizationJob',
  'AWS::Bedrock::ModelInvocationJob',
  'AWS::Bedrock::ModelInvocationLogging',
  'AWS::SageMaker::AutoMLJob',
  'AWS::SageMaker::Endpoint',
  'AWS::SageMaker::EndpointConfig',
  'AWS::SageMaker::FeatureGroup',
  'AWS::SageMaker::HyperParameterTuningJob',
  'AWS::SageMaker::ProcessingJob',
  'AWS::SageMaker::TrainingJob',
  'AWS::SageMaker::TransformJob',
  'AWS::DynamoDB::Table',
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::StepFunctions::StateMachine',
];
const LISTED = [
  ...TYPES.flatMap((type) => SCOPE.regions.map((region) => complete(type, region))),
  ...['AWS::IAM::ManagedPolicy', 'AWS::IAM::Role'].map((type) => complete(type, 'global')),
];

const planOf = (resources: readonly Resource[], listings: readonly Listing[] = LISTED) =>
  dataPlanOf(memorySnapshot(resources, listings));
const placesOf = (...resources: readonly Resource[]) =>
  planOf(resources).places.map(
    (place) => `${placeUri(place)} ${place.users.map(({ use, id, pointer }) => `${use} ${id} ${pointer}`).join('; ')}`,
  );

const channel = (S3Uri: string, S3DataType = 'S3Prefix') => ({ DataSource: { S3DataSource: { S3DataType, S3Uri } } });
const training = (facts: Partial<Resource> = {}) =>
  resource({
    type: 'AWS::SageMaker::TrainingJob',
    id: 'fraud',
    properties: { InputDataConfig: [channel('s3://data/fraud/train/'), channel('s3://data/fraud/test.csv')] },
    ...facts,
  });

describe('where the data of an AI platform lie', () => {
  it('is told by whatever trains, tunes, prepares and scores', () => {
    expect(
      placesOf(
        training(),
        resource({
          type: 'AWS::SageMaker::HyperParameterTuningJob',
          id: 'sweep',
          properties: {
            TrainingJobDefinition: { InputDataConfig: [channel('s3://data/sweep')] },
            TrainingJobDefinitions: [
              { InputDataConfig: [channel('s3://data/a')] },
              { InputDataConfig: [channel('s3://data/fraud/train/')] },
            ],
          },
        }),
        resource({
          type: 'AWS::SageMaker::ProcessingJob',
          id: 'mask',
          properties: {
            ProcessingInputs: [{ S3Input: { S3Uri: 's3://raw' } }, { DatasetDefinition: { LocalPath: '/opt' } }],
          },
        }),
        resource({
          type: 'AWS::SageMaker::TransformJob',
          id: 'score',
          properties: { TransformInput: channel('s3://data/asked/') },
        }),
        resource({
          type: 'AWS::SageMaker::AutoMLJob',
          id: 'churn',
          properties: { AutoMLJobInputDataConfig: [channel('s3://data/churn/')] },
        }),
      ),
    ).toEqual([
      's3://data/a training sweep /properties/TrainingJobDefinitions/0/InputDataConfig/0/DataSource/S3DataSource/S3Uri',
      's3://data/asked/ transform score /properties/TransformInput/DataSource/S3DataSource/S3Uri',
      's3://data/churn/ training churn /properties/AutoMLJobInputDataConfig/0/DataSource/S3DataSource/S3Uri',
      's3://data/fraud/test.csv training fraud /properties/InputDataConfig/1/DataSource/S3DataSource/S3Uri',
      's3://data/fraud/train/ training sweep /properties/TrainingJobDefinitions/1/InputDataConfig/0/DataSource/S3DataSource/S3Uri; training fraud /properties/InputDataConfig/0/DataSource/S3DataSource/S3Uri',
      's3://data/sweep training sweep /properties/TrainingJobDefinition/InputDataConfig/0/DataSource/S3DataSource/S3Uri',
      's3://raw/ processing mask /properties/ProcessingInputs/0/S3Input/S3Uri',
    ]);
  });

  it('is told by features, knowledge bases and what customises or batches', () => {
    expect(
      placesOf(
        resource({
          type: 'AWS::SageMaker::FeatureGroup',
          id: 'customers',
          properties: { OfflineStoreConfig: { S3StorageConfig: { S3Uri: 's3://features' } } },
          runtime: { ResolvedOutputS3Uri: 's3://features/1/customers/data' },
        }),
        resource({
          type: 'AWS::Bedrock::DataSource',
          id: 'kb/faq',
          properties: {
            DataSourceConfiguration: {
              Type: 'S3',
              S3Configuration: { BucketArn: 'arn:aws:s3:::docs', InclusionPrefixes: ['faq/'] },
            },
          },
        }),
        resource({
          type: 'AWS::Bedrock::DataSource',
          id: 'kb/all',
          properties: {
            DataSourceConfiguration: { Type: 'S3', S3Configuration: { BucketArn: 'arn:aws:s3:::manuals' } },
          },
        }),
        resource({
          type: 'AWS::Bedrock::DataSource',
          id: 'kb/web',
          properties: { DataSourceConfiguration: { Type: 'WEB' } },
        }),
        resource({
          type: 'AWS::Bedrock::ModelCustomizationJob',
          id: 'tune',
          properties: {
            trainingDataConfig: { s3Uri: 's3://tune/train.jsonl' },
            validationDataConfig: { validators: [{ s3Uri: 's3://tune/check.jsonl' }] },
          },
        }),
        resource({
          type: 'AWS::Bedrock::ModelCustomizationJob',
          id: 'distil',
          properties: {
            trainingDataConfig: { invocationLogsConfig: { invocationLogSource: { s3Uri: 's3://logs/said/' } } },
          },
        }),
        resource({
          type: 'AWS::Bedrock::ModelInvocationJob',
          id: 'batch',
          properties: { inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://tune/batch/' } } },
        }),
      ),
    ).toEqual([
      's3://docs/faq/ knowledge_base kb/faq /properties/DataSourceConfiguration/S3Configuration',
      's3://features/1/customers/data features customers /properties/OfflineStoreConfig/S3StorageConfig/S3Uri',
      's3://logs/said/ customization distil /properties/trainingDataConfig/invocationLogsConfig/invocationLogSource/s3Uri',
      's3://manuals/ knowledge_base kb/all /properties/DataSourceConfiguration/S3Configuration',
      's3://tune/batch/ batch_inference batch /properties/inputDataConfig/s3InputDataConfig/s3Uri',
      's3://tune/check.jsonl customization tune /properties/validationDataConfig/validators/0/s3Uri',
      's3://tune/train.jsonl customization tune /properties/trainingDataConfig/s3Uri',
    ]);
  });

  it('is told by what is captured of endpoints in use and logged of invocations', () => {
    const config = (name: string, DataCaptureConfig: JsonObject) =>
      resource({
        type: 'AWS::SageMaker::EndpointConfig',
        id: name,
        properties: { EndpointConfigName: name, DataCaptureConfig },
      });
    const endpoint = (EndpointConfigName: string) =>
      resource({
        type: 'AWS::SageMaker::Endpoint',
        id: `on-${EndpointConfigName}`,
        properties: { EndpointConfigName },
      });
    expect(
      placesOf(
        config('used', { EnableCapture: true, DestinationS3Uri: 's3://captures/here' }),
        config('idle', { EnableCapture: true, DestinationS3Uri: 's3://captures/idle' }),
        config('off', { EnableCapture: false, DestinationS3Uri: 's3://captures/off' }),
        endpoint('used'),
        endpoint('off'),
        resource({
          type: 'AWS::Bedrock::ModelInvocationLogging',
          id: 'logging',
          properties: {
            s3Config: { bucketName: 'invocations', keyPrefix: 'tokyo' },
            cloudWatchConfig: { logGroupName: 'g', largeDataDeliveryS3Config: { bucketName: 'large' } },
          },
        }),
      ),
    ).toEqual([
      'logs://ap-northeast-1/g invocation_logs logging /properties/cloudWatchConfig/logGroupName',
      's3://captures/here/ capture used /properties/DataCaptureConfig/DestinationS3Uri',
      's3://invocations/tokyo/AWSLogs/123456789012/BedrockModelInvocationLogs/ap-northeast-1/ invocation_logs logging /properties/s3Config',
      's3://large/AWSLogs/123456789012/BedrockModelInvocationLogs/ap-northeast-1/ invocation_logs logging /properties/cloudWatchConfig/largeDataDeliveryS3Config',
    ]);
  });

  it('is told by logs of workflows that hold data, of APIs, and of what the platform runs', () => {
    const group = (name: string) => ({ CloudWatchLogsLogGroup: { LogGroupArn: `${arn('logs')}:log-group:${name}:*` } });
    const machine = (name: string, IncludeExecutionData: boolean, more: JsonObject = {}) =>
      resource({
        type: 'AWS::StepFunctions::StateMachine',
        id: name,
        properties: {
          ...more,
          LoggingConfiguration: { IncludeExecutionData, Destinations: [group(`/states/${name}`)] },
        },
      });
    const stage = (type: string, properties: JsonObject) => resource({ type, id: type, properties });
    const logged = (name: string) =>
      resource({ type: 'AWS::Logs::LogGroup', id: name, properties: { LogGroupName: name } });
    expect(
      placesOf(
        machine('claims', true),
        machine('silent', false),
        machine('long', false, { StateMachineName: 'long', StateMachineType: 'STANDARD' }),
        machine('fast', false, { StateMachineName: 'fast', StateMachineType: 'EXPRESS' }),
        stage('AWS::ApiGateway::Stage', {
          RestApiId: 'a1',
          StageName: 'prod',
          AccessLogSetting: { DestinationArn: `${arn('logs')}:log-group:chat` },
          MethodSettings: [
            { ResourcePath: '/*', DataTraceEnabled: true },
            { ResourcePath: '/x', DataTraceEnabled: false },
          ],
        }),
        stage('AWS::ApiGatewayV2::Stage', { AccessLogSettings: { DestinationArn: `${arn('firehose')}:stream/x` } }),
        logged('/aws/sagemaker/Endpoints/fraud'),
        logged('/aws/vendedlogs/bedrock/knowledge-base/faq'),
        logged('/aws/lambda/orders'),
      ),
    ).toEqual([
      'logs://ap-northeast-1//aws/sagemaker/Endpoints/fraud platform_logs /aws/sagemaker/Endpoints/fraud /properties/LogGroupName',
      'logs://ap-northeast-1//aws/vendedlogs/bedrock/knowledge-base/faq platform_logs /aws/vendedlogs/bedrock/knowledge-base/faq /properties/LogGroupName',
      'logs://ap-northeast-1//states/claims execution_logs claims /properties/LoggingConfiguration/Destinations/0/CloudWatchLogsLogGroup/LogGroupArn',
      'logs://ap-northeast-1/API-Gateway-Execution-Logs_a1/prod api_logs AWS::ApiGateway::Stage /properties/MethodSettings/0/DataTraceEnabled',
      'logs://ap-northeast-1/chat api_logs AWS::ApiGateway::Stage /properties/AccessLogSetting/DestinationArn',
      'states://ap-northeast-1/long executions long /properties/StateMachineName',
    ]);
  });

  it('is told by the vectors of knowledge bases in S3 Vectors', () => {
    const bucket = `${arn('s3vectors')}:bucket/example-vectors`;
    expect(
      placesOf(
        base('by-arn', { Type: 'S3_VECTORS', S3VectorsConfiguration: { IndexArn: `${bucket}/index/faq` } }),
        base('by-name', {
          Type: 'S3_VECTORS',
          S3VectorsConfiguration: { VectorBucketArn: bucket, IndexName: 'manuals' },
        }),
      ),
    ).toEqual([
      's3vectors://ap-northeast-1/example-vectors/faq vectors by-arn /properties/StorageConfiguration/S3VectorsConfiguration',
      's3vectors://ap-northeast-1/example-vectors/manuals vectors by-name /properties/StorageConfiguration/S3VectorsConfiguration',
    ]);
  });

  it('is told by the indexes of knowledge bases in OpenSearch', () => {
    const collection = `${arn('aoss')}:collection/examplecollection001`;
    const domain = `${arn('es', 'eu-west-1')}:domain/example-search`;
    expect(
      placesOf(
        base('serverless', {
          Type: 'OPENSEARCH_SERVERLESS',
          OpensearchServerlessConfiguration: { CollectionArn: collection, VectorIndexName: 'faq' },
        }),
        base('managed', {
          Type: 'OPENSEARCH_MANAGED_CLUSTER',
          OpensearchManagedClusterConfiguration: { DomainArn: domain, VectorIndexName: 'faq' },
        }),
      ),
    ).toEqual([
      'opensearch://ap-northeast-1/collection/examplecollection001/faq vectors serverless /properties/StorageConfiguration/OpensearchServerlessConfiguration',
      'opensearch://eu-west-1/domain/example-search/faq vectors managed /properties/StorageConfiguration/OpensearchManagedClusterConfiguration',
    ]);
  });

  it('does not depend on the order of the snapshot', () => {
    const resources = [training(), training({ id: 'other' }), training({ id: 'third', region: 'ap-northeast-3' })];
    expect(planOf([...resources].reverse())).toEqual(planOf(resources));
  });
});

const arn = (service: string, region = 'ap-northeast-1') => `arn:aws:${service}:${region}:${SCOPE.account}`;
const base = (id: string, StorageConfiguration?: JsonObject, facts: Partial<Resource> = {}) =>
  resource({
    type: 'AWS::Bedrock::KnowledgeBase',
    id,
    properties: StorageConfiguration === undefined ? {} : { StorageConfiguration },
    ...facts,
  });

describe('what may be missing of it', () => {
  const subject = { type: 'AWS::SageMaker::TrainingJob', id: 'fraud', region: 'ap-northeast-1' };

  it('is nothing where every list is whole and every place was seen', () => {
    expect(planOf([training()]).unseen).toEqual([]);
  });

  it('is told where a list is not whole, was refused or was never asked for', () => {
    const type = 'AWS::SageMaker::TrainingJob';
    const denied = { reason: 'denied', detail: 'was denied', action: 'sagemaker:Search' } as const;
    const listings: Listing[] = [
      ...LISTED.filter((listing) => listing.type !== type),
      { ...complete(type), state: 'missing', cause: denied },
    ];
    expect(planOf([], listings).unseen).toEqual([
      { type, region: 'ap-northeast-1', ...denied },
      { type, region: 'ap-northeast-3', reason: 'not_collected', detail: 'the run did not list them' },
    ]);
  });

  it('is told where a resource hides where its data lie, and only there', () => {
    const gap = (pointer: string) => ({ pointer, kind: 'missing', reason: 'throttled', detail: 'slow' }) as const;
    const hidden = (pointer: string) => planOf([training({ properties: {}, gaps: [gap(pointer)] })]).unseen;
    for (const pointer of [
      '',
      '/properties',
      '/properties/InputDataConfig',
      '/properties/InputDataConfig/7/DataSource',
    ])
      expect([pointer, hidden(pointer)]).toEqual([pointer, [{ ...subject, reason: 'throttled', detail: 'slow' }]]);
    for (const pointer of ['/tags', '/properties/RoleArn', '/properties/InputDataConfig/0/ChannelName'])
      expect([pointer, hidden(pointer)]).toEqual([pointer, []]);
  });

  it('is what AWS always tells and an earlier run did not keep', () => {
    const { places, unseen } = planOf([
      ...['TransformJob', 'AutoMLJob'].map((kind) => resource({ type: `AWS::SageMaker::${kind}`, id: kind })),
      ...['ModelCustomizationJob', 'ModelInvocationJob'].map((kind) =>
        resource({ type: `AWS::Bedrock::${kind}`, id: kind }),
      ),
      resource({
        type: 'AWS::Bedrock::DataSource',
        id: 'kb/faq',
        properties: { DataSourceConfiguration: { Type: 'S3' } },
      }),
    ]);
    expect(places).toEqual([]);
    expect(unseen.map(({ id, reason, detail }) => [id, reason, detail])).toEqual(
      ['kb/faq', 'ModelCustomizationJob', 'ModelInvocationJob', 'AutoMLJob', 'TransformJob'].map((id) => [
        id,
        'not_collected',
        'the run does not hold where its data lie, which AWS always tells; scan again',
      ]),
    );
  });

  it('are vectors in stores into which nobody looks, each told by its name', () => {
    const stores = ['RDS', 'PINECONE', 'NEW_STORE'];
    const { places, unseen } = planOf([
      ...stores.map((Type) => base(Type.toLowerCase(), { Type })),
      base('sql'),
      base('unkept', { Type: 'S3_VECTORS' }),
      base('hidden', undefined, {
        gaps: [{ pointer: '/properties', kind: 'missing', reason: 'throttled', detail: 'slow' }],
      }),
    ]);
    expect(places).toEqual([]);
    expect(unseen.map(({ id, detail }) => [id, detail])).toEqual([
      ['hidden', 'slow'],
      ['new_store', 'its vectors and the texts that they stand for lie in NEW_STORE, which is not looked into'],
      ['pinecone', 'its vectors and the texts that they stand for lie in Pinecone, which is not looked into'],
      ['rds', 'its vectors and the texts that they stand for lie in Aurora (RDS), which is not looked into'],
      ['sql', 'the run holds no store of its vectors: it asks Kendra or a database, which are not looked into'],
      ['unkept', 'the run does not hold where its data lie, which AWS always tells; scan again'],
    ]);
  });

  it('are indexes of OpenSearch of another account, of no name that can be asked for, or that the run did not keep', () => {
    const inCollection = (id: string, CollectionArn: string, more: JsonObject) =>
      base(id, {
        Type: 'OPENSEARCH_SERVERLESS',
        OpensearchServerlessConfiguration: { CollectionArn, ...more },
      });
    const own = `${arn('aoss')}:collection/examplecollection001`;
    const { places, unseen } = planOf([
      inCollection('elsewhere', 'arn:aws:aoss:eu-west-1:444455556666:collection/examplecollection001', {
        VectorIndexName: 'faq',
      }),
      inCollection('many', own, { VectorIndexName: 'faq,_all' }),
      inCollection('mistaken', 'arn:aws:aoss', { VectorIndexName: 'faq' }),
      inCollection('misspelt', `${arn('aoss')}:collection/support-docs`, { VectorIndexName: 'faq' }),
      inCollection('older-run', own, {}),
      base('unkept', { Type: 'OPENSEARCH_MANAGED_CLUSTER' }),
    ]);
    expect(places).toEqual([]);
    const strange =
      'its vectors and the texts that they stand for lie in OpenSearch Serverless of another account, or in an index of no name that can be asked for, and are not looked at';
    expect(unseen.map(({ id, detail }) => [id, detail])).toEqual([
      ...['elsewhere', 'many', 'misspelt', 'mistaken'].map((id) => [id, strange]),
      ...['older-run', 'unkept'].map((id) => [
        id,
        'the run does not hold where its data lie, which AWS always tells; scan again',
      ]),
    ]);
  });

  it('are features that lie in an online store alone', () => {
    const group = (id: string, more: JsonObject) =>
      resource({
        type: 'AWS::SageMaker::FeatureGroup',
        id,
        properties: { OnlineStoreConfig: { EnableOnlineStore: true }, ...more },
      });
    const offline = { OfflineStoreConfig: { S3StorageConfig: { S3Uri: 's3://features' } } };
    expect(planOf([group('alone', {}), group('both', offline)]).unseen.map(({ id }) => id)).toEqual(['alone']);
  });

  it('is what a manifest lists', () => {
    const plan = planOf([training({ properties: { InputDataConfig: [channel('s3://data/list', 'ManifestFile')] } })]);
    expect(plan.places.map(placeUri)).toEqual(['s3://data/list']);
    expect(plan.unseen).toEqual([
      {
        ...subject,
        reason: 'not_collected',
        detail: 'a manifest is named, and where the objects lie that it lists is not looked up',
      },
    ]);
  });
});

const OFFLINE = 's3://example-corp-ml-models/features/123456789012/sagemaker/ap-northeast-1/offline-store';

it('is told of the demo account', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'kansa-test-')), 'run');
  await replayDemo(undefined, { out });
  const snapshot = openSnapshot(join(out, 'snapshot'));
  try {
    const { places, unseen } = dataPlanOf(snapshot);
    expect(places.map((place) => [placeUri(place), ...new Set(place.users.map(({ use }) => use))])).toEqual([
      ['dynamodb://ap-northeast-1/agent-sessions', 'model_store'],
      ...['assistant', 'assistant-stream', 'chat', 'internal-scoring', 'prompt-stream-lab'].map((name) => [
        `logs://ap-northeast-1//apigateway/${name}`,
        'api_logs',
      ]),
      ['logs://ap-northeast-1//aws/vendedlogs/states/chat-orchestration', 'execution_logs'],
      ['logs://ap-northeast-1//bedrock/model-invocations', 'invocation_logs'],
      ['logs://ap-northeast-1/API-Gateway-Execution-Logs_b2c3d4e5f6/demo', 'api_logs'],
      ['opensearch://ap-northeast-1/collection/examplecollection001/support-docs', 'vectors'],
      ['opensearch://ap-northeast-1/collection/examplecollection002/old-manuals', 'vectors'],
      ['s3://example-corp-bedrock-invocations/tokyo/AWSLogs', 'training'],
      [
        's3://example-corp-bedrock-invocations/tokyo/AWSLogs/123456789012/BedrockModelInvocationLogs/ap-northeast-1/',
        'invocation_logs',
      ],
      ['s3://example-corp-ml-captures/captures/', 'capture'],
      ['s3://example-corp-ml-models/adhoc-labels/in/', 'batch_inference'],
      ['s3://example-corp-ml-models/captures/', 'capture'],
      ['s3://example-corp-ml-models/claims-tuned/train.jsonl', 'customization'],
      ['s3://example-corp-ml-models/data/masked/churn', 'training'],
      ['s3://example-corp-ml-models/data/masked/train', 'training'],
      [`${OFFLINE}/churn-features/data`, 'features'],
      [`${OFFLINE}/customer-features/data`, 'features'],
      ['s3://example-corp-ml-models/ops-tuned/train.jsonl', 'customization'],
      ['s3://example-corp-ml-models/raw', 'processing'],
      ['s3://example-corp-ml-models/review-summary/in/', 'batch_inference'],
      ['s3://example-corp-ml-models/scoring/in', 'transform'],
      ['s3://example-corp-old-manuals/', 'knowledge_base'],
      ['s3://example-corp-support-docs/', 'knowledge_base'],
      ...['chat-orchestration', 'nightly-import', 'retraining'].map((name) => [
        `states://ap-northeast-1/${name}`,
        'executions',
      ]),
    ]);
    expect(unseen.map(({ id, detail }) => [id?.replace(/^.*[/]/, ''), detail])).toEqual([
      ...['GenAiPrototype', 'PlatformAdmin'].map((id) => [
        id,
        'its policies allow it every table of DynamoDB, and do not tell which it uses; name those with dynamodb://region/table',
      ]),
    ]);
  } finally {
    snapshot.close();
  }
});
