import { PutModelInvocationLoggingConfigurationCommand } from '@aws-sdk/client-bedrock';
import {
  type AdvancedEventSelector,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { CreateLogGroupCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import { PutBucketLifecycleConfigurationCommand } from '@aws-sdk/client-s3';
import type { Clients } from './clients.js';
import {
  ACCOUNT,
  INVOCATION_LOG_BUCKET,
  INVOCATION_LOG_GROUP,
  LEGACY_TRAIL_BUCKET,
  roleArn,
  TOKYO,
  TRAIL_BUCKET,
  TRAIL_LOG_GROUP,
} from './names.js';

/** Trails and Bedrock's invocation log of Tokyo, which is kept 365 and 400 days; what is wrong with the trails stands in faults/cloudtrail.ts. */
export const seedLogs = async ({ s3, logs, cloudtrail, bedrock }: Clients, key: string): Promise<void> => {
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: INVOCATION_LOG_BUCKET,
      LifecycleConfiguration: {
        Rules: [{ ID: 'expire', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 400 } }],
      },
    }),
  );
  await logs.send(
    new CreateLogGroupCommand({ logGroupName: INVOCATION_LOG_GROUP, tags: { 用途: '生成AIの監査証跡' } }),
  );
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: INVOCATION_LOG_GROUP, retentionInDays: 365 }));
  await bedrock.send(
    new PutModelInvocationLoggingConfigurationCommand({
      loggingConfig: {
        textDataDeliveryEnabled: true,
        imageDataDeliveryEnabled: true,
        embeddingDataDeliveryEnabled: true,
        s3Config: { bucketName: INVOCATION_LOG_BUCKET, keyPrefix: 'tokyo' },
        cloudWatchConfig: { logGroupName: INVOCATION_LOG_GROUP, roleArn: roleArn('BedrockLogging') },
      },
    }),
  );

  await logs.send(new CreateLogGroupCommand({ logGroupName: TRAIL_LOG_GROUP, kmsKeyId: key }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: TRAIL_LOG_GROUP, retentionInDays: 3653 }));
  await trail(cloudtrail, {
    name: 'platform-audit',
    bucket: TRAIL_BUCKET,
    key,
    multiRegion: true,
    logGroup: `arn:aws:logs:${TOKYO}:${ACCOUNT}:log-group:${TRAIL_LOG_GROUP}:*`,
  });
  await cloudtrail.send(
    new PutEventSelectorsCommand({ TrailName: 'platform-audit', AdvancedEventSelectors: [...SELECTED] }),
  );
  await trail(cloudtrail, { name: 'legacy-trail', bucket: LEGACY_TRAIL_BUCKET, key });
  await trail(cloudtrail, { name: 'sandbox-trail', bucket: TRAIL_BUCKET });
  for (const TrailName of ['legacy-trail', 'sandbox-trail']) {
    // What AWS gives a new trail, and moto leaves out.
    await cloudtrail.send(
      new PutEventSelectorsCommand({
        TrailName,
        EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
      }),
    );
  }
  await cloudtrail.send(
    new PutInsightSelectorsCommand({
      TrailName: 'legacy-trail',
      InsightSelectors: (['ApiCallRateInsight', 'ApiErrorRateInsight'] as const).map((InsightType) => ({
        InsightType,
      })),
    }),
  );
};

const selector = (Name: string, ...fields: readonly (readonly [string, string])[]): AdvancedEventSelector => ({
  Name,
  FieldSelectors: fields.map(([Field, value]) => ({ Field, Equals: [value] })),
});

/** Management events, those data events of Bedrock that somebody once thought of, and refusals of two services. */
const SELECTED: readonly AdvancedEventSelector[] = [
  selector('management', ['eventCategory', 'Management']),
  ...['AgentAlias', 'AsyncInvoke', 'FlowAlias', 'Guardrail', 'KnowledgeBase', 'Model'].map((type) =>
    selector(type, ['eventCategory', 'Data'], ['resources.type', `AWS::Bedrock::${type}`]),
  ),
  ...['bedrock', 'kms'].map((service) =>
    selector(
      `refused by ${service}`,
      ['eventCategory', 'NetworkActivity'],
      ['eventSource', `${service}.amazonaws.com`],
      ['errorCode', 'VpceAccessDenied'],
    ),
  ),
];

interface Trail {
  readonly name: string;
  readonly bucket: string;
  readonly key?: string;
  readonly multiRegion?: boolean;
  readonly logGroup?: string;
}

/** Trails with a key are those that somebody set up with care: they sign their log files, too. */
const trail = async (
  cloudtrail: Clients['cloudtrail'],
  { name, bucket, key, multiRegion = false, logGroup }: Trail,
): Promise<void> => {
  await cloudtrail.send(
    new CreateTrailCommand({
      Name: name,
      S3BucketName: bucket,
      IsMultiRegionTrail: multiRegion,
      IncludeGlobalServiceEvents: multiRegion,
      EnableLogFileValidation: key !== undefined,
      ...(key !== undefined && { KmsKeyId: key }),
      ...(logGroup !== undefined && {
        CloudWatchLogsLogGroupArn: logGroup,
        CloudWatchLogsRoleArn: roleArn('TrailToLogs'),
      }),
    }),
  );
  await cloudtrail.send(new StartLoggingCommand({ Name: name }));
};
