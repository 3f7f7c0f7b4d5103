import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { DAY_MS, type Day, dayOf, daysBetween, rangesOf, shifted, startOf } from '../../model/days.js';
import { Unreadable } from '../../model/errors.js';
import { GROUP_INVENTORY, groupId, type LogGroupSeries } from '../../model/log-series.js';
import { type Collector, type ItemTools, required } from '../collector.js';
import { sampledMonths } from '../s3/log-inventory.js';

/**
 * On which days log groups have events: one resource for each group of a stream, its days as ranges. Events come in the order
 * of their times: the first from a moment on proves its day, and that the days before it have none, so that a group takes a
 * call for each day that has events. Of an event nothing is kept but its time (event-times.ts). AWS answers five such calls a
 * second in a region (https://repost.aws/knowledge-center/cloudwatch-logs-throttling): one group is looked through after the
 * other. The calls are shared out beforehand, so that a replay asks the same. Opt-in.
 */
export const groupInventory = (groups: readonly LogGroupSeries[], calls: number): Collector => ({
  type: GROUP_INVENTORY,
  scope: 'account',
  permissions: ['logs:FilterLogEvents'],

  async *collect({ client, each }) {
    const share = Math.floor(calls / Math.max(1, groups.length));
    const describe = async (one: LogGroupSeries, tools: ItemTools) => {
      const found = await lookedThrough(client(CloudWatchLogsClient, one.region), one, share, tools);
      return {
        region: one.region,
        tags: {},
        properties: {
          Stream: one.stream,
          LogGroupName: one.group,
          LogStreamNamePrefix: one.streamPrefix,
          Sources: one.sources,
        },
        runtime: {
          From: one.from,
          To: one.to,
          Present: rangesOf(found.present),
          Absent: rangesOf(found.absent),
          Sampled: found.isSampled,
        },
      };
    };
    yield* each(groups, groupId, describe, 1);
  },
});

const UNLISTED = '/runtime/Unlisted';

/** A month takes no more calls than it has days, and one for what is left of it. */
const MOST_OF_A_MONTH = 32;

interface Found {
  readonly present: readonly Day[];
  readonly absent: readonly Day[];
  readonly isSampled: boolean;
}

const lookedThrough = async (
  logs: CloudWatchLogsClient,
  { group, streamPrefix, from, to }: LogGroupSeries,
  share: number,
  { part, unseen }: ItemTools,
): Promise<Found> => {
  const present: Day[] = [];
  const absent: Day[] = [];
  let left = share;
  /** The first of the days that has an event, `none`, or undefined where that is not known. */
  const firstOf = async (first: Day, last: Day): Promise<Day | 'none' | undefined> => {
    const range = { startTime: startOf(first), endTime: startOf(last) + DAY_MS - 1 };
    let nextToken: string | undefined;
    do {
      if (left < 1) return undefined;
      left -= 1;
      const asked = new FilterLogEventsCommand({
        logGroupName: group,
        ...(streamPrefix !== '' && { logStreamNamePrefix: streamPrefix }),
        ...range,
        limit: 1,
        ...(nextToken !== undefined && { nextToken }),
      });
      const page = await part(UNLISTED, async () => pageOf(await logs.send(asked), range), { isOneOfMany: true });
      if (page === undefined) return undefined;
      if (page.time !== undefined) return dayOf(page.time);
      // A page may be empty though others follow.
      nextToken = page.next;
    } while (nextToken !== undefined);
    return 'none';
  };
  /** Takes in what is known of the days, from the first on; gives the day after the last that is known. */
  const step = async (first: Day, last: Day): Promise<Day | undefined> => {
    const found = await firstOf(first, last);
    if (found === undefined) return undefined;
    const next = found === 'none' ? shifted(last, 1) : found;
    absent.push(...daysBetween(first, shifted(next, -1)));
    if (found === 'none') return next;
    present.push(found);
    return shifted(found, 1);
  };

  const begin = await step(from, to);
  const months = begin === undefined ? [] : [...new Set(daysBetween(begin, to).map((day) => day.slice(0, 7)))];
  const spread = sampledMonths(months, Math.floor(left / MOST_OF_A_MONTH));
  // What is quiet leaves calls for others; the newest matter most.
  const others = months.filter((month) => !spread.includes(month)).reverse();
  for (const month of [...spread, ...others]) {
    const days = daysBetween(begin ?? to, to).filter((day) => day.startsWith(month));
    const last = days.at(-1) ?? to;
    let day = days.at(0);
    while (day !== undefined && day <= last && left > 0) day = await step(day, last);
  }
  const isSampled = left < 1 && present.length + absent.length < daysBetween(from, to).length;
  if (isSampled)
    unseen(UNLISTED, {
      reason: 'budget',
      detail: `not every day of log group ${group} was looked for: ${share} calls were left for it`,
    });
  return { present, absent, isSampled };
};

/** The first event of a page by its time, and where the next page begins. */
const pageOf = (
  { events, nextToken }: FilterLogEventsCommandOutput,
  { startTime, endTime }: { readonly startTime: number; readonly endTime: number },
): { readonly time?: number; readonly next: string | undefined } => {
  const [event] = required(events, 'list of log events');
  if (event === undefined) return { next: nextToken };
  const time = required(event.timestamp, 'time of a log event');
  if (time < startTime || time > endTime) throw new Unreadable('a log event is of another time than was asked for');
  return { time, next: nextToken };
};
