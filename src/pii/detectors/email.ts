import type { Hit } from '../hit.js';
import { masked } from '../mask.js';
import type { Scene } from '../scene.js';

/**
 * Addresses of RFC 5321's usual form: dot-atoms of ASCII, a domain with a dot. They are looked for from their `@` outward,
 * since a pattern that begins with any letter would try every word of the text.
 */
export const emailsIn = ({ text }: Scene): Hit[] => {
  const hits: Hit[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const [local] = LOCAL.exec(text.slice(beginOfLocal(text, at), at)) ?? [];
    if (local === undefined) continue;
    const [domain] = DOMAIN.exec(text.slice(at + 1, at + 256)) ?? [];
    if (domain === undefined || NO_DOMAIN.test(domain)) continue;
    const [start, end] = [at - local.length, at + 1 + domain.length];
    // git@github.com:owner/repository, and the password before a host.
    const isRemote = text[end] === ':' && /[\w/]/.test(text[end + 1] ?? '');
    const isCredential = /:\/\/[^\s/@]*$/.test(text.slice(Math.max(0, start - 64), start));
    hits.push({
      type: 'email',
      start,
      end,
      confidence: isRemote || isCredential ? 0.3 : 0.97,
      reasons: ['format'],
      sample: () => `${masked(local, { head: 1 })}@***`,
    });
  }
  return hits;
};

/** From where on everything before an `@` may be part of an address: the pattern would try every place before that. */
const beginOfLocal = (text: string, at: number): number => {
  let begin = at;
  while (begin > 0 && at - begin < 64 && IN_LOCAL.has(text.charCodeAt(begin - 1))) begin -= 1;
  return begin;
};

const IN_LOCAL: ReadonlySet<number> = new Set(
  Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_%+&'~-.", (one) => one.charCodeAt(0)),
);

/** What RFC 5322 allows beside these (`/`, `=`, `{` …) nobody has in an address, and every text has before one. */
const LOCAL = /[A-Za-z0-9_](?:[A-Za-z0-9_%+&'~-]*[A-Za-z0-9_%+&~-])?(?:\.[A-Za-z0-9_%+&'~-]+)*$/;
const DOMAIN = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])/;
/** `icon@2x.png`, `lodash@4.17.21.tgz`: names of files and packages. */
const NO_DOMAIN = /(?:^|\.)(?:png|jpe?g|gif|svg|webp|ico|css|js|mjs|ts|json|map|tgz|zip|gz|html?|py|md)$/i;
