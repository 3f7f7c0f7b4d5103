import type { DemoFault } from './fault.js';

/** What is wrong with CloudTrail in the demo account. */
export const cloudtrailFaults: readonly DemoFault[] = [
  {
    control: 'cloudtrail/trail_bucket_object_lock',
    resource: 'legacy-trail',
    why: 'its bucket is locked in GOVERNANCE mode for 365 days',
  },
];
