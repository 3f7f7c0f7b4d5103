import { CostExplorerClient, paginateGetAnomalySubscriptions } from '@aws-sdk/client-cost-explorer';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { demandsOf } from './threshold.js';

/** Who is told of unusual cost, without their addresses. Each call costs money (USD 0.01 a page). */
export const anomalySubscriptions: Collector = {
  type: 'AWS::CE::AnomalySubscription',
  scope: 'account',
  permissions: ['ce:GetAnomalySubscriptions'],

  async *collect({ client, each }) {
    for await (const page of paginateGetAnomalySubscriptions({ client: client(CostExplorerClient) }, {})) {
      yield* each(
        page.AnomalySubscriptions,
        ({ SubscriptionArn }) => required(SubscriptionArn, 'subscription ARN'),
        (subscription, { parsed }) => ({
          properties: {
            SubscriptionName: subscription.SubscriptionName,
            MonitorArnList: subscription.MonitorArnList,
            Subscribers: subscription.Subscribers?.map((one) => ({
              Type: one.Type,
              Status: one.Status,
              ...marksOf(one),
            })),
          },
          // An expression in CloudFormation, too, but as a text.
          runtime: { Demands: parsed('/runtime/Demands', () => demandsOf(subscription)) },
        }),
      );
    }
  },
};
