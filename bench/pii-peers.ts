/**
 * `npm run bench:pii-peers`: what two libraries for Node, and Presidio for Python, say of the corpus by which `kansa pii` is measured.
 * They call things by other names, so it is only asked whether a value is covered at all, and how many near misses are. Where
 * there is no Python, Presidio is left out and that is said. `--write` puts the table into bench/README.md.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PII_TYPES, type PiiType } from '../src/model/pii.js';
import { detect } from '../src/pii/detect.js';
import { installed } from '../test/emulator/python.js';
import { corpus } from '../test/pii/corpus.js';
import { PRESIDIO } from './contestants.js';
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

interface Span {
  readonly start: number;
  readonly end: number;
}
const without = (text: string, spans: readonly Span[]): string =>
  spans.reduceRight((rest, { start, end }) => `${rest.slice(0, start)}*${rest.slice(end)}`, text);

const own: Redact = (text) =>
  without(
    text,
    detect(text, [{ start: 0, field: '' }]).filter(({ confidence }) => confidence >= MIN_CONFIDENCE),
  );

interface Contestant {
  readonly name: string;
  /** What each text became, and how many seconds of a processor all of them took. */
  readonly redactAll: (
    texts: readonly string[],
  ) => Promise<{ readonly redacted: readonly string[]; readonly seconds: number }>;
}

const inNode = (name: string, redact: Redact): Contestant => ({
  name,
  async redactAll(texts) {
    const before = process.cpuUsage();
    const redacted: string[] = [];
    for (const text of texts) redacted.push(await redact(text));
    const { user, system } = process.cpuUsage(before);
    return { redacted, seconds: (user + system) / 1e6 };
  },
});

interface Presidio {
  readonly seconds: number;
  /** Of each text: from which code point to before which, and its score. */
  readonly found: readonly (readonly (readonly [start: number, end: number, score: number])[])[];
}

/** By its patterns and checksums alone, from a score on; it has no threshold of its own. */
const presidioFrom = (answer: (texts: readonly string[]) => Presidio, score: number): Contestant => ({
  name: score === 0 ? `presidio ${PRESIDIO.version}, no model` : `the same, score ≥ ${score}`,
  async redactAll(texts) {
    const { seconds, found } = answer(texts);
    const redacted = texts.map((text, index) => {
      const points = Array.from(text);
      for (const [start, end, sure] of found[index] ?? [])
        if (sure >= score) points.fill('', start, end).splice(start, 1, '*');
      return points.join('');
    });
    return { redacted, seconds };
  },
});

const presidio = async (): Promise<readonly Contestant[] | string> => {
  try {
    const python = join(await installed(PRESIDIO), 'python');
    const answers = new Map<string, Presidio>();
    const answer = (texts: readonly string[]): Presidio => {
      const input = JSON.stringify(texts);
      const known = answers.get(input);
      if (known !== undefined) return known;
      const { status, stdout, stderr } = spawnSync(python, [join(ROOT, 'bench/peers/presidio.py')], {
        input,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      });
      if (status !== 0) throw new Error(`Presidio ended with ${status}: ${stderr}`);
      const given: Presidio = JSON.parse(stdout);
      answers.set(input, given);
      return given;
    };
    return [presidioFrom(answer, 0), presidioFrom(answer, 0.4)];
  } catch (error) {
    if (!(error instanceof Error) || !/^(?:create|install) /.test(error.message)) throw error;
    return `Presidio was left out: ${error.message}.`;
  }
};

const fromPython = await presidio();
const contestants: readonly Contestant[] = [
  inNode('kansa', own),
  inNode(PEERS[0], async (text) => (await shield.detect(text)).redacted),
  inNode(PEERS[1], (text) => redactor.redact(text)),
  ...(typeof fromPython === 'string' ? [] : fromPython),
];

const [sentences, , , misses] = corpus(SIZE);
/** One of them passes over addresses at example.com on purpose. Nobody is written to here. */
const ordinary = (text: string): string => text.replaceAll('example', 'exemplar');
const samples = ordinary(sentences?.content ?? '')
  .split('\n----\n')
  .slice(0, -1);
const nearMisses = (misses?.content ?? '').split('\n----\n').slice(0, -1);

const measured: { readonly covered: Map<PiiType, number>; readonly flagged: number; readonly speed: number }[] = [];
for (const { redactAll } of contestants) {
  const covered = new Map<PiiType, number>();
  const { redacted, seconds } = await redactAll([...samples, ...nearMisses]);
  for (const index of samples.keys()) {
    const { types: [type] = [], values: [value = ''] = [] } = sentences?.labelled[index] ?? {};
    if (type !== undefined && !redacted[index]?.includes(ordinary(value)))
      covered.set(type, (covered.get(type) ?? 0) + 1);
  }
  const flagged = nearMisses.filter((miss, index) => redacted[samples.length + index] !== miss).length;
  const bytes = Buffer.byteLength([...samples, ...nearMisses].join(''));
  measured.push({ covered, flagged, speed: bytes / 1e6 / seconds });
}
rmSync(folder, { recursive: true });

const totals = new Map<PiiType, number>();
for (const { types } of sentences?.labelled ?? [])
  for (const type of types) totals.set(type, (totals.get(type) ?? 0) + 1);
const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} %`;
const told = table(
  ['covered, whatever it is called', ...contestants.map(({ name }) => name)],
  [
    ...PII_TYPES.filter((type) => totals.has(type)).map((type) => [
      `\`${type}\``,
      ...measured.map(({ covered }) => share(covered.get(type) ?? 0, totals.get(type) ?? 0)),
    ]),
    ['near misses taken for something', ...measured.map(({ flagged }) => share(flagged, nearMisses.length))],
    ['MB/s of a core, one sentence a call', ...measured.map(({ speed }) => speed.toFixed(2))],
  ],
);
const text = typeof fromPython === 'string' ? `${told}\n\n${fromPython}` : told;
process.stdout.write(`${text}\n`);
if (process.argv.includes('--write')) {
  const path = join(ROOT, 'bench/README.md');
  writeFileSync(path, replaceBetween(readFileSync(path, 'utf8'), 'pii peers', text));
}
