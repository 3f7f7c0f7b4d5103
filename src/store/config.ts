import { readFileSync } from 'node:fs';
import { type Document, isAlias, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { UsageError } from '../model/errors.js';
import { segmentsOf } from '../model/pointer.js';
import { didYouMean } from '../model/suggest.js';
import { type Fault, faultIn } from './validate.js';

/** What `kansa.yaml` may say (schemas/config.schema.json). */
export interface Config {
  readonly regions?: 'all' | readonly string[];
  readonly profile?: string;
  readonly role?: { readonly arn: string; readonly externalId?: string; readonly sessionName?: string };
  readonly endpointUrl?: string;
  readonly maxAttempts?: number;
  readonly kubernetes?: boolean;
  readonly kubeconfig?: string;
  readonly controls?: {
    readonly include?: readonly string[];
    readonly services?: readonly string[];
    readonly themes?: readonly string[];
    readonly severity?: string;
  };
  readonly resourceTags?: Readonly<Record<string, string>>;
  readonly params?: string | object;
  readonly failOn?: string;
  readonly failOnUnknown?: string;
  readonly language?: string;
  readonly since?: string;
  readonly timeout?: string;
  readonly out?: string;
  readonly formats?: readonly string[];
}

/** Reads a file of settings. Throws {@link UsageError} with the line of what is wrong in it. */
export const readConfig = (path: string): Config => {
  const lines = new LineCounter();
  const document = parseDocument(textOf(path), { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) throw complaint(`${path}:${lines.linePos(error.pos[0]).line}`, firstLine(error.message));
  const config = document.toJS() ?? {};
  const fault = faultIn('config')(config);
  if (fault !== undefined) throw complaint(`${path}:${lineOf(fault, document, lines)}`, sentenceOf(fault));
  return config;
};

const complaint = (place: string, what: string): UsageError =>
  new UsageError(`${place}: ${what} (schemas/config.schema.json describes the file; "kansa init" writes one)`);

const sentenceOf = ({ sentence, unknown, known }: Fault): string =>
  unknown === undefined ? sentence : `unknown key ${JSON.stringify(unknown)}${didYouMean(unknown, known)}`;

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      `settings ${path}: ${error instanceof Error ? firstLine(error.message) : String(error)}; name a file with --config, or write one with "kansa init"`,
    );
  }
};

const firstLine = (text: string): string => text.split('\n')[0]?.replace(/ at line \d+, column \d+:$/, '') ?? '';

/** The line of the key that is unknown, or of the value that is wrong. */
const lineOf = ({ pointer, unknown }: Fault, document: Document, lines: LineCounter): number => {
  const path = segmentsOf(pointer).map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment));
  const value = path.length === 0 ? document.contents : document.getIn(path, true);
  const node = isAlias(value) ? value.resolve(document) : value;
  const key =
    unknown !== undefined && isMap(node)
      ? node.items.map((pair) => pair.key).find((candidate) => String(candidate) === unknown)
      : node;
  const range = isNode(key) ? key.range : undefined;
  return lines.linePos(range?.[0] ?? 0).line;
};
