import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DEMO, freshFolder } from './kansa.js';

/** The demo recording's lines, without their ends. */
export const demoLines = (): string[] => gunzipSync(readFileSync(DEMO)).toString('utf8').trimEnd().split('\n');

/** A recording of these lines, as they are. */
export const recordingOf = (lines: readonly string[]): string => {
  const path = join(freshFolder(), 'recording.ndjson.gz');
  writeFileSync(path, gzipSync(lines.map((line) => `${line}\n`).join('')));
  return path;
};

/** The lines with an end that vouches for them: what somebody can make who knows the format. */
export const sealed = (lines: readonly string[]): string[] => {
  const kept = lines.slice(0, -1);
  const sha256 = createHash('sha256')
    .update(kept.map((line) => `${line}\n`).join(''))
    .digest('hex');
  return [...kept, JSON.stringify({ kind: 'end', exchanges: kept.length - 1, sha256 })];
};

/** The demo recording with another header. */
export const withHeader = (change: Readonly<Record<string, unknown>>): string => {
  const [header = '', ...rest] = demoLines();
  return recordingOf(sealed([JSON.stringify({ ...JSON.parse(header), ...change }), ...rest]));
};
