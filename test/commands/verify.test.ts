import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createKeys } from '../../src/commands/keys.js';
import { verify } from '../../src/commands/verify.js';
import { EVERYTHING } from '../../src/model/selection.js';
import type { RunVerification, Verification } from '../../src/model/verification.js';
import { DEMO, replayDemo } from './demo.js';

const folder = mkdtempSync(join(tmpdir(), 'kansa-verify-test-'));
const KEY = join(folder, 'example.key');
const OTHER = join(folder, 'other.key');
const SIGNED = join(folder, 'signed');

const verified = async (
  run: string,
  { publicKeys = [`${KEY}.pub`], reperform = false } = {},
): Promise<{ readonly exitCode: number; readonly of: RunVerification | undefined }> => {
  const { document, exitCode } = await verify({
    runs: [run],
    reperform,
    publicKeys,
    json: true,
    language: 'en',
    terminal: { colour: false, width: 100 },
    version: '0.1.0',
  });
  const { runs }: Verification = JSON.parse(document);
  return { exitCode, of: runs[0] };
};

/** A copy of the signed run that somebody laid hands on. */
const tampered = (change: (run: string) => void): string => {
  const run = join(mkdtempSync(join(folder, 'tampered-')), 'signed');
  cpSync(SIGNED, run, { recursive: true });
  change(run);
  return run;
};

/** One bit of the middle byte, so that the size stays. */
const flip = (path: string): void => {
  const bytes = readFileSync(path);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(path, bytes);
};

beforeAll(async () => {
  for (const key of [KEY, OTHER]) createKeys(key, 'ed25519', undefined);
  const selection = { ...EVERYTHING, controls: ['kms/*'] };
  await replayDemo(undefined, { replay: DEMO, out: SIGNED, selection, signKey: KEY });
});

const SHARD = 'snapshot/resources/123456789012/ap-northeast-1/AWS-KMS-Key.ndjson';

describe('a sealed and signed run', () => {
  it('is verified by its key, and its work gives the same again', async () => {
    expect(await verified(SIGNED, { reperform: true })).toMatchObject({
      exitCode: 0,
      of: {
        state: 'verified',
        differences: [],
        signature: { state: 'valid' },
        reperformance: { findings: { state: 'same' }, snapshot: { state: 'same' } },
      },
    });
  });

  it('is not fully verified where nobody gives the key, and refused by another key', async () => {
    const unchecked = await verified(SIGNED, { publicKeys: [] });
    expect([unchecked.exitCode, unchecked.of?.signature.state]).toEqual([3, 'unchecked']);
    const unknown = await verified(SIGNED, { publicKeys: [`${OTHER}.pub`] });
    expect([unknown.exitCode, unknown.of?.signature.state]).toEqual([1, 'unknown_key']);
  });

  it.each([
    'recording.ndjson.gz',
    SHARD,
    'snapshot/calls.ndjson',
    'evaluation.json',
    'report.html',
    'bundle/policy.wasm',
    'bundle/catalogue.json',
    'inputs/params.json',
  ])(
    'names %s where one bit of it was flipped, bytes were appended, cut off, or all of it taken away',
    async (path) => {
      const named = async (change: (file: string) => void) =>
        (await verified(tampered((run) => change(join(run, path))))).of?.differences.map((one) => [one.kind, one.path]);
      // A flip may leave the evaluation unreadable or saying something else: its own line comes first all the same.
      expect((await named(flip))?.[0]).toEqual(['changed', path]);
      expect(await named((file) => appendFileSync(file, ' '))).toEqual([['changed', path]]);
      expect((await named((file) => truncateSync(file, 10)))?.[0]).toEqual(['changed', path]);
      expect((await named(rmSync))?.[0]).toEqual(['missing', path]);
    },
  );

  it('names what was added, renamed and swapped', async () => {
    const run = tampered((run) => {
      writeFileSync(join(run, 'note.txt'), 'added');
      renameSync(join(run, 'report.html'), join(run, 'report.old'));
      renameSync(join(run, 'snapshot/calls.ndjson'), join(run, 'swap'));
      renameSync(join(run, 'snapshot/listings.ndjson'), join(run, 'snapshot/calls.ndjson'));
      renameSync(join(run, 'swap'), join(run, 'snapshot/listings.ndjson'));
    });
    const { exitCode, of } = await verified(run);
    expect(exitCode).toBe(1);
    expect(of?.differences).toMatchObject([
      { kind: 'added', path: 'note.txt' },
      { kind: 'missing', path: 'report.html', foundAs: 'report.old' },
      { kind: 'added', path: 'report.old' },
      { kind: 'changed', path: 'snapshot/calls.ndjson', contentOf: 'snapshot/listings.ndjson' },
      { kind: 'changed', path: 'snapshot/listings.ndjson', contentOf: 'snapshot/calls.ndjson' },
    ]);
  });

  it.each(['manifest.json', 'manifest.sigstore.json'])(
    'is not verified where a byte of %s is another',
    async (name) => {
      for (const change of [flip, (file: string) => appendFileSync(file, '\n')])
        expect((await verified(tampered((run) => change(join(run, name))))).exitCode).toBe(1);
    },
  );

  it('is not verified where its signature or its manifest was taken away', async () => {
    for (const name of ['manifest.sigstore.json', 'manifest.json'])
      expect((await verified(tampered((run) => rmSync(join(run, name))))).exitCode).toBe(3);
  });

  it('is kept when somebody would overwrite it', async () => {
    await expect(replayDemo(undefined, { replay: DEMO, out: SIGNED, overwrite: true })).rejects.toThrow(
      'holds a signed run, which is evidence: nothing was overwritten',
    );
  });
});
