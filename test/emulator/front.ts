import { once } from 'node:events';
import { createServer } from 'node:http';
import { CREDENTIALS } from './demo-scan.js';
import { type Moto, startMoto } from './moto.js';
import { type OverlayProxy, startProxy } from './proxy.js';

/** A request as it is passed on to moto. */
export interface Asked {
  readonly method: string;
  /** At moto. */
  readonly url: URL;
  readonly headers: readonly [string, string][];
  readonly body: Buffer;
}

/** What stands before moto, for what moto lacks. */
export interface Front {
  readonly url: string;
  stop(): void;
}

export const askMoto = ({ method, url, headers, body }: Asked): Promise<Response> =>
  fetch(url, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    ...(method !== 'GET' && method !== 'HEAD' && { body: new Uint8Array(body) }),
  });

/** A server that answers each request itself, or by what moto says to it. */
export const startFront = async (moto: string, answer: (asked: Asked) => Promise<Response>): Promise<Front> => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const given = await answer({
      method: request.method ?? 'GET',
      url: new URL(request.url ?? '/', moto),
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
      body: Buffer.concat(chunks),
    });
    // The body has been decoded on its way, and is sent anew.
    const told = [...given.headers].filter(
      ([name]) => !['connection', 'transfer-encoding', 'content-encoding'].includes(name),
    );
    response.writeHead(given.status, Object.fromEntries(told)).end(Buffer.from(await given.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  return {
    url: `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`,
    stop: () => void server.close(),
  };
};

/** moto with a front before it, and a proxy before that. */
export interface Fronted<T extends Front> {
  readonly moto: Moto;
  readonly front: T;
  readonly proxy: OverlayProxy;
  stop(): Promise<void>;
}

export const startFronted = async <T extends Front>(start: (moto: string) => Promise<T>): Promise<Fronted<T>> => {
  Object.assign(process.env, CREDENTIALS);
  const moto = await startMoto();
  const front = await start(moto.url);
  const proxy = await startProxy({ moto: front.url });
  const stop = async () => {
    await proxy.stop();
    front.stop();
    await moto.stop();
  };
  return { moto, front, proxy, stop };
};
