import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sourceBytes } from '../../src/store/source-files.js';

const outside = mkdtempSync(join(tmpdir(), 'kansa-source-'));
writeFileSync(join(outside, 'secret.yaml'), 'a: 1');
const inside = mkdtempSync('runs-source-');
symlinkSync(join(outside, 'secret.yaml'), join(inside, 'link.yaml'));
afterAll(() => {
  rmSync(outside, { recursive: true });
  rmSync(inside, { recursive: true });
});

describe('a file to which a plan refers', () => {
  it('is read below the working directory', () => {
    writeFileSync(join(inside, 'main.tf'), 'a = 1');
    expect(String(sourceBytes(join(inside, 'main.tf')))).toBe('a = 1');
  });

  it.each([
    ['that is not there', 'no-such.tf'],
    ['elsewhere', join(outside, 'secret.yaml')],
    ['elsewhere, by a link', join(inside, 'link.yaml')],
    ['that is no template', 'README.md'],
    ['that is a folder', 'src'],
    ['whose name no system takes', 'a\0b.tf'],
  ])('is left alone %s', (_, path) => {
    expect(sourceBytes(path)).toBeUndefined();
  });
});
