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
  };
  readonly cost: {
    /** How many nodes with accelerators one node group may grow to. */
    readonly accelerated_nodes: number;
  };
}

export const DEFAULT_PARAMS: Params = {
  retention: { audit_trail_years: 7, invocation_log_years: 7, cluster_audit_log_years: 7 },
  network: { widest_ipv4_prefix: 16, widest_ipv6_prefix: 48 },
  access: { cluster_admins: [] },
  pii: { guardrail_entities: ['ADDRESS', 'CREDIT_DEBIT_CARD_NUMBER', 'EMAIL', 'NAME', 'PASSWORD', 'PHONE'] },
  cost: { accelerated_nodes: 10 },
};
