import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { freshFolder, kansa } from './kansa.js';

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
    const { code, stdout } = await kansa(['gate', 'fixtures/iac/kubernetes/ray.yaml', '--format', 'json']);
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

  describe('of personal data in what templates write', () => {
    /** Numbers with their check digits that nobody bears. */
    const PLANTED = ['123456789018', '4242 4242 4242 4242', '1234567', 'taro.kakuda@example.test', '03-1234-5612'];
    const [MY_NUMBER, CARD, ACCOUNT, EMAIL, PHONE] = PLANTED;
    const stack = fileWith(
      'stack.yaml',
      `Resources:
  Tool:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Environment: {Variables: {TEST_MY_NUMBER: ${MY_NUMBER}, CONTACT: ${EMAIL}}}
  Prompt:
    Type: AWS::Bedrock::Prompt
    Properties:
      Name: support
      Description: ask ${EMAIL}, credit card ${CARD}
      Variants:
        - Name: stored
          TemplateConfiguration: {Text: {TextS3Location: {Bucket: prompts, Key: support.txt}}}
  Setup:
    Type: AWS::SageMaker::NotebookInstanceLifecycleConfig
    Properties:
      OnStart: [{Content: !Base64 "echo 口座番号 ${ACCOUNT} 電話 ${PHONE}"}]
  Agent:
    Type: AWS::Bedrock::Agent
    Properties:
      AgentName: desk
      Instruction: !Sub "\${Unsaid} ${EMAIL}"
`,
    );
    const pods = fileWith(
      'pods.yaml',
      `{apiVersion: v1, kind: Pod, metadata: {name: serve}, spec: {containers: [{name: a, image: b, env: [{name: MY_NUMBER, value: "${MY_NUMBER}"}]}]}}`,
    );

    test('fails where a forbidden type was found, and does not know of a text that it does not see', async () => {
      const { stdout } = await kansa(['gate', stack, pods, '--format', 'json', '--control', '*_no_personal_data']);
      const { findings } = JSON.parse(stdout);
      expect(
        findings.map(({ control, verdict, message }: { control: string; verdict: string; message: string }) => [
          control,
          verdict,
          message,
        ]),
      ).toEqual([
        [
          'bedrock/agent_instruction_no_personal_data',
          'unknown',
          "Could not be seen: Unsaid is none of the template's parameters and resources",
        ],
        [
          'bedrock/prompt_no_personal_data',
          'fail',
          'Description holds personal data of the type credit_card (values: 1)',
        ],
        [
          'eks/workload_environment_no_personal_data',
          'fail',
          'containers/a/env/MY_NUMBER/value holds personal data of the type my_number (values: 1)',
        ],
        [
          'lambda/environment_no_personal_data',
          'fail',
          'Environment/Variables/TEST_MY_NUMBER holds personal data of the type my_number (values: 1)',
        ],
        [
          'sagemaker/notebook_lifecycle_no_personal_data',
          'fail',
          'OnStart/0/Content holds personal data of the type bank_account (values: 1)',
        ],
      ]);
    });

    test('finds them in a plan, too, whose first resource carries no text', async () => {
      const change = (type: string, after: object) => ({
        ...{ address: `${type}.one`, mode: 'managed', type, name: 'one' },
        change: { actions: ['create'], before: null, after, after_unknown: {}, after_sensitive: {} },
      });
      const environment = [{ variables: { CONTACT: EMAIL, TEST_MY_NUMBER: MY_NUMBER } }];
      const plan = fileWith(
        'plan.json',
        JSON.stringify({
          format_version: '1.2',
          resource_changes: [
            change('aws_kms_key', { enable_key_rotation: true }),
            change('aws_lambda_function', { function_name: 'tool', environment }),
          ],
        }),
      );
      const { stdout } = await kansa(['gate', plan, '--format', 'json', '--control', '*_no_personal_data']);
      expect(
        JSON.parse(stdout).findings.map(({ verdict, message }: { verdict: string; message: string }) => [
          verdict,
          message,
        ]),
      ).toEqual([
        ['fail', 'Environment/Variables/TEST_MY_NUMBER holds personal data of the type my_number (values: 1)'],
      ]);
      expect(PLANTED.filter((value) => stdout.includes(value))).toEqual([]);
    });

    test.each(['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'])(
      'shows no value as %s, of any type',
      async (format) => {
        const { stdout, stderr } = await kansa(['gate', stack, pods, '--format', format]);
        expect(stdout).toContain('personal data');
        expect(PLANTED.filter((value) => stdout.includes(value) || stderr.includes(value))).toEqual([]);
      },
    );

    test('is what the organisation forbids', async () => {
      const params = fileWith('params.yaml', 'pii: {configuration_types: [phone]}\n');
      const { stdout } = await kansa(['gate', stack, '--format', 'json', '--params', params]);
      const { findings } = JSON.parse(stdout);
      expect(
        findings.flatMap(({ control, verdict }: { control: string; verdict: string }) =>
          control.endsWith('_no_personal_data') && verdict === 'fail' ? [control] : [],
        ),
      ).toEqual(['sagemaker/notebook_lifecycle_no_personal_data']);
    });
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

  test('judges only what bears a tag, where that is asked, and says so', async () => {
    const tagged = `Resources:
  Key: {Type: AWS::KMS::Key, Properties: {EnableKeyRotation: false, Tags: [{Key: stage, Value: prod}]}}
  Other: {Type: AWS::KMS::Key, Properties: {EnableKeyRotation: false, Tags: [{Key: stage, Value: lab}]}}
`;
    const narrow = ['--control', 'kms/key_rotation', '--resource-tag', 'stage=prod'];
    const { stdout } = await kansa(['gate', fileWith('keys.yaml', tagged), ...narrow]);
    expect([stdout.includes('Key'), stdout.includes('Other')]).toEqual([true, false]);
    expect(stdout).toContain('(--control kms/key_rotation --resource-tag stage=prod)');
  });

  test('names a path that is not there', async () => {
    const { code, stderr } = await kansa(['gate', 'no-such-folder']);
    expect(stderr).toContain('gate: no-such-folder cannot be read');
    expect(code).toBe(2);
  });
});

const KEY = `Parameters:
  Rotation: {Type: String}
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: !Ref Rotation
`;
const FIXED = KEY.replace('!Ref Rotation', 'false');
const ROTATION = ['--control', 'kms/key_rotation', '--fail-on', 'low', '--fail-on-unknown', 'low'];

/** A folder with a template and what else is given. */
const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = freshFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};

const gateIn = (cwd: string, args: readonly string[] = [], template = 'key.yaml') =>
  kansa(['gate', template, ...ROTATION, ...args], { cwd });

const waiversOf = (expires: string, control = 'kms/key_rotation'): string => `waivers:
  - control: ${control}
    resource: Key
    reason: rotated by hand
    owner: ml
    approver: security
    expires: ${expires}
`;

describe('the result of a gate', () => {
  test('goes into as many files as are named, and as text to a person who gets no other', async () => {
    const cwd = folderWith({ 'key.yaml': FIXED });
    const { code, stdout, stderr } = await gateIn(cwd, ['--format', 'sarif=a.sarif', '--format', 'markdown=b.md']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Exit code 1');
    expect(readdirSync(cwd).sort()).toEqual(['a.sarif', 'b.md', 'key.yaml']);
    expect(JSON.parse(readFileSync(join(cwd, 'a.sarif'), 'utf8')).runs[0].invocations[0].exitCode).toBe(1);
  });

  test.each<[string, readonly string[], string]>([
    ['two of them to stdout', ['--format', 'sarif', '--format', 'junit'], 'only one can go to stdout'],
    ['a format that is none', ['--format', 'sarfi=x'], 'did you mean sarif?'],
    ['a file without a name', ['--format', 'sarif='], 'name a file after the ='],
    ['a folder', ['--format', 'sarif=.'], 'cannot write .: it is a directory; choose another place\n'],
  ])('is refused for %s, and nothing is written', async (_, args, sentence) => {
    const cwd = folderWith({ 'key.yaml': FIXED });
    const { code, stdout, stderr } = await gateIn(cwd, args);
    expect([code, stdout, stderr.includes(sentence)]).toEqual([2, '', true]);
    expect(readdirSync(cwd)).toEqual(['key.yaml']);
  });

  test('is that of stdin, too, under a name of its own', async () => {
    const cwd = folderWith({ 'key.yaml': FIXED });
    const { code, stdout } = await kansa(['gate', '-', ...ROTATION], { cwd, through: 'cat key.yaml | "$@"' });
    expect(code).toBe(1);
    expect(stdout).toContain('<stdin>:7  Key');
  });

  test('of nothing on stdin is incomplete', async () => {
    expect((await kansa(['gate', '-', ...ROTATION], { through: ': | "$@"' })).code).toBe(3);
  });

  test('depends on the values that parameters are given', async () => {
    const notebook = `Parameters:
  Access: {Type: String}
Resources:
  Notebook:
    Type: AWS::SageMaker::NotebookInstance
    Properties:
      DirectInternetAccess: !Ref Access
`;
    const cwd = folderWith({ 'notebook.yaml': notebook });
    const control = ['--control', 'sagemaker/notebook_direct_internet', '--fail-on-unknown', 'low'];
    const codeOf = async (...args: string[]) =>
      (await kansa(['gate', 'notebook.yaml', ...control, ...args], { cwd })).code;
    expect(await codeOf()).toBe(3);
    expect(await codeOf('--parameter', 'Access=Disabled')).toBe(0);
    expect(await codeOf('--parameter', 'Access=Enabled')).toBe(1);
    expect(await codeOf('--parameter', 'Access')).toBe(2);
  });

  test('depends on the files of values that are named, the last of them most', async () => {
    const cwd = folderWith({
      'main.tf': 'variable "rotate" { type = bool }\nresource "aws_kms_key" "k" { enable_key_rotation = var.rotate }\n',
      'off.tfvars': 'rotate = false\n',
      'on.tfvars': 'rotate = true\n',
    });
    const codeOf = async (...args: string[]) => (await kansa(['gate', '.', ...ROTATION, ...args], { cwd })).code;
    expect(await codeOf()).toBe(3);
    expect(await codeOf('--var-file', 'off.tfvars')).toBe(1);
    expect(await codeOf('--var-file', 'off.tfvars', '--var-file', 'on.tfvars')).toBe(0);
    expect(await codeOf('--var-file', 'on.tfvars', '--parameter', 'rotate=false')).toBe(1);
    writeFileSync(join(cwd, 'kansa.yaml'), 'gate: {varFiles: [on.tfvars]}\n');
    expect(await codeOf()).toBe(0);
    const { code, stderr } = await kansa(['gate', '.', '--var-file', 'none.tfvars'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^kansa: --var-file none\.tfvars cannot be read \(.*\); name a file of values \(\.tfvars\)\n$/,
    );
  });

  test('takes no value for a parameter or variable that no template has', async () => {
    const cwd = folderWith({
      'stack.yaml': FIXED.replace(/Rotation: \{/, 'Environment: {'),
      'main.tf': 'variable "region" { type = string }\n',
      'broken.yaml': 'Resources: [\n',
    });
    const told = async (name: string, ...paths: string[]) => {
      const { code, stderr } = await kansa(['gate', ...paths, '--parameter', `${name}=x`], { cwd });
      return [code, stderr];
    };
    expect(await told('Enviroment', 'stack.yaml', 'main.tf')).toEqual([
      2,
      'kansa: --parameter Enviroment: no template has such a parameter or variable; did you mean Environment? (known: Environment, region)\n',
    ]);
    expect((await told('region', 'stack.yaml', 'main.tf'))[0]).not.toBe(2);
    // What could not be read may have it: the gate is incomplete as it is.
    expect((await told('Enviroment', '.'))[0]).toBe(3);
  });
});

describe('a waiver of a gate', () => {
  test('is taken from the file that stands where the command runs', async () => {
    const cwd = folderWith({ 'key.yaml': FIXED, 'kansa.waivers.yaml': waiversOf('2999-12-31') });
    const { code, stdout } = await gateIn(cwd);
    expect(code).toBe(0);
    expect(stdout).toContain('rotated by hand; accepted until 2999-12-31; approved by security');
  });

  test('that has expired is told, and fails where that is asked', async () => {
    const cwd = folderWith({ 'key.yaml': FIXED, 'w.yaml': waiversOf('2026-01-31') });
    const { code, stdout } = await gateIn(cwd, ['--waivers', 'w.yaml', '--fail-on', 'high']);
    expect(code).toBe(0);
    expect(stdout).toContain('w.yaml:2  expired on 2026-01-31: it no longer applies');
    const asked = await gateIn(cwd, ['--waivers', 'w.yaml', '--fail-on', 'high', '--fail-on-expired-waiver']);
    expect(asked.code).toBe(1);
  });

  test.each<[string, string]>([
    ['malformed', waiversOf('31.12.2999')],
    ['for a control that is none', waiversOf('2999-12-31', 'kms/rotation')],
  ])('that is %s stops the gate', async (_, waivers) => {
    const { code, stdout, stderr } = await gateIn(folderWith({ 'key.yaml': FIXED, 'kansa.waivers.yaml': waivers }));
    expect([code, stdout, stderr.includes('kansa.waivers.yaml:')]).toEqual([2, '', true]);
  });

  test('whose named file is not there stops the gate', async () => {
    expect((await gateIn(folderWith({ 'key.yaml': FIXED }), ['--waivers', 'none.yaml'])).code).toBe(2);
  });

  test('stands beside the offending line or above the declaration', async () => {
    const comment = '# kansa:waive kms/key_rotation until=2999-12-31 reason="by hand"';
    for (const template of [
      FIXED.replace('false', `false ${comment}`),
      FIXED.replace('  Key:', `  ${comment}\n  Key:`),
    ])
      expect((await gateIn(folderWith({ 'key.yaml': template }))).code).toBe(0);
    const elsewhere = FIXED.replace('Parameters:', `Parameters: ${comment}`);
    expect((await gateIn(folderWith({ 'key.yaml': elsewhere }))).code).toBe(1);
  });

  test('as a comment that cannot be understood is something that was not read', async () => {
    const template = `# kansa:waive kms/key_rotation\n${KEY.replace('!Ref Rotation', 'true')}`;
    const { code, stdout } = await gateIn(folderWith({ 'key.yaml': template }));
    expect(code).toBe(3);
    expect(stdout).toContain('key.yaml:1  the comment kansa:waive gives no reason');
  });

  test('never makes an unknown fine', async () => {
    const cwd = folderWith({ 'key.yaml': KEY, 'kansa.waivers.yaml': waiversOf('2999-12-31') });
    const { code, stdout } = await gateIn(cwd, ['--format', 'json']);
    const { summary, coverage } = JSON.parse(stdout);
    expect([code, summary.unknown, summary.waived, coverage.waivers[0].state]).toEqual([3, 1, 0, 'unused']);
  });
});

describe('a gate for what is new', () => {
  test('knows a fault of the baseline again when its line has moved, and finds the new one', async () => {
    const cwd = folderWith({ 'key.yaml': FIXED });
    expect((await gateIn(cwd, ['--format', 'json=base.json'])).code).toBe(1);
    const again = ['--new-only', '--baseline', 'base.json'];
    writeFileSync(join(cwd, 'key.yaml'), `# moved\n\n${FIXED}`);
    const known = await gateIn(cwd, again);
    expect(known.code).toBe(0);
    expect(known.stdout).toContain('Nothing is wrong or unknown beyond the baseline.');
    writeFileSync(join(cwd, 'key.yaml'), `${FIXED}${FIXED.slice(FIXED.indexOf('  Key:')).replace('Key:', 'Other:')}`);
    const { code, stdout } = await gateIn(cwd, again);
    expect(code).toBe(1);
    expect([stdout.includes('Other'), stdout.includes(':7  Key')]).toEqual([true, false]);
  });

  test.each<[string, readonly string[]]>([
    ['is not named', ['--new-only']],
    ['is not there', ['--new-only', '--baseline', 'none.json']],
    ['is no result', ['--new-only', '--baseline', 'key.yaml']],
  ])('is refused where the baseline %s', async (_, args) => {
    const { code, stdout } = await gateIn(folderWith({ 'key.yaml': FIXED }), args);
    expect([code, stdout]).toEqual([2, '']);
  });
});

describe('settings of a gate', () => {
  test('stand in a part of kansa.yaml, and those of the scan that are not for it do not matter', async () => {
    const settings = `regions: [us-east-1]
formats: [csv]
failOn: none
gate:
  parameters: {Rotation: 'false'}
  formats: [junit=junit.xml, json]
  waivers: accepted.yaml
  failOn: low
`;
    const cwd = folderWith({
      'key.yaml': KEY,
      'kansa.yaml': settings,
      'accepted.yaml': waiversOf('2026-01-31'),
    });
    const { code, stdout } = await kansa(['gate', 'key.yaml', '--control', 'kms/key_rotation'], { cwd });
    expect(code).toBe(1);
    const { coverage } = JSON.parse(stdout);
    expect(coverage.waivers[0].origin).toEqual({ file: 'accepted.yaml', line: 2 });
    expect(readdirSync(cwd)).toContain('junit.xml');
  });
});

describe('kansa waivers', () => {
  const two = `${waiversOf('2999-12-31')}${waiversOf('2026-01-31').replace('waivers:\n', '')}`;

  test('lists what is accepted and until when', async () => {
    const cwd = folderWith({ 'kansa.waivers.yaml': two });
    const { code, stdout } = await kansa(['waivers', 'list', '--json'], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).map(({ inForce }: { inForce: boolean }) => inForce)).toEqual([true, false]);
    expect((await kansa(['waivers', 'list'], { cwd })).stdout.split('\n')[2]).toMatch(/^8 +expired +2026-01-31 +kms/);
    const inJapanese = (await kansa(['waivers', 'list', '--lang', 'ja'], { cwd })).stdout.split('\n');
    expect([inJapanese[0], inJapanese[2]]).toEqual([
      expect.stringMatching(/^行 +状態 +期限/),
      expect.stringMatching(/^8 +失効 /),
    ]);
  });

  test('checks that the file can be read, and that nothing in it has expired', async () => {
    const checked = async (waivers: string) => {
      const cwd = folderWith({ 'w.yaml': waivers });
      const { code, stdout } = await kansa(['waivers', 'check', '--waivers', 'w.yaml'], { cwd });
      return [code, stdout];
    };
    expect(await checked(waiversOf('2999-12-31'))).toEqual([0, '1 of 1 waiver in force\n']);
    expect(await checked(two)).toEqual([
      1,
      'w.yaml:8 kms/key_rotation: expired on 2026-01-31: it no longer applies\n1 of 2 waivers in force\n',
    ]);
    expect(await checked('waivers: 3')).toEqual([2, '']);
  });

  test('takes out what has expired, and what met no violation in a gate', async () => {
    const unused = waiversOf('2999-12-31').replace('waivers:\n', '').replace('Key', 'Other');
    const cwd = folderWith({ 'key.yaml': FIXED, 'kansa.waivers.yaml': `${two}${unused}` });
    await gateIn(cwd, ['--format', 'json=result.json']);
    const { code, stderr } = await kansa(['waivers', 'prune', '--result', 'result.json'], { cwd });
    expect([code, stderr]).toEqual([0, 'kansa.waivers.yaml: 2 waivers removed\n']);
    expect(readFileSync(join(cwd, 'kansa.waivers.yaml'), 'utf8')).toBe(waiversOf('2999-12-31'));
  });
});
