import { ACCOUNT, LEGACY_DATA_BUCKET, LEGACY_TRAIL_BUCKET, OVERSEAS_BUCKET, SCRATCH_BUCKET } from '../names.js';
import type { DemoFault } from './fault.js';

/** What is wrong with S3 in the demo account. */
export const s3Faults: readonly DemoFault[] = [
  { control: 's3/account_public_access_block', resource: ACCOUNT, why: 'IgnorePublicAcls is off' },
  { control: 's3/ai_bucket_not_public', resource: LEGACY_TRAIL_BUCKET, why: 'the ACL public-read' },
  { control: 's3/ai_bucket_acl_disabled', resource: LEGACY_TRAIL_BUCKET, why: 'no ownership controls' },
  { control: 's3/ai_bucket_tls_only', resource: LEGACY_TRAIL_BUCKET, why: 'the policy denies nothing' },
  { control: 's3/ai_bucket_cmk', resource: LEGACY_TRAIL_BUCKET, why: 'AES256' },
  { control: 's3/ai_bucket_cmk', resource: OVERSEAS_BUCKET, why: 'AES256' },
  { control: 's3/ai_bucket_versioning', resource: SCRATCH_BUCKET, why: 'versioning is suspended' },
  {
    control: 's3/ai_bucket_replication_in_boundary',
    resource: LEGACY_DATA_BUCKET,
    why: 'replicates to us-east-1, which is not declared',
  },
];
