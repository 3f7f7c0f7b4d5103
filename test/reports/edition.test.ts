import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/model/control.js';
import type { Block, Document, Inline, Text } from '../../src/model/document.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { editionOf } from '../../src/reports/edition.js';
import { renderEditionHtml } from '../../src/reports/edition-html.js';
import { EDITION_WORDS } from '../../src/reports/edition-words.js';
import { editionExample } from './edition-example.js';
import { catalogue, clean } from './example.js';
import { expectGolden } from './golden.js';
import { hostileText } from './hostile.js';
import { idsTwice, tagsOf, unbalanced } from './page.js';

const plainly = (name: string): string => name;

describe.each(LANGUAGES)('the edition in %s', (language) => {
  const edition = editionExample(plainly);
  const document = editionOf(edition, language);
  const page = renderEditionHtml(document);

  it('is the page that somebody looked at', () => {
    expectGolden(`edition.${language}.html`, page);
  });

  it('is the same when it is made again', () => {
    expect(renderEditionHtml(editionOf(structuredClone(edition), language))).toBe(page);
  });

  it('requests nothing, runs nothing and styles nothing inline', () => {
    const tags = tagsOf(page);
    const attributes = tags.flatMap((tag) => [...tag.matchAll(/ ([a-z-]+)="([^"]*)"/g)]);
    expect(tags.filter((tag) => /^<(script|img|link|iframe|object|embed|base|form)/.test(tag))).toEqual([]);
    expect(attributes.filter(([, name]) => /^(on|style|src)/.test(name ?? ''))).toEqual([]);
    expect(attributes.filter(([, name, value]) => name === 'href' && !value?.startsWith('#'))).toEqual([]);
    expect([unbalanced(page), idsTwice(page)]).toEqual([[], []]);
  });

  it('has the same elements whatever things in the account are called', () => {
    const skeleton = tagsOf(page);
    fc.assert(
      fc.property(hostileText, (text) => {
        const attacked = renderEditionHtml(
          editionOf(
            editionExample((name) => name + text.replaceAll('\n', ' ')),
            language,
          ),
        );
        expect(tagsOf(attacked)).toEqual(skeleton);
        expect(attacked).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 40 },
    );
  });
});

it('says on its first page what was not seen, before the number of anything', () => {
  const { cover } = editionOf(editionExample(plainly), 'en');
  expect(cover.map(({ kind }) => kind)).toEqual(['facts', 'entry', 'table']);
  expect(textsOf(cover[1])).toEqual([
    '1 of 6 requirements satisfied, 2 not satisfied, 2 unknown.',
    'Not everything was seen: 5 verdicts could not be reached, 2 lists not seen whole.',
    EDITION_WORDS.en.coverageNote,
  ]);
});

it('tells every open finding where there is room, and counts by control those for which there is none', () => {
  const headsOf = (mostFindings: number) => {
    const section = chapter(editionOf(editionExample(plainly, { mostFindings }), 'en'), 'Findings');
    const table = section.find(({ kind }) => kind === 'table');
    return {
      entries: section.filter(({ kind }) => kind === 'entry').length,
      counted: table?.kind === 'table' ? table.rows.map((row) => row.slice(2).map((cell) => Number(cell[0]))) : [],
    };
  };
  const all = headsOf(1000);
  expect(all).toEqual({ entries: 8, counted: [] });
  for (const most of [0, 1, 4, 7]) {
    const { entries, counted } = headsOf(most);
    expect([most, entries]).toEqual([most, most]);
    expect(counted.flat().reduce((sum, count) => sum + count, 0)).toBe(all.entries - most);
  }
});

it('keeps a line feed in a name as a character of the name, and the lines of a statement as lines', () => {
  const page = renderEditionHtml(
    editionOf(
      editionExample((name) => `${name}\nPass`),
      'en',
    ),
  );
  expect(page).toContain('guardrail customer-guardrail\\u000aPass does not handle EMAIL, PHONE');
  expect(page).toContain('<br>See the minutes.');
});

it('cuts what would fill pages, and says how much of it', () => {
  const page = renderEditionHtml(
    editionOf(
      editionExample((name) => name + 'x'.repeat(10_240)),
      'en',
    ),
  );
  expect(page).toMatch(/x… \(\d+ more characters\)/);
  expect(page).not.toMatch(/x{2049}/);
});

it('warns of a comparison with a run that looked at less', () => {
  const { previous = expect.fail('the example has an earlier run') } = editionExample(plainly);
  const narrowed = { ...previous, scope: { ...previous.scope, selection: { ...EVERYTHING, controls: ['kms/*'] } } };
  const document = editionOf(editionExample(plainly, { previous: narrowed }), 'en');
  expect(chapter(document, EDITION_WORDS.en.changes).flatMap(textsOf).join('\n')).toContain(
    EDITION_WORDS.en.earlierNarrowed,
  );
});

it('warns of an evaluation that is not the sealed one', () => {
  const { cover } = editionOf(editionExample(plainly, { seal: { state: 'altered', manifest: 'd'.repeat(64) } }), 'ja');
  expect(textsOf(cover[1])).toContain(EDITION_WORDS.ja.seal.altered);
});

it('says so when nothing was found, waived, attested, served or compared', () => {
  const example = editionExample(plainly);
  const { previous: _, ...edition } = {
    ...example,
    evaluation: clean,
    assessment: { ...example.assessment, requirements: [] },
    catalogue,
    attached: [],
  };
  const document = editionOf({ ...edition, seal: { state: 'unsealed' } }, 'en');
  const said = document.sections.flatMap(({ blocks }) => blocks.flatMap(textsOf));
  const { noFindings, noWaivers, noAttestations, noLineage, noEarlier } = EDITION_WORDS.en;
  expect(said).toEqual(expect.arrayContaining([noFindings, noWaivers, noAttestations, noLineage, noEarlier]));
  expect(document.sections.map(({ title }) => title)).not.toContain(EDITION_WORDS.en.attachments);
});

it('leaves no English sentence in the Japanese words', () => {
  const leaves = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(leaves)
        : [];
  const english = new Set(leaves(EDITION_WORDS.en));
  expect(leaves(EDITION_WORDS.ja).filter((word) => english.has(word))).toEqual([]);
});

const chapter = ({ sections }: Document, name: string): readonly Block[] =>
  sections.find(({ title }) => title === name)?.blocks ?? expect.fail(`there is no chapter ${name}`);

const wordOf = (piece: Inline): string => (typeof piece === 'string' ? piece : (Object.values(piece)[0] ?? ''));

const lineOf = (text: Text): string => text.map(wordOf).join('');

/** What paragraphs say. */
const textsOf = (block: Block | undefined): string[] => {
  if (block?.kind === 'paragraph') return [lineOf(block.text)];
  if (block?.kind === 'entry') return [lineOf(block.head), ...block.blocks.flatMap(textsOf)];
  return [];
};
