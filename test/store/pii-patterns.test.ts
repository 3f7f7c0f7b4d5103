import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPiiPatterns } from '../../src/store/pii-patterns.js';

const file = (yaml: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'kansa-patterns-')), 'own.yaml');
  writeFileSync(path, yaml);
  return path;
};

it('reads words and patterns', () => {
  expect(
    readPiiPatterns(file('terms:\n  - {id: names, words: [Falcon]}\npatterns:\n  - {id: e, pattern: E\\d+}\n')),
  ).toEqual({
    terms: [{ id: 'names', words: ['Falcon'] }],
    patterns: [{ id: 'e', pattern: 'E\\d+' }],
  });
  expect(readPiiPatterns(file(''))).toEqual({});
});

it.each([
  [
    'an unknown key',
    'terms:\n  - id: a\n    words: [y]\n    word: [x]\n',
    ':4: unknown key "word"; did you mean words?',
  ],
  [
    'a pattern that is none',
    'patterns:\n  - id: a\n    pattern: "("\n',
    ':3: Invalid regular expression: /(/u: Unterminated group',
  ],
  [
    'a pattern of nothing',
    'patterns:\n  - id: a\n    pattern: "x*"\n',
    ':3: the pattern matches nothing at all, and so everywhere',
  ],
  [
    'a confidence that is none',
    'terms:\n  - {id: a, words: [x], confidence: 2}\n',
    ':2: /terms/0/confidence must be <= 1, not 2',
  ],
  ['what is no YAML', 'terms: [\n', ':2: '],
])('refuses %s with its line', (_, yaml, sentence) => {
  const path = file(yaml);
  expect(() => readPiiPatterns(path)).toThrow(`${path}${sentence}`);
});

it('refuses a file that is not there', () => {
  expect(() => readPiiPatterns('nowhere.yaml')).toThrow('name a YAML file of them with --patterns');
});
