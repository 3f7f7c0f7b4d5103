import type { Gap } from '../../model/gap.js';
import type { Declaration, Destination } from '../declaration.js';
import type { Identity } from '../identity.js';

/** A declared resource, and those declared beside it. */
export interface FormInput {
  readonly declaration: Declaration;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly identity: Identity;
  readonly destination: Destination;
  /** The declarations of a type that name this resource at a member, alone or in a list. */
  referrers(type: string, member: string): Referrers;
  /** The ARN that another declaration will have. */
  arnOf(declaration: Declaration): string;
  /** The declaration of a type to which a value refers. */
  ownerOf(type: string, value: unknown): Declaration | undefined;
}

/** Who refers to a resource. */
interface Referrers {
  readonly certain: readonly Declaration[];
  /** The marks of those of which nobody knows yet whom they mean: it may be this one. */
  readonly unsure: readonly string[];
}

/** What a declaration becomes in the form in which collectors show a resource of the type. */
export interface Formed {
  readonly id?: string;
  readonly names?: readonly string[];
  readonly type?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What AWS is bound to say of it once it is made. */
  readonly runtime?: Readonly<Record<string, unknown>>;
  readonly gaps?: readonly Gap[];
}

/**
 * How one type looks in an account, from how a template writes it: as the collector of the type shows it. The first is the
 * resource itself; others are what kansa sees as resources of their own, e.g. each policy of a role.
 */
export type Form = (input: FormInput) => readonly Formed[];
