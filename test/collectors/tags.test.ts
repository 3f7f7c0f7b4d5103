import { describe, expect, it } from 'vitest';
import type { TagsOf } from '../../src/collectors/collector.js';
import { openSession } from '../../src/collectors/session.js';
import { readTags } from '../../src/collectors/tags.js';
import type { Exchange, ExchangeKey } from '../../src/model/exchange.js';

const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/scoring';
const OTHER = 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/idle';

/** Written from the API model resourcegroupstaggingapi-2017-01-26: GetResources. */
const PAGES: Readonly<Record<string, object>> = {
  '': { ResourceTagMappingList: [{ ResourceARN: ARN, Tags: [{ Key: 'team', Value: 'ml' }] }], PaginationToken: 'next' },
  next: { ResourceTagMappingList: [{ ResourceARN: `${ARN}-2`, Tags: [] }], PaginationToken: '' },
};
const REFUSAL = { __type: 'AccessDeniedException', message: 'not allowed' };

const tagsFrom = async (refuses: (token: string) => boolean): Promise<TagsOf> =>
  readTags(
    await openSession(
      { regions: ['eu-west-1'], maxAttempts: 1, now: 0, since: 0, replayed: { account: '111122223333' } },
      {
        answers: (key: ExchangeKey): Exchange => {
          const token = /"PaginationToken":"(\w+)"/.exec(JSON.stringify(key.input))?.[1] ?? '';
          const [status, body] = refuses(token) ? [400, REFUSAL] : [200, PAGES[token]];
          return { ...key, time: 0, attempts: 1, answer: { status, headers: {}, body: JSON.stringify(body) } };
        },
        scrub: (body) => body,
        record: () => undefined,
        count: () => undefined,
        clock: () => 0,
      },
    ),
  );

describe('tags read in bulk', () => {
  it('are those of the answer, and none where a complete answer lacks a resource that it would know', async () => {
    const tagsOf = await tagsFrom(() => false);
    expect(tagsOf('AWS::SageMaker::Endpoint', ARN, 'eu-west-1')).toEqual({ team: 'ml' });
    expect(tagsOf('AWS::SageMaker::Endpoint', OTHER, 'eu-west-1')).toEqual({});
    expect(tagsOf('AWS::S3::Bucket', 'arn:aws:s3:::records', 'eu-west-1')).toEqual({});
  });

  it('are those of all that may hold data, by the ARNs that are their ids', async () => {
    const tagsOf = await tagsFrom(() => false);
    const stores = [
      ['AWS::DynamoDB::Table', 'dynamodb', 'table/sessions'],
      ['AWS::Logs::LogGroup', 'logs', 'log-group:/aws/bedrock'],
      ['AWS::OpenSearchServerless::Collection', 'aoss', 'collection/1tg2xudton46knx2a95g'],
      ['AWS::OpenSearchService::Domain', 'es', 'domain/docs'],
      ['AWS::StepFunctions::StateMachine', 'states', 'stateMachine:review'],
    ].map(([type = '', service, name]) =>
      tagsOf(type, `arn:aws:${service}:eu-west-1:111122223333:${name}`, 'eu-west-1'),
    );
    expect(stores).toEqual([{}, {}, {}, {}, {}]);
  });

  it('are nothing that it knows of types that it does not tell, nor of regions that were not asked', async () => {
    const tagsOf = await tagsFrom(() => false);
    expect(tagsOf('AWS::IAM::Role', 'arn:aws:iam::111122223333:role/kansa', 'global')).toBeUndefined();
    expect(tagsOf('AWS::SageMaker::ModelPackage', ARN, 'eu-west-1')).toBeUndefined();
    expect(tagsOf('AWS::S3::Bucket', 'arn:aws:s3:::records', 'us-east-1')).toEqual({
      cause: { reason: 'not_collected', detail: 'tags in us-east-1 are not collected: the scan does not go there' },
    });
  });

  it('are a gap where the answer broke off before the resource', async () => {
    const tagsOf = await tagsFrom((token) => token === 'next');
    expect(tagsOf('AWS::SageMaker::Endpoint', ARN, 'eu-west-1')).toEqual({ team: 'ml' });
    expect(tagsOf('AWS::SageMaker::Endpoint', OTHER, 'eu-west-1')).toMatchObject({
      cause: { reason: 'denied', action: 'tag:GetResources' },
    });
  });
});
