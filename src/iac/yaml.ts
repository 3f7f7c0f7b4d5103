import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
} from 'yaml';
import { isObject } from '../model/json.js';
import { type Pointer, pointerOf } from '../model/pointer.js';
import { Malformed } from './malformed.js';

/** The short forms of YAML: `!Ref X` is `{Ref: X}`, `!GetAtt A.B` is `{Fn::GetAtt: 'A.B'}`. */
const TAGS = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'ForEach',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
].map((name) => [`!${name}`, `Fn::${name}`] as const);

const SHORT = new Map<string, string>([...TAGS, ['!Ref', 'Ref'], ['!Condition', 'Condition']]);

/** An alias may not make a template more than this many times as long: what looks small would fill the memory. */
const MOST_ALIASES = 1_000;

/** A document of YAML or JSON with the lines of its nodes. Throws a {@link Malformed} on what does not parse. */
export interface ParsedDocument {
  readonly value: unknown;
  /** Where a member is named, or an item begins. */
  lineAt(path: readonly (string | number)[]): number | undefined;
  /** Lines of everything below a path, by pointer from there. */
  linesBelow(path: readonly (string | number)[]): ReadonlyMap<Pointer, number>;
}

/**
 * Parses the documents of a YAML stream (JSON is a part of YAML), with CloudFormation's tags read as the functions that
 * they stand for.
 */
export const parsedDocuments = (text: string): readonly ParsedDocument[] => {
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (tokens.some(isTooDeep)) throw new Malformed(`the document is nested more than ${DEEPEST} levels deep`);
  const customTags = [...SHORT.keys()].flatMap((tag) => [
    { tag, resolve: (value: string) => value },
    { tag, collection: 'seq' as const, resolve: <T>(value: T) => value },
    { tag, collection: 'map' as const, resolve: <T>(value: T) => value },
  ]);
  // CloudFormation and Kubernetes read YAML 1.1, in which `yes` is true.
  const composer = new Composer({ lineCounter: lines, customTags, logLevel: 'silent', version: '1.1' });
  return [...composer.compose(tokens)].map((document) => parsedDocument(document, lines));
};

/** No template is deeper; what reads them calls itself for each level, and an exhausted stack ends the process. */
const DEEPEST = 200;

const isTooDeep = (token: CST.Token): boolean => {
  let level: readonly unknown[] = [token];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > 2 * DEEPEST) return true;
    level = level.flatMap(partsOf);
  }
  return false;
};

/** What a token holds: the value of a document, the items of a collection, key and value of an item. */
const partsOf = (token: unknown): readonly unknown[] => {
  if (!isObject(token)) return [];
  const { items, key, value } = token;
  return [...(Array.isArray(items) ? items : []), key, value].filter(isObject);
};

const parsedDocument = (document: Document.Parsed, lines: LineCounter): ParsedDocument => {
  const [error] = document.errors;
  if (error !== undefined) throw new Malformed(firstLine(error.message), lines.linePos(error.pos[0]).line);
  // Counts what aliases make of it; a bomb stops here.
  try {
    document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (thrown) {
    throw new Malformed(thrown instanceof Error ? firstLine(thrown.message) : 'the document cannot be read');
  }
  const nodeAt = (path: readonly (string | number)[]): Node | undefined => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    return isNode(node) ? node : undefined;
  };
  const lineOf = (node: Node | undefined): number | undefined =>
    node?.range ? lines.linePos(node.range[0]).line : undefined;
  const plainOf = (node: unknown, over: ReadonlySet<unknown> = new Set()): unknown => {
    const above = isAlias(node) || isScalar(node) ? over : new Set(over).add(node);
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (above.has(target)) throw new Malformed('the document holds itself', lineOf(node));
      return plainOf(target, above);
    }
    if (isMap(node)) return functionOf(node, objectOf(node.items, above));
    if (isSeq(node))
      return functionOf(
        node,
        node.items.map((item) => plainOf(item, above)),
      );
    if (!isScalar(node)) return undefined;
    const { value, source } = node;
    // Dates and numbers that begin with a zero (account ids) are texts to CloudFormation.
    const isText = value instanceof Date || (typeof value === 'number' && /^[-+]?0\d/.test(source ?? ''));
    return functionOf(node, isText ? source : value);
  };
  /** What is merged in (https://yaml.org/type/merge.html) yields to what stands there itself. */
  const objectOf = (
    items: readonly { readonly key: unknown; readonly value: unknown }[],
    above: ReadonlySet<unknown>,
  ) => {
    const merged = items
      .filter(({ key }) => keyOf(key) === '<<')
      .flatMap(({ value }) => [plainOf(value, above)].flat().filter(isObject).toReversed());
    const own = items
      .filter(({ key }) => keyOf(key) !== '<<')
      .map(({ key, value }) => [keyOf(key), plainOf(value, above)]);
    return Object.assign({}, ...merged, Object.fromEntries(own));
  };
  return {
    value: plainOf(document.contents),
    lineAt(path) {
      const parent = path.length === 0 ? undefined : nodeAt(path.slice(0, -1));
      const names = isMap(parent) ? parent.items.map(({ key }) => key) : [];
      const name = names.find((key) => keyOf(key) === String(path.at(-1)));
      return lineOf(isNode(name) ? name : nodeAt(path));
    },
    linesBelow(path) {
      const found = new Map<Pointer, number>();
      const walk = (node: unknown, pointer: Pointer): void => {
        if (isMap(node))
          for (const { key, value } of node.items) {
            const place = pointer + pointerOf(keyOf(key));
            const line = isNode(key) ? lineOf(key) : undefined;
            if (line !== undefined) found.set(place, line);
            walk(value, place);
          }
        if (isSeq(node))
          for (const [index, item] of node.items.entries()) {
            const line = isNode(item) ? lineOf(item) : undefined;
            if (line !== undefined) found.set(`${pointer}/${index}`, line);
            walk(item, `${pointer}/${index}`);
          }
      };
      walk(nodeAt(path), '');
      return found;
    },
  };
};

const functionOf = ({ tag }: Node & { tag?: string }, value: unknown): unknown => {
  const name = tag === undefined ? undefined : SHORT.get(tag);
  return name === undefined ? value : { [name]: value };
};

const keyOf = (key: unknown): string => (isScalar(key) ? (key.source ?? String(key.value)) : String(key));

const firstLine = (message: string): string =>
  message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;
