import type { PiiReason, PiiType } from '../../model/pii.js';
import { isCorporateNumber, isGtin13, isLicenceNumber, isLuhn, isMyNumber } from '../check-digits.js';
import type { Hit } from '../hit.js';
import type { LabelKind } from '../lexicon.js';
import { masked } from '../mask.js';
import type { Label, Scene } from '../scene.js';

/** Digits, in groups that one separator joins. */
interface Grouped {
  readonly digits: string;
  /** How many digits each group has, e.g. `4-4-4`; one number where nothing separates them. */
  readonly form: string;
  readonly separator: string;
  readonly start: number;
  readonly end: number;
}

/** What a detector of one kind of number says of digits; undefined where they cannot be that. */
type Judge = (number: Grouped, scene: Scene) => Judged | undefined;

interface Judged {
  readonly type: PiiType;
  readonly confidence: number;
  readonly reasons: readonly PiiReason[];
  readonly shown?: { readonly head?: number; readonly tail?: number };
  /** Which series it is surer by, where that is proven when all numbers of the text have been seen. */
  readonly series?: string;
}

/** Numbers of people and of what is theirs, one pass over all digits of a text. */
export const numbersIn = (scene: Scene): Hit[] => {
  const hits: Hit[] = [];
  const waiting: { readonly at: number; readonly series: string }[] = [];
  const judging = JUDGES.filter(({ called }) => called === undefined || isCalled(scene, called));
  const byLength = Array.from({ length: 20 }, (_, length) =>
    judging.filter(({ lengths }) => lengths.includes(length)).map(({ judge }) => judge),
  );
  eachGrouped(scene.text, (number) => {
    const judges = byLength[number.digits.length];
    if (judges === undefined || judges.length === 0 || isOneDigit(number.digits)) return;
    for (const judge of judges) {
      const judged = judge(number, scene);
      if (judged === undefined) continue;
      const { type, confidence, reasons, shown = NOTHING, series } = judged;
      const { start, end } = number;
      if (series !== undefined) waiting.push({ at: hits.length, series });
      hits.push({ type, confidence, reasons, start, end, sample: () => masked(scene.text.slice(start, end), shown) });
    }
  });
  for (const { at, series } of waiting) {
    const hit = hits[at];
    if (hit !== undefined && scene.series.isProven(series))
      hits[at] = { ...hit, confidence: IN_SERIES, reasons: [...hit.reasons, 'series'] };
  }
  return hits;
};

/** Of a number of a proven series: that it is not another kind of number with the same check digit is not proven. */
const IN_SERIES = 0.6;

/** `0000000`, `9999999`: nobody's. */
const isOneDigit = (digits: string): boolean => {
  const first = digits.charCodeAt(0);
  for (let at = 1; at < digits.length; at += 1) if (digits.charCodeAt(at) !== first) return false;
  return true;
};

const NOTHING = {};

/** Is anything in the text called so? Of what only its name tells, nothing needs to be asked where the name is not there. */
const isCalled = (scene: Scene, { kind, words }: Called): boolean => scene.hasField(kind) || words.test(scene.text);

interface Called {
  readonly kind: LabelKind;
  /** At least one of them is part of every word of that kind. */
  readonly words: RegExp;
}

/** Digits that are no part of a word, a decimal, a version or the last group of a UUID. */
const DIGITS =
  /(?<![A-Za-z0-9_]|\d[.,]|[0-9A-Fa-f]-)\d[\d \-\u2010-\u2015\u2212\u30fc]{2,40}\d(?![A-Za-z0-9_]|[.,]\d|-[0-9A-Fa-f])/g;

/** Tables are full of numbers: no generator, and no match that is kept. */
const eachGrouped = (text: string, take: (number: Grouped) => void): void => {
  DIGITS.lastIndex = 0;
  for (let match = DIGITS.exec(text); match !== null; match = DIGITS.exec(text)) {
    const { 0: run, index } = match;
    if (!/\D/.test(run)) {
      take({ digits: run, form: String(run.length), separator: '', start: index, end: index + run.length });
      continue;
    }
    const chain = chainOf(run, index);
    if (chain !== undefined) {
      take(chain);
      continue;
    }
    const groups = [...run.matchAll(/\d+/g)].map(({ 0: digits, index: at }) => ({
      digits,
      start: index + at,
      end: index + at + digits.length,
    }));
    const separators = groups.slice(1).map(({ start }, at) => text.slice(groups[at]?.end, start));
    // A chain ends where the separator changes: `2026-11-29 1234-5678-9018` are a date and a number.
    let first = 0;
    for (let at = 0; at < groups.length; at += 1) {
      const [before, behind] = [separators[at - 1], separators[at]];
      if (behind !== undefined && (at === first || behind === before)) continue;
      const chain = groups.slice(first, at + 1);
      const separator = chain.length > 1 ? (before ?? '') : '';
      take(joined(chain, separator));
      // A blank may stand between numbers, too: `5100 … 2424 1回払い`.
      if (separator === ' ') {
        for (const group of chain) take(joined([group], ''));
        if (chain.length > 2) for (const part of [chain.slice(1), chain.slice(0, -1)]) take(joined(part, ' '));
      }
      first = at + 1;
    }
  }
};

/** Groups that one character separates from first to last, which is not a blank: nothing else could be read in them. */
const chainOf = (run: string, start: number): Grouped | undefined => {
  let separator = '';
  let digits = '';
  let form = '';
  for (let first = 0, at = 0; at <= run.length; at += 1) {
    if (at < run.length && isDigit(run.charCodeAt(at))) continue;
    if (at === first) return undefined;
    digits += run.slice(first, at);
    form += form === '' ? at - first : `-${at - first}`;
    first = at + 1;
    if (at === run.length) break;
    const character = run.charAt(at);
    if (separator === '') separator = character;
    if (character === ' ' || character !== separator) return undefined;
  }
  return { digits, form, separator, start, end: start + run.length };
};

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

const joined = (
  chain: readonly { readonly digits: string; readonly start: number; readonly end: number }[],
  separator: string,
): Grouped => ({
  digits: chain.map(({ digits }) => digits).join(''),
  form: chain.map(({ digits }) => digits.length).join('-'),
  separator,
  start: chain[0]?.start ?? 0,
  end: chain.at(-1)?.end ?? 0,
});

const isNamed = <Kind extends LabelKind>(
  label: Label | undefined,
  kind: Kind,
): label is Label & { readonly kind: Kind } => label?.kind === kind;

/** Are the digits written without separator, or in groups as this kind of number is? */
const isWritten = ({ form, digits }: Grouped, ...forms: readonly string[]): boolean =>
  form === String(digits.length) || forms.includes(form);

const myNumber: Judge = (number, scene) => {
  // The account of an ARN.
  if (scene.before(number.start, 1) === ':' && scene.after(number.end, 1) === ':') return undefined;
  if (!isWritten(number, '4-4-4')) return undefined;
  const series = seriesOf(number, scene);
  const isRight = isMyNumber(number.digits);
  scene.series.note(series, number.digits, isRight);
  if (!isRight) return undefined;
  const label = scene.labelOf(number.start, number.end);
  const type = 'my_number';
  if (isNamed(label, type)) return { type, confidence: 0.97, reasons: ['checksum', label.reason] };
  if (label !== undefined) return { type, confidence: 0.1, reasons: ['checksum', 'other_label'] };
  const isGrouped = number.form === '4-4-4';
  const reasons: PiiReason[] = isGrouped ? ['checksum', 'grouping'] : ['checksum'];
  if (WHERE_ASKED_FOR.test(lineBefore(number, scene)))
    return { type, confidence: isGrouped ? 0.65 : 0.5, reasons: [...reasons, 'label_beside'] };
  // One in eleven numbers passes. The cards group by blanks, as slips of parcels do; AWS shows its account ids with hyphens.
  return { type, confidence: isGrouped ? 0.45 : 0.3, reasons, series };
};

/** The field of a number, and the words before it in its line: numbers that share both are of one kind. */
const seriesOf = (number: Grouped, scene: Scene): string =>
  `${scene.fieldOf(number.start)}\0${lineBefore(number, scene, 16).replaceAll(/\d/g, '0')}`;

/**
 * Papers and procedures of taxes and social security. The Act limits My Number to these and to disasters (Act No. 27 of 2013,
 * article 9), so that nearly all texts in which one stands speak of them.
 */
const WHERE_ASKED_FOR =
  /届出書|届書|申告書|確定申告|調書|源泉徴収|年末調整|扶養|給付金?申請|支給申請|雇用保険|社会保険|厚生年金|児童手当|通知カード|特定個人情報/;

/** What stands before a number in its own line. */
const lineBefore = ({ start }: Grouped, scene: Scene, length = 64): string => {
  const before = scene.before(start, length);
  return before.slice(before.lastIndexOf('\n') + 1);
};

const corporateNumber: Judge = (number, scene) => {
  if (!isWritten(number, '1-4-4-4') || !isCorporateNumber(number.digits)) return undefined;
  const label = scene.labelOf(number.start, number.end);
  const type = 'corporate_number';
  const shown = { tail: 4 };
  if (isNamed(label, type)) return { type, confidence: 0.97, reasons: ['checksum', label.reason], shown };
  if (label !== undefined) return { type, confidence: 0.1, reasons: ['checksum', 'other_label'], shown };
  if (number.form !== '13') return { type, confidence: 0.7, reasons: ['checksum', 'grouping'], shown };
  return { type, confidence: isGtin13(number.digits) ? 0.2 : 0.35, reasons: ['checksum'], shown };
};

const driverLicence: Judge = (number, scene) => {
  const type = 'driver_licence';
  // Commissions from 10 (Hokkaido) to 97 (Okinawa); a licence of another country that was exchanged may have 00.
  if (!isWritten(number, '4-4-4') || !/^(?:00|[1-9])/.test(number.digits)) return undefined;
  const label = scene.labelOf(number.start, number.end);
  if (label === undefined && isLicenceNumber(number.digits) && OF_A_LICENCE.test(lineBefore(number, scene)))
    return { type, confidence: 0.6, reasons: ['checksum', 'label_beside'], shown: { tail: 2 } };
  if (!isNamed(label, type)) return undefined;
  return isLicenceNumber(number.digits)
    ? { type, confidence: 0.95, reasons: ['checksum', label.reason], shown: { tail: 2 } }
    : { type, confidence: 0.75, reasons: ['format', label.reason], shown: { tail: 2 } };
};

/**
 * A line that speaks of a licence to drive, and then of its number. Of other licences (医師免許, 教員免許) and of the tax on registrations
 * (登録免許税) it speaks by what is written together with the word.
 */
const OF_A_LICENCE =
  /(?:(?<!\p{sc=Han})(?:自動車|運転|普通|準?中型|大型|二輪|原付|第?[一二]種|仮)*免許(?!税|状)|driv(?:er'?s|er|ing) licen[cs]e).*?(?:番号|ナンバー|\bn(?:umber|o)\b)/iu;

const pensionNumber: Judge = (number, scene) => {
  const type = 'pension_number';
  const isGrouped = number.form === '4-6';
  if (!isWritten(number, '4-6')) return undefined;
  const label = scene.labelOf(number.start, number.end);
  if (isNamed(label, type))
    return {
      type,
      confidence: isGrouped ? 0.97 : 0.9,
      reasons: ['format', ...(isGrouped ? (['grouping'] as const) : []), label.reason],
      shown: { tail: 2 },
    };
  if (!isGrouped || number.separator !== '-') return undefined;
  return {
    type,
    confidence: label === undefined ? 0.4 : 0.15,
    reasons: ['grouping', ...(label === undefined ? [] : (['other_label'] as const))],
    shown: { tail: 2 },
  };
};

/** 保険者番号 (8 digits with a check digit by the ministry's 設定要領, 6 for municipalities) and 記号・番号 of whom it insures. */
const healthInsurance: Judge = (number, scene) => {
  const type = 'health_insurance';
  if (number.form.split('-').length > 3) return undefined;
  const label = scene.labelOf(number.start, number.end);
  if (!isNamed(label, type)) return undefined;
  return number.form === '8' && isLuhn(number.digits)
    ? { type, confidence: 0.9, reasons: ['checksum', label.reason] }
    : { type, confidence: 0.75, reasons: ['format', label.reason] };
};

/** Ranges of issuers with the lengths of their numbers (ISO/IEC 7812; each brand's published ranges). */
const ISSUERS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^35(?:2[89]|[3-8])/, [16]],
  [/^3(?:0[0-5]|095|[689])/, [14]],
  [/^6(?:011|4[4-9]|5)/, [16, 19]],
  [/^62/, [16, 17, 18, 19]],
];

const creditCard: Judge = (number, scene) => {
  const { digits } = number;
  const isIssued = ISSUERS.some(([range, lengths]) => range.test(digits) && lengths.includes(digits.length));
  if (!isIssued || !isWritten(number, '4-4-4-4', '4-6-5', '4-6-4', '4-4-4-4-3') || !isLuhn(digits)) return undefined;
  const label = scene.labelOf(number.start, number.end);
  const type = 'credit_card';
  const isGrouped = number.separator !== '';
  const proofs: readonly PiiReason[] = ['checksum', 'issuer_range', ...(isGrouped ? (['grouping'] as const) : [])];
  const shown = { tail: 4 };
  if (isNamed(label, type)) return { type, confidence: 0.98, reasons: [...proofs, label.reason], shown };
  if (label?.kind === 'other')
    return { type, confidence: isGrouped ? 0.45 : 0.2, reasons: [...proofs, 'other_label'], shown };
  return { type, confidence: isGrouped ? 0.9 : digits.length === 13 ? 0.3 : 0.65, reasons: proofs, shown };
};

/** Seven digits at Japanese banks, 記号 and 番号 at Japan Post Bank, up to 17 in the United States: none has a check digit. */
const bankAccount: Judge = (number, scene) => {
  const type = 'bank_account';
  if (!isWritten(number, '5-8', '5-7', '5-1-8', '3-7', '3-4-7')) return undefined;
  const label = scene.labelOf(number.start, number.end);
  if (!isNamed(label, type)) return undefined;
  const isJapanese = number.digits.length === 7 || number.separator !== '';
  return { type, confidence: isJapanese ? 0.85 : 0.6, reasons: ['format', label.reason], shown: { tail: 2 } };
};

/** https://www.ssa.gov/employer/randomization.html: no area 000, 666 or from 900 on, no group 00, no serial 0000. */
const usSsn: Judge = (number, scene) => {
  const type = 'us_ssn';
  if (!isWritten(number, '3-2-4') || !/^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(number.digits))
    return undefined;
  const label = scene.labelOf(number.start, number.end);
  const isGrouped = number.separator === '-';
  if (isNamed(label, type))
    return { type, confidence: isGrouped ? 0.97 : 0.85, reasons: ['format', label.reason], shown: { tail: 2 } };
  if (!isGrouped) return undefined;
  return label === undefined
    ? { type, confidence: 0.55, reasons: ['format', 'grouping'], shown: { tail: 2 } }
    : { type, confidence: 0.15, reasons: ['format', 'grouping', 'other_label'], shown: { tail: 2 } };
};

const postalCode: Judge = (number, scene) => {
  const type = 'postal_code';
  const shown = {};
  const isGrouped = number.form === '3-4' && number.separator !== ' ';
  if (!isGrouped && number.form !== '7') return undefined;
  const label = scene.labelOf(number.start, number.end);
  if (isNamed(label, type))
    return { type, confidence: isGrouped ? 0.95 : 0.85, reasons: ['format', label.reason], shown };
  if (!isGrouped) return undefined;
  if (/^\s{0,2}(?:北海道|東京都|(?:京都|大阪)府|\p{sc=Han}{2,3}県)/u.test(scene.after(number.end, 8)))
    return { type, confidence: 0.9, reasons: ['format', 'grouping'], shown };
  return label === undefined
    ? { type, confidence: 0.3, reasons: ['format', 'grouping'], shown }
    : { type, confidence: 0.1, reasons: ['format', 'grouping', 'other_label'], shown };
};

const JUDGES: readonly { readonly lengths: readonly number[]; readonly judge: Judge; readonly called?: Called }[] = [
  { lengths: [12], judge: myNumber },
  { lengths: [13], judge: corporateNumber },
  { lengths: [12], judge: driverLicence, called: { kind: 'driver_licence', words: /免許|licen[cs]e/i } },
  { lengths: [10], judge: pensionNumber },
  {
    lengths: [4, 5, 6, 7, 8, 9, 10, 11],
    judge: healthInsurance,
    called: { kind: 'health_insurance', words: /保険|insur/i },
  },
  { lengths: [13, 14, 15, 16, 17, 18, 19], judge: creditCard },
  {
    lengths: [6, 7, 8, 9, 10, 11, 12, 13, 14],
    judge: bankAccount,
    called: { kind: 'bank_account', words: /口座|普通|当座|貯蓄|account/i },
  },
  { lengths: [9], judge: usSsn },
  { lengths: [7], judge: postalCode },
];
