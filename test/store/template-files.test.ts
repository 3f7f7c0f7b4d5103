import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { moduleFolder } from '../../src/store/template-files.js';

test('a module is read from its folder, and through no link that leads out of it', () => {
  const root = mkdtempSync(join(tmpdir(), 'kansa-modules-'));
  mkdirSync(join(root, 'm'));
  writeFileSync(join(root, 'm/main.tf'), '# main');
  writeFileSync(join(root, 'm/notes.txt'), 'none of it');
  writeFileSync(join(root, 'outside.tf'), '# outside');
  symlinkSync(join(root, 'm/main.tf'), join(root, 'm/twin.tf'));
  mkdirSync(join(root, 'leaky'));
  symlinkSync(join(root, 'outside.tf'), join(root, 'leaky/link.tf'));
  symlinkSync(join(root, 'm'), join(root, 'linked'));
  expect(moduleFolder(join(root, 'm'))?.map(({ path }) => path)).toEqual([
    join(root, 'm/main.tf'),
    join(root, 'm/twin.tf'),
  ]);
  const refused = ['linked', 'leaky', 'none', 'm/.terraform/n'].map((name) => moduleFolder(join(root, name)));
  expect(refused).toEqual([undefined, undefined, undefined, undefined]);
});
