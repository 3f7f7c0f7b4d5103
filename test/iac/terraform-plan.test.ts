import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SOME_ACCOUNT, SOME_REGION } from '../../src/iac/declaration.js';
import { readFiles } from '../../src/iac/read.js';
import { readPlan } from '../../src/iac/terraform/plan.js';
import { settled } from '../../src/iac/unknown.js';

const NOWHERE = { partition: 'aws', account: SOME_ACCOUNT, region: SOME_REGION };
const HERE = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };

type Json = Readonly<Record<string, unknown>>;

/** An entry of `resource_changes` as Terraform prints it. */
const change = (address: string, after: unknown, more: Json = {}): Json => {
  const [, module_address, data, type, name, index] =
    /^(?:((?:module\.\w+(?:\[[^\]]*\])?\.?)+)\.)?(data\.)?([a-z]+_\w+)\.(\w+)(?:\[(.*)\])?$/.exec(address) ?? [];
  const { actions = ['create'], ...others } = more;
  return {
    address,
    ...(module_address !== undefined && { module_address }),
    mode: data === undefined ? 'managed' : 'data',
    type,
    name,
    ...(index !== undefined && { index: JSON.parse(index) }),
    change: { actions, before: null, after, after_unknown: {}, after_sensitive: {}, ...others },
  };
};

const configured = (address: string, expressions: Json, more: Json = {}): Json => ({
  address,
  provider_config_key: 'aws',
  expressions,
  ...more,
});

/** What an expression refers to, with every beginning of it, as Terraform lists them. */
const to = (...references: readonly string[]) => ({
  references: references.flatMap((reference) => {
    const all = [reference];
    for (
      let shorter = reference;
      /^(?!data\.\w+\.\w+$)\w+\.\w.*[.[]/.test(shorter) && shorter.split('.').length > 2;
    ) {
      shorter = shorter.replace(/(\.[^.[\]]+|\[[^[\]]*\])$/, '');
      all.push(shorter);
    }
    return all;
  }),
});

const planOf = (changes: readonly Json[], resources: readonly Json[] = [], more: Json = {}, root: Json = {}) => ({
  format_version: '1.2',
  planned_values: {},
  resource_changes: changes,
  configuration: { root_module: { resources, ...root }, provider_config: { aws: { name: 'aws' } } },
  ...more,
});

const read = (plan: unknown, destination = HERE) => readPlan('plan.json', plan, JSON.stringify(plan), { destination });

/** The properties of a declaration, and the places and reasons of its gaps. */
const seen = (plan: unknown, address: string, destination = HERE) => {
  const declaration = read(plan, destination).declarations.find((one) => one.address === address);
  const { value, gaps } = settled(declaration?.properties ?? {}, '/properties');
  return { value, gaps: gaps.map(({ pointer, reason }) => [pointer, reason]) };
};

const KEY = change('aws_kms_key.k', { enable_key_rotation: true }, { after_unknown: { arn: true, key_id: true } });
const KEY_ARN = 'arn:aws:kms:eu-central-1:111122223333:key/aws_kms_key.k';

describe('what stands once a plan is applied', () => {
  test('is what it says after the change', () => {
    expect(seen(planOf([KEY]), 'aws_kms_key.k')).toEqual({ value: { EnableKeyRotation: true }, gaps: [] });
  });

  test('is not known at just the places that the plan does not know', () => {
    const notebook = change(
      'aws_sagemaker_notebook_instance.n',
      { name: 'n', root_access: 'Disabled' },
      { after_unknown: { subnet_id: true } },
    );
    expect(seen(planOf([notebook]), 'aws_sagemaker_notebook_instance.n')).toEqual({
      value: { NotebookInstanceName: 'n', RootAccess: 'Disabled' },
      gaps: [['/properties/SubnetId', 'known_after_apply']],
    });
  });

  test('is redacted where the plan marks it as sensitive, whatever it says there', () => {
    const notebook = change(
      'aws_sagemaker_notebook_instance.n',
      { name: 'n', kms_key_id: 'hush', tags: { a: 'quiet' } },
      { after_sensitive: { kms_key_id: true, tags: { a: true } } },
    );
    const { declarations } = read(planOf([notebook]));
    expect(JSON.stringify(declarations)).not.toMatch(/hush|quiet/);
    expect(seen(planOf([notebook]), 'aws_sagemaker_notebook_instance.n').gaps).toEqual([
      ['/properties/Tags/a', 'redacted'],
      ['/properties/KmsKeyId', 'redacted'],
    ]);
  });

  test('has no block where Terraform has an empty list, and an object where it has one of one', () => {
    const model = change('aws_sagemaker_model.m', {
      name: 'm',
      primary_container: [{ image: 'i', image_config: [{ repository_access_mode: 'Vpc' }] }],
      vpc_config: [],
      container: [],
    });
    expect(seen(planOf([model]), 'aws_sagemaker_model.m').value).toEqual({
      ModelName: 'm',
      PrimaryContainer: { Image: 'i', ImageConfig: { RepositoryAccessMode: 'Vpc' } },
    });
  });

  test.each([
    [['create'], { isNew: true }],
    [['delete', 'create'], { isNew: true }],
    [['create', 'delete'], { isNew: true }],
    [['update'], { isNew: false }],
    [['no-op'], { isNew: false, isUnchanged: true }],
  ])('is new, changed or only there, by its actions: %j', (actions, expected) => {
    const [declaration] = read(planOf([change('aws_kms_key.k', {}, { actions })])).declarations;
    expect({ isNew: declaration?.isNew, isUnchanged: declaration?.isUnchanged }).toEqual(expected);
  });

  test('is judged where it is imported, though nothing about it changes', () => {
    const imported = change('aws_kms_key.k', {}, { actions: ['no-op'], importing: { id: '1' } });
    expect(read(planOf([imported])).declarations).not.toEqual([expect.objectContaining({ isUnchanged: true })]);
  });

  test('is nothing where it is deleted, where it is none of AWS, and where it only waits for its end', () => {
    const changes = [
      change('aws_kms_key.k', null, { actions: ['delete'], before: { key_id: '1' } }),
      { ...KEY, type: 'random_id', address: 'random_id.k' },
      { ...KEY, deposed: 'abcd1234' },
    ];
    expect(read(planOf(changes))).toEqual({ declarations: [], problems: [] });
  });
});

test('what a plan makes in the words of others is told, and what it leaves or deletes is not', () => {
  const changes = [
    change('awscc_s3_bucket.b', {}),
    change('aws_cloudcontrolapi_resource.r', {}),
    change('aws_cloudformation_stack.s', {}, { actions: ['update'], before: {} }),
    change('helm_release.h', {}),
    change('kubernetes_deployment_v1.d', {}),
    change('awscc_sagemaker_model_package.p', {}),
    change('kubernetes_manifest.kept', {}, { actions: ['no-op'], before: {} }),
    change('kubernetes_manifest.gone', null, { actions: ['delete'], before: {} }),
    change('kubernetes_namespace.n', {}),
    change('kubernetes_ingress_v1.i', {}),
    change('kubernetes_config_map.c', {}),
    change('awscc_rds_db_instance.d', {}),
  ];
  const cluster =
    'what it puts into the cluster was not looked at: judge the manifests, as helm template or kubectl writes them';
  const awscc = 'resources of the provider awscc are not looked at: only those of the provider aws are';
  const { declarations, problems } = read(planOf(changes));
  expect(declarations).toEqual([]);
  expect(problems.map(({ message }) => message)).toEqual([
    `awscc_s3_bucket.b: ${awscc}`,
    'aws_cloudcontrolapi_resource.r: what it hands to the Cloud Control API was not looked at: declare it by the resource of its own type',
    'aws_cloudformation_stack.s: what it deploys was not looked at: judge its template by itself',
    `helm_release.h: ${cluster}`,
    `kubernetes_deployment_v1.d: ${cluster}`,
    `awscc_sagemaker_model_package.p: ${awscc}`,
    `kubernetes_namespace.n: ${cluster}`,
    `kubernetes_ingress_v1.i: ${cluster}`,
  ]);
});

describe('what nobody sets', () => {
  const table = (actions: string[]) =>
    change(
      'aws_dynamodb_table.t',
      { name: 't' },
      { actions, after_unknown: { server_side_encryption: true, ttl: true } },
    );
  const written = [configured('aws_dynamodb_table.t', { name: { constant_value: 't' } })];

  test('is absent from what is new', () => {
    expect(seen(planOf([table(['create'])], written), 'aws_dynamodb_table.t')).toEqual({
      value: { TableName: 't' },
      gaps: [],
    });
  });

  test.each([
    ['of what exists already', planOf([table(['update'])], written)],
    ['of what no configuration is shown of', planOf([table(['create'])])],
  ])('is not known %s', (_, plan) => {
    expect(seen(plan, 'aws_dynamodb_table.t').gaps).toEqual([['/properties/SSESpecification', 'known_after_apply']]);
  });

  test('is not known of a block that may be a dynamic one, which a configuration does not show', () => {
    const notebook = change(
      'aws_sagemaker_notebook_instance.n',
      {},
      { after_unknown: { instance_metadata_service_configuration: true } },
    );
    expect(
      seen(
        planOf([notebook], [configured('aws_sagemaker_notebook_instance.n', {})]),
        'aws_sagemaker_notebook_instance.n',
      ).gaps,
    ).toEqual([['/properties/InstanceMetadataServiceConfiguration', 'known_after_apply']]);
  });
});

describe('a reference to another resource of the plan', () => {
  const notebook = (address: string, expression: unknown, more: Json = {}) =>
    [
      change(address, {}, { after_unknown: { kms_key_id: true } }),
      configured(address.replace(/^module\.\w+\./, '').replace(/\[.*$/, ''), { kms_key_id: expression }, more),
    ] as const;
  const keyOf = (plan: unknown, address: string) => seen(plan, address).value.KmsKeyId;
  const N = 'aws_sagemaker_notebook_instance.n';

  test.each([
    ['its ARN', to('aws_kms_key.k.arn'), KEY_ARN],
    ['its id', to('aws_kms_key.k.key_id'), 'aws_kms_key.k'],
  ])('leads to it by %s', (_, expression, expected) => {
    const [planned, written] = notebook(N, expression);
    expect(keyOf(planOf([KEY, planned], [written]), N)).toBe(expected);
  });

  test('leads to the name that AWS knows it by already', () => {
    const known = change(
      'aws_kms_key.k',
      { key_id: '1a2b', arn: 'arn:aws:kms:eu-central-1:111122223333:key/1a2b' },
      { actions: ['no-op'] },
    );
    const [planned, written] = notebook(N, to('aws_kms_key.k.arn'));
    expect(keyOf(planOf([known, planned], [written]), N)).toBe('arn:aws:kms:eu-central-1:111122223333:key/1a2b');
  });

  test('leads to the instance that it numbers', () => {
    const keys = [0, 1].map((index) => change(`aws_kms_key.k[${index}]`, {}));
    const [planned, written] = notebook(N, to('aws_kms_key.k[1].key_id'));
    expect(keyOf(planOf([...keys, planned], [written]), N)).toBe('aws_kms_key.k-1');
  });

  test('leads to one of two whose keys differ only in what no name can hold', () => {
    const keys = ['a/b', 'a-b'].map((key) => change(`aws_kms_key.k["${key}"]`, {}));
    const [planned, written] = notebook(N, to('aws_kms_key.k["a-b"].key_id'));
    expect(keyOf(planOf([...keys, planned], [written]), N)).toBe('aws_kms_key.k-a-b-2');
  });

  test('leads to the instance of its own key', () => {
    const keys = ['a', 'b.c'].map((key) => change(`aws_kms_key.k[${JSON.stringify(key)}]`, {}));
    const [planned, written] = notebook(`${N}["b.c"]`, to('aws_kms_key.k', 'each.key'));
    expect(keyOf(planOf([...keys, planned], [written]), `${N}["b.c"]`)).toBe('aws_kms_key.k-b.c');
  });

  test('leads to the instance that it is repeated for', () => {
    const keys = ['a', 'b'].map((key) => change(`aws_kms_key.k["${key}"]`, {}));
    const [planned, written] = notebook(`${N}["b"]`, to('each.value.arn'), {
      for_each_expression: to('aws_kms_key.k'),
    });
    expect(keyOf(planOf([...keys, planned], [written]), `${N}["b"]`)).toBe(
      'arn:aws:kms:eu-central-1:111122223333:key/aws_kms_key.k-b',
    );
  });

  test('leads through what a module is given', () => {
    const [planned, written] = notebook(`module.lab.${N}`, to('var.key'));
    const root = {
      module_calls: {
        lab: { expressions: { key: to('aws_kms_key.k.arn') }, module: { resources: [written] } },
      },
    };
    expect(keyOf(planOf([KEY, planned], [], {}, root), `module.lab.${N}`)).toBe(KEY_ARN);
  });

  test('leads through what a module gives, by the instance of the module', () => {
    const keys = [0, 1].map((index) => change(`module.keys[${index}].aws_kms_key.k`, {}));
    const [planned, written] = notebook(N, { references: ['module.keys[1].arn', 'module.keys[1]', 'module.keys'] });
    const root = {
      module_calls: {
        keys: { expressions: {}, module: { outputs: { arn: { expression: to('aws_kms_key.k.arn') } } } },
      },
    };
    expect(keyOf(planOf([...keys, planned], [written], {}, root), N)).toBe(
      'arn:aws:kms:eu-central-1:111122223333:key/module.keys-1-.aws_kms_key.k',
    );
  });

  test('leads past what is not there, what only chooses, and what passes on what it was given', () => {
    const policy = change('module.b.aws_s3_bucket_policy.p[0]', { policy: '{}' }, { after_unknown: { bucket: true } });
    const bucket = change('module.b.aws_s3_bucket.b[0]', {}, { after_unknown: { id: true } });
    const versioning = change(
      'aws_s3_bucket_versioning.v',
      { versioning_configuration: [{ status: 'Enabled' }] },
      { after_unknown: { bucket: true } },
    );
    // As public modules give the name of their bucket.
    const id = to('aws_s3_bucket_policy.p[0].id', 'aws_s3_bucket.old[0].id', 'aws_s3_bucket.b[0].id', 'var.create');
    const inside = {
      resources: [
        configured('aws_s3_bucket.b', {}),
        configured('aws_s3_bucket.old', {}),
        configured('aws_s3_bucket_policy.p', { bucket: to('aws_s3_bucket.b[0].id') }),
      ],
      outputs: { id: { expression: id } },
      variables: { create: { default: true } },
    };
    const plan = planOf(
      [bucket, policy, versioning],
      [configured('aws_s3_bucket_versioning.v', { bucket: to('module.b.id') })],
      {},
      { module_calls: { b: { expressions: {}, module: inside } } },
    );
    expect(seen(plan, 'module.b.aws_s3_bucket.b[0]').value).toEqual({ VersioningConfiguration: { Status: 'Enabled' } });
  });

  test.each([
    ['one of two', to('aws_kms_key.k.arn', 'aws_kms_key.other.arn')],
    ['a value and a reference', to('var.prefix', 'aws_kms_key.k.arn')],
    ['a data source', to('data.aws_kms_key.k.arn')],
    ['what says nothing of who it is', to('aws_kms_key.k.description')],
    ['a resource of which there are several', to('aws_kms_key.many')],
    ['a local value', to('local.key')],
    ['a module that gives itself its own value', to('module.loop.key')],
  ])('is not guessed: %s', (_, expression) => {
    const [planned, written] = notebook(N, expression);
    const many = ['a', 'b'].map((key) => change(`aws_kms_key.many["${key}"]`, {}));
    const other = change('aws_kms_key.other', {});
    const root = {
      module_calls: {
        loop: {
          expressions: { key: to('module.loop.key') },
          module: { outputs: { key: { expression: to('var.key') } } },
        },
      },
    };
    expect(seen(planOf([KEY, other, ...many, planned], [written], {}, root), N)).toEqual({
      value: {},
      gaps: [['/properties/KmsKeyId', 'known_after_apply']],
    });
  });

  test.each([
    [
      'each element of a list that has as many',
      [null, 'arn:c'],
      [true, false],
      ['arn:aws:iam::111122223333:policy/p', 'arn:c'],
      [],
    ],
    [
      'an element of a list of which nobody knows how many it has',
      undefined,
      true,
      ['arn:aws:iam::111122223333:policy/p', ''],
      [['/properties/ManagedPolicyArns/1', 'known_after_apply']],
    ],
    [
      'none of more elements than there are references',
      [null, null],
      [true, true],
      ['', ''],
      [
        ['/properties/ManagedPolicyArns/0', 'known_after_apply'],
        ['/properties/ManagedPolicyArns/1', 'known_after_apply'],
      ],
    ],
  ])('is %s', (_, managed_policy_arns, unknowns, expected, gaps) => {
    const role = change(
      'aws_iam_role.r',
      { managed_policy_arns },
      { after_unknown: { managed_policy_arns: unknowns } },
    );
    const policy = change('aws_iam_policy.p', { name: 'p' }, { after_unknown: { arn: true } });
    const written = configured('aws_iam_role.r', { managed_policy_arns: to('aws_iam_policy.p.arn') });
    expect(seen(planOf([role, policy], [written]), 'aws_iam_role.r')).toEqual({
      value: { ManagedPolicyArns: expected },
      gaps,
    });
  });
});

describe('a resource that is a part of another', () => {
  const bucket = (actions = ['create']) => change('aws_s3_bucket.b', { bucket: 'models' }, { actions });
  const versioning = (more: Json = {}, after: Json = { bucket: 'models' }) =>
    change('aws_s3_bucket_versioning.v', { ...after, versioning_configuration: [{ status: 'Enabled' }] }, more);

  test('stands in it', () => {
    expect(seen(planOf([bucket(), versioning()]), 'aws_s3_bucket.b').value).toEqual({
      BucketName: 'models',
      VersioningConfiguration: { Status: 'Enabled' },
    });
  });

  test('has what it changes judged, though that does not change itself', () => {
    const [unchanged] = read(planOf([bucket(['no-op']), versioning({ actions: ['no-op'] })])).declarations;
    const [changed] = read(planOf([bucket(['no-op']), versioning()])).declarations;
    expect([unchanged?.isUnchanged, changed?.isUnchanged]).toEqual([true, undefined]);
  });

  test('leaves what nobody knows where it is removed', () => {
    const removed = versioning({
      actions: ['delete'],
      before: { bucket: 'models', versioning_configuration: [{ status: 'Enabled' }] },
    });
    expect(seen(planOf([bucket(['no-op']), removed]), 'aws_s3_bucket.b')).toEqual({
      value: { BucketName: 'models' },
      gaps: [['/properties/VersioningConfiguration', 'known_after_apply']],
    });
  });

  test('may be a part of any of them where nobody knows of which', () => {
    const attachment = change(
      'aws_iam_role_policy_attachment.a',
      { policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      { after_unknown: { role: true } },
    );
    const roles = ['one', 'two'].map((name) =>
      change(`aws_iam_role.${name}`, { name, managed_policy_arns: ['arn:p'] }),
    );
    for (const name of ['one', 'two'])
      expect(seen(planOf([...roles, attachment]), `aws_iam_role.${name}`)).toEqual({
        value: { RoleName: name, ManagedPolicyArns: ['arn:p', ''] },
        gaps: [['/properties/ManagedPolicyArns/1', 'known_after_apply']],
      });
  });

  test('goes with what it was a part of', () => {
    const gone = { actions: ['delete'], before: { bucket: 'models' } };
    expect(read(planOf([change('aws_s3_bucket.b', null, gone), versioning(gone)]))).toEqual({
      declarations: [],
      problems: [],
    });
  });

  test('belongs to the one of its name that stands where it stands', () => {
    const arn = (region: string) => `arn:aws:ecr:${region}:111122223333:repository/images`;
    const repositories = ['eu-west-1', 'us-east-1'].map((region) =>
      change(`aws_ecr_repository.${region.slice(0, 2)}`, { name: 'images', region, arn: arn(region) }),
    );
    const policy = change('aws_ecr_repository_policy.us', { repository: 'images', region: 'us-east-1', policy: '{}' });
    const plan = planOf([...repositories, policy]);
    expect(['eu', 'us'].map((name) => seen(plan, `aws_ecr_repository.${name}`, NOWHERE).value)).toEqual([
      { RepositoryName: 'images' },
      { RepositoryName: 'images', RepositoryPolicyText: '{}' },
    ]);
  });

  test('that is judged by itself stands alone where the plan does not have what it is a part of', () => {
    const policy = change('aws_s3_bucket_policy.p', { bucket: 'elsewhere', policy: '{}' });
    expect(read(planOf([policy])).declarations.map(({ type }) => type)).toEqual(['AWS::S3::BucketPolicy']);
    const inline = change('aws_iam_role_policy.p', { role: 'elsewhere', name: 'p', policy: '{}' });
    expect(read(planOf([inline])).declarations.map(({ type }) => type)).toEqual([
      'AWS::IAM::RolePolicy',
      'AWS::IAM::Role',
    ]);
  });

  test('of what exists beside the plan shows that one only, and nobody knows the rest', () => {
    expect(seen(planOf([versioning()]), 'aws_s3_bucket_versioning.v')).toEqual({
      value: { VersioningConfiguration: { Status: 'Enabled' } },
      gaps: [['/properties', 'not_collected']],
    });
  });

  test('adds to the lists of others: policies of roles, methods of stages, access of principals', () => {
    const plan = planOf([
      change('aws_iam_role.r', { name: 'r', managed_policy_arns: ['arn:a'] }),
      change('aws_iam_policy_attachment.a', { roles: ['r'], policy_arn: 'arn:b', users: null, groups: [] }),
      change('aws_api_gateway_stage.s', { rest_api_id: 'x', stage_name: 'prod' }),
      change('aws_api_gateway_method_settings.m', {
        rest_api_id: 'x',
        stage_name: 'prod',
        method_path: '*/*',
        settings: [{ data_trace_enabled: true, throttling_rate_limit: -1 }],
      }),
      change('aws_eks_access_entry.e', { cluster_name: 'c', principal_arn: 'arn:r' }),
      change('aws_eks_access_policy_association.e', {
        cluster_name: 'c',
        principal_arn: 'arn:r',
        policy_arn: 'arn:admin',
        access_scope: [{ type: 'cluster', namespaces: null }],
      }),
    ]);
    expect(seen(plan, 'aws_iam_role.r').value.ManagedPolicyArns).toEqual(['arn:a', 'arn:b']);
    expect(seen(plan, 'aws_api_gateway_stage.s').value.MethodSettings).toEqual([
      { ResourcePath: '/*', HttpMethod: '*', DataTraceEnabled: true },
    ]);
    expect(seen(plan, 'aws_eks_access_entry.e').value.AccessPolicies).toEqual([
      { PolicyArn: 'arn:admin', AccessScope: { Type: 'cluster' } },
    ]);
  });
});

describe('a policy document', () => {
  const statement = {
    sid: 'read',
    actions: ['s3:GetObject'],
    resources: [null, '*'],
    principals: [
      { type: 'AWS', identifiers: [null] },
      { type: 'Service', identifiers: ['sagemaker.amazonaws.com'] },
    ],
    condition: [{ test: 'StringEquals', variable: 'aws:PrincipalTag/team', values: ['&{aws:username}'] }],
  };
  const unknowns = { json: true, statement: [{ resources: [true, false], principals: [{ identifiers: [true] }, {}] }] };
  const written = [
    configured('data.aws_iam_policy_document.d', {
      statement: [
        {
          resources: to('aws_s3_bucket.b.arn'),
          principals: [{ identifiers: to('aws_iam_role.r.arn') }, { type: { constant_value: 'Service' } }],
        },
      ],
    }),
    configured('aws_s3_bucket_policy.p', { policy: to('data.aws_iam_policy_document.d.json') }),
  ];
  const policyOf = (document: Json) =>
    seen(
      planOf(
        [
          change('aws_s3_bucket.b', { bucket: 'models' }),
          change('aws_iam_role.r', { name: 'r' }),
          change('data.aws_iam_policy_document.d', document, { actions: ['read'], after_unknown: unknowns }),
          change('aws_s3_bucket_policy.p', { bucket: 'models' }, { after_unknown: { policy: true } }),
        ],
        written,
      ),
      'aws_s3_bucket_policy.p',
    );

  test('that is read only when the plan is applied is put together from what is known of it', () => {
    expect(policyOf({ statement: [statement] })).toEqual({
      value: {
        Bucket: 'models',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'read',
              Effect: 'Allow',
              Action: ['s3:GetObject'],
              Resource: ['arn:aws:s3:::models', '*'],
              Principal: { AWS: ['arn:aws:iam::111122223333:role/r'], Service: ['sagemaker.amazonaws.com'] },
              // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
              Condition: { StringEquals: { 'aws:PrincipalTag/team': ['${aws:username}'] } },
            },
          ],
        },
      },
      gaps: [],
    });
  });

  test('that is merged with others is not known', () => {
    expect(policyOf({ statement: [statement], source_policy_documents: ['{}'] }).gaps).toEqual([
      ['/properties/PolicyDocument', 'known_after_apply'],
    ]);
  });
});

describe('where a resource will stand', () => {
  const destinationOf = (more: Json, resource: Json = KEY, given = NOWHERE) =>
    read(planOf([resource], [configured('aws_kms_key.k', {})], more), given).declarations[0]?.destination;
  const provider = (expressions: Json, others: Json = {}) => ({
    configuration: {
      root_module: {
        resources: [
          configured('aws_kms_key.k', {}),
          configured('data.aws_caller_identity.me', {}, { provider_config_key: 'aws.other' }),
        ],
      },
      provider_config: { aws: { name: 'aws', expressions }, ...others },
    },
  });
  const prior = {
    prior_state: {
      values: {
        root_module: {
          resources: [
            { mode: 'data', type: 'aws_caller_identity', name: 'me', values: { account_id: '123456789012' } },
          ],
        },
      },
    },
  };

  test('is what a person said, where the provider is silent', () => {
    const to = { region: { constant_value: 'us-east-1' } };
    expect(destinationOf(provider({}), KEY, HERE)).toEqual(HERE);
    expect(destinationOf(provider(to), KEY, HERE)).toEqual({ ...HERE, region: 'us-east-1' });
  });

  test('is what its provider is configured with, by a constant or a variable of the plan', () => {
    const variables = { region: { value: 'cn-north-1' } };
    expect(destinationOf(provider({ region: { constant_value: 'us-east-1' } }))?.region).toBe('us-east-1');
    expect(destinationOf({ ...provider({ region: to('var.region') }), variables })).toEqual({
      partition: 'aws-cn',
      account: SOME_ACCOUNT,
      region: 'cn-north-1',
    });
  });

  test.each([
    [
      'the role that the provider takes',
      { assume_role: [{ role_arn: { constant_value: 'arn:aws:iam::111122223333:role/ci' } }] },
    ],
    ['the only account that it may work in', { allowed_account_ids: { constant_value: ['111122223333'] } }],
  ])('is in the account of %s', (_, expressions) => {
    expect(destinationOf(provider(expressions))?.account).toBe('111122223333');
  });

  test('is in the account that a provider of the same credentials was told', () => {
    const twin = { 'aws.other': { expressions: { region: { constant_value: 'us-west-2' } } } };
    const stranger = { 'aws.other': { expressions: { profile: { constant_value: 'other' } } } };
    expect(destinationOf({ ...provider({}, twin), ...prior })?.account).toBe('123456789012');
    expect(destinationOf({ ...provider({}, stranger), ...prior })?.account).toBe(SOME_ACCOUNT);
  });

  test('is where the provider outside a module works, which older plans name by the module', () => {
    const plan = planOf([change('module.m.aws_kms_key.k', {})], [], {
      configuration: {
        provider_config: {
          aws: { expressions: { region: { constant_value: 'eu-west-1' } } },
          'module.m:aws': { module_address: 'module.m' },
        },
        root_module: {
          module_calls: {
            m: { module: { resources: [configured('aws_kms_key.k', {}, { provider_config_key: 'm:aws' })] } },
          },
        },
      },
    });
    expect(read(plan, NOWHERE).declarations[0]?.destination?.region).toBe('eu-west-1');
  });

  test('is in the account of what its provider has made already, unless that is in two', () => {
    const made = (...accounts: string[]) =>
      accounts.map((account, index) =>
        change(`aws_sns_topic.t${index}`, { arn: `arn:aws:sns:us-east-1:${account}:t` }),
      );
    const accountIn = (...accounts: string[]) =>
      read(planOf([KEY, ...made(...accounts)]), NOWHERE).declarations[0]?.destination?.account;
    expect([accountIn('123456789012'), accountIn('123456789012', '111122223333')]).toEqual([
      '123456789012',
      SOME_ACCOUNT,
    ]);
  });

  test('is where AWS says that it stands already', () => {
    const known = change('aws_kms_key.k', { arn: 'arn:aws:kms:eu-west-1:123456789012:key/1' }, { actions: ['update'] });
    expect(destinationOf({}, known)).toEqual({ partition: 'aws', account: '123456789012', region: 'eu-west-1' });
  });
});

describe('a plan that is not as it should be', () => {
  test.each([
    ['no plan at all', [], 'this is no plan of Terraform: give the gate what terraform show -json prints'],
    [
      'another version',
      planOf([], [], { format_version: '2.0' }),
      'the plan has format version 2.0, and kansa reads 1.x',
    ],
    ['an error', planOf([], [], { errored: true }), 'planning ended in an error, so the plan does not hold everything'],
    [
      'deferred changes',
      planOf([], [], { deferred_changes: [{}] }),
      '1 changes are deferred to a later plan, and nobody knows them yet',
    ],
    ['no list', planOf([], [], { resource_changes: {} }), 'resource_changes is no list'],
    ['an entry that is none', { ...planOf([]), resource_changes: [7] }, 'resource_changes[0] is no object'],
    ['no address', planOf([{ change: {} }]), 'resource_changes[0] has no address, type, name or change'],
    [
      'unknown actions',
      planOf([change('aws_kms_key.k', {}, { actions: ['dance'] })]),
      'resource_changes[0] (aws_kms_key.k) has actions that kansa does not know',
    ],
    [
      'no values',
      planOf([change('aws_kms_key.k', 'x')]),
      'resource_changes[0] (aws_kms_key.k) has no values after the change',
    ],
  ])('is told of in a sentence: %s', (_, plan, message) => {
    expect(read(plan).problems).toEqual([{ file: 'plan.json', message }]);
  });

  test('does not take names of JavaScript for its own', () => {
    const plan = planOf(
      [
        change('aws_kms_key.constructor', JSON.parse('{"__proto__": {"policy": "x"}, "policy": "{}"}')),
        change('aws_sagemaker_notebook_instance.n', {}, { after_unknown: { kms_key_id: true } }),
        { ...KEY, type: 'aws_constructor', address: 'aws_constructor.k' },
      ],
      [
        configured('aws_sagemaker_notebook_instance.n', {
          kms_key_id: to('module.__proto__.toString', 'var.constructor'),
        }),
      ],
    );
    expect(seen(plan, 'aws_sagemaker_notebook_instance.n').gaps).toEqual([
      ['/properties/KmsKeyId', 'known_after_apply'],
    ]);
    expect(seen(plan, 'aws_kms_key.constructor').value).toEqual({ KeyPolicy: '{}' });
  });

  test('is never more than a plan with problems, whatever stands in it', () => {
    const fixture: unknown = JSON.parse(readFileSync('fixtures/iac/terraform-plan/notebook.json', 'utf8'));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 3 })), { maxLength: 12 }), (edits) => {
        const plan = edits.reduce((at, [place, value]) => edited(at, place, value), fixture);
        for (const { properties } of read(plan, NOWHERE).declarations) settled(properties, '/properties');
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    [
      'a plan that breaks off',
      '{"format_version": "1.2", "planned_values": {',
      'the plan is no JSON, or it breaks off',
    ],
    [
      'a saved plan',
      'PK\u0003\u0004rest',
      'a saved plan is in a form of its own: give the gate what terraform show -json prints of it',
    ],
  ])('is refused where it is %s', async (_, text, message) => {
    const file = { path: 'p.json', bytes: new TextEncoder().encode(text) };
    const { files } = await readFiles([file], {
      destination: NOWHERE,
      given: {},
      runtimeMembers: new Map(),
      scrub: (json) => json,
    });
    expect(files[0]?.problems).toEqual([{ message }]);
  });
});

/** A document with another value at the place that a number chooses. */
const edited = (document: unknown, place: number, value: unknown): unknown => {
  if (typeof document !== 'object' || document === null) return value;
  const keys = Object.keys(document);
  const key = keys[place % (keys.length + 1)];
  if (key === undefined) return value;
  const inner = edited(Reflect.get(document, key), Math.floor(place / (keys.length + 1)), value);
  return Array.isArray(document)
    ? document.map((item: unknown, index) => (String(index) === key ? inner : item))
    : { ...document, [key]: inner };
};

describe('the place of a resource', () => {
  const plan = planOf([KEY, change('aws_kms_key.q["a\\"b"]', {})]);

  test('is the line of its address in a plan that was printed over several lines', () => {
    const text = JSON.stringify(plan, null, 2);
    const { declarations } = readPlan('p.json', plan, text, { destination: HERE });
    const lines = text.split('\n');
    expect(declarations.map(({ place }) => lines[place.line - 1]?.trim())).toEqual([
      '"address": "aws_kms_key.k",',
      '"address": "aws_kms_key.q[\\"a\\\\\\"b\\"]",',
    ]);
  });

  test('is the first line of a plan in one line', () => {
    expect(read(plan).declarations.map(({ place }) => place)).toEqual([
      { file: 'plan.json', line: 1 },
      { file: 'plan.json', line: 1 },
    ]);
  });

  test('is the block that it was planned from, where somebody knows it', () => {
    const locate = (address: string) => (address === 'aws_kms_key.k' ? { file: 'main.tf', line: 12 } : undefined);
    const { declarations } = readPlan('p.json', plan, JSON.stringify(plan), { destination: HERE, locate });
    expect(declarations.map(({ place }) => place.file)).toEqual(['main.tf', 'p.json']);
  });
});
