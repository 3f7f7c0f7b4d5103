import type { STSClientResolvedConfig } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { Unreadable } from '../model/errors.js';
import type { Gap, GapCause } from '../model/gap.js';
import type { Pointer } from '../model/pointer.js';
import type { KubernetesApi } from './kubernetes/api.js';
import type { ClusterAccess } from './kubernetes/door.js';

/** What one describe shows of a resource. Values may be what the SDK returned: dates, undefined members and all. */
export interface Facts {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly runtime?: Readonly<Record<string, unknown>>;
  /** Left out where no call was made for tags: then they are a gap, not "no tags". */
  readonly tags?: Readonly<Record<string, string>>;
  /** Other words by which resources refer to this one. */
  readonly names?: readonly (string | undefined)[];
  /** Where the resource stands when it is not the region that was asked (S3 lists buckets of all regions at once). */
  readonly region?: string;
}

/** A resource as a collector yields it: facts under an id, or a stub whose describe failed. `run.ts` makes it whole. */
export interface Found extends Partial<Facts> {
  readonly id: string;
}

/** Who an item is, as its list says: a stub answers to these words, too, lest a reference to it look dangling. */
export interface Identity {
  readonly id: string;
  readonly names: readonly (string | undefined)[];
}

/** Helpers for gathering the facts of one item. */
export interface ItemTools {
  /**
   * A part of the facts that takes a call of its own. When it fails, the named places become gaps and the rest stands.
   * One after the other, not at once: sources and gaps come in the order of the calls.
   * `absentOn`: error codes by which AWS says "there is none", which is a fact and no gap; `absent`: what that fact is.
   * `isOneOfMany`: many such calls show the place. Of each operation only the first is told as its source, and a cause
   * that several share once.
   */
  part<T>(
    places: Pointer | readonly Pointer[],
    call: () => Promise<T>,
    options?: { readonly absentOn?: readonly string[]; readonly absent?: T; readonly isOneOfMany?: boolean },
  ): Promise<T | undefined>;
  /** Many such calls of one place, made at once; told in their order, as if one after the other. */
  parts<T>(
    places: Pointer | readonly Pointer[],
    calls: readonly (() => Promise<T>)[],
    options?: { readonly absentOn?: readonly string[]; readonly absent?: T },
  ): Promise<(T | undefined)[]>;
  /** Says of a place that nobody looked there, or, of a list, that there may be more than was seen. */
  unseen(place: Pointer, cause: GapCause, kind?: Gap['kind']): undefined;
  /** The same for what is no call but may be unreadable, e.g. a policy document. */
  parsed<T>(place: Pointer, parse: () => T): T | undefined;
}

/** What a collector works with, for one account and one region. */
export interface CollectContext {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** All regions of the scan. */
  readonly regions: readonly string[];
  /** Epoch milliseconds: the scan's one "now". */
  readonly now: number;
  /** Epoch milliseconds: what ran or happened before it (jobs, events) is not asked for. */
  readonly since: number;
  /** The client of a service in the context's region, or in another. */
  client<C>(type: ClientConstructor<C>, region?: string): C;
  /**
   * Describes every item, several at a time, and yields in the order of the items. A refused describe becomes a stub
   * with a gap; an item that is gone meanwhile is left out. Undefined items (of a page without a list) are none.
   */
  each<Item>(
    items: readonly Item[] | undefined,
    identify: (item: Item) => Identity | string,
    describe: (item: Item, tools: ItemTools) => Promise<Facts> | Facts,
    atATime?: number,
  ): AsyncIterable<Found>;
  /** The Kubernetes API of a cluster in the context's region. */
  kubernetes(cluster: ClusterAccess): KubernetesApi;
  /**
   * Lists below each parent. Where that fails, the listing is partial and the other parents go on. A parent with a name,
   * by which the ids of what stands there begin, gets a listing of its own instead.
   */
  under<Parent>(
    parents: AsyncIterable<Parent> | Iterable<Parent>,
    list: (parent: Parent) => AsyncIterable<Found>,
    nameOf?: (parent: Parent) => string | undefined,
  ): AsyncIterable<Found>;
  /**
   * Something that all items need besides the list itself, e.g. the names that another list gives them. Where it fails,
   * the listing is partial and the items go on without.
   */
  attempt<T>(call: () => Promise<T>): Promise<T | undefined>;
  /** Says that the list is not whole though no call failed, e.g. because the source keeps only 90 days. */
  incomplete(cause: GapCause): void;
}

/** A class of the AWS SDK. The config is what every client takes. */
export type ClientConstructor<C> = new (config: ClientConfig) => C;

/** The part of a client's configuration that all services share. */
export interface ClientConfig {
  readonly region: string;
  readonly maxAttempts: number;
  readonly retryMode: string;
  readonly authSchemePreference: string[];
  readonly credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly forcePathStyle?: boolean;
  readonly endpointProvider?: () => { readonly url: URL };
  readonly signer?: { sign<T>(request: T): Promise<T> };
  /** One of another client: how requests go over the network. */
  readonly requestHandler?: STSClientResolvedConfig['requestHandler'];
}

/** The tags of a resource that no collector shows, or why nobody can say; undefined for a type that is not asked for. */
export type TagsOf = (
  type: string,
  id: string,
  region: string,
) => Readonly<Record<string, string>> | { readonly cause: GapCause } | undefined;

/** One resource type: which calls list it, and what they show. No try/catch, logging, region loop or retry: run.ts has them. */
export interface Collector {
  readonly type: string;
  /** `account`: asked once, not in every region. */
  readonly scope: 'region' | 'account';
  /** It lists only what ran or happened in the scan's window: older things are no subjects, and a later scan lacks them. */
  readonly isWindowed?: true;
  /** Every IAM action that it needs, and every verb of Kubernetes (`k8s:list pods`). */
  readonly permissions: readonly string[];
  collect(context: CollectContext): AsyncIterable<Found>;
}

/** A member that AWS's documentation promises; without it the answer can't be read. */
export const required = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Unreadable(`the answer lacks the ${what}`);
  return value;
};

/** AWS's lists of `{Key, Value}` as an object. */
export const tagsOf = (
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): Record<string, string> =>
  Object.fromEntries((tags ?? []).flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? '']])));
