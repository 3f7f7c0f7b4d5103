import { deflateSync } from 'node:zlib';

/** An object of a PDF: its dictionary, and what it holds. */
interface PdfObject {
  /** Without its brackets. */
  readonly dictionary: string;
  readonly stream?: string | Uint8Array;
}

/** Writes objects (from number 1 on; the first one is the catalogue) as ISO 32000-2, 7.5 says: streams packed by Flate. */
const pdfOf = (objects: readonly PdfObject[], trailer = ''): Buffer => {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  let at = pieces[0]?.length ?? 0;
  const add = (...parts: readonly (string | Uint8Array)[]): void => {
    for (const part of parts) {
      const bytes = Buffer.from(part);
      pieces.push(bytes);
      at += bytes.length;
    }
  };
  for (const [index, { dictionary, stream }] of objects.entries()) {
    places.push(at);
    if (stream === undefined) add(`${index + 1} 0 obj\n<< ${dictionary} >>\nendobj\n`);
    else {
      const packed = deflateSync(Buffer.from(stream));
      add(`${index + 1} 0 obj\n<< ${dictionary} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`);
      add(packed, '\nendstream\nendobj\n');
    }
  }
  const list = at;
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  add(...places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`));
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${list}\n%%EOF\n`);
  return Buffer.concat(pieces);
};

const HELVETICA = '/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding';

/** A document of pages, each with what is drawn on it by operators (ISO 32000-2, annex A), and with its font as F. */
export const pagesOf = (
  contents: readonly (string | Uint8Array)[],
  {
    font = HELVETICA,
    resources = '',
    more = [],
    trailer = '',
  }: { font?: string; resources?: string; more?: readonly PdfObject[]; trailer?: string } = {},
): Buffer => {
  const first = 4;
  const pages = contents.map((_, index) => `${first + index * 2} 0 R`);
  return pdfOf(
    [
      { dictionary: '/Type /Catalog /Pages 2 0 R' },
      { dictionary: `/Type /Pages /Kids [${pages.join(' ')}] /Count ${pages.length}` },
      { dictionary: font },
      ...contents.flatMap((stream, index) => [
        {
          dictionary: `/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> ${resources} >> /Contents ${first + index * 2 + 1} 0 R`,
        },
        { dictionary: '', stream },
      ]),
      ...more,
    ],
    trailer,
  );
};

/** Operators that show lines of text. */
export const lines = (...texts: readonly string[]): string =>
  `BT /F 12 Tf 72 720 Td ${texts.map((text) => `(${text}) Tj 0 -20 Td`).join(' ')} ET`;
