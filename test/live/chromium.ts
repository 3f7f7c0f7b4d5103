import { existsSync } from 'node:fs';

/** A Chromium of the system's, or the one named in CHROMIUM_BIN; undefined where there is none. */
export const chromiumPath = (): string | undefined =>
  [process.env.CHROMIUM_BIN, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && existsSync(path),
  );
