import type { Language } from '../model/control.js';
import { EXIT, Unreadable } from '../model/errors.js';
import type { PiiFile, PiiResult } from '../model/pii.js';
import { organisationDetector } from '../pii/detectors/organisation.js';
import { type Encoding, encodingsOf, likelier, switches } from '../pii/encoding.js';
import { binaryFormat, promisedFormat, seemingFormat } from '../pii/format.js';
import { type Scan, type ScanOptions, scanOf } from '../pii/scan.js';
import { PII_RENDERERS, type PiiOutput } from '../reports/index.js';
import { type DataFile, type DataStream, dataFiles, dataStream } from '../store/data-files.js';
import { readPiiPatterns } from '../store/pii-patterns.js';
import { validator } from '../store/validate.js';

export interface PiiOptions {
  /** Files and folders. */
  readonly paths: readonly string[];
  readonly format: PiiOutput;
  /** From which confidence on a value is told, 0 to 1. */
  readonly minConfidence: number;
  /** A file of the organisation's own words and patterns. */
  readonly patterns?: string;
  readonly language: Language;
  readonly terminal: { readonly colour: boolean; readonly width: number };
  readonly version: string;
}

/** Looks for personal and confidential data in files. Nothing leaves the machine, and no value leaves this function. */
export const pii = async (options: PiiOptions): Promise<{ readonly document: string; readonly exitCode: number }> => {
  const { paths, format, minConfidence, patterns, language, terminal, version } = options;
  const further = patterns === undefined ? [] : [organisationDetector(readPiiPatterns(patterns))];
  const files: PiiFile[] = [];
  const { files: found, leftOut } = dataFiles(paths);
  for (const file of found) files.push(await look(file, { minConfidence, further }));
  const exitCode = exitCodeOf(files);
  const result: PiiResult = { schemaVersion: 1, kansa: version, exitCode, minConfidence, files, leftOut };
  validator('pii')(JSON.parse(JSON.stringify(result)), 'the result');
  return { document: PII_RENDERERS[format](result, { language, ...terminal }), exitCode };
};

/** What is found outweighs what could not be read, and nothing read is never clean. */
const exitCodeOf = (files: readonly PiiFile[]): PiiResult['exitCode'] => {
  if (files.some(({ detections }) => detections.length > 0)) return EXIT.violation;
  return files.length === 0 || files.some(({ state }) => state !== 'read') ? EXIT.incomplete : EXIT.ok;
};

type Looking = Omit<ScanOptions, 'format'>;

/** Unpacked, so that a small file cannot keep a scan busy for ever. */
const LARGEST_UNPACKED = 8 * 2 ** 30;

const look = async ({ path, unread }: DataFile, options: Looking): Promise<PiiFile> => {
  if (unread !== undefined) return notRead(path, unread);
  let sample: Uint8Array;
  try {
    sample = await sampleOf(path);
  } catch (error) {
    return notRead(path, { reason: isDamage(error) ? 'damaged' : 'unreadable', ...told(error) });
  }
  const binary = binaryFormat(sample);
  if (binary !== undefined)
    return notRead(path, {
      reason: 'unsupported_format',
      what: binary,
      detail: `it is ${binary}, which is not read; turn it into text, CSV or JSON`,
    });
  const promised = promisedFormat(path);
  const problems: Problem[] = [];
  let encodings = encodingsOf(sample);
  let format = promised ?? seemingFormat(new TextDecoder(encodings[0]).decode(sample.subarray(0, 1024)));
  for (;;) {
    const [encoding] = encodings;
    const read = await readAs(path, { ...options, format }, encoding);
    switch (read.ended) {
      case 'malformed':
        // What is no JSON is a text all the same; only where the name promised more, something may not have been seen.
        if (promised !== undefined)
          problems.push({
            reason: 'malformed',
            what: format,
            detail: `it is no ${format} (${read.detail}); it was read as plain text`,
          });
        format = 'text';
        continue;
      case 'undecodable':
        // Until there all was ASCII, or seemed to be UTF-8: that piece tells which of the others it may be.
        encodings = read.detail === SWITCHES ? ['iso-2022-jp'] : likelier(encodings.slice(1), read.piece);
        if (encodings.length === 0) problems.push({ reason: 'unknown_encoding', detail: UNKNOWN_ENCODING });
        continue;
      case 'damaged':
      case 'unreadable':
      case 'too_large':
        problems.push({ reason: read.ended, ...(read.what !== undefined && { what: read.what }), detail: read.detail });
    }
    const { detections, below } = read.scan.result();
    return {
      path,
      state: problems.length === 0 ? 'read' : 'partial',
      format,
      ...(encoding !== undefined && { encoding }),
      ...(read.compression !== undefined && { compression: read.compression }),
      bytes: read.bytes,
      problems,
      detections,
      below,
    };
  }
};

const UNKNOWN_ENCODING =
  'its encoding is none of UTF-8, UTF-16 with its mark, Shift_JIS, EUC-JP and ISO-2022-JP: only what is ASCII in it was looked at';

type Problem = PiiFile['problems'][number];

const notRead = (path: string, problem: Problem): PiiFile => ({
  path,
  state: 'not_read',
  bytes: 0,
  problems: [problem],
  detections: [],
  below: 0,
});

const SAMPLE = 1 << 20;

/** The first megabyte, unpacked. */
const sampleOf = async (path: string): Promise<Uint8Array> => {
  const { chunks } = await dataStream(path);
  const taken: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      taken.push(chunk);
      bytes += chunk.length;
      if (bytes >= SAMPLE) break;
    }
  } catch (error) {
    // What is damaged further on is told when it is read.
    if (bytes === 0) throw error;
  }
  return Buffer.concat(taken);
};

interface Read {
  readonly ended: 'whole' | 'malformed' | 'undecodable' | 'damaged' | 'unreadable' | 'too_large';
  readonly detail: string;
  readonly what?: string;
  readonly scan: Scan;
  readonly bytes: number;
  /** The last of what was read. */
  readonly piece: Uint8Array;
  readonly compression?: DataStream['compression'];
}

/** Why a text that is valid UTF-8 is none. */
const SWITCHES = 'it switches to kanji';

/** Reads a file once, by one encoding and in one format; without an encoding what is not ASCII is passed over. */
const readAs = async (path: string, options: ScanOptions, encoding: Encoding | undefined): Promise<Read> => {
  const scan = scanOf(options);
  const decoder = new TextDecoder(encoding ?? 'utf-8', { fatal: encoding !== undefined });
  let bytes = 0;
  let piece: Uint8Array = new Uint8Array();
  let compression: DataStream['compression'];
  const ended = (how: Read['ended'], detail = ''): Read => ({
    ended: how,
    detail,
    scan,
    bytes,
    piece,
    ...(compression !== undefined && { compression }),
  });
  /** What was read until it could not be read on counts. */
  const cut = (how: Read['ended'], { detail, what }: Pick<Read, 'detail' | 'what'>): Read => {
    try {
      scan.end();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
    return { ...ended(how, detail), ...(what !== undefined && { what }) };
  };
  try {
    const stream = await dataStream(path);
    compression = stream.compression;
    for await (const chunk of stream.chunks) {
      bytes += chunk.length;
      piece = chunk;
      const text = decoder.decode(chunk, { stream: true });
      if (encoding === 'utf-8' && switches(text)) return ended('undecodable', SWITCHES);
      scan.push(text);
      if (compression !== undefined && bytes > LARGEST_UNPACKED)
        return cut('too_large', {
          what: `${LARGEST_UNPACKED / 2 ** 30} GiB`,
          detail: `unpacked it has more than ${LARGEST_UNPACKED / 2 ** 30} GiB; the rest was not read`,
        });
    }
    scan.push(decoder.decode());
    scan.end();
    return ended('whole');
  } catch (error) {
    if (error instanceof Unreadable) return ended('malformed', error.message);
    if (isUndecodable(error)) return ended('undecodable');
    if (isDamage(error)) return cut('damaged', told(error));
    if (isSystem(error)) return cut('unreadable', told(error));
    throw error;
  }
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
const isUndecodable = (error: unknown): boolean => codeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA';
/** https://nodejs.org/api/zlib.html#constants: what is packed is broken or ends too early. */
const isDamage = (error: unknown): boolean => /^Z_/.test(codeOf(error));
const isSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** Without the text of the error, which may quote what it stumbled over. */
const told = (error: unknown): Required<Pick<Problem, 'what' | 'detail'>> => {
  const what = codeOf(error);
  if (isDamage(error)) return { what, detail: `it is damaged gzip (${what}); the rest of it was not read` };
  if (isSystem(error)) return { what, detail: `it cannot be read (${what})` };
  throw error;
};
