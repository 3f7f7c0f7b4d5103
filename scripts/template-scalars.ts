/**
 * `npx tsx scripts/template-scalars.ts`: which properties of the types that the gate judges are booleans and numbers, by
 * CloudFormation's own specification. Templates may write them as text ("true"), and rules compare values.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { typesNeeded } from '../src/engine/needs.js';
import { byCodeUnit } from '../src/model/json.js';
import { readBundle } from '../src/store/bundle-files.js';

const spec = loadAwsServiceSpecSync();
type Properties = ReturnType<typeof spec.all<'typeDefinition'>>[number]['properties'];
type PropertyType = Properties[string]['type'];

/** Places by type, with a star for every element of a list: `EnableKeyRotation`. */
const templateScalars = (): Record<string, { booleans: string[]; numbers: string[] }> =>
  Object.fromEntries(
    typesNeeded(readBundle().catalogue.controls).flatMap((type) => {
      const [resource] = [...spec.lookup('resource', 'cloudFormationType', 'equals', type)];
      if (resource === undefined) return [];
      const places = placesIn(resource.properties, '', new Set());
      const of = (kind: string) =>
        places
          .filter((place) => place.kind === kind)
          .map(({ path }) => path)
          .sort(byCodeUnit);
      const [booleans, numbers] = [of('boolean'), of('number')];
      return booleans.length + numbers.length === 0 ? [] : [[type, { booleans, numbers }] as const];
    }),
  );

interface Place {
  readonly path: string;
  readonly kind: 'boolean' | 'number';
}

/** A type that holds itself is walked once. */
const placesIn = (properties: Properties, path: string, above: ReadonlySet<string>): Place[] =>
  Object.entries(properties).flatMap(([name, { type }]) =>
    placesOf(type, path === '' ? name : `${path}/${name}`, above),
  );

const placesOf = (type: PropertyType, path: string, above: ReadonlySet<string>): Place[] => {
  switch (type.type) {
    case 'boolean':
      return [{ path, kind: 'boolean' }];
    case 'number':
    case 'integer':
      return [{ path, kind: 'number' }];
    case 'array':
    case 'map':
      return placesOf(type.element, `${path}/*`, above);
    case 'ref': {
      const { $ref } = type.reference;
      if (above.has($ref)) return [];
      return placesIn(spec.get('typeDefinition', type.reference).properties, path, new Set([...above, $ref]));
    }
    default:
      return [];
  }
};

/** As the module that the gate loads. */
export const scalarsModule = (): string => {
  const all = Object.entries(templateScalars());
  const table = (name: string, kind: 'booleans' | 'numbers') =>
    `export const ${name}: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(
      Object.fromEntries(all.flatMap(([type, own]) => (own[kind].length === 0 ? [] : [[type, own[kind]]]))),
      null,
      2,
    )};`;
  return [
    "// Written by scripts/template-scalars.ts from CloudFormation's resource specification; a test holds it to that.",
    '/** Properties that are booleans, by type; a star stands for every element of a list or map. */',
    table('BOOLEANS', 'booleans'),
    '/** Properties that are numbers. */',
    table('NUMBERS', 'numbers'),
    '',
  ].join('\n');
};

if (process.argv[1] === import.meta.filename)
  writeFileSync(join(resolve(import.meta.dirname, '..'), 'src/iac/scalars.ts'), scalarsModule());
