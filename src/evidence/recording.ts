import { createHash } from 'node:crypto';
import { appendFileSync, createReadStream, createWriteStream, renameSync, writeFileSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { constants, createGunzip, createGzip, gzipSync, type ZlibOptions } from 'node:zlib';
import { UsageError } from '../model/errors.js';
import type { Exchange, ExchangeKey } from '../model/exchange.js';
import { canonicalJson, isObject } from '../model/json.js';
import type { Params } from '../model/params.js';
import type { Destination } from '../model/run-place.js';
import type { Scope } from '../model/snapshot.js';

/** The first line of a recording: what a replay needs beside the answers. */
interface RecordingHeader extends Omit<Scope, 'since'> {
  readonly kind: 'header';
  readonly schemaVersion: 1;
  /** The version of kansa that recorded. */
  readonly kansa: string;
  /** Epoch milliseconds; recordings of the first version lack it: they asked for 90 days. */
  readonly since?: number;
  /** The organisation's parameters at the time, so that a replay judges by the same. */
  readonly params: Params;
  /** Where the run is sent once it is whole; absent where it stays on disk. */
  readonly store?: Destination;
}

/**
 * Writes a recording: gzipped NDJSON of a header, the exchanges as they come, and an end line that seals their number and
 * sha256. While it grows it is a journal: whatever kills the scan, all but the last moment's answers can be read again.
 */
export interface Recorder {
  /**
   * Opens the file, in the place of a former one. Exchanges before that (which account is this?) are kept until then;
   * `kept` are those of a run that was cut off, and come first.
   */
  begin(path: string, header: Omit<RecordingHeader, 'kind' | 'schemaVersion'>, kept?: readonly Exchange[]): void;
  add(exchange: Exchange): void;
  /** Seals the file. */
  end(): Promise<void>;
  /** Closes the file unsealed, with everything that was answered: its run can go on. */
  cut(): Promise<void>;
}

export const createRecorder = (): Recorder => {
  const hash = createHash('sha256');
  const waiting: string[] = [];
  let exchanges = 0;
  let sink: { write(line: string): void; close(): Promise<void> } | undefined;

  const write = (line: string) => {
    hash.update(line);
    sink?.write(line);
  };

  return {
    begin(path, header, kept = []) {
      exchanges += kept.length;
      const first = lineOf({ kind: 'header', schemaVersion: 1, ...header });
      const lines = [first, ...kept.map(exchangeLine), ...waiting.splice(0)];
      for (const line of lines) hash.update(line);
      sink = journal(path, lines);
    },
    add(exchange) {
      exchanges += 1;
      const line = exchangeLine(exchange);
      if (sink === undefined) waiting.push(line);
      else write(line);
    },
    async end() {
      sink?.write(lineOf({ kind: 'end', exchanges, sha256: hash.digest('hex') }));
      await sink?.close();
    },
    async cut() {
      const file = sink;
      sink = undefined;
      // Why it was cut is being told already; a disk that is full fails here once more.
      await file?.close().catch(() => undefined);
    },
  };
};

/** At most so much of a scan's answers is lost when it is killed. */
const FLUSH_MS = 200;
/** Lines are packed in pieces of about this many characters. */
const PIECE = 1 << 23;

/** A gzipped file that begins with the given lines, whole or not at all, and grows by further ones. */
const journal = (path: string, lines: readonly string[]) => {
  const unfinished = `${path}.part`;
  writeFileSync(unfinished, '');
  // Members of gzip follow one another in a file and are read as one (RFC 1952, 2.2).
  for (const piece of piecesOf(lines)) appendFileSync(unfinished, gzipSync(piece));
  renameSync(unfinished, path);

  const gzip = createGzip();
  const file = createWriteStream(path, { flags: 'a' });
  gzip.pipe(file);
  const done = Promise.all([finished(gzip), finished(file)]);
  // close() awaits it; a failure in between must not count as unhandled.
  done.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  return {
    write(line: string) {
      gzip.write(line);
      timer ??= setTimeout(() => {
        timer = undefined;
        gzip.flush(constants.Z_SYNC_FLUSH);
      }, FLUSH_MS).unref();
    },
    async close() {
      clearTimeout(timer);
      gzip.end();
      await done;
    },
  };
};

const piecesOf = function* (lines: readonly string[]): Iterable<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
};

/** A recording, opened for replay. */
export interface Recording {
  readonly header: RecordingHeader;
  /** The answers to a call in the order in which they came; the last one again when a call is repeated more often. */
  answer(key: ExchangeKey): Exchange | undefined;
  readonly exchanges: readonly Exchange[];
}

type Check = (line: unknown, where: string) => void;

/** Reads a recording, each line of it checked against its published form. Throws {@link UsageError} when it is missing, cut off, altered or of another format. */
export const readRecording = async (path: string, check: Check = () => undefined): Promise<Recording> => {
  const reader = readerOf(path, check);
  try {
    for await (const line of linesOf(unpacked(path))) reader.take(line);
  } catch (error) {
    throw unreadable(path, error);
  }
  const { header, exchanges, ended } = reader.read();
  if (header === undefined || !ended) throw cutOff(path);
  return { header, exchanges, answer: player(exchanges) };
};

/** The recording of a run that may have been cut off: what it holds up to there. */
export interface Journal {
  readonly header: RecordingHeader;
  readonly exchanges: readonly Exchange[];
}

/** Reads a recording up to where it was cut off. Throws {@link UsageError} where it does not even have its header. */
export const readJournal = async (path: string, check: Check): Promise<Journal> => {
  const reader = readerOf(path, check);
  try {
    // A sync flush ends what a killed process wrote last; a line of which only a part came is no answer.
    for await (const line of linesOf(unpacked(path, { finishFlush: constants.Z_SYNC_FLUSH }))) reader.take(line);
  } catch (error) {
    if (reader.read().header === undefined) throw unreadable(path, error);
  }
  const { header, exchanges } = reader.read();
  if (header === undefined) throw damaged(path, 'it is cut off before anything was recorded');
  return { header, exchanges };
};

/** Each answer of a journal once, in the order in which they came; then undefined: the rest was never asked. */
export const onceEach = (exchanges: readonly Exchange[]): Recording['answer'] => {
  const answers = byKey(exchanges);
  return (key) => answers.get(keyText(key))?.shift();
};

const curable = (sentence: string): UsageError =>
  new UsageError(`${sentence}; restore the file or record the account again`);

const damaged = (path: string, what: string): UsageError => curable(`recording ${path}: ${what}`);

const cutOff = (path: string): UsageError =>
  new UsageError(
    `recording ${path}: it is cut off before its end; go on with its run (kansa scan --resume), restore the file or record the account again`,
  );

const unreadable = (path: string, error: unknown): UsageError => {
  if (error instanceof UsageError) return error;
  const { code, message } = error instanceof Error && 'code' in error ? error : { code: '', message: String(error) };
  if (code === 'ENOENT') return damaged(path, 'there is no such file');
  return code === 'Z_BUF_ERROR' ? cutOff(path) : damaged(path, `it cannot be read (${message})`);
};

/** Takes a recording line by line. */
const readerOf = (path: string, check: Check) => {
  const hash = createHash('sha256');
  const exchanges: Exchange[] = [];
  let header: RecordingHeader | undefined;
  let ended = false;
  return {
    read: () => ({ header, exchanges, ended }),
    take(line: string): void {
      if (ended) throw damaged(path, 'it goes on after its end');
      const entry: unknown = JSON.parse(line);
      if (isObject(entry) && entry.kind === 'header' && entry.schemaVersion !== 1)
        throw new UsageError(
          `recording ${path}: its format has version ${JSON.stringify(entry.schemaVersion)}, and this kansa reads version 1; replay it with the kansa that recorded it`,
        );
      try {
        check(entry, `recording ${path}: line ${exchanges.length + (header === undefined ? 1 : 2)}`);
      } catch (error) {
        throw error instanceof UsageError ? curable(error.message) : error;
      }
      if (isEnd(entry)) {
        if (entry.exchanges !== exchanges.length || entry.sha256 !== hash.digest('hex'))
          throw damaged(path, 'its content does not match the digest at its end');
        ended = true;
        return;
      }
      hash.update(`${line}\n`);
      if (header === undefined) {
        if (!isHeader(entry)) throw damaged(path, 'it does not begin with the header of a recording');
        header = entry;
      } else if (isExchange(entry)) {
        const { kind: _, ...exchange } = entry;
        exchanges.push(exchange);
      } else throw damaged(path, `line ${exchanges.length + 2} is neither an exchange nor the end`);
    },
  };
};

/** The unpacked bytes of a file, as they come. */
async function* unpacked(path: string, options: ZlibOptions = {}): AsyncIterable<Buffer> {
  const file = createReadStream(path);
  const gunzip = createGunzip(options);
  // pipe() hands on the data, not the failures.
  file.on('error', (error) => gunzip.destroy(error));
  try {
    yield* file.pipe(gunzip);
  } finally {
    file.destroy();
  }
}

/** The lines of a text that comes in pieces; a last line without its end is one, too. */
async function* linesOf(text: AsyncIterable<Buffer>): AsyncIterable<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const piece of text) {
    const lines = (rest + decoder.write(piece)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.end();
  if (rest !== '') yield rest;
}

/** The name under which the answers to a call are kept. */
const keyText = ({ account, service, region, operation, input }: ExchangeKey): string =>
  canonicalJson([account, service, region, operation, input]);

const byKey = (exchanges: readonly Exchange[]): Map<string, Exchange[]> => {
  const answers = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    const key = keyText(exchange);
    answers.set(key, [...(answers.get(key) ?? []), exchange]);
  }
  return answers;
};

const player = (exchanges: readonly Exchange[]): Recording['answer'] => {
  const answers = byKey(exchanges);
  return (key) => {
    const left = answers.get(keyText(key));
    return left !== undefined && left.length > 1 ? left.shift() : left?.[0];
  };
};

const exchangeLine = (exchange: Exchange): string => lineOf({ kind: 'exchange', ...exchange });

const lineOf = (entry: object): string => `${canonicalJson(entry)}\n`;

const isEnd = (entry: unknown): entry is { exchanges: number; sha256: string } =>
  isObject(entry) && entry.kind === 'end';

const isHeader = (entry: unknown): entry is RecordingHeader =>
  isObject(entry) &&
  entry.kind === 'header' &&
  entry.schemaVersion === 1 &&
  typeof entry.account === 'string' &&
  typeof entry.now === 'number' &&
  Array.isArray(entry.regions) &&
  isObject(entry.params);

const isExchange = (entry: unknown): entry is Exchange & { kind: 'exchange' } =>
  isObject(entry) && entry.kind === 'exchange' && typeof entry.operation === 'string' && isObject(entry.answer);
