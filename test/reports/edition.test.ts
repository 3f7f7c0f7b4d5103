import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/model/control.js';
import type { Block, Document, Inline, Text } from '../../src/model/document.js';
import type { LogCalendar } from '../../src/model/retention.js';
import { EVERYTHING } from '../../src/model/selection.js';
import type { Edition } from '../../src/reports/edition/draft.js';
import { editionOf } from '../../src/reports/edition/edition.js';
import { renderEditionHtml } from '../../src/reports/edition/html.js';
import { EDITION_WORDS } from '../../src/reports/edition/words.js';
import { RETENTION_WORDS } from '../../src/reports/retention/words.js';
import { WORDS } from '../../src/reports/text.js';
import { calendarsExample, manyCalendars } from './calendar-example.js';
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

describe('the calendars of the edition', () => {
  const withCalendars = (calendars: readonly LogCalendar[] | undefined): Edition => {
    const edition = editionExample(plainly);
    const { chains } = edition.evaluation.retention ?? expect.fail('the example has chains');
    return {
      ...edition,
      evaluation: { ...edition.evaluation, retention: { chains, ...(calendars !== undefined && { calendars }) } },
    };
  };
  const chapterOf = (edition: Edition, language: Language = 'en') =>
    chapter(editionOf(edition, language), RETENTION_WORDS[language].title);
  const picturesOf = (blocks: readonly Block[]) =>
    blocks.flatMap((block) =>
      block.kind === 'entry' ? block.blocks.flatMap((one) => (one.kind === 'calendar' ? [{ ...one, block }] : [])) : [],
    );

  it('draw every day of the years that are shown once, the worst place first', () => {
    const pictures = picturesOf(chapterOf(editionExample(plainly)));
    expect(pictures.map(({ label, block }) => [block.tone, label])).toEqual([
      [
        'fail',
        'CloudTrail ap-northeast-1: Missing 13 days, Not verified 367 days, Before the source 562 days, Present 1614 days',
      ],
      [
        'unknown',
        'Bedrock invocation logs ap-northeast-1: Nothing found 6 days, Not verified 2 days, Expired 231 days, Before the source 2235 days, Present 82 days',
      ],
      ['pass', 'CloudTrail digest files ap-northeast-1: Present 46 days'],
    ]);
    expect(pictures.map(({ years }) => years.map(({ name }) => name))).toEqual([
      ['2020', '2021', '2022', '2023', '2024', '2025', '2026'],
      ['2025', '2026'],
      ['2025', '2026'],
    ]);
    expect(
      pictures.map(({ years }) => years.map(({ strokes }) => strokes.reduce((sum, { length }) => sum + length, 0))),
    ).toEqual([
      [366, 365, 365, 365, 366, 365, 15],
      [365, 15],
      [31, 15],
    ]);
    expect(pictures[0]?.years[4]?.strokes.filter(({ state }) => state === 'missing')).toEqual([
      { state: 'missing', month: 4, day: 16, length: 1 },
    ]);
  });

  it('say why days are not verified, and where nobody looked', () => {
    const items = chapterOf(editionExample(plainly)).flatMap((block) =>
      (block.kind === 'entry' ? block.blocks : [block]).flatMap((one) =>
        one.kind === 'list' ? one.items.map(lineOf) : [],
      ),
    );
    const { gapReason } = WORDS.en;
    expect(items).toEqual(
      expect.arrayContaining([
        `Not verified 367 days: 2023-01-01/2023-12-31, 2026-01-14/2026-01-15; ${gapReason.denied} AccessDenied s3:ListBucket; ${gapReason.not_collected} 2023 was not listed`,
        `VPC flow logs  us-east-1  /vpc/flow  2019-01-17 to 2026-01-15; ${gapReason.not_collected} logs of a log group are not listed`,
      ]),
    );
  });

  it.each(LANGUAGES)('are said to be lacking in %s where the run did not list the logs', (language) => {
    const blocks = chapterOf(withCalendars(undefined), language);
    expect(picturesOf(blocks)).toEqual([]);
    expect(blocks.flatMap(textsOf).filter((text) => text === RETENTION_WORDS[language].noCalendar)).toHaveLength(1);
  });

  it('are bounded, and count what they leave out', () => {
    const [unlisted = expect.fail('the example has such a place')] = calendarsExample(plainly).slice(-1);
    const blocks = chapterOf(withCalendars([...manyCalendars(26, 12), ...Array(60).fill(unlisted)]));
    const pictures = picturesOf(blocks);
    expect([pictures.length, pictures[0]?.years.length, pictures[0]?.years[0]?.name]).toEqual([24, 10, '2017']);
    expect(pictures[0]?.caption).toBe(
      'A picture a year: months from top to bottom, days from left to right; from 2017 on (earlier days are counted below)',
    );
    expect(blocks.flatMap(textsOf)).toContain(
      '2 further places have no picture here; their days together: Missing 4380 days, Present 4380 days; kansa retention tells all of them.',
    );
    const [last] = blocks.slice(-1);
    expect(last?.kind === 'list' && [last.items.length, lineOf(last.items.at(-1) ?? [])]).toEqual([
      51,
      'and 10 more places',
    ]);
  });
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
  const narrowed = {
    ...previous,
    scope: { ...previous.scope, selection: { ...EVERYTHING, controls: ['kms/*'] } },
    coverage: { ...previous.coverage, controlsWithoutSubject: [] },
    findings: previous.findings.filter(({ control }) => control.startsWith('kms/')),
  };
  const document = editionOf(editionExample(plainly, { previous: narrowed }), 'en');
  expect(chapter(document, EDITION_WORDS.en.changes).flatMap(textsOf).join('\n')).toContain(WORDS.en.widened.is);
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
