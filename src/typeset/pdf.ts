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

/** Both weights of the one font that is embedded. */
const FONTS = ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf'].map(
  (file) => `@expo-google-fonts/noto-sans-jp/${file}`,
);

/** What a user installs who wants PDFs: package.json names the same (`peerDependencies`). */
export const NEEDED = ['@myriaddreamin/typst-ts-node-compiler@0.7.0', '@expo-google-fonts/noto-sans-jp@0.4.3'] as const;

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

/** Loaded only where a PDF is asked for: the typesetter is native code of 50 MB. */
const installed = async () => {
  try {
    const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
    const { resolve } = createRequire(import.meta.url);
    return { NodeCompiler, fonts: FONTS.map((font) => readFileSync(resolve(font))) };
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    throw new UsageError(
      `--format pdf needs a typesetter and a font that are not installed with kansa (${reason}): run npm install ${NEEDED.join(' ')} where kansa is installed (with --global where it is global), or take --format html`,
    );
  }
};
