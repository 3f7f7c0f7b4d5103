import { readFileSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';

/** What people write templates in. */
const SOURCE = /\.(ya?ml|json|template|tf|tofu)$/i;
const LARGEST = 16 << 20;

/**
 * The bytes of a file to which a plan refers; undefined where it is not there. A plan is text from outside: only templates
 * below the working directory are opened for it.
 */
export const sourceBytes = (file: string): Uint8Array | undefined => {
  try {
    const path = realpathSync(file);
    const isBelow = path.startsWith(`${realpathSync('.')}${sep}`);
    const { size } = statSync(path);
    return isBelow && SOURCE.test(path) && size <= LARGEST ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
};
