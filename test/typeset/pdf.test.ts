import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/model/control.js';
import type { Attachment } from '../../src/model/document.js';
import { editionOf } from '../../src/reports/edition/edition.js';
import { pdfOf } from '../../src/typeset/pdf.js';
import { editionExample } from '../reports/edition-example.js';
import { hostileText } from '../reports/hostile.js';

const attachments: readonly Attachment[] = [
  {
    name: 'findings.csv',
    mediaType: 'text/csv',
    description: 'every finding of the run',
    relationship: 'data',
    content: () => ['verdict\r\n', 'fail\r\n'],
  },
];

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

describe.each(LANGUAGES)('the edition in %s as pages', (language) => {
  const document = () =>
    editionOf(
      editionExample((name) => name),
      language,
    );

  it('is the same bytes whenever it is made, dated by its run', async () => {
    const [once, again] = [await pdfOf(document(), attachments), await pdfOf(document(), attachments)];
    const text = once.toString('latin1');
    expect(once.equals(again)).toBe(true);
    expect(text).toMatch(/^%PDF-1\.7/);
    expect(text).toContain('/CreationDate (D:20260115210000Z)');
    expect(text).toContain('<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
    expect(text).toContain(`/Lang (${language === 'ja' ? 'ja-JP' : 'en'})`);
    expect(text).toMatch(/\/StructTreeRoot/);
    expect(text).toMatch(/\/AFRelationship\s*\/Data/);
    // A picture for each calendar that was listed, with words for who does not see it.
    expect(text.match(/\/S\s*\/Figure\b/g)).toHaveLength(3);
    expect(text.match(/\/Alt\s*[(<]/g)).toHaveLength(3);
  });

  it('can be typeset whatever things in the account are called', async () => {
    const plain = pagesOf(await pdfOf(document(), []));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          hostileText,
          fc.constantFrom(
            '#eval("1")',
            '$x$ @ref *b* _i_ <label> = h',
            '\\u{41} #{',
            '/* // ```',
            '𠮷😀\u{10ffff}',
            'x'.repeat(10_240),
          ),
        ),
        async (text) => {
          const pdf = await pdfOf(
            editionOf(
              editionExample((name) => name + text),
              language,
            ),
            [],
          );
          expect(pagesOf(pdf)).toBeGreaterThanOrEqual(plain);
        },
      ),
      { numRuns: 12 },
    );
  });
});
