import { ACCOUNT, INVOCATION_LOG_GROUP, OSAKA, TOKYO } from '../names.js';
import type { DemoFault } from './fault.js';

/** What is wrong with Bedrock in the demo account. */
export const bedrockFaults: readonly DemoFault[] = [
  { control: 'bedrock/guardrail_pii', resource: 'internal-assistant', why: 'it lists the types with action NONE' },
  {
    control: 'bedrock/guardrail_prompt_attack',
    resource: 'internal-assistant',
    why: 'the filter is of strength HIGH, but its action is NONE',
  },
  {
    control: 'bedrock/guardrail_content_filters',
    resource: 'internal-assistant',
    why: 'INSULTS is switched off for answers',
  },
  { control: 'bedrock/guardrail_grounding', resource: 'internal-assistant', why: 'no contextual grounding policy' },
  { control: 'bedrock/guardrail_denied_topics', resource: 'internal-assistant', why: 'no topic policy' },
  { control: 'bedrock/guardrail_cmk', resource: 'internal-assistant', why: 'no KMS key' },
  { control: 'bedrock/invocation_logging', resource: OSAKA, why: 'no logging configuration' },
  {
    control: 'bedrock/invocation_log_retention',
    resource: INVOCATION_LOG_GROUP,
    why: 'the log group keeps 365 days and the bucket 400, where seven years are required',
  },
  {
    control: 'bedrock/invocation_logs_cmk',
    resource: INVOCATION_LOG_GROUP,
    why: 'the bucket encrypts by AES256',
  },
  { control: 'bedrock/invocation_log_immutable', resource: INVOCATION_LOG_GROUP, why: 'the bucket has no Object Lock' },
  {
    control: 'bedrock/invocation_log_body_decision',
    resource: INVOCATION_LOG_GROUP,
    why: 'images are logged, which nobody decided',
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
    why: 'the default full-access policy',
  },
  {
    control: 'bedrock/vpc_endpoint_private_dns',
    resource: `com.amazonaws.${TOKYO}.bedrock-agent`,
    why: 'private DNS is off',
  },
];
