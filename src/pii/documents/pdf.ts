import type { PiiPart } from '../../model/pii.js';
import type { ByteSource } from '../../model/source.js';
import { damaged, guarded, type Problem, Unseen } from '../contents.js';
import { type Place, windowsOf } from '../readers/value.js';
import type { DocumentReader, Outlet } from './outlet.js';
import { isWhole } from './pdf-whole.js';
import { type Pdfium, startPdfium, textOf } from './pdfium.js';

/** Gives the WebAssembly of PDFium. */
export type PdfiumSource = () => Promise<Uint8Array>;

/**
 * Reads the text of a PDF (ISO 32000-2) through PDFium, page by page, with its forms, remarks, links and bookmarks. What is shown and is no
 * text (a page that was scanned, characters that nothing says the meaning of) is told.
 */
export const pdfReader =
  (wasm: PdfiumSource): DocumentReader =>
  async (source, out) => {
    if (source.size > LARGEST)
      throw new Unseen({
        reason: 'too_large',
        what: `${LARGEST / 2 ** 20} MiB`,
        detail: `it has more than ${LARGEST / 2 ** 20} MiB; nothing of it was read: split it`,
      });
    const pdfium = await ready(wasm);
    let isSound = false;
    try {
      await readDocument(pdfium, source, out);
      isSound = true;
    } catch (error) {
      isSound = error instanceof Unseen && error.problem.reason !== 'too_large' && error.problem.what !== NAME;
      throw error;
    } finally {
      // A module that stumbled, or whose memory grew, is not used again.
      if (!isSound || pdfium.heap().length > KEPT_MEMORY) running = undefined;
    }
  };

const NAME = 'PDF';
const LARGEST = 96 * 2 ** 20;
const KEPT_MEMORY = 64 * 2 ** 20;
const PIECE = 1 << 20;

let compiled: Promise<WebAssembly.Module> | undefined;
let running: Promise<Pdfium> | undefined;

const ready = async (wasm: PdfiumSource): Promise<Pdfium> => {
  compiled ??= wasm().then((bytes) => WebAssembly.compile(new Uint8Array(bytes).buffer));
  running ??= compiled.then(startPdfium);
  return running;
};

const readDocument = async (pdfium: Pdfium, source: ByteSource, out: Outlet): Promise<void> => {
  const { call, heap, reserve, release } = pdfium;
  const at = reserve(Math.max(1, source.size));
  for (let offset = 0; offset < source.size; offset += PIECE) {
    const piece = await source.read(offset, PIECE);
    heap().set(piece, at + offset);
  }
  const document = await guarded(NAME, () => call.FPDF_LoadMemDocument(at, source.size, ''));
  if (document === 0) {
    const problem = call.FPDF_GetLastError() === PASSWORD ? ENCRYPTED : damaged(NAME);
    release(at);
    throw new Unseen(problem);
  }
  out.looked(source.size);
  const { buffer } = heap();
  if (!isWhole(Buffer.from(buffer, at, source.size))) out.tell(MENDED);
  await guarded(NAME, () => readAll(pdfium, document, out));
  call.FPDF_CloseDocument(document);
  release(at);
};

/** FPDF_ERR_PASSWORD of fpdfview.h; the one below is of a handler of its own. */
const PASSWORD = 4;

const MENDED: Problem = {
  reason: 'damaged',
  what: NAME,
  detail: 'it is damaged PDF; what could be mended of it was read',
};

const ENCRYPTED: Problem = { reason: 'encrypted', what: NAME, detail: 'it is encrypted; decrypt it first' };

const readAll = (pdfium: Pdfium, document: number, out: Outlet): void => {
  const { call } = pdfium;
  readMetadata(pdfium, document, out);
  readOutline(pdfium, document, out);
  const info = call.PDFiumExt_OpenFormFillInfo();
  const form = call.PDFiumExt_InitFormFillEnvironment(document, info);
  const pages = call.FPDF_GetPageCount(document);
  const troubles = troublesOf();
  if (pages === 0) out.tell(damaged(NAME));
  for (let index = 0; index < pages; index += 1) {
    if (index >= MOST_PAGES) {
      out.tell(TOO_MANY);
      break;
    }
    const page = call.FPDF_LoadPage(document, index);
    if (page === 0) troubles.add('damaged', index + 1);
    else readPage(pdfium, { document, form, page, number: index + 1 }, out, troubles);
  }
  for (const problem of troubles.all()) out.tell(problem);
  if (call.FPDFDoc_GetAttachmentCount(document) > 0) out.tell(ATTACHMENTS);
  call.PDFiumExt_ExitFormFillEnvironment(form);
  call.PDFiumExt_CloseFormFillInfo(info);
};

const MOST_PAGES = 20_000;

const TOO_MANY: Problem = {
  reason: 'too_large',
  what: `${MOST_PAGES} pages`,
  detail: `it has more than ${MOST_PAGES} pages; the others were not read: split it`,
};

const ATTACHMENTS: Problem = {
  reason: 'parts_not_read',
  what: 'attachments',
  detail: 'it holds attachments, which were not read; save them by themselves',
};

const giveAs =
  (part: PiiPart, out: Outlet, place: Partial<Place> = {}) =>
  (text: string, field = ''): void =>
    windowsOf(text, field, { ...place, hasLines: false, part }, out.take);

/** ISO 32000-2, table 349. */
const METADATA = ['Title', 'Author', 'Subject', 'Keywords', 'Creator', 'Producer'];

const readMetadata = (pdfium: Pdfium, document: number, out: Outlet): void => {
  const give = giveAs('metadata', out);
  for (const key of METADATA)
    give(
      textOf(pdfium, (buffer, length) => pdfium.call.FPDF_GetMetaText(document, key, buffer, length)),
      key === 'Author' ? 'name' : '',
    );
  // Of a form in XFA all that it holds.
  const { call } = pdfium;
  const packets = Math.max(0, call.FPDF_GetXFAPacketCount(document));
  for (let index = 0; index < packets; index += 1) giveAs('form', out)(packetOf(pdfium, document, index));
};

const utf8 = new TextDecoder();

const packetOf = (pdfium: Pdfium, document: number, index: number): string =>
  pdfium.lend(8, (size) => {
    const { call, heap, lend } = pdfium;
    const needed = (): number => new DataView(heap().buffer).getUint32(size, true);
    if (!call.FPDF_GetXFAPacketContent(document, index, 0, 0, size) || needed() === 0) return '';
    const bytes = needed();
    return lend(bytes, (at) => {
      call.FPDF_GetXFAPacketContent(document, index, at, bytes, size);
      return utf8.decode(heap().slice(at, at + bytes));
    });
  });

/** Bookmarks may lead in a circle. */
const MOST_BOOKMARKS = 100_000;

const readOutline = (pdfium: Pdfium, document: number, out: Outlet): void => {
  const { call } = pdfium;
  const give = giveAs('outline', out);
  const seen = new Set<number>();
  const open = [call.FPDFBookmark_GetFirstChild(document, 0)];
  for (let mark = open.pop(); mark !== undefined && seen.size < MOST_BOOKMARKS; mark = open.pop()) {
    if (mark === 0 || seen.has(mark)) continue;
    seen.add(mark);
    const title = mark;
    give(textOf(pdfium, (buffer, length) => call.FPDFBookmark_GetTitle(title, buffer, length)));
    open.push(call.FPDFBookmark_GetNextSibling(document, mark), call.FPDFBookmark_GetFirstChild(document, mark));
  }
};

interface Page {
  readonly document: number;
  readonly form: number;
  readonly page: number;
  readonly number: number;
}

type Troubles = ReturnType<typeof troublesOf>;

const readPage = (pdfium: Pdfium, { document, form, page, number }: Page, out: Outlet, troubles: Troubles): void => {
  const { call } = pdfium;
  const said = readAnnotations(pdfium, { document, form, page, number });
  // What forms and remarks show becomes a part of the page, here and nowhere else.
  const isFlat = said.length > 0 && call.FPDFPage_Flatten(page, 0) === FLATTENED;
  if (isFlat) call.FPDF_ClosePage(page);
  const shown = isFlat ? call.FPDF_LoadPage(document, number - 1) : page;
  if (shown === 0) {
    troubles.add('damaged', number);
    return;
  }
  const { text, unmapped } = textOfPage(pdfium, shown);
  const place: Place = { page: number, line: 1, hasLines: true };
  windowsOf(text, '', place, out.take);
  const bare = text.replaceAll(/\s+/g, '');
  // A field whose appearance was read is not counted twice.
  for (const { value, part, field } of said)
    if (!bare.includes(value.replaceAll(/\s+/g, ''))) giveAs(part, out, { page: number })(value, field);
  const objects = objectsOf(pdfium, shown);
  if (unmapped > 0) troubles.add('unmapped', number);
  if (objects.pictures > 0) troubles.add('pictures', number);
  // Letters may be drawn as lines, too.
  if (bare === '' && objects.pictures === 0 && objects.others > 0) troubles.add('drawn', number);
  call.FPDF_ClosePage(shown);
};

/** FLATTEN_SUCCESS of fpdf_flatten.h. */
const FLATTENED = 0;

const CHARACTERS = 1 << 15;
/** FPDFText_GetText may write more than one unit of UTF-16 for a character. */
const UNITS = 2;

const textOfPage = (pdfium: Pdfium, page: number): { readonly text: string; readonly unmapped: number } => {
  const { call, lend, heap } = pdfium;
  const handle = call.FPDFText_LoadPage(page);
  if (handle === 0) throw new Unseen(damaged(NAME));
  const count = call.FPDFText_CountChars(handle);
  const pieces: string[] = [];
  let unmapped = 0;
  for (let start = 0; start < count; start += CHARACTERS) {
    const length = Math.min(CHARACTERS, count - start);
    pieces.push(
      lend((length * UNITS + 1) * 2, (at) => {
        const written = call.FPDFText_GetText(handle, start, length, at);
        return new TextDecoder('utf-16le').decode(heap().slice(at, at + Math.max(0, written - 1) * 2));
      }),
    );
    for (let index = start; index < start + length; index += 1)
      if (call.FPDFText_HasUnicodeMapError(handle, index) === 1) unmapped += 1;
  }
  call.FPDFText_ClosePage(handle);
  // How PDFium writes a hyphen at the end of a line.
  return { text: pieces.join('').replaceAll('\u0002', '-').replaceAll('\r\n', '\n'), unmapped };
};

interface Said {
  readonly value: string;
  readonly part: PiiPart;
  readonly field: string;
}

const MOST_ANNOTATIONS = 100_000;

/** What annotations say (ISO 32000-2, 12.5): fields of forms, remarks, links. */
const readAnnotations = (pdfium: Pdfium, { document, form, page }: Page): readonly Said[] => {
  const { call } = pdfium;
  const said: Said[] = [];
  const add = (part: PiiPart, value: string, field = ''): void => {
    if (value !== '') said.push({ value, part, field });
  };
  const count = Math.min(call.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS);
  for (let index = 0; index < count; index += 1) {
    const annotation = call.FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    const string = (key: string): string =>
      textOf(pdfium, (buffer, length) => call.FPDFAnnot_GetStringValue(annotation, key, buffer, length));
    if (call.FPDFAnnot_GetSubtype(annotation) === WIDGET) {
      const name = textOf(pdfium, (buffer, length) =>
        call.FPDFAnnot_GetFormFieldName(form, annotation, buffer, length),
      );
      const label = string('TU') || name;
      add(
        'form',
        textOf(pdfium, (buffer, length) => call.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, length)),
        label,
      );
      add('names', label);
    } else {
      for (const key of ['Contents', 'RC', 'Subj']) add('comments', string(key));
      add('comments', string('T'), 'name');
    }
    const action = call.FPDFLink_GetAction(call.FPDFAnnot_GetLink(annotation));
    add(
      'link',
      textOf(pdfium, (buffer, length) => call.FPDFAction_GetURIPath(document, action, buffer, length), utf8),
    );
    call.FPDFPage_CloseAnnot(annotation);
  }
  return said;
};

/** FPDF_ANNOT_WIDGET of fpdf_annot.h. */
const WIDGET = 20;

/** FPDF_PAGEOBJ_… of fpdf_edit.h. */
const TEXT = 1;
const IMAGE = 3;
const FORM = 5;

/** Lower or narrower than any letter: a line, a shade. */
const SMALLEST_PICTURE = 8;
const DEEPEST = 8;
const MOST_OBJECTS = 1_000_000;

/** What a page shows beside its text. */
const objectsOf = (pdfium: Pdfium, page: number): { readonly pictures: number; readonly others: number } => {
  const { call, lend, heap } = pdfium;
  let [pictures, others, looked] = [0, 0, 0];
  const visit = (object: number, depth: number): void => {
    looked += 1;
    if (looked > MOST_OBJECTS) return;
    const type = call.FPDFPageObj_GetType(object);
    if (type === IMAGE) {
      if (isPicture(object)) pictures += 1;
    } else if (type === FORM && depth < DEEPEST)
      for (let index = 0; index < call.FPDFFormObj_CountObjects(object); index += 1)
        visit(call.FPDFFormObj_GetObject(object, index), depth + 1);
    else if (type !== TEXT) others += 1;
  };
  const isPicture = (object: number): boolean =>
    lend(8, (at) => {
      if (!call.FPDFImageObj_GetImagePixelSize(object, at, at + 4)) return true;
      const view = new DataView(heap().buffer);
      return Math.min(view.getUint32(at, true), view.getUint32(at + 4, true)) >= SMALLEST_PICTURE;
    });
  const count = call.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index += 1) visit(call.FPDFPage_GetObject(page, index), 0);
  return { pictures, others };
};

/** Pages on which something was not seen, told once for each kind. */
const troublesOf = () => {
  const kinds = new Map<keyof typeof TROUBLES, number[]>();
  return {
    add(kind: keyof typeof TROUBLES, page: number): void {
      const pages = kinds.get(kind) ?? [];
      kinds.set(kind, pages);
      pages.push(page);
    },
    all: (): readonly Problem[] =>
      [...kinds].map(([kind, pages]) => {
        const { reason, what, detail } = TROUBLES[kind];
        const where = rangesOf(pages);
        return { reason, what: `${what}; pages ${where}`, detail: `${detail} (pages ${where})` };
      }),
  };
};

const TROUBLES = {
  damaged: damaged(NAME),
  pictures: {
    reason: 'pictures',
    what: 'pictures',
    detail: 'it holds pictures, of which nothing was looked at',
  },
  unmapped: {
    reason: 'no_text',
    what: 'characters without Unicode',
    detail: 'it shows characters of which nothing says what they mean',
  },
  drawn: {
    reason: 'no_text',
    what: 'drawings without text',
    detail: 'it shows drawings and no text: letters may be drawn as well',
  },
} as const satisfies Readonly<Record<string, Problem>>;

/** `1-3, 7`, and no more than anybody reads. */
const rangesOf = (pages: readonly number[]): string => {
  const ranges: [number, number][] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === page - 1) last[1] = page;
    else ranges.push([page, page]);
  }
  const texts = ranges.slice(0, 20).map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  return `${texts.join(', ')}${ranges.length > 20 ? ', …' : ''}`;
};
