/** Check digits by their sources. Each takes ASCII digits of the right number, and none says anything of other text. */

const digitAt = (text: string, place: number): number => text.charCodeAt(place) - 48;

/** `weights` begin with the digit at `from`. A loop over codes: of a table every number comes here. */
const weighted = (text: string, weights: readonly number[], from = 0): number => {
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1) sum += (weights[index] ?? 0) * digitAt(text, from + index);
  return sum;
};

/**
 * 個人番号, 12 digits, the last is the check digit: 11 − (Σ Pn·Qn mod 11), and 0 where the remainder is 0 or 1
 * (Order of the Ministry of Internal Affairs and Communications No. 85 of 2014, article 5, under article 8 of the Act's
 * Enforcement Order).
 */
export const isMyNumber = (text: string): boolean => {
  const rest = weighted(text, OF_MY_NUMBER) % 11;
  return digitAt(text, 11) === (rest <= 1 ? 0 : 11 - rest);
};

const OF_MY_NUMBER = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/**
 * 法人番号, 13 digits, the first is the check digit: 9 − (Σ Pn·Qn mod 9), Qn 1 and 2 in turn from the last digit on
 * (Order of the Ministry of Finance No. 70 of 2014, article 2).
 */
export const isCorporateNumber = (text: string): boolean =>
  digitAt(text, 0) === 9 - (weighted(text, OF_CORPORATE_NUMBER, 1) % 9);

const OF_CORPORATE_NUMBER = [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1];

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
export const isLicenceNumber = (text: string): boolean =>
  digitAt(text, 10) === (11 - (weighted(text, OF_LICENCE) % 11)) % 10;

const OF_LICENCE = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** GS1 General Specifications 7.9: barcodes of goods (JAN), which have as many digits as a corporate number. */
export const isGtin13 = (text: string): boolean => weighted(text, OF_GTIN) % 10 === 0;

const OF_GTIN = [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1];
