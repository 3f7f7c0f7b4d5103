import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { diff } from '../../src/commands/diff.js';
import { type DoctorOptions, doctor } from '../../src/commands/doctor.js';
import { createKeys } from '../../src/commands/keys.js';
import { report } from '../../src/commands/report.js';
import { retention } from '../../src/commands/retention.js';
import { upload, withRun, withRuns } from '../../src/commands/run-store.js';
import { type ScanOptions, scan } from '../../src/commands/scan.js';
import { seal } from '../../src/commands/seal.js';
import { type VerifyOptions, verify } from '../../src/commands/verify.js';
import { Interrupted } from '../../src/model/errors.js';
import { retainUntil } from '../../src/model/run-place.js';
import { EVERYTHING } from '../../src/model/selection.js';
import type { RunVerification, StorageNote } from '../../src/model/verification.js';
import { DEMO, SCAN } from '../commands/demo.js';
import { type Fronted, startFronted } from '../emulator/front.js';
import { startObjectRetention } from '../emulator/object-retention.js';

const REGION = 'ap-northeast-1';
const LOCKED = 'example-audit-runs';
const UNLOCKED = 'example-plain-bucket';
const folder = mkdtempSync(join(tmpdir(), 'kansa-s3-test-'));
const KEY = join(folder, 'example.key');

let emulator: Fronted<Awaited<ReturnType<typeof startObjectRetention>>>;
let s3: S3Client;
/** A signed run on disk, made once. */
let signed: string;
/** The run's "now", to the second. */
let now: number;

beforeAll(async () => {
  emulator = await startFronted(startObjectRetention);
  // What is done to a bucket behind kansa's back does not go through the proxy.
  s3 = new S3Client({ region: REGION, endpoint: emulator.moto.url, forcePathStyle: true });
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
  await s3.send(
    new CreateBucketCommand({ Bucket: LOCKED, CreateBucketConfiguration, ObjectLockEnabledForBucket: true }),
  );
  await s3.send(new CreateBucketCommand({ Bucket: UNLOCKED, CreateBucketConfiguration }));
  createKeys(KEY, 'ed25519', undefined);
  signed = join(folder, 'signed');
  const { evaluation } = await scanned({ out: signed, signKey: KEY });
  now = evaluation.scope.now;
});
afterEach(() => {
  emulator.front.hidden = false;
  emulator.proxy.faults([]);
});
afterAll(() => emulator?.stop());

const scanned = (options: Partial<ScanOptions>) =>
  scan({
    ...SCAN,
    replay: DEMO,
    endpoint: emulator.proxy.url,
    selection: { ...EVERYTHING, controls: ['kms/key_rotation'] },
    failOn: 'none',
    failOnUnknown: 'never',
    ...options,
  });

/** A copy of the signed run at a place of its own. */
let places = 0;
const sent = async (options: { readonly lockYears?: number; readonly lock?: boolean } = {}, bucket = LOCKED) => {
  places += 1;
  const prefix = `copies/${places}/signed`;
  const uri = `s3://${bucket}/${prefix}`;
  await upload(signed, uri, { endpoint: emulator.proxy.url, language: 'en', ...options });
  return { uri, key: (path: string) => ({ Bucket: bucket, Key: `${prefix}/${path}` }) };
};

const verified = async (
  runs: string | readonly string[],
  options: Partial<VerifyOptions> = {},
): Promise<{ readonly exitCode: number; readonly of: RunVerification; readonly notes: readonly StorageNote[] }> => {
  const { document, exitCode } = await verify({
    runs: [runs].flat(),
    reperform: false,
    publicKeys: [`${KEY}.pub`],
    endpoint: emulator.proxy.url,
    json: true,
    language: 'en',
    terminal: { colour: false, width: 100 },
    version: '0.1.0',
    ...options,
  });
  const [of] = JSON.parse(document).runs;
  return { exitCode, of, notes: of.storage?.notes ?? [] };
};

/** A copy of the signed run with something changed in it, and no longer sealed. */
const resealed = (name: string, change: (run: string) => void): string => {
  const run = join(folder, name);
  cpSync(signed, run, { recursive: true });
  for (const seal of ['manifest.json', 'manifest.sigstore.json']) rmSync(join(run, seal));
  change(run);
  return run;
};

const keysBelow = async (prefix: string, Bucket = LOCKED): Promise<string[]> => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: `${prefix}/` }));
  return Contents.map(({ Key = '' }) => Key.slice(prefix.length + 1)).sort();
};

const filesOf = (run: string): string[] =>
  readdirSync(run, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(run.length + 1))
    .sort();

const said = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => expect.fail('nothing was refused'),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

describe('a scan that keeps its run in S3', () => {
  it('sends every file, locked for the years of the parameters, the manifest last, and leaves nothing behind', async () => {
    emulator.proxy.clear();
    const { summary } = await scanned({ out: `s3://${LOCKED}/scans/{account}/{time}`, signKey: KEY });
    const uri = /kept at (\S+)/.exec(summary)?.[1] ?? expect.fail(summary);
    const until = new Date(retainUntil(now, 7));
    expect(summary).toContain(`each object locked until ${until.toISOString()} (Object Lock, COMPLIANCE)`);
    const prefix = uri.slice(`s3://${LOCKED}/`.length);
    expect(await keysBelow(prefix)).toEqual(filesOf(signed));
    const puts = emulator.proxy.requests
      .filter(({ operation }) => operation === 'PutObject')
      .map(({ input }) => String(input.Key));
    expect(puts.at(0)).toBe(`${prefix}/evaluation.json`);
    expect(puts.slice(-2)).toEqual([`${prefix}/manifest.sigstore.json`, `${prefix}/manifest.json`]);
    const object = await s3.send(
      new HeadObjectCommand({ Bucket: LOCKED, Key: `${prefix}/manifest.json`, ChecksumMode: 'ENABLED' }),
    );
    expect([object.ObjectLockMode, object.ObjectLockRetainUntilDate, object.ChecksumSHA256?.length]).toEqual([
      'COMPLIANCE',
      until,
      44,
    ]);
    expect(await verified(uri)).toMatchObject({
      exitCode: 0,
      of: {
        run: uri,
        state: 'verified',
        differences: [],
        signature: { state: 'valid' },
        storage: {
          objects: filesOf(signed).length,
          lock: { wanted: until.getTime(), locked: filesOf(signed).length, earliest: until.getTime() },
          notes: [],
        },
      },
    });
  });

  it('is tried by the doctor, which writes nothing', async () => {
    const checked = async (out: string, options: Partial<DoctorOptions> = {}) => {
      const { document, exitCode } = await doctor({
        regions: [REGION],
        selection: { ...EVERYTHING, controls: ['kms/key_rotation'] },
        endpoint: emulator.proxy.url,
        maxAttempts: 1,
        now,
        nodeVersion: '20.19.0',
        format: 'json',
        language: 'en',
        out,
        ...options,
      });
      const checks: readonly { subject: string }[] = JSON.parse(document);
      return { exitCode, store: checks.filter(({ subject }) => subject === 'store') };
    };
    const store = { subject: 'store', controls: [] };
    expect(await checked(`s3://${LOCKED}/doctor/{account}`)).toEqual({
      exitCode: 0,
      store: [
        {
          ...store,
          name: `s3://${LOCKED}/doctor/123456789012`,
          state: 'ok',
          detail: 'nothing was written: only the first scan shows whether s3:PutObject is allowed',
        },
      ],
    });
    const unlocked = `s3://${UNLOCKED}/doctor`;
    expect(await checked(unlocked)).toMatchObject({ exitCode: 3, store: [{ name: unlocked, state: 'failed' }] });
    expect(await checked(unlocked, { lock: false })).toMatchObject({ exitCode: 0, store: [{ state: 'ok' }] });
    expect(await checked(join(folder, 'a/b'))).toMatchObject({ exitCode: 0, store: [{ state: 'ok', detail: '' }] });
    const listed = await s3.send(new ListObjectsV2Command({ Bucket: LOCKED, Prefix: 'doctor' }));
    expect(listed.Contents ?? []).toEqual([]);
  });

  it('is refused before anything is asked where the bucket has no Object Lock, is not there, or does not say', async () => {
    const refusing = (out: string) => said(scanned({ out }));
    expect(await refusing(`s3://${UNLOCKED}/runs/a`)).toMatch(
      /^bucket example-plain-bucket has no Object Lock, .*enable it for the bucket, name another one, or keep the run unlocked with --no-lock$/,
    );
    expect(await refusing('s3://example-no-such-bucket/runs/a')).toMatch(
      /^bucket example-no-such-bucket: s3:GetBucketObjectLockConfiguration failed \(NoSuchBucket: /,
    );
    emulator.proxy.faults([{ service: 's3', operation: 'GetObjectLockConfiguration', kind: 'deny' }]);
    expect(await refusing(`s3://${LOCKED}/runs/a`)).toMatch(
      /^bucket example-audit-runs: s3:GetBucketObjectLockConfiguration failed \(AccessDenied.*\); whether the bucket locks/,
    );
    emulator.proxy.faults([{ service: 's3', operation: 'ListObjectsV2', kind: 'deny' }]);
    expect(await refusing(`s3://${LOCKED}/runs/a`)).toMatch(
      /^s3:\/\/example-audit-runs\/runs\/: s3:ListBucket failed \(AccessDenied.*\); the run before this one cannot be looked for/,
    );
    expect(await refusing(`s3://${LOCKED}`)).toMatch(/a run needs a prefix of its own in the bucket/);
    expect(await said(scanned({ out: `s3://${LOCKED}/runs/a`, overwrite: true }))).toMatch(
      /nothing in S3 is overwritten/,
    );
    expect(await keysBelow('runs')).toEqual([]);
  });

  it('is kept unlocked where somebody says so, and never verified as if it were locked', async () => {
    const { summary } = await scanned({ out: `s3://${UNLOCKED}/runs/b`, signKey: KEY, lock: false });
    expect(summary).toContain('NOT LOCKED');
    const { exitCode, notes } = await verified(`s3://${UNLOCKED}/runs/b`);
    expect([exitCode, new Set(notes.map(({ kind }) => kind)), notes.length]).toEqual([
      1,
      new Set(['none']),
      filesOf(signed).length,
    ]);
    expect(await verified(`s3://${UNLOCKED}/runs/b`, { lock: false })).toMatchObject({ exitCode: 0, notes: [] });
  });

  it('survives on disk where it cannot be sent, and is sent from there', async () => {
    emulator.proxy.faults([{ service: 's3', operation: 'PutObject', kind: 'deny' }]);
    const out = `s3://${LOCKED}/survives/run`;
    const message = await said(scanned({ out, signKey: KEY }));
    const [, left = '', right] =
      /the run is whole and sealed in (\S+): send it with "kansa runs upload (\S+) s3:\/\/example-audit-runs\/survives\/run"$/.exec(
        message,
      ) ?? expect.fail(message);
    expect(message).toMatch(
      /evaluation\.json was not written \(AccessDenied.*these credentials need s3:PutObject there and s3:PutObjectRetention/,
    );
    expect(right).toBe(left);
    expect(await keysBelow('survives')).toEqual([]);
    expect((await verified(left)).exitCode).toBe(0);
    emulator.proxy.faults([]);
    await upload(left, out, { endpoint: emulator.proxy.url, language: 'en' });
    expect((await verified(out)).exitCode).toBe(0);
  });

  it('links to the run before it that lies beside it, or to one that is named', async () => {
    const earlier = resealed('earlier', (run) => {
      const path = join(run, 'evaluation.json');
      const evaluation = JSON.parse(readFileSync(path, 'utf8'));
      writeFileSync(path, JSON.stringify({ ...evaluation, scope: { ...evaluation.scope, now: now - 1_000 } }));
    });
    await seal(earlier, {});
    const at = `s3://${LOCKED}/chain`;
    const link = { endpoint: emulator.proxy.url, language: 'en' } as const;
    await upload(earlier, `${at}/earlier`, link);
    const { summary } = await scanned({ out: `${at}/later`, signKey: KEY });
    expect(summary).toContain('previous run: earlier\n');
    const named = await scanned({ out: join(folder, 'named'), previous: `${at}/earlier` });
    expect(named.summary).toContain('previous run: earlier\n');
    const begun = await scanned({ out: `${at}/begun`, previous: 'none' });
    expect(begun.summary).toContain('previous run: none');
    const { of } = await verified([`${at}/later`, `${at}/earlier`]);
    expect(of.chain).toEqual({ state: 'linked', run: 'earlier', expected: true });
    expect(await said(scanned({ out: join(folder, 'named-later'), previous: `${at}/later` }))).toBe(
      `--previous ${at}/later: it is no earlier run of account 123456789012`,
    );
  });
});

describe('a scan that was cut off on its way to S3', () => {
  const LIVE = { regions: [REGION], now: Date.now(), previous: 'none', signKey: KEY };
  const asking = (options: Partial<ScanOptions>) =>
    scan({
      ...SCAN,
      endpoint: emulator.proxy.url,
      selection: { ...EVERYTHING, controls: ['kms/key_rotation'] },
      failOn: 'none',
      failOnUnknown: 'never',
      ...LIVE,
      ...options,
    });

  /** Where the run lies that is stopped as soon as its recording has begun. */
  const cutOff = async (options: Partial<ScanOptions>): Promise<string> => {
    const stop = new AbortController();
    const progress: ScanOptions['progress'] = ({ text }) => {
      if (text.startsWith('collecting')) stop.abort(new Interrupted('SIGTERM'));
    };
    const message = await said(asking({ ...options, signal: stop.signal, progress }));
    return /go on with kansa scan --resume (\S+)$/.exec(message)?.[1] ?? expect.fail(message);
  };

  it('is sent once it is resumed, under the lock that was asked for, and leaves nothing behind', async () => {
    const uri = `s3://${LOCKED}/resumed/run`;
    const run = await cutOff({ out: uri, lockYears: 3 });
    expect(await keysBelow('resumed')).toEqual([]);
    const told: string[] = [];
    const { evaluation, summary } = await asking({
      resume: run,
      settings: [
        { option: 'out', value: undefined, origin: 'default' },
        { option: 'lock-years', value: undefined, origin: 'default' },
        { option: 'fail-on', value: 'none', origin: 'flag' },
      ],
      progress: ({ text }) => void told.push(text),
    });
    const until = retainUntil(evaluation.scope.now, 3);
    expect(told).toContain(`the run is made in ${run}, and sent to ${uri} once it is whole`);
    expect(summary).toContain(`kept at ${uri}\n  each object locked until ${new Date(until).toISOString()}`);
    expect([existsSync(run), existsSync(dirname(run))]).toEqual([false, false]);
    // For how long it is to be locked is sealed with it: verifying asks for no less, and no more.
    expect(await verified(uri)).toMatchObject({ exitCode: 0, of: { storage: { lock: { wanted: until }, notes: [] } } });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: LOCKED, Key: 'resumed/run/inputs/settings.json' }));
    expect(JSON.parse((await Body?.transformToString()) ?? '')).toEqual([
      { option: 'out', value: uri, origin: 'recording' },
      { option: 'lock-years', value: 3, origin: 'recording' },
      { option: 'fail-on', value: 'none', origin: 'flag' },
    ]);
  });

  it('stays without a lock where none was asked for, and on disk where it was to stay there', async () => {
    const uri = `s3://${UNLOCKED}/resumed/run`;
    const { summary } = await asking({ resume: await cutOff({ out: uri, lock: false }) });
    expect(summary).toContain(`kept at ${uri}\n  NOT LOCKED`);
    const local = await cutOff({ out: join(folder, 'local') });
    expect((await asking({ resume: local })).summary).not.toContain('kept at');
    expect(existsSync(join(local, 'manifest.json'))).toBe(true);
  });

  it('stays on disk where it cannot be sent, and is resumed only once its bucket can be written', async () => {
    const run = await cutOff({ out: `s3://${LOCKED}/resumed/unsent` });
    emulator.proxy.faults([{ service: 's3', operation: 'GetObjectLockConfiguration', kind: 'deny' }]);
    expect(await said(asking({ resume: run }))).toMatch(/s3:GetBucketObjectLockConfiguration failed \(AccessDenied/);
    emulator.proxy.faults([{ service: 's3', operation: 'PutObject', kind: 'deny' }]);
    expect(await said(asking({ resume: run }))).toMatch(`the run is whole and sealed in ${run}: send it with`);
    emulator.proxy.faults([]);
    await upload(run, `s3://${LOCKED}/resumed/unsent`, { endpoint: emulator.proxy.url, language: 'en' });
    expect((await verified(`s3://${LOCKED}/resumed/unsent`)).exitCode).toBe(0);
  });
});

describe('an upload', () => {
  it('is refused where a finished run lies, the same or another', async () => {
    const { uri } = await sent();
    expect(await said(upload(signed, uri, { endpoint: emulator.proxy.url, language: 'en' }))).toBe(
      `${uri} holds a finished run, and nothing is overwritten; name another place`,
    );
    // Who may not look whether it is there is refused by the first object.
    emulator.proxy.faults([{ service: 's3', operation: 'HeadObject', kind: 'deny' }]);
    expect(await said(upload(signed, uri, { endpoint: emulator.proxy.url, language: 'en' }))).toMatch(
      /evaluation\.json is there already, and s3:GetObject failed/,
    );
  });

  it('that is cut off leaves nothing that looks finished, and goes on', async () => {
    places += 1;
    const uri = `s3://${LOCKED}/copies/${places}/signed`;
    emulator.proxy.faults([
      {
        service: 's3',
        operation: 'PutObject',
        kind: 'server_error',
        match: ({ Key }) => String(Key).includes('snapshot'),
      },
    ]);
    const message = await said(upload(signed, uri, { endpoint: emulator.proxy.url, language: 'en' }));
    expect(message).toMatch(/was not written/);
    const left = await keysBelow(`copies/${places}/signed`);
    expect([left.includes('evaluation.json'), left.includes('manifest.json')]).toEqual([true, false]);
    emulator.proxy.faults([]);
    expect(await verified(uri)).toMatchObject({ exitCode: 3, of: { state: 'incomplete' } });
    expect(await said(Promise.resolve(withRun(uri, 'evaluation', { endpoint: emulator.proxy.url }, () => '')))).toBe(
      `${uri} holds no manifest.json: it is no run, or its upload did not end; name the place of a finished run`,
    );
    await upload(signed, uri, { endpoint: emulator.proxy.url, language: 'en' });
    expect(await verified(uri)).toMatchObject({ exitCode: 0, of: { storage: { notes: [] } } });
  });

  it('never goes on over another file, nor adds to what is no longer as it was sealed', async () => {
    places += 1;
    const prefix = `copies/${places}/signed`;
    await s3.send(
      new PutObjectCommand({
        Bucket: LOCKED,
        Key: `${prefix}/evaluation.json`,
        Body: '{}',
        ChecksumAlgorithm: 'SHA256',
      }),
    );
    const uri = `s3://${LOCKED}/${prefix}`;
    expect(await said(upload(signed, uri, { endpoint: emulator.proxy.url, language: 'en' }))).toBe(
      `${uri}/evaluation.json is there already and is another file; nothing is overwritten, name another place`,
    );
    expect(await keysBelow(prefix)).toEqual(['evaluation.json']);
    const damaged = join(folder, 'damaged');
    cpSync(signed, damaged, { recursive: true });
    appendFileSync(join(damaged, 'report.html'), ' ');
    expect(await said(upload(damaged, uri, { endpoint: emulator.proxy.url, language: 'en' }))).toMatch(
      /is not what was sealed/,
    );
  });

  it('locks for the years that are said, and is held to those of the parameters otherwise', async () => {
    const { uri } = await sent({ lockYears: 3 });
    const short = await verified(uri);
    expect([short.exitCode, short.notes[0]]).toEqual([
      1,
      { path: 'bundle/catalogue.json', kind: 'too_short', mode: 'COMPLIANCE', until: retainUntil(now, 3) },
    ]);
    expect((await verified(uri, { lockYears: 3 })).exitCode).toBe(0);
  });
});

describe('a file too large for memory', () => {
  it('is sent as a stream, under its checksum', async () => {
    const large = resealed('large', (run) =>
      writeFileSync(join(run, 'inputs/large.bin'), Buffer.alloc(33 * 1024 ** 2, 'example')),
    );
    await seal(large, { previous: 'none' });
    const uri = `s3://${LOCKED}/large/run`;
    await upload(large, uri, { endpoint: emulator.proxy.url, language: 'en' });
    expect((await verified(uri, { publicKeys: [] })).exitCode).toBe(0);
  });
});

describe('a run in S3 that somebody laid hands on', () => {
  const state = async (uri: string) => {
    const { exitCode, of, notes } = await verified(uri);
    return { exitCode, differences: of.differences, notes };
  };

  it('is named with the object that was overwritten', async () => {
    const { uri, key } = await sent();
    await s3.send(new PutObjectCommand({ ...key('report.html'), Body: 'all is well' }));
    expect(await state(uri)).toEqual({
      exitCode: 1,
      differences: [
        {
          kind: 'changed',
          path: 'report.html',
          size: 11,
          sealedSize: readFileSync(join(signed, 'report.html')).length,
        },
      ],
      notes: [
        { path: 'report.html', kind: 'overwritten', versions: 1 },
        { path: 'report.html', kind: 'none' },
      ],
    });
  });

  it('is named with the object that a delete marker hides, which its lock keeps', async () => {
    const { uri, key } = await sent();
    await s3.send(new DeleteObjectCommand(key('recording.ndjson.gz')));
    expect(await state(uri)).toEqual({
      exitCode: 1,
      differences: [{ kind: 'missing', path: 'recording.ndjson.gz' }],
      notes: [{ path: 'recording.ndjson.gz', kind: 'deleted', versions: 1 }],
    });
  });

  it('is named with what was added, and no key leads out of the folder', async () => {
    const { uri, key } = await sent();
    const put = (path: string, Body: string) => s3.send(new PutObjectCommand({ ...key(path), Body }));
    await put('notes.txt', 'added');
    await put('a/../../../../../../tmp/kansa-escaped', 'hostile');
    await put('evaluation.json/x', 'a file below a file');
    await s3.send(new PutObjectCommand({ ...key('folder/'), ContentLength: 0 }));
    const { exitCode, differences, notes } = await state(uri);
    expect([exitCode, differences]).toEqual([
      1,
      [
        { kind: 'added', path: 'notes.txt', size: 5 },
        { kind: 'irregular', path: 'a/../../../../../../tmp/kansa-escaped' },
        { kind: 'irregular', path: 'evaluation.json/x' },
      ],
    ]);
    expect(notes).toContainEqual({ path: 'notes.txt', kind: 'none' });
    expect(existsSync('/tmp/kansa-escaped')).toBe(false);
  });

  it('is not verified where its locks cannot be seen, and told where they are of another mode', async () => {
    const { uri } = await sent();
    emulator.front.hidden = true;
    const { exitCode, of, notes } = await verified(uri);
    expect([exitCode, of.state, of.storage?.lock?.locked, notes.length]).toEqual([
      3,
      'incomplete',
      0,
      filesOf(signed).length,
    ]);
    expect(notes[0]).toMatchObject({
      kind: 'unseen',
      detail: expect.stringMatching(/^s3:GetObjectRetention: AccessDenied/),
    });
    emulator.front.hidden = false;
    const unlocked = await sent({ lock: false });
    await s3.send(
      new PutObjectRetentionCommand({
        ...unlocked.key('report.html'),
        Retention: { Mode: 'GOVERNANCE', RetainUntilDate: new Date(retainUntil(now, 8)) },
        ChecksumAlgorithm: 'SHA256',
      }),
    );
    const { notes: governed } = await verified(unlocked.uri);
    expect(governed.filter(({ kind }) => kind === 'not_compliance')).toEqual([
      { path: 'report.html', kind: 'not_compliance', mode: 'GOVERNANCE', until: retainUntil(now, 8) },
    ]);
  });

  it('is not even listed where the versions may not be seen', async () => {
    const { uri } = await sent();
    emulator.proxy.faults([{ service: 's3', operation: 'ListObjectVersions', kind: 'deny' }]);
    expect(await said(verified(uri))).toMatch(
      new RegExp(
        `^${uri}: s3:ListBucketVersions failed \\(AccessDenied.*\\); what lies there is not known; allow the action`,
      ),
    );
    emulator.proxy.faults([{ service: 's3', operation: 'GetObject', kind: 'deny' }]);
    expect(await said(verified(uri))).toMatch(/s3:GetObject failed \(AccessDenied.*\); allow s3:GetObject/);
  });
});

describe('what reads a run in S3', () => {
  const options = { language: 'en', terminal: { colour: false, width: 100 }, output: '-' } as const;

  it('gives the same report as from disk, for which it fetches the manifest and the evaluation only', async () => {
    const { uri } = await sent();
    emulator.proxy.clear();
    const reported = async (run: string) =>
      [...(await report(run, { ...options, format: 'json', frameworks: [] }))].join('');
    const fromS3 = await withRun(uri, 'evaluation', { endpoint: emulator.proxy.url }, reported);
    expect(fromS3).toBe(await reported(signed));
    expect(emulator.proxy.requests.map(({ operation, input }) => [operation, basename(String(input.Key))])).toEqual([
      ['GetObject', 'manifest.json'],
      ['GetObject', 'evaluation.json'],
    ]);
  });

  it('names the place in S3 where a run does not tell what is asked', async () => {
    const { uri } = await sent();
    expect(
      await said(
        Promise.resolve(
          withRun(uri, 'evaluation', { endpoint: emulator.proxy.url }, (run) =>
            retention(run, { ...options, format: 'json' }),
          ),
        ),
      ),
    ).toMatch(new RegExp(`^${uri} does not tell how evidence is kept`));
  });

  it('gives a gate the facts of the account, and no more', async () => {
    const { uri } = await sent();
    const fetched = await withRun(uri, 'facts', { endpoint: emulator.proxy.url }, filesOf);
    const wanted = /^(evaluation\.json|manifest\.json|snapshot\/.+)$/;
    expect(fetched).toEqual(filesOf(signed).filter((path) => wanted.test(path)));
  });

  it('compares two runs', async () => {
    const { uri } = await sent();
    const { document, exitCode } = await withRuns(
      [signed, uri],
      'evaluation',
      { endpoint: emulator.proxy.url },
      (runs) =>
        diff({
          before: runs[0] ?? '',
          after: runs[1] ?? '',
          format: 'json',
          language: 'en',
          terminal: options.terminal,
          failOnNew: 'low',
          failOnLost: 'low',
        }),
    );
    expect([exitCode, JSON.parse(document).new]).toEqual([0, []]);
  });

  it('takes nothing that is not what was sealed', async () => {
    const { uri, key } = await sent();
    const { Body } = await s3.send(new GetObjectCommand(key('evaluation.json')));
    const text = (await Body?.transformToString()) ?? '';
    await s3.send(new PutObjectCommand({ ...key('evaluation.json'), Body: text.replace('"fail"', '"pass"') }));
    expect(await said(Promise.resolve(withRun(uri, 'evaluation', { endpoint: emulator.proxy.url }, () => '')))).toBe(
      `${uri}: evaluation.json is not what was sealed; "kansa verify ${uri}" names all that departs`,
    );
  });
});
