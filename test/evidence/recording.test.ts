import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createRecorder, onceEach, readJournal, readRecording } from '../../src/evidence/recording.js';
import { UsageError } from '../../src/model/errors.js';
import type { Exchange, ExchangeKey } from '../../src/model/exchange.js';
import { DEFAULT_PARAMS } from '../../src/model/params.js';

const KEY: ExchangeKey = {
  account: '123456789012',
  service: 'kms',
  region: 'ap-northeast-1',
  operation: 'DescribeKey',
  input: { KeyId: 'a', Nested: { b: 1, a: 2 } },
};
const exchange = (body: string, key: Partial<ExchangeKey> = {}): Exchange => ({
  ...KEY,
  ...key,
  time: 1,
  attempts: 1,
  answer: { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body },
});

const HEADER = {
  kansa: '0.1.0',
  partition: 'aws',
  account: '123456789012',
  regions: ['ap-northeast-1'],
  now: 5,
  params: DEFAULT_PARAMS,
};

const recorded = async (...exchanges: readonly Exchange[]): Promise<string> => {
  const path = join(mkdtempSync(join(tmpdir(), 'kansa-')), 'recording.ndjson.gz');
  const recorder = createRecorder();
  const [first, ...rest] = exchanges;
  if (first) recorder.add(first);
  recorder.begin(path, HEADER);
  for (const each of rest) recorder.add(each);
  await recorder.end();
  return path;
};

/** The recording with its lines changed and packed again. */
const tampered = (path: string, change: (lines: string[]) => string[]): string => {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');
  writeFileSync(path, gzipSync(`${change(lines).join('\n')}\n`));
  return path;
};

describe('a recording', () => {
  it('comes back as it was written, and what came before the header with it', async () => {
    const { header, exchanges } = await readRecording(
      await recorded(exchange('1'), exchange('2', { operation: 'ListKeys' })),
    );
    expect(header).toEqual({ kind: 'header', schemaVersion: 1, ...HEADER });
    expect(exchanges).toEqual([exchange('1'), exchange('2', { operation: 'ListKeys' })]);
  });

  it('answers a call in the order of the recording, and with the last answer from then on', async () => {
    const { answer } = await readRecording(await recorded(exchange('1'), exchange('2')));
    const bodies = [1, 2, 3].map(() => {
      const found = answer(KEY)?.answer;
      return found !== undefined && 'body' in found ? found.body : undefined;
    });
    expect(bodies).toEqual(['1', '2', '2']);
  });

  it('knows a call by what it asks, not by how its members are ordered', async () => {
    const { answer } = await readRecording(await recorded(exchange('1')));
    expect(answer({ ...KEY, input: { Nested: { a: 2, b: 1 }, KeyId: 'a' } })).toEqual(exchange('1'));
    expect(answer({ ...KEY, input: { KeyId: 'b' } })).toBeUndefined();
    expect(answer({ ...KEY, region: 'us-east-1' })).toBeUndefined();
    expect(answer({ ...KEY, account: '999999999999' })).toBeUndefined();
  });

  it.each<[string, (lines: string[]) => string[], string]>([
    [
      'an exchange was altered',
      (lines) => lines.map((line) => line.replace('"body":"1"', '"body":"9"')),
      'its content does not match the digest at its end',
    ],
    [
      'an exchange is missing',
      (lines) => lines.filter((_, index) => index !== 1),
      'its content does not match the digest at its end',
    ],
    ['its end is missing', (lines) => lines.slice(0, -1), 'it is cut off before its end'],
    ['something follows its end', (lines) => [...lines, '{}'], 'it goes on after its end'],
    ['the header is missing', (lines) => lines.slice(1), 'it does not begin with the header of a recording'],
    [
      'a line is something else',
      (lines) => [...lines.slice(0, 1), '{"kind":"note"}', ...lines.slice(1)],
      'line 2 is neither an exchange nor the end',
    ],
    ['a line is no JSON', (lines) => [...lines.slice(0, 1), 'not json', ...lines.slice(1)], 'it cannot be read'],
  ])('is refused with its reason when %s', async (_, change, reason) => {
    const path = tampered(await recorded(exchange('1'), exchange('2')), change);
    const failure = await readRecording(path).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect(String(failure)).toContain(`recording ${path}: ${reason}`);
    expect(String(failure)).toContain('restore the file or record the account again');
  });

  it('is refused when the gzip stream is cut off, is no gzip, or is not there', async () => {
    const path = await recorded(exchange('1'.repeat(5000)));
    writeFileSync(path, readFileSync(path).subarray(0, 60));
    await expect(readRecording(path)).rejects.toThrow('it is cut off before its end');
    writeFileSync(path, 'plain text');
    await expect(readRecording(path)).rejects.toThrow('it cannot be read');
    await expect(readRecording(`${path}.none`)).rejects.toThrow('there is no such file');
  });
});

describe('a journal', () => {
  const accept = () => undefined;
  const untilFlushed = async (path: string, exchanges: number): Promise<void> => {
    while ((await readJournal(path, accept)).exchanges.length < exchanges) await sleep(20);
  };

  it('can be read while it grows, up to the last answer that was flushed', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'kansa-')), 'recording.ndjson.gz');
    const recorder = createRecorder();
    recorder.begin(path, HEADER);
    expect((await readJournal(path, accept)).exchanges).toEqual([]);
    recorder.add(exchange('1'));
    await untilFlushed(path, 1);
    recorder.add(exchange('2'));
    await untilFlushed(path, 2);
    await expect(readRecording(path)).rejects.toThrow('cut off');
    await recorder.end();
    expect((await readRecording(path)).exchanges).toEqual([exchange('1'), exchange('2')]);
  });

  it('of any length is read to its last whole line', async () => {
    const path = await recorded(...['1', '2', '3', '4'].map((body) => exchange(body)));
    const bytes = readFileSync(path);
    const lengths: number[] = [];
    for (let length = bytes.length; length > 0; length -= 7) {
      writeFileSync(path, bytes.subarray(0, length));
      const journal = await readJournal(path, accept).catch((error: unknown) => {
        expect(error).toBeInstanceOf(UsageError);
      });
      if (journal === undefined) break;
      const { exchanges } = journal;
      expect(exchanges).toEqual(['1', '2', '3', '4'].slice(0, exchanges.length).map((body) => exchange(body)));
      lengths.push(exchanges.length);
    }
    expect(lengths).toEqual([...lengths].sort().reverse());
    expect(lengths[0]).toBe(4);
  });

  it('takes the place of the one that it continues, and holds what that one held first', async () => {
    const path = await recorded(exchange('1'));
    const recorder = createRecorder();
    recorder.add(exchange('who', { account: '' }));
    recorder.begin(path, HEADER, [exchange('1')]);
    recorder.add(exchange('2'));
    await recorder.end();
    expect((await readRecording(path)).exchanges).toEqual([
      exchange('1'),
      exchange('who', { account: '' }),
      exchange('2'),
    ]);
  });

  it('answers each question once, and then leaves it to be asked', () => {
    const answer = onceEach([exchange('1'), exchange('2')]);
    expect([answer(KEY), answer(KEY), answer(KEY)]).toEqual([exchange('1'), exchange('2'), undefined]);
  });
});
