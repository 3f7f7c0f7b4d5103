import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isClean, seenOf, shortOf } from '../seen.js';
import { xlsxOf } from '../xlsx.js';
import { type ZipFile, zipOf } from '../zip.js';

const row = (number: number, ...cells: readonly string[]): string => `<row r="${number}">${cells.join('')}</row>`;
const inline = (place: string, text: string): string => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
const seen = async (bytes: Uint8Array) => (await seenOf('a.xlsx', bytes)).map(shortOf);

describe('XLSX', () => {
  it('takes the name of a column for what its values are, below a title as well; days and numbers are as they are shown', async () => {
    const bytes = xlsxOf(
      [
        { name: 'Sheet1', rows: row(1, inline('A1', 'none')) },
        {
          name: '顧客',
          rows: [
            row(1, inline('A1', '名簿')),
            row(3, '<c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="s"><v>2</v></c>'),
            row(4, '<c r="B4" t="s"><v>3</v></c><c r="C4" s="1"><v>29222</v></c><c r="D4"><v>1.23456789018E11</v></c>'),
            row(
              5,
              '<c r="B5" t="str"><f>CONCAT("佐藤","花子")</f><v>佐藤花子</v></c><c r="E5" s="2"><v>9012345678</v></c>',
            ),
          ].join(''),
        },
      ],
      {
        strings: [
          '<t>氏名</t>',
          '<t>生年月日</t>',
          '<t>個人番号</t>',
          '<r><rPr><b/></rPr><t>山田</t></r><r><t>　太郎</t></r><rPh sb="0" eb="2"><t>ヤマダ</t></rPh>',
        ],
        styles:
          '<numFmts><numFmt numFmtId="170" formatCode="000\\-0000\\-0000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>',
      },
    );
    expect(await seen(bytes)).toEqual([
      {
        state: 'read',
        format: 'xlsx',
        found: [
          { type: 'my_number', sheet: 2, row: 4, field: 4, fieldName: '個人番号' },
          { type: 'phone', sheet: 2, row: 5, field: 5 },
          { type: 'name', sheet: 2, row: 4, field: 2, fieldName: '氏名' },
          { type: 'name', sheet: 2, row: 5, field: 2, fieldName: '氏名' },
          { type: 'birth_date', sheet: 2, row: 4, field: 3, fieldName: '生年月日' },
        ],
      },
    ]);
  });

  it('is read as openpyxl and XlsxWriter write it', async () => {
    const [openpyxl, xlsxwriter] = ['openpyxl.xlsx', 'xlsxwriter.xlsx'].map((name) =>
      readFileSync(join(import.meta.dirname, '../../../fixtures/pii', name)),
    );
    expect(await seen(openpyxl ?? Buffer.of())).toEqual([
      {
        state: 'read',
        format: 'xlsx',
        found: [
          { type: 'my_number', sheet: 1, row: 4, field: 5, fieldName: 'マイナンバー' },
          { type: 'email', sheet: 2, sheetName: 'Hidden', row: 7, field: 3 },
          { type: 'email', part: 'comments' },
          { type: 'phone', sheet: 1, row: 4, field: 4, fieldName: '電話番号' },
          { type: 'name', sheet: 1, row: 4, field: 2, fieldName: '氏名' },
          { type: 'name', part: 'metadata' },
          { type: 'name', part: 'metadata' },
          { type: 'name', part: 'comments' },
          { type: 'birth_date', sheet: 1, row: 4, field: 3, fieldName: '生年月日' },
        ],
      },
    ]);
    expect(await seen(xlsxwriter ?? Buffer.of())).toEqual([
      {
        state: 'read',
        format: 'xlsx',
        found: [
          { type: 'email', part: 'link' },
          { type: 'phone', sheet: 1, sheetName: 'Form', row: 3, field: 2 },
          { type: 'name', sheet: 1, sheetName: 'Form', row: 1, field: 2 },
          { type: 'birth_date', sheet: 1, sheetName: 'Form', row: 2, field: 2 },
        ],
      },
    ]);
  });

  it('may be a form, in which a word stands left of what it names', async () => {
    const bytes = xlsxOf([
      { name: 'Form', rows: row(1, inline('A1', '申請書')) + row(2, inline('A2', '氏名'), inline('C2', '山田太郎')) },
    ]);
    expect((await seen(bytes))[0]?.found).toEqual([{ type: 'name', sheet: 1, sheetName: 'Form', row: 2, field: 3 }]);
  });

  it('may hold data beside its cells: in names of sheets, comments, properties, links, formulas, rules and drawings', async () => {
    const bytes = xlsxOf(
      [
        {
          name: 'a@example.jp',
          rows: row(1, '<c r="A1" t="str"><f>HYPERLINK("mailto:b@example.jp")</f><v>mail</v></c>'),
          below:
            '<headerFooter><oddHeader>c@example.jp</oddHeader></headerFooter><dataValidations><dataValidation prompt="d@example.jp"/></dataValidations>',
        },
      ],
      {
        strings: ['<t>deleted_x0040_example.jp</t>'],
        more: [
          {
            name: 'xl/comments1.xml',
            content:
              '<comments><authors><author>山田太郎</author></authors><commentList><comment><text><r><t>e@exam</t></r><r><t>ple.jp</t></r></text></comment></commentList></comments>',
          },
          {
            name: 'docProps/core.xml',
            content:
              '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>佐藤花子</dc:creator></cp:coreProperties>',
          },
          {
            name: 'xl/worksheets/_rels/sheet0.xml.rels',
            content: '<Relationships><Relationship Id="x" Target="mailto:f@example.jp"/></Relationships>',
          },
          { name: 'xl/drawings/drawing1.xml', content: '<d><p><r><t>g@</t></r><r><t>example.jp</t></r></p></d>' },
          { name: 'xl/printerSettings/printerSettings1.bin', content: Buffer.from('h@example.jp\0', 'utf16le') },
        ],
      },
    );
    expect(await seen(bytes)).toEqual([
      {
        state: 'read',
        format: 'xlsx',
        found: [
          { type: 'email', part: 'names', sheet: 1 },
          { type: 'email', part: 'formula', sheet: 1, row: 1, field: 1 },
          { type: 'email', part: 'layout', sheet: 1 },
          { type: 'email', part: 'layout', sheet: 1 },
          { type: 'email', part: 'layout' },
          { type: 'email', part: 'comments' },
          { type: 'email', part: 'link' },
          { type: 'email', part: 'drawing' },
          { type: 'email', part: 'layout' },
          { type: 'name', part: 'comments' },
          { type: 'name', part: 'metadata' },
        ],
      },
    ]);
  });

  it.each<[string, readonly ZipFile[], string]>([
    ['pictures', [{ name: 'xl/media/image1.png', content: 'x' }], 'pictures pictures'],
    ['macros', [{ name: 'xl/vbaProject.bin', content: 'x' }], 'parts_not_read macros'],
    ['other files', [{ name: 'xl/embeddings/a.docx', content: 'x' }], 'parts_not_read embedded files'],
    [
      'a type of document, with which a text can grow without bounds',
      [{ name: 'xl/comments1.xml', content: '<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>' }],
      'damaged XML',
    ],
    ['elements deeper than anybody writes', [{ name: 'xl/comments1.xml', content: '<a>'.repeat(300) }], 'damaged XML'],
  ])('that holds %s is not read whole', async (_, more, problem) => {
    expect(await seen(xlsxOf([{ name: 'S', rows: '' }], { more }))).toEqual([
      { state: 'partial', format: 'xlsx', problems: [problem], found: [] },
    ]);
  });

  it('whose cell asks for a text that is not there is damaged', async () => {
    const bytes = xlsxOf([{ name: 'S', rows: row(1, '<c r="A1" t="s"><v>7</v></c>') }]);
    expect((await seen(bytes))[0]?.problems).toEqual(['damaged XLSX']);
  });

  it('that is encrypted, or of the form before, is told', async () => {
    const bytes = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)]);
    expect(await seen(bytes)).toEqual([
      { state: 'not_read', problems: ['unsupported_format an encrypted or old Office document'], found: [] },
    ]);
  });

  it('within a zip is read as well', async () => {
    const book = xlsxOf([{ name: 'Sheet1', rows: row(1, inline('A1', 'taro@example.jp')) }]);
    expect((await seenOf('a.zip', zipOf([{ name: 'b.xlsx', content: book }]))).map(shortOf).at(1)).toEqual({
      entry: '1 b.xlsx',
      state: 'read',
      format: 'xlsx',
      found: [{ type: 'email', sheet: 1, sheetName: 'Sheet1', row: 1, field: 1 }],
    });
  });

  it('cut off anywhere is never clean', async () => {
    const whole = xlsxOf([{ name: 'S', rows: row(1, inline('A1', 'nothing')) }], { strings: ['<t>x</t>'] });
    expect(isClean(await seenOf('a.xlsx', whole))).toBe(true);
    for (let length = 0; length < whole.length; length += 1)
      expect([length, isClean(await seenOf('a.xlsx', whole.subarray(0, length)))]).toEqual([length, false]);
  });
});
