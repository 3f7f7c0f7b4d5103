import { detect } from './detect.js';
import { beginsWithFamilyName, holdsKnownName } from './known-names.js';
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
 * The path of what lies in an archive, as far as it may be shown: a folder or file in whose name any detector or list of names sees
 * something is `*`, a file with its extension.
 */
export const shownPath = (path: string): string =>
  path
    .slice(0, 1024)
    .split('/')
    .map((step, index, { length }) => (isPlain(step) ? step : `*${index === length - 1 ? extensionOf(step) : ''}`))
    .join('/');

const extensionOf = (name: string): string => /\.[A-Za-z]{1,8}$/.exec(name)?.[0] ?? '';

const isPlain = (name: string): boolean => {
  const words = name.normalize('NFKC').split(/[^\p{L}]+/u);
  return isNothing(name) && !holdsKnownName(words) && !words.some(beginsWithFamilyName);
};

const isNothing = (name: string): boolean => detect(name, [{ start: 0, field: '' }]).length === 0;
