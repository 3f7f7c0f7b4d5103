import type { DemoFault } from './fault.js';

/** What is wrong with IAM in the demo account. */
export const iamFaults: readonly DemoFault[] = [
  { control: 'iam/policy_ai_wildcard', resource: 'ml-sandbox-all', why: 'sagemaker:* and bedrock:* on *' },
  {
    control: 'iam/service_trust_scoped',
    resource: 'LegacyNotebookRole',
    why: 'trusts sagemaker.amazonaws.com without aws:SourceAccount',
  },
];
