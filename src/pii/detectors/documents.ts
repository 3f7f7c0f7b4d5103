import { isValidIBAN } from 'ibantools';
import { isCorporateNumber } from '../check-digits.js';
import type { Hit } from '../hit.js';
import { masked } from '../mask.js';
import type { Scene } from '../scene.js';

/** Numbers that begin with letters: IBANs, passports, and corporate numbers as issuers of invoices write them. */
export const documentsIn = (scene: Scene): Hit[] => [...ibansIn(scene), ...passportsIn(scene), ...invoicesIn(scene)];

/** ISO 13616: country, two check digits (modulus 97), and as many characters as the country's registered form has. */
const ibansIn = ({ text }: Scene): Hit[] =>
  [...text.matchAll(IBAN)].flatMap(({ 0: run, index: start }) => {
    // Letters that follow behind a blank may be the next word.
    for (let end = run.length; end >= 15; end = run.lastIndexOf(' ', end - 1)) {
      const value = run.slice(0, end);
      if (isValidIBAN(value.replaceAll(' ', '')))
        return [
          {
            type: 'iban',
            start,
            end: start + end,
            confidence: 0.97,
            reasons: ['checksum', 'format'],
            sample: () => masked(value, { head: 2, tail: 2 }),
          },
        ];
    }
    return [];
  });

const IBAN = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,8}(?![A-Za-z0-9])/g;

/** Two letters and seven digits in Japan, one letter and eight digits in the United States; neither has a check digit. */
const passportsIn = (scene: Scene): Hit[] => {
  if (!scene.hasField('passport') && !/旅券|パスポート|passport/i.test(scene.text)) return [];
  return [...scene.text.matchAll(PASSPORT)].flatMap(({ 0: value, index: start }) => {
    const end = start + value.length;
    const label = scene.labelOf(start, end);
    if (label?.kind !== 'passport') return [];
    const sample = () => masked(value, { tail: 2 });
    return [{ type: 'passport', start, end, confidence: 0.95, reasons: ['format', label.reason], sample }];
  });
};

const PASSPORT = /(?<![A-Za-z0-9_-])(?:[A-Z]{2}\d{7}|[A-Z]\d{8})(?![A-Za-z0-9_-])/g;

/** 登録番号 of a qualified invoice issuer: T and its corporate number (Consumption Tax Act, article 57-2). */
const invoicesIn = ({ text }: Scene): Hit[] =>
  [...text.matchAll(INVOICE)]
    .filter(({ 1: digits = '' }) => isCorporateNumber(digits.replaceAll('-', '')))
    .map(({ 0: value, index: start }) => ({
      type: 'corporate_number',
      start,
      end: start + value.length,
      confidence: 0.9,
      reasons: ['checksum', 'format'],
      sample: () => masked(value, { tail: 4 }),
    }));

const INVOICE = /(?<![A-Za-z0-9])T-?(\d{13}|\d-\d{4}-\d{4}-\d{4})(?![A-Za-z0-9])/g;
