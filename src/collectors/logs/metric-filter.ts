import {
  CloudWatchLogsClient,
  type MetricFilter,
  paginateDescribeMetricFilters,
} from '@aws-sdk/client-cloudwatch-logs';
import { Unreadable } from '../../model/errors.js';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { alternativesOf } from './filter-pattern.js';

/** Metric filters of all log groups. They have no ARN: the id is `<log group>/<filter>`. What their pattern lets through is read here. */
export const metricFilters: Collector = {
  type: 'AWS::Logs::MetricFilter',
  scope: 'region',
  permissions: ['logs:DescribeMetricFilters'],

  async *collect({ client, each }) {
    const idOf = ({ logGroupName, filterName }: MetricFilter) =>
      `${required(logGroupName, 'log group name')}/${required(filterName, 'filter name')}`;
    for await (const page of paginateDescribeMetricFilters({ client: client(CloudWatchLogsClient) }, {})) {
      yield* each(page.metricFilters, idOf, (filter, { parsed }) => ({
        properties: {
          FilterName: filter.filterName,
          FilterPattern: filter.filterPattern,
          LogGroupName: filter.logGroupName,
          MetricTransformations: filter.metricTransformations?.map((transformation) => ({
            MetricName: transformation.metricName,
            MetricNamespace: transformation.metricNamespace,
            MetricValue: transformation.metricValue,
            ...marksOf(transformation),
          })),
        },
        runtime: { Alternatives: parsed('/runtime/Alternatives', () => letThrough(filter)) },
      }));
    }
  },
};

/** A filter may look at the events of some accounts or regions only, or at what a transformer made of them. */
const letThrough = ({ filterPattern = '', fieldSelectionCriteria, applyOnTransformedLogs }: MetricFilter) => {
  if (fieldSelectionCriteria || applyOnTransformedLogs)
    throw new Unreadable('the metric filter selects events by system fields, or reads transformed ones');
  return alternativesOf(filterPattern);
};
