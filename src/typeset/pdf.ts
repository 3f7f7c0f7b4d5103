import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Attachment, Document } from '../model/document.js';
import { UsageError } from '../model/errors.js';
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
  const place = (name: string, content: Uint8Array): void =>
    compiler.mapShadow(join(WORKSPACE, name), Buffer.from(content));
  const covers = fonts.map(coverageOf);
  const data = layoutData(document, (codePoint) => covers.every((hasGlyph) => hasGlyph(codePoint)));
  const attached = attachments.map(({ content: _, ...attachment }) => attachment);
  place('document.json', Buffer.from(JSON.stringify({ ...data, attached })));
  for (const { name, content } of attachments) place(`attached/${name}`, content);
  const compiled = compiler.compile({ mainFilePath: join(WORKSPACE, LAYOUT) });
  const fault = compiled.takeError();
  if (fault !== null || compiled.result === null)
    throw new Error(`the document cannot be typeset: ${JSON.stringify(fault?.shortDiagnostics)}`);
  return compiler.pdf(compiled.result, { pdfStandard: 'a-3b' });
};

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
