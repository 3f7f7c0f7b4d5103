import { DescribeTransformJobCommand, paginateListTransformJobs, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { LARGEST_PAGE } from './page.js';
import { listedSince, MOST, newest } from './recent.js';

/** Batch transform jobs of the scan's window, newest first. Only the describe call shows keys. */
export const transformJobs: Collector = {
  type: 'AWS::SageMaker::TransformJob',
  scope: 'region',
  isWindowed: true,
  permissions: ['sagemaker:ListTransformJobs', 'sagemaker:DescribeTransformJob'],

  async *collect({ client, since, each, incomplete }) {
    const sagemaker = client(SageMakerClient);
    const jobs = newest(
      paginateListTransformJobs({ client: sagemaker, pageSize: LARGEST_PAGE }, listedSince(since)),
      ({ TransformJobSummaries, NextToken }) => ({ jobs: TransformJobSummaries ?? [], more: NextToken !== undefined }),
      { most: MOST.described, what: 'transform jobs' },
      { since, incomplete },
    );
    for await (const page of jobs) {
      yield* each(
        page,
        ({ TransformJobArn, TransformJobName }) => ({
          id: required(TransformJobArn, 'transform job ARN'),
          names: [TransformJobName],
        }),
        async ({ TransformJobName }) => {
          const job = await sagemaker.send(new DescribeTransformJobCommand({ TransformJobName }));
          return {
            properties: {
              TransformJobName: job.TransformJobName,
              ModelName: job.ModelName,
              TransformInput: job.TransformInput,
              TransformResources: job.TransformResources,
              TransformOutput: job.TransformOutput,
            },
            runtime: { TransformJobStatus: job.TransformJobStatus, CreationTime: job.CreationTime },
          };
        },
      );
    }
  },
};
