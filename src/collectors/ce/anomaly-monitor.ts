import { CostExplorerClient, paginateGetAnomalyMonitors } from '@aws-sdk/client-cost-explorer';
import { type Collector, required } from '../collector.js';

/** Monitors of unusual cost. Each call costs money (USD 0.01 a page): a scan makes it only for a control that asks. */
export const anomalyMonitors: Collector = {
  type: 'AWS::CE::AnomalyMonitor',
  scope: 'account',
  permissions: ['ce:GetAnomalyMonitors'],

  async *collect({ client, each }) {
    for await (const page of paginateGetAnomalyMonitors({ client: client(CostExplorerClient) }, {})) {
      yield* each(
        page.AnomalyMonitors,
        ({ MonitorArn }) => required(MonitorArn, 'monitor ARN'),
        ({ MonitorName, MonitorType, MonitorDimension }) => ({
          properties: { MonitorName, MonitorType, MonitorDimension },
        }),
      );
    }
  },
};
