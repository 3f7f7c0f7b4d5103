import { ACCOUNT, OSAKA, TOKYO } from '../names.js';
import type { DemoFault } from './fault.js';

/** What is wrong with AWS Config in the demo account. */
export const configFaults: readonly DemoFault[] = [
  { control: 'config/recorder_on', resource: `${ACCOUNT}/${OSAKA}`, why: 'no recorder' },
  { control: 'config/records_ai_types', resource: `${ACCOUNT}/${TOKYO}`, why: 'a list of three other types' },
];
