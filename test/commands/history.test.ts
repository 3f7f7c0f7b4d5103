import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type HistoryOptions, history } from '../../src/commands/history.js';
import { scan } from '../../src/commands/scan.js';
import { sha256Of } from '../../src/evidence/manifest.js';
import { readRecording } from '../../src/evidence/recording.js';
import type { Exchange } from '../../src/model/exchange.js';
import type { History } from '../../src/model/history.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { DEMO, refused, SCAN } from './demo.js';

const DAY = 86_400_000;
const CONTROL = 'kms/key_rotation';
/** The key of the demo account that does not rotate, and one that does. */
const STILL = 'e5d7b875-6dad-46c7-95a7-6d79bf3c4c06';
const GOOD = 'bdd640fb-0667-4ad1-9c80-317fa3b1799d';

/** A folder whose name is a trap for statements and patterns. */
const newFolder = (): string => {
  const folder = join(mkdtempSync(join(tmpdir(), 'kansa-history-')), `it's [all] runs; --`);
  mkdirSync(folder);
  return folder;
};

const FOLDER = newFolder();
/** When the demo account was recorded: day 0. */
let start = 0;

type Rotation = 'on' | 'off' | 'refused';

/** The demo account so many days later, where the two keys rotate or not, or nobody may see it. */
const scanned = async (name: string, day: number, keys: Readonly<Record<string, Rotation>>, folder = FOLDER) => {
  const recording = await readRecording(DEMO);
  start = recording.header.now;
  const said = (exchange: Exchange, rotation: Rotation): Exchange =>
    rotation === 'refused' || 'error' in exchange.answer
      ? refused(exchange)
      : {
          ...exchange,
          answer: { ...exchange.answer, body: JSON.stringify({ KeyRotationEnabled: rotation === 'on' }) },
        };
  await scan({
    ...SCAN,
    replay: {
      ...recording,
      header: { ...recording.header, now: start + day * DAY },
      answer: (key) => {
        const exchange = recording.answer(key);
        const id = Object(key.input).KeyId;
        const rotation = key.operation === 'GetKeyRotationStatus' ? keys[String(id)] : undefined;
        return exchange === undefined || rotation === undefined ? exchange : said(exchange, rotation);
      },
    },
    selection: { ...EVERYTHING, controls: [CONTROL] },
    out: join(folder, name),
  });
};

const FLAGS: HistoryOptions = {
  runs: [],
  folder: FOLDER,
  rebuild: false,
  format: 'json',
  output: '-',
  language: 'en',
  terminal: { colour: false, width: 100 },
  version: '0.1.0',
};

const told = async (options: Partial<HistoryOptions> = {}): Promise<History> => {
  const { document, exitCode } = await history({ ...FLAGS, ...options });
  const parsed: History = JSON.parse(document);
  expect(parsed.exitCode).toBe(exitCode);
  return parsed;
};

/** Every byte of the runs, and nothing of what lies beside them. */
const bytesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !path.startsWith(join(folder, '.history')))
    .map((path) => `${path} ${sha256Of(readFileSync(path))}`)
    .sort();

const high = (count: number) => ({ critical: 0, high: 0, medium: count, low: 0 });
const changed = (before: string, counts: readonly [number, number, number, number]) => ({
  before,
  new: high(counts[0]),
  fixed: high(counts[1]),
  still: high(counts[2]),
  becameUnknown: high(counts[3]),
});

const FIRST = `2026/it's "day" 0; DROP TABLE runs`;

/** As somebody finds it who tells the history at last: runs of six days, one of which was lost, one laid hands on, one cut off. */
beforeAll(async () => {
  await scanned(FIRST, 0, {});
  await scanned('day-1', 1, { [STILL]: 'refused', [GOOD]: 'off' });
  await scanned('day-2', 2, {});
  await scanned('day-3', 3, { [STILL]: 'on', [GOOD]: 'off' });
  await scanned('day-4', 4, {});
  await scanned('day-5', 5, { [STILL]: 'off', [GOOD]: 'on' });
  rmSync(join(FOLDER, 'day-2'), { recursive: true });
  const evaluation = join(FOLDER, 'day-4/evaluation.json');
  writeFileSync(evaluation, readFileSync(evaluation, 'utf8').replace('"fail"', '"pass"'));
  mkdirSync(join(FOLDER, 'day-6'));
  writeFileSync(join(FOLDER, 'day-6/recording.ndjson.gz.part'), '');
  mkdirSync(join(FOLDER, 'notes'));
  writeFileSync(join(FOLDER, 'notes/manifest.json'), '{"name":"an app"}');
}, 120_000);

describe('a folder of runs', () => {
  it('is told with what came, was fixed and how fast, and names what could not be taken in', async () => {
    const before = bytesOf(FOLDER);
    const { accounts, troubles, exitCode } = await told();
    expect([exitCode, troubles]).toEqual([
      3,
      [
        { run: 'day-2', kind: 'missing', detail: 'day-3 names it as the run before' },
        { run: 'day-4', kind: 'damaged', detail: 'evaluation.json is not what was sealed' },
        { run: 'day-6', kind: 'unfinished', detail: 'it has no evaluation.json: the scan was cut off' },
      ],
    ]);
    const [account, ...others] = accounts;
    expect(others).toEqual([]);
    expect(account?.account).toBe('123456789012');
    expect(account?.runs.map(({ run, now, failing, unknown, change }) => [run, now, failing, unknown, change])).toEqual(
      [
        [FIRST, start, high(1), high(0), undefined],
        ['day-1', start + DAY, high(1), high(1), changed(FIRST, [1, 0, 0, 1])],
        ['day-3', start + 3 * DAY, high(1), high(0), changed('day-1', [0, 0, 1, 0])],
        ['day-5', start + 5 * DAY, high(1), high(0), changed('day-3', [1, 1, 0, 0])],
      ],
    );
    // The first key was out of sight on day 1, seen to be mended on day 3 and undone on day 5; the other one lasted four days.
    expect(account?.timeToFix).toEqual([
      { severity: 'critical', fixed: 0, open: 0 },
      { severity: 'high', fixed: 0, open: 0 },
      { severity: 'medium', fixed: 2, mean: 3.5 * DAY, median: 3.5 * DAY, longest: 4 * DAY, open: 1 },
      { severity: 'low', fixed: 0, open: 0 },
    ]);
    expect(
      account?.open.map(({ control, resource, state, since, sinceRun, lastSeen }) => [
        control,
        resource.id.split('/').at(-1),
        state,
        since,
        sinceRun,
        lastSeen,
      ]),
    ).toEqual([[CONTROL, STILL, 'failing', start + 5 * DAY, 'day-5', start + 5 * DAY]]);
    expect(account?.controls).toEqual([
      {
        control: CONTROL,
        severity: 'medium',
        first: { now: start, failing: 1, unknown: 0 },
        last: { now: start + 5 * DAY, failing: 1, unknown: 0 },
        most: 1,
      },
    ]);
    expect(bytesOf(FOLDER)).toEqual(before);
    expect(existsSync(join(FOLDER, '.history/v1/findings/accountId=123456789012'))).toBe(true);
  });

  it('is told the same from the side folder, anew, from a copy of it elsewhere, and of the runs by their names in any order', async () => {
    const { accounts, troubles } = await told();
    expect(await told({ rebuild: true })).toMatchObject({ accounts, troubles });
    expect(await told({ history: join(newFolder(), 'side') })).toMatchObject({ accounts, troubles });
    const names = [FIRST, 'day-1', 'day-3', 'day-5'];
    const named = await told({ runs: names.toReversed().map((name) => join(FOLDER, name)) });
    expect(named.accounts.map(({ runs }) => runs.map(({ now }) => now))).toEqual(
      accounts.map(({ runs }) => runs.map(({ now }) => now)),
    );
    expect(named.accounts.map(({ timeToFix }) => timeToFix)).toEqual(accounts.map(({ timeToFix }) => timeToFix));
  });

  it('is told from a time on, and what is open keeps its age', async () => {
    const { accounts } = await told({ since: start + 4.5 * DAY });
    expect(accounts.map(({ runs, timeToFix }) => [runs.map(({ run }) => run), timeToFix[2]])).toEqual([
      [['day-5'], { severity: 'medium', fixed: 1, mean: 4 * DAY, median: 4 * DAY, longest: 4 * DAY, open: 1 }],
    ]);
  });

  it('is written to a file as a table that says the worst, too', async () => {
    const output = join(newFolder(), 'history.csv');
    expect(await history({ ...FLAGS, format: 'csv', output })).toEqual({ document: '', exitCode: 3 });
    const states = readFileSync(output, 'utf8')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(',')[0]);
    expect(states).toEqual(['"state"', '"ok"', '"ok"', '"ok"', '"ok"', '"missing"', '"damaged"', '"unfinished"']);
  });
});

describe('as runs come and go', () => {
  it('each new run is added as if all had been told at once, one between the others, too', async () => {
    const folder = newFolder();
    for (const run of ['day-5', 'day-1', FIRST, 'day-3']) {
      cpSync(join(FOLDER, run), join(folder, run.replace('2026/', '')), { recursive: true });
      const { accounts } = await told({ folder });
      expect(await told({ folder, rebuild: true })).toMatchObject({ accounts });
    }
  });

  it('a run that is damaged after it was taken in is counted no more, and named', async () => {
    const folder = newFolder();
    for (const run of ['day-3', 'day-5']) cpSync(join(FOLDER, run), join(folder, run), { recursive: true });
    expect((await told({ folder })).accounts[0]?.timeToFix[2]?.fixed).toBe(1);
    writeFileSync(join(folder, 'day-5/evaluation.json'), '{}');
    const { accounts, troubles } = await told({ folder });
    expect(accounts.map(({ runs, timeToFix }) => [runs.map(({ run }) => run), timeToFix[2]?.fixed])).toEqual([
      [['day-3'], 0],
    ]);
    expect(troubles).toEqual([{ run: 'day-5', kind: 'damaged', detail: 'evaluation.json is not what was sealed' }]);
    // With none left there is no history, and that again can be told.
    writeFileSync(join(folder, 'day-3/manifest.json'), '{');
    for (const _ of [1, 2]) expect(await told({ folder })).toMatchObject({ accounts: [], exitCode: 3 });
  });

  it('the first of those that are there says what it follows', async () => {
    const folder = newFolder();
    cpSync(join(FOLDER, 'day-5'), join(folder, 'day-5'), { recursive: true });
    const { accounts, troubles } = await told({ folder });
    expect([accounts.map(({ beginsAfter }) => beginsAfter), troubles]).toEqual([['day-4'], []]);
  });

  it('a copy is no run of its own, and one that was moved is the same run', async () => {
    const folder = newFolder();
    for (const name of ['a', 'copy']) cpSync(join(FOLDER, 'day-1'), join(folder, name), { recursive: true });
    const names = async () => (await told({ folder })).accounts.flatMap(({ runs }) => runs.map(({ run }) => run));
    expect(await names()).toEqual(['a']);
    mkdirSync(join(folder, '2026'));
    renameSync(join(folder, 'a'), join(folder, '2026/a'));
    expect(await names()).toEqual(['2026/a']);
  });

  it('an evaluation of another account is told apart', async () => {
    const folder = newFolder();
    cpSync(join(FOLDER, 'day-1'), join(folder, 'day-1'), { recursive: true });
    mkdirSync(join(folder, 'other'));
    const text = readFileSync(join(FOLDER, 'day-5/evaluation.json'), 'utf8');
    writeFileSync(join(folder, 'other/evaluation.json'), text.replaceAll('123456789012', '999999999999'));
    const { accounts, exitCode } = await told({ folder });
    expect([exitCode, accounts.map(({ account, runs }) => [account, runs.map(({ sealed }) => sealed)])]).toEqual([
      0,
      [
        ['123456789012', [true]],
        ['999999999999', [false]],
      ],
    ]);
  });
});

describe('what is no history', () => {
  const empty = newFolder();
  const file = join(empty, 'file');
  writeFileSync(file, '');
  const looped = newFolder();
  symlinkSync('itself', join(looped, 'itself'));

  it.each<[string, Partial<HistoryOptions>, string]>([
    ['a folder that is none', { folder: join(empty, 'none') }, 'none: there is none; name it with --runs'],
    ['a folder that cannot be looked through', { folder: looped }, 'cannot be looked through (ELOOP'],
    ['a file', { folder: file }, 'file: there is none; name it with --runs'],
    ['a folder without runs', { folder: empty }, 'holds no run; name another with --runs'],
    [
      'a run in place of their folder',
      { folder: join(FOLDER, 'day-1') },
      'name the folder that holds the runs with --runs',
    ],
    ['a folder in place of a run', { runs: [FOLDER] }, 'is no directory of a run; name a folder of runs with --runs'],
    ['a place in S3 that is none', { folder: 's3://Example/all', history: empty }, '"Example" is no name of a bucket'],
    ['a bucket in place of a run', { runs: ['s3://example-runs'] }, 'a run needs a prefix of its own in the bucket'],
    ['a side folder within a run', { history: join(FOLDER, 'day-1/side') }, 'would lie in the sealed run'],
    ['a side folder that cannot be made', { history: join(file, 'side') }, 'choose another with --history'],
    ['a report into a run', { output: join(FOLDER, 'day-1/history.json') }, 'would lie in the sealed run'],
  ])('is refused with the cure: %s', async (_, options, sentence) => {
    const before = bytesOf(FOLDER);
    await expect(history({ ...FLAGS, ...options })).rejects.toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(sentence) }),
    );
    expect(bytesOf(FOLDER)).toEqual(before);
  });
});
