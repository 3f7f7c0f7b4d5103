import {
  BedrockClient,
  GetModelCustomizationJobCommand,
  paginateListModelCustomizationJobs,
} from '@aws-sdk/client-bedrock';
import { type Collector, required } from '../collector.js';

/** Jobs of the scan's window that customise a model, under the API's names: older ones are no subjects, for jobs are never deleted. */
export const modelCustomizationJobs: Collector = {
  type: 'AWS::Bedrock::ModelCustomizationJob',
  scope: 'region',
  isWindowed: true,
  permissions: ['bedrock:ListModelCustomizationJobs', 'bedrock:GetModelCustomizationJob'],

  async *collect({ client, since, each }) {
    const bedrock = client(BedrockClient);
    const recent = { creationTimeAfter: new Date(since) };
    for await (const page of paginateListModelCustomizationJobs({ client: bedrock }, recent))
      yield* each(
        page.modelCustomizationJobSummaries,
        ({ jobArn }) => required(jobArn, 'job ARN'),
        async ({ jobArn }) => {
          const job = await bedrock.send(new GetModelCustomizationJobCommand({ jobIdentifier: jobArn }));
          return {
            names: [job.jobName],
            properties: {
              jobName: job.jobName,
              vpcConfig: job.vpcConfig,
              trainingDataConfig: job.trainingDataConfig,
              validationDataConfig: job.validationDataConfig,
            },
            runtime: { status: job.status, creationTime: job.creationTime },
          };
        },
      );
  },
};
