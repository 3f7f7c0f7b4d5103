import { createHash } from 'node:crypto';
import { createWriteStream, rmSync, writeFileSync } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { UsageError } from '../model/errors.js';

/** A file by its content. */
export interface Digested {
  readonly size: number;
  readonly sha256: string;
}

/** What a stream holds, by its digest. */
export const digestOfStream = async (stream: AsyncIterable<Uint8Array>): Promise<Digested> => {
  const digest = createHash('sha256');
  let size = 0;
  for await (const chunk of stream) {
    digest.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: digest.digest('hex') };
};

/** Writes a file that is not there yet, packed or not. Where it cannot be written to its end nothing of it is left. */
export const writeNew = async (
  path: string,
  content: AsyncIterable<Uint8Array>,
  isPacked: boolean,
): Promise<Digested> => {
  const digest = createHash('sha256');
  let size = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _, done) {
      digest.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  const file = createWriteStream(path, { flags: 'wx' });
  try {
    await pipeline([Readable.from(content), ...(isPacked ? [createGzip()] : []), counting, file]);
  } catch (error) {
    const told = fileFailure(path, error);
    // What was there before is not ours to remove.
    if (!isThere(error)) rmSync(path, { force: true });
    throw told;
  }
  return { size, sha256: digest.digest('hex') };
};

/** The same of a text. */
export const writeNewText = (path: string, text: string): void => {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw fileFailure(path, error);
  }
};

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const isThere = (error: unknown): boolean => hasCode(error, 'EEXIST');

const fileFailure = (path: string, error: unknown): unknown => {
  if (isThere(error))
    return new UsageError(`mask: ${path} exists already, and nothing is overwritten; name another file`);
  if (hasCode(error, 'ENOENT'))
    return new UsageError(`mask: ${path} cannot be written, as its folder does not exist; make it first`);
  return error;
};
