import type { Gap } from './gap.js';
import type { JsonObject } from './json.js';
import { leadsTo, type Pointer } from './pointer.js';

/** Which call showed a fact, and when. Left out of every digest: a replay has other request ids. */
interface CallSource {
  /** `service:Operation`, e.g. `sagemaker:DescribeNotebookInstance`. */
  readonly operation: string;
  readonly requestId?: string;
  /** Epoch milliseconds. */
  readonly time: number;
}

/** Where a template says a fact. Left out of every digest: lines move. */
export interface FileSource {
  /** As the user named it, or below the folder that the user named. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The resource's name in the template: `aws_kms_key.models`. */
  readonly address: string;
}

/** What showed a fact. */
export type Source = CallSource | FileSource;

export const isFileSource = (source: Source): source is FileSource => 'file' in source;

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
  /** Of a template: the lines of what stands below, by pointer (`/properties/KmsKeyId`), from 1. */
  readonly lines?: Readonly<Record<Pointer, number>>;
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

/** What showed the place below a resource that a pointer names: of a template, the line of the deepest place that is known. */
export const sourceAt = (
  { source, lines = {} }: Pick<Resource, 'source' | 'lines'>,
  pointer: Pointer,
): readonly Source[] => {
  const [deepest] = Object.keys(lines)
    .filter((place) => leadsTo(place, pointer))
    .sort((a, b) => b.length - a.length);
  const line = deepest === undefined ? undefined : lines[deepest];
  return line === undefined ? source : source.map((one) => (isFileSource(one) ? { ...one, line } : one));
};
