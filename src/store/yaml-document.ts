import type { Document } from 'yaml';
import { segmentsOf } from '../model/pointer.js';
import { didYouMean } from '../model/suggest.js';
import type { Fault } from './validate.js';
import { yaml } from './yaml.js';

/** A file of YAML that a person wrote, with the lines by which to tell them what is wrong in it. */
export interface YamlDocument {
  readonly document: Document;
  /** Why it is no YAML. */
  readonly error?: { readonly line: number; readonly message: string };
  lineAt(path: readonly (string | number)[]): number;
  /** The line of the key that is unknown, or of the value that is wrong. */
  lineOf(fault: Fault): number;
}

export const yamlDocument = (text: string): YamlDocument => {
  const { isAlias, isMap, isNode, LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  const [error] = document.errors;
  const lineOfNode = (node: unknown): number => lines.linePos((isNode(node) ? node.range?.[0] : undefined) ?? 0).line;
  const nodeAt = (path: readonly (string | number)[]): unknown => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    return isAlias(node) ? node.resolve(document) : node;
  };
  return {
    document,
    ...(error && { error: { line: lines.linePos(error.pos[0]).line, message: firstLine(error.message) } }),
    lineAt: (path) => lineOfNode(nodeAt(path)),
    lineOf({ pointer, unknown }) {
      const node = nodeAt(segmentsOf(pointer).map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment)));
      const key =
        unknown !== undefined && isMap(node)
          ? node.items.map((pair) => pair.key).find((candidate) => String(candidate) === unknown)
          : node;
      return lineOfNode(key);
    },
  };
};

export const sentenceOf = ({ sentence, unknown, known }: Fault): string =>
  unknown === undefined ? sentence : `unknown key ${JSON.stringify(unknown)}${didYouMean(unknown, known)}`;

/** The parser shows the place below its sentence. */
export const firstLine = (text: string): string => text.split('\n')[0]?.replace(/ at line \d+, column \d+:$/, '') ?? '';
