/** Check digits by their sources. Each takes ASCII digits of the right number, and none says anything of other text. */

const digitsOf = (text: string): readonly number[] => Array.from(text, Number);

/** `weights` begin with the first digit. */
const weighted = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);

/**
 * 個人番号, 12 digits, the last is the check digit: 11 − (Σ Pn·Qn mod 11), and 0 where the remainder is 0 or 1
 * (Order of the Ministry of Internal Affairs and Communications No. 85 of 2014, article 5, under article 8 of the Act's
 * Enforcement Order).
 */
export const isMyNumber = (text: string): boolean => {
  const digits = digitsOf(text);
  const rest = weighted(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return digits[11] === (rest <= 1 ? 0 : 11 - rest);
};

/**
 * 法人番号, 13 digits, the first is the check digit: 9 − (Σ Pn·Qn mod 9), Qn 1 and 2 in turn from the last digit on
 * (Order of the Ministry of Finance No. 70 of 2014, article 2).
 */
export const isCorporateNumber = (text: string): boolean => {
  const digits = digitsOf(text);
  return digits[0] === 9 - (weighted(digits.slice(1), [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]) % 9);
};

/** ISO/IEC 7812-1 annex B. */
export const isLuhn = (text: string): boolean => {
  let sum = 0;
  for (let index = text.length - 1, isDoubled = false; index >= 0; index -= 1, isDoubled = !isDoubled) {
    const digit = text.charCodeAt(index) - 48;
    sum += isDoubled ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
};

/**
 * 運転免許証番号, 12 digits: commission, year, number, check digit, reissues. The police publish the parts and not the
 * formula; the one that is widely told is modulus 11, of which 10 and 11 leave their last digit. Use it to trust more, never
 * to reject.
 */
export const isLicenceNumber = (text: string): boolean => {
  const digits = digitsOf(text);
  return digits[10] === (11 - (weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 10;
};

/** GS1 General Specifications 7.9: barcodes of goods (JAN), which have as many digits as a corporate number. */
export const isGtin13 = (text: string): boolean =>
  weighted(digitsOf(text), [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
