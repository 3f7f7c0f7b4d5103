import { isObject } from '../../model/json.js';
import { type Pointer, pointerOf } from '../../model/pointer.js';
import { Malformed } from '../malformed.js';
import { parsedDocuments } from '../yaml.js';
import type { Attribute, Block, Body, Expression, SyntaxFile } from './syntax.js';

/** Reads the texts that JSON syntax holds. */
export interface TextParsers {
  template(text: string): Expression;
  expression(text: string): Expression;
}

/** How many levels of names stand between a block's type and its body. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  variable: 1,
  module: 1,
  output: 1,
  provider: 1,
  locals: 0,
  terraform: 0,
};

/** What nests deeper nobody wrote to be read. */
const DEEPEST = 100;

/** A file of the JSON syntax (https://developer.hashicorp.com/terraform/language/syntax/json). */
export const parseJsonSyntax = (text: string, parsers: TextParsers): SyntaxFile => {
  try {
    const depth = deepest(text);
    if (depth > DEEPEST) throw new Malformed(`the file nests deeper than ${DEEPEST} levels`);
    const [document, ...others] = parsedDocuments(text);
    if (document === undefined || others.length > 0 || !isObject(document.value))
      throw new Malformed('an object was expected');
    const lines = document.linesBelow([]);
    return { body: { attributes: [], blocks: readerOf(lines, parsers).blocks(document.value) }, problems: [] };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return {
      body: { attributes: [], blocks: [] },
      problems: [{ line: error.line ?? 1, message: error.message }],
    };
  }
};

/** The values of a file of variables in JSON; texts are what they say. */
export const parseJsonValues = (text: string): SyntaxFile =>
  valuesOf(
    parseJsonSyntax(`{"locals":${text.trim() === '' ? '{}' : text}}`, { template: literal, expression: literal }),
  );

const valuesOf = ({ body, problems }: SyntaxFile): SyntaxFile => ({
  body: { attributes: body.blocks.flatMap((block) => block.body.attributes), blocks: [] },
  problems,
});

const literal = (value: string): Expression => ({ kind: 'literal', value });

/** Brackets outside of texts: counted before anything walks down. */
const deepest = (text: string): number => {
  let depth = 0;
  let most = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    most = Math.max(most, depth);
  }
  return most;
};

const readerOf = (lines: ReadonlyMap<Pointer, number>, parsers: TextParsers) => {
  const lineOf = (pointer: Pointer): number => {
    return lines.get(pointer) ?? 1;
  };

  const blocksIn = (document: Readonly<Record<string, unknown>>): Block[] => {
    return Object.entries(document).flatMap(([type, value]) =>
      Object.hasOwn(LABELS, type) ? labelled(type, value, LABELS[type] ?? 0, [], pointerOf(type)) : [],
    );
  };

  const labelled = (
    type: string,
    value: unknown,
    levels: number,
    labels: readonly string[],
    pointer: Pointer,
  ): Block[] => {
    if (Array.isArray(value))
      return value.flatMap((item, index) => labelled(type, item, levels, labels, `${pointer}/${index}`));
    if (!isObject(value)) return [];
    if (levels === 0) return [{ type, labels, body: readBody(type, value, pointer), line: lineOf(pointer) }];
    return Object.entries(value).flatMap(([label, inner]) =>
      isComment(label) ? [] : labelled(type, inner, levels - 1, [...labels, label], pointer + pointerOf(label)),
    );
  };

  const readBody = (type: string, object: Readonly<Record<string, unknown>>, pointer: Pointer): Body => {
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    for (const [name, value] of Object.entries(object)) {
      if (isComment(name)) continue;
      const place = pointer + pointerOf(name);
      if (name === 'dynamic' && (type === 'resource' || type === 'data' || type === 'content'))
        blocks.push(...labelled('dynamic', value, 1, [], place));
      else if (name === 'content' && type === 'dynamic') blocks.push(...labelled('content', value, 0, [], place));
      else attributes.push({ name, value: readValue(type, name, value, place), line: lineOf(place) });
    }
    return { attributes, blocks };
  };

  /** Some attributes hold a type or a name, and no template. */
  const readValue = (block: string, name: string, value: unknown, pointer: Pointer): Expression => {
    if (typeof value === 'string') {
      if (block === 'variable' && name === 'type') return parsers.expression(value);
      if (block === 'dynamic' && name === 'iterator') return { kind: 'variable', name: value };
      if (block === 'variable' && name === 'default') return literal(value);
    }
    return readExpression(value, pointer);
  };

  const readExpression = (value: unknown, pointer: Pointer): Expression => {
    if (typeof value === 'string') return readText(value);
    if (typeof value === 'number' || typeof value === 'boolean') return { kind: 'literal', value };
    if (Array.isArray(value))
      return {
        kind: 'tuple',
        items: value.map((item, index) => ({
          value: readExpression(item, `${pointer}/${index}`),
          line: lineOf(`${pointer}/${index}`),
        })),
      };
    if (isObject(value))
      return {
        kind: 'object',
        entries: Object.entries(value)
          .filter(([key]) => !isComment(key))
          .map(([key, item]) => ({
            key: readText(key),
            value: readExpression(item, pointer + pointerOf(key)),
            line: lineOf(pointer + pointerOf(key)),
          })),
      };
    return { kind: 'literal', value: null };
  };

  const readText = (text: string): Expression => {
    return /[$%]\{/.test(text) ? parsers.template(text) : literal(text);
  };
  return { blocks: blocksIn };
};

const isComment = (key: string): boolean => key === '//';
