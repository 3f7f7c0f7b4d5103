import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PiiTextFormat } from '../src/model/pii.js';
import { scanOf } from '../src/pii/scan.js';
import { corpus } from '../test/pii/corpus.js';
import { type Mistake, precision, recall, scored } from '../test/pii/score.js';
import { customers, metrics } from './exports.js';
import { median, replaceBetween, table } from './tables.js';

const ROOT = resolve(import.meta.dirname, '..');
const SIZE = 500;
const ROUNDS = 5;
const MIN_CONFIDENCE = 0.5;

export interface Detectors {
  /** Precision and recall of each type, on the labelled corpus. */
  readonly quality: string;
  /** How fast files of several kinds are read. */
  readonly speeds: string;
  readonly mistakes: readonly Mistake[];
}

/** Measures the detectors of personal data. */
export const measuredDetectors = (): Detectors => {
  const documents = corpus(SIZE);
  const { scores, mistakes } = scored(documents, MIN_CONFIDENCE);
  const quality = table(
    ['type', 'values', 'found', 'missed', 'wrong', 'precision', 'recall'],
    scores
      .filter(({ found, missed, wrong }) => found + missed + wrong > 0)
      .map((score) => [
        `\`${score.type}\``,
        ...[score.found + score.missed, score.found, score.missed, score.wrong].map(String),
        precision(score).toFixed(3),
        recall(score).toFixed(3),
      ]),
  );
  const inputs: readonly (readonly [name: string, format: PiiTextFormat, content: string])[] = [
    ['English prose (README.md)', 'text', repeated(read('README.md'), 8)],
    ['Japanese prose (the platform checklist, in Japanese)', 'text', repeated(japanese(), 8)],
    ['JSON without personal data (package-lock.json)', 'json', repeated(read('package-lock.json'), 8)],
    ['a table without personal data: remarks', 'csv', remarks()],
    ['a table without personal data: metrics', 'csv', metrics('csv', 100_000)],
    ['a table of customers, each with six values', 'csv', customers('csv', 50_000)],
    ['lines of JSON without personal data: metrics', 'jsonl', metrics('jsonl', 50_000)],
    ['lines of JSON of customers, each with six values', 'jsonl', customers('jsonl', 30_000)],
    ...documents.map(({ name, format, content }) => [`the corpus: ${name}`, format, repeated(content, 4)] as const),
  ];
  const speeds = table(
    [`read, median of ${ROUNDS}`, 'MB', 'MB/s of a core'],
    inputs.map(([name, format, content]) => [
      name,
      (Buffer.byteLength(content) / 1e6).toFixed(1),
      speed(format, content).toFixed(1),
    ]),
  );
  return { quality, speeds, mistakes };
};

/** Puts the tables into the pages that show them. */
export const writeDetectors = ({ quality, speeds }: Detectors): void => {
  for (const [page, name, body] of [
    ['docs/pii.md', 'measured', quality],
    ['bench/README.md', 'pii', speeds],
  ] as const) {
    const path = join(ROOT, page);
    writeFileSync(path, replaceBetween(readFileSync(path, 'utf8'), name, body));
  }
};

/** Megabytes a second of one core's own time: what else the machine does hardly counts. */
const speed = (format: PiiTextFormat, content: string): number => {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    const scan = scanOf({ format, minConfidence: MIN_CONFIDENCE });
    for (let at = 0; at < content.length; at += 1 << 18) scan.push(content.slice(at, at + (1 << 18)));
    scan.end();
    const { user, system } = process.cpuUsage(before);
    return Buffer.byteLength(content) / (user + system);
  });
  return median(rounds);
};

const repeated = (text: string, megabytes: number): string =>
  text.repeat(Math.ceil((megabytes * 1e6) / Buffer.byteLength(text)));
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const remarks = (): string =>
  ['id,label,score,city,remark']
    .concat(
      Array.from(
        { length: 100_000 },
        (_, row) => `${row},item ${row},${((row * 7919) % 1000) / 10},Osaka,delivered to the front desk`,
      ),
    )
    .join('\n');

/** The Japanese lines of a framework: text as people write it. */
const japanese = (): string =>
  read('policies/frameworks/ai-ml-platform.yaml')
    .split('\n')
    .filter((line) => /[\u3041-\u30fe]/.test(line))
    .join('\n');
