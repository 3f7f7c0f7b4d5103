import { ACCOUNT, INVOCATION_LOG_GROUP, OSAKA, TOKYO } from '../names.js';
import type { DemoFault } from './fault.js';

const agentAliasArn = (id: string): string => `arn:aws:bedrock:${TOKYO}:${ACCOUNT}:agent-alias/${id}`;

/** Its id, which the written answers draw. */
const INTERNAL_ASSISTANT = { resource: 'internal-assistant', subject: 'guardrail/exampleintl1' } as const;

/** The one configuration of a region, told by the log group that it names. */
const LOGGING = { resource: INVOCATION_LOG_GROUP, subject: `${ACCOUNT}/${TOKYO}` } as const;

const endpointOf = (service: string): Pick<DemoFault, 'resource' | 'subject'> => ({
  resource: `com.amazonaws.${TOKYO}.${service}`,
  subject: ({ properties }) => properties.ServiceName === `com.amazonaws.${TOKYO}.${service}`,
});

/** What is wrong with Bedrock in the demo account. */
export const bedrockFaults: readonly DemoFault[] = [
  { control: 'bedrock/provisioned_throughput_used', resource: 'pilot-2024', why: 'nobody calls it' },
  { control: 'bedrock/provisioned_throughput_lifecycle', resource: 'pilot-2024', why: 'Claude 2.1 is a legacy model' },
  { control: 'bedrock/guardrail_pii', ...INTERNAL_ASSISTANT, why: 'it lists the types with action NONE' },
  {
    control: 'bedrock/guardrail_prompt_attack',
    ...INTERNAL_ASSISTANT,
    why: 'the filter is of strength HIGH, but its action is NONE',
  },
  {
    control: 'bedrock/guardrail_content_filters',
    ...INTERNAL_ASSISTANT,
    why: 'INSULTS is switched off for answers',
  },
  { control: 'bedrock/guardrail_grounding', ...INTERNAL_ASSISTANT, why: 'no contextual grounding policy' },
  { control: 'bedrock/guardrail_denied_topics', ...INTERNAL_ASSISTANT, why: 'no topic policy' },
  { control: 'bedrock/guardrail_cmk', ...INTERNAL_ASSISTANT, why: 'no KMS key' },
  { control: 'bedrock/invocation_logging', resource: OSAKA, why: 'no logging configuration' },
  {
    control: 'bedrock/invocation_log_retention',
    ...LOGGING,
    why: 'the log group keeps 365 days and the bucket 400, where seven years are required',
  },
  {
    control: 'bedrock/invocation_logs_cmk',
    ...LOGGING,
    why: 'the log group has no KMS key',
  },
  { control: 'bedrock/invocation_log_immutable', ...LOGGING, why: 'the bucket has no Object Lock' },
  {
    control: 'bedrock/invocation_log_body_decision',
    ...LOGGING,
    why: 'images are logged, which nobody decided',
  },
  {
    control: 'bedrock/agent_alias_guardrail',
    resource: agentAliasArn('OPSAGENT01/OPSALIAS01'),
    why: 'alias prod of ops-agent is version 1, without guardrail',
  },
  {
    control: 'bedrock/agent_alias_not_draft',
    resource: agentAliasArn('OPSAGENT01/OPSALIAS02'),
    why: 'alias beta of ops-agent routes to the draft',
  },
  {
    control: 'bedrock/agent_model_in_boundary',
    resource: agentAliasArn('OPSAGENT01/OPSALIAS02'),
    why: 'the draft of ops-agent runs on an apac. inference profile',
  },
  { control: 'bedrock/agent_cmk', resource: 'agent/OPSAGENT01', why: 'ops-agent has no KMS key' },
  {
    control: 'bedrock/agent_session_ttl',
    resource: agentAliasArn('OPSAGENT01/OPSALIAS01'),
    why: 'version 1 keeps sessions for 90 minutes',
  },
  {
    control: 'bedrock/agent_memory_retention',
    resource: agentAliasArn('OPSAGENT01/OPSALIAS01'),
    why: 'version 1 remembers for 90 days',
  },
  {
    control: 'bedrock/agent_action_confirmation',
    resource: 'OPSAGENT01/1/RUNBOOK001',
    why: 'restartService runs unconfirmed',
  },
  {
    control: 'bedrock/agent_role_scoped',
    resource: agentAliasArn('OPSAGENT01/OPSALIAS01'),
    why: 'the role of version 1, which the draft no longer has, may invoke every foundation model',
  },
  {
    control: 'bedrock/agent_role_not_shared',
    resource: 'agent/OPSAGENT01',
    why: 'its draft has the role of support-agent',
  },
  {
    control: 'bedrock/agent_role_not_shared',
    resource: 'agent/SUPPORT001',
    why: 'the draft of ops-agent has its role',
  },
  {
    control: 'bedrock/alias_rollback_target',
    resource: agentAliasArn('OPSAGENT01/OPSALIAS01'),
    why: 'version 1 is the only numbered one',
  },
  {
    control: 'bedrock/model_lifecycle',
    resource: agentAliasArn('OPSAGENT01/OPSALIAS01'),
    why: 'version 1 runs on a legacy model',
  },
  {
    control: 'bedrock/inference_profile_in_boundary',
    resource: 'application-inference-profile/examplebatch1',
    why: 'it was copied from an apac. profile, which reaches Seoul, Mumbai, Singapore and Sydney',
  },
  {
    control: 'bedrock/application_inference_profile_tagged',
    resource: 'application-inference-profile/examplebatch1',
    why: 'no tag',
  },
  {
    control: 'bedrock/knowledge_base_data_source_cmk',
    resource: 'KBLEGACY01/DSMANUALS1',
    why: 'no server-side encryption configuration',
  },
  { control: 'bedrock/knowledge_base_data_deletion_policy', resource: 'KBLEGACY01/DSMANUALS1', why: 'RETAIN' },
  {
    control: 'bedrock/knowledge_base_sync_recent',
    resource: 'KBLEGACY01/DSMANUALS1',
    why: 'last synchronised 60 days ago',
  },
  {
    control: 'bedrock/knowledge_base_role_scoped',
    resource: 'knowledge-base/KBLEGACY01',
    why: 'its role may read every object of every bucket',
  },
  {
    control: 'bedrock/flow_alias_not_draft',
    resource: 'flow/FLOWTRIAG1/alias/FLOWALIAS3',
    why: 'alias beta of triage routes to the draft',
  },
  {
    control: 'bedrock/flow_guardrail',
    resource: 'flow/FLOWTRIAG1/alias/FLOWALIAS2',
    why: 'version 1 has no guardrail, unlike the draft',
  },
  {
    control: 'bedrock/flow_prompt_version_pinned',
    resource: 'flow/FLOWTRIAG1/alias/FLOWALIAS2',
    why: 'version 1 names its prompt without a version',
  },
  {
    control: 'bedrock/agent_instruction_no_personal_data',
    resource: 'agent/OPSAGENT01',
    why: 'the instruction bears a My Number',
  },
  {
    control: 'bedrock/agent_action_group_no_personal_data',
    resource: 'OPSAGENT01/1/RUNBOOK001',
    why: 'the description of a function bears a My Number',
  },
  { control: 'bedrock/flow_no_personal_data', resource: 'FLOWTRIAG1/DRAFT', why: 'its description bears a My Number' },
  { control: 'bedrock/prompt_no_personal_data', resource: 'prompt/PROMPTTRI1', why: 'an example bears a My Number' },
  { control: 'bedrock/prompt_cmk', resource: 'prompt/PROMPTTRI1', why: 'no KMS key' },
  { control: 'bedrock/custom_model_cmk', resource: 'opstuned0001', why: 'no KMS key' },
  { control: 'bedrock/imported_model_cmk', resource: 'imported-model/exampleclassi', why: 'no KMS key' },
  {
    control: 'bedrock/customization_job_in_vpc',
    resource: 'model-customization-job/amazon.nova-lite-v1:0:300k/opstunedjob',
    why: 'no VPC configuration',
  },
  {
    control: 'bedrock/batch_job_output_cmk',
    resource: 'model-invocation-job/examplebtch2',
    why: 'no key, and its bucket, which was of the old trail, encrypts by AES256',
  },
  {
    control: 'bedrock/api_key_no_long_term',
    resource: 'ACCAEXAMPLEBEDROCK002',
    why: 'the key of bedrock-notebooks has no expiration date',
  },
  {
    control: 'bedrock/api_key_expiry_bounded',
    resource: 'ACCAEXAMPLEBEDROCK003',
    why: 'the key of bedrock-batch is valid for a year',
  },
  {
    control: 'bedrock/actual_inference_region',
    ...LOGGING,
    why: 'CloudTrail shows a call that ran in Singapore',
  },
  { control: 'bedrock/vpc_endpoint_exists', resource: OSAKA, why: 'no bedrock-runtime endpoint' },
  {
    control: 'bedrock/vpc_endpoint_policy_scoped',
    ...endpointOf('bedrock-agent-runtime'),
    why: 'the default full-access policy',
  },
  {
    control: 'bedrock/vpc_endpoint_private_dns',
    ...endpointOf('bedrock-agent'),
    why: 'private DNS is off',
  },
];
