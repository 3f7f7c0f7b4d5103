import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import {
  commonFacts,
  idOf,
  type KubernetesObject,
  metadataOf,
  type ObjectType,
  type Placed,
  placedIn,
  READ_CONFIG_MAP,
  textsIn,
} from '../../model/kubernetes/objects.js';
import { type Collector, type Facts, type ItemTools, required } from '../collector.js';
import { clusterNames } from '../eks/clusters.js';
import { DISCOVERY, type KubernetesApi, NO_SUCH_OBJECT, resourceName } from './api.js';

/**
 * A collector of objects inside clusters: several kinds where controls ask the same of all of them. The list of each
 * cluster is a listing of its own, so that one that can't be reached leaves the others judged.
 */
export const collectorOf = ({ type, kinds, describe, isWanted, configMaps }: ObjectType): Collector => ({
  type,
  scope: 'region',
  permissions: [
    'eks:DescribeCluster',
    'eks:ListClusters',
    `k8s:${DISCOVERY}`,
    ...kinds.map((kind) => `k8s:list ${resourceName(kind)}`),
    ...(configMaps === undefined ? [] : [`k8s:${READ_CONFIG_MAP}`]),
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
              yield* each(found, idOf, async (placed, tools) => {
                const beside = await configMapsBeside(placed, configMaps, api, tools);
                const facts: Pick<Facts, 'properties' | 'runtime' | 'names'> = describe(
                  placed,
                  (pointer, cause) => void tools.unseen(pointer, cause),
                  (name) => beside.get(name),
                );
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

/** The ConfigMaps that an object names, and no others. One that the cluster does not show is a gap of its own. */
const configMapsBeside = async (
  placed: Placed,
  needed: ObjectType['configMaps'],
  api: KubernetesApi,
  { part }: ItemTools,
): Promise<ReadonlyMap<string, readonly KubernetesObject[]>> => {
  const beside = new Map<string, readonly KubernetesObject[]>();
  if (needed === undefined) return beside;
  for (const name of needed.namesOf(placed)) {
    const shown = await part(needed.place, async () => [await api.configMap(placed.namespace, name)], {
      absentOn: [NO_SUCH_OBJECT],
      absent: [],
    });
    if (shown !== undefined) beside.set(name, shown);
  }
  return beside;
};
