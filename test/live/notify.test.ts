import { once } from 'node:events';
import { createServer } from 'node:http';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sns } from '../../src/notify/sns.js';
import { type Moto, startMoto } from '../emulator/moto.js';

const REGION = 'ap-northeast-1';

let moto: Moto;
beforeAll(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'EMULATED';
  process.env.AWS_SECRET_ACCESS_KEY = 'emulated';
  moto = await startMoto();
});
afterAll(async () => {
  await moto?.stop();
});

test('a notice reaches the subscribers of an SNS topic, with a subject that SNS takes', async () => {
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push(Buffer.concat(chunks).toString('utf8'));
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  const port = typeof at === 'object' && at !== null ? at.port : 0;
  const client = new SNSClient({ region: REGION, endpoint: moto.url });
  const { TopicArn } = await client.send(new CreateTopicCommand({ Name: 'audit-changes' }));
  await client.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: 'http',
      Endpoint: `http://127.0.0.1:${port}/`,
      ReturnSubscriptionArn: true,
    }),
  );
  received.length = 0;

  await sns(TopicArn ?? '', { endpoint: moto.url })({ subject: '監査: 2 new', text: '新たな不適合 2', diff: {} });

  await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1);
  server.close();
  const message = JSON.parse(received[0] ?? '{}');
  expect([message.Type, message.Subject, message.Message]).toEqual(['Notification', '??: 2 new', '新たな不適合 2']);
});

test('a topic that does not exist is refused in one sentence', async () => {
  const topic = `arn:aws:sns:${REGION}:123456789012:nowhere`;
  await expect(sns(topic, { endpoint: moto.url })({ subject: '', text: 'x', diff: {} })).rejects.toThrow(
    new RegExp(`^SNS topic ${topic}: NotFound.*; check the topic and that these credentials may sns:Publish to it$`),
  );
});
