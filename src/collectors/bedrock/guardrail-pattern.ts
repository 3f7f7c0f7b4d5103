/**
 * Can controls try this regular expression of a guardrail on an example? They do so in RE2, which knows no look-around and no
 * back-references; an expression that RE2 may not take would count as one that matches nothing.
 */
export const canBeTried = (pattern: string): boolean => !BEYOND_RE2.test(pattern) && isExpression(pattern);

/**
 * What RE2 lacks or reads otherwise (https://github.com/google/re2/wiki/Syntax): groups that are more than plain ones,
 * references, escapes by number or property, classes that are empty or of POSIX, and more than 999 repetitions.
 */
const BEYOND_RE2 = /\(\?(?!:)|\\[1-9kpPuxcXGQEC0]|\[\^?\]|\[[^\]]*\[[:.=]|\{\d{4}|,\d{4}/;

/** Escaped marks that stand for themselves, which the strict syntax of JavaScript refuses. */
const NEEDLESS_ESCAPES = /\\([-@#%&=:;,<>!~"' _`])/g;

const isExpression = (pattern: string): boolean => {
  try {
    new RegExp(pattern.replaceAll(NEEDLESS_ESCAPES, 'x'), 'u');
    return true;
  } catch {
    return false;
  }
};
