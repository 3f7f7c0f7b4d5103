import { paginateSearch, SageMakerClient, type SearchRequest, type TrainingJob } from '@aws-sdk/client-sagemaker';
import { type Collector, type Facts, type Identity, required, tagsOf } from '../collector.js';

const MOST = 5_000;
const PAGE = 100;

/**
 * Training jobs of the scan's window, newest first: older ones are no subjects, for jobs are never deleted and pile up.
 * The search shows whole jobs, tags included, so that none needs a describe call. Beyond 5,000 the rest is a gap.
 */
export const trainingJobs: Collector = {
  type: 'AWS::SageMaker::TrainingJob',
  scope: 'region',
  permissions: ['sagemaker:Search'],

  async *collect({ client, since, each, incomplete }) {
    let left = MOST;
    for await (const page of paginateSearch({ client: client(SageMakerClient), pageSize: PAGE }, newerThan(since))) {
      const jobs = (page.Results ?? []).flatMap((result) => result.TrainingJob ?? []);
      yield* each(jobs.slice(0, left), identify, factsOf);
      left -= jobs.length;
      if (left < 0 || (left === 0 && page.NextToken !== undefined)) {
        const detail = `more than ${MOST} training jobs were made since ${new Date(since).toISOString().slice(0, 10)}: the oldest of them were not looked at`;
        return incomplete({ reason: 'budget', detail });
      }
    }
  },
};

/** The search takes times to the second, in UTC, without a zone. */
const newerThan = (since: number): SearchRequest => ({
  Resource: 'TrainingJob',
  SearchExpression: {
    Filters: [
      {
        Name: 'CreationTime',
        Operator: 'GreaterThanOrEqualTo',
        Value: new Date(since).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length),
      },
    ],
  },
  SortBy: 'CreationTime',
  SortOrder: 'Descending',
});

const identify = ({ TrainingJobArn, TrainingJobName }: TrainingJob): Identity => ({
  id: required(TrainingJobArn, 'training job ARN'),
  names: [TrainingJobName],
});

const factsOf = (job: TrainingJob): Facts => ({
  tags: tagsOf(job.Tags),
  properties: {
    TrainingJobName: job.TrainingJobName,
    RoleArn: job.RoleArn,
    ResourceConfig: job.ResourceConfig,
    OutputDataConfig: job.OutputDataConfig,
    VpcConfig: job.VpcConfig,
    EnableNetworkIsolation: job.EnableNetworkIsolation,
    EnableInterContainerTrafficEncryption: job.EnableInterContainerTrafficEncryption,
  },
  runtime: { TrainingJobStatus: job.TrainingJobStatus, CreationTime: job.CreationTime },
});
