import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginningOfText, textPieces } from '../../src/model/text-pieces.js';

/** Halves of characters, too, as a text may hold whose escapes were undone. */
const anyText = fc.string({ unit: 'binary', maxLength: 300 });

describe('a text in pieces', () => {
  it('is the text when they are joined, and none is empty or larger than it may be', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 40 }), (text, most) => {
        const pieces = [...textPieces(text, most)];
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) {
          expect(piece).not.toBe('');
          expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it('is measured in code units where these are counted', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 40 }), (text, most) => {
        const pieces = [...textPieces(text, most, 'length')];
        expect(pieces.join('')).toBe(text);
        for (const { length } of pieces) expect(length).toBeLessThanOrEqual(most);
      }),
    );
    expect([...textPieces('山田 太郎花子', 4, 'length')]).toEqual(['山田 ', '太郎花子']);
  });

  it('never ends within a character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'é', '山', '𠮷', '😀', '\n', ' ')),
        fc.integer({ min: 4, max: 20 }),
        (letters, most) => {
          for (const piece of textPieces(letters.join(''), most)) expect(piece).not.toMatch(/\p{Surrogate}/u);
        },
      ),
    );
  });

  it('ends behind a line where one ends late enough, else behind a blank, else anywhere', () => {
    expect([...textPieces('one two\nthree four', 12)]).toEqual(['one two\n', 'three four']);
    expect([...textPieces('one two three four', 12)]).toEqual(['one two ', 'three four']);
    expect([...textPieces('onetwothreefour', 12)]).toEqual(['onetwothreef', 'our']);
    expect([...textPieces('a\nbcdefghijklmnop', 12)]).toEqual(['a\nbcdefghijk', 'lmnop']);
    expect([...textPieces('', 12)]).toEqual([]);
  });
});

it('the beginning of a text holds no half of a character at its end', () => {
  expect([1, 2, 3, 9].map((most) => beginningOfText('a𠮷b', most))).toEqual(['a', 'a', 'a𠮷', 'a𠮷b']);
});
