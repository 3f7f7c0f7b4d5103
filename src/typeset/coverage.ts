/**
 * Which characters a font can show: the `cmap` table of OpenType (ISO/IEC 14496-22), in the forms 4 and 12 that every font
 * of today has. PDF/A forbids the glyph that stands for a missing one, so whoever typesets must know before.
 */
export const coverageOf = (font: Buffer): ((codePoint: number) => boolean) => {
  const ranges = rangesOf(font, subtableOf(font, tableOf(font, 'cmap')));
  return (codePoint) => {
    let [low, high] = [0, ranges.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [start, end] = ranges[middle] ?? [0, -1];
      if (codePoint < start) high = middle - 1;
      else if (codePoint > end) low = middle + 1;
      else return true;
    }
    return false;
  };
};

type Range = readonly [start: number, end: number];

const tableOf = (font: Buffer, tag: string): number => {
  const count = font.readUInt16BE(4);
  for (let index = 0; index < count; index += 1) {
    const record = 12 + index * 16;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`the font has no table ${tag}`);
};

/** The subtable with all of Unicode (form 12), or else that of its first plane (form 4). */
const subtableOf = (font: Buffer, cmap: number): number => {
  const count = font.readUInt16BE(cmap + 2);
  const subtables = Array.from({ length: count }, (_, index) => cmap + font.readUInt32BE(cmap + 8 + index * 8));
  const found =
    subtables.find((offset) => font.readUInt16BE(offset) === 12) ??
    subtables.find((offset) => font.readUInt16BE(offset) === 4);
  if (found === undefined) throw new Error('the font maps no Unicode');
  return found;
};

/** In ascending order, as both forms have them. */
const rangesOf = (font: Buffer, subtable: number): Range[] => {
  if (font.readUInt16BE(subtable) === 12) {
    const count = font.readUInt32BE(subtable + 12);
    return Array.from({ length: count }, (_, index) => {
      const group = subtable + 16 + index * 12;
      return [font.readUInt32BE(group), font.readUInt32BE(group + 4)];
    });
  }
  const doubled = font.readUInt16BE(subtable + 6);
  return Array.from({ length: doubled / 2 }, (_, index): Range => {
    const end = font.readUInt16BE(subtable + 14 + index * 2);
    const start = font.readUInt16BE(subtable + 16 + doubled + index * 2);
    return [start, end];
  }).filter(([start]) => start !== 0xffff);
};
