import { createRequire } from 'node:module';
import type { PhoneNumber } from 'libphonenumber-js/max';
import type { PiiReason } from '../../model/pii.js';
import type { Hit } from '../hit.js';
import { masked } from '../mask.js';
import type { Scene } from '../scene.js';

type Plans = typeof import('libphonenumber-js/max');

const load = createRequire(import.meta.url);
let plans: Plans | undefined;

/** A hundred modules and the numbering plans of the world: loaded by the first text that may hold a number. */
const parse = (text: string, country: 'JP' | 'US'): PhoneNumber | undefined => {
  plans ??= load('libphonenumber-js/max') as Plans;
  return plans.default(text, country);
};

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

const phoneAt = (value: string, start: number, scene: Scene): Hit | undefined => {
  const end = start + value.length;
  const plain = value.replaceAll(/[\u2010-\u2015\u2212\u30fc]/g, '-');
  const country = /^\(?0/.test(value) ? 'JP' : 'US';
  const number = parse(plain, country);
  if (number === undefined || !number.isValid()) return undefined;
  const label = scene.labelOf(start, end);
  const isGrouped = /\d[^\d]+\d/.test(value);
  const reasons: PiiReason[] = ['numbering_plan', ...(isGrouped ? (['grouping'] as const) : [])];
  const found = { type: 'phone', start, end, sample: () => masked(value, { head: 2, tail: 2 }) } as const;
  if (label?.kind === 'phone') return { ...found, confidence: 0.97, reasons: [...reasons, label.reason] };
  if (label !== undefined && label.kind !== 'name' && label.kind !== 'some_name' && label.kind !== 'address')
    return {
      ...found,
      confidence: isGrouped && label.kind !== 'other' ? 0.6 : 0.2,
      reasons: [...reasons, 'other_label'],
    };
  // Nobody's own: 0120 and 0800 ring at companies.
  if (number.getType() === 'TOLL_FREE') return { ...found, confidence: 0.4, reasons: [...reasons, 'toll_free'] };
  const isMobile = number.getType() === 'MOBILE';
  const confidence = value.startsWith('+') ? 0.9 : isGrouped ? (country === 'JP' ? 0.9 : 0.65) : isMobile ? 0.6 : 0.35;
  return { ...found, confidence, reasons };
};
