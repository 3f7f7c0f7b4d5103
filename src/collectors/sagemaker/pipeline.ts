import {
  DescribePipelineCommand,
  ListPipelineExecutionsCommand,
  paginateListPipelines,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { registrationsIn } from '../../model/pipeline-definition.js';
import { type Collector, required } from '../collector.js';
import { LARGEST_PAGE } from './page.js';
import { newestFirst } from './recent.js';

/** The most executions that one answer holds. */
const NEWEST = 100;

/** Pipelines: how they register models, read off their definition, and their newest executions (newest first). */
export const pipelines: Collector = {
  type: 'AWS::SageMaker::Pipeline',
  scope: 'region',
  permissions: ['sagemaker:ListPipelines', 'sagemaker:DescribePipeline', 'sagemaker:ListPipelineExecutions'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListPipelines({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.PipelineSummaries,
        ({ PipelineArn, PipelineName }) => ({ id: required(PipelineArn, 'pipeline ARN'), names: [PipelineName] }),
        async ({ PipelineName }, { part, parsed, unseen }) => {
          const pipeline = await sagemaker.send(new DescribePipelineCommand({ PipelineName }));
          const definition = pipeline.PipelineDefinition;
          const newest = await part('/runtime/Executions', () =>
            sagemaker.send(
              new ListPipelineExecutionsCommand({
                PipelineName,
                SortBy: 'CreationTime',
                SortOrder: 'Descending',
                MaxResults: NEWEST,
              }),
            ),
          );
          const executions = newest && newestFirst(newest.PipelineExecutionSummaries, ({ StartTime }) => StartTime);
          const hasSucceeded = executions?.some((execution) => execution.PipelineExecutionStatus === 'Succeeded');
          if (hasSucceeded === false && newest?.NextToken !== undefined)
            unseen('/runtime/Executions', {
              reason: 'budget',
              detail: `none of the ${NEWEST} newest executions succeeded: older ones were not looked at`,
            });
          return {
            properties: { PipelineName: pipeline.PipelineName, RoleArn: pipeline.RoleArn },
            runtime: {
              PipelineStatus: pipeline.PipelineStatus,
              CreationTime: pipeline.CreationTime,
              Registrations: parsed('/runtime/Registrations', () =>
                registrationsIn(required(definition, 'pipeline definition')),
              ),
              Executions: executions?.map(({ PipelineExecutionStatus, StartTime }) => ({
                PipelineExecutionStatus,
                StartTime,
              })),
            },
          };
        },
      );
    }
  },
};
