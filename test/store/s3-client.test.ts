import { once } from 'node:events';
import { createServer } from 'node:http';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { s3Client } from '../../src/store/s3-client.js';

/** Answers as S3 does to whoever asks in another region, or may not ask: without content, the region in a header. */
const asked: string[] = [];
let status = 301;
const server = createServer((request, response) => {
  const [, region = ''] = /Credential=[^/]+\/\d+\/([^/]+)/.exec(String(request.headers.authorization)) ?? [];
  asked.push(`${request.method} ${region}`);
  response.writeHead(status, { 'x-amz-bucket-region': 'ap-northeast-1' }).end();
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'EXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'example-secret-key');
  vi.stubEnv('AWS_REGION', 'us-west-2');
});
afterEach(() => asked.splice(0));
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

describe('the client of a bucket', () => {
  it.each([301, 403, 200])('asks in the region of the bucket, which S3 names with the status %i', async (answer) => {
    status = answer;
    const client = await s3Client('example-bucket', {});
    status = 200;
    await client.send(new HeadObjectCommand({ Bucket: 'example-bucket', Key: 'runs/a/manifest.json' }));
    expect(asked).toEqual(['HEAD us-west-2', 'HEAD ap-northeast-1']);
  });
});
