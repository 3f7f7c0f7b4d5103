import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The WebAssembly of PDFium, as its package brings it. */
export const readPdfium = (): Promise<Uint8Array> =>
  readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
