import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctor } from '../../src/commands/doctor.js';
import { retention } from '../../src/commands/retention.js';
import { scan } from '../../src/commands/scan.js';
import type { Evaluation } from '../../src/model/finding.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { type Bucket, newSigningKey, PLANTED, type Written, writeChain } from '../collectors/digest-files.js';
import { SCAN } from '../commands/demo.js';
import { askMoto, type Front, type Fronted, startFront, startFronted } from '../emulator/front.js';
import type { Fault } from '../emulator/proxy.js';
import { installed } from '../emulator/python.js';

/** moto's own account. */
const ACCOUNT = '123456789012';
const REGION = 'ap-northeast-1';
const HOUR = 3_600_000;
const now = Math.floor(Date.now() / 1000) * 1000;
const KEY = newSigningKey();
const folder = mkdtempSync(join(tmpdir(), 'kansa-digests-test-'));

/** moto knows no public keys of CloudTrail's, and every trail of it has just begun. */
const startTrails = (moto: string): Promise<Front> =>
  startFront(moto, async (asked) => {
    const target = asked.headers.find(([name]) => name === 'x-amz-target')?.[1] ?? '';
    const json = (answer: unknown) =>
      new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/x-amz-json-1.1' } });
    if (target.endsWith('.ListPublicKeys'))
      return json({ PublicKeyList: [{ Value: KEY.der.toString('base64'), Fingerprint: KEY.fingerprint }] });
    const given = await askMoto(asked);
    return target.endsWith('.GetTrailStatus') && given.ok
      ? json({ ...JSON.parse(await given.text()), StartLoggingTime: now / 1000 - 90 * 86_400 })
      : given;
  });

let emulator: Fronted<Front>;
let run: string;
let evaluation: Evaluation;
const chains = new Map<string, readonly Written[]>();

/** A trail with a genuine chain in a bucket of its own, damaged before it is put there. */
const trailInto = async (
  name: string,
  damage: (bucket: Bucket, chain: readonly Written[]) => void = () => undefined,
) => {
  const endpoint = emulator.moto.url;
  const s3 = new S3Client({ region: REGION, endpoint, forcePathStyle: true });
  const cloudtrail = new CloudTrailClient({ region: REGION, endpoint });
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
  await s3.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration }));
  await cloudtrail.send(new CreateTrailCommand({ Name: name, S3BucketName: name, EnableLogFileValidation: true }));
  await cloudtrail.send(new StartLoggingCommand({ Name: name }));
  const bucket: Bucket = new Map();
  const trail = { bucket: name, folder: `AWSLogs/${ACCOUNT}/`, account: ACCOUNT, region: REGION, name };
  const chain = writeChain(bucket, trail, KEY, { start: now - 25 * HOUR, hours: 24 });
  chains.set(name, chain);
  damage(bucket, chain);
  for (const [Key, { bytes, metadata }] of bucket)
    await s3.send(new PutObjectCommand({ Bucket: name, Key, Body: bytes, Metadata: { ...metadata } }));
};

const reading = (bucket: string): Fault => ({
  service: 's3',
  operation: 'GetObject',
  kind: 'deny',
  match: ({ Bucket }) => Bucket === bucket,
});

const at = (name: string, index: number): Written => chains.get(name)?.[index] ?? expect.fail('it was written');

beforeAll(async () => {
  emulator = await startFronted(startTrails);
  await trailInto('example-whole');
  await trailInto('example-modified', (bucket, chain) => {
    const key = chain[6]?.logs[0] ?? '';
    const found = bucket.get(key) ?? expect.fail('it was written');
    const content = gunzipSync(found.bytes).toString('utf8');
    bucket.set(key, { ...found, bytes: gzipSync(content.replace('eventTime', 'eventDate')) });
  });
  await trailInto('example-deleted', (bucket, chain) => {
    bucket.delete(chain[9]?.key ?? '');
    bucket.delete(chain[12]?.logs[1] ?? '');
  });
  await trailInto('example-denied');
  emulator.proxy.faults([reading('example-denied')]);
  run = join(folder, 'run');
  ({ evaluation } = await scan({
    ...SCAN,
    now,
    out: run,
    regions: [REGION],
    endpoint: emulator.proxy.url,
    kubernetes: false,
    logDigests: 1,
  }));
});

afterAll(async () => {
  await emulator?.stop();
  rmSync(folder, { recursive: true });
});

const proofOf = (bucket: string) => evaluation.retention?.digests?.find((one) => one.bucket === bucket);
const integrityOf = (bucket: string) =>
  evaluation.retention?.chains
    .find(({ stream, destination }) => stream === 'cloudtrail' && destination?.name === bucket)
    ?.links.find(({ step }) => step === 'integrity');

describe('the digest files in buckets', () => {
  it('prove the trail of which every file is as it was delivered', () => {
    expect(proofOf('example-whole')).toMatchObject({
      state: 'valid',
      // The first of the 24 ended when the time began.
      digests: { valid: 23, unverified: 0 },
      logFiles: { valid: 30, unverified: 0 },
      problems: [],
      uncovered: [],
      gaps: [],
    });
    expect(integrityOf('example-whole')?.state).toBe('met');
  });

  it('name the log file that was modified', () => {
    expect(proofOf('example-modified')).toMatchObject({
      state: 'damaged',
      problems: [{ kind: 'log_modified', bucket: 'example-modified', key: at('example-modified', 6).logs[0] }],
    });
    expect(integrityOf('example-modified')?.state).toBe('not_met');
  });

  it('name the digest file and the log file that were deleted', () => {
    expect(proofOf('example-deleted')?.problems).toEqual([
      { kind: 'digest_missing', bucket: 'example-deleted', key: at('example-deleted', 9).key },
      { kind: 'log_missing', bucket: 'example-deleted', key: at('example-deleted', 12).logs[1] },
    ]);
    expect(proofOf('example-deleted')?.uncovered).toHaveLength(1);
  });

  it('prove nothing where they may not be read', () => {
    expect(proofOf('example-denied')).toMatchObject({
      state: 'unverified',
      digests: { valid: 0, unverified: 23 },
      problems: [],
      gaps: [{ reason: 'denied', action: 's3:GetObject' }],
    });
    expect(integrityOf('example-denied')?.state).toBe('unknown');
  });

  it('leave no content of a log file anywhere in the run', () => {
    const files = readdirSync(run, { recursive: true, encoding: 'utf8' })
      .map((name) => join(run, name))
      .filter((path) => statSync(path).isFile());
    expect(files.some((path) => path.endsWith('recording.ndjson.gz'))).toBe(true);
    for (const path of files) {
      const bytes = readFileSync(path);
      const text = path.endsWith('.gz') ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
      expect([path, text.includes(PLANTED)]).toEqual([path, false]);
    }
  });

  it('prove the same from the recording, and are told by `kansa retention` in both languages', async () => {
    const again = await scan({ ...SCAN, replay: join(run, 'recording.ndjson.gz'), out: join(folder, 'again') });
    expect(again.evaluation.retention).toEqual(evaluation.retention);
    const look = { output: '-', format: 'text', terminal: { colour: false, width: 200 } } as const;
    const modified = `s3://example-modified/${at('example-modified', 6).logs[0]}`;
    expect(retention(run, { ...look, language: 'en' })).toContain(`Log file modified: ${modified}`);
    expect(retention(run, { ...look, language: 'ja' })).toContain(`ログファイルの改変：${modified}`);
  });
});

describe('the AWS CLI', () => {
  /** What `aws cloudtrail validate-logs` calls invalid in the time that kansa was asked for. */
  const invalid = async (name: string): Promise<string[]> => {
    const programs = await installed({ name: 'aws-cli', version: '1.45.11', distribution: 'awscli' });
    const endpoint = emulator.front.url;
    const trail = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/${name}`;
    const [from, to] = [now - 24 * HOUR, now].map((time) => new Date(time).toISOString());
    const said = await new Promise<string>((resolve) => {
      execFile(
        join(programs, 'aws'),
        ['cloudtrail', 'validate-logs', '--trail-arn', trail, '--start-time', `${from}`, '--end-time', `${to}`],
        {
          env: {
            ...process.env,
            AWS_ENDPOINT_URL: endpoint,
            AWS_DEFAULT_REGION: REGION,
            AWS_EC2_METADATA_DISABLED: 'true',
          },
        },
        (_, stdout, stderr) => resolve(`${stdout}${stderr}`),
      );
    });
    // It says how many were valid only where it came to its end.
    expect(said).toMatch(/\d+\/\d+ log files valid/);
    return [...said.matchAll(/s3:\/\/[^/]+\/(\S+)\s+INVALID/g)].map(([, key = '']) => key).sort();
  };

  it.each(['example-whole', 'example-modified', 'example-deleted'])('says the same of %s', async (name) => {
    expect(await invalid(name)).toEqual(
      proofOf(name)
        ?.problems.map(({ key }) => key)
        .sort(),
    );
  });
});

it('is a right that the doctor tries where it is asked', async () => {
  const right = async (logDigests: number | undefined, faults: readonly Fault[]) => {
    emulator.proxy.faults(faults);
    const { document } = await doctor({
      regions: [REGION],
      selection: EVERYTHING,
      endpoint: emulator.proxy.url,
      kubernetes: false,
      maxAttempts: 1,
      now,
      nodeVersion: '20.19.0',
      format: 'json',
      language: 'en',
      ...(logDigests !== undefined && { logDigests }),
    });
    const checks: { readonly name: string; readonly state: string }[] = JSON.parse(document);
    return checks.filter(({ name }) => name === 's3:GetObject').map(({ state }) => state);
  };
  expect(await right(undefined, [])).toEqual([]);
  expect(await right(7, [])).toEqual(['ok']);
  // It describes the first trail that it meets.
  expect(await right(7, [{ service: 's3', operation: 'GetObject', kind: 'deny' }])).toEqual(['missing']);
});
