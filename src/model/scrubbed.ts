/**
 * What scrubbing leaves where a secret stood: `kansa:scrubbed:<keyed hash>`. A script is taken out whole; its mark goes
 * on with what was found in it, `:found=` and `kind*count` by comma, or `none`: how many secrets of which kind a script
 * holds is a fact for the controls, its text is not.
 */
const MARK = 'kansa:scrubbed:[0-9a-f]{16}(?::found=(none|[a-z_]+\\*[0-9]+(?:,[a-z_]+\\*[0-9]+)*))?';

const WHOLE = new RegExp(`^${MARK}$`);
const ANYWHERE = new RegExp(MARK);

/** How many secrets of one kind were found in a text. */
export interface SecretCount {
  readonly kind: string;
  readonly count: number;
}

/** The mark of a text with this hash; `found` where the text was searched for secrets. */
export const scrubbedMark = (hash: string, found?: readonly SecretCount[]): string => {
  const words = found?.map(({ kind, count }) => `${kind}*${count}`).join(',');
  return `kansa:scrubbed:${hash}${words === undefined ? '' : `:found=${words || 'none'}`}`;
};

/** Is the whole text a mark? */
export const isScrubbed = (text: string): boolean => WHOLE.test(text);

/** Is there a mark in the text? */
export const holdsScrubbed = (text: string): boolean => ANYWHERE.test(text);

/** What a mark says was found; undefined where nobody searched. */
export const secretsIn = (mark: string): readonly SecretCount[] | undefined => {
  const found = WHOLE.exec(mark)?.[1];
  if (found === undefined) return undefined;
  if (found === 'none') return [];
  return found.split(',').map((word) => {
    const [kind = '', count = ''] = word.split('*');
    return { kind, count: Number(count) };
  });
};
