import { readFileSync } from 'node:fs';
import { type Bundle, loadBundle } from '../../src/engine/bundle.js';
import type { Builtins } from '../../src/engine/opa.js';
import type { Control } from '../../src/model/control.js';

const FOLDER = new URL('./policies/dist/', import.meta.url);

/** The small real controls of the verdict table, compiled to Wasm by `npm run policies`. */
export const tableBundle = (builtins: Builtins = {}): Promise<Bundle> =>
  loadBundle(
    readFileSync(new URL('policy.wasm', FOLDER)),
    JSON.parse(readFileSync(new URL('catalogue.json', FOLDER), 'utf8')),
    builtins,
  );

export const controlNamed = ({ catalogue }: Bundle, id: string): Control => {
  const control = catalogue.controls.find((candidate) => candidate.id === id);
  if (control === undefined) throw new Error(`the table bundle has no control ${id}`);
  return control;
};
