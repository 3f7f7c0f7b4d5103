import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, expect, test } from 'vitest';
import { taken } from '../../bench/process.js';

const CLI = new URL('../../dist/cli.js', import.meta.url).pathname;
const PROVIDER = 'registry.terraform.io/hashicorp/aws';

const POLICY = (index: number) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [1, 2, 3].map((part) => ({
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:ListBucket', 'sagemaker:InvokeEndpoint'],
      Resource: [`arn:aws:s3:::bucket-${index}/part-${part}/*`],
      Condition: { StringEquals: { 'aws:SourceVpce': `vpce-${index}${part}` } },
    })),
  });

/** A resource of a plan: a role with policies, a bucket or a notebook in turn, each with tags as people give them. */
const planned = (index: number) => {
  const tags = { Name: `thing-${index}`, Team: 'ml-platform', Environment: 'prod' };
  const own = [
    [
      'aws_iam_role',
      {
        name: `role-${index}`,
        assume_role_policy: POLICY(index),
        inline_policy: [{ name: 'own', policy: POLICY(index) }],
      },
    ],
    ['aws_s3_bucket', { bucket: `bucket-${index}`, force_destroy: false }],
    [
      'aws_sagemaker_notebook_instance',
      { name: `notebook-${index}`, instance_type: 'ml.t3.medium', direct_internet_access: 'Disabled', volume_size: 5 },
    ],
  ] as const;
  const [type, values] = own[index % own.length] ?? own[0];
  return { address: `${type}.r${index}`, type, name: `r${index}`, mode: 'managed', values: { ...values, tags } };
};

/** The parts that `terraform show -json` writes, each with every resource. */
function* planText(count: number): Generator<string> {
  function* each(part: (resource: ReturnType<typeof planned>) => object) {
    for (let index = 0; index < count; index += 1)
      yield `${index === 0 ? '' : ','}${JSON.stringify(part(planned(index)))}`;
  }
  yield '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{"resources":[';
  yield* each((resource) => ({ ...resource, provider_name: PROVIDER, schema_version: 0 }));
  yield ']}},"resource_changes":[';
  yield* each(({ values, ...resource }) => ({
    ...resource,
    provider_name: PROVIDER,
    change: { actions: ['create'], before: null, after: values, after_unknown: { arn: true, id: true } },
  }));
  yield '],"configuration":{"provider_config":{"aws":{"name":"aws","expressions":{"region":{"constant_value":"ap-northeast-1"}}}},"root_module":{"resources":[';
  yield* each(({ values: { tags }, ...resource }) => ({
    ...resource,
    provider_config_key: 'aws',
    expressions: { tags: { constant_value: tags } },
  }));
  yield ']}}}';
}

const cwd = mkdtempSync(join(tmpdir(), 'kansa-proof-'));
afterAll(() => rmSync(cwd, { recursive: true }));

test('a plan of 200 MB is judged within 2 GB', async () => {
  const plan = join(cwd, 'plan.json');
  const count = 104_000;
  await pipeline(Readable.from(planText(count)), createWriteStream(plan));
  expect(statSync(plan).size).toBeGreaterThan(200e6);
  const never = ['--fail-on', 'none', '--fail-on-unknown', 'never'];
  const { peakMiB } = await taken(process.execPath, [CLI, 'gate', plan, '--format', 'json=out.json', ...never], {
    cwd,
  });
  expect(statSync(join(cwd, 'out.json')).size).toBeGreaterThan(count * 1_000);
  process.stdout.write(
    `\na plan of ${Math.round(statSync(plan).size / 1e6)} MB: ${Math.round(peakMiB)} MiB at its peak\n`,
  );
  expect(peakMiB * 2 ** 20).toBeLessThan(2e9);
});
