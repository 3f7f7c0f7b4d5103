import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal } from '../../src/pii/normal.js';

describe('a normalised text', () => {
  it('is the text itself where nothing has another form', () => {
    const text = '山田太郎 様、03-1234-5678「東京都」\n';
    expect(normal(text).text).toBe(text);
    expect(normal(text).at(7)).toBe(7);
  });

  it('tells where a character stood that became shorter or longer', () => {
    const { text, at } = normal('㍿ﾃﾞﾝﾜ０３');
    expect(text).toBe('株式会社デンワ03');
    expect([0, 3, 4, 5, 7, 8, 9].map(at)).toEqual([0, 0, 1, 3, 5, 6, 7]);
  });

  const letters = fc.string({
    unit: fc.constantFrom(
      'a',
      '1',
      '０',
      '－',
      'ﾊ',
      'ﾟ',
      'ｶ',
      'ﾞ',
      'か',
      '\u3099',
      'e',
      '\u0301',
      '㌔',
      'ﬁ',
      '山',
      '𠮷',
      '\n',
      '\0',
    ),
  });

  it('is NFKC, and gives back the place of any text that has one form only', () => {
    fc.assert(
      fc.property(letters, letters, (before, behind) => {
        const original = `${before}|03-1234|${behind}`;
        const { text, at } = normal(original);
        expect(text).toBe(original.normalize('NFKC'));
        const place = text.indexOf('|03-1234|');
        expect(at(place)).toBe(before.length);
        expect(at(place + 9)).toBe(before.length + 9);
      }),
    );
  });

  it('is NFKC of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normal(text).text).toBe(text.normalize('NFKC'));
      }),
    );
  });
});
