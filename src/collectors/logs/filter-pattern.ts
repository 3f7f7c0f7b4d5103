import { Unreadable } from '../../model/errors.js';

/** One comparison of a pattern in JSON, or a word that a line must hold. */
export type Term =
  | { readonly Selector: string; readonly Operator: string; readonly Value?: string }
  | { readonly Word: string };

/** More alternatives than any pattern's 1,024 characters state on purpose. */
const MOST_ALTERNATIVES = 1_000;

/**
 * A metric filter's pattern as alternatives, each of which alone matches a log event when all of its terms hold
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html). An empty pattern matches
 * everything. Throws {@link Unreadable} for what says less than it seems to: regular expressions, words left out, columns.
 */
export const alternativesOf = (pattern: string): readonly (readonly Term[])[] => {
  const text = pattern.trim();
  const inner = /^\{([\s\S]*)\}$/.exec(text)?.[1];
  return inner === undefined ? wordsOf(text) : expressionOf(tokensOf(inner));
};

const unreadable = (what: string) => new Unreadable(`the filter pattern ${what}`);

/** `a b`: a line with both. `?a ?b`: a line with one of them. */
const wordsOf = (text: string): Term[][] => {
  const words = text.match(/\??(?:"(?:[^"\\]|\\.)*"|\S+)/g) ?? [];
  if (words.some((word) => /^[-[{%]/.test(word)))
    throw unreadable('leaves words out, is one of columns or of a regular expression, or breaks off');
  const optional = words.filter((word) => word.startsWith('?'));
  if (optional.length === 0) return [words.map((word) => ({ Word: unquoted(word) }))];
  // Where both kinds stand side by side, AWS ignores the optional ones.
  if (optional.length < words.length) return wordsOf(words.filter((word) => !word.startsWith('?')).join(' '));
  return words.map((word) => [{ Word: unquoted(word.slice(1)) }]);
};

const TOKEN =
  /\s*(\(|\)|&&|\|\||!=|<=|>=|=|<|>|"(?:[^"\\]|\\.)*"|%[^%]*%|\$(?:[^\s()=!<>&|"]|\[[^\]]*\])*|[^\s()=!<>&|"]+)/y;

const tokensOf = (text: string): string[] => {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw unreadable('is no expression');
    tokens.push(token);
  }
  return tokens;
};

/** Reads `||` over `&&` over comparisons and parentheses, as alternatives all along. */
const expressionOf = (tokens: readonly string[]): Term[][] => {
  let at = 0;
  const next = (): string => {
    const token = tokens[at];
    if (token === undefined) throw unreadable('breaks off');
    at += 1;
    return token;
  };
  const either = (): Term[][] => {
    const found = both();
    while (tokens[at] === '||') {
      at += 1;
      found.push(...both());
    }
    return found;
  };
  const both = (): Term[][] => {
    let found = single();
    while (tokens[at] === '&&') {
      at += 1;
      const more = single();
      if (found.length * more.length > MOST_ALTERNATIVES) throw unreadable('has too many alternatives');
      found = found.flatMap((left) => more.map((right) => [...left, ...right]));
    }
    return found;
  };
  const single = (): Term[][] => {
    const token = next();
    if (token === '(') {
      const found = either();
      if (next() !== ')') throw unreadable('lacks a parenthesis');
      return found;
    }
    if (!token.startsWith('$')) throw unreadable(`names no field: ${token}`);
    return [[comparison(token, next().toUpperCase(), next())]];
  };
  const found = either();
  if (at < tokens.length) throw unreadable('does not end where it should');
  return found;
};

const comparison = (Selector: string, operator: string, value: string): Term => {
  if (operator === 'NOT') return { Selector, Operator: 'NOT EXISTS' };
  if (operator === 'IS') return { Selector, Operator: `IS ${value.toUpperCase()}` };
  if (value.startsWith('%')) throw unreadable('has a regular expression');
  return { Selector, Operator: operator, Value: unquoted(value) };
};

const unquoted = (text: string): string => (text.startsWith('"') ? text.slice(1, -1).replaceAll(/\\(.)/g, '$1') : text);
