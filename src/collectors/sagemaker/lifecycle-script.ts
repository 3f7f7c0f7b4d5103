import { secretsIn } from '../../model/scrubbed.js';
import type { ItemTools } from '../collector.js';

/** What the mark that scrubbing left of a script says was found in it; of one that nobody searched, that nobody did. */
export const scriptSecrets = (
  content: string | undefined,
  script: string,
  { unseen }: Pick<ItemTools, 'unseen'>,
): readonly { readonly Kind: string; readonly Count: number }[] => {
  const found = content === undefined || content === '' ? [] : secretsIn(content);
  if (found === undefined)
    unseen('/runtime/Secrets', { reason: 'redacted', detail: `${script} was taken out without being searched` });
  return (found ?? []).map(({ kind, count }) => ({ Kind: kind, Count: count }));
};
