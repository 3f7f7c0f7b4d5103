/** What an organisation decides for itself. Every member has a default; schemas/params.schema.json is the published form. */
export interface Params {
  readonly retention: {
    /** Years for which CloudTrail's log files must be kept unalterable. */
    readonly audit_trail_years: number;
    /** Years for which Bedrock's invocation logs must be kept. */
    readonly invocation_log_years: number;
    /** Days after which requests that endpoints captured must be deleted. */
    readonly data_capture_days: number;
  };
  readonly network: {
    /** The shortest IPv4 prefix that a public endpoint may admit: 16 admits at most 65,536 addresses by one CIDR. */
    readonly widest_ipv4_prefix: number;
    readonly widest_ipv6_prefix: number;
  };
  readonly access: {
    /** ARNs of the principals that may administer EKS clusters. */
    readonly cluster_admins: readonly string[];
    /** ARNs of the roles that may approve model packages. */
    readonly model_approvers: readonly string[];
    /** Ids of the accounts beside a scanned one that resource policies may let in. */
    readonly trusted_accounts: readonly string[];
  };
  readonly mlops: {
    /** Days within which every pipeline must have run to its end. */
    readonly pipeline_run_days: number;
  };
  readonly pii: {
    /** Entity types that a guardrail must block or anonymise (GuardrailPiiEntityType of the Bedrock API). */
    readonly guardrail_entities: readonly string[];
  };
}

export const DEFAULT_PARAMS: Params = {
  retention: { audit_trail_years: 7, invocation_log_years: 7, data_capture_days: 365 },
  network: { widest_ipv4_prefix: 16, widest_ipv6_prefix: 48 },
  access: { cluster_admins: [], model_approvers: [], trusted_accounts: [] },
  mlops: { pipeline_run_days: 90 },
  pii: { guardrail_entities: ['ADDRESS', 'CREDIT_DEBIT_CARD_NUMBER', 'EMAIL', 'NAME', 'PASSWORD', 'PHONE'] },
};
