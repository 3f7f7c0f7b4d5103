import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isClean, seenOf, shortOf } from '../seen.js';
import { zipOf } from '../zip.js';

const LETTER = '氏名：山田　太郎\n連絡先：taro@example.jp\n';
const seen = async (bytes: Uint8Array, name = 'a.zip') => (await seenOf(name, bytes)).map(shortOf);

describe('a zip', () => {
  it('is told itself, and each of its files as one of its own', async () => {
    const bytes = zipOf([
      { name: 'data/', content: '', method: 0 },
      { name: 'data/letter.txt', content: LETTER },
      { name: 'data/table.csv.gz', content: gzipSync('id,email\n1,taro@example.jp\n') },
      { name: '2026-01/report_v2.json', content: '{}', method: 0 },
    ]);
    expect(await seen(bytes)).toEqual([
      { state: 'read', format: 'zip', found: [] },
      {
        entry: '2 data/letter.txt',
        state: 'read',
        format: 'text',
        found: [
          { type: 'email', line: 2, column: 5 },
          { type: 'name', line: 1, column: 4 },
        ],
      },
      {
        entry: '3 data/table.csv.gz',
        state: 'read',
        format: 'csv',
        found: [{ type: 'email', line: 2, field: 2, fieldName: 'email' }],
      },
      { entry: '4 */report_v2.json', state: 'read', format: 'json', found: [] },
    ]);
  });

  it('may hold data in its names and comments, which are found and not shown', async () => {
    const bytes = zipOf(
      [
        { name: 'taro@example.jp/山田太郎.txt', content: 'none\n', comment: '連絡先 hanako@example.jp' },
        // 住所録.txt as Windows writes it in Japan.
        { name: Buffer.from('8f5a8f8a985e2e747874', 'hex'), content: 'none\n', flags: 0 },
      ],
      'by jiro@example.jp',
    );
    expect(await seen(bytes)).toEqual([
      {
        state: 'read',
        format: 'zip',
        found: [
          { type: 'email', part: 'comments' },
          { type: 'email', part: 'comments' },
          { type: 'email', part: 'names' },
        ],
      },
      { entry: '1 */*.txt', state: 'read', format: 'text', found: [] },
      { entry: '2 *.txt', state: 'read', format: 'text', found: [] },
    ]);
  });

  it.each<[string, Uint8Array, readonly object[]]>([
    [
      'a file that is encrypted',
      zipOf([{ name: 'a.txt', content: LETTER, flags: 0x801 }]),
      [{ entry: '1 a.txt', state: 'not_read', problems: ['encrypted zip'], found: [] }],
    ],
    [
      'a file that is packed as nobody reads it',
      zipOf([{ name: 'a.txt', content: LETTER, method: 14 }]),
      [{ entry: '1 a.txt', state: 'not_read', problems: ['unsupported_format zip method 14'], found: [] }],
    ],
    [
      'a file that is another one than its checksum says',
      zipOf([{ name: 'a.txt', content: 'none\n', crc: 1 }]),
      [{ entry: '1 a.txt', state: 'partial', format: 'text', problems: ['damaged zip'], found: [] }],
    ],
    [
      'a file that is longer than the list says',
      zipOf([{ name: 'a.txt', content: 'none\n'.repeat(99), size: 3 }]),
      [{ entry: '1 a.txt', state: 'not_read', problems: ['damaged zip'], found: [] }],
    ],
    [
      'another zip',
      zipOf([{ name: 'b.zip', content: zipOf([{ name: 'a.txt', content: LETTER }]) }]),
      [{ entry: '1 b.zip', state: 'not_read', problems: ['unsupported_format zip within zip'], found: [] }],
    ],
    [
      'a picture',
      zipOf([{ name: 'a.png', content: Buffer.from('89504e470d0a1a0a00', 'hex') }]),
      [{ entry: '1 a.png', state: 'not_read', problems: ['unsupported_format PNG'], found: [] }],
    ],
  ])('that holds %s is not read whole', async (_, bytes, inside) => {
    expect(await seen(bytes)).toEqual([{ state: 'read', format: 'zip', found: [] }, ...inside]);
  });

  it('with bytes that no entry accounts for is not read whole', async () => {
    const bytes = zipOf([{ name: 'a.txt', content: 'none\n' }]);
    // The list of an archive that somebody took a file out of: its bytes are still there.
    const list = bytes.indexOf('PK\u0001\u0002');
    const hidden = Buffer.alloc(20_000, 'taro@example.jp ');
    const moved = Buffer.concat([bytes.subarray(0, list), hidden, bytes.subarray(list)]);
    moved.writeUInt32LE(list + hidden.length, moved.length - 6);
    expect((await seen(moved))[0]).toEqual({
      state: 'partial',
      format: 'zip',
      problems: ['parts_not_read bytes outside the entries'],
      found: [],
    });
  });

  it('of office software that is not read here is told by its name', async () => {
    const docx = zipOf([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'word/document.xml', content: '<w:document/>' },
    ]);
    expect(await seen(docx, 'a.docx')).toEqual([
      { state: 'not_read', problems: ['unsupported_format DOCX'], found: [] },
    ]);
  });

  it('that unpacks to hundreds of times its size is left before it has', async () => {
    const bytes = zipOf([{ name: 'a.txt', content: Buffer.alloc(300 * 2 ** 20, 'nothing ') }]);
    const [archive, bomb] = await seenOf('a.zip', bytes);
    expect([archive?.state, bomb?.state, bomb?.problems.map(({ reason, what }) => [reason, what])]).toEqual([
      'read',
      'partial',
      [['too_large', '200 : 1']],
    ]);
    expect(bomb?.bytes).toBeLessThan(100 * 2 ** 20);
  }, 60_000);

  it('of more files than anybody wants to be told of is left before its end', async () => {
    const files = Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}`, content: '', method: 0 }));
    const all = await seenOf('a.zip', zipOf(files));
    expect([all.length, all[0]?.problems[0]?.what]).toEqual([10_001, '10000 entries']);
  });

  it('cut off anywhere is never clean, and neither is one with a byte changed in a file', async () => {
    const whole = zipOf([
      { name: 'a.txt', content: 'nothing here\n'.repeat(20) },
      { name: 'b.csv', content: 'id,n\n1,2\n' },
    ]);
    expect(isClean(await seenOf('a.zip', whole))).toBe(true);
    for (let length = 0; length < whole.length; length += 1)
      expect([length, isClean(await seenOf('a.zip', whole.subarray(0, length)))]).toEqual([length, false]);
    const data = 30 + 'a.txt'.length;
    for (let at = data; at < whole.indexOf('PK\u0003\u0004', data); at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      expect([at, isClean(await seenOf('a.zip', changed))]).toEqual([at, false]);
    }
  });
});
