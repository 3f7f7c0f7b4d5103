import { parseXML } from '@aws-sdk/xml-builder';
import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';
import { isObject } from '../model/json.js';

/**
 * The names of members that an answer held and the SDK dropped because its model does not know them, left on the
 * object that lacks them. It is enumerable, so that a collector which spreads the object carries the mark along;
 * JSON does not see it.
 */
export const UNMODELLED: unique symbol = Symbol('unmodelled members');

/** The marks of several objects, to be spread into the one that a collector makes of them. */
export const marksOf = (...objects: readonly (object | undefined)[]): { readonly [UNMODELLED]?: readonly string[] } => {
  const names = objects.flatMap((object) => (object === undefined ? [] : unmodelledOf(object)));
  return names.length === 0 ? {} : { [UNMODELLED]: names };
};

/** The names of the members that an object lost. */
export const unmodelledOf = (value: object): readonly string[] => {
  const names: unknown = Reflect.get(value, UNMODELLED);
  return Array.isArray(names) ? names : [];
};

/** Which wire protocol an answer is read by. */
export type Wire = 'json' | 'restJson' | 'query' | 'ec2' | 'restXml';

/** Compares a raw answer with what the SDK made of it, and marks every object that lost a member. */
export const markUnmodelled = (wire: Wire, schema: unknown, body: string, output: unknown): void => {
  if (body.trim() === '') return;
  const root = normalized(schema);
  if (root === undefined || !root.isStructSchema()) return;
  // A body that is one text, such as a bucket policy, has no members to drop and follows no wire format.
  if (payloadOf(root)?.isStructSchema() === false) return;
  if (wire === 'json' || wire === 'restJson')
    walk(wire, payloadOf(root) ?? root, JSON.parse(body), payloadValue(root, output));
  else walk(wire, payloadOf(root) ?? root, xmlRoot(wire, body), payloadValue(root, output));
};

/** Does the body of an answer say anything at all, or do its headers say everything? */
export const isSaidInBody = (schema: unknown): boolean => {
  const root = normalized(schema);
  if (root === undefined || !root.isStructSchema()) return false;
  return members(root).some(([, member]) => {
    const { httpHeader, httpPrefixHeaders, httpResponseCode } = member.getMergedTraits();
    return httpHeader === undefined && httpPrefixHeaders === undefined && httpResponseCode === undefined;
  });
};

const normalized = (schema: unknown): NormalizedSchema | undefined =>
  isSchema(schema) ? NormalizedSchema.of(schema) : undefined;

const isSchema = (value: unknown): value is SchemaRef => Array.isArray(value) || typeof value === 'function';

/** With an `httpPayload` member the body is that member, not the whole output (S3). */
const payloadOf = (root: NormalizedSchema): NormalizedSchema | undefined =>
  members(root).find(([, member]) => member.getMergedTraits().httpPayload)?.[1];

const payloadValue = (root: NormalizedSchema, output: unknown): unknown => {
  const payload = members(root).find(([, member]) => member.getMergedTraits().httpPayload);
  return payload === undefined ? output : isObject(output) ? output[payload[0]] : undefined;
};

const xmlRoot = (wire: Wire, body: string): unknown => {
  const document: unknown = parseXML(body);
  const root = isObject(document) ? document[Object.keys(document)[0] ?? ''] : undefined;
  if (wire !== 'query' || !isObject(root)) return root;
  // <ListRolesResponse><ListRolesResult>…</ListRolesResult><ResponseMetadata>…
  return root[Object.keys(root).find((key) => key.endsWith('Result')) ?? ''];
};

const walk = (wire: Wire, schema: NormalizedSchema, raw: unknown, output: unknown): void => {
  if (raw === undefined || raw === null || typeof output !== 'object' || output === null) return;
  if (schema.isListSchema()) {
    const value = schema.getValueSchema();
    const elements = elementsOf(wire, schema, raw);
    if (Array.isArray(output) && elements.length === output.length)
      for (const [index, element] of elements.entries()) walk(wire, value, element, output[index]);
    return;
  }
  if (schema.isMapSchema()) {
    if (isXml(wire) || !isObject(raw)) return;
    for (const [key, member] of Object.entries(raw))
      walk(wire, schema.getValueSchema(), member, Reflect.get(output, key));
    return;
  }
  if (!schema.isStructSchema() || !isObject(raw)) return;
  const known = new Map(
    members(schema).map(([name, member]) => [wireName(wire, name, member), [name, member] as const]),
  );
  for (const [name, member] of known.values())
    walk(wire, member, raw[wireName(wire, name, member)], Reflect.get(output, name));
  const dropped = Object.keys(raw).filter((key) => !known.has(key) && raw[key] !== null && !isEnvelope(wire, key));
  if (dropped.length > 0) Reflect.set(output, UNMODELLED, dropped.sort());
};

const members = (schema: NormalizedSchema): [string, NormalizedSchema][] => [...schema.structIterator()];

const wireName = (wire: Wire, name: string, member: NormalizedSchema): string => {
  const traits = member.getMemberTraits();
  if (isXml(wire)) return traits.xmlName ?? name;
  return wire === 'restJson' ? (traits.jsonName ?? name) : name;
};

/** The same reading of lists as the SDK's own: flattened, or wrapped in `member` (or the name that the model gives). */
const elementsOf = (wire: Wire, schema: NormalizedSchema, raw: unknown): readonly unknown[] => {
  const source =
    isXml(wire) && !schema.getMergedTraits().xmlFlattened && isObject(raw)
      ? raw[schema.getValueSchema().getMergedTraits().xmlName ?? 'member']
      : raw;
  return Array.isArray(source) ? source : source === undefined ? [] : [source];
};

const isXml = (wire: Wire): boolean => wire !== 'json' && wire !== 'restJson';

/** What belongs to the protocol and not to the answer. */
const isEnvelope = (wire: Wire, key: string): boolean =>
  key === '__type' ||
  (isXml(wire) && (/^(xmlns|xsi|#text|\?xml)/.test(key) || (wire === 'ec2' && key === 'requestId')));
