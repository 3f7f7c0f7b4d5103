import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestValidation } from '../../src/collectors/cloudtrail/digest-validation.js';
import type { DigestChain } from '../../src/model/log-series.js';
import {
  answersOf,
  type Bucket,
  digestKeyOf,
  newSigningKey,
  type Trail,
  type Written,
  writeChain,
  writeDigest,
} from './digest-files.js';
import { ACCOUNT, type Answers, explore, REGION, refused } from './expedition.js';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-31T12:00:00Z');
const FROM = NOW - 24 * HOUR;
const TO = NOW - 3 * HOUR;
/** The first digest file reaches back to before the time that is asked for. */
const START = FROM - HOUR / 2;
const FOLDER = `AWSLogs/${ACCOUNT}/`;
const ARN = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/audit`;

const trail: Trail = { bucket: 'example-logs', folder: FOLDER, account: ACCOUNT, region: REGION, name: 'audit' };
const asked: DigestChain = {
  bucket: 'example-logs',
  bucketRegion: REGION,
  prefix: `${FOLDER}CloudTrail-Digest/${REGION}/`,
  trail: ARN,
  name: 'audit',
  homeRegion: REGION,
  region: REGION,
  from: FROM,
  to: TO,
};
const KEY = newSigningKey();
const OTHER_KEY = newSigningKey();

const unbroken = (hours = 24): { readonly bucket: Bucket; readonly chain: Written[] } => {
  const bucket: Bucket = new Map();
  return { bucket, chain: writeChain(bucket, trail, KEY, { start: START, hours }) };
};

const validated = async (
  bucket: Bucket,
  {
    calls = 1000,
    answers = {},
    keys = [KEY],
    largest,
    ...more
  }: Partial<DigestChain> & { calls?: number; answers?: Answers; keys?: (typeof KEY)[]; largest?: number } = {},
) => {
  const seen = await explore(digestValidation([{ ...asked, ...more }], calls), {
    ...(await answersOf(bucket, keys, largest)),
    ...answers,
  });
  const [found] = seen.resources;
  return {
    runtime: found?.runtime,
    gaps: found?.gaps.map(({ reason, action, detail }) => ({ reason, action, detail })),
    calls: seen.calls,
    source: found?.source,
  };
};

/** The digest files of the unbroken chain, of which a third of the hours is quiet. */
const ALL = { Digests: { Valid: 24, Unverified: 0 }, LogFiles: { Valid: 32, Unverified: 0 } };
const WHOLE = {
  From: '2026-03-30T12:00:00Z',
  To: '2026-03-31T09:00:00Z',
  ...ALL,
  Problems: [],
  ProblemsLeftOut: 0,
  Uncovered: [],
};

const changeOf = (bucket: Bucket, key: string, change: (content: string) => string): void => {
  const found = bucket.get(key);
  if (found === undefined) throw new Error(`${key} is not there`);
  bucket.set(key, { ...found, bytes: gzipSync(change(gunzipSync(found.bytes).toString('utf8'))) });
};

const at = (chain: readonly Written[], index: number): Written => {
  const one = chain.at(index);
  if (one === undefined) throw new RangeError(`there is no digest file ${index}`);
  return one;
};
const kindsOf = (problems: unknown): ReadonlySet<unknown> =>
  new Set(Array.isArray(problems) ? problems.map(({ Kind }) => Kind) : []);
const firstLog = (one: Written): string => one.logs[0] ?? '';
const problem = (Kind: string, Key: string) => ({ Kind, Bucket: 'example-logs', Key });

describe('the validation of digest files', () => {
  it('proves every digest file and log file of an unbroken chain', async () => {
    const { runtime, gaps, source, calls } = await validated(unbroken().bucket);
    expect({ runtime, gaps }).toEqual({ runtime: WHOLE, gaps: [] });
    expect(source?.map((one) => 'operation' in one && one.operation)).toEqual([
      's3:ListObjectsV2',
      'cloudtrail:ListPublicKeys',
      's3:GetObject',
    ]);
    // Two days, one list of keys, and every file once.
    expect(calls).toHaveLength(2 + 1 + 24 + 32);
  });

  it('proves a chain whose keys change on the way', async () => {
    const bucket: Bucket = new Map();
    const [first] = [writeChain(bucket, trail, KEY, { start: START, hours: 10 })];
    writeChain(bucket, trail, OTHER_KEY, { start: START + 10 * HOUR, hours: 14, previous: at(first, -1) });
    const { runtime, gaps } = await validated(bucket, { keys: [KEY, OTHER_KEY] });
    expect([runtime?.Problems, runtime?.Uncovered, gaps]).toEqual([[], [], []]);
  });

  it('proves the log files that a backfill names, which covers no further time', async () => {
    const { bucket } = unbroken();
    writeDigest(bucket, trail, KEY, { start: FROM, end: FROM + HOUR, logs: 1, generated: NOW - HOUR });
    const { runtime } = await validated(bucket);
    expect(runtime).toEqual({
      ...WHOLE,
      Digests: { Valid: 25, Unverified: 0 },
      LogFiles: { Valid: 33, Unverified: 0 },
    });
  });

  it('finds the chain of an organisation, of which the trail does not tell the id', async () => {
    const bucket: Bucket = new Map();
    const folder = `AWSLogs/o-example0001/${ACCOUNT}/`;
    writeChain(bucket, { ...trail, folder }, KEY, { start: START, hours: 24 });
    const { runtime, gaps } = await validated(bucket, {
      below: 'AWSLogs/',
      prefix: `${ACCOUNT}/CloudTrail-Digest/${REGION}/`,
    });
    expect({ runtime, gaps }).toEqual({ runtime: WHOLE, gaps: [] });
  });

  it('leaves the digest files of other trails in the same folder alone', async () => {
    const { bucket } = unbroken();
    writeChain(bucket, { ...trail, name: 'other' }, OTHER_KEY, { start: START, hours: 3 });
    expect((await validated(bucket)).runtime).toEqual(WHOLE);
  });
});

describe('damage', () => {
  const damaged = async (damage: (bucket: Bucket, chain: readonly Written[]) => void, more = {}) => {
    const { bucket, chain } = unbroken();
    damage(bucket, chain);
    return { chain, ...(await validated(bucket, more)) };
  };

  it('names a log file whose content was changed', async () => {
    const { runtime, chain } = await damaged((bucket, own) =>
      changeOf(bucket, firstLog(at(own, 6)), (content) => content.replace('planted', 'altered')),
    );
    expect(runtime).toEqual({
      ...WHOLE,
      LogFiles: { Valid: 31, Unverified: 0 },
      Problems: [problem('log_modified', firstLog(at(chain, 6)))],
    });
  });

  it('names a log file that was deleted', async () => {
    const { runtime, chain } = await damaged((bucket, own) => bucket.delete(firstLog(at(own, 6))));
    expect(runtime).toEqual({
      ...WHOLE,
      LogFiles: { Valid: 31, Unverified: 0 },
      Problems: [problem('log_missing', firstLog(at(chain, 6)))],
    });
  });

  it.each([
    ['is no gzip file', Buffer.from('{"Records":[]}')],
    ['is cut off', gzipSync('{"Records":[]}').subarray(0, 20)],
    ['is empty', Buffer.alloc(0)],
  ])('names a log file that %s', async (_, bytes) => {
    const { runtime, chain } = await damaged((bucket, own) =>
      bucket.set(firstLog(at(own, 6)), { bytes, metadata: {} }),
    );
    expect(runtime?.Problems).toEqual([problem('log_modified', firstLog(at(chain, 6)))]);
  });

  it('does not unpack a bomb, and takes it for no proof', async () => {
    const { runtime, gaps } = await damaged(
      (bucket, own) => bucket.set(firstLog(at(own, 6)), { bytes: gzipSync(Buffer.alloc(1 << 20)), metadata: {} }),
      { largest: 1 << 16 },
    );
    expect([runtime?.LogFiles, gaps?.map(({ reason }) => reason)]).toEqual([{ Valid: 31, Unverified: 1 }, ['budget']]);
  });

  it('names a digest file whose content was changed, and believes nothing that it says', async () => {
    const { runtime, chain, calls } = await damaged((bucket, own) =>
      changeOf(bucket, at(own, 7).key, (content) => content.replace(/"logFiles":\[.*\]/, '"logFiles":[]')),
    );
    expect(runtime).toEqual({
      ...WHOLE,
      Digests: { Valid: 23, Unverified: 0 },
      LogFiles: { Valid: 30, Unverified: 0 },
      Problems: [problem('digest_modified', at(chain, 7).key)],
      Uncovered: [{ From: '2026-03-30T18:30:00Z', To: '2026-03-30T19:30:00Z' }],
    });
    expect(calls.filter((call) => call.startsWith('s3:GetObject'))).toHaveLength(24 + 30);
  });

  it('names a digest file that is none', async () => {
    const { runtime, chain } = await damaged((bucket, own) =>
      changeOf(bucket, at(own, 7).key, () => '{"logFiles":[]}'),
    );
    expect(runtime?.Problems).toEqual([problem('digest_unreadable', at(chain, 7).key)]);
  });

  it('names a digest file that was deleted from the middle, and the time that it leaves uncovered', async () => {
    const { runtime, chain } = await damaged((bucket, own) => bucket.delete(at(own, 7).key));
    expect(runtime).toEqual({
      ...WHOLE,
      Digests: { Valid: 23, Unverified: 0 },
      LogFiles: { Valid: 30, Unverified: 0 },
      Problems: [problem('digest_missing', at(chain, 7).key)],
      Uncovered: [{ From: '2026-03-30T18:30:00Z', To: '2026-03-30T19:30:00Z' }],
    });
  });

  it('does not call whole what lost its last digest files, which no other names', async () => {
    const { runtime } = await damaged((bucket, own) => {
      for (const { key } of own.slice(-4)) bucket.delete(key);
    });
    expect([runtime?.Problems, runtime?.Uncovered]).toEqual([
      [],
      [{ From: '2026-03-31T07:30:00Z', To: '2026-03-31T09:00:00Z' }],
    ]);
  });

  it('does not call whole what lost its first digest files', async () => {
    const { runtime, chain } = await damaged((bucket, own) => {
      for (const { key } of own.slice(0, 3)) bucket.delete(key);
    });
    expect([runtime?.Problems, runtime?.Uncovered]).toEqual([
      [problem('digest_missing', at(chain, 2).key)],
      [{ From: '2026-03-30T12:00:00Z', To: '2026-03-30T14:30:00Z' }],
    ]);
  });

  it('names every digest file that another key signed', async () => {
    const { bucket } = unbroken();
    const { runtime } = await validated(bucket, { keys: [OTHER_KEY] });
    expect(runtime?.Digests).toEqual({ Valid: 0, Unverified: 0 });
    expect(kindsOf(runtime?.Problems)).toEqual(new Set(['digest_unknown_key']));
  });

  it('sees through a forger who names the right key and signs by another', async () => {
    const bucket: Bucket = new Map();
    writeChain(bucket, trail, { ...OTHER_KEY, fingerprint: KEY.fingerprint }, { start: START, hours: 24 });
    const { runtime, calls } = await validated(bucket);
    expect(runtime?.Digests).toEqual({ Valid: 0, Unverified: 0 });
    expect(kindsOf(runtime?.Problems)).toEqual(new Set(['digest_modified']));
    // Nothing that it names is asked for.
    expect(calls.filter((call) => call.startsWith('s3:GetObject'))).toHaveLength(24);
  });

  it.each([['signature'], ['signature-algorithm']])('names a digest file without its %s', async (name) => {
    const { runtime, chain } = await damaged((bucket, own) => {
      const found = bucket.get(at(own, 7).key);
      const { [name]: _, ...metadata } = found?.metadata ?? {};
      if (found) bucket.set(at(own, 7).key, { ...found, metadata });
    });
    expect(runtime?.Problems).toEqual([problem('digest_unsigned', at(chain, 7).key)]);
  });

  it('names a backfill that does not say when it was made', async () => {
    const { bucket } = unbroken();
    const { key } = writeDigest(bucket, trail, KEY, { start: FROM, end: FROM + HOUR, generated: NOW - HOUR });
    const found = bucket.get(key);
    const { 'backfill-generation-timestamp': _, ...metadata } = found?.metadata ?? {};
    if (found) bucket.set(key, { ...found, metadata });
    expect((await validated(bucket)).runtime?.Problems).toEqual([problem('digest_unsigned', key)]);
  });

  it('names a digest file that was put in the place of another', async () => {
    const { runtime, chain } = await damaged((bucket, own) => {
      const found = bucket.get(at(own, 8).key);
      if (found) bucket.set(at(own, 7).key, found);
    });
    expect(runtime?.Problems).toEqual([problem('digest_moved', at(chain, 7).key)]);
  });

  it('names the place where a chain was broken by genuine files of another one', async () => {
    const bucket: Bucket = new Map();
    const first = writeChain(bucket, trail, KEY, { start: START, hours: 10 });
    writeChain(bucket, trail, KEY, {
      start: START + 10 * HOUR,
      hours: 14,
      previous: { ...at(first, -1), sha256: 'ab'.repeat(32) },
    });
    const { runtime } = await validated(bucket);
    expect(runtime?.Problems).toEqual([problem('chain_broken', digestKeyOf(trail, START + 11 * HOUR))]);
    expect(runtime?.Digests).toEqual({ Valid: 23, Unverified: 0 });
  });

  it('tells the time in which logging or validation was off, which is no damage', async () => {
    const bucket: Bucket = new Map();
    writeChain(bucket, trail, KEY, { start: START, hours: 10 });
    writeChain(bucket, trail, KEY, { start: START + 12 * HOUR, hours: 12 });
    const { runtime } = await validated(bucket);
    expect([runtime?.Problems, runtime?.Uncovered]).toEqual([
      [],
      [{ From: '2026-03-30T21:30:00Z', To: '2026-03-30T23:30:00Z' }],
    ]);
  });

  it('says of earlier digest files in another bucket that they were not read', async () => {
    const bucket: Bucket = new Map();
    const [before] = [writeChain(new Map(), { ...trail, bucket: 'example-old' }, KEY, { start: START, hours: 10 })];
    const second = writeDigest(bucket, trail, KEY, {
      start: START + 10 * HOUR,
      end: START + 11 * HOUR,
      previous: at(before, -1),
      changed: { previousDigestS3Bucket: 'example-old' },
    });
    writeChain(bucket, trail, KEY, { start: START + 11 * HOUR, hours: 13, previous: second });
    const { runtime, gaps } = await validated(bucket);
    expect([runtime?.Problems, runtime?.Uncovered, gaps?.map(({ detail }) => detail)]).toEqual([
      [],
      [{ From: '2026-03-30T12:00:00Z', To: '2026-03-30T21:30:00Z' }],
      ['earlier digest files lie in example-old and were not read'],
    ]);
  });
});

describe('many chains', () => {
  it('share the calls by what is there: quiet regions leave theirs to a busy one', async () => {
    const { bucket } = unbroken();
    const quiet = Array.from({ length: 11 }, (_, index) => `quiet-region-${index}`);
    const all = [REGION, ...quiet].map(
      (region): DigestChain => ({ ...asked, region, prefix: `${FOLDER}CloudTrail-Digest/${region}/` }),
    );
    const few = { ...(await answersOf(bucket, [KEY])) };
    const runtimes = async (calls: number) => {
      const { resources } = await explore(digestValidation(all, calls), few);
      return resources.map(({ runtime }) => [runtime.Digests, runtime.LogFiles]);
    };
    const none = { Valid: 0, Unverified: 0 };
    // A share of 26 takes the two lists and all digest files; of the other shares only the lists are used.
    const [busy, ...others] = await runtimes(12 * 26);
    expect(busy).toEqual([ALL.Digests, ALL.LogFiles]);
    expect(others).toEqual(quiet.map(() => [none, none]));
  });

  it('do not wait for one whose bucket cannot be found', async () => {
    const { bucketRegion: _, ...lost } = asked;
    const answers = await answersOf(unbroken().bucket, [KEY]);
    const all = [
      { ...lost, trail: 'lost' },
      ...Array.from({ length: 11 }, (_, index) => ({ ...asked, trail: `${index}` })),
    ];
    const { resources } = await explore(digestValidation(all, 10_000), {
      ...answers,
      's3:GetBucketLocation': refused('AccessDenied', 'no', 403),
    });
    expect(resources.map(({ runtime }) => runtime.LogFiles)).toEqual([
      { Valid: 0, Unverified: 0 },
      ...Array(11).fill(ALL.LogFiles),
    ]);
  });
});

describe('what cannot be seen', () => {
  const denied = refused('AccessDenied', 'no', 403);

  it('is unverified where nothing may be read, with the right that is lacking, and never asked for in full', async () => {
    const { runtime, gaps, calls } = await validated(unbroken().bucket, { answers: { 's3:GetObject': denied } });
    expect(runtime).toEqual({
      ...WHOLE,
      Digests: { Valid: 0, Unverified: 24 },
      LogFiles: { Valid: 0, Unverified: 0 },
      Uncovered: [{ From: WHOLE.From, To: WHOLE.To }],
    });
    expect(gaps?.map(({ reason, action }) => [reason, action])).toEqual([['denied', 's3:GetObject']]);
    expect(calls.filter((call) => call.startsWith('s3:GetObject'))).toHaveLength(8);
  });

  it.each([
    ['s3:ListObjectsV2', 's3:ListBucket', 0],
    ['cloudtrail:ListPublicKeys', 'cloudtrail:ListPublicKeys', 24],
  ] as const)('is unverified where %s is denied', async (operation, action, unverified) => {
    const { runtime, gaps } = await validated(unbroken().bucket, { answers: { [operation]: denied } });
    expect([runtime?.Digests, runtime?.Problems, gaps?.map((gap) => gap.action)]).toEqual([
      { Valid: 0, Unverified: unverified },
      [],
      [action],
    ]);
  });

  it('is one log file that may not be read, beside those that are proven', async () => {
    const { bucket, chain } = unbroken();
    const { 's3:GetObject': found, ...answers } = await answersOf(bucket, [KEY]);
    const { runtime, gaps } = await validated(bucket, {
      answers: {
        ...answers,
        's3:GetObject': (input, key) => {
          if (input.Key === firstLog(at(chain, 6))) return denied;
          return typeof found === 'function' ? found(input, key) : found;
        },
      },
    });
    expect([runtime?.LogFiles, runtime?.Problems, gaps?.length]).toEqual([{ Valid: 31, Unverified: 1 }, [], 1]);
  });

  it('is what lies in an archive, which no right would cure', async () => {
    const archived = refused('InvalidObjectState', 'The operation is not valid for the storage class', 403);
    const { gaps } = await validated(unbroken().bucket, { answers: { 's3:GetObject': archived } });
    expect(gaps?.map(({ reason, action }) => [reason, action])).toEqual([['unavailable', undefined]]);
  });

  it.each([
    [0, { Valid: 0, Unverified: 0 }, { Valid: 0, Unverified: 0 }],
    [12, { Valid: 10, Unverified: 14 }, { Valid: 0, Unverified: 12 }],
    [36, { Valid: 24, Unverified: 0 }, { Valid: 10, Unverified: 22 }],
  ])('is what %i calls do not reach, newest first', async (calls, digests, files) => {
    const { runtime, gaps } = await validated(unbroken().bucket, { calls });
    expect([runtime?.Digests, runtime?.Problems]).toEqual([digests, []]);
    expect(runtime?.LogFiles).toEqual(files);
    expect(new Set(gaps?.map(({ reason }) => reason))).toEqual(new Set(['budget']));
  });

  it('is a list of keys without one', async () => {
    const { gaps, runtime } = await validated(unbroken().bucket, { keys: [] });
    expect([runtime?.Problems, gaps?.map(({ reason }) => reason)]).toEqual([[], ['unavailable']]);
  });
});

it('never calls whole what lacks a file of the time, whichever else is gone, too', async () => {
  const { bucket, chain } = unbroken();
  // The last two digest files speak only of what is too young to be expected.
  const needed = chain.slice(0, -2).flatMap(({ key, logs }) => [key, ...logs]);
  await fc.assert(
    fc.asyncProperty(fc.subarray(needed, { minLength: 1 }), fc.subarray([...bucket.keys()]), async (gone, also) => {
      const left = new Map(bucket);
      for (const key of [...gone, ...also]) left.delete(key);
      const { runtime } = await validated(left);
      expect([runtime?.Problems, runtime?.Uncovered]).not.toEqual([[], []]);
      // And no file is called modified or broken that is only gone.
      expect([...kindsOf(runtime?.Problems)].filter((kind) => !/_missing$/.test(String(kind)))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('never proves what a flipped bit changed, in whichever file', async () => {
  const { bucket } = unbroken(24);
  const keys = [...bucket.keys()];
  const isSame = (before: Buffer, after: Buffer): boolean => {
    try {
      return gunzipSync(before).equals(gunzipSync(after));
    } catch {
      return false;
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...keys), fc.nat(), fc.nat(7), async (key, place, bit) => {
      const found = bucket.get(key);
      if (found === undefined) throw new Error('it is there');
      const bytes = Buffer.from(found.bytes);
      const index = place % bytes.length;
      bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
      const { runtime } = await validated(new Map(bucket).set(key, { ...found, bytes }));
      // The head of a gzip file tells when and by what it was packed: nobody signs that.
      if (isSame(found.bytes, bytes)) expect(runtime).toEqual(WHOLE);
      else expect(runtime?.Problems).toEqual([{ ...problem('', key), Kind: expect.stringMatching(/^(digest|log)_/) }]);
    }),
    { numRuns: 60 },
  );
});
