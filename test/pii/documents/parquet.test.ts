import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../../src/model/source.js';
import { look } from '../../../src/pii/look.js';
import { readPdfium } from '../../../src/store/pdfium.js';
import { freshFolder } from '../../cli/kansa.js';
import { isClean, seenOf, shortOf } from '../seen.js';
import { zipOf } from '../zip.js';

const duckdb = await (await DuckDBInstance.create(':memory:')).connect();

/** What DuckDB writes of a query. */
const parquetOf = async (query: string, options = ''): Promise<Buffer> => {
  const path = join(freshFolder(), 'a.parquet');
  await duckdb.run(`COPY (${query}) TO '${path}' (FORMAT parquet${options})`);
  return readFileSync(path);
};

const PEOPLE = `
  SELECT * FROM (VALUES
    (1, '山田　太郎', DATE '1980-01-02', NULL, 123456789018::BIGINT, {'city': '大阪', 'email': 'taro@example.jp'}, ['x', '090-1234-5678'], MAP {'tel': '03-1234-5678'}),
    (2, '未入力', NULL, 'memo hanako@example.jp', NULL, NULL, [], NULL),
    (3, '佐藤花子', NULL, NULL, NULL, NULL, ['y', 'z'], MAP {'tel': 'none', 'jiro@example.jp': 'x'})
  ) t(id, 氏名, 生年月日, remark, my_number, profile, phones, contacts)`;

const FOUND = [
  { type: 'my_number', row: 1, field: 5, fieldName: 'my_number' },
  { type: 'email', row: 2, field: 4, fieldName: 'remark' },
  { type: 'email', row: 1, field: 6, fieldName: 'profile', pointer: '/email' },
  { type: 'email', row: 3, field: 8, fieldName: 'contacts', pointer: '/key' },
  { type: 'phone', row: 1, field: 7, fieldName: 'phones' },
  { type: 'phone', row: 1, field: 8, fieldName: 'contacts', pointer: '/value' },
  { type: 'name', row: 1, field: 2, fieldName: '氏名' },
  { type: 'name', row: 3, field: 2, fieldName: '氏名' },
  { type: 'birth_date', row: 1, field: 3, fieldName: '生年月日' },
];

describe('Parquet', () => {
  it.each([
    ['snappy', ''],
    ['zstd', ''],
    ['gzip', ''],
    ['brotli', ''],
    ['lz4_raw', ''],
    ['uncompressed', ''],
    ['zstd', ', PARQUET_VERSION v2'],
  ])('packed by %s%s is read: types, nested values, keys of maps', async (codec, options) => {
    const bytes = await parquetOf(PEOPLE, `, CODEC '${codec}'${options}`);
    expect((await seenOf('a.parquet', bytes)).map(shortOf)).toEqual([
      { state: 'read', format: 'parquet', found: FOUND },
    ]);
  });

  it('is read through all of its row groups and pages, by pieces, and no more than once', async () => {
    const bytes = await parquetOf(
      `SELECT i AS id, CASE WHEN i % 5000 = 4999 THEN 'user' || i || '@example.jp' ELSE 'text ' || i END AS note,
       [CASE WHEN i = 7777 THEN 'x@example.jp' ELSE 'y' || i END, 'z'] AS many FROM range(20000) t(i)`,
      ', ROW_GROUP_SIZE 4096',
    );
    const asked: number[] = [];
    const source: ByteSource = {
      size: bytes.length,
      read: async (offset, length) => {
        asked.push(length);
        return bytes.subarray(offset, offset + length);
      },
      async *stream() {
        yield bytes;
      },
    };
    const [seen] = await look(source, 'a.parquet', { minConfidence: 0.5, pdfium: readPdfium });
    expect([
      seen?.state,
      seen?.detections.map(({ count, locations }) => [count, locations.map(({ row }) => row)]),
    ]).toEqual(['read', [[5, [5000, 7778, 10000, 15000, 20000]]]].map((x) => x));
    expect(asked.reduce((sum, length) => sum + length, 0)).toBeLessThan(3 * bytes.length + 2 ** 21);
  });

  it.each(['zstd', 'snappy'])('packed by %s may have pages of any size that a writer makes', async (codec) => {
    const bytes = await parquetOf(
      `SELECT repeat('nothing of note ' || i || ' ', 50) || CASE WHEN i = 23456 THEN 'taro@example.jp' ELSE '' END AS note FROM range(25000) t(i)`,
      `, CODEC '${codec}'`,
    );
    expect((await seenOf('a.parquet', bytes)).map(shortOf)).toEqual([
      { state: 'read', format: 'parquet', found: [{ type: 'email', row: 23_457, field: 1, fieldName: 'note' }] },
    ]);
  });

  it('may hold data in names of columns and in what is said beside them, which is not shown', async () => {
    const bytes = await parquetOf(
      `SELECT 'none' AS "taro@example.jp", {'山田太郎': '090-1234-5678'} AS v`,
      `, KV_METADATA {owner: 'hanako@example.jp'}`,
    );
    expect((await seenOf('a.parquet', bytes)).map(shortOf)).toEqual([
      {
        state: 'read',
        format: 'parquet',
        found: [
          { type: 'email', part: 'metadata' },
          { type: 'email', part: 'names', field: 1 },
          { type: 'phone', row: 1, field: 2, fieldName: 'v', pointer: '/*' },
        ],
      },
    ]);
  });

  it('whose values are bytes is read where they are a text, and told where they are none', async () => {
    const bytes = await parquetOf(`SELECT 'taro@example.jp'::BLOB AS a, '\\xFF\\xD8\\x00\\x01'::BLOB AS b`);
    expect((await seenOf('a.parquet', bytes)).map(shortOf)).toEqual([
      {
        state: 'partial',
        format: 'parquet',
        problems: ['parts_not_read binary values; columns 2'],
        found: [{ type: 'email', row: 1, field: 1, fieldName: 'a' }],
      },
    ]);
  });

  it('that is encrypted is told', async () => {
    await duckdb.run(`SET force_mbedtls_unsafe = 'true'`);
    await duckdb.run(`PRAGMA add_parquet_key('k', '0123456789112345')`);
    const bytes = await parquetOf(PEOPLE, `, ENCRYPTION_CONFIG {footer_key: 'k'}`);
    expect((await seenOf('a.parquet', bytes)).map(shortOf)).toEqual([
      { state: 'not_read', problems: ['encrypted Parquet'], found: [] },
    ]);
  });

  it('within a zip is read as well', async () => {
    const bytes = zipOf([{ name: 'a.parquet', content: await parquetOf(PEOPLE) }]);
    expect((await seenOf('a.zip', bytes)).map(shortOf).at(1)).toEqual({
      entry: '1 a.parquet',
      state: 'read',
      format: 'parquet',
      found: FOUND,
    });
  });

  it('cut off anywhere is never clean, and never a crash with a byte changed', async () => {
    const whole = await parquetOf(`SELECT i AS id, 'nothing ' || (i % 7) AS note, ['a', 'b'] AS l FROM range(50) t(i)`);
    expect(isClean(await seenOf('a.parquet', whole))).toBe(true);
    for (let length = 0; length < whole.length; length += 1)
      expect([length, isClean(await seenOf('a.parquet', whole.subarray(0, length)))]).toEqual([length, false]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const changed = Buffer.from(whole);
          for (const [at, byte] of changes) changed[at] = byte;
          await seenOf('a.parquet', changed);
        },
      ),
      { numRuns: 2000 },
    );
  }, 60_000);
});
