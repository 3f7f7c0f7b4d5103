import { type Asked, askMoto, type Front, startFront } from './front.js';

/**
 * A front of moto that answers GetObjectRetention, which moto takes for GetObject (moto/s3/responses.py knows PutObjectRetention
 * only). The lock is the one that moto tells in the headers of HeadObject; the answers are those of the S3 API model
 * (GetObjectRetentionOutput is the payload `Retention`) and of
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. `hidden` plays a caller without
 * s3:GetObjectRetention: S3 refuses the call, and leaves the lock out of what it says of an object.
 */
export const startObjectRetention = async (moto: string): Promise<Front & { hidden: boolean }> => {
  const caller = { hidden: false };
  const front = await startFront(moto, async (asked) => {
    if (asked.method === 'GET' && asked.url.searchParams.has('retention'))
      return caller.hidden ? denied() : retentionOf(asked);
    const given = await askMoto(asked);
    return caller.hidden ? withoutLock(given) : given;
  });
  return Object.assign(caller, front);
};

/** The headers of an answer that was fetched cannot be changed. */
const withoutLock = (given: Response): Response =>
  new Response(given.body, {
    status: given.status,
    headers: [...given.headers].filter(([name]) => !name.startsWith('x-amz-object-lock-')),
  });

const xml = (status: number, body: string): Response =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?>${body}`, {
    status,
    headers: { 'content-type': 'application/xml' },
  });

const errorOf = (status: number, code: string, message: string): Response =>
  xml(status, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`);

const denied = () => errorOf(403, 'AccessDenied', 'Access Denied');

const retentionOf = async ({ url, ...asked }: Asked): Promise<Response> => {
  const bucket = new URL(`/${url.pathname.split('/')[1]}?object-lock`, url);
  if (!(await askMoto({ ...asked, url: bucket })).ok)
    return errorOf(400, 'InvalidRequest', 'Bucket is missing Object Lock Configuration');
  const object = new URL(url);
  object.searchParams.delete('retention');
  const told = await askMoto({ ...asked, method: 'HEAD', url: object });
  const mode = told.headers.get('x-amz-object-lock-mode');
  const until = told.headers.get('x-amz-object-lock-retain-until-date');
  if (mode === null || until === null)
    return errorOf(
      404,
      'NoSuchObjectLockConfiguration',
      'The specified object does not have a ObjectLock configuration',
    );
  return xml(200, `<Retention><Mode>${mode}</Mode><RetainUntilDate>${until}</RetainUntilDate></Retention>`);
};
