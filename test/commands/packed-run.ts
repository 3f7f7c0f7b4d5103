import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const KEPT = new URL('../../fixtures/runs/', import.meta.url).pathname;
const PACKED = '.tar.br';

/** Releases of which a run is kept. */
export const keptReleases = (): string[] =>
  readdirSync(KEPT)
    .filter((name) => name.endsWith(PACKED))
    .map((name) => name.slice(0, -PACKED.length))
    .sort();

/** The run directory of a release, unpacked, and the key that signed it. */
export const keptRun = (version: string): { readonly run: string; readonly publicKey: string } => {
  const folder = mkdtempSync(join(tmpdir(), 'kansa-kept-'));
  const input = brotliDecompressSync(readFileSync(join(KEPT, `${version}${PACKED}`)));
  execFileSync('tar', ['-x', '-C', folder], { input });
  return { run: join(folder, version), publicKey: join(KEPT, `${version}.pub`) };
};
