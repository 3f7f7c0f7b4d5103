import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/model/control.js';
import type { Block } from '../../src/model/document.js';
import type { DigestProof } from '../../src/model/retention.js';
import { editionOf, RETENTION_RENDERERS, type RetentionFormat } from '../../src/reports/index.js';
import { RETENTION_WORDS } from '../../src/reports/retention/words.js';
import { digestsExample } from './digests-example.js';
import { editionExample } from './edition-example.js';
import { expectGolden } from './golden.js';

const NASTY = '<script>alert(1)</script>"><img src=x>\u202e\u001b[2J\n';
const plainly = (name: string): string => name;

const rendered = (
  format: RetentionFormat,
  language: Language,
  digests: readonly DigestProof[] | 'not asked' = digestsExample(plainly),
): string => {
  const { evaluation } = editionExample(plainly);
  const retention = { chains: [], ...(digests !== 'not asked' && { digests }) };
  return RETENTION_RENDERERS[format]({ ...evaluation, retention }, { language, colour: false, width: 120 });
};

describe.each(LANGUAGES)('what digest files prove, in %s', (language) => {
  it.each([
    ['text', 'txt'],
    ['digests-csv', 'csv'],
  ] as const)('stands in %s as a person has read it', (format, ending) => {
    expectGolden(`digests.${language}.${ending}`, rendered(format, language));
  });

  it('stands in HTML, the worst first', () => {
    const page = rendered('html', language);
    const words = RETENTION_WORDS[language];
    const places = (['damaged', 'unverified', 'valid'] as const).map((state) =>
      page.indexOf(`<span class="badge">${words.proofState[state]}</span>`),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places.toSorted((a, b) => a - b)).toEqual(places);
    for (const word of Object.values(words.problem)) expect(page).toContain(word);
    expect(page).toContain(words.provenOnly);
  });

  it('is said not to be known where nobody asked', () => {
    expect(rendered('text', language, 'not asked')).not.toContain(RETENTION_WORDS[language].proof);
    const { evaluation, ...edition } = editionExample(plainly);
    const { digests: _, ...retention } = evaluation.retention ?? expect.fail('the example has chains');
    const document = editionOf({ ...edition, evaluation: { ...evaluation, retention } }, language);
    expect(JSON.stringify(document)).toContain(RETENTION_WORDS[language].noProof);
  });
});

describe('files of which the names are hostile', () => {
  it('are inert in text and HTML', () => {
    const digests = digestsExample((name) => `${name}${NASTY}`);
    expect(rendered('html', 'en', digests)).not.toMatch(/<script|<img/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
    expect(rendered('text', 'en', digests)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe('the edition', () => {
  it('names the first of many, and says how many it leaves out', () => {
    const [damaged = expect.fail('the example has damage')] = digestsExample(plainly);
    const { evaluation, ...edition } = editionExample(plainly);
    const retention = { chains: [], digests: Array<DigestProof>(30).fill(damaged) };
    const { sections } = editionOf({ ...edition, evaluation: { ...evaluation, retention } }, 'en');
    const blocks: readonly Block[] = sections.find(({ title }) => title === RETENTION_WORDS.en.title)?.blocks ?? [];
    const text = JSON.stringify(blocks);
    expect(blocks.filter(({ kind }) => kind === 'entry')).toHaveLength(24);
    expect(text).toContain('and 6 more');
    expect(text).toContain('and 4 more');
  });
});
