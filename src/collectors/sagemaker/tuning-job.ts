import {
  type HyperParameterTrainingJobDefinition,
  type HyperParameterTuningJobSearchEntity,
  paginateSearch,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type Collector, type Facts, type Identity, required, tagsOf } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { LARGEST_PAGE } from './page.js';
import { MOST, newest, searchedSince } from './recent.js';

/** Hyperparameter tuning jobs of the scan's window, newest first. The search shows whole jobs, so that none needs a describe call. */
export const tuningJobs: Collector = {
  type: 'AWS::SageMaker::HyperParameterTuningJob',
  scope: 'region',
  isWindowed: true,
  permissions: ['sagemaker:Search'],

  async *collect({ client, since, each, incomplete }) {
    const jobs = newest(
      paginateSearch(
        { client: client(SageMakerClient), pageSize: LARGEST_PAGE },
        { Resource: 'HyperParameterTuningJob', ...searchedSince(since) },
      ),
      ({ Results, NextToken }) => ({
        jobs: (Results ?? []).flatMap((result) => result.HyperParameterTuningJob ?? []),
        more: NextToken !== undefined,
      }),
      { most: MOST.searched, what: 'tuning jobs' },
      { since, incomplete },
    );
    for await (const page of jobs) yield* each(page, identify, factsOf);
  },
};

const identify = (job: HyperParameterTuningJobSearchEntity): Identity => ({
  id: required(job.HyperParameterTuningJobArn, 'tuning job ARN'),
  names: [job.HyperParameterTuningJobName],
});

const factsOf = (job: HyperParameterTuningJobSearchEntity): Facts => ({
  tags: tagsOf(job.Tags),
  properties: {
    HyperParameterTuningJobName: job.HyperParameterTuningJobName,
    TrainingJobDefinition: job.TrainingJobDefinition && definition(job.TrainingJobDefinition),
    TrainingJobDefinitions: job.TrainingJobDefinitions?.map(definition),
  },
  runtime: {
    HyperParameterTuningJobStatus: job.HyperParameterTuningJobStatus,
    CreationTime: job.CreationTime,
  },
});

/** What the training jobs of a tuning job are started with, without their hyperparameters. */
const definition = (training: HyperParameterTrainingJobDefinition) => ({
  DefinitionName: training.DefinitionName,
  RoleArn: training.RoleArn,
  InputDataConfig: training.InputDataConfig,
  ResourceConfig: training.ResourceConfig,
  HyperParameterTuningResourceConfig: training.HyperParameterTuningResourceConfig,
  OutputDataConfig: training.OutputDataConfig,
  ...marksOf(training),
});
