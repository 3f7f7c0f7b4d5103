import {
  DescribeModelExplainabilityJobDefinitionCommand,
  paginateListModelExplainabilityJobDefinitions,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Collector } from '../collector.js';
import { definitionFacts, identifyDefinition } from './job-definition.js';
import { LARGEST_PAGE } from './page.js';

/** What runs to watch which features a model's predictions rest on. */
export const modelExplainabilityJobDefinitions: Collector = {
  type: 'AWS::SageMaker::ModelExplainabilityJobDefinition',
  scope: 'region',
  permissions: [
    'sagemaker:ListModelExplainabilityJobDefinitions',
    'sagemaker:DescribeModelExplainabilityJobDefinition',
  ],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListModelExplainabilityJobDefinitions(
      { client: sagemaker, pageSize: LARGEST_PAGE },
      {},
    )) {
      yield* each(page.JobDefinitionSummaries, identifyDefinition, async (summary) => {
        const JobDefinitionName = summary.MonitoringJobDefinitionName;
        return definitionFacts(
          await sagemaker.send(new DescribeModelExplainabilityJobDefinitionCommand({ JobDefinitionName })),
        );
      });
    }
  },
};
