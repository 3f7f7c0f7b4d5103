import { ACCOUNT, INVOCATION_LOG_GROUP, OSAKA, TOKYO } from '../names.js';
import type { DemoFault } from './fault.js';

/** What is wrong with Bedrock in the demo account. */
export const bedrockFaults: readonly DemoFault[] = [
  {
    control: 'bedrock/guardrail_pii',
    resource: 'internal-assistant',
    subject: 'guardrail/exampleintl1',
    why: 'it lists the types with action NONE',
  },
  { control: 'bedrock/invocation_logging', resource: OSAKA, why: 'no logging configuration' },
  {
    control: 'bedrock/invocation_log_retention',
    resource: INVOCATION_LOG_GROUP,
    subject: `${ACCOUNT}/${TOKYO}`,
    why: 'the log group keeps 365 days and the bucket 400, where seven years are required',
  },
  {
    control: 'bedrock/agent_alias_guardrail',
    resource: `arn:aws:bedrock:${TOKYO}:${ACCOUNT}:agent-alias/OPSAGENT01/OPSALIAS01`,
    why: 'alias prod of ops-agent is version 1, without guardrail',
  },
  { control: 'bedrock/vpc_endpoint_exists', resource: OSAKA, why: 'no bedrock-runtime endpoint' },
  {
    control: 'bedrock/vpc_endpoint_policy_scoped',
    resource: `com.amazonaws.${TOKYO}.bedrock-agent-runtime`,
    subject: ({ properties }) => properties.ServiceName === `com.amazonaws.${TOKYO}.bedrock-agent-runtime`,
    why: 'the default full-access policy',
  },
];
