import { DescribeAutoMLJobV2Command, paginateListAutoMLJobs, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { LARGEST_PAGE } from './page.js';
import { listedSince, MOST, newest } from './recent.js';

/** AutoML jobs of the scan's window, newest first. The second version of the describe call shows those of the first, too. */
export const autoMLJobs: Collector = {
  type: 'AWS::SageMaker::AutoMLJob',
  scope: 'region',
  isWindowed: true,
  permissions: ['sagemaker:ListAutoMLJobs', 'sagemaker:DescribeAutoMLJobV2'],

  async *collect({ client, since, each, incomplete }) {
    const sagemaker = client(SageMakerClient);
    const jobs = newest(
      paginateListAutoMLJobs({ client: sagemaker, pageSize: LARGEST_PAGE }, listedSince(since)),
      ({ AutoMLJobSummaries, NextToken }) => ({ jobs: AutoMLJobSummaries ?? [], more: NextToken !== undefined }),
      { most: MOST.described, what: 'AutoML jobs' },
      { since, incomplete },
    );
    for await (const page of jobs) {
      yield* each(
        page,
        ({ AutoMLJobArn, AutoMLJobName }) => ({ id: required(AutoMLJobArn, 'AutoML job ARN'), names: [AutoMLJobName] }),
        async ({ AutoMLJobName }) => {
          const job = await sagemaker.send(new DescribeAutoMLJobV2Command({ AutoMLJobName }));
          return {
            properties: {
              AutoMLJobName: job.AutoMLJobName,
              RoleArn: job.RoleArn,
              AutoMLJobInputDataConfig: job.AutoMLJobInputDataConfig,
              SecurityConfig: job.SecurityConfig,
            },
            runtime: { AutoMLJobStatus: job.AutoMLJobStatus, CreationTime: job.CreationTime },
          };
        },
      );
    }
  },
};
