import {
  DescribeModelQualityJobDefinitionCommand,
  paginateListModelQualityJobDefinitions,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Collector } from '../collector.js';
import { definitionFacts, identifyDefinition } from './job-definition.js';
import { LARGEST_PAGE } from './page.js';

/** What runs to watch the quality of a model's predictions. */
export const modelQualityJobDefinitions: Collector = {
  type: 'AWS::SageMaker::ModelQualityJobDefinition',
  scope: 'region',
  permissions: ['sagemaker:ListModelQualityJobDefinitions', 'sagemaker:DescribeModelQualityJobDefinition'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListModelQualityJobDefinitions(
      { client: sagemaker, pageSize: LARGEST_PAGE },
      {},
    )) {
      yield* each(page.JobDefinitionSummaries, identifyDefinition, async (summary) => {
        const JobDefinitionName = summary.MonitoringJobDefinitionName;
        return definitionFacts(
          await sagemaker.send(new DescribeModelQualityJobDefinitionCommand({ JobDefinitionName })),
        );
      });
    }
  },
};
