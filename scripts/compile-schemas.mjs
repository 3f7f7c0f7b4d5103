/**
 * Part of `npm run build`: `schemas/*.schema.json` become the functions `dist/schemas/*.cjs` that check a value, so that no
 * command spends its start on compiling them (https://ajv.js.org/standalone.html).
 */
// Plain JavaScript: it runs where kansa is installed from its repository, without the tools of development.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';

const ROOT = resolve(import.meta.dirname, '..');
const SUFFIX = '.schema.json';

/** The code of each schema's check, by the schema's name. */
export const compiledSchemas = () => {
  const files = readdirSync(join(ROOT, 'schemas')).filter((file) => file.endsWith(SUFFIX));
  const schemas = files.map((file) => JSON.parse(readFileSync(join(ROOT, 'schemas', file), 'utf8')));
  // `verbose` puts the offending value on the error, which the message names.
  const ajv = new Ajv2020({ strict: true, verbose: true, code: { source: true }, schemas });
  return schemas.map(({ $id }, index) => ({
    name: files[index].slice(0, -SUFFIX.length),
    code: standalone.default(ajv, ajv.getSchema($id)),
  }));
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  mkdirSync(join(ROOT, 'dist/schemas'), { recursive: true });
  for (const { name, code } of compiledSchemas()) writeFileSync(join(ROOT, 'dist/schemas', `${name}.cjs`), code);
}
