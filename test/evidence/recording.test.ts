import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createRecorder, readRecording } from '../../src/evidence/recording.js';
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
    await expect(readRecording(path)).rejects.toThrow('it cannot be read');
    writeFileSync(path, 'plain text');
    await expect(readRecording(path)).rejects.toThrow('it cannot be read');
    await expect(readRecording(`${path}.none`)).rejects.toThrow('there is no such file');
  });
});
