import { columns } from './lines.js';
import { visible } from './untrusted.js';

/** Rows under their heads, in columns as wide as they need to be; the last column runs on. */
export const renderTable = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  const lines = [heads, ...rows].map((cells) => cells.map(visible));
  const widths = heads.map((_, column) => Math.max(...lines.map((cells) => columns(cells[column] ?? ''))));
  return lines
    .map((cells) => cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - columns(cell))))
    .map((cells) => `${cells.join('  ').trimEnd()}\n`)
    .join('');
};
