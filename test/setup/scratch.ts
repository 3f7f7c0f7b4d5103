import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before the first test: what tests write goes into one folder, which goes with them. Set `KANSA_KEEP_SCRATCH` to look into it. */
export const setup = (): void => {
  const scratch = mkdtempSync(join(tmpdir(), 'kansa-'));
  // Some tests run as another user, who must find the way in.
  chmodSync(scratch, 0o755);
  process.env.TMPDIR = scratch;
  process.on('exit', () => {
    if (process.env.KANSA_KEEP_SCRATCH === undefined) rmSync(scratch, { recursive: true, force: true });
  });
};
