import { describe, expect, test } from 'vitest';
import { scrubber, templateKey } from '../../src/evidence/scrub.js';
import { readFiles } from '../../src/iac/read.js';
import { personalDataIn } from '../../src/pii/resources.js';

const scrub = scrubber(new Uint8Array(32), personalDataIn);

/** The resources that a template of CloudFormation with these resources makes. */
const made = async (resources: string) => {
  const read = await readFiles([{ path: 'stack.yaml', bytes: new TextEncoder().encode(`Resources:\n${resources}`) }], {
    destination: { partition: 'aws', account: '123456789012', region: 'ap-northeast-1' },
    given: {},
    runtimeMembers: new Map([
      ['AWS::S3::BucketPolicy', new Set(['IsPublic'])],
      ['AWS::Lambda::Function', new Set(['Secrets'])],
    ]),
    scrub: (json, type) => scrub(json, templateKey(type)),
  });
  return read.resources;
};

const factsOf = async (resources: string, type: string) =>
  (await made(resources)).flatMap((resource) =>
    resource.type === type
      ? [{ id: resource.id, properties: resource.properties, runtime: resource.runtime, gaps: resource.gaps }]
      : [],
  );

describe('a role', () => {
  const ROLE = `
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: serving
      AssumeRolePolicyDocument: {Statement: {Effect: Allow, Principal: {Service: sagemaker.amazonaws.com}, Action: sts:AssumeRole}}
      Policies: [{PolicyName: own, PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:*', Resource: '*'}]}}]
  Managed:
    Type: AWS::IAM::ManagedPolicy
    Properties: {Roles: [!Ref Role], PolicyDocument: {Statement: []}}
  More:
    Type: AWS::IAM::Policy
    Properties: {PolicyName: more, Roles: [serving], PolicyDocument: {Statement: []}}`;

  test('has what is attached to it beside it, in the form of an account', async () => {
    const [{ id, properties } = { id: '', properties: {} }] = await factsOf(ROLE, 'AWS::IAM::Role');
    expect({ id, ...properties }).toEqual({
      id: 'arn:aws:iam::123456789012:role/serving',
      RoleName: 'serving',
      AssumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: { Service: ['sagemaker.amazonaws.com'] }, Action: ['sts:AssumeRole'] },
        ],
      },
      Policies: [
        { PolicyName: 'own', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['s3:*'], Resource: ['*'] }] } },
        { PolicyName: 'more', PolicyDocument: { Statement: [] } },
      ],
      ManagedPolicyArns: ['arn:aws:iam::123456789012:policy/stack-Managed'],
    });
  });

  test('and each of its policies is judged as one', async () => {
    expect((await factsOf(ROLE, 'AWS::IAM::PolicyDetail')).map(({ id }) => id)).toEqual([
      'arn:aws:iam::123456789012:role/serving#own',
      'arn:aws:iam::123456789012:role/serving#more',
      'arn:aws:iam::123456789012:policy/stack-Managed',
    ]);
  });
});

describe('the policy of a bucket', () => {
  const policy = (principal: string) => `
  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: data}}
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties: {Bucket: !Ref Bucket, PolicyDocument: {Statement: {Effect: Allow, Principal: ${principal}, Action: s3:GetObject}}}`;

  test.each([
    ['{AWS: !Ref AWS::AccountId}', { IsPublic: false }, []],
    // Whether conditions confine everybody is AWS's to say.
    ["'*'", {}, [['/runtime/IsPublic', 'known_after_apply']]],
  ])('that lets in %s', async (principal, runtime, gaps) => {
    expect(
      (await factsOf(policy(principal), 'AWS::S3::BucketPolicy')).map((found) => [
        found.id,
        found.runtime,
        found.gaps.map(({ pointer, reason }) => [pointer, reason]),
      ]),
    ).toEqual([['data', runtime, gaps]]);
  });

  test('stands also where there is none', async () => {
    expect(await factsOf('  Bucket: {Type: AWS::S3::Bucket}', 'AWS::S3::BucketPolicy')).toEqual([
      { id: 'stack-Bucket', properties: { Bucket: 'stack-Bucket' }, runtime: {}, gaps: [] },
    ]);
  });
});

test('variables of a function are shown by name; what looks like a secret in one is told, and never shown', async () => {
  const resources = `
  F:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: tool
      Environment: {Variables: {STAGE: prod, DB_PASSWORD: not-to-be-shown, OWNER: '氏名: 隠田 太郎', TOKEN: !Ref Unsaid}}`;
  const functions = await factsOf(resources, 'AWS::Lambda::Function');
  expect(functions).toEqual([
    {
      id: 'arn:aws:lambda:ap-northeast-1:123456789012:function:tool',
      properties: { FunctionName: 'tool' },
      runtime: {
        VariableNames: ['STAGE', 'DB_PASSWORD', 'OWNER', 'TOKEN'],
        Secrets: [{ Variable: 'DB_PASSWORD', Kind: 'assigned_secret', Count: 1 }, ''],
        PersonalData: [{ Place: 'Environment/Variables/OWNER', Type: 'name', Count: 1, Confidence: 0.8 }, ''],
      },
      // What a parameter will bring may be one, too.
      gaps: ['/runtime/PersonalData/1', '/runtime/Secrets/1'].map((pointer) =>
        expect.objectContaining({ pointer, reason: 'unresolved_expression' }),
      ),
    },
  ]);
  expect(JSON.stringify(await made(resources))).not.toMatch(/not-to-be-shown|隠田/);
});

test('a key answers to the aliases beside it', async () => {
  const [key] = await made(`
  Key: {Type: AWS::KMS::Key}
  Alias: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/models, TargetKeyId: !GetAtt Key.Arn}}`);
  expect(key?.names).toEqual([
    'stack-Key',
    'alias/models',
    'arn:aws:kms:ap-northeast-1:123456789012:alias/models',
    'Key',
  ]);
});

test('the steps of a pipeline are read from its definition', async () => {
  const definition = JSON.stringify({ Steps: [{ Name: 'Register', Type: 'RegisterModel', Arguments: {} }] });
  const [pipeline] = await factsOf(
    `  P: {Type: AWS::SageMaker::Pipeline, Properties: {PipelineDefinition: {PipelineDefinitionBody: '${definition}'}}}`,
    'AWS::SageMaker::Pipeline',
  );
  expect(pipeline?.runtime).toEqual({
    Registrations: [{ Name: 'Register', ModelApprovalStatus: 'PendingManualApproval', IsConditional: false }],
  });
});

describe('the rules by which images expire', () => {
  const shown = async (rules: string) =>
    (
      await factsOf(
        `  R: {Type: AWS::ECR::Repository, Properties: {LifecyclePolicy: {RegistryId: '1', LifecyclePolicyText: ${rules}}}}`,
        'AWS::ECR::Repository',
      )
    ).map(({ properties, gaps }) => ({ ...properties, gaps: gaps.map(({ pointer, reason }) => [pointer, reason]) }));

  test('are read from the text in which a template writes them', async () => {
    expect(await shown(`'{"rules": [{"action": {"type": "expire"}}]}'`)).toEqual([
      {
        LifecyclePolicy: { RegistryId: '1', LifecyclePolicyText: { rules: [{ action: { type: 'expire' } }] } },
        gaps: [],
      },
    ]);
  });

  test.each([
    ['that is no JSON', 'expire-all', 'parse_error'],
    ['that nobody knows', '!Ref Unsaid', 'unresolved_expression'],
  ])('are unknown in a text %s', async (_, text, reason) => {
    expect((await shown(text)).map(({ gaps }) => gaps)).toEqual([
      [['/properties/LifecyclePolicy/LifecyclePolicyText', reason]],
    ]);
  });
});

describe('the sets of tasks of a service', () => {
  const shown = async (deployer: string) => {
    const read = await readFiles(
      [
        {
          path: 'stack.yaml',
          bytes: new TextEncoder().encode(`Resources: {S: {Type: AWS::ECS::Service, Properties: {${deployer}}}}`),
        },
      ],
      {
        destination: { partition: 'aws', account: '123456789012', region: 'ap-northeast-1' },
        given: {},
        runtimeMembers: new Map([['AWS::ECS::Service', new Set(['TaskSets'])]]),
        scrub: (json) => json,
      },
    );
    return read.resources.map(({ properties, gaps }) => ({ ...properties, gaps: gaps.map(({ pointer }) => pointer) }));
  };

  test.each([
    ['that does not say who deploys it', ''],
    ['that ECS deploys', 'DeploymentController: {Type: ECS}'],
  ])('are none in one %s', async (_, deployer) => {
    expect(await shown(deployer)).toEqual([{ gaps: [] }]);
  });

  test.each([
    ['CodeDeploy', 'DeploymentController: {Type: CODE_DEPLOY}'],
    ['something outside', 'DeploymentController: {Type: EXTERNAL}'],
    ['whoever a parameter names', 'DeploymentController: {Type: !Ref Unsaid}'],
    ['whoever a parameter names altogether', 'DeploymentController: !Ref Unsaid'],
  ])('are known to %s, which deploys it, alone', async (_, deployer) => {
    expect(await shown(deployer)).toEqual([{ gaps: ['/runtime/TaskSets'] }]);
  });
});

describe('what programs are given', () => {
  const resources = `
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: serve
      ContainerDefinitions:
        - Name: api
          Image: 123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/serve
          Environment: [{Name: API_KEY, Value: not-to-be-shown-1}, {Name: STAGE, Value: prod}]
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties: {DefinitionString: '{"States": {"Ask": {"Parameters": {"password": "not-to-be-shown-2"}}}}'}
  Setup:
    Type: AWS::SageMaker::NotebookInstanceLifecycleConfig
    Properties:
      OnStart: [{Content: !Base64 "export TOKEN=not-to-be-shown-3"}]`;

  test('is told by its kind, and never shown', async () => {
    const told = (await made(resources)).map(({ type, runtime }) => [type, runtime.Secrets]);
    expect(told).toEqual([
      ['AWS::ECS::TaskDefinition', [{ Container: 'api', Variable: 'API_KEY', Kind: 'assigned_secret', Count: 1 }]],
      ['AWS::StepFunctions::StateMachine', [{ Kind: 'assigned_secret', Count: 1 }]],
      ['AWS::SageMaker::NotebookInstanceLifecycleConfig', [{ Hook: 'OnStart', Kind: 'assigned_secret', Count: 1 }]],
    ]);
    expect(JSON.stringify(await made(resources))).not.toContain('not-to-be-shown');
  });

  test("images of the account's own registry are named with the tag that Docker takes", async () => {
    expect((await made(resources))[0]?.runtime.Images).toEqual([
      {
        Image: '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/serve',
        Repository: 'arn:aws:ecr:ap-northeast-1:123456789012:repository/serve',
        Tag: 'latest',
      },
    ]);
  });
});

describe('where nobody knows which members there are', () => {
  test.each([
    ['of all', 'Properties: !If [Unsaid, {FunctionName: a}, {FunctionName: b}]'],
    ['beside a macro', 'Properties: {FunctionName: a, Fn::Transform: {Name: AWS::Include}}'],
    ['of the variables', 'Properties: {Environment: {Variables: {A: b, Fn::Transform: {Name: AWS::Include}}}}'],
  ])('%s, no fact is made of what is not there', async (_, properties) => {
    const [lambda] = await factsOf(
      `  F:\n    Type: AWS::Lambda::Function\n    ${properties}\nConditions: {Unsaid: !Equals [!Ref X, y]}`,
      'AWS::Lambda::Function',
    );
    expect([lambda?.properties, lambda?.runtime]).toEqual([{}, {}]);
    expect(lambda?.gaps.map(({ pointer, reason }) => [pointer, reason])).toEqual([
      ['/properties', 'unresolved_expression'],
      ['/runtime/Secrets', 'known_after_apply'],
      ['/runtime', 'unresolved_expression'],
    ]);
  });
});
