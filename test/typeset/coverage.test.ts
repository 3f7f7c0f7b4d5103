import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../src/typeset/coverage.js';

const { resolve } = createRequire(import.meta.url);
const font = readFileSync(resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'));

it('knows the characters of Noto Sans JP: Latin, Japanese, some beyond the first plane, neither Arabic nor emoji', () => {
  const covers = coverageOf(font);
  const shown = [...'aé–…→漢あア（。㈱𠮷𩸽'].map((character) => [character, covers(character.codePointAt(0) ?? 0)]);
  expect(shown).toEqual(shown.map(([character]) => [character, true]));
  expect([...'عא😀ก\ue000'].filter((character) => covers(character.codePointAt(0) ?? 0))).toEqual([]);
});

/** A font of nothing but a `cmap` table with one subtable. */
const fontWith = (subtable: Buffer): Buffer => {
  const directory = Buffer.alloc(28);
  directory.writeUInt16BE(1, 4);
  directory.write('cmap', 12, 'latin1');
  directory.writeUInt32BE(28, 20);
  const header = Buffer.alloc(12);
  header.writeUInt16BE(1, 2);
  header.writeUInt32BE(12, 8);
  return Buffer.concat([directory, header, subtable]);
};

const words = (...values: number[]): Buffer => Buffer.from(values.flatMap((value) => [value >> 8, value & 0xff]));

describe('a small font', () => {
  it('is read in form 4, without the mark that ends it', () => {
    // format, length, language, 2 × segments, 3 words for a search; ends, padding, starts
    const covers = coverageOf(fontWith(words(4, 0, 0, 6, 0, 0, 0, 0x5a, 0x7a, 0xffff, 0, 0x41, 0x61, 0xffff)));
    expect([...'@AZ[`az{\uffff'].filter((character) => covers(character.codePointAt(0) ?? 0)).join('')).toBe('AZaz');
  });

  it('is read in form 12', () => {
    // format, reserved, length, language, groups; start, end, glyph
    const covers = coverageOf(fontWith(words(12, 0, 0, 0, 0, 0, 0, 1, 1, 0xf600, 1, 0xf610, 0, 1)));
    expect([0xf600, 0x1f5ff, 0x1f600, 0x1f610, 0x1f611].map(covers)).toEqual([false, false, true, true, false]);
  });

  it.each([
    ['without the table', Buffer.alloc(28), 'the font has no table cmap'],
    ['with another form', fontWith(words(6)), 'the font maps no Unicode'],
  ])('is refused %s', (_, bytes, sentence) => {
    expect(() => coverageOf(bytes)).toThrow(sentence);
  });
});
