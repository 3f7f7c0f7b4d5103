import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
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

/** The guard against the confused deputy (IAM User Guide, "The confused deputy problem"). */
const scopedService = (name: string): Statement => ({
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

/** EKS User Guide, "IAM roles for service accounts"; the issuers are those of answers/eks.json. */
const serviceAccount = (cluster: number, operator: string, subject: string): Statement => {
  const issuer = `oidc.eks.${TOKYO}.amazonaws.com/id/EXAMPLE${String(cluster).padStart(24, '0')}`;
  return {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { [operator]: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: subject } },
  };
};

const readModels: Statement = {
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
  { name: 'EksCluster', department: '基盤チーム', trust: scopedService('eks.amazonaws.com'), permissions: [] },
  { name: 'EksNode', department: '基盤チーム', trust: service('ec2.amazonaws.com'), permissions: [] },
];

/** Roles of pods, by Pod Identity and by service account. */
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
    trust: serviceAccount(2, 'StringLike', 'system:serviceaccount:ray:*'),
    permissions: [readModels],
  },
];

/** Roles of people and services; `ml-sandbox-all` is the fault of iam/ai_wildcard, `LegacyNotebookRole` that of iam/service_trust_scoped. */
export const seedIam = async (iam: IAMClient): Promise<void> => {
  await createRoles(iam, ROLES);
  await attach(iam, 'ml-registry-read', 'ModelApprover', sagemaker('ListModelPackages', 'ListModelPackageGroups'));
  await attach(iam, 'ml-sandbox-all', 'MlEngineer', {
    Sid: 'Sandbox',
    Effect: 'Allow',
    Action: ['sagemaker:*', 'bedrock:*'],
    Resource: '*',
  });
};

/** `RayHead` may do anything to S3, and `RayDataIrsa` trusts a whole namespace. */
export const seedPodRoles = (iam: IAMClient): Promise<void> => createRoles(iam, POD_ROLES);

const createRoles = async (iam: IAMClient, roles: readonly Role[]): Promise<void> => {
  for (const { name, trust, permissions, department } of roles) {
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
  }
};

const attach = async (iam: IAMClient, name: string, role: string, statement: Statement): Promise<void> => {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: name, PolicyDocument: policy(statement) }));
  await iam.send(
    new AttachRolePolicyCommand({ RoleName: role, PolicyArn: given(Policy?.Arn, `ARN of policy ${name}`) }),
  );
};
