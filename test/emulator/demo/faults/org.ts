import { ACCOUNT } from '../names.js';
import type { DemoFault } from './fault.js';

/** What is wrong with the organisation's policies for the demo account. */
export const orgFaults: readonly DemoFault[] = [
  { control: 'org/ai_opt_out_effective', resource: ACCOUNT, why: 'Transcribe is opted in' },
  {
    control: 'org/protection_deny_effective',
    resource: ACCOUNT,
    why: 'the service control policies leave guardrails and the invocation log unprotected',
  },
];
