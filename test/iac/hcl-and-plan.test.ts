import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadBundle } from '../../src/engine/bundle.js';
import { evaluate, judgedIn } from '../../src/engine/evaluate.js';
import { runtimeRead, typesNeeded } from '../../src/engine/needs.js';
import { SOME_REGION } from '../../src/iac/declaration.js';
import { readTerraform } from '../../src/iac/hcl/declarations.js';
import { readFiles } from '../../src/iac/read.js';
import { templateSnapshot } from '../../src/iac/snapshot.js';
import { readPlan } from '../../src/iac/terraform/plan.js';
import { settled, unknownIn } from '../../src/iac/unknown.js';
import { isObject } from '../../src/model/json.js';
import { DEFAULT_PARAMS } from '../../src/model/params.js';
import { type Pointer, pointerOf } from '../../src/model/pointer.js';
import { isFileSource } from '../../src/model/resource.js';
import { readBundle } from '../../src/store/bundle-files.js';
import { templateFiles } from '../../src/store/template-files.js';

const DESTINATION = { partition: 'aws', account: '111122223333', region: SOME_REGION };
const FIXTURES = new URL('../../fixtures/iac/', import.meta.url).pathname;

const { wasm, catalogue } = readBundle();
const controls = catalogue.controls.filter(judgedIn('template'));

const OPTIONS = {
  destination: DESTINATION,
  given: { subnet_id: 'subnet-0abc' },
  runtimeMembers: runtimeRead(controls),
  scrub: (json: string) => json,
};

/** The same configuration as it is written, and as Terraform planned it. */
const WRITTEN = templateFiles([`${FIXTURES}terraform/models`]).files;
const PLANNED = templateFiles([`${FIXTURES}terraform-plan/models.json`]).files;
const PLAN = new TextDecoder().decode(PLANNED[0]?.bytes);

const files = await readTerraform(WRITTEN, OPTIONS);
const plan = readPlan('models.json', JSON.parse(PLAN), PLAN, OPTIONS);

/** What is known of a value, by pointer. */
const leavesOf = (value: unknown, pointer: Pointer = ''): [Pointer, unknown][] => {
  if (typeof value === 'string' && unknownIn(value) !== undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, `${pointer}/${index}`));
  if (!isObject(value)) return [[pointer, value]];
  return Object.entries(value).flatMap(([key, member]) => leavesOf(member, pointer + pointerOf(key)));
};

/** A policy as the document that its text holds. */
const opened = (properties: Readonly<Record<string, unknown>>): unknown =>
  Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\s*\{/.test(value) && unknownIn(value) === undefined ? JSON.parse(value) : value,
    ]),
  );

test('a configuration declares what Terraform plans of it', () => {
  const names = ({ declarations }: Pick<typeof files, 'declarations'>) =>
    declarations.map(({ type, address }) => `${type} ${address}`).sort();
  expect(names(files)).toEqual(names(plan));
  expect(files.files.flatMap(({ problems, unread = [] }) => [...problems, ...unread])).toEqual([]);
  for (const planned of plan.declarations) {
    const written = files.declarations.find(
      ({ address, type }) => address === planned.address && type === planned.type,
    );
    const known = new Map(leavesOf(opened(planned.properties)));
    const both = leavesOf(opened(written?.properties ?? {})).filter(([pointer]) => known.has(pointer));
    expect([planned.address, both.length > 0, Object.fromEntries(both)]).toEqual([
      planned.address,
      true,
      Object.fromEntries(both.map(([pointer]) => [pointer, known.get(pointer)])),
    ]);
  }
});

test('and of what both know the controls say the same', async () => {
  const bundle = await loadBundle(wasm, catalogue);
  const scope = { partition: 'aws', account: DESTINATION.account, regions: ['ap-northeast-1'], now: 0, since: 0 };
  const verdicts = async (read: typeof WRITTEN) => {
    const { resources } = await readFiles(read, OPTIONS);
    const snapshot = templateSnapshot(resources, scope, { types: typesNeeded(controls) });
    const findings = evaluate(snapshot, { ...bundle, catalogue: { ...catalogue, controls } }, DEFAULT_PARAMS, {
      mode: 'template',
    });
    return new Map(
      findings.map(({ control, resource, place, verdict }) => [
        `${control} ${resource.type} ${place?.address}`,
        verdict,
      ]),
    );
  };
  const [written, planned] = [await verdicts(WRITTEN), await verdicts(PLANNED)];
  expect([...written.keys()].sort()).toEqual([...planned.keys()].sort());
  const known = [...written].filter(([key, verdict]) => verdict !== 'unknown' && planned.get(key) !== 'unknown');
  expect(Object.fromEntries(known)).toEqual(Object.fromEntries(known.map(([key]) => [key, planned.get(key)])));
  // There is something to agree on, in either direction.
  expect(new Set(known.map(([, verdict]) => verdict))).toEqual(new Set(['fail', 'pass', 'not_applicable']));
});

/** Where the resources are declared, by address. */
const places = async (read: typeof WRITTEN) => {
  const { resources } = await readFiles(read, OPTIONS);
  const sources = resources.flatMap(({ source }) => source.filter(isFileSource));
  return sources.map(({ address, file, line }) => `${address} ${file}:${line}`).sort();
};

test('a plan beside its files is judged in their place, with their lines', async () => {
  expect(await places([...WRITTEN, ...PLANNED])).toEqual(await places(WRITTEN));
  const { files: covered } = await readFiles([...WRITTEN, ...PLANNED], OPTIONS);
  expect(covered.filter(({ unread }) => unread !== undefined).map(({ resources }) => resources)).toEqual([0, 0, 0, 0]);
});

test('a plan that may be of either of two configurations takes the place of none', async () => {
  const twin = WRITTEN.map(({ path, bytes }) => ({ path: path.replace('/models/', '/twin/'), bytes }));
  const declared = async (read: typeof WRITTEN) =>
    (await readFiles(read, OPTIONS)).files.reduce((all, { resources }) => all + resources, 0);
  expect(await declared([...WRITTEN, ...twin, ...PLANNED])).toBe(3 * (await declared(WRITTEN)));
});

test('what may not be made says nothing certain of what it would be a part of', async () => {
  const text = `
variable "protect" { type = bool }
resource "aws_s3_bucket" "b" { bucket = "models" }
resource "aws_s3_bucket_versioning" "b" {
  count  = var.protect ? 1 : 0
  bucket = aws_s3_bucket.b.id
  versioning_configuration { status = "Enabled" }
}`;
  const versioning = async (given: Readonly<Record<string, string>>) => {
    const file = { path: 'main.tf', bytes: new TextEncoder().encode(text) };
    const { declarations } = await readTerraform([file], { destination: DESTINATION, given });
    const { value, gaps } = settled(declarations[0]?.properties ?? {}, '');
    return [value.VersioningConfiguration, gaps.map(({ pointer }) => pointer)];
  };
  expect(await versioning({ protect: 'true' })).toEqual([{ Status: 'Enabled' }, []]);
  expect(await versioning({ protect: 'false' })).toEqual([undefined, []]);
  expect(await versioning({})).toEqual([undefined, ['/VersioningConfiguration']]);
});

test('the plan stands for what Terraform itself made of the files', () => {
  const { terraform_version, resource_changes } = JSON.parse(
    readFileSync(`${FIXTURES}terraform-plan/models.json`, 'utf8'),
  );
  expect([terraform_version, resource_changes.length > 20]).toEqual(['1.11.4', true]);
});
