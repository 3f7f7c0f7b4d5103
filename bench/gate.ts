/**
 * `npm run bench:gate`: kansa, Checkov (PyPI) and `opa exec` judge the same plan of Terraform with 1,000 resources, in turns and as
 * whole processes. `--write` puts the table into bench/README.md. What each of them judges differs, so the table is about
 * time and memory alone. OPA runs twice: a policy of one rule, which is the least that a gate made of it costs; and kansa's own
 * controls in Rego, given what kansa reads from the plan and joins, one file a resource.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { policyTool } from '../scripts/policy-tools.js';
import { type Bundle, loadBundle } from '../src/engine/bundle.js';
import { evaluate, judgedIn } from '../src/engine/evaluate.js';
import { runtimeRead, typesNeeded } from '../src/engine/needs.js';
import { SOME_ACCOUNT } from '../src/iac/declaration.js';
import { readFiles } from '../src/iac/read.js';
import { placesOf } from '../src/iac/resources.js';
import { templateSnapshot } from '../src/iac/snapshot.js';
import { DEFAULT_PARAMS } from '../src/model/params.js';
import { readBundle } from '../src/store/bundle-files.js';
import { moduleFolder, templateFiles } from '../src/store/template-files.js';
import { installed } from '../test/emulator/python.js';
import { CHECKOV } from './contestants.js';
import { type Taken, taken } from './process.js';
import { median, replaceBetween, table } from './tables.js';

const ROOT = resolve(import.meta.dirname, '..');
const RESOURCES = 1_000;
const ROUNDS = 5;

interface Planned {
  readonly type: string;
  readonly name: string;
  readonly after: Readonly<Record<string, unknown>>;
  readonly unknown?: readonly string[];
  /** Attributes that refer to the ARN of another resource. */
  readonly refersTo?: Readonly<Record<string, string>>;
}

const document = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

/** A platform of many notebooks and endpoints, each with its key, bucket and role. */
const platform = (copies: number): Planned[] =>
  Array.from({ length: copies }, (_, index): Planned[] => [
    {
      type: 'aws_kms_key',
      name: `key_${index}`,
      after: {
        enable_key_rotation: index % 2 === 0,
        policy: document({
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::123456789012:root' },
          Action: 'kms:*',
          Resource: '*',
        }),
      },
    },
    { type: 'aws_s3_bucket', name: `data_${index}`, after: { bucket: `data-${index}` } },
    {
      type: 'aws_iam_role',
      name: `role_${index}`,
      after: {
        name: `role-${index}`,
        path: '/',
        assume_role_policy: document({
          Effect: 'Allow',
          Principal: { Service: 'sagemaker.amazonaws.com' },
          Action: 'sts:AssumeRole',
        }),
      },
    },
    {
      type: 'aws_sagemaker_notebook_instance',
      name: `notebook_${index}`,
      after: {
        name: `notebook-${index}`,
        instance_type: 'ml.t3.medium',
        direct_internet_access: index % 3 === 0 ? 'Enabled' : 'Disabled',
        root_access: 'Disabled',
      },
      refersTo: { kms_key_id: `aws_kms_key.key_${index}`, role_arn: `aws_iam_role.role_${index}` },
    },
    {
      type: 'aws_sagemaker_endpoint_configuration',
      name: `config_${index}`,
      after: {
        name: `config-${index}`,
        production_variants: [
          { variant_name: 'main', model_name: 'churn', initial_instance_count: 2, instance_type: 'ml.m5.large' },
        ],
      },
      refersTo: { kms_key_arn: `aws_kms_key.key_${index}` },
    },
  ]).flat();

const planOf = (resources: readonly Planned[]): object => {
  const provider_name = 'registry.terraform.io/hashicorp/aws';
  const configured = resources.map(({ type, name, refersTo = {} }) => ({
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_config_key: 'aws',
    expressions: Object.fromEntries(
      Object.entries(refersTo).map(([attribute, target]) => [attribute, { references: [`${target}.arn`, target] }]),
    ),
    schema_version: 0,
  }));
  const planned = resources.map(({ type, name, after }) => ({
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_name,
    schema_version: 0,
    values: after,
  }));
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: { resources: planned } },
    resource_changes: resources.map(({ type, name, after, refersTo = {} }) => ({
      address: `${type}.${name}`,
      mode: 'managed',
      type,
      name,
      provider_name,
      change: {
        actions: ['create'],
        before: null,
        after,
        after_unknown: Object.fromEntries(
          ['arn', 'id', ...Object.keys(refersTo)].map((attribute) => [attribute, true]),
        ),
        after_sensitive: {},
      },
    })),
    configuration: {
      provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'ap-northeast-1' } } } },
      root_module: { resources: configured },
    },
  };
};

const folder = mkdtempSync(join(tmpdir(), 'kansa-bench-gate-'));
const plan = join(folder, 'plan.json');
writeFileSync(plan, JSON.stringify(planOf(platform(RESOURCES / 5))));
const one = join(folder, 'one');
mkdirSync(one);
writeFileSync(
  join(one, 'gate.rego'),
  [
    'package gate',
    '',
    'deny contains change.address if {',
    '\tsome change in input.resource_changes',
    '\tchange.type == "aws_kms_key"',
    '\tnot change.change.after.enable_key_rotation',
    '}',
    '',
  ].join('\n'),
);

/** What the engine asks the bundle about the plan, as kansa itself reads it. */
const inputsOf = async (path: string): Promise<readonly string[]> => {
  const destination = { partition: 'aws', account: SOME_ACCOUNT, region: 'ap-northeast-1' };
  const { wasm, catalogue } = readBundle();
  const bundle = await loadBundle(wasm, catalogue);
  const controls = catalogue.controls.filter(judgedIn('template'));
  const { resources } = await readFiles(templateFiles([path]).files, {
    destination,
    given: {},
    variableFiles: [],
    folder: moduleFolder,
    runtimeMembers: runtimeRead(controls),
    scrub: (json) => json,
  });
  const scope = { partition: 'aws', ...placesOf(resources, destination), now: 0, since: 0 };
  const inputs: string[] = [];
  const listening: Bundle = {
    ...bundle,
    catalogue: { ...catalogue, controls },
    ask(type, asked, input) {
      inputs.push(input);
      return bundle.ask(type, asked, input);
    },
  };
  evaluate(templateSnapshot(resources, scope, { types: typesNeeded(controls) }), listening, DEFAULT_PARAMS, {
    mode: 'template',
  });
  return inputs;
};

/** One package that asks every control of a resource's type: what the entrypoints of the bundle do in Wasm. */
const askingAll = (): string => {
  const rules = readBundle()
    .catalogue.controls.filter(judgedIn('template'))
    .flatMap(({ id, resource }) =>
      ['applies', 'violation', 'satisfied'].map(
        (rule) =>
          `${rule}[${JSON.stringify(id)}] := data.controls.${id.replace('/', '.')}.${rule} if input.resource.type == ${JSON.stringify(resource)}`,
      ),
    );
  return ['package asking', ...rules, ''].join('\n\n');
};

const inputs = join(folder, 'inputs');
mkdirSync(inputs);
const asked = await inputsOf(plan);
for (const [index, input] of asked.entries()) writeFileSync(join(inputs, `${index}.json`), input);
const asking = join(folder, 'asking');
mkdirSync(asking);
writeFileSync(join(asking, 'asking.rego'), askingAll());
for (const name of ['controls', 'lib'])
  cpSync(join(ROOT, 'policies', name), join(asking, name), {
    recursive: true,
    filter: (path) => !path.endsWith('_test.rego'),
  });

const checkov = join(await installed(CHECKOV), 'checkov');
const opa = policyTool('opa');
const contestants: readonly (readonly [name: string, command: string, args: readonly string[]])[] = [
  ['kansa gate', process.execPath, ['dist/cli.js', 'gate', plan, '--fail-on', 'none', '--fail-on-unknown', 'never']],
  [`checkov ${CHECKOV.version}`, checkov, ['--file', plan, '--quiet', '--compact', '--soft-fail']],
  ['opa exec, one rule', opa, ['exec', '--decision', 'gate/deny', '--bundle', one, plan]],
  [`opa exec, kansa's controls`, opa, ['exec', '--decision', 'asking', '--bundle', asking, inputs]],
];

const rounds = new Map<string, Taken[]>(contestants.map(([name]) => [name, []]));
// In turns, so that what else the machine does hits all of them.
for (let round = 0; round <= ROUNDS; round += 1)
  for (const [name, command, args] of contestants) {
    const cost = await taken(command, args, { cwd: ROOT });
    if (round > 0) rounds.get(name)?.push(cost);
  }
rmSync(folder, { recursive: true });

const medians = [...rounds].map(([name, all]) => ({
  name,
  seconds: median(all.map(({ seconds }) => seconds)),
  peakMiB: median(all.map(({ peakMiB }) => peakMiB)),
}));
const own = medians[0]?.seconds ?? Number.NaN;
const text = table(
  [
    `a plan of ${RESOURCES} resources, whole process, median of ${ROUNDS}`,
    'wall time',
    'ratio to kansa',
    'peak memory',
  ],
  medians.map(({ name, seconds, peakMiB }) => [
    name,
    `${(seconds * 1000).toFixed(0)} ms`,
    (seconds / own).toFixed(1),
    `${peakMiB.toFixed(0)} MiB`,
  ]),
);
process.stdout.write(`${text}\n`);
if (process.argv.includes('--write')) {
  const path = join(ROOT, 'bench/README.md');
  writeFileSync(path, replaceBetween(readFileSync(path, 'utf8'), 'gate', text));
}
