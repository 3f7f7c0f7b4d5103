import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { Unreadable } from '../../model/errors.js';
import { isObject } from '../../model/json.js';
import { type Collector, type Facts, type ItemTools, required } from '../collector.js';
import { clusterNames } from '../eks/clusters.js';
import { DISCOVERY, type KubernetesObject, type KubernetesResource, resourceName } from './api.js';

/** A resource of the API whose objects a collector takes. Objects in a list do not say what they are: the kind is said here. */
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

/**
 * A collector of objects inside clusters: several kinds where controls ask the same of all of them. The list of each
 * cluster is a listing of its own, so that one that can't be reached leaves the others judged.
 */
export const collectorOf = (
  type: string,
  kinds: readonly Kind[],
  describe: (placed: Placed, tools: ItemTools) => Pick<Facts, 'properties' | 'runtime' | 'names'>,
  isWanted: (placed: Placed) => boolean = () => true,
): Collector => ({
  type,
  scope: 'region',
  permissions: [
    'eks:DescribeCluster',
    'eks:ListClusters',
    `k8s:${DISCOVERY}`,
    ...kinds.map((kind) => `k8s:list ${resourceName(kind)}`),
  ],

  async *collect({ account, partition, region, client, each, under, kubernetes }) {
    const eks = client(EKSClient);
    yield* under(
      clusterNames(eks),
      async function* (name) {
        const { cluster } = await eks.send(new DescribeClusterCommand({ name }));
        const isAutoMode = cluster?.computeConfig?.enabled === true;
        const api = kubernetes({
          name,
          arn: `arn:${partition}:eks:${region}:${account}:cluster/${name}`,
          endpoint: required(cluster?.endpoint, `endpoint of cluster ${name}`),
          certificateAuthority: required(cluster?.certificateAuthority?.data, `certificate of cluster ${name}`),
        });
        yield* under(
          kinds,
          async function* (kind) {
            for await (const page of api.list(kind)) {
              const found = page
                .map((object) => placedIn({ cluster: name, isAutoMode, kind, object }))
                .filter(isWanted);
              yield* each(found, idOf, (placed, tools) => {
                const facts = describe(placed, tools);
                return {
                  ...facts,
                  tags: textsIn(metadataOf(placed.object).labels),
                  properties: { ...commonFacts(placed), ...facts.properties },
                };
              });
            }
          },
          () => name,
        );
      },
      (name) => name,
    );
  },
});

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

const placedIn = (found: Omit<Placed, 'name' | 'namespace'>): Placed => {
  const { name, namespace } = metadataOf(found.object);
  if (typeof name !== 'string') throw new Unreadable(`a ${found.kind.kind} of cluster ${found.cluster} has no name`);
  return { ...found, name, namespace: textOf(namespace) };
};

const idOf = ({ cluster, namespace, kind, name }: Placed): string => wordOf(cluster, namespace, kind.kind, name);

const commonFacts = ({ cluster, kind, name, namespace }: Placed) => ({
  cluster,
  group: kind.group,
  kind: kind.kind,
  name,
  ...(namespace !== '' && { namespace }),
});
