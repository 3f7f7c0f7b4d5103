import { ACCOUNT } from '../names.js';
import type { DemoFault } from './fault.js';

const EVERYTHING = '* on *';

const keyOf = (user: string): Pick<DemoFault, 'resource' | 'subject'> => ({
  resource: `key of ${user}`,
  subject: ({ properties }) => properties.UserName === user,
});

/** What is wrong with IAM in the demo account. */
export const iamFaults: readonly DemoFault[] = [
  { control: 'iam/policy_ai_wildcard', resource: 'ml-sandbox-all', why: 'sagemaker:* and bedrock:* on *' },
  {
    control: 'iam/service_trust_scoped',
    resource: 'LegacyNotebookRole',
    why: 'trusts sagemaker.amazonaws.com without aws:SourceAccount',
  },
  { control: 'iam/role_unused', resource: 'LegacyNotebookRole', why: 'made 300 days ago, never used' },
  { control: 'iam/role_admin_attached', resource: 'GenAiPrototype', why: 'AdministratorAccess, trusted by Bedrock' },
  { control: 'iam/role_ai_wildcard', resource: 'GenAiPrototype', why: 'AdministratorAccess' },
  {
    control: 'iam/oidc_provider_exists',
    resource: 'RayDataIrsa',
    why: 'the account has no provider for the issuer of ray-sandbox',
  },
  { control: 'iam/oidc_trust_scoped', resource: 'WorkshopApp', why: 'tokens of Google, for whatever application' },
  { control: 'iam/oidc_trust_scoped', resource: 'SandboxDeployFromGit', why: 'any repository of GitHub' },
  {
    control: 'iam/role_cross_account_external_id',
    resource: 'LabelingVendor',
    why: 'trusts 999988887777 without sts:ExternalId',
  },
  { control: 'iam/role_trust_not_public', resource: 'BenchmarkDrop', why: 'trusts Principal *' },
  { control: 'iam/policy_passrole_scoped', resource: 'ml-legacy-deploy', why: 'iam:PassRole on *' },
  { control: 'iam/policy_assume_role_scoped', resource: 'ml-legacy-deploy', why: 'sts:AssumeRole on role/*' },
  { control: 'iam/policy_kms_decrypt_all', resource: 'ml-legacy-deploy', why: 'kms:Decrypt on *' },
  { control: 'iam/policy_cloudtrail_tamper', resource: 'ml-legacy-deploy', why: 'cloudtrail:StopLogging on *' },
  {
    control: 'iam/policy_privilege_escalation',
    resource: 'ml-legacy-deploy',
    why: 'iam:PassRole on * with sagemaker:CreateTrainingJob',
  },
  {
    control: 'iam/presigned_url_bound',
    resource: 'ml-legacy-deploy',
    why: 'sagemaker:CreatePresignedNotebookInstanceUrl from anywhere',
  },
  { control: 'iam/presigned_url_bound', resource: 'ml-sandbox-all', why: 'sagemaker:* from anywhere' },
  ...[
    'policy_admin',
    'policy_ai_wildcard',
    'policy_assume_role_scoped',
    'policy_cloudtrail_tamper',
    'policy_kms_decrypt_all',
    'policy_passrole_scoped',
    'policy_privilege_escalation',
    'presigned_url_bound',
  ].map((name): DemoFault => ({ control: `iam/${name}`, resource: 'break-glass-admin', why: EVERYTHING })),
  {
    control: 'iam/policy_no_notaction_allow',
    resource: 'role/EksNode#EksNodeWork',
    why: 'all but some services, on *',
  },
  {
    control: 'iam/user_ai_wildcard',
    resource: 'analyst.temp',
    why: 'AmazonBedrockFullAccess by the group genai-workshop',
  },
  { control: 'iam/user_mfa', resource: 'analyst.temp', why: 'a password and no device' },
  { control: 'iam/user_no_direct_policies', resource: 'legacy-etl', why: 'AmazonS3ReadOnlyAccess attached' },
  { control: 'iam/access_key_rotated', ...keyOf('legacy-etl'), why: '400 days old' },
  { control: 'iam/access_key_unused', ...keyOf('legacy-etl'), why: 'never used' },
  { control: 'iam/root_mfa', resource: ACCOUNT, why: 'no device' },
];
