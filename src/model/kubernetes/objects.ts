import { Unreadable } from '../errors.js';
import type { GapCause } from '../gap.js';
import { isObject } from '../json.js';
import type { Pointer } from '../pointer.js';

/** What is listed: `{group: 'apps', version: 'v1', plural: 'deployments'}`. The core group is `''`. */
export interface KubernetesResource {
  readonly group: string;
  /** Left out for what a cluster may have installed or not: then the cluster says which versions it serves. */
  readonly version?: string;
  readonly plural: string;
}

/** An object as the API shows it, or a manifest writes it. */
export type KubernetesObject = Readonly<Record<string, unknown>>;

/** A resource of the API with its kind, which objects in a list do not say. */
export interface Kind extends KubernetesResource {
  readonly kind: string;
}

/** An object with what is known of it by its place. */
export interface Placed {
  readonly cluster: string;
  /** EKS Auto Mode: what other clusters run as pods runs out of sight on the nodes. */
  readonly isAutoMode: boolean;
  readonly kind: Kind;
  readonly name: string;
  /** Empty for what belongs to the cluster as a whole. */
  readonly namespace: string;
  readonly object: KubernetesObject;
}

/** What controls see of an object. */
interface ObjectFacts {
  readonly names?: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
  readonly runtime?: Readonly<Record<string, unknown>>;
}

/** Tells of a place below an object that nobody could see it. */
type Unseen = (pointer: Pointer, cause: GapCause) => void;

/**
 * The ConfigMaps of a name in an object's own namespace, without what their values say: none where there is none, several
 * where files declare it more than once; undefined where nobody could see it, which is told already.
 */
export type ConfigMapsNamed = (name: string) => readonly KubernetesObject[] | undefined;

/** One type of kansa's: several kinds where controls ask the same of all of them. */
export interface ObjectType {
  readonly type: string;
  readonly kinds: readonly Kind[];
  describe(placed: Placed, unseen: Unseen, configMaps: ConfigMapsNamed): ObjectFacts;
  /** False for what need not be judged. */
  isWanted(placed: Placed): boolean;
  /** What describing an object takes of the ConfigMaps beside it, and what is hidden without them. */
  readonly configMaps?: { readonly place: Pointer; namesOf(placed: Placed): readonly string[] };
}

export const objectType = (
  type: string,
  kinds: readonly Kind[],
  describe: ObjectType['describe'],
  more: Partial<Pick<ObjectType, 'isWanted' | 'configMaps'>> = {},
): ObjectType => ({ type, kinds, describe, isWanted: () => true, ...more });

/** What a reading of a ConfigMap is called, in recordings and, behind `k8s:`, in lists of permissions. */
export const READ_CONFIG_MAP = 'get configmaps';

/** That a ConfigMap holds binary values, and by which keys. */
export const keysOfBinary = (binaryData: unknown): { readonly binaryData?: Readonly<Record<string, ''>> } =>
  isObject(binaryData)
    ? { binaryData: Object.fromEntries(Object.keys(binaryData).map((key) => [key, ''] as const)) }
    : {};

/** A ConfigMap among what a manifest declares. */
export const CONFIG_MAP = 'Kubernetes::ConfigMap';

/** `<cluster>/<namespace>/<kind>/<name>`, without namespace for what has none: the word by which others refer to it. */
export const wordOf = (cluster: string, namespace: string, kind: string, name: string): string =>
  [cluster, ...(namespace === '' ? [] : [namespace]), kind, name].join('/');

export const metadataOf = ({ metadata }: KubernetesObject): KubernetesObject => (isObject(metadata) ? metadata : {});

/** The texts of a map such as labels and annotations. */
export const textsIn = (map: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(isObject(map) ? map : {}).flatMap(([name, text]) =>
      typeof text === 'string' ? [[name, text]] : [],
    ),
  );

/** Those members of an object that are named, and no others. */
export const picked = (object: unknown, ...names: readonly string[]): KubernetesObject =>
  Object.fromEntries(
    names.flatMap((name) => (isObject(object) && object[name] !== undefined ? [[name, object[name]]] : [])),
  );

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const placedIn = (found: Omit<Placed, 'name' | 'namespace'>): Placed => {
  const { name, namespace } = metadataOf(found.object);
  if (typeof name !== 'string') throw new Unreadable(`a ${found.kind.kind} of cluster ${found.cluster} has no name`);
  return { ...found, name, namespace: textOf(namespace) };
};

export const idOf = ({ cluster, namespace, kind, name }: Placed): string => wordOf(cluster, namespace, kind.kind, name);

export const commonFacts = ({ cluster, kind, name, namespace }: Placed) => ({
  cluster,
  group: kind.group,
  kind: kind.kind,
  name,
  ...(namespace !== '' && { namespace }),
});
