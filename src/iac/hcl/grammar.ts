import { fileURLToPath } from 'node:url';
import type { Parser } from 'web-tree-sitter';

const TERRAFORM = fileURLToPath(new URL('../../../grammars/terraform.wasm', import.meta.url));

/** The parser of Terraform's syntax; loaded when the first file of HCL is met, and once. */
export const terraformParser = (): Promise<Parser> => {
  loading ??= load();
  return loading;
};

let loading: Promise<Parser> | undefined;

const load = async (): Promise<Parser> => {
  const { Parser, Language } = await import('web-tree-sitter');
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(TERRAFORM));
  return parser;
};
