import type { Language, Severity, Theme } from '../model/control.js';
import { renderTable } from './table.js';
import { WORDS } from './text.js';

/** What the catalogue says of a control, in one language. */
export interface CatalogueEntry {
  readonly id: string;
  readonly service: string;
  readonly severity: Severity;
  readonly theme: Theme;
  readonly resource: string;
  readonly liveOnly: boolean;
  readonly title: string;
  readonly description: string;
  readonly remediation: string;
}

/** A control with what it may say, and what a scan needs to judge it. */
export interface DetailedEntry extends CatalogueEntry {
  readonly messages: Readonly<Record<string, string>>;
  readonly types: readonly string[];
  readonly permissions: readonly string[];
}

/** Controls, one a line. */
export const renderCatalogue = (entries: readonly CatalogueEntry[], language: Language): string => {
  const words = WORDS[language];
  return renderTable(
    [words.control, words.severityHead, words.themeHead, words.titleHead],
    entries.map(({ id, severity, theme, title }) => [id, words.severity[severity], words.theme[theme], title]),
  );
};

/** One control, for a person who wants to know what it asks. */
export const renderControl = (entry: DetailedEntry, language: Language): string => {
  const words = WORDS[language];
  const list = (title: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : ['', title, ...items.map((item) => `  ${item}`)];
  return [
    `${entry.id}${words.bracketed(`${words.severity[entry.severity]}${words.comma}${words.theme[entry.theme]}`)}`,
    entry.title,
    '',
    entry.description,
    ...list(words.remediation, [entry.remediation]),
    ...list(words.mayFind, Object.values(entry.messages)),
    ...list(words.resourceType, [entry.resource]),
    ...list(words.looksAt, entry.types),
    ...list(words.needs, entry.permissions),
    '',
  ].join('\n');
};
