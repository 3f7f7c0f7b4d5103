import { describe, expect, test } from 'vitest';
import { COLLECTORS } from '../../src/collectors/index.js';
import { joinerFor, relationsFor } from '../../src/engine/join.js';
import { RELATIONS } from '../../src/engine/relations.js';
import type { Resource } from '../../src/model/resource.js';
import { complete, memorySnapshot, resource } from './memory-snapshot.js';

const ENDPOINT = resource({
  type: 'AWS::SageMaker::Endpoint',
  id: 'arn:aws:sagemaker:ap-northeast-1:123456789012:endpoint/shared',
  names: ['shared'],
  properties: { EndpointName: 'shared', EndpointConfigName: 'shared-1' },
});

const component = (name: string, facts: Partial<Resource>): Resource =>
  resource({ type: 'AWS::SageMaker::InferenceComponent', id: name, names: [name], ...facts });

describe('the inference components of an endpoint', () => {
  const config = resource({
    type: 'AWS::SageMaker::EndpointConfig',
    id: 'shared-1',
    properties: { ProductionVariants: [{ VariantName: 'main' }] },
  });
  const model = resource({ type: 'AWS::SageMaker::Model', id: 'llm-7' });
  const served = component('llm', { properties: { EndpointName: 'shared', Specification: { ModelName: 'llm-7' } } });
  const other = component('other', { properties: { EndpointName: 'other', Specification: { ModelName: 'x' } } });
  const hidden = component('hidden', {
    gaps: [{ pointer: '', kind: 'missing', reason: 'denied', detail: 'refused', action: 'sagemaker:Describe' }],
  });
  const listings = ['EndpointConfig', 'InferenceComponent', 'Model'].map((type) => complete(`AWS::SageMaker::${type}`));
  const joined = (...components: readonly Resource[]) =>
    joinerFor(memorySnapshot([ENDPOINT, config, model, ...components], listings))(
      ENDPOINT,
      relationsFor(ENDPOINT.type, new Set(['models'])),
    );

  test('lead to its models', () => {
    const { refs, gaps } = joined(served, other);
    expect(Object.keys(refs)).toEqual(['config', 'components', 'models']);
    expect(Object.keys(refs.models ?? {})).toEqual(['llm-7']);
    expect(gaps).toEqual([]);
  });

  test('may be any whose endpoint nobody could see, and so may its models', () => {
    const cause = { reason: 'denied', detail: 'refused', action: 'sagemaker:Describe' };
    expect(joined(served, hidden).gaps).toEqual([
      { pointer: '/refs/components', kind: 'partial', ...cause },
      { pointer: '/refs/models', kind: 'partial', ...cause },
    ]);
  });
});

describe('the agents that have the same role', () => {
  const ROLE = 'arn:aws:iam::123456789012:role/agents';
  const agent = (id: string, region: string, facts: Partial<Resource>) =>
    resource({ type: 'AWS::Bedrock::Agent', id, region, properties: { AgentResourceRoleArn: ROLE }, ...facts });
  const subject = agent('A', 'ap-northeast-1', {});
  const joined = (...others: readonly Resource[]) => {
    const listings = ['ap-northeast-1', 'us-east-1'].map((region) => ({ ...complete('AWS::Bedrock::Agent'), region }));
    const relations = relationsFor(subject.type, new Set(['agents']));
    return joinerFor(memorySnapshot([subject, ...others], listings))(subject, relations);
  };

  test('are found in every region', () => {
    const far = agent('B', 'us-east-1', {});
    const other = agent('C', 'us-east-1', { properties: { AgentResourceRoleArn: `${ROLE}-2` } });
    expect(joined(far, other)).toMatchObject({ refs: { agents: [{ id: 'A' }, { id: 'B' }] }, gaps: [] });
  });

  test('may be any whose role nobody could see, wherever it is', () => {
    const cause = { reason: 'denied', detail: 'refused', action: 'bedrock:GetAgent' } as const;
    const hidden = agent('B', 'us-east-1', { properties: {}, gaps: [{ pointer: '', kind: 'missing', ...cause }] });
    expect(joined(hidden).gaps).toEqual([{ pointer: '/refs/agents', kind: 'partial', ...cause }]);
  });
});

describe('an S3 URI', () => {
  const bucket = resource({ type: 'AWS::S3::Bucket', id: 'arn:aws:s3:::captures', names: ['captures'] });
  const joined = (DestinationS3Uri: string) => {
    const config = resource({
      type: 'AWS::SageMaker::EndpointConfig',
      id: 'fraud',
      properties: { DataCaptureConfig: { DestinationS3Uri } },
    });
    const snapshot = memorySnapshot([config, bucket], [complete('AWS::S3::Bucket', 'global')]);
    const { refs, gaps } = joinerFor(snapshot)(config, relationsFor(config.type, new Set(['captureBucket'])));
    return [refs.captureBucket, gaps.map(({ pointer, reason }) => [pointer, reason])];
  };

  test.each(['s3://captures', 's3://captures/', 's3://captures/fraud/v1'])('%s leads to its bucket', (uri) => {
    expect(joined(uri)).toEqual([expect.objectContaining({ id: 'arn:aws:s3:::captures' }), []]);
  });

  test.each(['s3://captures-of-others/fraud', 'https://captures.s3.amazonaws.com/fraud'])(
    '%s leads to no bucket of this account',
    (uri) => {
      expect(joined(uri)).toEqual([undefined, [['/refs/captureBucket', 'foreign_account']]]);
    },
  );
});

describe('the processing jobs that wrote what a training job reads', () => {
  const job = (id: string, S3Uri: string, region = 'ap-northeast-1') =>
    resource({
      type: 'AWS::SageMaker::ProcessingJob',
      id,
      region,
      properties: { ProcessingOutputConfig: { Outputs: [{ S3Output: { S3Uri } }] } },
    });
  const jobs = [
    job('below', 's3://ml-data/out/2026/train/x/'),
    job('bucket', 's3://ml-data'),
    job('far', 's3://ml-data/out/2026/', 'us-east-1'),
    job('itself', 's3://ml-data/out/2026/train'),
    job('neighbour', 's3://ml-data/out/2026/tra'),
    job('other', 's3://ml-data-2/out/'),
  ];
  const joined = (S3Uri: string, since?: number) => {
    const training = resource({
      type: 'AWS::SageMaker::TrainingJob',
      id: 'fraud',
      properties: { InputDataConfig: [{ DataSource: { S3DataSource: { S3Uri } } }] },
    });
    const listing = { ...complete('AWS::SageMaker::ProcessingJob'), ...(since !== undefined && { since }) };
    const { refs, gaps } = joinerFor(memorySnapshot([training, ...jobs], [listing]))(
      training,
      relationsFor(training.type, new Set(['processingJobs'])),
    );
    return [refs.processingJobs, gaps];
  };

  test.each([
    ['s3://ml-data/out/2026/train/', ['bucket', 'far', 'itself']],
    ['s3://ml-data/out/2026/train', ['bucket', 'far', 'itself']],
    ['s3://ml-data/out/2026/train/x/part-0.csv', ['below', 'bucket', 'far', 'itself']],
    ['s3://ml-data', ['bucket']],
    ['s3://ml-data/', ['bucket']],
    ['https://ml-data.s3.amazonaws.com/out', []],
  ])('of %s are those that named it or a folder above, in any region: %j', (uri, ids) => {
    expect(joined(uri)).toEqual([ids.map((id) => expect.objectContaining({ id })), []]);
  });

  test('may be older than the list', () => {
    expect(joined('s3://elsewhere/', Date.UTC(2026, 7, 31))).toEqual([
      [],
      [
        {
          pointer: '/refs/processingJobs',
          kind: 'partial',
          reason: 'out_of_window',
          detail: 'only those since 2026-08-31 were listed',
        },
      ],
    ]);
  });
});

describe('a type that is listed once for the whole account', () => {
  test('is looked for in the whole account by every relation: one of its region would find no list, and always be a gap', async () => {
    const collectors = await Promise.all(COLLECTORS.map((load) => load()));
    const scopes = new Map(collectors.map(({ type, scope }) => [type, scope]));
    const lost = Object.entries(RELATIONS).flatMap(([subject, relations]) =>
      Object.entries(relations).flatMap(([name, relation]) => {
        const isEverywhere =
          ('scope' in relation && relation.scope === 'account') ||
          ('region' in relation && relation.region !== undefined);
        return scopes.get(relation.type) === 'account' && !isEverywhere ? [`${subject} ${name}`] : [];
      }),
    );
    // Rules of EventBridge are listed in every region, and once more where global services send their events.
    expect(lost.filter((name) => !name.endsWith('eventRules'))).toEqual([]);
  });
});

describe('what holds a place of data', () => {
  const bucket = resource({
    type: 'AWS::S3::Bucket',
    id: 'arn:aws:s3:::manuals',
    names: ['manuals'],
    tags: { class: 'secret' },
    gaps: [{ pointer: '/tags', kind: 'partial', reason: 'denied', detail: 'refused' }],
  });
  const joined = (type: string, facts: Partial<Resource>, relation: string, others: readonly Resource[] = [bucket]) => {
    const subject = resource({ type, id: 'it', ...facts });
    const relations = relationsFor(type, new Set([relation]));
    const types = [...new Set(relations.map(([, one]) => one.type))];
    return joinerFor(
      memorySnapshot(
        [subject, ...others],
        types.map((one) => complete(one)),
      ),
    )(subject, relations);
  };

  test('comes with its tags, and with what is not seen of them', () => {
    const { refs, gaps } = joined('Kansa::PersonalDataInventory', { properties: { Bucket: 'manuals' } }, 'bucket');
    expect([refs.bucket, gaps]).toEqual([
      expect.objectContaining({ id: bucket.id, tags: { class: 'secret' } }),
      [{ pointer: '/refs/bucket/tags', kind: 'partial', reason: 'denied', detail: 'refused' }],
    ]);
  });

  test('comes without them where another relation leads there', () => {
    const { refs, gaps } = joined('AWS::CloudTrail::Trail', { properties: { S3BucketName: 'manuals' } }, 'bucket');
    expect([refs.bucket, gaps]).toEqual([expect.not.objectContaining({ tags: expect.anything() }), []]);
  });

  test('is a collection by its ARN, though another one bears its id as its name', () => {
    const collection = (id: string, name: string, tags: Readonly<Record<string, string>>) =>
      resource({
        type: 'AWS::OpenSearchServerless::Collection',
        id: `arn:aws:aoss:ap-northeast-1:123456789012:collection/${id}`,
        names: [id, name],
        tags,
      });
    const meant = collection('1tg2xudton46knx2a95g', 'docs', { class: 'secret' });
    const other = collection('0000000000000000000a', '1tg2xudton46knx2a95g', { class: 'public' });
    const place = { properties: { CollectionArn: meant.id } };
    expect(joined('Kansa::PersonalDataInventory', place, 'collection', [other, meant]).refs).toMatchObject({
      collection: { id: meant.id, tags: { class: 'secret' } },
    });
  });
});
