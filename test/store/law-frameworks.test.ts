import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Framework } from '../../src/model/framework.js';
import { readFrameworks } from '../../src/store/frameworks.js';

const catalogue: { readonly controls: readonly { readonly id: string }[] } = JSON.parse(
  readFileSync('policies/dist/catalogue.json', 'utf8'),
);
const controls = catalogue.controls.map(({ id }) => id);

const read = (id: string): Framework => {
  const [file] = readFrameworks([id], controls);
  if (file === undefined) throw new Error(`${id} was not read`);
  return file.framework;
};

const LAWS = ['nist-ai-rmf', 'iso-42001-annex-a', 'eu-ai-act', 'appi', 'ai-business-guidelines-jp'] as const;

/** `GOVERN 1.1 … GOVERN 1.7` from `{ 'GOVERN 1.': [1, 7] }`. */
const numbers = (ranges: Readonly<Record<string, readonly [first: number, last: number]>>): string[] =>
  Object.entries(ranges).flatMap(([prefix, [first, last]]) =>
    Array.from({ length: last - first + 1 }, (_, index) => `${prefix}${first + index}`),
  );

describe('the frameworks of law and standards', () => {
  // The numbers of the Core's tables 1 to 4 (AI RMF 1.0, section 5).
  it('list every subcategory of the NIST AI RMF, in its order', () => {
    expect(read('nist-ai-rmf').requirements.map(({ id }) => id)).toEqual(
      numbers({
        'GOVERN 1.': [1, 7],
        'GOVERN 2.': [1, 3],
        'GOVERN 3.': [1, 2],
        'GOVERN 4.': [1, 3],
        'GOVERN 5.': [1, 2],
        'GOVERN 6.': [1, 2],
        'MAP 1.': [1, 6],
        'MAP 2.': [1, 3],
        'MAP 3.': [1, 5],
        'MAP 4.': [1, 2],
        'MAP 5.': [1, 2],
        'MEASURE 1.': [1, 3],
        'MEASURE 2.': [1, 13],
        'MEASURE 3.': [1, 3],
        'MEASURE 4.': [1, 3],
        'MANAGE 1.': [1, 4],
        'MANAGE 2.': [1, 4],
        'MANAGE 3.': [1, 2],
        'MANAGE 4.': [1, 3],
      }),
    );
  });

  // Annex A of ISO/IEC 42001:2023: 38 controls, the objectives taking the numbers that are missing here.
  it('list every control of Annex A, in its order', () => {
    expect(read('iso-42001-annex-a').requirements.map(({ id }) => id)).toEqual(
      numbers({
        'A.2.': [2, 4],
        'A.3.': [2, 3],
        'A.4.': [2, 6],
        'A.5.': [2, 5],
        'A.6.1.': [2, 3],
        'A.6.2.': [2, 8],
        'A.7.': [2, 6],
        'A.8.': [2, 5],
        'A.9.': [2, 4],
        'A.10.': [2, 4],
      }),
    );
  });

  it.each(LAWS)('claim nothing of %s as decided by an account alone', (id) => {
    expect(read(id).requirements.filter(({ automation }) => automation === 'automated')).toEqual([]);
  });

  it.each(LAWS)('write the Japanese of %s in Japanese', (id) => {
    const { title: _, sections, requirements } = read(id);
    const texts = [
      ...sections.map(({ title }) => title),
      ...requirements.flatMap(({ title, asks, attest, why }) => [title, asks, attest, why].filter((text) => text)),
    ];
    expect(
      texts.filter((text) => !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text?.ja ?? '')),
    ).toEqual([]);
    expect(
      texts.filter((text) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text?.en ?? '')),
    ).toEqual([]);
  });
});
