import {
  DescribeMonitoringScheduleCommand,
  ListMonitoringExecutionsCommand,
  type MonitoringExecutionSummary,
  type MonitoringJobDefinition,
  type MonitoringScheduleSummary,
  paginateListMonitoringSchedules,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { Unreadable } from '../../model/errors.js';
import { type Collector, type Identity, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { LARGEST_PAGE } from './page.js';
import { newestFirst } from './recent.js';

/** The newest executions of a schedule. Two periods hold two of them; a few more tell for how long they have failed. */
const NEWEST = 10;

/** Monitoring schedules: what they run, how often, and how their newest executions ended (newest first). */
export const monitoringSchedules: Collector = {
  type: 'AWS::SageMaker::MonitoringSchedule',
  scope: 'region',
  permissions: [
    'sagemaker:ListMonitoringSchedules',
    'sagemaker:DescribeMonitoringSchedule',
    'sagemaker:ListMonitoringExecutions',
  ],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListMonitoringSchedules({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(page.MonitoringScheduleSummaries, identify, async ({ MonitoringScheduleName }, { part, parsed }) => {
        const schedule = await sagemaker.send(new DescribeMonitoringScheduleCommand({ MonitoringScheduleName }));
        const config = schedule.MonitoringScheduleConfig;
        const definition = config?.MonitoringJobDefinition;
        const executions = await part('/runtime/Executions', () =>
          sagemaker.send(
            new ListMonitoringExecutionsCommand({
              MonitoringScheduleName,
              SortBy: 'ScheduledTime',
              SortOrder: 'Descending',
              MaxResults: NEWEST,
            }),
          ),
        );
        return {
          properties: {
            MonitoringScheduleName: schedule.MonitoringScheduleName,
            EndpointName: schedule.EndpointName ?? endpointOf(definition),
            MonitoringScheduleConfig: config && {
              MonitoringJobDefinitionName: config.MonitoringJobDefinitionName,
              MonitoringType: config.MonitoringType ?? schedule.MonitoringType,
              ScheduleConfig: config.ScheduleConfig,
              MonitoringJobDefinition: definition && {
                NetworkConfig: definition.NetworkConfig,
                MonitoringResources: definition.MonitoringResources,
                ...marksOf(definition),
              },
              ...marksOf(config),
            },
          },
          runtime: {
            MonitoringScheduleStatus: schedule.MonitoringScheduleStatus,
            CreationTime: schedule.CreationTime,
            PeriodMilliseconds: parsed('/runtime/PeriodMilliseconds', () =>
              periodOf(config?.ScheduleConfig?.ScheduleExpression),
            ),
            Executions:
              executions &&
              newestFirst(executions.MonitoringExecutionSummaries, ({ ScheduledTime }) => ScheduledTime).map(
                executionFacts,
              ),
          },
        };
      });
    }
  },
};

const identify = (summary: MonitoringScheduleSummary): Identity => ({
  id: required(summary.MonitoringScheduleArn, 'monitoring schedule ARN'),
  names: [summary.MonitoringScheduleName],
});

/** A schedule with its job written into it may leave the endpoint to the job's inputs. */
const endpointOf = (definition: MonitoringJobDefinition | undefined): string | undefined =>
  definition?.MonitoringInputs?.flatMap(({ EndpointInput }) => EndpointInput?.EndpointName ?? [])[0];

const executionFacts = (execution: MonitoringExecutionSummary) => ({
  MonitoringExecutionStatus: execution.MonitoringExecutionStatus,
  ScheduledTime: execution.ScheduledTime,
});

const HOUR = 3_600_000;

/**
 * How often a schedule runs: every hour, every so many hours or every day; nothing said is every day, and `NOW` is once
 * and has no period (https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-schedule-expression.html).
 */
const periodOf = (expression: string | undefined): number | undefined => {
  if (expression === 'NOW') return undefined;
  if (expression === undefined) return 24 * HOUR;
  if (expression === 'cron(0 * ? * * *)') return HOUR;
  const match = /^cron\(0 (?:[01]?\d|2[0-3])(?:\/(\d{1,2}))? \? \* \* \*\)$/.exec(expression);
  const hours = Number(match?.[1] ?? 24);
  if (match === null || hours < 1 || hours > 24)
    throw new Unreadable('the schedule is of a form that SageMaker does not document');
  return hours * HOUR;
};
