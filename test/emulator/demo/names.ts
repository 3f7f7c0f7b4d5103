export const ACCOUNT = '123456789012';
export const TOKYO = 'ap-northeast-1';
export const OSAKA = 'ap-northeast-3';

export const TRAIL_BUCKET = 'example-corp-platform-audit-logs';
export const LEGACY_TRAIL_BUCKET = 'example-corp-legacy-trail';
export const INVOCATION_LOG_BUCKET = 'example-corp-bedrock-invocations';
export const MODEL_BUCKET = 'example-corp-ml-models';
export const CAPTURE_BUCKET = 'example-corp-ml-captures';
export const MODEL_REPLICA_BUCKET = 'example-corp-ml-models-dr';
export const LEGACY_DATA_BUCKET = 'example-corp-legacy-datasets';
export const OVERSEAS_BUCKET = 'example-corp-us-analytics';
export const OVERSEAS_REGION = 'us-east-1';
export const SCRATCH_BUCKET = 'example-corp-prompt-scratch';
export const ACCESS_LOG_BUCKET = 'example-corp-access-logs';
export const SUPPORT_DOCS_BUCKET = 'example-corp-support-docs';
export const MANUALS_BUCKET = 'example-corp-old-manuals';
export const TRAIL_LOG_GROUP = '/cloudtrail/platform-audit';
export const INVOCATION_LOG_GROUP = '/bedrock/model-invocations';

/** The key of the written answers about Bedrock. */
export const BEDROCK_KEY = `arn:aws:kms:${TOKYO}:${ACCOUNT}:key/8e91579a-21c3-439e-90c1-91728c541241`;

/** Whom alarms and rules tell. */
export const ON_CALL = `arn:aws:sns:${TOKYO}:${ACCOUNT}:ml-on-call`;

/** What people put where it does not belong; a scan must never write it down. */
export const SECRETS = {
  password: 'not-a-real-password',
  token: 'not-a-real-token',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  /** With the check digit of a My Number; nobody bears it. */
  myNumber: '123456789018',
  /** Of customers whom nobody has. */
  customerMail: 'hanako.sato@example.jp',
  customerPhone: '090-1234-5678',
  customerName: '佐藤 花子',
  /** The beginning of a lifecycle script, as SageMaker answers with it: base64 of `#!/bin/bas`. */
  script: 'IyEvYmluL2Jhc2',
} as const;

export const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

export const packageArn = (group: string, version: number): string =>
  `arn:aws:sagemaker:${TOKYO}:${ACCOUNT}:model-package/${group}/${version}`;

export const image = (region: string, repository: string): string =>
  `${ACCOUNT}.dkr.ecr.${region}.amazonaws.com/${repository}`;

/** A field of AWS's answer that the model marks optional and that the call at hand always gives. */
export const given = (value: string | undefined, what: string): string => {
  if (value === undefined) throw new Error(`seed the demo account: no ${what} was given`);
  return value;
};

export const policy = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

export type Statement = {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};
