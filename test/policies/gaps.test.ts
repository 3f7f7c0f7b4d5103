import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadBundle } from '../../src/engine/bundle.js';
import { judge } from '../../src/engine/verdict.js';
import type { Catalogue } from '../../src/model/control.js';
import type { Gap } from '../../src/model/gap.js';
import type { Json } from '../../src/model/json.js';

const read = (path: string): Buffer => readFileSync(new URL(`../../${path}`, import.meta.url));
const catalogue: Catalogue = JSON.parse(read('policies/dist/catalogue.json').toString());
const cases: { control: string; name: string; input: Json }[] = JSON.parse(
  read('fixtures/policy-cases.json').toString(),
);
const bundle = await loadBundle(read('policies/dist/policy.wasm'), catalogue);

const WINDOW: Gap = {
  pointer: '/refs/events',
  kind: 'partial',
  reason: 'out_of_window',
  detail: 'CloudTrail keeps 90 days',
};
const missing = (pointer: string): Gap => ({ pointer, kind: 'missing', reason: 'denied', detail: 'refused' });
const partial = (pointer: string): Gap => ({ pointer, kind: 'partial', reason: 'throttled', detail: 'page 2' });
const budget = (pointer: string): Gap => ({ ...partial(pointer), reason: 'budget', detail: 'only the newest' });
/** Not everything at a place was looked at. */
const SAMPLED = budget('/resource/runtime/Found');
const OLDER: Gap = { ...WINDOW, pointer: '/refs/processingJobs' };
const foreign = (pointer: string): Gap => ({ ...missing(pointer), reason: 'foreign_account' });

// biome-ignore format: a table
const TABLE: readonly (readonly [control: string, name: string, gaps: readonly Gap[], verdict: string])[] = [
  ['sagemaker/approver_not_author', 'approval by another person passes', [WINDOW], 'pass'],
  ['sagemaker/approver_not_author', 'approval by another person passes', [WINDOW, missing('/refs/events/0/properties/userIdentity')], 'unknown'],
  ['sagemaker/approver_not_author', "the author's own approval fails", [WINDOW], 'fail'],
  ['sagemaker/approver_not_author', "the author's own approval fails", [WINDOW, missing('/resource/runtime/CreatedBy')], 'unknown'],
  ['sagemaker/approver_not_author', 'one shared role without source identity proves nothing', [WINDOW], 'fail'],
  ['sagemaker/approver_not_author', 'registered as Approved, nobody else approved', [WINDOW], 'fail'],
  ['sagemaker/approver_not_author', 'Approved without any approving call', [WINDOW], 'unknown'],
  ['sagemaker/approver_not_author', 'Approved without any approving call', [], 'fail'],
  ['sagemaker/endpoint_created_after_approval', 'approved, then deployed, passes', [WINDOW], 'pass'],
  ['sagemaker/endpoint_created_after_approval', 'deployed, then approved, fails', [WINDOW], 'fail'],
  ['sagemaker/endpoint_created_after_approval', 'an older approval may be out of sight', [WINDOW], 'unknown'],
  ['sagemaker/endpoint_created_after_approval', 'no approval on record', [WINDOW], 'unknown'],
  ['sagemaker/endpoint_created_after_approval', 'a variant that leads to no package keeps the approval of the other from passing', [WINDOW, missing('/refs/models/hidden'), partial('/refs/packages')], 'unknown'],
  ['sagemaker/endpoint_serves_approved_package', 'a variant without model and inference components is not passed over', [partial('/refs/components')], 'unknown'],
  ['sagemaker/endpoint_serves_approved_package', 'a variant without model and inference components is not passed over', [], 'fail'],
  ['sagemaker/endpoint_serves_approved_package', 'an inference component of an approved package passes', [partial('/refs/components')], 'unknown'],
  ['sagemaker/endpoint_serves_approved_package', 'an inference component of a rejected package fails', [partial('/refs/components')], 'fail'],
  ['sagemaker/endpoint_serves_approved_package', 'a package that is gone fails', [missing('/refs/packages/arn:aws:sagemaker:ap-northeast-1:123456789012:model-package~1fraud~11')], 'unknown'],
  ['sagemaker/endpoint_serves_approved_package', 'a rejected package in the shadow fails', [missing('/refs/models/fraud-1')], 'fail'],
  ['sagemaker/endpoint_config_cmk', 'a key that does not exist fails', [foreign('/refs/key')], 'unknown'],
  ['bedrock/invocation_logging', 'not configured fails', [missing('/refs/invocationLogging')], 'unknown'],
  ['bedrock/invocation_logging', 'text to a log group passes', [foreign('/refs/invocationLogBuckets/central-logs')], 'pass'],
  ['bedrock/invocation_log_retention', 'a log group of five years fails', [foreign('/refs/invocationLogBuckets/central-logs')], 'fail'],
  ['bedrock/invocation_log_retention', 'a log group that keeps for long enough passes', [foreign('/refs/invocationLogBuckets/central-logs')], 'unknown'],
  ['bedrock/invocation_logs_cmk', 'a log group and buckets with keys of the customer pass', [foreign('/refs/invocationLogBuckets/central-logs')], 'unknown'],
  ['bedrock/invocation_logs_cmk', 'a bucket of S3\'s own encryption, or none, fails', [missing('/refs/invocationLogBuckets/ml-logs/properties/BucketEncryption')], 'fail'],
  ['bedrock/invocation_logs_cmk', 'destinations that do not exist fail', ['ml-logs', 'ml-large'].map((name) => foreign(`/refs/invocationLogBuckets/${name}`)).concat(missing('/refs/invocationLogGroups')), 'unknown'],
  ['bedrock/invocation_log_immutable', 'a bucket that does not exist fails', [foreign('/refs/invocationLogBuckets/ml-logs')], 'unknown'],
  ['bedrock/guardrail_prompt_attack', 'no policy fails', [missing('/resource')], 'unknown'],
  ['bedrock/guardrail_prompt_attack', 'a blocking filter of high strength passes', [missing('/resource/runtime/Versions')], 'unknown'],
  ['bedrock/guardrail_prompt_attack', 'a filter that only watches fails, whatever its strength', [missing('/resource/runtime/Versions')], 'fail'],
  ['bedrock/actual_inference_region', 'calls that ran within the boundary pass, and one that ran nowhere', [budget('/refs/invocations')], 'unknown'],
  ['bedrock/actual_inference_region', 'no calls pass', [budget('/refs/invocations')], 'unknown'],
  ['bedrock/actual_inference_region', 'a call that ran elsewhere fails', [budget('/refs/invocations')], 'fail'],
  ['bedrock/provisioned_throughput_used', 'one call passes', [budget('/refs/invocations')], 'pass'],
  ['bedrock/provisioned_throughput_used', 'none fails, and nor do calls of others or calls that were refused count', [budget('/refs/invocations')], 'unknown'],
  ['bedrock/provisioned_throughput_lifecycle', 'one that AWS no longer offers fails', [missing('/refs/models')], 'unknown'],
  ['bedrock/agent_model_in_boundary', 'a profile that nobody lists fails', [missing('/refs/profiles/global.x')], 'unknown'],
  ['bedrock/agent_action_confirmation', 'confirmed, or only reading, passes', [missing('/resource/runtime/Operations')], 'unknown'],
  ['bedrock/alias_rollback_target', "the draft and other agents' versions are none", [partial('/refs/agentVersions')], 'unknown'],
  ['bedrock/batch_job_output_cmk', 'no key of the job and none of the bucket fails', [foreign('/refs/buckets/out')], 'unknown'],
  ['bedrock/knowledge_base_sync_recent', 'no job that completed fails', [missing('/resource/runtime/LastIngestion')], 'unknown'],
  ['bedrock/api_key_no_long_term', 'a key that never expires fails', [missing('/resource/properties/ExpirationDate')], 'unknown'],
  ['bedrock/vpc_endpoint_exists', 'an available endpoint with private DNS passes', [partial('/refs/vpcEndpoints')], 'pass'],
  ['bedrock/vpc_endpoint_exists', 'none at all fails', [partial('/refs/vpcEndpoints')], 'unknown'],
  ['cloudtrail/multi_region_trail', 'a multi-Region trail of all management events passes', [partial('/refs/trails')], 'pass'],
  ['cloudtrail/multi_region_trail', 'no selectors are all management events', [missing('/refs/trails/0/properties/EventSelectors')], 'unknown'],
  ['cloudtrail/multi_region_trail', 'a trail that writes only loses InvokeModel', [partial('/refs/trails')], 'unknown'],
  ['cloudtrail/trail_bucket_object_lock', 'a bucket that does not exist fails', [foreign('/refs/bucket')], 'unknown'],
  ['sagemaker/notebook_root_access', 'absent fails, for AWS enables it', [missing('/resource/properties')], 'unknown'],
  ['sagemaker/notebook_role_scoped', 'named actions and resources pass', [missing('/refs/policies/arn:aws:iam::123456789012:policy~1ml-all')], 'unknown'],
  ['sagemaker/notebook_role_scoped', 'all of a service, not only of AWS, fails', [partial('/refs/policies')], 'fail'],
  ['sagemaker/notebook_lifecycle_no_secrets', 'scripts without secrets pass', [missing('/resource/runtime/Secrets')], 'unknown'],
  ['sagemaker/training_input_masked_prefix', 'data below a declared prefix pass, with its slash or without', [missing('/resource/properties/InputDataConfig/0/DataSource/S3DataSource/S3Uri')], 'unknown'],
  ['sagemaker/training_input_bucket_macie_clean', 'discovered to be clean passes', [foreign('/refs/inputs/elsewhere')], 'unknown'],
  ['sagemaker/training_input_bucket_macie_clean', 'examined by a job without findings passes', [missing('/refs/inputs/ml-data/runtime/SensitiveDataFindings')], 'unknown'],
  ['sagemaker/training_input_bucket_macie_clean', 'sensitive data fail', [foreign('/refs/inputs/elsewhere')], 'fail'],
  ['sagemaker/training_input_masked_prefix', 'data below a declared prefix pass, with its slash or without', [OLDER], 'pass'],
  ['sagemaker/training_input_masked_prefix', 'data elsewhere fail', [OLDER], 'fail'],
  ['sagemaker/training_input_masked_prefix', 'the output of a declared job that had completed passes', [OLDER], 'pass'],
  ['sagemaker/training_input_masked_prefix', 'the output of another job fails', [OLDER], 'unknown'],
  ['sagemaker/training_input_masked_prefix', 'no job at all fails', [OLDER], 'unknown'],
  ['pii/training_data_no_personal_data', 'places where nothing was found pass', [SAMPLED], 'unknown'],
  ['pii/training_data_no_personal_data', 'what is likely something else passes', [SAMPLED], 'unknown'],
  ['pii/training_data_no_personal_data', 'a number of a person fails', [SAMPLED], 'fail'],
  ['pii/knowledge_base_data_no_personal_data', 'documents in which nothing was found pass', [missing('/resource/runtime/Found')], 'unknown'],
  ['pii/deidentified_prefix_clean', 'a declared place in which nothing was found passes', [SAMPLED], 'unknown'],
  ['pii/captured_data_protected', "logs under the bucket's key, with any end, pass", [SAMPLED], 'pass'],
  ['pii/captured_data_protected', "logs under the bucket's key, with any end, pass", [SAMPLED, foreign('/refs/keys/alias~1own')], 'unknown'],
  ['pii/captured_data_protected', "captures under a key of one's own, closed and bounded, pass", [missing('/refs/policy')], 'unknown'],
  ['pii/captured_data_protected', 'a key that is gone fails', [SAMPLED], 'fail'],
  ['pii/captured_data_protected', 'a bucket that is gone protects nothing', [foreign('/refs/bucket')], 'unknown'],
  ['pii/captured_data_protected', 'where nothing was found there is no occasion', [], 'not_applicable'],
  ['pii/captured_data_protected', 'where nothing was found there is no occasion', [SAMPLED], 'unknown'],
  ['pii/captured_data_protected', 'training data are another matter', [SAMPLED], 'not_applicable'],
  ['pii/personal_data_retention_bounded', 'where no days are set nothing is judged', [SAMPLED], 'not_applicable'],
  ['pii/personal_data_retention_bounded', 'no rule at all fails', [SAMPLED], 'fail'],
  ['pii/personal_data_retention_bounded', 'no rule at all fails', [missing('/refs/bucket/properties/LifecycleConfiguration')], 'unknown'],
  ['pii/guardrail_covers_found_types', 'an entity that masks what was found passes', [SAMPLED], 'unknown'],
  ['pii/guardrail_covers_found_types', 'an entity that masks what was found passes', [], 'pass'],
  ['pii/guardrail_covers_found_types', 'a guardrail without a policy fails', [SAMPLED], 'fail'],
  ['pii/guardrail_covers_found_types', 'no guardrail fails', [missing('/refs/guardrails')], 'unknown'],
  ['pii/guardrail_covers_found_types', 'an expression that meets one form only fails', [missing('/refs/guardrails/0/properties/SensitiveInformationPolicyConfig/RegexesConfig/0/Pattern')], 'unknown'],
  ['pii/model_data_class_allowed', 'training data of a barred class fail', [SAMPLED], 'fail'],
  ['pii/model_data_class_allowed', 'training data of a barred class fail', [missing('/refs/bucket/tags')], 'unknown'],
  ['pii/model_data_class_allowed', 'training data of a class that is not barred pass', [foreign('/refs/bucket')], 'unknown'],
  ['pii/model_data_class_allowed', 'what nobody classified gives no occasion', [], 'not_applicable'],
  ['pii/model_data_class_allowed', 'what nobody classified gives no occasion', [missing('/refs/bucket/tags')], 'unknown'],
  ['pii/model_data_class_allowed', 'logs are another matter', [missing('/refs/bucket/tags')], 'not_applicable'],
  ['pii/personal_data_classified', 'a bucket that says the class passes', [SAMPLED], 'pass'],
  ['pii/personal_data_classified', 'a bucket without the tag fails', [SAMPLED], 'fail'],
  ['pii/personal_data_classified', 'a bucket without the tag fails', [missing('/refs/bucket/tags')], 'unknown'],
  ['pii/personal_data_classified', 'a table without the tag fails', [missing('/refs/table')], 'unknown'],
  ['pii/personal_data_classified', 'a class that everybody may see fails', [foreign('/refs/bucket')], 'unknown'],
  ['pii/personal_data_classified', 'where nothing was found there is no occasion', [SAMPLED], 'unknown'],
  ['sagemaker/user_profile_role_not_shared', 'roles of their own pass', [partial('/refs/profiles')], 'unknown'],
  ['kms/key_rotation', 'absent fails, for AWS does not rotate by itself', [missing('/resource/properties/EnableKeyRotation')], 'unknown'],
  ['eks/audit_log_retention', 'a log group that is gone fails', [missing('/refs/logGroup')], 'unknown'],
  ['eks/supported_version', 'a version that EKS no longer lists fails', [missing('/refs/version')], 'unknown'],
  ['eks/secrets_cmk', 'a key that does not exist fails', [foreign('/refs/secretKeys')], 'unknown'],
  ['eks/nodegroup_imds_blocked', "nothing said fails, for neither limit is EC2's default", [missing('/resource/runtime/LaunchTemplate')], 'unknown'],
  ['eks/pod_identity_scoped', 'a role with its own actions and resources passes', [foreign('/refs/roles')], 'unknown'],
  ['eks/notebook_sa_secrets', 'a notebook without bindings passes', [partial('/refs/bindings')], 'unknown'],
  ['eks/notebook_sa_secrets', 'a role that lists secrets fails', [partial('/refs/bindings')], 'fail'],
  ['eks/notebook_sa_secrets', 'the accounts of other workloads are another matter', [partial('/refs/workloads')], 'unknown'],
  ['eks/namespace_network_policy', 'a policy that refuses everything passes', [partial('/refs/engines')], 'unknown'],
  ['eks/namespace_network_policy', 'a policy that nothing enforces fails', [partial('/refs/engines')], 'unknown'],
  ['eks/namespace_network_policy', 'no policy fails', [partial('/refs/networkPolicies')], 'unknown'],
  ['eks/namespace_network_policy', 'a policy that refuses everything passes', [partial('/refs/fargateProfiles')], 'unknown'],
  ['eks/addon_network_policy', 'switched on passes, whatever else runs', [missing('/refs/engines')], 'pass'],
  ['eks/addon_network_policy', 'not set fails, for the plugin enforces nothing by itself', [missing('/refs/engines')], 'unknown'],
  ['eks/addon_network_policy', 'not set fails, for the plugin enforces nothing by itself', [missing('/resource/runtime/EnableNetworkPolicy')], 'unknown'],
  ['eks/addon_role_own', 'a role for the service account passes', [partial('/refs/associations')], 'pass'],
  ['eks/addon_role_own', 'neither fails, and associations of others are no help', [partial('/refs/associations')], 'unknown'],
  ['eks/fargate_role_confined', 'a role that is gone fails', [foreign('/refs/role')], 'unknown'],
  ['iam/oidc_provider_exists', 'one that is gone fails', [missing('/refs/oidcProviders')], 'unknown'],
  ['iam/oidc_provider_exists', 'a provider that exists passes', [foreign('/refs/oidcProviders/arn:aws:iam::999988887777:oidc-provider~1a')], 'unknown'],
  ['eks/ai_dashboards_not_exposed', 'a service inside the cluster passes', [missing('/refs/ingresses')], 'unknown'],
  ['eks/ai_service_account_own', 'nothing said fails, for Kubernetes mounts the token of the default account', [missing('/refs/serviceAccounts')], 'unknown'],
  ['eks/cluster_public_access', 'nothing said fails, for AWS opens it to everyone', [missing('/resource/properties')], 'unknown'],
];

describe('what was not seen', () => {
  test.each(TABLE)('%s: %s, with %j: %s', (id, name, gaps, verdict) => {
    const control = catalogue.controls.find((other) => other.id === id);
    const found = cases.find((other) => other.control === id && other.name === name);
    if (control === undefined || found === undefined) throw new Error(`no case ${id}: ${name}`);
    const { input } = found;
    const answer = bundle.ask(control.resource, [control], JSON.stringify(input)).get(id) ?? { error: 'no answer' };
    expect(judge({ control, answer, input, gaps, mode: 'live' }).verdict).toBe(verdict);
  });
});
