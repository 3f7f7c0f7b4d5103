import { detect } from './detect.js';
import { isFieldName } from './lexicon.js';

/** May the name of a member, a column or a sheet be shown? An access key is an identifier, too. */
export const isShown = (name: string): boolean => {
  const known = shown.get(name);
  if (known !== undefined) return known;
  const may = isFieldName(name) && isNothing(name);
  // A file of other names for ever must not be kept.
  if (shown.size > 10_000) shown.clear();
  shown.set(name, may);
  return may;
};

const shown = new Map<string, boolean>();

/**
 * The path of what lies in an archive, as far as it may be shown: a folder or file is `*`, with its extension, unless its name is made of
 * words that could be those of a field, and of numbers that are too short to be anything.
 */
export const shownPath = (path: string): string =>
  path
    .slice(0, 1024)
    .split('/')
    .map((step, index, { length }) => {
      const extension = index === length - 1 ? extensionOf(step) : '';
      return isPlain(step.slice(0, step.length - extension.length)) ? step : `*${extension}`;
    })
    .join('/');

const extensionOf = (name: string): string => /\.[A-Za-z]{1,8}$/.exec(name)?.[0] ?? '';

/** A day has more. */
const MOST_DIGITS = 4;

const isPlain = (name: string): boolean =>
  name.split(/[-_.]+/).every((word) => word === '' || isWord(word)) &&
  name.replaceAll(/\D/g, '').length <= MOST_DIGITS &&
  isNothing(name);

/** `data`, `Report`, `CSV`, `v2`, `07`: a password mixes its letters. */
const isWord = (word: string): boolean =>
  /^(?:[A-Za-z]?[a-z]*|[A-Z]+)\d{0,2}$/.test(word) && (/^\d+$/.test(word) || isFieldName(word));

const isNothing = (name: string): boolean => detect(name, [{ start: 0, field: '' }]).length === 0;
