import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/model/finding.js';
import { isObject } from '../../src/model/json.js';
import { validator } from '../../src/store/validate.js';
import { DEMO, freshFolder, kansa, type Outcome } from './kansa.js';
import { demoLines, recordingOf, sealed } from './recordings.js';

interface Replay extends Outcome {
  readonly out: string;
  readonly evaluation: Evaluation;
}

const replay = async (
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Replay> => {
  const out = join(freshFolder(), 'run');
  const outcome = await kansa(['scan', '--replay', file, '--out', out, ...args], { env });
  return { ...outcome, out, evaluation: JSON.parse(readFileSync(join(out, 'evaluation.json'), 'utf8')) };
};

/** A name that clears the screen, moves the cursor by one byte (C1), and turns the text around. */
const HOSTILE = 'legacy\u001b[2J\u009b1A\u202escoring';
const AS_SHOWN = 'legacy\\u001b[2J\\u009b1A\\u202escoring';

/** The demo account, whose endpoint `legacy-scoring` bears the hostile name wherever it is mentioned. */
const hostileRecording = (): string => {
  const renamed = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replaceAll('legacy-scoring', HOSTILE);
    if (Array.isArray(value)) return value.map(renamed);
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, it]) => [key, renamed(it)])) : value;
  };
  const inLine = (line: string): string => {
    const entry = JSON.parse(line);
    const body = entry.answer?.body;
    const answer = body?.startsWith('{') ? { ...entry.answer, body: JSON.stringify(renamed(JSON.parse(body))) } : null;
    return JSON.stringify({ ...entry, input: renamed(entry.input), ...(answer && { answer }) });
  };
  const [header = '', ...exchanges] = demoLines();
  return recordingOf(
    sealed([header, ...exchanges.map((line) => (line.includes('legacy-scoring') ? inLine(line) : line))]),
  );
};

/** Columns that a terminal gives a line: two for what East Asian Width calls wide (Unicode TR 11), one for the rest. */
const columns = (line: string): number =>
  [...line].reduce((sum, character) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/u.test(character) ? 2 : 1), 0);

const NARROW = { COLUMNS: '80' };

describe('kansa scan --replay', () => {
  let english: Replay;
  let japanese: Replay;
  let hostile: Replay;
  /** The hostile name alone: among all that is amiss in the demo account a terminal shows it no more. */
  let narrowed: Replay;
  beforeAll(async () => {
    const renamed = hostileRecording();
    const lenient = ['--fail-on', 'none', '--fail-on-unknown', 'never'];
    [english, japanese, hostile, narrowed] = await Promise.all([
      replay(DEMO, [], NARROW),
      replay(DEMO, ['--lang', 'ja', '--fail-on', 'none', '--fail-on-unknown', 'low'], {
        ...NARROW,
        NO_COLOR: '1',
        FORCE_COLOR: '1',
        // Node 24 warns of the two beside each other.
        NODE_NO_WARNINGS: '1',
      }),
      replay(renamed, lenient, { FORCE_COLOR: '1' }),
      replay(renamed, [...lenient, '--control', 'sagemaker/endpoint_serves_*'], { FORCE_COLOR: '1' }),
    ]);
  });

  it('ends with 1 for violations, 3 where only unknowns count, 0 where nothing does', () => {
    const { summary } = english.evaluation;
    expect([summary.fail > 0, summary.unknown > 0]).toEqual([true, true]);
    expect([english, japanese, hostile].map(({ code }) => code)).toEqual([1, 3, 0]);
    expect([english, japanese, hostile].map(({ evaluation }) => evaluation.exitCode)).toEqual([1, 3, 0]);
    expect(english.stderr).toMatch(/\nExit code 1: violations at or above the threshold \(--fail-on\)\n$/);
  });

  it('leaves a sealed run that holds all it was made from, and nothing unfinished', () => {
    expect(readdirSync(english.out).sort()).toEqual([
      'bundle',
      'evaluation.json',
      'inputs',
      'manifest.json',
      'recording.ndjson.gz',
      'report.html',
      'snapshot',
    ]);
    expect(readdirSync(join(english.out, 'snapshot')).sort()).toEqual([
      'calls.ndjson',
      'listings.ndjson',
      'resources',
      'scope.json',
    ]);
    const check = validator('evaluation');
    for (const { evaluation, out } of [english, japanese, hostile]) check(evaluation, out);
    expect(readFileSync(join(english.out, 'report.html'), 'utf8')).toMatch(/^<!doctype html>\n<html lang="en">/i);
    expect(readFileSync(join(japanese.out, 'report.html'), 'utf8')).toMatch(/^<!doctype html>\n<html lang="ja">/i);
  });

  it('gives the same digests each time, whatever the language and the thresholds', () => {
    expect(japanese.evaluation.digests).toEqual(english.evaluation.digests);
    expect(hostile.evaluation.digests.findings).not.toBe(english.evaluation.digests.findings);
  });

  it('prints nothing on stdout', () => {
    expect([english, japanese, hostile].map(({ stdout }) => stdout)).toEqual(['', '', '']);
  });

  it('says what it does and sums up in the language that was asked for, without a line that another would replace', () => {
    const { account, regions } = english.evaluation.scope;
    const { fail, unknown } = english.evaluation.summary;
    expect(english.stderr.split('\n').slice(0, 5)).toEqual([
      `account ${account}, ${regions.join(', ')} (replayed)`,
      expect.stringMatching(/^collecting \d+ resource types: \d+ lists$/),
      'looking for personal data where the AI platform keeps data',
      expect.stringMatching(/^collected \d+ resources by \d+ calls in \d+ (s|min)$/),
      expect.stringMatching(/^judging \d+ controls$/),
    ]);
    expect(english.stderr).toContain(`\n${fail} violations found, and ${unknown} verdict`);
    expect(japanese.stderr.split('\n').slice(0, 5)).toEqual([
      `アカウント ${account}、${regions.join('、')}（記録の再生）`,
      expect.stringMatching(/^収集を開始：リソース種別 \d+ 種、一覧 \d+ 件$/),
      'AI 基盤のデータ保管先で個人データを検査',
      expect.stringMatching(/^収集を完了：リソース \d+ 件、API 呼び出し \d+ 回、所要 \d+ (秒|分)$/),
      expect.stringMatching(/^判定を開始：統制 \d+ 件$/),
    ]);
    expect(japanese.stderr).toContain(`\n不適合が ${fail} 件あり、さらに ${unknown} 件は判定に至らなかった。\n`);
    expect(japanese.stderr).toContain('\n終了コード 3：確認が不十分：');
  });

  it.each([
    ['English', () => english],
    ['Japanese', () => japanese],
  ])('keeps to 80 columns in %s', (_, run) => {
    const lines = run().stderr.split('\n');
    expect(lines.filter((line) => columns(line) > 80)).toEqual([]);
    expect(Math.max(...lines.map(columns))).toBeGreaterThan(70);
  });

  it('colours neither where no terminal is nor where NO_COLOR forbids it', () => {
    expect(english.stderr).not.toContain('\u001b');
    expect(japanese.stderr).not.toContain('\u001b');
    expect(hostile.stderr).toContain('\u001b[1;31mFail');
  });

  it('shows a hostile name without obeying it', () => {
    expect(hostile.evaluation.summary).toEqual(english.evaluation.summary);
    expect(narrowed.stderr).toContain(`\n      ${AS_SHOWN} · ap-northeast-1\n`);
    const [plain = '', ...coloured] = (hostile.stderr + narrowed.stderr).split('\u001b[');
    expect(coloured.filter((text) => !/^(?:\d;)?\d+m/.test(text))).toEqual([]);
    expect([plain, ...coloured].join('')).not.toMatch(/[^\P{C}\n]/u);
    expect(readFileSync(join(hostile.out, 'report.html'), 'utf8')).not.toMatch(/[^\P{C}\n]/u);
  });
});
