import {
  DescribeDataQualityJobDefinitionCommand,
  paginateListDataQualityJobDefinitions,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Collector } from '../collector.js';
import { definitionFacts, identifyDefinition } from './job-definition.js';
import { LARGEST_PAGE } from './page.js';

/** What runs to watch the data that an endpoint is asked with, and by which keys its volumes and reports are encrypted. */
export const dataQualityJobDefinitions: Collector = {
  type: 'AWS::SageMaker::DataQualityJobDefinition',
  scope: 'region',
  permissions: ['sagemaker:ListDataQualityJobDefinitions', 'sagemaker:DescribeDataQualityJobDefinition'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListDataQualityJobDefinitions({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(page.JobDefinitionSummaries, identifyDefinition, async (summary) => {
        const JobDefinitionName = summary.MonitoringJobDefinitionName;
        const definition = await sagemaker.send(new DescribeDataQualityJobDefinitionCommand({ JobDefinitionName }));
        const { properties, runtime } = definitionFacts(definition);
        return {
          properties: { ...properties, DataQualityJobOutputConfig: definition.DataQualityJobOutputConfig },
          runtime,
        };
      });
    }
  },
};
