import type { PiiFile } from '../model/pii.js';
import type { ByteSource } from '../model/source.js';
import { beginningOf, type Contents, gunzipped, type Problem, problemOf } from './contents.js';
import { binaryFormat } from './format.js';
import type { ScanOptions } from './scan.js';
import { lookAtText } from './text.js';

/** What was seen of a file; where it lies is the caller's to say. */
export type Seen = Omit<PiiFile, 'path'>;

export type LookOptions = Omit<ScanOptions, 'format' | 'onHit'>;

/** Looks at one file. Never throws for what the file is, or for what cannot be read of it: that is in what it returns. */
export const look = async (source: ByteSource, name: string, options: LookOptions): Promise<Seen> => {
  const plain: Contents = { source, stream: source.stream };
  try {
    const isPacked = isGzip(await beginningOf(source.stream(), 2));
    const contents = isPacked ? { stream: () => gunzipped(source.stream()) } : plain;
    const seen = await lookAt(contents, name, options);
    return isPacked && seen.state !== 'not_read' ? { ...seen, compression: 'gzip' } : seen;
  } catch (error) {
    return notSeen(problemOf(error));
  }
};

const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

const SAMPLE = 1 << 20;

const lookAt = async (contents: Contents, name: string, options: LookOptions): Promise<Seen> => {
  const sample = await beginningOf(contents.stream(), SAMPLE);
  const binary = binaryFormat(sample);
  if (binary !== undefined)
    return notSeen({
      reason: 'unsupported_format',
      what: binary,
      detail: `it is ${binary}, which is not read; turn it into text, CSV or JSON`,
    });
  const { problems, ...seen } = await lookAtText(contents, name, sample, options);
  return { state: problems.length === 0 ? 'read' : 'partial', ...seen, problems };
};

/** Of a file nothing could be looked at. */
export const notSeen = (problem: Problem): Seen => ({
  state: 'not_read',
  bytes: 0,
  problems: [problem],
  detections: [],
  below: 0,
});
