import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetResourcePolicyCommand,
  paginateListTables,
  type SSEDescription,
} from '@aws-sdk/client-dynamodb';
import { normalisedPolicy } from '../../model/policy-document.js';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';

/** Tables: the list shows names only, so ARNs are made of them. Backups and policy take a call each. */
export const tables: Collector = {
  type: 'AWS::DynamoDB::Table',
  scope: 'region',
  permissions: [
    'dynamodb:ListTables',
    'dynamodb:DescribeTable',
    'dynamodb:DescribeContinuousBackups',
    'dynamodb:GetResourcePolicy',
  ],

  async *collect({ account, region, partition, client, each }) {
    const dynamodb = client(DynamoDBClient);
    const arnOf = (name: string) => `arn:${partition}:dynamodb:${region}:${account}:table/${name}`;
    for await (const page of paginateListTables({ client: dynamodb }, {}))
      yield* each(
        page.TableNames,
        (name) => ({ id: arnOf(name), names: [name] }),
        async (TableName, { part, parsed }) => {
          const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
          const table = required(Table, 'table');
          const backups = await part('/properties/PointInTimeRecoverySpecification', () =>
            dynamodb.send(new DescribeContinuousBackupsCommand({ TableName })),
          );
          const recovery = backups?.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
          const policy = await part(
            '/properties/ResourcePolicy',
            () => dynamodb.send(new GetResourcePolicyCommand({ ResourceArn: arnOf(TableName) })),
            { absentOn: ['PolicyNotFoundException'] },
          );
          const text = policy?.Policy;
          return {
            properties: {
              TableName,
              SSESpecification: table.SSEDescription && encryptionOf(table.SSEDescription),
              DeletionProtectionEnabled: table.DeletionProtectionEnabled,
              PointInTimeRecoverySpecification: backups && {
                PointInTimeRecoveryEnabled: recovery?.PointInTimeRecoveryStatus === 'ENABLED',
                ...marksOf(recovery),
              },
              ResourcePolicy:
                text === undefined
                  ? undefined
                  : parsed('/properties/ResourcePolicy', () => ({ PolicyDocument: normalisedPolicy(text) })),
            },
            runtime: { TableStatus: table.TableStatus },
          };
        },
      );
  },
};

const encryptionOf = ({ Status, SSEType, KMSMasterKeyArn, ...rest }: SSEDescription) => ({
  SSEEnabled: Status === 'ENABLED' || Status === 'UPDATING',
  SSEType,
  KMSMasterKeyId: KMSMasterKeyArn,
  ...marksOf(rest),
});
