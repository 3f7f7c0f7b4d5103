import type { Gap } from '../../model/gap.js';
import type { Declaration, Destination } from '../declaration.js';
import type { Identity } from '../identity.js';

/** A declared resource, and those declared beside it. */
export interface FormInput {
  readonly declaration: Declaration;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly identity: Identity;
  readonly destination: Destination;
  /** Every declaration of a type that stands beside it. */
  all(type: string): readonly Declaration[];
  /** The ARN that another declaration will have. */
  arnOf(declaration: Declaration): string;
  /** Does a value refer to this resource, by its name or its ARN? */
  isOwn(value: unknown): boolean;
  /** The declaration of a type to which a value refers. */
  ownerOf(type: string, value: unknown): Declaration | undefined;
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
