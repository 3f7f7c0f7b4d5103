import { type Channel, paginateSearch, SageMakerClient, type TrainingJob } from '@aws-sdk/client-sagemaker';
import { type Collector, type Facts, type Identity, type ItemTools, required, tagsOf } from '../collector.js';
import { personalData } from '../personal-data.js';
import { LARGEST_PAGE } from './page.js';
import { MOST, newest, searchedSince } from './recent.js';

/**
 * Training jobs of the scan's window, newest first. The search shows whole jobs, tags included, so that none needs a
 * describe call.
 */
export const trainingJobs: Collector = {
  type: 'AWS::SageMaker::TrainingJob',
  scope: 'region',
  isWindowed: true,
  permissions: ['sagemaker:Search'],

  async *collect({ client, since, each, incomplete }) {
    const jobs = newest(
      paginateSearch(
        { client: client(SageMakerClient), pageSize: LARGEST_PAGE },
        { Resource: 'TrainingJob', ...searchedSince(since) },
      ),
      ({ Results, NextToken }) => ({
        jobs: (Results ?? []).flatMap((result) => result.TrainingJob ?? []),
        more: NextToken !== undefined,
      }),
      { most: MOST.searched, what: 'training jobs' },
      { since, incomplete },
    );
    for await (const page of jobs) yield* each(page, identify, factsOf);
  },
};

const identify = ({ TrainingJobArn, TrainingJobName }: TrainingJob): Identity => ({
  id: required(TrainingJobArn, 'training job ARN'),
  names: [TrainingJobName],
});

const factsOf = (job: TrainingJob, tools: ItemTools): Facts => {
  const { unseen } = tools;
  const channels = job.InputDataConfig ?? [];
  for (const [index, channel] of channels.entries())
    if (isManifest(channel)) {
      unseen(`/properties/InputDataConfig/${index}/DataSource/S3DataSource/S3Uri`, MANIFEST);
      unseen('/runtime/InputBuckets', MANIFEST);
    }
  return {
    tags: tagsOf(job.Tags),
    properties: {
      TrainingJobName: job.TrainingJobName,
      RoleArn: job.RoleArn,
      AlgorithmSpecification: job.AlgorithmSpecification,
      InputDataConfig: job.InputDataConfig,
      ResourceConfig: job.ResourceConfig,
      OutputDataConfig: job.OutputDataConfig,
      StoppingCondition: job.StoppingCondition,
      VpcConfig: job.VpcConfig,
      EnableNetworkIsolation: job.EnableNetworkIsolation,
      EnableInterContainerTrafficEncryption: job.EnableInterContainerTrafficEncryption,
    },
    runtime: {
      TrainingJobStatus: job.TrainingJobStatus,
      CreationTime: job.CreationTime,
      PersonalData: personalData(
        'AWS::SageMaker::TrainingJob',
        { Environment: job.Environment, HyperParameters: job.HyperParameters },
        tools,
      ),
      InputBuckets: [...new Set(channels.flatMap((channel) => bucketOf(channel) ?? []))],
    },
  };
};

const MANIFEST = {
  reason: 'not_collected',
  detail: 'the channel names a manifest, and the objects that it lists are not looked at',
} as const;

/** A manifest may list objects of any bucket (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3DataSource.html). */
const isManifest = ({ DataSource }: Channel): boolean =>
  DataSource?.S3DataSource?.S3DataType === 'ManifestFile' ||
  DataSource?.S3DataSource?.S3DataType === 'AugmentedManifestFile';

const bucketOf = ({ DataSource }: Channel): string | undefined =>
  /^s3:\/\/([^/]+)/.exec(DataSource?.S3DataSource?.S3Uri ?? '')?.[1];
