import { ACCOUNT } from '../names.js';
import type { DemoFault } from './fault.js';

/** What is wrong with how the demo account's cost is watched. */
export const costFaults: readonly DemoFault[] = [
  { control: 'budgets/ai_spend', resource: ACCOUNT, why: 'the budget of Amazon Bedrock tells nobody' },
  { control: 'ce/anomaly_monitor', resource: ACCOUNT, why: 'the only subscriber declined' },
];
