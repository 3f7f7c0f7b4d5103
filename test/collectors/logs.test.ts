import { expect, test } from 'vitest';
import { logGroups } from '../../src/collectors/logs/log-group.js';
import { ACCOUNT, complete, explore, REGION, seenBy } from './expedition.js';
import { broken, byInput, denied, noTags } from './written.js';

const TYPE = 'AWS::Logs::LogGroup';
const SOURCE = 'cloudwatch-logs:DescribeLogGroups';
const arn = (name: string) => `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${name}`;

test('log groups are known by name and by both forms of their ARN', async () => {
  const { resources, listings } = await explore(logGroups, {
    [SOURCE]: {
      logGroups: [
        {
          logGroupName: '/bedrock',
          arn: `${arn('/bedrock')}:*`,
          logGroupArn: arn('/bedrock'),
          retentionInDays: 365,
          kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/k',
          storedBytes: 1,
        },
        { logGroupName: '/old', arn: `${arn('/old')}:*` },
      ],
    },
  });
  const shared = { type: TYPE, account: ACCOUNT, region: REGION, tags: {}, runtime: {}, source: seenBy(SOURCE) };
  expect(resources).toEqual([
    {
      ...shared,
      id: arn('/bedrock'),
      names: ['/bedrock', `${arn('/bedrock')}:*`],
      properties: {
        LogGroupName: '/bedrock',
        RetentionInDays: 365,
        KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/k',
      },
      gaps: [noTags(TYPE)],
    },
    {
      ...shared,
      id: arn('/old'),
      names: ['/old', `${arn('/old')}:*`],
      properties: { LogGroupName: '/old' },
      gaps: [noTags(TYPE)],
    },
  ]);
  expect(listings).toEqual([complete(TYPE)]);
});

test('log groups that may not be listed are a missing list; a second page that fails leaves a partial one', async () => {
  expect(await explore(logGroups, { [SOURCE]: denied })).toEqual({
    resources: [],
    listings: [
      {
        type: TYPE,
        account: ACCOUNT,
        region: REGION,
        state: 'missing',
        cause: {
          reason: 'denied',
          detail: `${SOURCE} in ${REGION} was denied (AccessDeniedException): not authorized`,
          action: 'logs:DescribeLogGroups',
        },
      },
    ],
    calls: [`${SOURCE} ${REGION} denied`],
  });

  const { resources, listings } = await explore(logGroups, {
    [SOURCE]: byInput({
      '{}': { logGroups: [{ logGroupName: '/a', logGroupArn: arn('/a') }], nextToken: '2' },
      '{"nextToken":"2"}': broken,
    }),
  });
  expect(resources.map(({ id }) => id)).toEqual([arn('/a')]);
  expect(listings.map(({ state, cause }) => [state, cause?.reason])).toEqual([['partial', 'unavailable']]);
});
