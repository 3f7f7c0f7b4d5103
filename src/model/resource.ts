import type { Gap } from './gap.js';
import type { JsonObject } from './json.js';

/** Which call showed a fact, and when. Left out of every digest: a replay has other request ids. */
export interface Source {
  /** `service:Operation`, e.g. `sagemaker:DescribeNotebookInstance`. */
  readonly operation: string;
  readonly requestId?: string;
  /** Epoch milliseconds. */
  readonly time: number;
}

/**
 * One thing in an account, under its CloudFormation type and property names
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-template-resource-type-ref.html).
 * A type that CloudFormation lacks (training jobs, CloudTrail events) keeps the API's own member names.
 */
export interface Resource {
  readonly type: string;
  /** The ARN where AWS gives one, else the name: unique within type, account and region. */
  readonly id: string;
  /** Other words by which resources refer to this one: names, key ids, aliases. */
  readonly names: readonly string[];
  readonly account: string;
  /** `global` for what belongs to the account as a whole (IAM). */
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What a template could have said. */
  readonly properties: JsonObject;
  /** What only AWS knows: status, who created it, what succeeded last. */
  readonly runtime: JsonObject;
  readonly source: readonly Source[];
  /** Pointers are relative to the resource: `/properties/KmsKeyId`. */
  readonly gaps: readonly Gap[];
}

/** Which thing is meant. */
export interface Subject {
  readonly type: string;
  readonly id: string;
  readonly account: string;
  readonly region: string;
}

/** The region under which account-wide resources stand. */
export const GLOBAL = 'global';

/** The words that a reference may use for a resource. */
export const identifiersOf = ({ id, names }: Pick<Resource, 'id' | 'names'>): string[] => [...new Set([id, ...names])];
