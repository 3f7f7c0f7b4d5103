import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { ExecutionsPlace } from '../../model/data-place.js';
import { type DataRecord, type RecordValue, recordSize } from '../../model/data-record.js';
import type { PiiTrouble } from '../../model/pii.js';
import { required } from '../collector.js';
import { hasCode } from '../failure.js';
import { lowestBy } from '../lowest.js';
import {
  emptyOf,
  MOST_HELD,
  NO_PLACE,
  notListed,
  notSampled,
  type RecordSample,
  type RecordSampling,
} from '../record-sample.js';
import type { Session } from '../session.js';
import { troubleIn } from '../trouble.js';

/** What looking into executions takes. Where a customer's key encrypts them, the right to decrypt by it, too. */
export const EXECUTION_PERMISSIONS = { list: 'states:ListExecutions', read: 'states:DescribeExecution' } as const;

/**
 * What executions of a state machine, begun within a window, were given and gave back: names, inputs, outputs, and why they failed. They
 * are listed, the newest first; those whose ARNs hash lowest under the seed are read, a call each. What steps hand on between
 * them is not asked for. Express ones AWS does not keep.
 */
export const sampleExecutions = async (
  { client, account, partition, since, now }: Pick<Session, 'client' | 'account' | 'partition' | 'since' | 'now'>,
  { region, machine }: ExecutionsPlace,
  { seed, objects: most, bytes, pages: mostPages }: RecordSampling,
): Promise<RecordSample> => {
  const states = client(SFNClient, region);
  const stateMachineArn = `arn:${partition}:states:${region}:${account}:stateMachine:${machine}`;
  const mostBytes = Math.min(bytes, MOST_HELD);
  const lowest = lowestBy<string>(seed, most);
  const chosen: DataRecord[] = [];
  const problems: PiiTrouble[] = [];
  let [objects, read, pages, gone] = [0, 0, 0, 0];
  try {
    let nextToken: string | undefined;
    do {
      if (pages >= mostPages) {
        problems.push(notListed(objects, EXECUTIONS));
        break;
      }
      const page = await states.send(
        new ListExecutionsCommand({ stateMachineArn, maxResults: LARGEST_PAGE, ...(nextToken && { nextToken }) }),
      );
      pages += 1;
      const executions = required(page.executions, 'list of executions');
      const begun = executions.filter((one) => required(one.startDate, 'begin of an execution').getTime() >= since);
      for (const { executionArn } of begun) {
        const arn = required(executionArn, 'execution ARN');
        objects += 1;
        lowest.add(arn, arn);
      }
      nextToken = begun.length < executions.length ? undefined : page.nextToken;
    } while (nextToken !== undefined);
    for (const executionArn of lowest.chosen()) {
      if (read >= mostBytes) break;
      const record = await executionOf(states, executionArn);
      if (record === undefined) {
        gone += 1;
        continue;
      }
      chosen.push(record);
      read += recordSize(record.value);
    }
    if (objects === 0 && problems.length === 0) problems.push(emptyOf('executions since then'));
  } catch (error) {
    problems.push(hasCode(error, ['StateMachineTypeNotSupported']) ? EXPRESS : machineTrouble(error));
  }
  if (gone > 0) problems.push(DELETED);
  if (chosen.length < objects) problems.push(notSampled(chosen.length, objects, EXECUTIONS));
  return { listed: { objects, bytes: read, pages }, chosen, window: { since, until: now }, problems };
};

const EXECUTIONS = 'executions';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
const LARGEST_PAGE = 1000;

/** What one was given and gave back; undefined where it is not kept any more. */
const executionOf = async (states: SFNClient, executionArn: string): Promise<DataRecord | undefined> => {
  try {
    const { startDate, name, input, output, cause } = await states.send(new DescribeExecutionCommand({ executionArn }));
    const value = new Map<string, RecordValue>(
      Object.entries({ name, input, output, cause }).flatMap(([member, text]) =>
        text === undefined ? [] : [[member, text]],
      ),
    );
    return { value, time: required(startDate, 'begin of an execution').getTime() };
  } catch (error) {
    if (hasCode(error, ['ExecutionDoesNotExist'])) return undefined;
    throw error;
  }
};

const GONE: PiiTrouble = { reason: 'gone', what: NO_PLACE, detail: 'the state machine is not there, or not any more' };
const DELETED: PiiTrouble = { reason: 'gone', detail: 'some of the executions were deleted since they were listed' };
const EXPRESS: PiiTrouble = {
  reason: 'unavailable',
  what: 'StateMachineTypeNotSupported',
  detail: 'it is an express state machine, of whose executions AWS keeps nothing but logs',
};

const machineTrouble = (error: unknown): PiiTrouble =>
  hasCode(error, ['StateMachineDoesNotExist']) ? GONE : troubleIn(error, GONE);
