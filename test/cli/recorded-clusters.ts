import { once } from 'node:events';
import { createServer } from 'node:https';
import { readRecording } from '../../src/evidence/recording.js';
import { isObject } from '../../src/model/json.js';
import { throwawayCertificate } from '../emulator/kubernetes.js';
import { DEMO } from './kansa.js';

/** Where a recorded cluster answers, by its name: what DescribeCluster would say. */
export type RecordedClusters = ReadonlyMap<
  string,
  { readonly endpoint: string; readonly certificateAuthority: { readonly data: string } }
>;

/**
 * The recorded inside of the demo clusters, over TLS on loopback. They stay where they are for as long as the tests run:
 * a scan that is resumed goes on by the endpoints that it was told before.
 */
export const recordedClusters = (): Promise<RecordedClusters> => {
  clusters ??= start();
  return clusters;
};

let clusters: Promise<RecordedClusters> | undefined;

const start = async (): Promise<RecordedClusters> => {
  const { certificate, key } = await throwawayCertificate();
  const { exchanges } = await readRecording(DEMO);
  const answers = new Map<string, { status: number; headers: Readonly<Record<string, string>>; body: string }>();
  const names = new Set<string>();
  for (const { service, input, answer } of exchanges) {
    if (service !== 'kubernetes' || !isObject(input) || !('body' in answer)) continue;
    names.add(String(input.cluster));
    answers.set(`${input.cluster} ${input.path}`, answer);
  }
  const started = [...names].map(async (name) => {
    const server = createServer({ cert: certificate, key }, (request, response) => {
      const answer = answers.get(`${name} ${request.url}`);
      if (answer === undefined) response.writeHead(599).end(`not recorded: ${request.url}`);
      else response.writeHead(answer.status, { ...answer.headers }).end(answer.body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    server.unref();
    const address = server.address();
    if (!isObject(address)) throw new Error('the server has no port');
    const data = Buffer.from(certificate).toString('base64');
    return [name, { endpoint: `https://127.0.0.1:${address.port}`, certificateAuthority: { data } }] as const;
  });
  return new Map(await Promise.all(started));
};
