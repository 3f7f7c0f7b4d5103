import type { DemoFault } from './fault.js';

/** What is wrong with Step Functions in the demo account. */
export const stepfunctionsFaults: readonly DemoFault[] = [
  { control: 'stepfunctions/state_machine_cmk', resource: 'chat-orchestration', why: 'a key that AWS owns' },
  {
    control: 'stepfunctions/state_machine_log_payload',
    resource: 'chat-orchestration',
    why: 'includeExecutionData is true',
  },
  { control: 'stepfunctions/state_machine_no_personal_data', resource: 'chat-orchestration', why: 'a My Number' },
  { control: 'stepfunctions/state_machine_no_secrets', resource: 'chat-orchestration', why: 'an api_key' },
  { control: 'stepfunctions/state_machine_logging', resource: 'nightly-import', why: 'the level is OFF' },
];
