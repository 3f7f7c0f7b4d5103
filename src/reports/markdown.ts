import { cut } from './issues.js';
import { visible } from './untrusted.js';

/** What every document in GitHub Flavored Markdown is made of; names in it are inert. */
const LONGEST_CELL = 300;

export const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

/** An element, not backticks: those a name could close. */
export const code = (text: string): string => `<code>${inert(text)}</code>`;

/** Nothing in it is markup, a mention, a reference to an issue, or a link. */
export const inert = (text: string): string =>
  cut(visible(text), LONGEST_CELL).replaceAll(/:\/\/|www\.|[&<>"'`*_[\]()~|\\!${}^@#]/gi, inertOf);

/** A space of no width parts what GitHub would look for after it has read the entities. */
const inertOf = (piece: string): string => {
  if (piece === '://') return ':&#8203;//';
  if (piece.length > 1) return `${piece.slice(0, -1)}&#8203;.`;
  return `&#${piece.charCodeAt(0)};${piece === '@' || piece === '#' ? '&#8203;' : ''}`;
};
