import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kansa } from './kansa.js';

const PLAN = 'fixtures/iac/terraform-plan/notebook.json';
const STACK = 'fixtures/iac/cloudformation/notebook.yaml';

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

  test('says in its own words what it could not know', async () => {
    const { stdout } = await kansa(['gate', STACK, '--control', 'sagemaker/notebook_in_vpc']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain("Subnet is none of the template's parameters and resources");
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

  test('gives the same verdicts for the same resources, whoever describes them', async () => {
    const stack = fileWith(
      'stack.yaml',
      `Resources:
  Key: {Type: AWS::KMS::Key, Properties: {EnableKeyRotation: true, KeyPolicy: {Statement: []}}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: lab
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: sagemaker.amazonaws.com}, Action: 'sts:AssumeRole'}]}
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']
      Policies: [{PolicyName: all, PolicyDocument: {Statement: [{Effect: Allow, Action: 'sagemaker:*', Resource: '*'}]}}]
  Notebook:
    Type: AWS::SageMaker::NotebookInstance
    Properties: {NotebookInstanceName: lab, RoleArn: !GetAtt Role.Arn, KmsKeyId: !Ref Key, DirectInternetAccess: Enabled, RootAccess: Disabled}
  Repository:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: images
      ImageTagMutability: IMMUTABLE
      RepositoryPolicyText: {Statement: [{Effect: Allow, Principal: '*', Action: 'ecr:*'}]}
`,
    );
    const planned = (type: string, name: string, after: object, after_unknown: object = {}) => ({
      address: `${type}.${name}`,
      mode: 'managed',
      type,
      name,
      change: { actions: ['create'], before: null, after, after_unknown, after_sensitive: {} },
    });
    const written = (address: string, expressions: object) => ({ address, provider_config_key: 'aws', expressions });
    const policy = (...Statement: object[]) => JSON.stringify({ Statement });
    const plan = fileWith(
      'plan.json',
      JSON.stringify({
        format_version: '1.2',
        planned_values: {},
        resource_changes: [
          planned('aws_kms_key', 'key', { enable_key_rotation: true, policy: policy() }, { key_id: true, arn: true }),
          planned('aws_iam_role', 'role', {
            name: 'lab',
            assume_role_policy: policy({
              Effect: 'Allow',
              Principal: { Service: 'sagemaker.amazonaws.com' },
              Action: 'sts:AssumeRole',
            }),
          }),
          planned('aws_iam_role_policy_attachment', 'admin', {
            role: 'lab',
            policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
          }),
          planned('aws_iam_role_policy', 'all', {
            role: 'lab',
            name: 'all',
            policy: policy({ Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' }),
          }),
          planned(
            'aws_sagemaker_notebook_instance',
            'notebook',
            { name: 'lab', direct_internet_access: 'Enabled', root_access: 'Disabled' },
            { role_arn: true, kms_key_id: true },
          ),
          planned('aws_ecr_repository', 'repository', { name: 'images', image_tag_mutability: 'IMMUTABLE' }),
          planned('aws_ecr_repository_policy', 'open', {
            repository: 'images',
            policy: policy({ Effect: 'Allow', Principal: '*', Action: 'ecr:*' }),
          }),
        ],
        configuration: {
          root_module: {
            resources: [
              written('aws_sagemaker_notebook_instance.notebook', {
                role_arn: { references: ['aws_iam_role.role.arn', 'aws_iam_role.role'] },
                kms_key_id: { references: ['aws_kms_key.key.key_id', 'aws_kms_key.key'] },
              }),
            ],
          },
        },
      }),
    );
    const verdictsIn = async (path: string) => {
      const place = ['--account', '111122223333', '--region', 'eu-central-1'];
      const { stdout } = await kansa(['gate', path, ...place, '--format', 'json']);
      const { findings } = JSON.parse(stdout);
      return findings
        .map(({ control, resource, verdict }: { control: string; resource: { type: string }; verdict: string }) =>
          [control, resource.type, verdict].join(' '),
        )
        .sort();
    };
    const verdicts = await verdictsIn(plan);
    expect(verdicts.length).toBeGreaterThan(20);
    expect(verdicts).toEqual(await verdictsIn(stack));
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
