import { type Made, type Members, made } from '../mapping.js';

/** A Terraform type that is a CloudFormation type. */
export interface ResourceMapping {
  readonly kind: 'resource';
  /** The CloudFormation type. */
  readonly type: string;
  /** Attributes that hold the name or the id by which others refer to it: the first that is known names it. */
  readonly names: readonly string[];
  /** Attributes that hold its ARN. */
  readonly arns: readonly string[];
  readonly of: Members;
  /** Whom it changes (a bucket's policy the bucket): a change of it is one of them. */
  readonly changes: readonly Owner[];
  /** Controls see it in its owner only (a role's policy), which therefore stands also where the plan does not have it. */
  readonly isSeenInOwner?: true;
}

/** A Terraform type that CloudFormation writes into the properties of another. */
export interface PartMapping {
  readonly kind: 'part';
  readonly owners: readonly Owner[];
  readonly of: Members;
  /** Its lists are added to those that are there already; without it, it replaces what it says. */
  readonly appends: boolean;
}

/** Whom a resource is a part of: those whose name, id or ARN an attribute holds, or whose properties equal its attributes. */
export interface Owner {
  /** The CloudFormation type. */
  readonly type: string;
  readonly by?: string;
  /** The attribute lists several. */
  readonly isList?: true;
  readonly where?: Readonly<Record<string, string>>;
}

export type Mapping = ResourceMapping | PartMapping;

export const resource = (
  type: string,
  names: readonly string[],
  of: Members,
  more: Partial<Pick<ResourceMapping, 'arns' | 'changes' | 'isSeenInOwner'>> = {},
): ResourceMapping => ({ kind: 'resource', type, names, arns: ['arn'], of, changes: [], ...more });

export const part = (owners: readonly Owner[], of: Members): PartMapping => ({
  kind: 'part',
  owners,
  of,
  appends: false,
});

export const addition = (owners: readonly Owner[], of: Members): PartMapping => ({
  kind: 'part',
  owners,
  of,
  appends: true,
});

/** Tags with those that the provider adds to every resource. */
export const TAGS: Members = { Tags: made(['tags_all', 'tags'], ({ tags_all, tags }) => tags_all ?? tags) };

/** What the provider itself says where nobody does: a plan shows it, and files need not write it. */
export const defaulted = (attribute: string, value: unknown): Made =>
  made([attribute], ({ [attribute]: written }) => written ?? value);
