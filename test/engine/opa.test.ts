import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALONE } from '../../src/engine/bundle.js';
import { instantiate } from '../../src/engine/opa.js';

const wasm = readFileSync(new URL('./policies/dist/policy.wasm', import.meta.url));
const module = await WebAssembly.compile(new Uint8Array(wasm).buffer);
const policy = instantiate(module, { initial: 32, maximum: 1024 }, {});

const asked = (control: string, properties: object) =>
  policy.evaluate(ALONE, JSON.stringify({ alone: control, resource: { properties }, refs: {} }));

const passed = [{ result: { applies: true, violation: [], satisfied: [] } }];

test('an answer depends on nothing but its input', () => {
  const violation = [{ code: 'bad', evidence: ['/resource/properties/KmsKeyId'] }];
  const failed = [{ result: { applies: true, violation, satisfied: [] } }];
  for (let round = 0; round < 3; round += 1) expect(asked('table_customer_key', {})).toEqual(failed);
});

test('an input that is larger than the memory finds room, whatever alphabet it is in', () => {
  const Description = '鍵𠮷é'.repeat(400_000);
  const input = { alone: 'table_customer_key', resource: { properties: { KmsKeyId: 'k', Description } } };
  expect(policy.evaluate(ALONE, JSON.stringify({ ...input, refs: { key: { id: 'k' } } }))).toEqual(passed);
});

test('what cannot be answered says why', () => {
  expect(() => policy.evaluate('kansa/nothing/answer', '{}')).toThrow(
    'entrypoint kansa/nothing/answer is not valid in this instance',
  );
  expect(() => asked('table_host_builtin', { LifecycleConfigName: 'x' })).toThrow(
    /^not implemented: built-in function \d+: time\.parse_rfc3339_ns$/,
  );
  expect(asked('no_such_control', {})).toEqual([]);
});
