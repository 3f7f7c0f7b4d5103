import type { Language } from '../model/control.js';
import { visible } from './untrusted.js';

/** RFC 4180, and inert in a spreadsheet. */
export const csvDocument = (head: readonly string[], rows: Iterable<readonly string[]>, language: Language): string =>
  `${language === 'en' ? '' : '\ufeff'}${line(head)}${Array.from(rows, line).join('')}`;

const line = (cells: readonly string[]): string => `${cells.map(quote).join(',')}\r\n`;

/** Names come from the account: what a spreadsheet would run as a formula is text once an apostrophe leads it. */
const quote = (cell: string): string => {
  const text = visible(cell);
  return `"${(/^\s*[=+\-@＝＋－＠|%]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};
