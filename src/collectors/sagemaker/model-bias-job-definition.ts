import {
  DescribeModelBiasJobDefinitionCommand,
  paginateListModelBiasJobDefinitions,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Collector } from '../collector.js';
import { definitionFacts, identifyDefinition } from './job-definition.js';
import { LARGEST_PAGE } from './page.js';

/** What runs to watch a model for bias. */
export const modelBiasJobDefinitions: Collector = {
  type: 'AWS::SageMaker::ModelBiasJobDefinition',
  scope: 'region',
  permissions: ['sagemaker:ListModelBiasJobDefinitions', 'sagemaker:DescribeModelBiasJobDefinition'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListModelBiasJobDefinitions({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(page.JobDefinitionSummaries, identifyDefinition, async (summary) => {
        const JobDefinitionName = summary.MonitoringJobDefinitionName;
        return definitionFacts(await sagemaker.send(new DescribeModelBiasJobDefinitionCommand({ JobDefinitionName })));
      });
    }
  },
};
