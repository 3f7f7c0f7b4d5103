import { once } from 'node:events';
import { createServer } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTimes } from '../../src/collectors/logs/event-times.js';
import { groupInventory } from '../../src/collectors/logs/group-inventory.js';
import { collect } from '../../src/collectors/run.js';
import { openSession } from '../../src/collectors/session.js';
import type { Wiring } from '../../src/collectors/transport.js';
import { DAY_MS, type Day, daysBetween, daysOf, startOf } from '../../src/model/days.js';
import type { Exchange, ExchangeKey } from '../../src/model/exchange.js';
import { canonicalJson, type JsonObject } from '../../src/model/json.js';
import type { LogGroupSeries } from '../../src/model/log-series.js';
import type { Resource } from '../../src/model/resource.js';
import { ACCOUNT, type Answers, explore, REGION, refused } from './expedition.js';

const CALL = 'cloudwatch-logs:FilterLogEvents';
const series: LogGroupSeries = {
  stream: 'sagemaker_jobs',
  region: REGION,
  group: '/aws/sagemaker/TrainingJobs',
  streamPrefix: '',
  sources: ['arn:aws:logs:eu-west-1:111122223333:log-group:/aws/sagemaker/TrainingJobs'],
  from: '2025-12-30',
  to: '2026-02-02',
};

/** What CloudWatch Logs answers of a group that has an event at noon of these days; each page may be preceded by empty ones. */
const events =
  (days: readonly Day[], empty = 0) =>
  (input: JsonObject): JsonObject => {
    const { startTime, endTime, nextToken = '0' } = input;
    if (Number(nextToken) < empty) return { events: [], nextToken: String(Number(nextToken) + 1) };
    const times = [...days].sort().map((day) => startOf(day) + DAY_MS / 2);
    const [timestamp] = times.filter((time) => time >= Number(startTime) && time <= Number(endTime));
    return timestamp === undefined ? { events: [] } : { events: [{ timestamp }], nextToken: 'more' };
  };

const inventory = async (
  answer: Answers[string],
  { calls = 1_000, ...more }: Partial<LogGroupSeries> & { readonly calls?: number } = {},
) => {
  const seen = await explore(groupInventory([{ ...series, ...more }], calls), { [CALL]: answer });
  const [found] = seen.resources;
  return { runtime: found?.runtime, properties: found?.properties, gaps: found?.gaps, calls: seen.calls };
};

describe('an inventory of a log group', () => {
  it('tells the days that have an event, and those that have none, by a call a day that has one', async () => {
    expect(await inventory(events([...daysBetween('2026-01-01', '2026-01-03'), '2026-02-01']))).toEqual({
      properties: {
        Stream: 'sagemaker_jobs',
        LogGroupName: series.group,
        LogStreamNamePrefix: '',
        Sources: series.sources,
      },
      runtime: {
        From: '2025-12-30',
        To: '2026-02-02',
        Present: ['2026-01-01/2026-01-03', '2026-02-01'],
        Absent: ['2025-12-30/2025-12-31', '2026-01-04/2026-01-31', '2026-02-02'],
        Sampled: false,
      },
      gaps: [],
      // Four days, and the ends of two months.
      calls: Array(6).fill(`${CALL} ${REGION} ok`),
    });
  });

  it('makes one call for a group without events, and follows empty pages to their end', async () => {
    const quiet = await inventory(events([]));
    expect([quiet.runtime?.Absent, quiet.calls.length]).toEqual([['2025-12-30/2026-02-02'], 1]);
    const paged = await inventory(events(['2026-01-10'], 2));
    expect([paged.runtime?.Present, paged.gaps]).toEqual([['2026-01-10'], []]);
  });

  it('asks only for the streams of the kind, and for one event', async () => {
    const asked: JsonObject[] = [];
    await inventory(
      (input: JsonObject) => {
        asked.push(input);
        return { events: [] };
      },
      { streamPrefix: 'kube-apiserver-audit-' },
    );
    expect(asked).toEqual([
      {
        logGroupName: series.group,
        logStreamNamePrefix: 'kube-apiserver-audit-',
        startTime: startOf('2025-12-30'),
        endTime: startOf('2026-02-03') - 1,
        limit: 1,
      },
    ]);
  });

  it('verifies nothing of a group that may not be read, and names the right that is lacking', async () => {
    const { runtime, gaps, calls } = await inventory(refused('AccessDeniedException'));
    expect([runtime?.Present, runtime?.Absent, calls.length]).toEqual([[], [], 1]);
    expect(gaps).toMatchObject([{ pointer: '/runtime/Unlisted', reason: 'denied', action: 'logs:FilterLogEvents' }]);
  });

  it('takes no event of another time, and no answer without a list, for a word about a day', async () => {
    for (const answer of [{ events: [{ timestamp: startOf('2027-01-01') }] }, { events: [{}] }, {}]) {
      const { runtime, gaps } = await inventory(answer);
      expect([runtime?.Present, runtime?.Absent, gaps?.map(({ pointer }) => pointer)]).toEqual([
        [],
        [],
        ['/runtime/Unlisted'],
      ]);
    }
  });

  it('looks through months from the first to the last where there is no room for all, and says so', async () => {
    const all = daysBetween('2025-02-01', '2026-02-02');
    const { runtime, gaps, calls } = await inventory(events(all), { from: '2025-02-01', calls: 70 });
    expect(calls.length).toBe(70);
    expect(runtime).toMatchObject({ Sampled: true, Absent: [] });
    const months = new Set(daysOf(runtime?.Present as string[]).map((day) => day.slice(0, 7)));
    expect(months).toEqual(new Set(['2025-02', '2025-12', '2026-01', '2026-02']));
    expect(gaps).toMatchObject([{ pointer: '/runtime/Unlisted', reason: 'budget' }]);
  });

  it('never says of a day what is not so, whatever the events, the pages and the calls', async () => {
    const days = fc.subarray(daysBetween(series.from, series.to));
    await fc.assert(
      fc.asyncProperty(
        days,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 2 }),
        async (own, calls, empty) => {
          const { runtime } = await inventory(events(own, empty), { calls });
          const [present, absent] = [runtime?.Present, runtime?.Absent].map((ranges) => daysOf(ranges as string[]));
          expect(present?.filter((day) => !own.includes(day))).toEqual([]);
          expect(absent?.filter((day) => own.includes(day))).toEqual([]);
          const known = (present?.length ?? 0) + (absent?.length ?? 0);
          if (runtime?.Sampled === false) expect(known).toBe(daysBetween(series.from, series.to).length);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('what is kept of log events', () => {
  it('is when they were, and where the next page begins', () => {
    const event = {
      timestamp: 1,
      message: 'tanaka@example.com',
      logStreamName: 'tanaka',
      eventId: '1',
      ingestionTime: 2,
    };
    const answer = {
      events: [event, { message: 'x' }],
      nextToken: 'next',
      searchedLogStreams: [{ logStreamName: 'y' }],
    };
    expect(JSON.parse(eventTimes(JSON.stringify(answer)))).toEqual({
      events: [{ timestamp: 1 }, {}],
      nextToken: 'next',
    });
  });

  it.each(['', '[]', '{"message":"tanaka"}', '{"events":"tanaka"}', '{"events":[{"message":"tanaka'])(
    'is nothing of what is no such answer: %s',
    (answer) => {
      expect(eventTimes(answer)).toBe('no answer that tells of log events');
    },
  );
});

it('no word of a log event leaves the transport, and the recording replays to the same', async () => {
  const times = ['2026-01-01', '2026-01-03'].map((day) => startOf(day));
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { startTime } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const [timestamp] = times.filter((time) => time >= startTime);
    const event = { timestamp, message: PLANTED, logStreamName: PLANTED, eventId: PLANTED, ingestionTime: timestamp };
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.setHeader('x-note', PLANTED);
    response.end(
      JSON.stringify({
        events: timestamp === undefined ? [] : [event],
        searchedLogStreams: [{ logStreamName: PLANTED, searchedCompletely: true }],
        ...(timestamp !== undefined && { nextToken: 'next' }),
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  const endpoint = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`;
  const looked = async (wiring: Pick<Wiring, 'answers' | 'record'>): Promise<Resource | undefined> => {
    const session = await openSession(
      { regions: [REGION], maxAttempts: 1, now: times[1] ?? 0, since: 0, endpoint, replayed: { account: ACCOUNT } },
      { scrub: (body) => body, count: () => undefined, clock: () => 0, ...wiring },
    );
    const found: Resource[] = [];
    await collect([groupInventory([series], 100)], session, {
      resource: (one) => void found.push(one),
      listing: () => undefined,
    });
    return found[0];
  };
  const recorded: Exchange[] = [];
  const live = await looked({ answers: 'live', record: (exchange) => void recorded.push(exchange) });
  server.close();
  expect(live?.runtime.Present).toEqual(['2026-01-01', '2026-01-03']);
  expect(recorded.length).toBeGreaterThan(2);
  expect(JSON.stringify([recorded, live])).not.toContain(PLANTED);
  const name = ({ operation, input }: ExchangeKey) => canonicalJson({ operation, input });
  const known = new Map(recorded.map((exchange) => [name(exchange), exchange]));
  expect(await looked({ answers: (key) => known.get(name(key)), record: () => undefined })).toEqual(live);
});

const PLANTED = 'tanaka.ichiro@example.com asked for a loan';
