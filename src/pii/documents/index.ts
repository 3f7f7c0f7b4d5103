import type { DocumentReader } from './outlet.js';

/** Formats whose parts are found by their places. */
type DocumentFormat = 'zip' | 'parquet' | 'pdf';

/** What readers need that lies on the disk. */
export interface Needs {
  /** Gives the WebAssembly of PDFium. */
  readonly pdfium: () => Promise<Uint8Array>;
}

interface Document {
  readonly format: DocumentFormat;
  /** For people. */
  readonly name: string;
  /** Is a file that begins so one? */
  readonly begins: (sample: Uint8Array) => boolean;
  /** Does its name promise one? */
  readonly extension: RegExp;
  /** With the library that it needs. */
  readonly reader: (needs: Needs) => Promise<DocumentReader>;
}

const ascii = (bytes: Uint8Array, start: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(start, start + length));

/** A new format is a line here and a file beside this one. */
const DOCUMENTS: readonly Document[] = [
  {
    format: 'pdf',
    name: 'PDF',
    begins: (sample) => ascii(sample, 0, 5) === '%PDF-',
    extension: /\.pdf$/i,
    reader: async ({ pdfium }) => (await import('./pdf.js')).pdfReader(pdfium),
  },
  {
    format: 'parquet',
    name: 'Parquet',
    begins: (sample) => ['PAR1', 'PARE'].includes(ascii(sample, 0, 4)),
    extension: /\.parquet$/i,
    reader: async () => (await import('./parquet.js')).readParquet,
  },
  {
    format: 'zip',
    name: 'zip',
    begins: (sample) => ['PK\u0003\u0004', 'PK\u0005\u0006'].includes(ascii(sample, 0, 4)),
    extension: /\.(?:zip|xlsx|xlsm)$/i,
    reader: async () => (await import('./zip.js')).readZip,
  },
];

/** What a file is by its first bytes; undefined where it is none of these. */
export const documentIn = (sample: Uint8Array): Document | undefined => DOCUMENTS.find(({ begins }) => begins(sample));

/** What a file's name promises that it is. */
export const promisedDocument = (name: string): Document | undefined =>
  DOCUMENTS.find(({ extension }) => extension.test(name.replace(/\.gz$/i, '')));
