import {
  BedrockClient,
  type ModelInvocationJobSummary,
  paginateListModelInvocationJobs,
} from '@aws-sdk/client-bedrock';
import { Unreadable } from '../../model/errors.js';
import { type Collector, required } from '../collector.js';

/** Batch inference jobs of the scan's window, under the API's names: the list shows whole jobs, and is never cleared. */
export const modelInvocationJobs: Collector = {
  type: 'AWS::Bedrock::ModelInvocationJob',
  scope: 'region',
  isWindowed: true,
  permissions: ['bedrock:ListModelInvocationJobs'],

  async *collect({ client, since, each }) {
    const config = { client: client(BedrockClient), pageSize: 1_000 };
    const recent = { submitTimeAfter: new Date(since) };
    for await (const page of paginateListModelInvocationJobs(config, recent))
      yield* each(
        page.invocationJobSummaries,
        ({ jobArn }) => required(jobArn, 'job ARN'),
        (job, { parsed }) => ({
          names: [job.jobName],
          properties: {
            jobName: job.jobName,
            inputDataConfig: job.inputDataConfig,
            outputDataConfig: job.outputDataConfig,
          },
          runtime: {
            status: job.status,
            submitTime: job.submitTime,
            OutputBucket: parsed('/runtime/OutputBucket', () => outputBucket(job)),
          },
        }),
      );
  },
};

const outputBucket = ({ outputDataConfig }: ModelInvocationJobSummary): string => {
  const [, bucket] = /^s3:\/\/([^/]+)/.exec(outputDataConfig?.s3OutputDataConfig?.s3Uri ?? '') ?? [];
  if (bucket === undefined) throw new Unreadable('the output of the job is at no S3 URI');
  return bucket;
};
