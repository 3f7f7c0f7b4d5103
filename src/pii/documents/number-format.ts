/** How a workbook shows a number, as far as it tells what the number is. */
export type NumberFormat = (value: string) => string;

/**
 * The format of a code (ECMA-376, part 1, 18.8.31) or of one that is built in (18.8.30): a day, a number with a fixed form
 * (`000-0000-0000`), or a number as it is.
 */
export const numberFormatOf = (id: number, code: string | undefined, is1904: boolean): NumberFormat => {
  if (code === undefined ? isBuiltInDate(id) : isDateCode(code)) return (value) => dayOf(value, is1904);
  const pattern = patternOf(code ?? '');
  return pattern === undefined ? plainNumber : (value) => filled(pattern, value);
};

const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

const isDateCode = (code: string): boolean => {
  const bare = code.replaceAll(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general/gi, '');
  return /[ymd]|g{1,3}e|h+:|:s/i.test(bare);
};

/** A pattern that is made of digits and of what stands between them. */
const patternOf = (code: string): string | undefined => {
  const [positive = ''] = code.split(';');
  const bare = positive.replaceAll(/\\(.)|"([^"]*)"|\[[^\]]*\]/g, '$1$2');
  return /^[0#\-() ]*0[0#\-() ]*$/.test(bare) && bare.length > 1 ? bare : undefined;
};

/** The digits of a number, from the last one on, in the places of a pattern; those that are left stand before it. */
const filled = (pattern: string, value: string): string => {
  const plain = plainNumber(value);
  if (!/^\d+$/.test(plain)) return plain;
  const digits = [...plain];
  const places = [...pattern].reverse().map((place) => {
    if (place === '0') return digits.pop() ?? '0';
    return place === '#' ? (digits.pop() ?? '') : place;
  });
  return digits.join('') + places.reverse().join('');
};

/** `1.23456789018E11` as its digits. */
const plainNumber = (value: string): string => {
  if (!/[.eE]/.test(value)) return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? String(number) : value;
};

const DAY = 86_400_000;

/** A day and time of a serial number (ECMA-376, part 1, 18.17.4.1): `1980-01-02`. */
const dayOf = (value: string, is1904: boolean): string => {
  const serial = Number(value);
  // A day before 1 March 1900 counts from another one, for the 29 February that there never was.
  const origin = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const time = new Date(origin + Math.round(serial * DAY));
  return value.trim() === '' || Number.isNaN(time.getTime()) || serial < 0 || serial > 2_958_466
    ? value
    : time.toISOString().replace(/T00:00:00\.000Z$/, '');
};
