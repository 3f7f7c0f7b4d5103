import {
  CreateTableCommand,
  type DynamoDBClient,
  PutResourcePolicyCommand,
  UpdateContinuousBackupsCommand,
} from '@aws-sdk/client-dynamodb';
import { ACCOUNT, policy, roleArn, TOKYO } from './names.js';

/** What agents remember, as it should be kept, and notes of an experiment, as they are kept. */
export const seedTables = async (dynamodb: DynamoDBClient, key: string): Promise<void> => {
  await table(dynamodb, 'agent-sessions', key);
  await dynamodb.send(
    new UpdateContinuousBackupsCommand({
      TableName: 'agent-sessions',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  );
  await readable(dynamodb, 'agent-sessions', roleArn('SageMakerExecution'));
  await table(dynamodb, 'experiment-notes', undefined);
  await readable(dynamodb, 'experiment-notes', 'arn:aws:iam::999988887777:root');
};

const table = (dynamodb: DynamoDBClient, TableName: string, key: string | undefined) =>
  dynamodb.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: key !== undefined,
      ...(key !== undefined && { SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: key } }),
    }),
  );

const readable = (dynamodb: DynamoDBClient, name: string, AWS: string) => {
  const ResourceArn = `arn:aws:dynamodb:${TOKYO}:${ACCOUNT}:table/${name}`;
  const Policy = policy({ Effect: 'Allow', Principal: { AWS }, Action: 'dynamodb:GetItem', Resource: ResourceArn });
  return dynamodb.send(new PutResourcePolicyCommand({ ResourceArn, Policy }));
};
