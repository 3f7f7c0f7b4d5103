import { expect, it } from 'vitest';
import { isCorporateNumber, isGtin13, isLicenceNumber, isLuhn, isMyNumber } from '../../src/pii/check-digits.js';

// Examples that are published to explain the formulas, and the same with another last digit.
it.each<[string, (digits: string) => boolean, string, string]>([
  ['a My Number', isMyNumber, '123456789018', '123456789010'],
  ['a My Number whose remainder is 1', isMyNumber, '000000000060', '000000000061'],
  ["a corporate number (the National Tax Agency's own)", isCorporateNumber, '7000012050002', '6000012050002'],
  ['a corporate number of a company', isCorporateNumber, '7010705000725', '1010705000725'],
  ['a card (ISO/IEC 7812-1)', isLuhn, '4111111111111111', '4111111111111112'],
  ['an insurer (33120015 of the police of Chiba)', isLuhn, '33120015', '33120016'],
  ['a driving licence', isLicenceNumber, '309012345620', '309012345610'],
  ['a barcode (GS1)', isGtin13, '4006381333931', '4006381333932'],
])('the check digit of %s is told from another', (_, isValid, good, bad) => {
  expect([isValid(good), isValid(bad)]).toEqual([true, false]);
});
