import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lines, pagesOf } from '../pdf.js';
import { isClean, seenOf, shortOf } from '../seen.js';
import { zipOf } from '../zip.js';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/pii');
const fixture = (name: string): Buffer => readFileSync(join(FIXTURES, name));
const seen = async (bytes: Uint8Array) => (await seenOf('a.pdf', bytes)).map(shortOf);
const read = (...found: readonly object[]) => [{ state: 'read', format: 'pdf', found }];

describe('PDF', () => {
  it('tells page and line of a value', async () => {
    const bytes = pagesOf([lines('Name', 'none'), lines('one', 'two', 'mail taro@example.jp')]);
    expect(await seen(bytes)).toEqual(read({ type: 'email', page: 2, line: 3 }));
  });

  it('is read in Japanese, without its fonts and by the encodings of offices', async () => {
    expect(await seen(fixture('japanese.pdf'))).toEqual(
      read(
        { type: 'email', page: 1, line: 2 },
        { type: 'phone', page: 2, line: 1 },
        { type: 'name', page: 1, line: 1 },
      ),
    );
  });

  it('may hold data in the fields of a form, in links and in bookmarks', async () => {
    expect(await seen(fixture('form.pdf'))).toEqual(
      read(
        { type: 'email', part: 'outline' },
        { type: 'email', page: 1, part: 'form' },
        { type: 'email', page: 1, part: 'link' },
      ),
    );
  });

  it.each<[string, Uint8Array, string, string]>([
    ['is encrypted', fixture('encrypted.pdf'), 'not_read', 'encrypted PDF'],
    ['has a page that was scanned', fixture('scan.pdf'), 'partial', 'pictures pictures; pages 2'],
    [
      'shows characters of which nothing says what they are',
      pagesOf([lines('none'), 'BT /F 12 Tf 72 720 Td <00410042> Tj ET'], {
        font: '/Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>]',
      }),
      'partial',
      'no_text characters without Unicode; pages 1-2',
    ],
    [
      'shows lines, which may be letters',
      pagesOf([lines('none'), '10 10 m 20 20 l 30 10 l S']),
      'partial',
      'no_text drawings without text; pages 2',
    ],
    ['has no page', pagesOf([]), 'partial', 'damaged PDF'],
  ])('that %s is told', async (_, bytes, state, problem) => {
    expect((await seen(bytes)).map((file) => [file.state, file.problems, file.found])).toEqual([
      [state, [problem], []],
    ]);
  });

  it('with attachments is not read whole', async () => {
    expect((await seen(fixture('attachment.pdf'))).map(({ state, problems }) => [state, problems])).toEqual([
      ['partial', ['parts_not_read attachments']],
    ]);
  });

  it('that takes more memory than it should is left, and the next one is read', async () => {
    // A text that draws itself ten times, ten levels deep.
    const form = (index: number): string =>
      `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> /XObject << /X ${index + 1} 0 R >> >>`;
    const first = 6;
    const levels = 12;
    const bytes = pagesOf(['/X Do'], {
      resources: `/XObject << /X ${first} 0 R >>`,
      more: Array.from({ length: levels }, (_, level) => ({
        dictionary: form(first + level),
        stream: level === levels - 1 ? lines('nothing '.repeat(200)) : '/X Do '.repeat(10),
      })),
    });
    expect((await seen(bytes))[0]?.problems).toEqual(['too_large 192 MiB']);
    expect(await seen(pagesOf([lines('taro@example.jp')]))).toEqual(read({ type: 'email', page: 1, line: 1 }));
  }, 60_000);

  it('within a zip is read as well', async () => {
    const bytes = zipOf([{ name: 'a.pdf', content: pagesOf([lines('taro@example.jp')]) }]);
    expect((await seenOf('a.zip', bytes)).map(shortOf).at(1)).toEqual({
      entry: '1 a.pdf',
      ...read({ type: 'email', page: 1, line: 1 })[0],
    });
  });

  it('by its name alone, which holds something else, is no PDF', async () => {
    expect(await seen(Buffer.from('taro@example.jp'))).toEqual([
      { state: 'partial', format: 'text', problems: ['malformed PDF'], found: [{ type: 'email', line: 1, column: 1 }] },
    ]);
  });

  it('cut off anywhere is never clean, nor with a byte changed in what it shows, and never a crash', async () => {
    const whole = pagesOf([lines('nothing here', 'and there')]);
    expect(isClean(await seenOf('a.pdf', whole))).toBe(true);
    // White space behind the last mark says nothing.
    for (let length = 0; length < whole.length - 1; length += 1)
      expect([length, isClean(await seenOf('a.pdf', whole.subarray(0, length)))]).toEqual([length, false]);
    const start = whole.indexOf('stream\n') + 7;
    for (let at = start; at < whole.indexOf('\nendstream'); at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      expect([at, isClean(await seenOf('a.pdf', changed))]).toEqual([at, false]);
    }
    const form = fixture('form.pdf');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(form.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        async (changes) => {
          const changed = Buffer.from(form);
          for (const [at, byte] of changes) changed[at] = byte;
          await seenOf('a.pdf', changed);
        },
      ),
      { numRuns: 200 },
    );
  }, 300_000);
});
