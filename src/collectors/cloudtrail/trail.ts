import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { type Collector, required } from '../collector.js';

/**
 * Trails. Every region lists the trails that log it, so each stands once: in its home region, or, when that is not
 * scanned, in the first scanned region. Elsewhere than at home only its ARN finds a trail. Whether it logs, and what,
 * takes a call each.
 */
export const trails: Collector = {
  type: 'AWS::CloudTrail::Trail',
  scope: 'region',
  permissions: [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetInsightSelectors',
  ],

  async *collect({ client, region, regions, each }) {
    const cloudtrail = client(CloudTrailClient);
    const { trailList } = await cloudtrail.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
    const [first] = regions.toSorted();
    const placeOf = (home: string | undefined) => (home !== undefined && regions.includes(home) ? home : first);

    yield* each(
      trailList?.filter(({ HomeRegion }) => placeOf(HomeRegion) === region),
      ({ TrailARN, Name }) => ({ id: required(TrailARN, 'trail ARN'), names: [Name] }),
      async (trail, { part }) => {
        const { TrailARN } = trail;
        const status = await part(
          [
            '/properties/IsLogging',
            '/runtime/StartLoggingTime',
            '/runtime/StopLoggingTime',
            '/runtime/LatestDeliveryTime',
            '/runtime/LatestDeliveryError',
            '/runtime/LatestDigestDeliveryError',
            '/runtime/LatestCloudWatchLogsDeliveryError',
          ],
          () => cloudtrail.send(new GetTrailStatusCommand({ Name: TrailARN })),
        );
        const selectors = await part(['/properties/EventSelectors', '/properties/AdvancedEventSelectors'], () =>
          cloudtrail.send(new GetEventSelectorsCommand({ TrailName: TrailARN })),
        );
        const insights = await part(
          '/properties/InsightSelectors',
          () => cloudtrail.send(new GetInsightSelectorsCommand({ TrailName: TrailARN })),
          { absentOn: ['InsightNotEnabledException'] },
        );
        return {
          properties: {
            TrailName: trail.Name,
            IsMultiRegionTrail: trail.IsMultiRegionTrail,
            IsOrganizationTrail: trail.IsOrganizationTrail,
            IsLogging: status?.IsLogging,
            S3BucketName: trail.S3BucketName,
            S3KeyPrefix: trail.S3KeyPrefix,
            KMSKeyId: trail.KmsKeyId,
            EnableLogFileValidation: trail.LogFileValidationEnabled,
            IncludeGlobalServiceEvents: trail.IncludeGlobalServiceEvents,
            EventSelectors: selectors?.EventSelectors,
            AdvancedEventSelectors: selectors?.AdvancedEventSelectors,
            InsightSelectors: insights?.InsightSelectors,
            CloudWatchLogsLogGroupArn: trail.CloudWatchLogsLogGroupArn,
          },
          runtime: {
            HomeRegion: trail.HomeRegion,
            StartLoggingTime: status?.StartLoggingTime,
            StopLoggingTime: status?.StopLoggingTime,
            LatestDeliveryTime: status?.LatestDeliveryTime,
            LatestDeliveryError: status?.LatestDeliveryError,
            LatestDigestDeliveryError: status?.LatestDigestDeliveryError,
            LatestCloudWatchLogsDeliveryError: status?.LatestCloudWatchLogsDeliveryError,
          },
        };
      },
    );
  },
};
