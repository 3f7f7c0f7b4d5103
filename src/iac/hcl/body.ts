import { type Pointer, pointerOf } from '../../model/pointer.js';
import { type Scope, valueIn, within } from './evaluate.js';
import { walkOf } from './functions.js';
import { attributeOf } from './source.js';
import type { Block, Body, Expression } from './syntax.js';
import {
  type Effort,
  Exhausted,
  hiddenIn,
  isLazy,
  isList,
  isMap,
  unresolved,
  type Value,
  type ValueObject,
} from './values.js';

/** Nothing makes a resource of these. */
export const META = new Set(['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'provisioner', 'connection']);

/** A dynamic block stands for no more blocks than this. */
const MOST_BLOCKS = 1_000;

/** Does the body say something of the name, as an attribute or as blocks? */
export const isWritten = ({ attributes, blocks }: Body, name: string): boolean =>
  attributes.some((attribute) => attribute.name === name) ||
  blocks.some(({ type, labels }) => type === name || (type === 'dynamic' && labels[0] === name));

export const onlyNamed = ({ attributes, blocks }: Body, name: string): Body => ({
  attributes: attributes.filter((attribute) => attribute.name === name),
  blocks: blocks.filter(({ type, labels }) => type === name || (type === 'dynamic' && labels[0] === name)),
});

/** Attributes with their values, and nested blocks as lists; the lines of all of them. */
export const blocksAndAttributes = (
  body: Body,
  scope: Scope,
  lines: Map<Pointer, number> = new Map(),
  pointer: Pointer = '',
): ValueObject => {
  const isOutermost = pointer === '';
  const members = new Map<string, Value>();
  for (const { name, value, line } of body.attributes) {
    if (isOutermost && META.has(name)) continue;
    members.set(name, valueIn(value, scope));
    locate(value, pointer + pointerOf(name), line, lines);
  }
  for (const block of body.blocks) {
    if (isOutermost && META.has(block.type)) continue;
    const isDynamic = block.type === 'dynamic';
    const name = isDynamic ? (block.labels[0] ?? '') : block.type;
    const place = pointer + pointerOf(name);
    const before = members.get(name);
    const list = before !== undefined && isList(before) ? before : [];
    if (!lines.has(place)) lines.set(place, block.line);
    const into = (inner: Body, inside: Scope, index: number): Value => {
      lines.set(`${place}/${index}`, block.line);
      return blocksAndAttributes(inner, inside, lines, `${place}/${index}`);
    };
    const added = isDynamic
      ? dynamicBlocks(block, name, scope, (inner, inside, index) => into(inner, inside, list.length + index))
      : [into(block.body, scope, list.length)];
    // Of blocks that nobody can count none can be told from the others.
    if (typeof before === 'string') continue;
    members.set(name, typeof added === 'string' ? added : [...list, ...added]);
  }
  return Object.fromEntries(members);
};

const dynamicBlocks = (
  { body, labels }: Block,
  name: string,
  scope: Scope,
  make: (inner: Body, inside: Scope, index: number) => Value,
): readonly Value[] | string => {
  const each = attributeOf(body, 'for_each')?.value;
  const content = body.blocks.find(({ type }) => type === 'content')?.body;
  const iterator = attributeOf(body, 'iterator')?.value;
  const named = iterator?.kind === 'variable' ? iterator.name : name;
  if (each === undefined || content === undefined || labels.length !== 1)
    return unresolved(`the dynamic block ${name} has no for_each or no content`, 'parse_error');
  const source = valueIn(each, scope);
  const hidden = hiddenIn(source);
  if (hidden !== undefined) return hidden;
  if (!isList(source) && !isMap(source)) return unresolved(`for_each of the dynamic block ${name} is no list`);
  if (Object.keys(source).length > MOST_BLOCKS) return unresolved(`the dynamic block ${name} stands for too many`);
  return walkOf(source).map(([key, value], index) =>
    make(content, within(scope, new Map([[named, { key, value }]])), index),
  );
};

/** Lines of what is written inside an expression: an object's members, a list's elements, also where JSON is made of them. */
const locate = (expression: Expression, pointer: Pointer, line: number, lines: Map<Pointer, number>): void => {
  lines.set(pointer, line);
  const inner = expression.kind === 'call' && expression.name === 'jsonencode' ? expression.args[0] : expression;
  if (inner?.kind === 'tuple')
    for (const [index, item] of inner.items.entries()) locate(item.value, `${pointer}/${index}`, item.line, lines);
  if (inner?.kind === 'object')
    for (const { key, value, line: own } of inner.entries)
      if (key.kind === 'literal') locate(value, pointer + pointerOf(String(key.value)), own, lines);
};

/** Plain data; a whole resource in the place of a value is marked. */
export const plainObject = (object: ValueObject, effort: Effort): Record<string, unknown> => {
  const plain = (value: Value): unknown => {
    effort.spend();
    if (value === null || typeof value !== 'object') return value;
    if (isLazy(value)) return hiddenIn(value);
    if (isList(value)) return value.map(plain);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
  };
  return Object.fromEntries(
    Object.entries(object).map(([key, member]) => {
      try {
        return [key, plain(member)];
      } catch (error) {
        if (error instanceof Exhausted) return [key, unresolved(error.message)];
        throw error;
      }
    }),
  );
};
