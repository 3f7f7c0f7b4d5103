import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { iamPolicy } from '../../src/commands/permissions.js';
import { retention } from '../../src/commands/retention.js';
import { scan } from '../../src/commands/scan.js';
import { type Recording, readRecording } from '../../src/evidence/recording.js';
import { countDays, daysBetween, daysOf } from '../../src/model/days.js';
import type { Exchange, ExchangeKey } from '../../src/model/exchange.js';
import type { Evaluation } from '../../src/model/finding.js';
import { isObject } from '../../src/model/json.js';
import type { LogQuestions } from '../../src/model/log-series.js';
import type { LogCalendar } from '../../src/model/retention.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { listedObjects } from '../collectors/bucket.js';
import { DEMO, refused, replayDemo, SCAN } from './demo.js';

const look = { output: '-', language: 'en', terminal: { colour: false, width: 100 } } as const;
const recording = await readRecording(DEMO);

type Answer = (key: ExchangeKey) => Exchange | undefined;

/** The demo account, had its recording been asked for logs, too. */
const replayed = async (logs: LogQuestions, answer: Answer): Promise<{ run: string; evaluation: Evaluation }> => {
  const replay: Recording = {
    ...recording,
    header: { ...recording.header, logs },
    answer: (key) => answer(key) ?? recording.answer(key),
  };
  const run = join(mkdtempSync(join(tmpdir(), 'kansa-test-')), 'run');
  const { evaluation } = await scan({ ...SCAN, replay, out: run });
  return { run, evaluation };
};

const listing =
  (keysOf: (prefix: string) => readonly string[]): Answer =>
  (key) => {
    if (key.operation !== 'ListObjectsV2' || !isObject(key.input)) return undefined;
    const input = { ...key.input };
    const body = listedObjects(keysOf(String(input.Prefix ?? '')))(input);
    return { ...key, time: 0, attempts: 1, answer: { status: 200, headers: { 'content-type': 'text/xml' }, body } };
  };

/** In each place, an object a day of this year but for one of May. */
const everyDayButOne = (prefix: string): string[] => {
  const place = prefix.replace(/20\d\d.*$/, '').replace(/20$/, '');
  return daysBetween('2026-01-01', '2026-11-28')
    .filter((day) => day !== '2026-05-17')
    .map((day) => `${place}${day.replaceAll('-', '/')}/object`);
};

const ASKED: LogQuestions = { inventory: true, calls: 5000 };
let run: string;
let evaluation: Evaluation;
let calendars: readonly LogCalendar[];

beforeAll(async () => {
  ({ run, evaluation } = await replayed(ASKED, listing(everyDayButOne)));
  calendars = evaluation.retention?.calendars ?? [];
}, 120_000);

describe('the inventory of the demo account', () => {
  it('has a calendar for each place of a bucket, in which the day that is missing is not present', () => {
    const ofBuckets = calendars.filter(({ days }) => days.present !== undefined);
    expect(new Set(ofBuckets.map(({ stream }) => stream))).toEqual(
      new Set(['bedrock_invocations', 'cloudtrail', 'cloudtrail_digest', 'data_capture', 'vpc_flow']),
    );
    for (const { stream, days, from, to } of ofBuckets) {
      const hole = '2026-05-17';
      expect([stream, daysOf(days.present ?? []).includes(hole)]).toEqual([stream, false]);
      expect(Object.values(days).reduce((sum, ranges) => sum + countDays(ranges), 0)).toBe(
        countDays([`${from}/${to}`]),
      );
    }
    const digests = ofBuckets.find(({ stream }) => stream === 'cloudtrail_digest');
    expect(digests?.days.missing).toEqual(['2026-05-17']);
  });

  it('is asked for nowhere else: the same findings, and the same chains but for whether the logs are there', async () => {
    const without = await replayDemo();
    expect(without.retention?.calendars).toBeUndefined();
    expect(evaluation.digests).toEqual(without.digests);
    const links = ({ retention: told }: Evaluation) =>
      told?.chains.map((chain) => chain.links.filter(({ step }) => step !== 'presence'));
    expect(links(evaluation)).toEqual(links(without));
  });

  it('is told in every form and both languages', () => {
    const text = retention(run, { ...look, format: 'text' });
    expect(text).toContain('Missing 1 day: 2026-05-17');
    expect(text).not.toContain('Settings were read, not logs');
    const japanese = retention(run, { ...look, language: 'ja', format: 'text' });
    expect(japanese).toContain('欠落 1 日：2026-05-17');
    const html = retention(run, { ...look, format: 'html' });
    expect(html).toContain('<path class="d-missing" d="M16 4h1v1h-1z">');
    const rows = retention(run, { ...look, format: 'calendar-csv' })
      .trimEnd()
      .split('\r\n');
    const ranges = calendars.flatMap(({ days }) => Object.values(days).flat());
    expect(rows).toHaveLength(1 + ranges.length);
    expect(rows.filter((row) => row.includes('"missing","2026-05-17","2026-05-17","1",'))).not.toEqual([]);
  });

  it('never says present of what it was refused to list, and says which right is lacking', async () => {
    const denied = await replayed(ASKED, (key) => (key.operation === 'ListObjectsV2' ? refused(key) : undefined));
    const told = denied.evaluation.retention?.calendars ?? [];
    expect(told.filter(({ days }) => Object.keys(days).some((state) => state !== 'not_verified'))).toEqual([]);
    expect(denied.evaluation.coverage.gaps).toContainEqual(
      expect.objectContaining({ reason: 'denied', action: 's3:ListBucket' }),
    );
    const groups = told.filter(({ destination }) => destination.kind === 'log_group');
    expect(new Set(groups.map(({ stream }) => stream))).toEqual(new Set(['bedrock_invocations', 'eks_audit']));
    const states = denied.evaluation.retention?.chains.flatMap(({ links }) =>
      links.flatMap(({ step, state }) => (step === 'presence' ? state : [])),
    );
    expect(states?.includes('met')).toBe(false);
  }, 60_000);

  it('says of a recording that was not asked that nobody asked', async () => {
    const unrecorded = await replayed(ASKED, () => undefined);
    const told = unrecorded.evaluation.retention?.calendars ?? [];
    expect(told.flatMap(({ days }) => Object.keys(days)).filter((state) => state !== 'not_verified')).toEqual([]);
  }, 60_000);
});

it('has no calendar to print where nobody asked for one', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'kansa-test-')), 'run');
  await replayDemo(undefined, { out });
  expect(() => retention(out, { ...look, format: 'calendar-csv' })).toThrow('scan with --log-inventory');
}, 60_000);

it('needs the whole account', async () => {
  const selection = { ...EVERYTHING, services: ['kms'] };
  await expect(iamPolicy({ logInventory: true, selection })).rejects.toThrow('a narrowed run cannot look for logs');
});

it('asks for its right only where it was asked for', async () => {
  const actionsOf = async (options: Parameters<typeof iamPolicy>[0]): Promise<string[]> =>
    JSON.parse(await iamPolicy(options)).Statement[0].Action;
  const plain = await actionsOf({});
  const more = await actionsOf({ logInventory: true });
  expect(more.filter((action) => !plain.includes(action))).toEqual(['logs:FilterLogEvents', 's3:ListBucket']);
});
