import { CreateVpcEndpointCommand } from '@aws-sdk/client-ec2';
import type { Clients } from './clients.js';
import { createRole, scopedService } from './iam.js';
import { key, separated } from './kms.js';
import { ACCOUNT, BEDROCK_KEY, type Statement, TOKYO } from './names.js';
import { type Network, SCOPED } from './network.js';

const invoke = (...models: readonly string[]): Statement => ({
  Effect: 'Allow',
  Action: 'bedrock:InvokeModel',
  Resource: models.map((model) => `arn:aws:bedrock:${TOKYO}:${model}`),
});

const read = (resource: string): Statement => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: resource });

/** The legacy ones are the faults of bedrock/agent_role_scoped and bedrock/knowledge_base_role_scoped. */
const ROLES: readonly (readonly [name: string, department: string, statement: Statement])[] = [
  [
    'BedrockClaimsAgent',
    '損害サービス部',
    invoke(`${ACCOUNT}:inference-profile/jp.anthropic.claude-sonnet-4-5-20250929-v1:0`),
  ],
  ['BedrockOpsLegacy', '基盤チーム', invoke(':foundation-model/*')],
  ['BedrockKnowledgeBase', 'カスタマーサポート部', read('arn:aws:s3:::example-corp-support-docs/*')],
  ['BedrockKnowledgeBaseLegacy', '不明', read('*')],
];

/**
 * What Bedrock stands on in Tokyo. Its own resources are written answers, which name the key by its ARN: its id is drawn
 * right after the random numbers were started anew, so that it does not depend on what was seeded before.
 */
export const seedBedrock = async (
  { iam, kms, ec2 }: Clients,
  { vpc, subnets, securityGroup }: Network,
): Promise<void> => {
  const arn = await key(kms, 'bedrock-data', '生成AI基盤のデータ', separated, true);
  if (arn !== BEDROCK_KEY) throw new Error(`seed the demo account: the key of Bedrock's answers became ${arn}`);
  // The fault of bedrock/vpc_endpoint_private_dns.
  await ec2.send(
    new CreateVpcEndpointCommand({
      VpcId: vpc,
      VpcEndpointType: 'Interface',
      ServiceName: `com.amazonaws.${TOKYO}.bedrock-agent`,
      SubnetIds: [...subnets],
      SecurityGroupIds: [securityGroup],
      PrivateDnsEnabled: false,
      PolicyDocument: SCOPED,
      TagSpecifications: [{ ResourceType: 'vpc-endpoint', Tags: [{ Key: 'Name', Value: 'bedrock-agent' }] }],
    }),
  );

  for (const [name, department, statement] of ROLES)
    await createRole(iam, {
      name,
      department,
      trust: scopedService('bedrock.amazonaws.com'),
      permissions: [statement],
    });
};
