/** What an organisation decides for itself. Every member has a default; schemas/params.schema.json is the published form. */
export interface Params {
  readonly retention: {
    /** Years for which CloudTrail's log files must be kept unalterable. */
    readonly audit_trail_years: number;
    /** Years for which Bedrock's invocation logs must be kept. */
    readonly invocation_log_years: number;
    /** Years for which the audit logs of EKS clusters must be kept. */
    readonly cluster_audit_log_years: number;
  };
  readonly network: {
    /** The shortest IPv4 prefix that a public endpoint may admit: 16 admits at most 65,536 addresses by one CIDR. */
    readonly widest_ipv4_prefix: number;
    readonly widest_ipv6_prefix: number;
  };
  readonly access: {
    /** ARNs of the principals that may administer EKS clusters. */
    readonly cluster_admins: readonly string[];
  };
  readonly pii: {
    /** Entity types that a guardrail must block or anonymise (GuardrailPiiEntityType of the Bedrock API). */
    readonly guardrail_entities: readonly string[];
    /** S3 URIs below which only de-identified data lie. Where none is declared, where training data lie is not judged. */
    readonly deidentified_prefixes: readonly string[];
  };
  readonly sagemaker: {
    /** Platforms of notebook instances in support: https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2.html (read 2026-11). */
    readonly supported_notebook_platforms: readonly string[];
  };
  readonly cost: {
    /** Hours for which a training job may run. */
    readonly longest_training_hours: number;
    /** Hours after which an idle Studio application must be shut down. */
    readonly longest_idle_hours: number;
    /** How many nodes with accelerators one node group may grow to. */
    readonly accelerated_nodes: number;
  };
  readonly iam: {
    /** Days after which an access key must have been replaced. */
    readonly access_key_max_age_days: number;
    /** Days without use after which an access key must be gone. */
    readonly access_key_unused_days: number;
    /** Days without use after which a role must be gone. */
    readonly role_unused_days: number;
    /** Ids of the accounts beside the scanned one that the organisation trusts as itself. */
    readonly trusted_accounts: readonly string[];
  };
  readonly s3: {
    /** Patterns (`*`, `?`) of the names of buckets that hold data, models, outputs or logs of the AI platform. */
    readonly ai_buckets: readonly string[];
  };
  readonly residency: {
    /** Regions in which data may be processed and stored; none: nothing is declared. */
    readonly regions: readonly string[];
  };
}

export const DEFAULT_PARAMS: Params = {
  retention: { audit_trail_years: 7, invocation_log_years: 7, cluster_audit_log_years: 7 },
  network: { widest_ipv4_prefix: 16, widest_ipv6_prefix: 48 },
  access: { cluster_admins: [] },
  pii: {
    guardrail_entities: ['ADDRESS', 'CREDIT_DEBIT_CARD_NUMBER', 'EMAIL', 'NAME', 'PASSWORD', 'PHONE'],
    deidentified_prefixes: [],
  },
  sagemaker: { supported_notebook_platforms: ['notebook-al2023-v1'] },
  cost: { longest_training_hours: 24, longest_idle_hours: 8, accelerated_nodes: 10 },
  iam: { access_key_max_age_days: 90, access_key_unused_days: 45, role_unused_days: 90, trusted_accounts: [] },
  s3: { ai_buckets: ['*'] },
  residency: { regions: [] },
};
