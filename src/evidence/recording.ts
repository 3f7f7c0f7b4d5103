import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip, createGzip } from 'node:zlib';
import { UsageError } from '../model/errors.js';
import type { Exchange, ExchangeKey } from '../model/exchange.js';
import { canonicalJson, isObject } from '../model/json.js';
import type { Params } from '../model/params.js';
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
}

/** Writes a recording: gzipped NDJSON of a header, the exchanges as they come, and an end line that seals their number and sha256. */
export interface Recorder {
  /** Opens the file. Exchanges before that (which account is this?) are kept until then. */
  begin(path: string, header: Omit<RecordingHeader, 'kind' | 'schemaVersion'>): void;
  add(exchange: Exchange): void;
  end(): Promise<void>;
}

export const createRecorder = (): Recorder => {
  const hash = createHash('sha256');
  const waiting: string[] = [];
  let exchanges = 0;
  let sink: { write(line: string): void; close(line: string): Promise<void> } | undefined;

  const write = (line: string) => {
    hash.update(line);
    sink?.write(line);
  };

  return {
    begin(path, header) {
      sink = gzippedFile(path);
      write(lineOf({ kind: 'header', schemaVersion: 1, ...header }));
      for (const line of waiting.splice(0)) write(line);
    },
    add(exchange) {
      exchanges += 1;
      const line = lineOf({ kind: 'exchange', ...exchange });
      if (sink === undefined) waiting.push(line);
      else write(line);
    },
    async end() {
      await sink?.close(lineOf({ kind: 'end', exchanges, sha256: hash.digest('hex') }));
    },
  };
};

const gzippedFile = (path: string) => {
  const gzip = createGzip();
  const file = createWriteStream(path, { flags: 'wx' });
  gzip.pipe(file);
  const done = Promise.all([finished(gzip), finished(file)]);
  // close() awaits it; a failure in between must not count as unhandled.
  done.catch(() => undefined);
  return {
    write: (line: string) => void gzip.write(line),
    async close(line: string) {
      gzip.end(line);
      await done;
    },
  };
};

/** A recording, opened for replay. */
export interface Recording {
  readonly header: RecordingHeader;
  /** The answers to a call in the order in which they came; the last one again when a call is repeated more often. */
  answer(key: ExchangeKey): Exchange | undefined;
  readonly exchanges: readonly Exchange[];
}

/** Reads a recording, each line of it checked against its published form. Throws {@link UsageError} when it is missing, cut off, altered or of another format. */
export const readRecording = async (
  path: string,
  check: (line: unknown, where: string) => void = () => undefined,
): Promise<Recording> => {
  const damaged = (what: string): UsageError =>
    new UsageError(`recording ${path}: ${what}; restore the file or record the account again`);
  const hash = createHash('sha256');
  const exchanges: Exchange[] = [];
  let header: RecordingHeader | undefined;
  let ended = false;
  const take = (line: string): void => {
    if (ended) throw damaged('it goes on after its end');
    const entry: unknown = JSON.parse(line);
    check(entry, `recording ${path}: line ${exchanges.length + (header === undefined ? 1 : 2)}`);
    if (isEnd(entry)) {
      if (entry.exchanges !== exchanges.length || entry.sha256 !== hash.digest('hex'))
        throw damaged('its content does not match the digest at its end');
      ended = true;
      return;
    }
    hash.update(`${line}\n`);
    if (header === undefined) {
      if (!isHeader(entry)) throw damaged('it does not begin with the header of a recording');
      header = entry;
    } else if (isExchange(entry)) {
      const { kind: _, ...exchange } = entry;
      exchanges.push(exchange);
    } else throw damaged(`line ${exchanges.length + 2} is neither an exchange nor the end`);
  };
  const file = createReadStream(path);
  const gunzip = createGunzip();
  // pipe() hands on the data, not the failures.
  file.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const line of linesOf(file.pipe(gunzip))) take(line);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw damaged(
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'there is no such file'
        : `it cannot be read (${error instanceof Error ? error.message : String(error)})`,
    );
  } finally {
    file.destroy();
  }
  if (header === undefined || !ended) throw damaged('it is cut off before its end');
  return { header, exchanges, answer: player(exchanges) };
};

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

const player = (exchanges: readonly Exchange[]): Recording['answer'] => {
  const answers = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    const key = keyText(exchange);
    answers.set(key, [...(answers.get(key) ?? []), exchange]);
  }
  return (key) => {
    const left = answers.get(keyText(key));
    return left !== undefined && left.length > 1 ? left.shift() : left?.[0];
  };
};

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
