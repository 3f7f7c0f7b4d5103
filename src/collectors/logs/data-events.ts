import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { EventsPlace } from '../../model/data-place.js';
import { Unreadable } from '../../model/errors.js';
import type { PiiTrouble } from '../../model/pii.js';
import { required } from '../collector.js';
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

/** What looking into a log group takes. Of one that is encrypted by a key of KMS, the right to decrypt by it, too. */
export const EVENT_PERMISSIONS = ['logs:FilterLogEvents'] as const;

/** An event, to be looked at. */
interface Event {
  readonly time: number;
  readonly message: string;
}

/**
 * The events of a window, which end with what is told. All are listed, the newest first, for a call that lists gives what they say as
 * well; chosen are those whose ids hash lowest under the seed. Where pages or bytes end before the window does, the oldest
 * events are those that nobody saw.
 */
export const sampleEvents = async (
  { client, since, now }: Pick<Session, 'client' | 'since' | 'now'>,
  { region, group }: EventsPlace,
  { seed, objects: most, bytes: mostBytes, pages: mostPages }: RecordSampling,
): Promise<RecordSample> => {
  const logs = client(CloudWatchLogsClient, region);
  const window = { since, until: now };
  const lowest = lowestBy<Event>(seed, most, MOST_HELD);
  let [objects, bytes, pages] = [0, 0, 0];
  const told = (problem?: PiiTrouble): RecordSample => {
    const chosen = lowest.chosen();
    return {
      listed: { objects, bytes, pages },
      chosen: chosen.map(({ message, time }) => ({ value: message, time })),
      window,
      problems: [
        ...(problem === undefined ? [] : [problem]),
        ...(chosen.length < objects ? [notSampled(chosen.length, objects, EVENTS)] : []),
      ],
    };
  };
  let nextToken: string | undefined;
  while (pages < mostPages && bytes < mostBytes) {
    const asked = new FilterLogEventsCommand({
      logGroupName: group,
      startTime: since,
      endTime: now,
      ...(since >= LATEST_FIRST_SINCE && { startFromHead: false }),
      ...(nextToken !== undefined && { nextToken }),
    });
    let page: ReturnType<typeof pageOf>;
    try {
      page = pageOf(await logs.send(asked), window);
    } catch (error) {
      return told(troubleIn(error, GONE));
    }
    pages += 1;
    for (const { id, ...event } of page.events) {
      const size = Buffer.byteLength(event.message);
      objects += 1;
      bytes += size;
      lowest.add(id, event, size);
    }
    // A page may be empty though others follow.
    nextToken = page.next;
    if (nextToken === undefined) return told(objects === 0 ? emptyOf('events since then') : undefined);
  }
  return told(notListed(objects, EVENTS));
};

const EVENTS = 'log events';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html (startFromHead) */
const LATEST_FIRST_SINCE = Date.UTC(2024, 0, 1);

const GONE: PiiTrouble = { reason: 'gone', what: NO_PLACE, detail: 'the log group is not there, or not any more' };

const pageOf = (
  { events, nextToken }: FilterLogEventsCommandOutput,
  { since, until }: { readonly since: number; readonly until: number },
) => ({
  events: required(events, 'list of log events').map(({ eventId, timestamp, message }) => {
    const time = required(timestamp, 'time of a log event');
    if (time < since || time > until) throw new Unreadable('a log event is of another time than was asked for');
    return { id: required(eventId, 'id of a log event'), time, message: required(message, 'message of a log event') };
  }),
  next: nextToken,
});
