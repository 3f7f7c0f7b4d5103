import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Attachment, Document } from '../model/document.js';
import { UsageError } from '../model/errors.js';
import { gathered } from '../model/pieces.js';
import { coverageOf } from './coverage.js';
import { layoutData } from './layout-data.js';

/** How a document is laid out; what it says reaches it as data alone. */
const WORKSPACE = fileURLToPath(new URL('../../typeset', import.meta.url));
const LAYOUT = 'document.typ';

/**
 * A document as PDF/A-3b (ISO 19005-3), tagged, its fonts and attachments embedded. The same document gives the same bytes.
 * Throws {@link UsageError} where the typesetter or its font is not installed.
 */
export const pdfOf = async (document: Document, attachments: readonly Attachment[]): Promise<Buffer> => {
  const { NodeCompiler, fonts } = await installed();
  const compiler = NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontBlobs: fonts }] });
  const place = (name: string, content: Iterable<string>): void =>
    withBytes(content, (bytes) => compiler.mapShadow(join(WORKSPACE, name), bytes));
  const covers = fonts.map(coverageOf);
  const data = layoutData(document, (codePoint) => covers.every((hasGlyph) => hasGlyph(codePoint)));
  place('document.json', [JSON.stringify({ ...data, attached: attachments })]);
  for (const { name, content } of attachments) place(`attached/${name}`, content());
  const compiled = compiler.compile({ mainFilePath: join(WORKSPACE, LAYOUT) });
  const fault = compiled.takeError();
  if (fault !== null || compiled.result === null)
    throw new Error(`the document cannot be typeset: ${JSON.stringify(fault?.shortDiagnostics)}`);
  return compiler.pdf(compiled.result, { pdfStandard: 'a-3b' });
};

/**
 * The bytes of a text, of which there is no copy before or after: they stand in memory that grows where it is, and is given back at
 * once. What is but promised takes none.
 */
const withBytes = (pieces: Iterable<string>, use: (bytes: Buffer) => void): void => {
  const memory = new ArrayBuffer(0, { maxByteLength: MOST_BYTES });
  for (const piece of gathered(pieces)) {
    const { byteLength } = memory;
    memory.resize(byteLength + Buffer.byteLength(piece));
    Buffer.from(memory, byteLength).write(piece);
  }
  use(Buffer.from(memory));
  memory.resize(0);
};

/** Of address space. No attachment comes near it: a text of 100,000 findings has a thirtieth. */
const MOST_BYTES = 2 ** 32;

/** Loaded only where a PDF is asked for: native code of 50 MB, and both weights of the one font that is embedded. */
const installed = async () => {
  try {
    const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
    const require = createRequire(import.meta.url);
    const regular = require.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf');
    const bold = require.resolve('@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf');
    return { NodeCompiler, fonts: [readFileSync(regular), readFileSync(bold)] };
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    throw new UsageError(
      `--format pdf needs the typesetter and the font that kansa names as optional dependencies, and they are not installed (${reason}): install kansa again without --omit=optional, or take --format html`,
    );
  }
};
