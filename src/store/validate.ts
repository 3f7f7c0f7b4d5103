import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { UsageError } from '../model/errors.js';

/** The published formats: `schemas/<name>.schema.json`, under `https://kansa.dev/schemas/<name>/v1`. */
export const SCHEMA_NAMES = [
  'assessment',
  'attestations',
  'call',
  'catalogue',
  'common',
  'config',
  'diff',
  'evaluation',
  'finding',
  'framework',
  'history',
  'listing',
  'manifest',
  'mask',
  'params',
  'patterns',
  'pii',
  'recording',
  'resource',
  'settings',
  'statement',
  'verification',
  'waivers',
] as const;
/** `common` holds parts of the others and describes nothing by itself. */
export type SchemaName = Exclude<(typeof SCHEMA_NAMES)[number], 'common'>;

/**
 * Checks a value against a published schema. `where` names what was read, for the message: a file, a file and line.
 * Throws a `UsageError` of one sentence with the place and the problem.
 */
export const validator = (name: SchemaName): ((value: unknown, where: string) => void) => {
  const find = faultIn(name);
  return (value, where) => {
    const fault = find(value);
    if (fault !== undefined) throw new UsageError(`${where}: ${fault.sentence}`);
  };
};

/** What is wrong in a value, and where. */
export interface Fault {
  readonly pointer: string;
  readonly sentence: string;
  /** The member that the format does not know, and those that it does. */
  readonly unknown?: string;
  readonly known: readonly string[];
}

/** The first fault of a value, by a published schema; undefined where there is none. */
export const faultIn = (name: SchemaName): ((value: unknown) => Fault | undefined) => {
  const check = compiled(name);
  return (value) => {
    if (check(value)) return undefined;
    const [error] = check.errors ?? [];
    if (error === undefined) return { pointer: '', sentence: `is no ${name}`, known: [] };
    const { instancePath: pointer, keyword, params, parentSchema } = error;
    return {
      pointer,
      sentence: sentence(error),
      ...(keyword === 'additionalProperties' && { unknown: String(params.additionalProperty) }),
      known: Object.keys(parentSchema?.properties ?? {}),
    };
  };
};

/** A published schema as it stands in its file. */
export const schemaOf = (name: (typeof SCHEMA_NAMES)[number]): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
  } catch (error) {
    throw new UsageError(
      `schemas/${name}.schema.json of kansa itself cannot be read (${error instanceof Error ? error.message : String(error)}); install kansa again`,
    );
  }
};

const load = createRequire(import.meta.url);

/** What `npm run build` made of a schema (scripts/compile-schemas.mjs). Node keeps it once it is loaded. */
const compiled = (name: SchemaName): ValidateFunction => {
  try {
    return load(`../../dist/schemas/${name}.cjs`);
  } catch (error) {
    throw new UsageError(
      `dist/schemas/${name}.cjs of kansa itself cannot be loaded (${error instanceof Error ? error.message.split('\n')[0] : String(error)}); install kansa again`,
    );
  }
};

const sentence = ({ instancePath, keyword, params, parentSchema, data, message }: ErrorObject): string => {
  const place = instancePath === '' ? 'the document' : instancePath;
  switch (keyword) {
    case 'additionalProperties':
      return `${place} has a member that the format does not know: ${quoted(params.additionalProperty)} (it knows ${Object.keys(parentSchema?.properties ?? {}).join(', ')})`;
    case 'required':
      return `${place} lacks the member ${quoted(params.missingProperty)}`;
    case 'enum':
      return `${place} must be one of ${params.allowedValues.join(', ')}, not ${quoted(data)}`;
    case 'const':
      return `${place} must be ${quoted(params.allowedValue)}, not ${quoted(data)}`;
    default:
      return `${place} ${message ?? 'is not valid'}, not ${quoted(data)}`;
  }
};

/** Values come from files that anyone may have written: quoted as JSON, and short. */
const quoted = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
};
