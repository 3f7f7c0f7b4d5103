import type { PiiType } from './pii.js';

/** What an organisation decides for itself. Every member has a default; schemas/params.schema.json is the published form. */
export interface Params {
  readonly retention: {
    /** Years for which CloudTrail's log files must be kept unalterable. */
    readonly audit_trail_years: number;
    /** Years for which Bedrock's invocation logs must be kept. */
    readonly invocation_log_years: number;
    /** Years for which the audit logs of EKS clusters must be kept. */
    readonly cluster_audit_log_years: number;
    /** Years for which the logs of SageMaker's jobs and endpoints must be kept. */
    readonly job_log_years: number;
    /** Years for which VPC flow logs must be kept. */
    readonly flow_log_years: number;
    /** Years for which the access logs of S3 must be kept. */
    readonly access_log_years: number;
    /** Days after which requests that endpoints captured must be deleted. */
    readonly data_capture_days: number;
  };
  readonly network: {
    /** The shortest IPv4 prefix that a public endpoint may admit: 16 admits at most 65,536 addresses by one CIDR. */
    readonly widest_ipv4_prefix: number;
    readonly widest_ipv6_prefix: number;
    /** Traffic that flow logs must record; an exfiltration is accepted traffic. */
    readonly flow_log_traffic: 'ACCEPT' | 'ALL' | 'REJECT';
    /** Whether security groups of AI workloads must not let traffic out to wide public ranges. */
    readonly restrict_egress: boolean;
  };
  readonly access: {
    /** ARNs of the principals that may administer EKS clusters. */
    readonly cluster_admins: readonly string[];
    /** ARNs of the roles and users that may approve model packages. */
    readonly model_approvers: readonly string[];
  };
  readonly mlops: {
    /** Days within which every pipeline must have run to its end. */
    readonly pipeline_run_days: number;
  };
  readonly pii: {
    /** Entity types that a guardrail must block or anonymise (GuardrailPiiEntityType of the Bedrock API). */
    readonly guardrail_entities: readonly string[];
    /** S3 URIs below which only de-identified data lie. Where none is declared, where training data lie is not judged. */
    readonly deidentified_prefixes: readonly string[];
    /** Types of personal or confidential data (`kansa pii`) that prompts, scripts and variables must not hold. */
    readonly configuration_types: readonly PiiType[];
    /** From which confidence on a value there counts: 0.5 to 1. */
    readonly configuration_confidence: number;
    /** Types of personal or confidential data that what trains models must not hold. */
    readonly training_types: readonly PiiType[];
    /** From which confidence on a value there counts: 0.5 to 1. */
    readonly training_confidence: number;
    /** Types that the documents of knowledge bases must not hold, which are quoted to whoever asks. */
    readonly knowledge_base_types: readonly PiiType[];
    readonly knowledge_base_confidence: number;
    /** Types that must be protected, deleted and covered by guardrails where they are kept, and gone where data are declared de-identified. */
    readonly kept_types: readonly PiiType[];
    readonly kept_confidence: number;
    /** Days after which data must be deleted in which personal data were found. 0: nothing is declared. */
    readonly retention_days: number;
    /** Names of processing jobs, or URIs of their images (patterns with `*`), whose outputs are de-identified data. */
    readonly masking_jobs: readonly string[];
    /** Names of the tags by which what holds data is classified: whatever their case, hyphens, underscores and spaces. */
    readonly classification_tags: readonly string[];
    /** Values of them, compared alike, that models must neither learn from nor answer with. */
    readonly barred_classes: readonly string[];
    /** Values of them that say that everybody may see the data, or that nobody classified them. */
    readonly open_classes: readonly string[];
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
    /** US dollars of unusual cost of which somebody must be told at the latest. */
    readonly anomaly_impact_usd: number;
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
  readonly lambda: {
    /** Runtimes that AWS still patches: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html (read 2026-11). */
    readonly supported_runtimes: readonly string[];
  };
  readonly residency: {
    /** Regions in which data may be processed and stored; none: nothing is declared. */
    readonly regions: readonly string[];
  };
  readonly bedrock: {
    /** Kinds of bodies that invocation logs must hold, all others being left out. None: nobody decided. */
    readonly invocation_log_bodies: readonly ('audio' | 'embedding' | 'image' | 'text' | 'video')[];
    /** The strength that a guardrail's content filters must have at least. */
    readonly content_filter_strength: 'LOW' | 'MEDIUM' | 'HIGH';
    /** The score below which a guardrail must block an answer for its grounding or relevance: 0 to 0.99. */
    readonly grounding_threshold: number;
    /** Names of the topics that every guardrail must deny. */
    readonly denied_topics: readonly string[];
    /** Seconds for which an agent may keep an idle session. */
    readonly session_ttl_seconds: number;
    /** Days for which an agent may remember what users said. */
    readonly memory_days: number;
    /** Functions and operations that an agent may carry out unconfirmed: names or patterns with `*`, whatever their case. */
    readonly unconfirmed_functions: readonly string[];
    /** Days after which a knowledge base's data source must have been synchronised again. */
    readonly sync_days: number;
    /** Days for which a Bedrock API key may be valid. */
    readonly api_key_days: number;
    /** Tags that an application inference profile must bear. None: any tag will do. */
    readonly profile_tags: readonly string[];
  };
}

/** Numbers that tell who somebody is, or lead to their money. */
const IDENTIFYING: readonly PiiType[] = [
  'bank_account',
  'birth_date',
  'credit_card',
  'driver_licence',
  'health_insurance',
  'iban',
  'my_number',
  'passport',
  'pension_number',
  'us_ssn',
];

const PERSONAL: readonly PiiType[] = ['address', ...IDENTIFYING, 'email', 'name', 'phone'];

export const DEFAULT_PARAMS: Params = {
  retention: {
    audit_trail_years: 7,
    invocation_log_years: 7,
    cluster_audit_log_years: 7,
    job_log_years: 7,
    flow_log_years: 1,
    access_log_years: 1,
    data_capture_days: 365,
  },
  network: { widest_ipv4_prefix: 16, widest_ipv6_prefix: 48, flow_log_traffic: 'ALL', restrict_egress: false },
  access: { cluster_admins: [], model_approvers: [] },
  mlops: { pipeline_run_days: 90 },
  pii: {
    guardrail_entities: ['ADDRESS', 'CREDIT_DEBIT_CARD_NUMBER', 'EMAIL', 'NAME', 'PASSWORD', 'PHONE'],
    deidentified_prefixes: [],
    // Mail addresses, telephone numbers, names and postal addresses stand in prompts and variables of every company: those
    // of its own desks.
    configuration_types: IDENTIFYING,
    configuration_confidence: 0.75,
    // What tells of a person. Secrets and markings tell of none, a corporate number is public, and a postal code alone is a place.
    training_types: PERSONAL,
    training_confidence: 0.75,
    // Documents name the people who wrote them and the desks that answer: what stands in every manual.
    knowledge_base_types: IDENTIFYING,
    knowledge_base_confidence: 0.75,
    kept_types: PERSONAL,
    kept_confidence: 0.75,
    retention_days: 0,
    masking_jobs: [],
    // Not `classification` alone, which tells kinds of models and forms of files as well.
    classification_tags: [
      'confidentiality',
      'confidentiality-level',
      'data-classification',
      'data-class',
      'data-sensitivity',
      'information-classification',
      'security-classification',
      'sensitivity',
      'sensitivity-level',
      'データ分類',
      'データ区分',
      '情報分類',
      '情報区分',
      '情報資産区分',
      '機密区分',
      '機密性',
      '機密レベル',
      '秘密区分',
    ],
    // The highest class of each common scheme: what is confidential below it, models of one's own may be meant to know.
    barred_classes: [
      'highly confidential',
      'highly restricted',
      'highly sensitive',
      'restricted',
      'secret',
      'strictly confidential',
      'top secret',
      '厳秘',
      '最高機密',
      '極秘',
      '機密性3',
      '機密性3情報',
    ],
    open_classes: [
      'none',
      'open',
      'public',
      'unclassified',
      'unrestricted',
      '一般公開',
      '公開',
      '公開情報',
      '未分類',
      '機密性1',
      '機密性1情報',
    ],
  },
  sagemaker: { supported_notebook_platforms: ['notebook-al2023-v1'] },
  cost: { longest_training_hours: 24, longest_idle_hours: 8, accelerated_nodes: 10, anomaly_impact_usd: 1_000 },
  iam: { access_key_max_age_days: 90, access_key_unused_days: 45, role_unused_days: 90, trusted_accounts: [] },
  s3: { ai_buckets: ['*'] },
  lambda: {
    supported_runtimes: [
      'dotnet10',
      'java11',
      'java17',
      'java21',
      'java25',
      'java8.al2',
      'nodejs22.x',
      'nodejs24.x',
      'provided.al2',
      'provided.al2023',
      'python3.10',
      'python3.11',
      'python3.12',
      'python3.13',
      'python3.14',
      'ruby3.3',
      'ruby3.4',
    ],
  },
  residency: { regions: [] },
  bedrock: {
    invocation_log_bodies: [],
    content_filter_strength: 'MEDIUM',
    grounding_threshold: 0.5,
    denied_topics: [],
    session_ttl_seconds: 3_600,
    memory_days: 30,
    unconfirmed_functions: ['describe*', 'get*', 'list*', 'query*', 'read*', 'search*'],
    sync_days: 30,
    api_key_days: 90,
    profile_tags: [],
  },
};
