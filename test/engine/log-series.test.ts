import { describe, expect, it } from 'vitest';
import { logSeriesOf } from '../../src/engine/log-series.js';
import { DEFAULT_PARAMS } from '../../src/model/params.js';
import type { Resource } from '../../src/model/resource.js';
import { memorySnapshot, resource } from './memory-snapshot.js';

const ACCOUNT = '123456789012';
const bucket = resource({
  type: 'AWS::S3::Bucket',
  id: 'arn:aws:s3:::example-logs',
  names: ['example-logs'],
  region: 'ap-northeast-3',
  properties: { BucketName: 'example-logs' },
});
const trail = (properties: Resource['properties'] = {}) =>
  resource({
    type: 'AWS::CloudTrail::Trail',
    id: 'arn:aws:cloudtrail:ap-northeast-1:123456789012:trail/audit',
    properties: { TrailName: 'audit', S3BucketName: 'example-logs', S3KeyPrefix: 'trails', ...properties },
    runtime: { HomeRegion: 'ap-northeast-1' },
  });
const placesOf = (...resources: readonly Resource[]) =>
  logSeriesOf(memorySnapshot(resources, []), DEFAULT_PARAMS).map(
    ({ stream, region, below = '', prefix, layout }) => `${stream} ${region} ${layout} ${below}|${prefix}`,
  );

describe('where logs lie', () => {
  it('is told by the trail, for the whole time that is required, in the bucket’s own region', () => {
    expect(logSeriesOf(memorySnapshot([trail(), bucket], []), DEFAULT_PARAMS)).toEqual([
      {
        stream: 'cloudtrail',
        region: 'ap-northeast-1',
        bucket: 'example-logs',
        bucketRegion: 'ap-northeast-3',
        prefix: `trails/AWSLogs/${ACCOUNT}/CloudTrail/ap-northeast-1/`,
        layout: 'slashes',
        sources: ['arn:aws:cloudtrail:ap-northeast-1:123456789012:trail/audit'],
        from: '2019-11-25',
        to: '2026-11-23',
      },
    ]);
  });

  it('is in every region that a trail records, beside digest files, below the organisation where it is its trail', () => {
    const all = { IsMultiRegionTrail: true, EnableLogFileValidation: true, IsOrganizationTrail: true };
    expect(placesOf(trail(all))).toEqual([
      `cloudtrail ap-northeast-1 slashes trails/AWSLogs/|${ACCOUNT}/CloudTrail/ap-northeast-1/`,
      `cloudtrail ap-northeast-3 slashes trails/AWSLogs/|${ACCOUNT}/CloudTrail/ap-northeast-3/`,
      `cloudtrail_digest ap-northeast-1 slashes trails/AWSLogs/|${ACCOUNT}/CloudTrail-Digest/ap-northeast-1/`,
      `cloudtrail_digest ap-northeast-3 slashes trails/AWSLogs/|${ACCOUNT}/CloudTrail-Digest/ap-northeast-3/`,
    ]);
  });

  it('follows the names that each service gives to its objects', () => {
    const flowLog = (id: string, options: Resource['properties'] = {}) =>
      resource({
        type: 'AWS::EC2::FlowLog',
        id,
        properties: { LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::example-logs/flow', ...options },
      });
    const logged = (name: string, logging: Resource['properties']) =>
      resource({
        type: 'AWS::S3::Bucket',
        id: `arn:aws:s3:::${name}`,
        properties: { BucketName: name, LoggingConfiguration: { DestinationBucketName: 'example-logs', ...logging } },
      });
    expect(
      placesOf(
        resource({
          type: 'AWS::Bedrock::ModelInvocationLogging',
          id: 'logging',
          properties: { s3Config: { bucketName: 'example-logs', keyPrefix: 'bedrock' } },
        }),
        resource({
          type: 'AWS::SageMaker::Endpoint',
          id: 'e',
          properties: { EndpointName: 'live', EndpointConfigName: 'c' },
        }),
        resource({
          type: 'AWS::SageMaker::EndpointConfig',
          id: 'c',
          properties: {
            EndpointConfigName: 'c',
            ProductionVariants: [{ VariantName: 'blue' }],
            DataCaptureConfig: { EnableCapture: true, DestinationS3Uri: 's3://example-logs/captured' },
          },
        }),
        flowLog('fl-1'),
        // Two flow logs may write to one place.
        flowLog('fl-2'),
        flowLog('fl-3', { DestinationOptions: { HiveCompatiblePartitions: true } }),
        logged('models', { LogFilePrefix: 'access/' }),
        logged('data', { LogFilePrefix: 'access/', TargetObjectKeyFormat: { PartitionedPrefix: {} } }),
      ),
    ).toEqual([
      `bedrock_invocations ap-northeast-1 slashes |bedrock/AWSLogs/${ACCOUNT}/BedrockModelInvocationLogs/ap-northeast-1/`,
      'data_capture ap-northeast-1 slashes |captured/live/blue/',
      's3_access ap-northeast-1 dashes |access/',
      `s3_access ap-northeast-1 slashes |access/${ACCOUNT}/ap-northeast-1/data/`,
      `vpc_flow ap-northeast-1 slashes |flow/AWSLogs/${ACCOUNT}/vpcflowlogs/ap-northeast-1/`,
      `vpc_flow ap-northeast-1 hive |flow/AWSLogs/aws-account-id=${ACCOUNT}/aws-service=vpcflowlogs/aws-region=ap-northeast-1/`,
    ]);
  });
});
