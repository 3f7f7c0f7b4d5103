import type { DemoFault } from './fault.js';

/** What is wrong with Lambda in the demo account. */
export const lambdaFaults: readonly DemoFault[] = [
  {
    control: 'bedrock/agent_tool_confined',
    resource: 'RUNBOOK001',
    why: 'Bedrock may invoke runbooks from any account',
  },
  { control: 'lambda/environment_cmk', resource: 'function:claims', why: 'no KMSKeyArn' },
  { control: 'lambda/environment_no_secrets', resource: 'function:claims', why: 'CLAIMS_DB_PASSWORD' },
  { control: 'lambda/environment_no_personal_data', resource: 'function:claims', why: 'a My Number' },
  {
    control: 'lambda/function_not_public',
    resource: 'function:prompt-webhook',
    why: 'a URL with AuthType NONE and a policy for anyone',
  },
  { control: 'lambda/supported_runtime', resource: 'function:prompt-webhook', why: 'python3.9' },
];
