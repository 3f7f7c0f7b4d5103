import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Catalogue } from '../model/control.js';
import { UsageError } from '../model/errors.js';
import { validator } from './validate.js';

/** The committed bundle, which comes with the package. */
const OWN = fileURLToPath(new URL('../../policies/dist/', import.meta.url));

/** A bundle as it stands on disk. */
export interface StoredBundle {
  readonly wasm: Uint8Array;
  readonly catalogue: Catalogue;
  /** The bytes of `catalogue.json`. */
  readonly catalogueText: string;
}

/** Reads a compiled bundle: `policy.wasm` and `catalogue.json` in one folder. */
export const readBundle = (folder: string = OWN): StoredBundle => {
  const check = validator('catalogue');
  try {
    const catalogueText = readFileSync(join(folder, 'catalogue.json'), 'utf8');
    const catalogue = JSON.parse(catalogueText);
    check(catalogue, 'catalogue.json');
    return { wasm: readFileSync(join(folder, 'policy.wasm')), catalogue, catalogueText };
  } catch (error) {
    throw new UsageError(
      `policy bundle ${folder}: it cannot be read (${error instanceof Error ? error.message : String(error)}); restore it, or rebuild it with "npm run policies"`,
    );
  }
};
