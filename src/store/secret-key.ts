import { readFileSync } from 'node:fs';
import { UsageError } from '../model/errors.js';

/** The bytes of a file that holds a secret key, `least` at least. `step` is the command that needs it. */
export const readSecretKey = (path: string, least: number, step: string): Buffer => {
  let key: Buffer;
  try {
    key = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(
      `${step}: the key ${path} cannot be read (${code}); name a file of at least ${least} random bytes`,
    );
  }
  if (key.length < least)
    throw new UsageError(
      `${step}: the key ${path} has ${key.length} bytes, and at least ${least} are needed so that nobody can guess it; make one with node -e "process.stdout.write(require('node:crypto').randomBytes(${least}))" > ${path}`,
    );
  return key;
};
