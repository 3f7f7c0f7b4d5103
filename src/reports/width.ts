/** East Asian wide characters and emoji: a terminal gives them two columns. */
export const WIDE =
  '\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uff60\\uffe0-\\uffe6\\u{1f300}-\\u{1faff}\\u{20000}-\\u{3fffd}';

const WIDE_CHARACTER = new RegExp(`[${WIDE}]`, 'gu');

/** How many columns of a terminal a text takes. */
export const columns = (text: string): number => [...text].length + (text.match(WIDE_CHARACTER)?.length ?? 0);
