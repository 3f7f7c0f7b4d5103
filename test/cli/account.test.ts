import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/model/finding.js';
import { DEMO, freshFolder, KEYS, kansa, type Outcome, refusal, type Surroundings, start } from './kansa.js';
import { addressOf, type RecordedAccount, startRecordedAccount } from './recorded-account.js';

const TOKYO = ['--region', 'ap-northeast-1'];

/** Scans into a new place, which a refused scan leaves empty. */
const refused = async (args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> => {
  const folder = freshFolder();
  const outcome = await kansa(['scan', '--out', join(folder, 'run'), ...args], surroundings);
  expect(readdirSync(folder)).toEqual([]);
  return outcome;
};

/** A home with this AWS configuration. */
const homeWith = (config: string): { readonly env: { readonly HOME: string } } => {
  const HOME = freshFolder();
  mkdirSync(join(HOME, '.aws'));
  writeFileSync(join(HOME, '.aws/config'), config);
  return { env: { HOME } };
};

describe('a scan that cannot begin', () => {
  const NO_KEYS = 'Could not load credentials from any providers';
  const SIGN_IN = 'sign in (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID';
  const LIST = '("aws configure list-profiles" shows which there are)';

  it.concurrent.each<[string, readonly string[], Surroundings, string]>([
    ['for want of credentials', TOKYO, {}, `no AWS credentials: ${NO_KEYS}; ${SIGN_IN}`],
    [
      'for want of credentials in the profile',
      ['--profile', 'audit'],
      homeWith('[profile audit]\nregion = ap-northeast-1\n'),
      `no AWS credentials for profile "audit": ${NO_KEYS}; ${SIGN_IN}`,
    ],
    [
      'for an unknown profile',
      ['--profile', 'audti', ...TOKYO],
      homeWith('[profile audit]\nregion = ap-northeast-1\n'),
      `no profile "audti" in the AWS configuration: correct --profile or AWS_PROFILE ${LIST}`,
    ],
    [
      'for an unknown profile, though no region is named either',
      [],
      { env: { AWS_PROFILE: 'audti' } },
      `no profile "audti" in the AWS configuration: correct --profile or AWS_PROFILE ${LIST}`,
    ],
    [
      'for want of a region',
      [],
      { env: KEYS },
      'no region: name one with --region, or set AWS_REGION, or a region in the profile',
    ],
    [
      'for an unknown region',
      ['--region', 'ap-northeast-1', '--region', 'tokyo'],
      { env: KEYS },
      'unknown region "tokyo": name one as AWS does, e.g. ap-northeast-1',
    ],
    [
      'for an unknown region of the environment',
      [],
      { env: { ...KEYS, AWS_REGION: 'tokyo' } },
      'unknown region "tokyo": name one as AWS does, e.g. ap-northeast-1',
    ],
  ])('%s says what would help', async (_, args, surroundings, sentence) => {
    expect(await refused(args, surroundings)).toEqual(refusal(sentence));
  });
});

describe('an endpoint', () => {
  it('where nobody listens is told', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = addressOf(server.address());
    server.close();
    await once(server, 'close');
    expect(await refused([...TOKYO, '--endpoint-url', url, '--max-attempts', '1'], { env: KEYS })).toEqual(
      refusal(
        `cannot reach the account: sts:GetCallerIdentity in ap-northeast-1 got no usable answer (Error): connect ECONNREFUSED ${url.slice(7)}; check the credentials, the network and --endpoint-url ${url}`,
      ),
    );
  });

  it.each<[number, string]>([
    [200, 'the answer to sts:GetCallerIdentity names no account'],
    [404, 'sts:GetCallerIdentity in ap-northeast-1 got no usable answer (NotFound): Unknown'],
  ])('that answers with a web page (%i) is told', async (status, what) => {
    const page = '<!doctype html><html><head><title>Welcome</title></head><body>It works!</body></html>';
    const server = createServer((_, response) => {
      response.writeHead(status, { 'content-type': 'text/html' }).end(page);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = addressOf(server.address());
    expect(await refused([...TOKYO, '--endpoint-url', url, '--max-attempts', '1'], { env: KEYS })).toEqual(
      refusal(`cannot reach the account: ${what}; check the credentials, the network and --endpoint-url ${url}`),
    );
    server.close();
  });
});

const BOTH = ['--region', 'ap-northeast-1,ap-northeast-3', '--max-attempts', '1'];

describe('a scan over the wire', () => {
  let account: RecordedAccount;
  beforeAll(async () => {
    account = await startRecordedAccount();
  });
  afterAll(() => account.stop());

  it('asks for every fact, and its recording gives the same verdicts without anybody to ask', async () => {
    const out = join(freshFolder(), 'run');
    const scanned = await kansa(['scan', '--out', out, ...BOTH, '--endpoint-url', account.url], { env: KEYS });
    expect([scanned.code, scanned.stdout, scanned.stderr.split('\n')[0]]).toEqual([
      1,
      '',
      'account 123456789012, ap-northeast-1, ap-northeast-3',
    ]);
    expect(readdirSync(out).sort()).toEqual(SEALED);
    const first = evaluationIn(out);
    expect(outcomesIn(first)).toEqual(['absent', 'ok']);

    const again = join(freshFolder(), 'again');
    const replayed = await kansa([
      'scan',
      '--replay',
      join(out, 'recording.ndjson.gz'),
      '--out',
      again,
      '--fail-on',
      'none',
    ]);
    const second = evaluationIn(again);
    expect(second.digests).toEqual(first.digests);
    // Without --fail-on only a critical unknown is left to fail for.
    const isIncomplete = second.findings.some(
      ({ verdict, severity }) => verdict === 'unknown' && severity === 'critical',
    );
    expect([replayed.code, second.exitCode]).toEqual(isIncomplete ? [3, 3] : [0, 0]);
  });
});

describe('a scan that is stopped', () => {
  interface Stopped extends Outcome {
    readonly out: string;
  }

  /** Stopped when it asks for what it never gets. */
  const stopped = async (signal: NodeJS.Signals, operation: string): Promise<Stopped> => {
    const account = await startRecordedAccount(operation);
    const out = join(freshFolder(), 'run');
    const asked = account.asked(operation);
    const { child, outcome } = start(['scan', '--out', out, ...BOTH, '--endpoint-url', account.url], { env: KEYS });
    await asked;
    child.kill(signal);
    const result = { ...(await outcome), out };
    await account.stop();
    return result;
  };

  let interrupted: Stopped;
  let terminated: Stopped;
  let early: Stopped;
  beforeAll(async () => {
    [interrupted, terminated, early] = await Promise.all([
      stopped('SIGINT', 'Search'),
      stopped('SIGTERM', 'Search'),
      stopped('SIGINT', 'GetCallerIdentity'),
    ]);
  });

  it.each([
    ['SIGINT', 130, () => interrupted],
    ['SIGTERM', 143, () => terminated],
  ])('by %s ends with %i and keeps what was answered', (signal, code, run) => {
    const { out, stderr, ...outcome } = run();
    expect({ ...outcome, stderr: stderr.split('\n') }).toEqual({
      code,
      stdout: '',
      stderr: [
        'account 123456789012, ap-northeast-1, ap-northeast-3',
        expect.stringMatching(/^collecting /),
        `kansa: stopped by ${signal} before anything was judged; what was answered until then is kept: go on with kansa scan --resume ${out}`,
        '',
      ],
    });
    // The recording is a journal without its seal, and what it holds is whole lines.
    expect(readdirSync(out).sort()).toEqual(['recording.ndjson.gz', 'snapshot.part']);
    const kinds = linesOf(gunzipSync(readFileSync(join(out, 'recording.ndjson.gz')))).map(({ kind }) => kind);
    expect([kinds[0], new Set(kinds.slice(1))]).toEqual(['header', new Set(['exchange'])]);
  });

  it('before the account has answered leaves nothing', () => {
    const { out, ...outcome } = early;
    expect(outcome).toEqual(refusal('stopped by SIGINT before anything was judged; nothing was written', 130));
    expect(existsSync(out)).toBe(false);
  });

  it('leaves a recording that is not replayed, and a place that another run may take', async () => {
    const { out } = interrupted;
    const recording = join(out, 'recording.ndjson.gz');
    const again = ['scan', '--replay', DEMO, '--out', out];
    expect([await refused(['--replay', recording]), await kansa(again)]).toEqual([
      refusal(
        `recording ${recording}: it is cut off before its end; go on with its run (kansa scan --resume), restore the file or record the account again`,
      ),
      refusal(
        `output directory ${out} is not empty: choose another with --out, or replace a former run with --overwrite`,
      ),
    ]);
    expect((await kansa([...again, '--overwrite'])).code).toBe(1);
    expect(readdirSync(out).sort()).toEqual(SEALED);
  });

  it('goes on where it was stopped', async () => {
    const { out } = terminated;
    const account = await startRecordedAccount();
    const { code, stderr } = await kansa(['scan', '--resume', out, '--endpoint-url', account.url], { env: KEYS });
    await account.stop();
    expect([code, stderr.split('\n')[0]]).toEqual([
      1,
      expect.stringMatching(/^account 123456789012, ap-northeast-1, ap-northeast-3 \(resumed after \d\d+ answers\)$/),
    ]);
    expect(readdirSync(out).sort()).toEqual(SEALED);
    expect(outcomesIn(evaluationIn(out))).toEqual(['absent', 'ok']);
  });
});

/** All that a finished run holds. */
const SEALED = [
  'bundle',
  'evaluation.json',
  'inputs',
  'manifest.json',
  'recording.ndjson.gz',
  'report.html',
  'snapshot',
];

const outcomesIn = ({ coverage }: Evaluation): string[] =>
  [...new Set(coverage.calls.flatMap(({ outcomes }) => Object.keys(outcomes)))].sort();

const evaluationIn = (out: string): Evaluation => JSON.parse(readFileSync(join(out, 'evaluation.json'), 'utf8'));

const linesOf = (text: Buffer): { readonly kind?: string }[] =>
  text
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
