import { DescribeProcessingJobCommand, paginateListProcessingJobs, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { LARGEST_PAGE } from './page.js';
import { listedSince, MOST, newest } from './recent.js';

/** Processing jobs of the scan's window, newest first: data preparation, evaluations and runs of monitoring schedules alike. */
export const processingJobs: Collector = {
  type: 'AWS::SageMaker::ProcessingJob',
  scope: 'region',
  isWindowed: true,
  permissions: ['sagemaker:ListProcessingJobs', 'sagemaker:DescribeProcessingJob'],

  async *collect({ client, since, each, incomplete }) {
    const sagemaker = client(SageMakerClient);
    const jobs = newest(
      paginateListProcessingJobs({ client: sagemaker, pageSize: LARGEST_PAGE }, listedSince(since)),
      ({ ProcessingJobSummaries, NextToken }) => ({
        jobs: ProcessingJobSummaries ?? [],
        more: NextToken !== undefined,
      }),
      { most: MOST.described, what: 'processing jobs' },
      { since, incomplete },
    );
    for await (const page of jobs) {
      yield* each(
        page,
        ({ ProcessingJobArn, ProcessingJobName }) => ({
          id: required(ProcessingJobArn, 'processing job ARN'),
          names: [ProcessingJobName],
        }),
        async ({ ProcessingJobName }) => {
          const job = await sagemaker.send(new DescribeProcessingJobCommand({ ProcessingJobName }));
          const cluster = job.ProcessingResources?.ClusterConfig;
          return {
            properties: {
              ProcessingJobName: job.ProcessingJobName,
              RoleArn: job.RoleArn,
              ProcessingResources: cluster && {
                ClusterConfig: {
                  // Where the job named several types to choose from, what was chosen.
                  InstanceType: cluster.SelectedInstanceType ?? cluster.InstanceType,
                  InstanceCount: cluster.SelectedInstanceCount ?? cluster.InstanceCount,
                  VolumeKmsKeyId: cluster.VolumeKmsKeyId,
                  ...marksOf(cluster),
                },
                ...marksOf(job.ProcessingResources),
              },
              ProcessingInputs: job.ProcessingInputs,
              ProcessingOutputConfig: job.ProcessingOutputConfig,
              // Its arguments may hold secrets, and nobody asks for them.
              AppSpecification: job.AppSpecification && {
                ImageUri: job.AppSpecification.ImageUri,
                ...marksOf(job.AppSpecification),
              },
              NetworkConfig: job.NetworkConfig,
            },
            runtime: {
              ProcessingJobStatus: job.ProcessingJobStatus,
              CreationTime: job.CreationTime,
              ProcessingEndTime: job.ProcessingEndTime,
            },
          };
        },
      );
    }
  },
};
