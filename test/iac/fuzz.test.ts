import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ReadFiles, readFiles } from '../../src/iac/read.js';

const read = (path: string, bytes: Uint8Array): Promise<ReadFiles> =>
  readFiles([{ path, bytes }], {
    destination: { partition: 'aws', account: '123456789012', region: 'ap-northeast-1' },
    given: {},
    runtimeMembers: new Map(),
    scrub: (json) => json,
  });

const ROOT = 'fixtures/iac';
const FIXTURES = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ya?ml|json|tf)$/.test(name))
  .map((name) => [name, readFileSync(join(ROOT, name))] as const);

/** A file with some bytes overwritten, put in, taken out or cut off. */
const damaged = fc
  .record({
    fixture: fc.constantFrom(...FIXTURES),
    changes: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        remove: fc.nat(8),
        put: fc.oneof(
          fc.uint8Array({ maxLength: 8 }),
          fc
            .constantFrom('{{', '*a', '&a', '!Ref', '\n---\n', '\t', '\u0000', '}', '<<: ', '${', '"')
            .map((text) => new TextEncoder().encode(text)),
        ),
      }),
      { maxLength: 6 },
    ),
    cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ fixture: [name, original], changes, cut }) => {
    let bytes: Uint8Array = original;
    for (const { at, remove, put } of changes) {
      const from = Math.floor(at * bytes.length);
      bytes = Uint8Array.from([...bytes.slice(0, from), ...put, ...bytes.slice(from + remove)]);
    }
    return { name, bytes: cut === null ? bytes : bytes.slice(0, Math.floor(cut * bytes.length)) };
  });

test('a damaged file is read, or told to be unreadable, and nothing of what could not be parsed is declared', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async ({ name, bytes }) => {
      const { files, resources } = await read(name, bytes);
      expect(files.length).toBe(1);
      const [file] = files;
      // What is a part of another (a bucket's policy, a role's) stands with it.
      const sources = new Set(resources.map(({ source }) => JSON.stringify(source)));
      expect(sources.size).toBeLessThanOrEqual(file?.resources ?? 0);
      if (file?.kind === 'ignored') expect(resources).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('bytes that are no template at all end in a sentence or in nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      expect((await read('any.yaml', bytes)).resources).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['a byte order mark', '\uFEFFResources: {K: {Type: AWS::KMS::Key}}'],
  ['lines that end as on Windows', 'Resources:\r\n  K:\r\n    Type: AWS::KMS::Key\r\n'],
])('%s changes nothing', async (_, text) => {
  const { files, resources } = await read('stack.yaml', new TextEncoder().encode(text));
  expect([files.flatMap(({ problems }) => problems), resources.map(({ names }) => names)]).toEqual([
    [],
    [['stack-K', 'K']],
  ]);
});
