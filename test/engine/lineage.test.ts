import { expect, it } from 'vitest';
import { lineageOf } from '../../src/engine/lineage.js';
import type { Resource } from '../../src/model/resource.js';
import { complete, memorySnapshot, resource } from './memory-snapshot.js';

const ENDPOINT = 'AWS::SageMaker::Endpoint';
const CONFIG = 'AWS::SageMaker::EndpointConfig';
const MODEL = 'AWS::SageMaker::Model';
const PACKAGE = 'AWS::SageMaker::ModelPackage';
const EVENT = 'AWS::CloudTrail::Event';
const COMPONENT = 'AWS::SageMaker::InferenceComponent';
const JOB = 'AWS::SageMaker::TrainingJob';
const RECORD = 'AWS::SageMaker::ModelPackageLineage';
const TYPES = [ENDPOINT, CONFIG, COMPONENT, MODEL, PACKAGE, EVENT, JOB, RECORD];

const arn = (rest: string) => `arn:aws:sagemaker:ap-northeast-1:123456789012:${rest}`;

const endpoint = resource({
  type: ENDPOINT,
  id: arn('endpoint/fraud'),
  names: ['fraud'],
  properties: { EndpointConfigName: 'fraud-blue' },
  runtime: { LastModifiedTime: 3_000 },
});
const config = (...variants: readonly { readonly VariantName: string; readonly ModelName?: string }[]) =>
  resource({
    type: CONFIG,
    id: arn('endpoint-config/fraud-blue'),
    names: ['fraud-blue'],
    properties: { ProductionVariants: variants },
  });
const model = (name: string, properties: Resource['properties']) =>
  resource({ type: MODEL, id: arn(`model/${name}`), names: [name], properties });
const modelPackage = (version: number, ModelApprovalStatus: string) =>
  resource({
    type: PACKAGE,
    id: arn(`model-package/fraud/${version}`),
    properties: { ModelApprovalStatus },
    runtime: { CreatedBy: { IamIdentity: { Arn: 'arn:aws:sts::123456789012:assumed-role/MlEngineer/sato' } } },
  });
const approval = (version: number, eventTime: number, by: string, more: Resource['properties'] = {}) =>
  resource({
    type: EVENT,
    id: `event-${version}-${eventTime}`,
    properties: {
      eventName: 'UpdateModelPackage',
      modelPackageArn: arn(`model-package/fraud/${version}`),
      requestParameters: { modelApprovalStatus: 'Approved' },
      userIdentity: { arn: by },
      eventTime,
      ...more,
    },
  });

/** No record of lineage was read, and no job wrote what is loaded. */
const UNTRAINED = {
  training: { state: 'unseen', reason: 'not_collected', jobs: [] },
  data: { state: 'unseen', reason: 'not_collected', sources: [] },
};

const whole = TYPES.map((type) => complete(type));
const paths = (...resources: readonly Resource[]) =>
  lineageOf(memorySnapshot([endpoint, ...resources], whole)).flatMap((lineage) => lineage.paths);

it('follows an endpoint to who approved what it serves', () => {
  const resources = [
    endpoint,
    config({ VariantName: 'main', ModelName: 'fraud-v2' }),
    model('fraud-v2', { PrimaryContainer: { ModelPackageName: arn('model-package/fraud/2') } }),
    modelPackage(2, 'Approved'),
    approval(2, 2_500, 'arn:aws:sts::123456789012:assumed-role/MlEngineer/refused', { errorCode: 'AccessDenied' }),
    approval(2, 2_000, 'arn:aws:sts::123456789012:assumed-role/ModelApprover/tanaka'),
  ];
  expect(lineageOf(memorySnapshot(resources, whole))).toEqual([
    {
      endpoint: { type: ENDPOINT, id: endpoint.id, account: '123456789012', region: 'ap-northeast-1' },
      deployed: 3_000,
      config: { name: 'fraud-blue', state: 'seen' },
      paths: [
        {
          variant: 'main',
          model: { name: 'fraud-v2', state: 'seen' },
          package: {
            name: arn('model-package/fraud/2'),
            state: 'seen',
            status: 'Approved',
            author: 'arn:aws:sts::123456789012:assumed-role/MlEngineer/sato',
          },
          approval: {
            state: 'seen',
            by: 'arn:aws:sts::123456789012:assumed-role/ModelApprover/tanaka',
            time: 2_000,
          },
          ...UNTRAINED,
        },
      ],
    },
  ]);
});

it('shows each container of a pipeline, and a model that comes from no package', () => {
  const containers = [{ ModelPackageName: arn('model-package/fraud/1') }, { Image: 'handmade' }];
  expect(
    paths(
      config({ VariantName: 'main', ModelName: 'pipeline' }),
      model('pipeline', { Containers: containers }),
      modelPackage(1, 'Rejected'),
    ),
  ).toEqual([
    {
      variant: 'main',
      model: { name: 'pipeline', state: 'seen' },
      package: {
        name: arn('model-package/fraud/1'),
        state: 'seen',
        status: 'Rejected',
        author: 'arn:aws:sts::123456789012:assumed-role/MlEngineer/sato',
      },
      approval: { state: 'absent' },
      ...UNTRAINED,
    },
    { variant: 'main', model: { name: 'pipeline', state: 'seen' } },
  ]);
});

it('follows a variant without a model to its inference components', () => {
  const component = (name: string, properties: Resource['properties']) =>
    resource({
      type: COMPONENT,
      id: arn(`inference-component/${name}`),
      properties: { InferenceComponentName: name, EndpointName: 'fraud', VariantName: 'main', ...properties },
    });
  expect(
    paths(
      config({ VariantName: 'main' }),
      component('llm', { Specifications: [{ ModelName: 'llm-7' }, { ModelName: 'gone' }] }),
      component('adapter', { Specification: { Container: { ArtifactUrl: 's3://adapters/a' } } }),
      model('llm-7', { PrimaryContainer: { Image: 'handmade' } }),
    ),
  ).toEqual([
    { variant: 'main/llm', model: { name: 'llm-7', state: 'seen' } },
    { variant: 'main/llm', model: { name: 'gone', state: 'absent' } },
    { variant: 'main/adapter' },
  ]);
});

it('does not call a variant empty whose inference components could not be listed', () => {
  const listings = whole.map((listing) =>
    listing.type === COMPONENT
      ? { ...listing, state: 'missing' as const, cause: { reason: 'denied' as const, detail: 'refused' } }
      : listing,
  );
  const [lineage] = lineageOf(memorySnapshot([endpoint, config({ VariantName: 'main' })], listings));
  expect(lineage?.paths).toEqual([{ variant: 'main', model: { name: '', state: 'unseen', reason: 'denied' } }]);
});

it('tells what is not there from what could not be seen', () => {
  const hidden: Resource = {
    ...model('hidden', {}),
    gaps: [{ pointer: '', kind: 'missing', reason: 'denied', detail: 'sagemaker:DescribeModel was denied' }],
  };
  expect(
    paths(
      config(
        { VariantName: 'gone', ModelName: 'deleted' },
        { VariantName: 'hidden', ModelName: 'hidden' },
        { VariantName: 'none' },
      ),
      hidden,
    ),
  ).toEqual([
    { variant: 'gone', model: { name: 'deleted', state: 'absent' } },
    { variant: 'hidden', model: { name: 'hidden', state: 'unseen', reason: 'denied' } },
    { variant: 'none' },
  ]);
});

it('does not call an approval missing that may have left the window', () => {
  const listings = whole.map((listing) =>
    listing.type === EVENT
      ? { ...listing, state: 'partial' as const, cause: { reason: 'out_of_window' as const, detail: '90 days' } }
      : listing,
  );
  const resources = [
    endpoint,
    config({ VariantName: 'main', ModelName: 'old' }),
    model('old', { PrimaryContainer: { ModelPackageName: arn('model-package/fraud/1') } }),
    modelPackage(1, 'Approved'),
  ];
  const [lineage] = lineageOf(memorySnapshot(resources, listings));
  expect(lineage?.paths[0]?.approval).toEqual({ state: 'unseen', reason: 'out_of_window' });
});

const ARTIFACT = 's3://models/fraud-2/output/model.tar.gz';
const served = (properties: Resource['properties'], status = 'Approved') => [
  endpoint,
  config({ VariantName: 'main', ModelName: 'fraud-v2' }),
  model('fraud-v2', { PrimaryContainer: { ModelPackageName: arn('model-package/fraud/2') } }),
  resource({
    type: PACKAGE,
    id: arn('model-package/fraud/2'),
    properties: { ModelApprovalStatus: status, ...properties },
  }),
];
const loading = { InferenceSpecification: { Containers: [{ ModelDataUrl: ARTIFACT }] } };
const job = (name: string, written: string, InputDataConfig: readonly Resource['properties'][]) =>
  resource({
    type: JOB,
    id: arn(`training-job/${name}`),
    names: [name],
    properties: { TrainingJobName: name, InputDataConfig },
    runtime: { ModelArtifacts: { S3ModelArtifacts: written } },
  });
const train = { ChannelName: 'train', DataSource: { S3DataSource: { S3Uri: 's3://data/masked/train' } } };
const record = (TrainingJobs: readonly string[], DataSets: readonly string[] = []) =>
  resource({ type: RECORD, id: arn('model-package/fraud/2'), runtime: { TrainingJobs, DataSets } });
const trained = (resources: readonly Resource[], listings = whole) => {
  const [path] = lineageOf(memorySnapshot(resources, listings)).flatMap((lineage) => lineage.paths);
  return { training: path?.training, data: path?.data };
};

it('follows a package to the job that wrote what it loads, and to its data', () => {
  const other = { DataSource: { FileSystemDataSource: { FileSystemId: 'fs-1' } } };
  expect(trained([...served(loading), job('fraud-2', ARTIFACT, [train, other]), job('churn', 's3://x', [])])).toEqual({
    training: { state: 'seen', jobs: [{ name: 'fraud-2', by: 'artifact' }] },
    data: { state: 'seen', sources: ['fs-1', 's3://data/masked/train'] },
  });
});

it('follows a package by the record of lineage, and knows a job again that both show', () => {
  const component = arn('experiment-trial-component/fraud-2-aws-training-job');
  const sets = [arn('artifact/0f12')];
  const both = trained([...served(loading), record([component], sets), job('fraud-2', ARTIFACT, [train])]);
  expect(both.training).toEqual({ state: 'seen', jobs: [{ name: 'fraud-2', by: 'artifact' }] });
  expect(trained([...served({}), record([component], sets), job('fraud-2', 's3://elsewhere', [train])])).toEqual({
    training: { state: 'seen', jobs: [{ name: 'fraud-2-aws-training-job', by: 'record' }] },
    data: { state: 'seen', sources: ['s3://data/masked/train'] },
  });
  expect(trained([...served(loading), record([component], sets)])).toEqual({
    training: { state: 'seen', jobs: [{ name: 'fraud-2-aws-training-job', by: 'record' }] },
    data: { state: 'seen', sources: sets },
  });
});

it('calls a training job missing only where the record of lineage was read and names none', () => {
  const cause = { reason: 'denied', detail: 'sagemaker:QueryLineage was denied' } as const;
  const windowed = whole.map((one) => (one.type === JOB ? { ...one, since: 1_000 } : one));
  const without = (...types: readonly string[]) => whole.filter(({ type }) => !types.includes(type));
  const hidden = { ...record([]), gaps: [{ pointer: '/runtime', kind: 'missing', ...cause }] } satisfies Resource;
  const unseen = (reason: string) => ({ state: 'unseen', reason });
  const cases: readonly (readonly [ReturnType<typeof trained>, unknown])[] = [
    [trained([...served(loading), record([])]), { state: 'absent' }],
    [trained([...served(loading), hidden]), unseen('denied')],
    [trained(served(loading), without(RECORD)), unseen('not_collected')],
    // Of a package that is not approved no record is read, and a job may be older than the window.
    [trained(served(loading, 'Rejected'), windowed), unseen('out_of_window')],
    [trained(served(loading, 'Rejected'), whole), unseen('not_collected')],
    [trained(served(loading, 'Rejected'), without(JOB)), unseen('not_collected')],
  ];
  expect(cases.map(([told]) => told)).toEqual(
    cases.map(([, state]) => ({
      training: { ...Object(state), jobs: [] },
      data: { ...Object(state), sources: [] },
    })),
  );
});

it('follows a container without a package by what it loads, and one that loads nothing to no job', () => {
  const handmade = (container: Resource['properties']) => [
    endpoint,
    config({ VariantName: 'main', ModelName: 'handmade' }),
    model('handmade', { PrimaryContainer: container }),
    job('fraud-2', ARTIFACT, []),
  ];
  expect(trained(handmade({ ModelDataSource: { S3DataSource: { S3Uri: ARTIFACT } } }))).toEqual({
    training: { state: 'seen', jobs: [{ name: 'fraud-2', by: 'artifact' }] },
    data: { state: 'absent', sources: [] },
  });
  expect(trained(handmade({ Image: 'handmade' }))).toEqual({ training: undefined, data: undefined });
});
