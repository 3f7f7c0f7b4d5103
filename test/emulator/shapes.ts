import type { NormalizedSchema } from '@smithy/core/schema';
import { type AnswerFile, type Entry, render } from './overlay.js';
import { isRecord } from './resolve.js';
import { type Operation, SERVICES } from './services.js';

/** What is wrong with the written answers of a file, each as `file#/json/pointer: reason`; the SDK's output schemas are the rule. */
export const shapeErrors = (name: string, { service, entries }: AnswerFile): readonly string[] => {
  const known = SERVICES.find(({ name }) => name === service);
  if (known === undefined) return [`${name}#/service: the SDK has no client for ${service}`];
  // https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait: JSON has seconds where nothing is said, XML text.
  const hasTextDates = known.protocol === 'query';
  return entries.flatMap((entry, i) => {
    const operation = known.operations.get(entry.operation);
    const pointer = `${name}#/entries/${i}`;
    if (operation === undefined) return [`${pointer}/operation: ${service} has no operation ${entry.operation}`];
    return [
      ...walk(entry.answer ?? {}, operation.output, `${pointer}/answer`, { isPatch: false, hasTextDates }),
      ...walk(entry.patch ?? {}, operation.output, `${pointer}/patch`, { isPatch: true, hasTextDates }),
      ...pageErrors(entry, operation, `${pointer}/page`),
    ];
  });
};

type How = { readonly isPatch: boolean; readonly hasTextDates: boolean };

const pageErrors = ({ page }: Entry, { input, output }: Operation, pointer: string): readonly string[] => {
  if (page === undefined) return [];
  const { items, size, token, next = token, more = items } = page;
  return [
    ...unknownMembers(input, [size, token], pointer),
    ...unknownMembers(output, [...new Set([items, next, more])], pointer),
  ];
};

const unknownMembers = (schema: NormalizedSchema, used: readonly string[], pointer: string): readonly string[] => {
  const names = wireNames(schema);
  return used.filter((name) => !names.has(name)).map((name) => `${pointer}: ${schema.getName()} has no member ${name}`);
};

/** Only a time's mark and JSON in a string differ from the answer as sent; any moment shows their types. */
const ANY_TIME = 0;
const MARKS = ['$seconds', '$iso', '$json'];

const walk = (given: unknown, schema: NormalizedSchema, pointer: string, how: How): readonly string[] => {
  const value = isRecord(given) && MARKS.some((mark) => mark in given) ? render(given, ANY_TIME) : given;
  if (how.isPatch && value === null) return [];
  if (schema.isDocumentSchema()) return [];
  if (schema.isStructSchema()) {
    return isRecord(value) ? walkStruct(value, schema, pointer, how) : wrongType(pointer, schema, 'an object');
  }
  if (schema.isListSchema()) return walkList(value, schema, pointer, how);
  if (schema.isMapSchema()) {
    if (!isRecord(value)) return wrongType(pointer, schema, 'an object');
    return members(value).flatMap(([key, item]) => walk(item, schema.getValueSchema(), step(pointer, key), how));
  }
  const wanted = scalarType(schema, how);
  return typeof value === wanted ? [] : wrongType(pointer, schema, `a ${wanted}`);
};

const walkStruct = (
  value: Readonly<Record<string, unknown>>,
  schema: NormalizedSchema,
  pointer: string,
  how: How,
): readonly string[] => {
  const names = wireNames(schema);
  return members(value).flatMap(([key, member]) => {
    const memberSchema = names.get(key);
    const at = step(pointer, key);
    return memberSchema === undefined
      ? [`${at}: ${schema.getName()} has no member ${key}`]
      : walk(member, memberSchema, at, how);
  });
};

const walkList = (value: unknown, schema: NormalizedSchema, pointer: string, how: How): readonly string[] => {
  const item = schema.getValueSchema();
  if (Array.isArray(value)) return value.flatMap((one, i) => walk(one, item, `${pointer}/${i}`, how));
  if (!how.isPatch || !isRecord(value)) return wrongType(pointer, schema, 'a list');
  const { $by, ...byValue } = value;
  if (typeof $by !== 'string' || !wireNames(item).has($by)) {
    return [`${step(pointer, '$by')}: ${item.getName()} has no member ${String($by)}`];
  }
  return members(byValue).flatMap(([key, one]) => walk(one, item, step(pointer, key), how));
};

/** Members by the name they have on the wire (`jsonName`), which seldom differs from the model's. */
const wireNames = (schema: NormalizedSchema): ReadonlyMap<string, NormalizedSchema> =>
  new Map([...schema.structIterator()].map(([name, member]) => [member.getMergedTraits().jsonName ?? name, member]));

const members = (value: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] =>
  Object.entries(value);

/** awsJson and, of the REST services here, EKS write times as epoch seconds; Bedrock's models say date-time. */
const DATE_TIME = 5;

const scalarType = (schema: NormalizedSchema, { hasTextDates }: How): 'string' | 'number' | 'boolean' => {
  if (schema.isBooleanSchema()) return 'boolean';
  if (schema.isTimestampSchema()) return hasTextDates || schema.getSchema() === DATE_TIME ? 'string' : 'number';
  return schema.isNumericSchema() || schema.isBigIntegerSchema() ? 'number' : 'string';
};

const wrongType = (pointer: string, schema: NormalizedSchema, wanted: string): readonly string[] => [
  `${pointer}: ${schema.getMemberName() ?? schema.getName()} must be ${wanted}`,
];

/** RFC 6901. */
const step = (pointer: string, key: string): string => `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
