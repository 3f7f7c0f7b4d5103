import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { moduleFolder, templateFiles } from '../../src/store/template-files.js';

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

describe('the files below a folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'kansa-links-'));
  const at = (...names: string[]): string => join(root, ...names);
  for (const name of ['named/real', 'other/deep', 'named/node_modules/pack']) mkdirSync(at(name), { recursive: true });
  for (const name of [
    'named/a.yaml',
    'named/real/b.tf',
    'other/c.yaml',
    'other/deep/d.yaml',
    'named/node_modules/pack/e.tf',
    'other/named-otherwise.txt',
  ])
    writeFileSync(at(name), '{}');
  symlinkSync(at('named/a.yaml'), at('named/again.yaml'));
  symlinkSync(at('named/real'), at('named/real-again'));
  symlinkSync(at('other/c.yaml'), at('named/out.yaml'));
  symlinkSync(at('other/deep'), at('named/outside'));
  symlinkSync(at('nowhere'), at('named/dangling.tf'));
  symlinkSync(at('named/node_modules/pack'), at('named/packed'));
  symlinkSync(at('other/c.yaml'), at('named/no-template.txt'));
  symlinkSync(at('other/named-otherwise.txt'), at('named/main.tf'));
  symlinkSync(root, at('named/real/up'));

  const found = (...paths: string[]) => {
    const { files, unread } = templateFiles(paths);
    const below = (path: string): string => path.slice(root.length + 1);
    return { files: files.map(({ path }) => below(path)), unread: unread.map(({ path }) => below(path)) };
  };

  it('are read, and every link to what is not read is told', () => {
    expect(found(at('named'))).toEqual({
      files: ['named/a.yaml', 'named/again.yaml', 'named/real/b.tf'],
      unread: [
        'named/dangling.tf',
        'named/main.tf',
        'named/out.yaml',
        'named/outside',
        'named/packed',
        'named/real/up',
      ],
    });
  });

  it('are found under their own names where the folder that a link leads to is named, too', () => {
    expect(found(at('named'), at('other'))).toEqual({
      files: ['named/a.yaml', 'named/again.yaml', 'named/real/b.tf', 'other/c.yaml', 'other/deep/d.yaml'],
      unread: ['named/dangling.tf', 'named/main.tf', 'named/packed', 'named/real/up'],
    });
  });

  it('are told as unread where a folder that is named holds the target, but not as a template', () => {
    expect(found(at('named'), at('other')).unread).toContain('named/main.tf');
    expect(found(at('named'), at('other/named-otherwise.txt')).unread).not.toContain('named/main.tf');
  });
});
