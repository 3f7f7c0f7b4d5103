import { ACCOUNT, OSAKA, TOKYO } from '../names.js';
import type { DemoFault } from './fault.js';

const regional = (region: string): string => `${ACCOUNT}/${region}`;

const AD_HOC_QUERIES = {
  resource: 'store ad-hoc-queries',
  subject: 'eventdatastore/00000000-0000-4000-9001-000000000002',
} as const;

/** What is wrong with CloudTrail in the demo account. */
export const cloudtrailFaults: readonly DemoFault[] = [
  {
    control: 'cloudtrail/trail_bucket_object_lock',
    resource: 'legacy-trail',
    why: 'its bucket is locked in GOVERNANCE mode for 365 days',
  },
  { control: 'cloudtrail/bucket_not_public', resource: 'legacy-trail', why: 'its bucket has the ACL public-read' },
  { control: 'cloudtrail/bucket_access_logging', resource: 'legacy-trail', why: 'its bucket logs no access' },
  { control: 'cloudtrail/delivery_healthy', resource: 'legacy-trail', why: 'digests are refused' },
  { control: 'cloudtrail/trail_cmk', resource: 'sandbox-trail', why: 'no KmsKeyId' },
  { control: 'cloudtrail/log_file_validation', resource: 'sandbox-trail', why: 'validation is off' },
  ...[TOKYO, OSAKA].map(
    (region): DemoFault => ({
      control: 'cloudtrail/bedrock_data_events_complete',
      resource: regional(region),
      why: 'platform-audit selects six types of Bedrock only',
    }),
  ),
  {
    control: 'cloudtrail/sagemaker_data_events',
    resource: regional(OSAKA),
    why: 'the store model-lineage keeps those of Tokyo',
  },
  { control: 'cloudtrail/network_activity_events', resource: regional(TOKYO), why: 'nothing of S3 is selected' },
  { control: 'cloudtrail/insights', resource: regional(OSAKA), why: 'legacy-trail looks at Tokyo only' },
  { control: 'cloudtrail/event_data_store_cmk', ...AD_HOC_QUERIES, why: 'no KmsKeyId' },
  {
    control: 'cloudtrail/event_data_store_retention',
    ...AD_HOC_QUERIES,
    why: '366 days, and no termination protection',
  },
];
