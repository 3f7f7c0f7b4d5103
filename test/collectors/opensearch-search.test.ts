import { HttpRequest, HttpResponse } from '@smithy/core/transport';
import { describe, expect, it, vi } from 'vitest';
import type { ClientConfig } from '../../src/collectors/collector.js';
import { hostIn } from '../../src/collectors/opensearch/endpoint.js';
import { CollectionClient, DomainClient, SearchCommand } from '../../src/collectors/opensearch/search.js';
import type { DocumentsPlace } from '../../src/model/data-place.js';

const COLLECTION: DocumentsPlace = {
  kind: 'opensearch',
  region: 'ap-northeast-1',
  store: 'collection',
  name: '1tg2xudton46knx2a95g',
  index: 'support-docs',
};
const DOMAIN: DocumentsPlace = { ...COLLECTION, store: 'domain', name: 'example-search', index: 'サポート' };
const ID = COLLECTION.name;

describe('a host is one of AWS for the very collection or domain', () => {
  it.each([
    [COLLECTION, `https://${ID}.ap-northeast-1.aoss.amazonaws.com`, `${ID}.ap-northeast-1.aoss.amazonaws.com`],
    [COLLECTION, `https://${ID}.aoss.ap-northeast-1.on.aws`, `${ID}.aoss.ap-northeast-1.on.aws`],
    [
      { ...COLLECTION, region: 'cn-north-1' },
      `https://${ID}.cn-north-1.aoss.amazonaws.com.cn`,
      `${ID}.cn-north-1.aoss.amazonaws.com.cn`,
    ],
    [
      DOMAIN,
      'search-example-search-abc123.ap-northeast-1.es.amazonaws.com',
      'search-example-search-abc123.ap-northeast-1.es.amazonaws.com',
    ],
    [
      DOMAIN,
      'vpc-example-search-abc123.ap-northeast-1.es.amazonaws.com',
      'vpc-example-search-abc123.ap-northeast-1.es.amazonaws.com',
    ],
    [
      DOMAIN,
      'vpc-example-search-abc123.aos.ap-northeast-1.on.aws',
      'vpc-example-search-abc123.aos.ap-northeast-1.on.aws',
    ],
  ])('like %o at %s', (place, endpoint, host) => {
    expect(hostIn(endpoint, place)).toBe(host);
  });

  it.each([
    [COLLECTION, `http://${ID}.ap-northeast-1.aoss.amazonaws.com`],
    [COLLECTION, `https://${ID}.eu-west-1.aoss.amazonaws.com`],
    [COLLECTION, 'https://anothercollection001.ap-northeast-1.aoss.amazonaws.com'],
    [COLLECTION, `https://${ID}.ap-northeast-1.aoss.amazonaws.com.evil.example`],
    [COLLECTION, `https://${ID}.ap-northeast-1.aoss.amazonaws.com:8443`],
    [COLLECTION, `https://${ID}.ap-northeast-1.aoss.amazonaws.com/path`],
    [COLLECTION, `https://${ID}.ap-northeast-1.aoss.amazonaws.com@evil.example`],
    [COLLECTION, `https://evil.example#${ID}.ap-northeast-1.aoss.amazonaws.com`],
    [COLLECTION, `https://evil.example/${ID}.ap-northeast-1.aoss.amazonaws.com`],
    [COLLECTION, `https://${ID}-ap-northeast-1.aoss.amazonaws.com`],
    [COLLECTION, `https://${ID}.ap-northeast-1.aoss.amazonaws.com\n`],
    [COLLECTION, 'https://169.254.169.254'],
    [COLLECTION, ''],
    [DOMAIN, 'search-other-abc123.ap-northeast-1.es.amazonaws.com'],
    [DOMAIN, 'example-search.internal.example'],
    [DOMAIN, `${ID}.ap-northeast-1.aoss.amazonaws.com`],
  ])('and never, for %o, %j', (place, endpoint) => {
    expect(hostIn(endpoint, place)).toBeUndefined();
  });
});

// Keys that open nothing.
const CONFIG: ClientConfig = {
  region: 'ap-northeast-1',
  authSchemePreference: ['sigv4'],
  maxAttempts: 2,
  retryMode: 'standard',
  credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example', sessionToken: 'example' },
};

/** What it sends, in the place of a network that answers so. */
const answered = (client: CollectionClient | DomainClient, status = 200, body = '{"hits":{}}'): HttpRequest[] => {
  const sent: HttpRequest[] = [];
  client.middlewareStack.add(
    () => async (args) => {
      if (HttpRequest.isInstance(args.request)) sent.push(args.request);
      return { response: new HttpResponse({ statusCode: status, body: Buffer.from(body) }) };
    },
    { step: 'deserialize', priority: 'low', name: 'wire' },
  );
  return sent;
};

describe('a search', () => {
  it('goes over TLS to the collection, signed for Serverless without its length', async () => {
    const client = new CollectionClient(CONFIG);
    const sent = answered(client);
    const endpoint = `https://${ID}.aoss.ap-northeast-1.on.aws`;
    const { answer } = await client.send(new SearchCommand({ place: COLLECTION, endpoint, body: { size: 1 } }));
    expect(answer).toEqual({ hits: {} });
    expect(
      sent.map(({ method, protocol, hostname, port, path, body }) => [method, protocol, hostname, port, path, body]),
    ).toEqual([
      ['POST', 'https:', `${ID}.aoss.ap-northeast-1.on.aws`, undefined, '/support-docs/_search', '{"size":1}'],
    ]);
    const { authorization = '', host, ...headers } = sent[0]?.headers ?? {};
    expect([host, headers['content-type'], headers['x-amz-content-sha256']]).toEqual([
      `${ID}.aoss.ap-northeast-1.on.aws`,
      'application/json',
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
    expect(authorization).toMatch(/\/ap-northeast-1\/aoss\/aws4_request, SignedHeaders=.*host;.*x-amz-content-sha256/);
    expect(authorization).not.toContain('content-length');
  });

  it('goes to the domain, signed for OpenSearch Service', async () => {
    const client = new DomainClient(CONFIG);
    const sent = answered(client);
    const endpoint = 'search-example-search-abc123.ap-northeast-1.es.amazonaws.com';
    await client.send(new SearchCommand({ place: DOMAIN, endpoint, body: {} }));
    expect(sent.map(({ hostname, path }) => [hostname, path])).toEqual([
      [endpoint, '/%E3%82%B5%E3%83%9D%E3%83%BC%E3%83%88/_search'],
    ]);
    expect(sent[0]?.headers.authorization).toContain('/ap-northeast-1/es/aws4_request');
  });

  it('is sent nowhere else, and follows nobody who says where to go', async () => {
    const client = new CollectionClient(CONFIG);
    const sent = answered(client, 307, '{}');
    const search = (endpoint: string) => client.send(new SearchCommand({ place: COLLECTION, endpoint, body: {} }));
    await expect(search('https://evil.example')).rejects.toThrow(
      'the endpoint of the collection has not the form of one in AWS: nothing was sent there',
    );
    expect(sent).toEqual([]);
    await expect(search(`https://${ID}.ap-northeast-1.aoss.amazonaws.com`)).rejects.toThrow('HTTP status 307');
    expect(sent.length).toBe(1);
  });

  it.each([
    ['busy', { status: 503 }, 2, 'HTTP status 503'],
    ['cut off', { name: 'Error', code: 'ECONNRESET' }, 2, 'it broke'],
    ['silent', { name: 'TimeoutError', code: '' }, 1, `collection ${ID} cannot be reached from here (it says nothing)`],
    [
      'closed',
      { name: 'Error', code: 'ECONNREFUSED' },
      1,
      `collection ${ID} cannot be reached from here (ECONNREFUSED)`,
    ],
    ['unknown', { name: 'Error', code: 'ENOTFOUND' }, 1, `collection ${ID} cannot be reached from here (ENOTFOUND)`],
  ])('of a host that is %s is made again only where that may help', async (_, trouble, times, told) => {
    const client = new CollectionClient(CONFIG);
    const wire = vi.fn(async () => {
      if ('code' in trouble) throw Object.assign(new Error('it broke'), trouble);
      return { response: new HttpResponse({ statusCode: trouble.status, body: Buffer.from('') }) };
    });
    client.middlewareStack.add(() => wire, { step: 'deserialize', priority: 'low', name: 'wire' });
    const endpoint = `https://${ID}.ap-northeast-1.aoss.amazonaws.com`;
    await expect(client.send(new SearchCommand({ place: COLLECTION, endpoint, body: {} }))).rejects.toThrow(told);
    expect(wire).toHaveBeenCalledTimes(times);
  });
});
