import { expect, test } from 'vitest';
import { alternativesOf } from '../../src/collectors/logs/filter-pattern.js';
import { metricFilters } from '../../src/collectors/logs/metric-filter.js';
import { complete, explore } from './expedition.js';
import { denied } from './written.js';

const CALL = 'cloudwatch-logs:DescribeMetricFilters';
const term = (Selector: string, Operator: string, Value?: string) => ({
  Selector,
  Operator,
  ...(Value !== undefined && { Value }),
});
const name = (value: string) => term('$.eventName', '=', value);

test.each([
  ['{ $.eventName = StopLogging }', [[name('StopLogging')]]],
  ['{($.eventName="Stop Logging") || ($.eventName = DeleteTrail)}', [[name('Stop Logging')], [name('DeleteTrail')]]],
  [
    '{ $.eventSource = kms.amazonaws.com && ($.eventName = DisableKey || $.eventName = ScheduleKeyDeletion) }',
    [
      [term('$.eventSource', '=', 'kms.amazonaws.com'), name('DisableKey')],
      [term('$.eventSource', '=', 'kms.amazonaws.com'), name('ScheduleKeyDeletion')],
    ],
  ],
  [
    '{ $.a = 1 || $.b = 2 && $.c[0].d >= 3 }',
    [[term('$.a', '=', '1')], [term('$.b', '=', '2'), term('$.c[0].d', '>=', '3')]],
  ],
  [
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    [
      [
        term('$.userIdentity.type', '=', 'Root'),
        term('$.userIdentity.invokedBy', 'NOT EXISTS'),
        term('$.eventType', '!=', 'AwsServiceEvent'),
      ],
    ],
  ],
  ['{ $.readOnly IS FALSE }', [[term('$.readOnly', 'IS FALSE')]]],
  ['StopLogging', [[{ Word: 'StopLogging' }]]],
  ['"Root" login', [[{ Word: 'Root' }, { Word: 'login' }]]],
  ['?StopLogging ?"Delete \\"Trail"', [[{ Word: 'StopLogging' }], [{ Word: 'Delete "Trail' }]]],
  ['?a b', [[{ Word: 'b' }]]],
  ['', [[]]],
])('%s', (pattern, alternatives) => {
  expect(alternativesOf(pattern)).toEqual(alternatives);
});

test.each([
  '{ $.eventName = %Stop.*% }',
  '{ $.eventName = StopLogging',
  '{ ($.eventName = StopLogging }',
  '{ $.eventName = StopLogging ) }',
  '{ eventName = StopLogging }',
  '{ $.eventName }',
  '{ $.eventName = "a }',
  '{}',
  'ERROR -timeout',
  '[ip, user, status=4*]',
  `{ ${Array.from({ length: 10 }, (_, i) => `($.a = ${i} || $.b = ${i})`).join(' && ')} }`,
])('%s cannot be judged', (pattern) => {
  expect(() => alternativesOf(pattern)).toThrow(/^the filter pattern /);
});

/** Written from the CloudWatch Logs API model of 2014-03-28 (@aws-sdk/client-cloudwatch-logs 3.1169.0). */
test('a metric filter tells its metric and what it lets through; an unreadable pattern is a gap', async () => {
  const filter = (filterName: string, filterPattern: string) => ({
    filterName,
    filterPattern,
    logGroupName: 'trail',
    metricTransformations: [{ metricName: 'changes', metricNamespace: 'audit', metricValue: '1' }],
  });
  const { resources, listings } = await explore(metricFilters, {
    [CALL]: { metricFilters: [filter('stop', 'StopLogging'), filter('odd', '{ $.eventName = %Stop% }')] },
  });
  const shared = {
    LogGroupName: 'trail',
    MetricTransformations: [{ MetricName: 'changes', MetricNamespace: 'audit', MetricValue: '1' }],
  };
  expect(resources.map(({ id, properties, runtime }) => ({ id, properties, runtime }))).toEqual([
    {
      id: 'trail/stop',
      properties: { ...shared, FilterName: 'stop', FilterPattern: 'StopLogging' },
      runtime: { Alternatives: [[{ Word: 'StopLogging' }]] },
    },
    {
      id: 'trail/odd',
      properties: { ...shared, FilterName: 'odd', FilterPattern: '{ $.eventName = %Stop% }' },
      runtime: {},
    },
  ]);
  expect(resources[1]?.gaps[0]).toEqual({
    pointer: '/runtime/Alternatives',
    kind: 'missing',
    reason: 'parse_error',
    detail: 'the filter pattern has a regular expression',
  });
  expect(listings).toEqual([complete(metricFilters.type)]);
});

test('filters that may not be listed are a missing list', async () => {
  const { listings } = await explore(metricFilters, { [CALL]: denied });
  expect(listings).toEqual([expect.objectContaining({ type: metricFilters.type, state: 'missing' })]);
});

test.each([{ fieldSelectionCriteria: '@aws.account = "123456789012"' }, { applyOnTransformedLogs: true }])(
  'a filter that looks at some events only, or at other ones (%o), cannot be judged by its pattern',
  async (more) => {
    const { resources } = await explore(metricFilters, {
      [CALL]: { metricFilters: [{ filterName: 'stop', filterPattern: 'StopLogging', logGroupName: 'trail', ...more }] },
    });
    expect(resources.map(({ runtime, gaps }) => [runtime, gaps[0]?.pointer, gaps[0]?.reason])).toEqual([
      [{}, '/runtime/Alternatives', 'parse_error'],
    ]);
  },
);
