import { expect, test } from 'vitest';
import { eventRules, globalEventRules } from '../../src/collectors/events/rule.js';
import { ACCOUNT, complete, explore, REGION, seenBy } from './expedition.js';
import { denied, noTags } from './written.js';

const { type } = eventRules;
const arn = (region: string) => `arn:aws:events:${region}:${ACCOUNT}:rule/iam`;

/** Written from the EventBridge API model of 2015-10-07 (@aws-sdk/client-eventbridge). */
const answers = {
  'eventbridge:ListRules': (_: unknown, { region }: { readonly region: string }) => ({
    Rules: [
      { Arn: arn(region), Name: 'iam', State: 'ENABLED', EventPattern: '{"source":["aws.iam"]}' },
      { Arn: `${arn(region)}-nightly`, Name: 'iam-nightly', State: 'ENABLED', ScheduleExpression: 'rate(1 day)' },
    ],
  }),
  'eventbridge:ListTargetsByRule': { Targets: [{ Id: 'on-call', Arn: `arn:aws:sns:us-east-1:${ACCOUNT}:on-call` }] },
};

const rule = (region: string) => ({
  type,
  id: arn(region),
  names: ['iam'],
  account: ACCOUNT,
  region,
  tags: {},
  properties: {
    Name: 'iam',
    State: 'ENABLED',
    EventPattern: { source: ['aws.iam'] },
    Targets: [{ Id: 'on-call', Arn: `arn:aws:sns:us-east-1:${ACCOUNT}:on-call` }],
  },
  runtime: {},
  source: seenBy('eventbridge:ListRules', 'eventbridge:ListTargetsByRule'),
  gaps: [noTags(type)],
});

test('rules are looked at where the events of global services arrive, even when nobody scans there', async () => {
  const { resources, listings } = await explore([eventRules, globalEventRules], answers);
  expect([...resources].sort((a, b) => a.region.localeCompare(b.region))).toEqual([rule(REGION), rule('us-east-1')]);
  expect(listings).toEqual(expect.arrayContaining([complete(type), complete(type, 'global')]));
});

test('and once only when somebody does', async () => {
  const { resources, calls } = await explore([eventRules, globalEventRules], answers, ['us-east-1']);
  expect(resources).toEqual([rule('us-east-1')]);
  expect(calls).toEqual(['eventbridge:ListRules us-east-1 ok', 'eventbridge:ListTargetsByRule us-east-1 ok']);
});

test('a refusal there hides nothing of the regions that are scanned', async () => {
  const { listings } = await explore([eventRules, globalEventRules], {
    ...answers,
    'eventbridge:ListRules': (input, key) =>
      key.region === 'us-east-1' ? denied : answers['eventbridge:ListRules'](input, key),
  });
  const cause = {
    reason: 'denied',
    detail: 'eventbridge:ListRules in us-east-1 was denied (AccessDeniedException): not authorized',
    action: 'events:ListRules',
  };
  expect(listings).toHaveLength(2);
  expect(listings).toEqual(
    expect.arrayContaining([complete(type), { type, account: ACCOUNT, region: 'global', state: 'missing', cause }]),
  );
});
