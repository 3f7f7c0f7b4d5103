import type { JsonObject } from '../../../src/model/json.js';
import { type Answers, refused } from '../expedition.js';

/** Written from the CloudTrail API model of 2013-11-01 (@aws-sdk/client-cloudtrail 3.1137.0). */
export const TRAIL_ARN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit';

export const trail: JsonObject = {
  Name: 'audit',
  S3BucketName: 'audit-logs',
  S3KeyPrefix: 'trail',
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: true,
  HomeRegion: 'eu-west-1',
  TrailARN: TRAIL_ARN,
  LogFileValidationEnabled: true,
  CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:trail:*',
  CloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/Trail',
  KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  HasCustomEventSelectors: true,
  HasInsightSelectors: false,
  IsOrganizationTrail: false,
};

/**
 * Records as CloudTrail writes them
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html).
 */
const record: JsonObject = {
  eventVersion: '1.09',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:ana',
    arn: 'arn:aws:sts::111122223333:assumed-role/Approver/ana',
    accountId: '111122223333',
    accessKeyId: 'kansa:scrubbed:0123456789abcdef',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLE',
        arn: 'arn:aws:iam::111122223333:role/Approver',
        accountId: '111122223333',
        userName: 'Approver',
      },
      attributes: { creationDate: '2026-03-01T08:00:00Z', mfaAuthenticated: 'true' },
      sourceIdentity: 'ana@example.com',
    },
  },
  eventTime: '2026-03-01T09:00:00Z',
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'UpdateModelPackage',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2',
  requestParameters: {
    modelPackageArn: 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/Fraud/3',
    modelApprovalStatus: 'Approved',
    approvalDescription: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  },
  responseElements: { modelPackageArn: 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/fraud/3' },
  requestID: 'a1b2c3d4-0000-4000-8000-000000000001',
  eventID: 'e1b2c3d4-0000-4000-8000-000000000001',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '111122223333',
};

/** An event of the history: the record as text, and what the history itself says of it. */
export const event = (changes: JsonObject = {}): JsonObject => {
  const whole: JsonObject = { ...record, ...changes };
  return {
    EventId: whole.eventID ?? null,
    EventName: whole.eventName ?? null,
    ReadOnly: 'false',
    AccessKeyId: 'kansa:scrubbed:0123456789abcdef',
    EventTime: Date.parse(String(whole.eventTime)) / 1000,
    EventSource: 'sagemaker.amazonaws.com',
    Username: 'ana',
    Resources: [],
    CloudTrailEvent: JSON.stringify(whole),
  };
};

export const created = event({
  eventID: 'e1b2c3d4-0000-4000-8000-000000000002',
  eventName: 'CreateModelPackage',
  eventTime: '2026-02-01T09:00:00Z',
  requestParameters: { modelPackageGroupName: 'fraud', modelApprovalStatus: 'PendingManualApproval' },
});

/** Which of the two names a lookup asks for. */
export const lookedUp = ({ LookupAttributes }: JsonObject): unknown =>
  JSON.stringify(LookupAttributes).match(/\w+ModelPackage/)?.[0];

export const cloudtrail: Answers = {
  'cloudtrail:DescribeTrails': { trailList: [trail] },
  'cloudtrail:GetTrailStatus': {
    IsLogging: true,
    LatestDeliveryTime: 1_774_950_000,
    StartLoggingTime: 1_700_000_000,
    LatestDeliveryAttemptTime: '2026-03-31T09:40:00Z',
  },
  'cloudtrail:GetEventSelectors': {
    TrailARN: TRAIL_ARN,
    EventSelectors: [
      {
        ReadWriteType: 'All',
        IncludeManagementEvents: true,
        DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
        ExcludeManagementEventSources: [],
      },
    ],
  },
  'cloudtrail:GetInsightSelectors': refused('InsightNotEnabledException', 'Insights is not enabled'),
  'cloudtrail:LookupEvents': (input) => ({
    Events: lookedUp(input) === 'UpdateModelPackage' ? [event()] : [created],
  }),
};
