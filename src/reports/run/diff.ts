import { type Catalogue, fill, type Language } from '../../model/control.js';
import type { Change, Diff, Found, Lost, Widened } from '../../model/diff.js';
import { canonicalJson } from '../../model/json.js';
import { type Line, type Look, linesAsText, type Style, section, styled } from '../lines.js';
import { WORDS, type Words } from '../text.js';
import { shortName, utc } from '../view.js';
import { valuesLines } from './values-diff.js';

/** A comparison of two runs as a person reads it in a terminal or a mail. */
export const renderDiff = (
  diff: Diff,
  catalogue: Catalogue,
  { language, ...look }: Look & { readonly language: Language },
): string => {
  const words = WORDS[language];
  const page: Page = { catalogue, language, words };
  const { before, after } = diff;
  const unseen = diff.new.filter(({ unseenBefore }) => unseenBefore !== undefined).length;
  return linesAsText(
    [
      [styled('bold', `${words.account} ${after.account}`), `  ${utc(before.now)} → ${utc(after.now)}`],
      [
        styled(diff.new.length > 0 ? 'red' : 'dim', `${words.diffNew} ${diff.new.length}`),
        ...(unseen === 0 ? [] : [words.diffUnseen(unseen)]),
        styled(diff.fixed.length > 0 ? 'green' : 'dim', `   ${words.diffFixed} ${diff.fixed.length}`),
        `   ${words.diffStill} ${diff.still.length}`,
        styled(diff.becameUnknown.length > 0 ? 'magenta' : 'dim', `   ${words.diffLost} ${diff.becameUnknown.length}`),
      ],
      ...(diff.widened === undefined ? [] : [[styled('yellow', widenedLine(diff.widened, words))]]),
      ...(before.bundle === after.bundle ? [] : [[styled('yellow', words.otherBundle)]]),
      ...(before.params === after.params ? [] : [[styled('yellow', words.otherParams)]]),
      ...section(
        words.diffNew,
        diff.new.flatMap((found) => foundLines(found, page)),
      ),
      ...section(
        words.diffLost,
        diff.becameUnknown.flatMap((lost) => lostLines(lost, page)),
      ),
      ...section(
        words.diffFixed,
        diff.fixed.flatMap((change) => changeLines(change, 'green', page)),
      ),
      ...section(
        words.diffStill,
        diff.still.flatMap((change) => changeLines(change, 'dim', page)),
      ),
      ...valuesLines(diff.values, language),
    ],
    look,
  );
};

/** The same for machines (schemas/diff.schema.json). */
export const renderDiffJson = (diff: Diff): string => `${canonicalJson(diff, 2)}\n`;

interface Page {
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly words: Words;
}

const changeLines = (change: Change, style: Style, page: Page): Line[] => [
  head(change, style, page),
  [`      ${placeOf(change)}`],
  [`        ${messageIn(change, page)}`],
];

const foundLines = (found: Found, page: Page): Line[] => [
  ...changeLines(found, 'red', page),
  ...(found.unseenBefore === undefined
    ? []
    : [['        ', styled('dim', page.words.unseenBefore[found.unseenBefore])]]),
];

const lostLines = (lost: Lost, page: Page): Line[] => [
  head(lost, 'magenta', page),
  [`      ${placeOf(lost)}${page.words.colon}${page.words.verdict[lost.was]} → ${page.words.lost[lost.why]}`],
];

const head = (
  { control, severity }: Pick<Change, 'control' | 'severity'>,
  style: Style,
  { catalogue, language, words }: Page,
): Line => {
  const title = catalogue.controls.find(({ id }) => id === control)?.text[language].title ?? '';
  return ['  ', styled(style, `[${words.severity[severity]}]`), ` ${title} `, styled('dim', control)];
};

const placeOf = ({ resource: { id, region } }: Pick<Change, 'resource'>): string => `${shortName(id)} · ${region}`;

/** The evaluation speaks English; the code and its arguments say the same in any language. */
const messageIn = ({ control, code, args, message }: Change, { catalogue, language }: Page): string => {
  const template = catalogue.controls.find(({ id }) => id === control)?.text[language].messages[code];
  return template === undefined ? message : fill(template, args);
};

/** What the earlier run did not look at. */
export const widenedLine = ({ regions, controls, resourceTags, since }: Widened, { widened, comma }: Words): string =>
  widened.is +
  [
    ...(regions.length === 0 ? [] : [widened.regions(regions.join(comma))]),
    ...(controls.length === 0 ? [] : [widened.controls(controls.length)]),
    ...(resourceTags.length === 0
      ? []
      : [widened.untagged(resourceTags.map(({ key, value }) => `${key}=${value}`).join(comma))]),
    ...(since === undefined ? [] : [widened.since(utc(since).slice(0, 10))]),
  ].join(comma);
