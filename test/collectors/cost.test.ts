import { expect, test } from 'vitest';
import { budgets } from '../../src/collectors/budgets/budget.js';
import { anomalyMonitors } from '../../src/collectors/ce/anomaly-monitor.js';
import { anomalySubscriptions } from '../../src/collectors/ce/anomaly-subscription.js';
import type { JsonObject } from '../../src/model/json.js';
import { ACCOUNT, complete, explore, seenBy } from './expedition.js';
import { byInput, denied, noTags } from './written.js';

const shared = { account: ACCOUNT, region: 'global', tags: {}, runtime: {}, names: [] };
const monitor = `arn:aws:ce::${ACCOUNT}:anomalymonitor/1`;

/** Written from the Budgets API model of 2016-10-20 (@aws-sdk/client-budgets 3.1108.0). */
test('a budget tells of what it is and when it tells; notifications that may not be read are a gap', async () => {
  const budget = (BudgetName: string) => ({
    BudgetName,
    BudgetType: 'COST',
    TimeUnit: 'MONTHLY',
    CostFilters: { Service: ['Amazon Bedrock'] },
  });
  const Notification = {
    NotificationType: 'ACTUAL',
    ComparisonOperator: 'GREATER_THAN',
    Threshold: 80,
    ThresholdType: 'PERCENTAGE',
  };
  const { resources, listings } = await explore(budgets, {
    'budgets:DescribeBudgets': { Budgets: [budget('ai'), budget('closed')] },
    'budgets:DescribeNotificationsForBudget': byInput({
      [`{"AccountId":"${ACCOUNT}","BudgetName":"ai"}`]: { Notifications: [Notification] },
      else: denied,
    }),
  });
  const Budget = { BudgetName: 'ai', BudgetType: 'COST', CostFilters: { Service: ['Amazon Bedrock'] } };
  expect(
    resources.map(({ id, names, properties, gaps }) => [id, names, properties, gaps.map(({ pointer }) => pointer)]),
  ).toEqual([
    [
      `arn:aws:budgets::${ACCOUNT}:budget/ai`,
      ['ai'],
      { Budget, NotificationsWithSubscribers: [{ Notification }] },
      ['/tags'],
    ],
    [
      `arn:aws:budgets::${ACCOUNT}:budget/closed`,
      ['closed'],
      { Budget: { ...Budget, BudgetName: 'closed' } },
      ['/properties/NotificationsWithSubscribers', '/tags'],
    ],
  ]);
  expect(listings).toEqual([complete(budgets.type, 'global')]);
});

/** Written from the Cost Explorer API model of 2017-10-25 (@aws-sdk/client-cost-explorer 3.1138.0). */
test('anomaly monitors and subscriptions are one call each, and no address comes along', async () => {
  const { resources, calls } = await explore([anomalyMonitors, anomalySubscriptions], {
    'cost-explorer:GetAnomalyMonitors': {
      AnomalyMonitors: [
        { MonitorArn: monitor, MonitorName: 'all', MonitorType: 'DIMENSIONAL', MonitorDimension: 'SERVICE' },
      ],
    },
    'cost-explorer:GetAnomalySubscriptions': {
      AnomalySubscriptions: [
        {
          SubscriptionArn: `arn:aws:ce::${ACCOUNT}:anomalysubscription/1`,
          SubscriptionName: 'told',
          MonitorArnList: [monitor],
          Subscribers: [{ Address: 'ana@example.test', Type: 'EMAIL', Status: 'CONFIRMED' }],
          Frequency: 'DAILY',
        },
      ],
    },
  });
  expect(resources).toEqual([
    {
      ...shared,
      type: anomalyMonitors.type,
      id: monitor,
      properties: { MonitorName: 'all', MonitorType: 'DIMENSIONAL', MonitorDimension: 'SERVICE' },
      source: seenBy('cost-explorer:GetAnomalyMonitors'),
      gaps: [noTags(anomalyMonitors.type)],
    },
    {
      ...shared,
      type: anomalySubscriptions.type,
      id: `arn:aws:ce::${ACCOUNT}:anomalysubscription/1`,
      properties: {
        SubscriptionName: 'told',
        MonitorArnList: [monitor],
        Subscribers: [{ Type: 'EMAIL', Status: 'CONFIRMED' }],
      },
      runtime: { Demands: [{}] },
      source: seenBy('cost-explorer:GetAnomalySubscriptions'),
      gaps: [noTags(anomalySubscriptions.type)],
    },
  ]);
  expect(calls).toHaveLength(2);
});

test('a threshold is one of several demands, each with all that it names; what is no threshold is a gap', async () => {
  const impact = (kind: 'ABSOLUTE' | 'PERCENTAGE', value: string) => ({
    Dimensions: { Key: `ANOMALY_TOTAL_IMPACT_${kind}`, MatchOptions: ['GREATER_THAN_OR_EQUAL'], Values: [value] },
  });
  const told = async (threshold: JsonObject) => {
    const { resources } = await explore(anomalySubscriptions, {
      'cost-explorer:GetAnomalySubscriptions': {
        AnomalySubscriptions: [
          {
            SubscriptionArn: `arn:aws:ce::${ACCOUNT}:anomalysubscription/1`,
            SubscriptionName: 'told',
            MonitorArnList: [],
            Subscribers: [],
            Frequency: 'DAILY',
            ...threshold,
          },
        ],
      },
    });
    return resources.map(({ runtime, gaps }) => runtime.Demands ?? gaps.map(({ detail }) => detail));
  };
  const [hundred, thousand, half] = [impact('ABSOLUTE', '100'), impact('ABSOLUTE', '1000'), impact('PERCENTAGE', '50')];
  expect(await told({ Threshold: 100 })).toEqual([[{ Absolute: 100 }]]);
  expect(await told({ ThresholdExpression: half })).toEqual([[{ Percentage: 50 }]]);
  expect(await told({ ThresholdExpression: { Or: [thousand, { And: [hundred, half] }] } })).toEqual([
    [{ Absolute: 1000 }, { Absolute: 100, Percentage: 50 }],
  ]);
  expect(await told({ ThresholdExpression: { And: [{ Or: [hundred, half] }, thousand] } })).toEqual([
    [{ Absolute: 1000 }, { Percentage: 50, Absolute: 1000 }],
  ]);
  const unreadable = (detail: string) => [[detail, expect.stringContaining('tags')]];
  expect(await told({ ThresholdExpression: { Not: hundred } })).toEqual(
    unreadable('the threshold compares with no number'),
  );
  expect(await told({ ThresholdExpression: { ...hundred, Or: [half] } })).toEqual(
    unreadable('the threshold is no one expression'),
  );
  expect(await told({ ThresholdExpression: impact('ABSOLUTE', 'much') })).toEqual(
    unreadable('the threshold compares with no number'),
  );
  expect(
    await told({ ThresholdExpression: { Dimensions: { Key: 'SERVICE', Values: ['1'], MatchOptions: ['EQUALS'] } } }),
  ).toEqual(unreadable('the threshold compares something else than the impact'));
});

test.each([budgets, anomalyMonitors, anomalySubscriptions])(
  'what may not be listed is a missing list: $type',
  async (collector) => {
    const { listings } = await explore(collector, {
      'budgets:DescribeBudgets': denied,
      'cost-explorer:GetAnomalyMonitors': denied,
      'cost-explorer:GetAnomalySubscriptions': denied,
    });
    expect(listings).toEqual([expect.objectContaining({ type: collector.type, state: 'missing' })]);
  },
);
