import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PiiLocation, PiiTextFormat, PiiType } from '../../src/model/pii.js';
import { scanOf } from '../../src/pii/scan.js';

type Seen = readonly [PiiType, Omit<PiiLocation, 'confidence'>];

/** What is told of a text that comes in these pieces. */
const seen = (format: PiiTextFormat, pieces: readonly string[]): readonly Seen[] => {
  const hits: Seen[] = [];
  const scan = scanOf({
    format,
    minConfidence: 0,
    onHit: ({ type, confidence }, where) => {
      if (confidence > 0.3) hits.push([type, where()]);
    },
  });
  for (const piece of pieces) scan.push(piece);
  scan.end();
  return hits;
};

describe('a plain text', () => {
  it('tells line and column of a value', () => {
    expect(seen('text', ['一行目\r\n連絡先 taro@exam', 'ple.jp\n\n', '〒１００－０００１'])).toEqual([
      ['email', { line: 2, column: 5 }],
      ['postal_code', { line: 4, column: 2 }],
    ]);
  });

  it('is one line of any length: what lies across windows is found once, in its place', () => {
    const filler = 'あいうえ '.repeat(40_000);
    const places = [65_530, 131_000, 131_072, 150_000];
    const text = places.reduce((sum, place) => `${sum}${filler.slice(sum.length, place - 1)} taro@example.jp `, '');
    expect(seen('text', [text.slice(0, 70_001), text.slice(70_001)])).toEqual(
      places.map((place) => ['email', { line: 1, column: place + 1 }]),
    );
  });
});

describe('a table', () => {
  it('takes the name of a column for what its values are, and says number and name', () => {
    expect(
      seen('csv', ['id,氏名,生年月日,memo\r\n1,山田 太郎,1980-01-02,"a ""b""\n090-1234-5678"\r\n2,花子,,\r\n']),
    ).toEqual([
      ['name', { line: 2, field: 2, fieldName: '氏名' }],
      ['birth_date', { line: 2, field: 3, fieldName: '生年月日' }],
      ['phone', { line: 3, field: 4, fieldName: 'memo' }],
      ['name', { line: 4, field: 2, fieldName: '氏名' }],
    ]);
  });

  it('without a header shows the name of no column, which would be data', () => {
    expect(seen('csv', ['山田太郎,taro@example.jp\n鈴木花子,hanako@example.jp\n'])).toEqual([
      ['email', { line: 1, field: 2 }],
      ['email', { line: 2, field: 2 }],
    ]);
    expect(seen('csv', ['name,090-1234-5678\nx,080-1234-5678\n'])).toEqual([
      ['phone', { line: 1, field: 2 }],
      ['phone', { line: 2, field: 2 }],
    ]);
  });

  it('separates by what its first row holds most', () => {
    expect(seen('csv', ['email;tel;a,b\nx@example.jp;03-1234-5678;1\n']).map(([, { field }]) => field)).toEqual([1, 2]);
    expect(seen('tsv', ['email\ttel\nx@example.jp\t03-1234-5678\n']).map(([, { field }]) => field)).toEqual([1, 2]);
  });

  it('may have a value that is too long to be held', () => {
    const long = `${'x "" '.repeat(60_000)}taro@example.jp ${'"" y '.repeat(40_000)}`;
    expect(seen('csv', [...pieces(`email,memo\n1,"${long}"\n2,hanako@example.jp\n`, 5_000)])).toEqual([
      ['email', { line: 2, field: 2, fieldName: 'memo' }],
      ['email', { line: 3, field: 2, fieldName: 'memo' }],
    ]);
  });

  it('may be one row without end, which names no column', () => {
    expect(seen('csv', [`email,${'x,'.repeat(20_000)}`, 'taro@example.jp\n'])).toEqual([
      ['email', { line: 1, field: 20_002 }],
    ]);
  });

  it('whose quote is never closed is damaged', () => {
    expect(() => seen('csv', ['a,"b\nc,d\n'])).toThrow('a quote that is opened is never closed');
  });
});

describe('JSON', () => {
  it('tells the pointer of a value, its member being what it is called', () => {
    const text =
      '{"user":{"tel":["x","\\u0030\\u0039\\u0030-1234-5678"],"myNumber":123456789018,"a/b":"t@example.jp"}}\n{"dob":"1980-01-02"}';
    expect(seen('jsonl', [text])).toEqual([
      ['phone', { line: 1, pointer: '/user/tel/1' }],
      ['my_number', { line: 1, pointer: '/user/myNumber' }],
      ['email', { line: 1, pointer: '/user/*' }],
      ['birth_date', { line: 2, pointer: '/dob' }],
    ]);
  });

  it('shows no name of a member that may be somebody', () => {
    expect(seen('json', ['{"taro@example.jp":{"山田太郎":"090-1234-5678","Yamada":"080-1234-5678"}}'])).toEqual([
      ['email', { line: 1, pointer: '/*' }],
      ['phone', { line: 1, pointer: '/*/*' }],
      ['phone', { line: 1, pointer: '/*/*' }],
    ]);
  });

  it('may have a text that is too long to be held, with escapes anywhere', () => {
    const long = `${'\\u3042\\n\\\\'.repeat(40_000)} taro@example.jp ${'\\"'.repeat(80_000)}`;
    expect(seen('json', [...pieces(`{"a":["${long}","hanako@example.jp"]}`, 4_999)])).toEqual([
      ['email', { line: 1, pointer: '/a/0' }],
      ['email', { line: 1, pointer: '/a/1' }],
    ]);
  });

  it.each(['{"a":1', '{"a" 1}', '[1,]x', '{"a":1}}', '["\\q"]', 'nul', '{a:1}', '[1 2]', `${'['.repeat(1001)}`])(
    'that is %j is damaged',
    (text) => {
      expect(() => seen('json', [text])).toThrow(/ in line 1$/);
    },
  );

  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(seen('json', [...pieces(JSON.stringify([value, 'taro@example.jp'], null, 1), 3)]).at(-1)?.[0]).toBe(
          'email',
        );
      }),
    );
  });
});

it('gives the same whatever pieces a file comes in', () => {
  const texts: readonly (readonly [PiiTextFormat, string])[] = [
    ['text', '氏名：山田　太郎\r\nカード番号：4111 1111 1111 1111\n'],
    ['csv', 'email,"tel"\r\n"a@example.jp",03-1234-5678\r\n"b""c@example.jp","x\r\ny"\r\n'],
    ['json', '{"email":"a@example.jp","x":{"tel":["03-1234-5678",123456789018,"\\u00e9\\\\"]},"y":null}\n'],
  ];
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.integer({ min: 1, max: 30 }), ([format, text], size) => {
      expect(seen(format, [...pieces(text, size)])).toEqual(seen(format, [text]));
    }),
  );
});

function* pieces(text: string, size: number): Iterable<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
