import { visibleLines } from '../untrusted.js';

const MARKUP = Symbol('markup');

/** Text that is HTML already. Only this module makes it, so that nothing reaches a page unescaped. */
export interface Markup {
  readonly [MARKUP]: string;
}

export type Content = Markup | string | number | undefined | readonly Content[];

/** HTML from a template: every value is escaped unless it came from `html` itself. Attributes must be quoted. */
export const html = (parts: TemplateStringsArray, ...values: readonly Content[]): Markup => ({
  [MARKUP]: parts.map((part, index) => (index === 0 ? part : textOf(values[index - 1]) + part)).join(''),
});

/** Our own words as HTML, unescaped: the style sheet. Never for text that came from elsewhere. */
export const trusted = (text: string): Markup => ({ [MARKUP]: text });

export const textOf = (content: Content): string => {
  if (content === undefined) return '';
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escaped(content);
  return MARKUP in content ? content[MARKUP] : content.map(textOf).join('');
};

const escaped = (text: string): string =>
  visibleLines(text).replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
