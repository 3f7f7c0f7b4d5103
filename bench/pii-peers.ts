/**
 * `npm run bench:pii-peers`: what other libraries for Node say of the corpus by which `kansa pii` is measured. They call things by
 * other names, so it is only asked whether a value is covered at all, and how many near misses are. `--write` puts the table into
 * bench/README.md.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PII_TYPES, type PiiType } from '../src/model/pii.js';
import { detect } from '../src/pii/detect.js';
import { corpus } from '../test/pii/corpus.js';
import { replaceBetween, table } from './tables.js';

const ROOT = resolve(import.meta.dirname, '..');
const PEERS = ['@openredaction/core@1.1.5', '@redactpii/node@1.0.17'] as const;
const SIZE = 50;
const MIN_CONFIDENCE = 0.5;

/** The text with what was found taken out. */
type Redact = (text: string) => Promise<string> | string;

const folder = mkdtempSync(join(tmpdir(), 'kansa-bench-pii-'));
writeFileSync(join(folder, 'package.json'), '{"private": true}');
execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', ...PEERS], { cwd: folder });
const load = createRequire(join(folder, 'package.json'));
const entry = (name: string): string => pathToFileURL(load.resolve(name)).href;

interface OpenRedaction {
  readonly OpenRedaction: new () => { detect(text: string): Promise<{ readonly redacted: string }> };
}
interface RedactPii {
  readonly Redactor: new () => { redact(text: string): string };
}
const openRedaction: OpenRedaction = await import(entry('@openredaction/core'));
const redactPii: RedactPii = await import(entry('@redactpii/node'));
const shield = new openRedaction.OpenRedaction();
const redactor = new redactPii.Redactor();

const own: Redact = (text) => {
  const hits = detect(text, [{ start: 0, field: '' }]).filter(({ confidence }) => confidence >= MIN_CONFIDENCE);
  return hits.reduceRight((rest, { start, end }) => `${rest.slice(0, start)}*${rest.slice(end)}`, text);
};
const contestants: readonly (readonly [name: string, redact: Redact])[] = [
  ['kansa', own],
  [PEERS[0], async (text) => (await shield.detect(text)).redacted],
  [PEERS[1], (text) => redactor.redact(text)],
];

const [sentences, , , misses] = corpus(SIZE);
/** One of them passes over addresses at example.com on purpose. Nobody is written to here. */
const ordinary = (text: string): string => text.replaceAll('example', 'exemplar');
const samples = ordinary(sentences?.content ?? '')
  .split('\n----\n')
  .slice(0, -1);
const nearMisses = (misses?.content ?? '').split('\n----\n').slice(0, -1);

const measured: { readonly covered: Map<PiiType, number>; readonly flagged: number; readonly speed: number }[] = [];
for (const [, redact] of contestants) {
  const covered = new Map<PiiType, number>();
  let flagged = 0;
  const before = process.cpuUsage();
  for (const [index, sample] of samples.entries()) {
    const { types: [type] = [], values: [value = ''] = [] } = sentences?.labelled[index] ?? {};
    const redacted = await redact(sample);
    if (type !== undefined && !redacted.includes(ordinary(value))) covered.set(type, (covered.get(type) ?? 0) + 1);
  }
  for (const miss of nearMisses) if ((await redact(miss)) !== miss) flagged += 1;
  const { user, system } = process.cpuUsage(before);
  measured.push({ covered, flagged, speed: Buffer.byteLength([...samples, ...nearMisses].join('')) / (user + system) });
}
rmSync(folder, { recursive: true });

const totals = new Map<PiiType, number>();
for (const { types } of sentences?.labelled ?? [])
  for (const type of types) totals.set(type, (totals.get(type) ?? 0) + 1);
const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} %`;
const text = table(
  ['covered, whatever it is called', ...contestants.map(([name]) => name)],
  [
    ...PII_TYPES.filter((type) => totals.has(type)).map((type) => [
      `\`${type}\``,
      ...measured.map(({ covered }) => share(covered.get(type) ?? 0, totals.get(type) ?? 0)),
    ]),
    ['near misses taken for something', ...measured.map(({ flagged }) => share(flagged, nearMisses.length))],
    ['MB/s of a core, one sentence a call', ...measured.map(({ speed }) => speed.toFixed(2))],
  ],
);
process.stdout.write(`${text}\n`);
if (process.argv.includes('--write')) {
  const path = join(ROOT, 'bench/README.md');
  writeFileSync(path, replaceBetween(readFileSync(path, 'utf8'), 'pii peers', text));
}
