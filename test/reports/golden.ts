import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/** Compares with a file that a person has looked at. `UPDATE_GOLDEN=1` rewrites it: look at the difference. */
export const expectGolden = (name: string, text: string): void => {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
};
