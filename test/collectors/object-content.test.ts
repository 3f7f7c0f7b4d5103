import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestValidation } from '../../src/collectors/cloudtrail/digest-validation.js';
import { collect } from '../../src/collectors/run.js';
import { factsFrom, objectFacts } from '../../src/collectors/s3/object-facts.js';
import { openSession } from '../../src/collectors/session.js';
import type { Wiring } from '../../src/collectors/transport.js';
import type { Exchange, ExchangeKey } from '../../src/model/exchange.js';
import { canonicalJson } from '../../src/model/json.js';
import type { Resource } from '../../src/model/resource.js';
import { listedObjects } from './bucket.js';
import { type Bucket, newSigningKey, PLANTED, type Trail, writeChain } from './digest-files.js';
import { ACCOUNT, REGION } from './expedition.js';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-31T12:00:00Z');
const folder = `AWSLogs/${ACCOUNT}/`;
const trail: Trail = { bucket: 'example-logs', folder, account: ACCOUNT, region: REGION, name: 'audit' };
const KEY = newSigningKey();
const bucket: Bucket = new Map();
const chain = writeChain(bucket, trail, KEY, { start: NOW - 12 * HOUR, hours: 12 });
/** One that is not CloudTrail's, in its place: nothing of what it says may go on. */
const intruder = (key: string): void => {
  const found = bucket.get(key);
  const content = JSON.stringify({ ...JSON.parse(gunzipSync(found?.bytes ?? '').toString()), comment: PLANTED });
  bucket.set(key, {
    bytes: gzipSync(content),
    metadata: { ...found?.metadata, note: PLANTED, signature: `${PLANTED}` },
  });
};
intruder(chain.at(4)?.key ?? '');

let server: Server;
let endpoint: string;

/** S3 and CloudTrail, as far as a validation asks them, over HTTP. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const found = bucket.get(decodeURIComponent(pathname).replace('/example-logs/', ''));
    if (request.method === 'POST') {
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(
        JSON.stringify({ PublicKeyList: [{ Value: KEY.der.toString('base64'), Fingerprint: KEY.fingerprint }] }),
      );
    } else if (found === undefined) {
      response.setHeader('content-type', 'application/xml');
      response.end(listedObjects([...bucket.keys()])({ Prefix: searchParams.get('prefix') ?? '' }));
    } else {
      for (const [name, value] of Object.entries(found.metadata)) response.setHeader(`x-amz-meta-${name}`, value);
      response.setHeader('content-encoding', 'gzip');
      response.setHeader('content-type', 'application/json');
      response.end(found.bytes);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

const validated = async (wiring: Pick<Wiring, 'answers' | 'record'>): Promise<Resource | undefined> => {
  const session = await openSession(
    { regions: [REGION], maxAttempts: 1, now: NOW, since: NOW, endpoint, replayed: { account: ACCOUNT } },
    { scrub: (body) => body, count: () => undefined, clock: () => NOW, ...wiring },
  );
  const found: Resource[] = [];
  const asked = {
    bucket: 'example-logs',
    bucketRegion: REGION,
    prefix: `${folder}CloudTrail-Digest/${REGION}/`,
    trail: 'audit',
    name: 'audit',
    homeRegion: REGION,
    region: REGION,
    from: NOW - 10 * HOUR,
    to: NOW - 3 * HOUR,
  };
  await collect([digestValidation([asked], 1000)], session, {
    resource: (one) => void found.push(one),
    listing: () => undefined,
  });
  return found[0];
};

describe('the content of objects', () => {
  it('never leaves the transport: a recording holds its size and hashes, and replays to the same', async () => {
    const recorded: Exchange[] = [];
    const live = await validated({ answers: 'live', record: (exchange) => void recorded.push(exchange) });
    expect(live?.runtime).toMatchObject({
      LogFiles: { Valid: 10, Unverified: 0 },
      Digests: { Valid: 9, Unverified: 0 },
      Problems: [{ Kind: 'digest_unsigned', Key: chain.at(4)?.key }],
    });

    const text = JSON.stringify(recorded);
    expect(text).toContain('CloudTrail-Digest');
    expect(text).not.toContain(PLANTED);
    for (const { answer } of recorded.filter(({ operation }) => operation === 'GetObject')) {
      const facts = factsFrom('body' in answer ? answer.body : '');
      expect(Object.keys(facts).filter((name) => !['size', 'sha256', 'unpacked', 'digest'].includes(name))).toEqual([]);
    }

    const name = ({ service, region, operation, input }: ExchangeKey) =>
      canonicalJson({ service, region, operation, input });
    const known = new Map(recorded.map((exchange) => [name(exchange), exchange]));
    const again = await validated({ answers: (key) => known.get(name(key)), record: () => undefined });
    expect(again).toEqual(live);
  });
});

describe('facts of an object', () => {
  const factsOf = (bytes: Uint8Array, key = 'x', largest?: number) => objectFacts(Readable.from([bytes]), key, largest);

  it('are its size and hashes, as it lies there and unpacked', async () => {
    expect(await factsOf(gzipSync('a', { level: 9 }))).toEqual({
      size: 21,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      unpacked: { size: 1, sha256: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb' },
    });
  });

  it('are not unpacked of what is no gzip file, and hash all of it', async () => {
    expect(await factsOf(Buffer.from('a'))).toEqual({
      size: 1,
      sha256: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    });
  });

  it.each([
    ['unpacks to too much', gzipSync(Buffer.alloc(1 << 20))],
    ['is too much', Buffer.alloc(1 << 20)],
  ])('say of what %s that it was cut off', async (_, bytes) => {
    expect(await factsOf(bytes, 'x', 1 << 16)).toMatchObject({ isCut: true });
  });

  it('fail where the network does, for half of an object proves nothing', async () => {
    const broken = async function* () {
      yield gzipSync('a').subarray(0, 5);
      throw new Error('connection reset');
    };
    await expect(objectFacts(broken(), 'x')).rejects.toThrow('connection reset');
  });

  it('hold nothing of a file that only pretends to be a digest file', async () => {
    const key = chain.at(3)?.key ?? '';
    const own = JSON.parse(gunzipSync(bucket.get(key)?.bytes ?? '').toString());
    for (const changed of [
      { digestS3Object: PLANTED },
      { digestSignatureAlgorithm: `${PLANTED} ` },
      { logFiles: [{ ...own.logFiles[0], s3Object: PLANTED }] },
      { previousDigestSignature: PLANTED },
    ])
      expect(await factsOf(gzipSync(JSON.stringify({ ...own, ...changed })), key)).not.toHaveProperty('digest');
  });

  it.each(['', '[]', '{"size":1}', '{"size":1,"sha256":"zz"}', '{"size":1,"sha256":"aa","digest":{}}', 'content'])(
    'are nothing else: %j',
    (text) => {
      expect(() => factsFrom(text)).toThrow('the answer holds no facts of an object');
    },
  );
});
