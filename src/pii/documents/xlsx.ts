import { damaged, problemOf, Unseen } from '../contents.js';
import { type Place, windowsOf } from '../readers/value.js';
import { isShown } from '../shown.js';
import type { Archive, ArchiveEntry } from './archive.js';
import { numberFormatOf } from './number-format.js';
import { readParts } from './office.js';
import type { Outlet } from './outlet.js';
import { type Shared, sheetReader, unescaped } from './sheet.js';
import { readXml, type XmlHandlers } from './xml.js';

const WORKBOOK = 'xl/workbook.xml';

export const isWorkbook = ({ entries }: Archive): boolean => entries.some(({ name }) => name === WORKBOOK);

/** Reads a workbook (ECMA-376, part 1, 18): its sheets by row and column, hidden ones too, and all that stands beside them. */
export const readWorkbook = async ({ comments, entries, problem }: Archive, out: Outlet): Promise<void> => {
  const byName = new Map(entries.map((entry) => [entry.name.replace(/^\//, ''), entry]));
  for (const comment of comments) windowsOf(comment, '', { hasLines: false, part: 'comments' }, out.take);
  const taken = new Set<ArchiveEntry>();
  const xmlOf = async (name: string, handlers: XmlHandlers): Promise<boolean> => {
    const entry = byName.get(name);
    if (entry === undefined) return false;
    taken.add(entry);
    try {
      await readXml(entry.stream(), handlers, out.looked);
    } catch (error) {
      out.tell(problemOf(error));
    }
    return true;
  };

  const book = workbookReader(out);
  await xmlOf(WORKBOOK, book.handlers);
  const targets = new Map<string, string>();
  await xmlOf('xl/_rels/workbook.xml.rels', {
    ...NOTHING,
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) targets.set(Id, pathOf(Target));
    },
  });
  const paths = [...targets.values()];
  const styles = stylesReader(book.is1904());
  const stylesPath = paths.find((path) => /styles\.xml$/i.test(path));
  if (stylesPath !== undefined) await xmlOf(stylesPath, styles.handlers);
  const strings = stringsReader(out);
  const stringsPath = paths.find((path) => /sharedStrings\.xml$/i.test(path));
  if (stringsPath !== undefined) await xmlOf(stringsPath, strings.handlers);

  const shared: Shared = { text: strings.text, format: styles.format };
  for (const [index, { name, id }] of book.sheets.entries()) {
    const sheet = index + 1;
    const place: Place = { hasLines: false, sheet, ...(isShown(name) && { sheetName: name }) };
    const isThere = await xmlOf(targets.get(id) ?? '', sheetReader(place, shared, out.take));
    if (!isThere) out.tell(damaged('XLSX'));
  }
  if (book.sheets.length === 0) out.tell(damaged('XLSX'));
  strings.rest();
  if (strings.isMissed()) out.tell(MISSED);
  if (strings.isBroken()) out.tell(damaged('XLSX'));
  await readParts(
    entries.filter((entry) => !taken.has(entry) && !entry.isFolder),
    out,
  );
  // What the list of the archive says of itself.
  if (problem !== undefined) out.tell(problem);
};

const NOTHING: XmlHandlers = { open: () => {}, text: () => {}, close: () => {} };

/** Below `xl`, where the workbook lies, or from the root. */
const pathOf = (target: string): string =>
  target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;

const workbookReader = (out: Outlet) => {
  const sheets: { readonly name: string; readonly id: string }[] = [];
  let is1904 = false;
  const give = (text: string): void => windowsOf(text, '', { hasLines: false, part: 'layout' }, out.take);
  return {
    sheets,
    is1904: () => is1904,
    handlers: {
      open(element: string, attributes: Readonly<Record<string, string>>) {
        if (element === 'sheet') {
          const id = Object.entries(attributes).find(([key]) => /:id$|^id$/.test(key))?.[1] ?? '';
          const { name = '' } = attributes;
          if (sheets.length >= MOST_SHEETS) throw new Unseen(damaged('XLSX'));
          sheets.push({ name, id });
          windowsOf(name, '', { hasLines: false, part: 'names', sheet: sheets.length }, out.take);
          return;
        }
        const { date1904 } = attributes;
        if (element === 'workbookPr' && date1904 !== undefined) is1904 = /^(?:1|true)$/.test(date1904);
        for (const [key, value] of Object.entries(attributes)) if (!key.startsWith('xmlns')) give(value);
      },
      text: give,
      close: () => {},
    },
  };
};

const MOST_SHEETS = 10_000;

const stylesReader = (is1904: boolean) => {
  const codes = new Map<number, string>();
  const styles: number[] = [];
  const formats = new Map<number, ReturnType<typeof numberFormatOf>>();
  let isCells = false;
  return {
    format: (style: number): ReturnType<typeof numberFormatOf> => {
      const id = styles[style] ?? 0;
      const known = formats.get(id) ?? numberFormatOf(id, codes.get(id), is1904);
      formats.set(id, known);
      return known;
    },
    handlers: {
      open(name: string, { numFmtId, formatCode }: Readonly<Record<string, string>>) {
        if (name === 'cellXfs') isCells = true;
        else if (name === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode.slice(0, 255));
        else if (name === 'xf' && isCells) styles.push(Number(numFmtId ?? 0));
      },
      text: () => {},
      close(name: string) {
        if (name === 'cellXfs') isCells = false;
      },
    },
  };
};

/** Of the texts that cells share so many characters are held; what is behind them is looked at without its cell. */
const MOST_HELD = 32 * 2 ** 20;

const MISSED = {
  reason: 'too_large',
  what: `${MOST_HELD / 2 ** 20} MiB`,
  detail: `its shared texts have more than ${MOST_HELD / 2 ** 20} MiB: the rest of them was looked at without place and column`,
} as const;

const stringsReader = (out: Outlet) => {
  const texts: string[] = [];
  const used = new Set<number>();
  let held = 0;
  let isMissed = false;
  let isBroken = false;
  let text = '';
  let reading = '';
  let path: string[] = [];
  const give = (value: string): void => windowsOf(value, '', { hasLines: false, part: 'layout' }, out.take);
  return {
    text(index: number): string | undefined {
      used.add(index);
      isBroken ||= !isMissed && texts[index] === undefined;
      return texts[index];
    },
    /** No cell shows them any more, and they are in the file. */
    rest(): void {
      for (const [index, value] of texts.entries()) if (!used.has(index)) give(value);
    },
    isMissed: () => isMissed,
    /** Did a cell ask for one that is not there? */
    isBroken: () => isBroken,
    handlers: {
      open(name: string) {
        path.push(name);
        if (name === 'si') [text, reading] = ['', ''];
      },
      text(piece: string) {
        if (path.at(-1) !== 't') return;
        if (path.includes('rPh')) reading += piece;
        else text += piece;
      },
      close(name: string) {
        path = path.slice(0, -1);
        if (name !== 'si') return;
        text = unescaped(text);
        held += text.length;
        isMissed ||= held > MOST_HELD;
        if (isMissed) give(text);
        else texts.push(text);
        if (reading !== '') give(reading);
      },
    },
  };
};
