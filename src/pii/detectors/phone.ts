import { createRequire } from 'node:module';
import type { PhoneNumber } from 'libphonenumber-js/max';
import type { PiiReason } from '../../model/pii.js';
import type { Hit } from '../hit.js';
import { masked } from '../mask.js';
import type { Scene } from '../scene.js';

type Plans = typeof import('libphonenumber-js/max');

/** What a plan says of a number that it knows; undefined of one that is none. */
type Planned = { readonly type: ReturnType<PhoneNumber['getType']> } | undefined;

const load = createRequire(import.meta.url);
let plans: Plans | undefined;

/** A hundred modules and the numbering plans of the world: loaded by the first text that may hold a number. */
const parse = (text: string, country: 'JP' | 'US'): Planned => {
  plans ??= load('libphonenumber-js/max') as Plans;
  const number = plans.default(text, country);
  return number?.isValid() ? { type: number.getType() } : undefined;
};

/**
 * Of a number within Japan its first six digits and its length say all that the plan does (a test holds the library to it): a table of
 * customers has few of these, and the library takes longer for a number than everything else does.
 */
const parseDomestic = (digits: string): Planned => {
  // A postal code may begin with 0, too.
  if (digits.length < SHORTEST) return undefined;
  const key = `${digits.slice(0, 6)} ${digits.length}`;
  if (known.has(key)) return known.get(key);
  // There are a million.
  if (known.size > 20_000) known.clear();
  const planned = parse(digits, 'JP');
  known.set(key, planned);
  return planned;
};

const known = new Map<string, Planned>();

/** The 0 and eight digits. */
const SHORTEST = 9;

/** Neither 00 nor 010, behind which others than subscribers of Japan are; and no brackets, which may stand askew. */
const DOMESTIC = /^0(?:[2-9]|1[1-9])\d*$/;

/** What could be a number: of any country from its `+` on, Japan's from its 0 on, and the United States' in its groups. */
const CANDIDATE =
  /(?<![A-Za-z0-9_]|\d[.,]|[\dA-Fa-f][-\u2010-\u2015\u2212\u30fc])(?:\+\d[\d()\- .\u2010-\u2015\u2212\u30fc]{6,20}\d|\(?0\d{1,4}\)?[- \u2010-\u2015\u2212\u30fc]?\(?\d{1,4}\)?[- \u2010-\u2015\u2212\u30fc]?\d{3,4}|\(?[2-9]\d{2}\)?[- .]\d{3}[-.]\d{4})(?![A-Za-z0-9_]|[.,]\d|-\d)/g;

/** Telephone numbers of the plans that libphonenumber knows, with how they are written and what is said beside them. */
export const phonesIn = (scene: Scene): Hit[] => {
  const hits: Hit[] = [];
  CANDIDATE.lastIndex = 0;
  for (let match = CANDIDATE.exec(scene.text); match !== null; match = CANDIDATE.exec(scene.text)) {
    const hit = phoneAt(match[0], match.index, scene);
    if (hit !== undefined) hits.push(hit);
  }
  return hits;
};

const HYPHENS = /[\u2010-\u2015\u2212\u30fc]/g;
const JOINTS = /[- \u2010-\u2015\u2212\u30fc]/g;

const phoneAt = (value: string, start: number, scene: Scene): Hit | undefined => {
  const end = start + value.length;
  const country = /^\(?0/.test(value) ? 'JP' : 'US';
  const digits = value.replaceAll(JOINTS, '');
  const planned = DOMESTIC.test(digits) ? parseDomestic(digits) : parse(value.replaceAll(HYPHENS, '-'), country);
  if (planned === undefined) return undefined;
  const label = scene.labelOf(start, end);
  const isGrouped = /\d[^\d]+\d/.test(value);
  const found = (confidence: number, reason?: PiiReason): Hit => {
    const reasons: PiiReason[] = isGrouped ? ['numbering_plan', 'grouping'] : ['numbering_plan'];
    if (reason !== undefined) reasons.push(reason);
    return { type: 'phone', start, end, confidence, reasons, sample: () => masked(value, { head: 2, tail: 2 }) };
  };
  if (label?.kind === 'phone') return found(0.97, label.reason);
  if (label !== undefined && label.kind !== 'name' && label.kind !== 'some_name' && label.kind !== 'address')
    return found(isGrouped && label.kind !== 'other' ? 0.6 : 0.2, 'other_label');
  // Nobody's own: 0120 and 0800 ring at companies.
  if (planned.type === 'TOLL_FREE') return found(0.4, 'toll_free');
  if (value.startsWith('+')) return found(0.9);
  if (isGrouped) return found(country === 'JP' ? 0.9 : 0.65);
  return found(planned.type === 'MOBILE' ? 0.6 : 0.35);
};
