import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  EnableMFADeviceCommand,
  type IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ACCOUNT, given, MODEL_BUCKET, policy, type Statement, TOKYO } from './names.js';

type Role = {
  readonly name: string;
  readonly trust: Statement;
  readonly permissions: readonly Statement[];
  readonly department: string;
};

const people: Statement = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: 'sts:AssumeRole',
  Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
};

const service = (name: string): Statement => ({
  Effect: 'Allow',
  Principal: { Service: name },
  Action: 'sts:AssumeRole',
});

const GITHUB = 'token.actions.githubusercontent.com';

const tokens = (demanded: Readonly<Record<string, string>>): Statement => ({
  Effect: 'Allow',
  Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}` },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringEquals: demanded },
});

/** The guard against the confused deputy (IAM User Guide, "The confused deputy problem"). */
export const scopedService = (name: string): Statement => ({
  ...service(name),
  Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
});

/** EKS User Guide, "Pod Identity role". */
const pods: Statement = {
  Effect: 'Allow',
  Principal: { Service: 'pods.eks.amazonaws.com' },
  Action: ['sts:AssumeRole', 'sts:TagSession'],
  Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
};

/** Those of answers/eks.json. */
const issuerOf = (cluster: number): string =>
  `oidc.eks.${TOKYO}.amazonaws.com/id/EXAMPLE${String(cluster).padStart(24, '0')}`;

/** EKS User Guide, "IAM roles for service accounts". */
const serviceAccount = (
  cluster: number,
  operator: string,
  subject: string,
  audience: Readonly<Record<string, string>> = { aud: 'sts.amazonaws.com' },
): Statement => {
  const issuer = issuerOf(cluster);
  return {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      [operator]: Object.fromEntries(
        Object.entries({ ...audience, sub: subject }).map(([claim, value]) => [`${issuer}:${claim}`, value]),
      ),
    },
  };
};

/** EKS User Guide, "Pod execution role". */
const fargate = (cluster: string): Statement => ({
  ...service('eks-fargate-pods.amazonaws.com'),
  Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:eks:${TOKYO}:${ACCOUNT}:fargateprofile/${cluster}/*` } },
});

export const readModels: Statement = {
  Effect: 'Allow',
  Action: ['s3:GetObject', 's3:ListBucket'],
  Resource: [`arn:aws:s3:::${MODEL_BUCKET}`, `arn:aws:s3:::${MODEL_BUCKET}/*`],
};

const sagemaker = (...actions: readonly string[]): Statement => ({
  Effect: 'Allow',
  Action: actions.map((action) => `sagemaker:${action}`),
  Resource: `arn:aws:sagemaker:${TOKYO}:${ACCOUNT}:*`,
});

const ROLES: readonly Role[] = [
  {
    name: 'PlatformAdmin',
    department: '基盤チーム',
    trust: people,
    permissions: [
      { Effect: 'Allow', Action: 'eks:DescribeCluster', Resource: `arn:aws:eks:${TOKYO}:${ACCOUNT}:cluster/*` },
    ],
  },
  { name: 'KeyAdmin', department: '情報セキュリティ部', trust: people, permissions: [] },
  {
    name: 'MlEngineer',
    department: 'リスク分析部',
    trust: people,
    permissions: [sagemaker('CreateTrainingJob', 'CreateModelPackage', 'DescribeModelPackage')],
  },
  {
    name: 'ModelApprover',
    department: 'リスク管理部',
    trust: people,
    permissions: [sagemaker('DescribeModelPackage', 'UpdateModelPackage')],
  },
  {
    name: 'SageMakerExecution',
    department: 'リスク分析部',
    trust: scopedService('sagemaker.amazonaws.com'),
    permissions: [readModels],
  },
  {
    name: 'LegacyNotebookRole',
    department: '不明',
    trust: service('sagemaker.amazonaws.com'),
    permissions: [readModels],
  },
  {
    name: 'BedrockLogging',
    department: '基盤チーム',
    trust: scopedService('bedrock.amazonaws.com'),
    permissions: [
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: `arn:aws:logs:${TOKYO}:${ACCOUNT}:log-group:/bedrock/model-invocations:*`,
      },
    ],
  },
  {
    name: 'BedrockAgents',
    department: 'カスタマーサポート部',
    trust: scopedService('bedrock.amazonaws.com'),
    permissions: [
      {
        Effect: 'Allow',
        Action: 'bedrock:InvokeModel',
        Resource: `arn:aws:bedrock:${TOKYO}::foundation-model/anthropic.claude-3-haiku-20240307-v1:0`,
      },
    ],
  },
  {
    name: 'GenAiPrototype',
    department: '新規事業部',
    trust: scopedService('bedrock.amazonaws.com'),
    permissions: [],
  },
  {
    name: 'ModelDeployFromGit',
    department: 'リスク分析部',
    trust: tokens({
      [`${GITHUB}:aud`]: 'sts.amazonaws.com',
      [`${GITHUB}:sub`]: 'repo:example-corp/models:ref:refs/heads/main',
    }),
    permissions: [sagemaker('CreateEndpointConfig', 'UpdateEndpoint')],
  },
  {
    name: 'SandboxDeployFromGit',
    department: '新規事業部',
    trust: tokens({ [`${GITHUB}:aud`]: 'sts.amazonaws.com' }),
    permissions: [sagemaker('CreateModel')],
  },
  {
    name: 'LabelingVendor',
    department: 'リスク分析部',
    trust: { ...people, Principal: { AWS: 'arn:aws:iam::999988887777:root' } },
    permissions: [readModels],
  },
  {
    name: 'BenchmarkDrop',
    department: '不明',
    trust: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
    permissions: [],
  },
  { name: 'EksCluster', department: '基盤チーム', trust: scopedService('eks.amazonaws.com'), permissions: [] },
  {
    name: 'EksNode',
    department: '基盤チーム',
    trust: service('ec2.amazonaws.com'),
    permissions: [
      {
        Effect: 'Allow',
        NotAction: ['iam:*', 'sts:*', 'kms:*', 'cloudtrail:*', 'sagemaker:*', 'bedrock:*', 'organizations:*'],
        Resource: '*',
      },
    ],
  },
];

/** Roles of pods, by Pod Identity and by service account, of what runs them, and of people whom others know. */
const POD_ROLES: readonly Role[] = [
  { name: 'ModelServer', department: 'リスク分析部', trust: pods, permissions: [readModels] },
  {
    name: 'RayHead',
    department: 'リスク分析部',
    trust: pods,
    permissions: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
  },
  {
    name: 'ModelMonitorIrsa',
    department: 'リスク分析部',
    trust: serviceAccount(1, 'StringEquals', 'system:serviceaccount:monitoring:drift-monitor'),
    permissions: [readModels],
  },
  {
    name: 'RayDataIrsa',
    department: 'リスク分析部',
    trust: serviceAccount(2, 'StringLike', 'system:serviceaccount:ray:*', {}),
    permissions: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
  },
  { name: 'ModelMount', department: '基盤チーム', trust: pods, permissions: [readModels] },
  {
    name: 'VpcCniIrsa',
    department: '基盤チーム',
    trust: serviceAccount(1, 'StringEquals', 'system:serviceaccount:kube-system:aws-node'),
    permissions: [],
  },
  {
    name: 'WorkshopApp',
    department: '新規事業部',
    trust: {
      Effect: 'Allow',
      Principal: { Federated: 'accounts.google.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringLike: { 'accounts.google.com:sub': '*' } },
    },
    permissions: [],
  },
  { name: 'ReportingFargate', department: '基盤チーム', trust: fargate('ml-platform'), permissions: [] },
  {
    name: 'RayFargate',
    department: 'リスク分析部',
    trust: {
      ...service('eks-fargate-pods.amazonaws.com'),
      Principal: { Service: ['eks-fargate-pods.amazonaws.com', 'ec2.amazonaws.com'] },
    },
    permissions: [],
  },
];

/** Roles of people and services, their policies, and the few users that are left; what is wrong with them stands in faults/iam.ts. */
export const seedIam = async (iam: IAMClient): Promise<void> => {
  for (const role of ROLES) await createRole(iam, role);
  await attach(iam, 'ml-registry-read', 'ModelApprover', sagemaker('ListModelPackages', 'ListModelPackageGroups'));
  await attach(iam, 'ml-sandbox-all', 'MlEngineer', {
    Sid: 'Sandbox',
    Effect: 'Allow',
    Action: ['sagemaker:*', 'bedrock:*'],
    Resource: '*',
  });
  await attach(iam, 'ml-legacy-deploy', 'MlEngineer', ...LEGACY_DEPLOY);
  await attach(iam, 'studio-access', 'MlEngineer', {
    Effect: 'Allow',
    Action: 'sagemaker:CreatePresignedDomainUrl',
    Resource: `arn:aws:sagemaker:${TOKYO}:${ACCOUNT}:user-profile/*`,
    Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f67890' } },
  });
  await attach(iam, 'break-glass-admin', 'PlatformAdmin', { Effect: 'Allow', Action: '*', Resource: '*' });
  await iam.send(
    new AttachRolePolicyCommand({
      RoleName: 'GenAiPrototype',
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  );
  await seedUsers(iam);
  // A notebook bears this role. Last, for every call moves the random ids of what is seeded after it.
  await iam.send(
    new AttachRolePolicyCommand({
      RoleName: 'LegacyNotebookRole',
      PolicyArn: `arn:aws:iam::${ACCOUNT}:policy/ml-sandbox-all`,
    }),
  );
};

/** Whose tokens the account takes: those of GitHub and of `ml-platform`. Nobody made a provider for `ray-sandbox`. */
const seedProviders = async (iam: IAMClient): Promise<void> => {
  for (const issuer of [GITHUB, issuerOf(1)])
    await iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url: `https://${issuer}`,
        ClientIDList: ['sts.amazonaws.com'],
        ThumbprintList: ['0'.repeat(40)],
      }),
    );
};

/** `RayHead` and `RayDataIrsa` may do anything to S3, and the latter trusts a whole namespace, whomever its tokens were made for. */
export const seedPodRoles = async (iam: IAMClient): Promise<void> => {
  for (const role of POD_ROLES) await createRole(iam, role);
  await seedProviders(iam);
};

export const createRole = async (iam: IAMClient, { name, trust, permissions, department }: Role): Promise<void> => {
  await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: policy(trust),
      Tags: [{ Key: '部門', Value: department }],
    }),
  );
  if (permissions.length > 0) {
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: name,
        PolicyName: `${name}Work`,
        PolicyDocument: policy(...permissions),
      }),
    );
  }
};

const LEGACY_DEPLOY: readonly Statement[] = [
  { Sid: 'Pass', Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' },
  { Sid: 'Deploy', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: `arn:aws:iam::${ACCOUNT}:role/*` },
  { Sid: 'Read', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:DescribeKey'], Resource: '*' },
  { Sid: 'Tidy', Effect: 'Allow', Action: ['cloudtrail:StopLogging', 'cloudtrail:StartLogging'], Resource: '*' },
  {
    Sid: 'Notebooks',
    Effect: 'Allow',
    Action: 'sagemaker:CreatePresignedNotebookInstanceUrl',
    Resource: `arn:aws:sagemaker:${TOKYO}:${ACCOUNT}:notebook-instance/*`,
  },
  { Sid: 'Train', Effect: 'Allow', Action: 'sagemaker:CreateTrainingJob', Resource: '*' },
];

/** `sato.jiro` signs in with two factors; `legacy-etl` is a batch of old, and `analyst.temp` somebody's stopgap. */
const seedUsers = async (iam: IAMClient): Promise<void> => {
  await iam.send(new CreateGroupCommand({ GroupName: 'data-analysts' }));
  await iam.send(
    new AttachGroupPolicyCommand({ GroupName: 'data-analysts', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
  );
  await iam.send(new CreateGroupCommand({ GroupName: 'genai-workshop' }));
  await iam.send(
    new AttachGroupPolicyCommand({
      GroupName: 'genai-workshop',
      PolicyArn: 'arn:aws:iam::aws:policy/AmazonBedrockFullAccess',
    }),
  );
  for (const [UserName, GroupName] of [
    ['sato.jiro', 'data-analysts'],
    ['analyst.temp', 'genai-workshop'],
  ] as const) {
    await iam.send(new CreateUserCommand({ UserName, Tags: [{ Key: '部門', Value: 'リスク分析部' }] }));
    await iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
    await iam.send(new CreateLoginProfileCommand({ UserName, Password: 'not-a-real-password' }));
  }
  await iam.send(
    new EnableMFADeviceCommand({
      UserName: 'sato.jiro',
      SerialNumber: `arn:aws:iam::${ACCOUNT}:mfa/sato.jiro`,
      AuthenticationCode1: '123456',
      AuthenticationCode2: '654321',
    }),
  );
  await iam.send(new CreateUserCommand({ UserName: 'legacy-etl' }));
  await iam.send(
    new AttachUserPolicyCommand({
      UserName: 'legacy-etl',
      PolicyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
    }),
  );
  for (const UserName of ['legacy-etl', 'sato.jiro']) await iam.send(new CreateAccessKeyCommand({ UserName }));
  // Last, for moto draws the ids of keys in the order of the calls.
  await iam.send(
    new AttachGroupPolicyCommand({
      GroupName: 'genai-workshop',
      PolicyArn: 'arn:aws:iam::aws:policy/AmazonSageMakerModelRegistryFullAccess',
    }),
  );
};

const attach = async (
  iam: IAMClient,
  name: string,
  role: string,
  ...statements: readonly Statement[]
): Promise<void> => {
  const { Policy } = await iam.send(
    new CreatePolicyCommand({ PolicyName: name, PolicyDocument: policy(...statements) }),
  );
  await iam.send(
    new AttachRolePolicyCommand({ RoleName: role, PolicyArn: given(Policy?.Arn, `ARN of policy ${name}`) }),
  );
};
