import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { retention } from '../../src/commands/retention.js';
import type { Evaluation } from '../../src/model/finding.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { refused, replayDemo } from './demo.js';

const look = { output: '-', language: 'en', terminal: { colour: false, width: 100 } } as const;
let run: string;
let demo: Evaluation;

beforeAll(async () => {
  run = join(mkdtempSync(join(tmpdir(), 'kansa-test-')), 'run');
  demo = await replayDemo(undefined, { out: run });
}, 60_000);

const linksOf = ({ retention: told }: Evaluation) =>
  (told?.chains ?? []).flatMap(({ stream, region, source, links }) =>
    links.map((link) => ({ ...link, of: `${stream} ${region} ${source.id} ${link.step}` })),
  );

describe('the retention of the demo account', () => {
  it('agrees with the controls: no step is met where one fails or does not know', () => {
    const judged = linksOf(demo).filter(({ controls }) => controls.length > 0);
    const verdictsOf = (state: string) =>
      new Set(judged.filter((one) => one.state === state).flatMap(({ controls }) => controls.map((c) => c.verdict)));
    expect(judged.length).toBeGreaterThan(20);
    expect([...verdictsOf('met')].filter((verdict) => verdict !== 'not_applicable')).toEqual(['pass']);
    for (const { controls, state, of } of judged)
      if (controls.some(({ verdict }) => verdict === 'fail' || verdict === 'waived'))
        // Of data capture one control judges several steps, and only its own violations speak of each.
        expect([of, state]).toEqual([of, 'not_met']);
  });

  it('names each finding as the evaluation has it', () => {
    const verdicts = new Map(demo.findings.map(({ fingerprint, verdict }) => [fingerprint, verdict]));
    for (const { control, fingerprint, verdict } of linksOf(demo).flatMap(({ controls }) => controls))
      expect([control, verdicts.get(fingerprint)]).toEqual([control, verdict]);
  });

  it('tells every chain in every form', () => {
    const told = (format: 'text' | 'json' | 'csv' | 'html') => retention(run, { ...look, format });
    const chains = demo.retention?.chains ?? [];
    expect(JSON.parse(told('json'))).toEqual(JSON.parse(JSON.stringify(demo.retention)));
    expect(told('csv').trimEnd().split('\r\n')).toHaveLength(1 + linksOf(demo).length);
    for (const { destination } of chains) {
      expect(told('text')).toContain(destination?.name ?? '');
      expect(told('html')).toContain(destination?.name ?? '');
    }
    expect(told('text')).toContain('  - Settings were read, not logs');
    expect(retention(run, { ...look, language: 'ja', format: 'text' })).toContain(
      '確認したのは設定であり、ログではない',
    );
  });

  it('is written beside a run and never into one', () => {
    const file = join(run, '..', 'retention.html');
    const text = retention(run, { ...look, format: 'html' });
    expect(retention(run, { ...look, format: 'html', output: file })).toBe('');
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(() => retention(run, { ...look, format: 'html', output: join(run, 'retention.html') })).toThrow(
      'would lie in the sealed run',
    );
  });

  it('is left out of a narrowed run, which says so', async () => {
    const out = join(mkdtempSync(join(tmpdir(), 'kansa-test-')), 'run');
    const { retention: told } = await replayDemo(undefined, { out, selection: { ...EVERYTHING, services: ['kms'] } });
    expect(told).toBeUndefined();
    expect(() => retention(out, { ...look, format: 'text' })).toThrow('it was narrowed');
  });
});

it.each([
  ['s3', 'GetBucketLifecycleConfiguration', 'lifecycle'],
  ['s3', 'GetObjectLockConfiguration', 'lock'],
  ['s3', 'GetBucketReplication', 'copy'],
  ['cloudtrail', 'GetTrailStatus', 'source'],
])(
  'is never met where %s:%s was refused',
  async (service, operation, step) => {
    const blind = await replayDemo((key, recorded) =>
      key.service === service && key.operation === operation ? refused(key) : recorded,
    );
    const inBuckets = linksOf({
      ...blind,
      retention: {
        chains: (blind.retention?.chains ?? []).filter(
          ({ stream, destination }) => destination?.kind === 'bucket' && (service === 's3' || stream === 'cloudtrail'),
        ),
      },
    }).filter((link) => link.step === step);
    expect(inBuckets.length).toBeGreaterThan(0);
    expect(inBuckets.filter(({ state }) => state === 'met')).toEqual([]);
  },
  60_000,
);
