import { createRequire } from 'node:module';

type Yaml = typeof import('yaml');

const load = createRequire(import.meta.url);

/** The parser of YAML, seventy modules: loaded by the first file that asks for it. Node keeps it. */
export const yaml = (): Yaml => load('yaml');
