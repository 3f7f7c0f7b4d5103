import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { readRecording } from '../../src/evidence/recording.js';
import { isObject } from '../../src/model/json.js';
import { type Call, resolveCall } from '../emulator/resolve.js';
import { DEMO } from './kansa.js';
import { type RecordedClusters, recordedClusters } from './recorded-clusters.js';

export interface RecordedAccount {
  readonly url: string;
  /** Resolves when the operation is next asked for. */
  asked(operation: string): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * The recorded demo account behind an address, for scans that go over the wire without an emulator. `holds` names the
 * operation that never gets its answer.
 */
export const startRecordedAccount = async (holds?: string): Promise<RecordedAccount> => {
  const { exchanges } = await readRecording(DEMO);
  const clusters = await recordedClusters();
  const arrivals = new EventEmitter();

  /** By what they ask for in common: a window of time, counted back from now, is another one each day. */
  const answerTo = ({ operation, region, input }: Call) => {
    const asked = leavesOf(input);
    const likeness = (recorded: unknown) => leavesOf(recorded).filter((leaf) => asked.includes(leaf)).length;
    return exchanges
      .filter((exchange) => exchange.operation === operation && exchange.region === region)
      .sort((a, b) => likeness(b.input) - likeness(a.input))[0]?.answer;
  };

  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const call = resolveCall({ method, url, headers, body: await buffer(request) });
    arrivals.emit(call.operation);
    if (call.operation === holds) return;
    const answer = answerTo(call);
    if (answer === undefined || !('body' in answer)) response.writeHead(599).end(`not recorded: ${call.operation}`);
    else response.writeHead(answer.status, { ...answer.headers }).end(bodyFor(call, answer.body, clusters));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: addressOf(server.address()),
    asked: (operation) => once(arrivals, operation),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};

/** A cluster of the recording answers elsewhere than it did when it was recorded. */
const bodyFor = ({ operation }: Call, body: string, clusters: RecordedClusters): string => {
  if (operation !== 'DescribeCluster') return body;
  const { cluster } = JSON.parse(body);
  return JSON.stringify({ cluster: { ...cluster, ...clusters.get(cluster.name) } });
};

/** `http://…` of a server on loopback. */
export const addressOf = (address: unknown): string => {
  if (!isObject(address)) throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
};

/** Every value within an input, as text: the Query protocol sends lists as `Filter.member.1`, and numbers as digits. */
const leavesOf = (value: unknown): string[] =>
  Array.isArray(value) || isObject(value) ? Object.values(value).flatMap(leavesOf) : [String(value)];
