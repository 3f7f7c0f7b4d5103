import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { kansa } from './kansa.js';

const PLAN = 'fixtures/iac/terraform-plan/notebook.json';
const STACK = 'fixtures/iac/cloudformation/notebook.yaml';
const MODELS = 'fixtures/iac/terraform/models';

interface Judged {
  readonly control: string;
  readonly verdict: string;
  readonly place: { readonly address: string };
  readonly violations: readonly { readonly evidence: readonly { readonly source: readonly object[] }[] }[];
}

const placeIn = (line: number, address: string) => ({ file: 'fixtures/iac/kubernetes/ray.yaml', line, address });

const fileWith = (name: string, text: string | Uint8Array): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'kansa-gate-')), name);
  writeFileSync(path, text);
  return path;
};

describe('kansa gate', () => {
  test('finds what is wrong in a template, with its lines', async () => {
    const { code, stdout } = await kansa(['gate', STACK, '--format', 'json']);
    const { findings } = JSON.parse(stdout);
    const lines = findings
      .filter(({ verdict }: { verdict: string }) => verdict === 'fail')
      .flatMap(({ control, violations }: { control: string; violations: { evidence: { source: object[] }[] }[] }) =>
        violations.map(({ evidence }) => [control, evidence[0]?.source]),
      );
    expect(lines).toContainEqual([
      'sagemaker/notebook_direct_internet',
      [{ file: STACK, line: 31, address: 'Notebook' }],
    ]);
    expect(code).toBe(1);
  });

  test('judges what AI platforms run on Kubernetes by the same controls', async () => {
    const { code, stdout } = await kansa(['gate', 'fixtures/iac/kubernetes', '--format', 'json']);
    const { findings } = JSON.parse(stdout);
    expect(
      findings.flatMap((finding: { verdict: string; control: string; place: object }) =>
        finding.verdict === 'fail' ? [[finding.control, finding.place]] : [],
      ),
    ).toEqual([
      ['eks/ai_dashboards_not_exposed', placeIn(16, 'Service/ml/train-dashboard')],
      ['eks/ai_image_pinned', placeIn(2, 'RayCluster/ml/train')],
      ['eks/ai_pods_not_privileged', placeIn(2, 'RayCluster/ml/train')],
      ['eks/rbac_cluster_admin_bindings', placeIn(34, 'ClusterRoleBinding/everybody')],
      ['eks/rbac_no_anonymous_bindings', placeIn(34, 'ClusterRoleBinding/everybody')],
      ['eks/rbac_no_wildcard', placeIn(27, 'ClusterRole/everything')],
    ]);
    expect(code).toBe(1);
  });

  describe('beside a run of the account', () => {
    const run = join(mkdtempSync(join(tmpdir(), 'kansa-gate-')), 'run');
    const UNAPPROVED = [
      'gate',
      'fixtures/iac/cloudformation/unapproved-endpoint.yaml',
      '--control',
      'sagemaker/endpoint_serves_approved_package',
      '--format',
      'json',
    ];
    const verdicts = (stdout: string): unknown =>
      JSON.parse(stdout).findings.map(({ verdict, message }: { verdict: string; message: string }) => [
        verdict,
        message,
      ]);

    beforeAll(async () => {
      await kansa(['scan', '--replay', 'fixtures/recordings/demo.ndjson.gz', '--out', run]);
    });

    test('stops an endpoint that would serve what nobody has approved', async () => {
      const { code, stdout } = await kansa([...UNAPPROVED, '--context', run, '--region', 'ap-northeast-1']);
      expect(verdicts(stdout)).toEqual([
        [
          'fail',
          'the variant main serves the model package arn:aws:sagemaker:ap-northeast-1:123456789012:model-package/fraud-detector/3, whose approval status is PendingManualApproval',
        ],
      ]);
      expect(code).toBe(1);
    });

    test('which nobody can say without one', async () => {
      const { code, stdout } = await kansa([...UNAPPROVED, '--account', '123456789012', '--region', 'ap-northeast-1']);
      expect(verdicts(stdout)).toEqual([
        ['unknown', expect.stringContaining('was not looked at: name its last run with --context')],
      ]);
      expect(code).toBe(3);
    });

    test('of another account is refused', async () => {
      const { code, stderr } = await kansa([...UNAPPROVED, '--context', run, '--account', '111122223333']);
      expect(stderr).toContain('is a run of account 123456789012, and the templates are for 111122223333');
      expect(code).toBe(2);
    });
  });

  test('says in its own words what it could not know', async () => {
    const { stdout } = await kansa(['gate', STACK, '--control', 'sagemaker/notebook_in_vpc']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain("Subnet is none of the template's parameters and resources");
  });

  test('judges the files of Terraform, each finding at its line', async () => {
    const { code, stdout } = await kansa(['gate', MODELS, '--format', 'json', '--fail-on', 'high']);
    const { findings, coverage, scope } = JSON.parse(stdout);
    const sources = findings
      .filter(({ control, verdict }: Judged) => control === 'sagemaker/notebook_root_access' && verdict === 'fail')
      .flatMap(({ violations }: Judged) => violations.map(({ evidence }) => evidence[0]?.source));
    expect(sources).toEqual([
      [{ file: `${MODELS}/main.tf`, line: 49, address: 'aws_sagemaker_notebook_instance.explore' }],
    ]);
    const failed = findings.filter(
      ({ control, verdict }: Judged) => control === 's3/ai_bucket_versioning' && verdict === 'fail',
    );
    expect(failed.map(({ place }: Judged) => place.address)).toEqual(['module.store["scratch"].aws_s3_bucket.this']);
    expect(coverage.files.map(({ problems }: { problems: unknown[] }) => problems)).toEqual([[], [], [], [], []]);
    expect([scope.regions, code]).toEqual([['ap-northeast-1'], 1]);
  });

  test('is never green for files of Terraform with an error, and names the modules that it did not read', async () => {
    const broken = fileWith('main.tf', 'resource "aws_kms_key" "k" {\n  enable_key_rotation = true\n');
    const quiet = ['--fail-on', 'none', '--fail-on-unknown', 'never'];
    expect((await kansa(['gate', broken, ...quiet])).code).toBe(3);
    const text =
      'resource "aws_kms_key" "k" {\n  enable_key_rotation = true\n}\nmodule "m" {\n  source = "a/b/aws"\n}\n';
    const { code, stdout } = await kansa(['gate', fileWith('main.tf', text), ...quiet, '--format', 'json']);
    expect([code, JSON.parse(stdout).coverage.files[0].unread]).toEqual([
      0,
      [
        {
          line: 5,
          message: 'module m (a/b/aws) comes from elsewhere and was not read: gate the plan to judge what it makes',
        },
      ],
    ]);
  });

  test('judges a plan of Terraform as it judges the account, where the plan itself says that is', async () => {
    const { code, stdout } = await kansa(['gate', PLAN, '--format', 'json']);
    const { findings, coverage, scope } = JSON.parse(stdout);
    const failed = findings.filter(({ verdict }: { verdict: string }) => verdict === 'fail');
    expect(
      failed.map(({ control, place }: { control: string; place: { address: string } }) => [control, place.address]),
    ).toEqual(
      expect.arrayContaining([
        ['iam/role_admin_attached', 'aws_iam_role.notebook'],
        ['iam/role_ai_wildcard', 'aws_iam_role.notebook'],
        ['sagemaker/notebook_direct_internet', 'aws_sagemaker_notebook_instance.lab'],
      ]),
    );
    // The key that is joined by reference rotates and is the customer's.
    const passed = findings.filter(({ verdict }: { verdict: string }) => verdict === 'pass');
    expect(passed.map(({ control }: { control: string }) => control)).toEqual(
      expect.arrayContaining(['sagemaker/notebook_cmk', 'sagemaker/endpoint_config_cmk', 's3/ai_bucket_cmk']),
    );
    expect(
      findings.filter(({ place }: { place: { address: string } }) => place.address === 'aws_ecr_repository.images'),
    ).toEqual([]);
    expect(coverage.files).toEqual([{ file: PLAN, kind: 'terraform-plan', resources: 9, problems: [] }]);
    expect([scope.account, scope.regions, code]).toEqual(['111122223333', ['eu-central-1'], 1]);
  });

  test('shows nothing of a plan but the addresses, for its lines may hold secrets', async () => {
    const plan = readFileSync(PLAN, 'utf8').replace('"Models"', '"s3cr3t"');
    const path = fileWith('plan.json', JSON.stringify(JSON.parse(plan)));
    const { stdout } = await kansa(['gate', path]);
    expect(stdout).toContain(`${path}:1`);
    expect(stdout).not.toContain('s3cr3t');
  });

  test.each([
    ['what does not parse', 'broken.yaml', 'Resources: {'],
    ['another encoding', 'sjis.yaml', Uint8Array.from([0x93, 0xfa, 0x96, 0x7b])],
  ])('is never green for %s', async (_, name, text) => {
    const path = fileWith(name, text);
    const { code, stdout } = await kansa(['gate', path]);
    expect(stdout).toContain(path);
    expect(code).toBe(3);
  });

  test('is never green where nothing was evaluated', async () => {
    expect((await kansa(['gate', fileWith('empty.yaml', 'Resources: {}')])).code).toBe(3);
  });

  test('names a path that is not there', async () => {
    const { code, stderr } = await kansa(['gate', 'no-such-folder']);
    expect(stderr).toContain('gate: no-such-folder cannot be read');
    expect(code).toBe(2);
  });
});
