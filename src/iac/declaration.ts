import type { Pointer } from '../model/pointer.js';

/** Where something is written: a file as the user named it, and a line from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A resource as a template declares it, in CloudFormation's words, before it is made to look like one of an account. */
export interface Declaration {
  /** The CloudFormation type. */
  readonly type: string;
  /** How people name it: `aws_kms_key.models`, `Models`, `module.serve.aws_sagemaker_model.churn[0]`. Unique in its file or plan. */
  readonly address: string;
  /** Named as CloudFormation's specification names them; what is not known is marked (unknown.ts). */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly place: Place;
  /** Lines of what stands below, by pointer: `/properties/KmsKeyId`. */
  readonly lines: ReadonlyMap<Pointer, number>;
  /** The name that references within the templates were resolved to. */
  readonly name: string;
  /** The ARN by which AWS knows it already. */
  readonly arn?: string;
  /** Where it will stand, where that is not where everything else will. */
  readonly destination?: Destination;
  /** Nothing of it stands yet, so what AWS gives to new ones holds for it; undefined where nobody knows. */
  readonly isNew?: boolean;
  /** It stays as it is: there to be referred to, and not judged. */
  readonly isUnchanged?: true;
}

/** What one source of templates gave. */
export interface Reading {
  readonly declarations: readonly Declaration[];
  /** What could not be read, one sentence each: a gate that met one is never green. */
  readonly problems: readonly Problem[];
}

export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
  /** Nothing is wrong there: what it deploys stands elsewhere, and is as unknown as a fact can be. */
  readonly isElsewhere?: true;
}

/** Where the templates will be deployed: what a person said of it, or placeholders. */
export interface Destination {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** Stand for an account and a region that nobody named. */
export const SOME_ACCOUNT = '000000000000';
export const SOME_REGION = 'xx-unknown-0';
