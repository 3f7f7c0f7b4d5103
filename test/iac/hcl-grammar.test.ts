import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

test('the grammar that ships is the one of the pinned package', () => {
  const packaged = createRequire(import.meta.url).resolve(
    '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
  );
  const own = readFileSync(new URL('../../grammars/terraform.wasm', import.meta.url));
  expect(own.equals(readFileSync(packaged))).toBe(true);
});
