import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { iamPolicy } from '../../src/commands/permissions.js';
import { retention } from '../../src/commands/retention.js';
import { scan } from '../../src/commands/scan.js';
import { type Recording, readRecording } from '../../src/evidence/recording.js';
import type { Exchange, ExchangeKey } from '../../src/model/exchange.js';
import type { Evaluation } from '../../src/model/finding.js';
import type { LogQuestions } from '../../src/model/log-series.js';
import { EVERYTHING } from '../../src/model/selection.js';
import {
  answersOf,
  type Bucket,
  newSigningKey,
  type Trail,
  type Written,
  writeChain,
} from '../collectors/digest-files.js';
import { answeredBy } from '../collectors/expedition.js';
import { DEMO, refused, replayDemo, SCAN } from './demo.js';

const look = { output: '-', language: 'en', terminal: { colour: false, width: 200 } } as const;
const HOUR = 3_600_000;
const recording = await readRecording(DEMO);
const { account, now, regions } = recording.header;
const KEY = newSigningKey();
const ASKED: LogQuestions = { inventory: false, calls: 5000, digestDays: 1 };

/** The trails of the demo account that have their log files validated, and the regions that they record. */
const TRAILS = [
  { name: 'platform-audit', bucket: 'example-corp-platform-audit-logs', places: regions },
  { name: 'legacy-trail', bucket: 'example-corp-legacy-trail', places: ['ap-northeast-1'] },
] as const;
const HOME = 'ap-northeast-1';

type Answer = (key: ExchangeKey) => Exchange | undefined;

/** The demo account, had its recording been asked for digest files, and had its trails begun long before. */
const replayed = async (answer: Answer, logs = ASKED): Promise<{ run: string; evaluation: Evaluation }> => {
  const older = (key: ExchangeKey): Exchange | undefined => {
    const found = recording.answer(key);
    if (key.operation !== 'GetTrailStatus' || found === undefined || !('body' in found.answer)) return found;
    const body = JSON.stringify({ ...JSON.parse(found.answer.body), StartLoggingTime: now / 1000 - 90 * 86_400 });
    return { ...found, answer: { ...found.answer, body } };
  };
  const replay: Recording = {
    ...recording,
    header: { ...recording.header, logs },
    answer: (key) => answer(key) ?? older(key),
  };
  const run = join(mkdtempSync(join(tmpdir(), 'kansa-test-')), 'run');
  const { evaluation } = await scan({ ...SCAN, replay, out: run });
  return { run, evaluation };
};

/** Genuine chains of all trails, by the buckets in which they lie. */
const genuine = () => {
  const buckets = new Map<string, Bucket>();
  const chains = new Map<string, readonly Written[]>();
  for (const { name, bucket, places } of TRAILS)
    for (const region of places) {
      const objects = buckets.get(bucket) ?? new Map();
      buckets.set(bucket, objects);
      const trail: Trail = { bucket, folder: `AWSLogs/${account}/`, account, region, home: HOME, name };
      // In whole seconds, as CloudTrail counts.
      const start = Math.floor(now / 1000) * 1000 - 25 * HOUR;
      chains.set(`${name}/${region}`, writeChain(objects, trail, KEY, { start, hours: 24 }));
    }
  return { buckets, chains };
};

const answering = async (buckets: ReadonlyMap<string, Bucket>): Promise<Answer> => {
  const answers = new Map<string, Awaited<ReturnType<typeof answersOf>>>();
  for (const [name, objects] of buckets) answers.set(name, await answersOf(objects, [KEY]));
  return (key) => {
    const input = typeof key.input === 'object' && key.input !== null && 'Bucket' in key.input ? key.input.Bucket : '';
    const own = answers.get(String(input)) ?? {};
    const [first = {}] = answers.values();
    if (key.operation === 'ListPublicKeys') return answeredBy(key, first);
    return ['ListObjectsV2', 'GetObject'].includes(key.operation) ? answeredBy(key, own) : undefined;
  };
};

const integrityOf = ({ retention: told }: Evaluation) =>
  Object.fromEntries(
    (told?.chains ?? []).flatMap(({ source, links }) =>
      links.flatMap(({ step, state }) => (step === 'integrity' ? [[source.id.split('/').at(-1), state]] : [])),
    ),
  );

describe('the digest files of the demo account', () => {
  let whole: Awaited<ReturnType<typeof replayed>>;
  let damaged: Awaited<ReturnType<typeof replayed>>;
  let lost: readonly [string, string, string];

  beforeAll(async () => {
    whole = await replayed(await answering(genuine().buckets));
    const { buckets, chains } = genuine();
    const audit = buckets.get(TRAILS[0].bucket) ?? expect.fail('it is there');
    const chain = chains.get(`platform-audit/${HOME}`) ?? [];
    const [modified = '', deleted = '', digest = ''] = [chain[6]?.logs[0], chain[12]?.logs[1], chain[9]?.key];
    lost = [modified, deleted, digest];
    const found = audit.get(modified) ?? expect.fail('it is there');
    audit.set(modified, {
      ...found,
      bytes: gzipSync(gunzipSync(found.bytes).toString('utf8').replace('planted', 'another')),
    });
    audit.delete(deleted);
    audit.delete(digest);
    damaged = await replayed(await answering(buckets));
  }, 180_000);

  it('prove the integrity of every trail, where they are whole', () => {
    expect(integrityOf(whole.evaluation)).toMatchObject({ 'platform-audit': 'met', 'legacy-trail': 'met' });
    expect(whole.evaluation.retention?.digests?.map(({ state }) => state)).toEqual(
      Array(regions.length + 1).fill('valid'),
    );
  });

  it('name the file that was modified, and those that were deleted', () => {
    expect(integrityOf(damaged.evaluation)).toMatchObject({ 'platform-audit': 'not_met', 'legacy-trail': 'met' });
    const [modified, deleted, digest] = lost;
    const of = damaged.evaluation.retention?.digests?.find(({ state }) => state === 'damaged');
    expect(of?.problems.map(({ kind, key }) => [kind, key])).toEqual([
      ['digest_missing', digest],
      ['log_missing', deleted],
      ['log_modified', modified],
    ]);
  });

  it('are told in every form and both languages', () => {
    const [modified, deleted] = lost;
    for (const format of ['text', 'html', 'json', 'digests-csv'] as const) {
      const document = retention(damaged.run, { ...look, format });
      expect(document).toContain(modified);
      expect(document).toContain(deleted);
    }
    expect(retention(damaged.run, { ...look, format: 'text', language: 'ja' })).toContain('ログファイルの改変：');
    expect(retention(damaged.run, { ...look, format: 'csv' })).toContain('"integrity","not_met"');
    expect(readFileSync(join(damaged.run, 'evaluation.json'), 'utf8')).toContain('"digestDays"');
  });

  it('change no finding and no other step', async () => {
    const without = await replayDemo();
    expect(without.retention?.digests).toBeUndefined();
    expect(damaged.evaluation.digests.findings).toBe(whole.evaluation.digests.findings);
    const states = ({ retention: told }: Evaluation) =>
      told?.chains.map(({ links }) => links.filter(({ step }) => step !== 'integrity').map(({ state }) => state));
    expect(states(damaged.evaluation)).toEqual(states(whole.evaluation));
  }, 60_000);

  it('prove nothing where they may not be read, and the right that is lacking is told', async () => {
    const answer = await answering(genuine().buckets);
    const denied = await replayed((key) => (key.operation === 'GetObject' ? refused(key) : answer(key)));
    expect(integrityOf(denied.evaluation)).toMatchObject({ 'platform-audit': 'unknown', 'legacy-trail': 'unknown' });
    expect(denied.evaluation.coverage.gaps).toContainEqual(
      expect.objectContaining({ reason: 'denied', action: 's3:GetObject' }),
    );
  }, 60_000);

  it('prove nothing in a recording that was not asked for them', async () => {
    const unrecorded = await replayed(() => undefined);
    expect(new Set(unrecorded.evaluation.retention?.digests?.map(({ state }) => state))).toEqual(
      new Set(['unverified']),
    );
  }, 60_000);
});

it('has no list of files to print where nobody asked for one', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'kansa-test-')), 'run');
  await replayDemo(undefined, { out });
  expect(() => retention(out, { ...look, format: 'digests-csv' })).toThrow('scan with --log-digests');
}, 60_000);

it('needs the whole account', async () => {
  const selection = { ...EVERYTHING, services: ['kms'] };
  await expect(iamPolicy({ logDigests: 7, selection })).rejects.toThrow('a narrowed run cannot look for logs');
});
