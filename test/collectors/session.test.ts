import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BedrockClient, GetGuardrailCommand } from '@aws-sdk/client-bedrock';
import { expect, it, vi } from 'vitest';
import { openSession } from '../../src/collectors/session.js';
import { ACCOUNT, REGION } from './expedition.js';

it('asks Bedrock by the same credentials as all other services, whatever token for it stands in the environment', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'example');
  vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', 'example-token-of-another-account');
  const signed: string[] = [];
  const server = createServer((request, response) => {
    signed.push(`${request.method} ${String(request.headers.authorization).split('/')[0]}`);
    response.end(
      request.method === 'POST'
        ? `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`
        : '{}',
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const session = await openSession(
    {
      regions: [REGION],
      maxAttempts: 1,
      now: 0,
      since: 0,
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    { answers: 'live', scrub: (body) => body, record: () => undefined, count: () => undefined, clock: () => 0 },
  );
  await session.client(BedrockClient, REGION).send(new GetGuardrailCommand({ guardrailIdentifier: 'abc123' }));
  server.close();
  vi.unstubAllEnvs();
  expect(signed).toEqual([
    'POST AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE',
    'GET AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE',
  ]);
});
