import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * A front of moto that answers GetObjectRetention, which moto takes for GetObject (moto/s3/responses.py knows PutObjectRetention
 * only). The lock is the one that moto tells in the headers of HeadObject; the answers are those of the S3 API model
 * (GetObjectRetentionOutput is the payload `Retention`) and of
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. `hidden` plays a caller without
 * s3:GetObjectRetention: S3 refuses the call, and leaves the lock out of what it says of an object.
 */
export const startObjectRetention = async (moto: string) => {
  const front = { url: '', hidden: false, stop: (): void => undefined };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '/', moto);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const sent = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    if (request.method === 'GET' && url.searchParams.has('retention')) {
      const { status, body } = front.hidden ? DENIED : await retentionOf(url, sent);
      response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
      return;
    }
    const method = request.method ?? 'GET';
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const given = await fetch(url, { method, headers: sent, ...(hasBody && { body: Buffer.concat(chunks) }) });
    const told = [...given.headers].filter(
      ([name]) =>
        !['connection', 'transfer-encoding', 'content-encoding'].includes(name) &&
        !(front.hidden && name.startsWith('x-amz-object-lock-')),
    );
    response.writeHead(given.status, Object.fromEntries(told)).end(Buffer.from(await given.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  front.url = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`;
  front.stop = () => void server.close();
  return front;
};

interface Answer {
  readonly status: number;
  readonly body: string;
}

const errorOf = (status: number, code: string, message: string): Answer => ({
  status,
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});

const DENIED = errorOf(403, 'AccessDenied', 'Access Denied');

const retentionOf = async (url: URL, headers: [string, string][]): Promise<Answer> => {
  const bucket = new URL(`/${url.pathname.split('/')[1]}?object-lock`, url);
  if (!(await fetch(bucket, { headers })).ok)
    return errorOf(400, 'InvalidRequest', 'Bucket is missing Object Lock Configuration');
  const object = new URL(url);
  object.searchParams.delete('retention');
  const told = await fetch(object, { method: 'HEAD', headers });
  const mode = told.headers.get('x-amz-object-lock-mode');
  const until = told.headers.get('x-amz-object-lock-retain-until-date');
  if (mode === null || until === null)
    return errorOf(
      404,
      'NoSuchObjectLockConfiguration',
      'The specified object does not have a ObjectLock configuration',
    );
  return {
    status: 200,
    body: `<?xml version="1.0" encoding="UTF-8"?><Retention><Mode>${mode}</Mode><RetainUntilDate>${until}</RetainUntilDate></Retention>`,
  };
};
