import type {
  MonitoringJobDefinitionSummary,
  MonitoringNetworkConfig,
  MonitoringResources,
} from '@aws-sdk/client-sagemaker';
import { type Identity, required } from '../collector.js';

/** The part of a description that the four kinds of monitoring jobs share. */
interface Definition {
  readonly JobDefinitionName: string | undefined;
  readonly JobResources: MonitoringResources | undefined;
  readonly NetworkConfig?: MonitoringNetworkConfig | undefined;
  readonly CreationTime: Date | undefined;
}

export const identifyDefinition = (summary: MonitoringJobDefinitionSummary): Identity => ({
  id: required(summary.MonitoringJobDefinitionArn, 'job definition ARN'),
  names: [summary.MonitoringJobDefinitionName],
});

/** What a monitoring job runs on, and what its containers may reach. */
export const definitionFacts = ({ JobDefinitionName, JobResources, NetworkConfig, CreationTime }: Definition) => ({
  properties: { JobDefinitionName, JobResources, NetworkConfig },
  runtime: { CreationTime },
});
