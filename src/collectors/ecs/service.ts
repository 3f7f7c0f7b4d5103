import {
  DescribeServicesCommand,
  ECSClient,
  paginateListClusters,
  paginateListServices,
  type Service,
  type Tag,
} from '@aws-sdk/client-ecs';
import { type Collector, required } from '../collector.js';
import { renamed } from '../rename.js';
import { marksOf } from '../unmodelled.js';

/** The largest page of ECS's lists. */
export const PAGE = 100;

/** Services of ECS: whether their tasks get public addresses, those of single task sets, too, where something else deploys. */
export const ecsServices: Collector = {
  type: 'AWS::ECS::Service',
  scope: 'region',
  permissions: ['ecs:ListClusters', 'ecs:ListServices', 'ecs:DescribeServices'],

  async *collect({ client, each, under }) {
    const ecs = client(ECSClient);
    yield* under(clusterArns(ecs), async function* (cluster) {
      for await (const { serviceArns } of paginateListServices({ client: ecs, pageSize: PAGE }, { cluster }))
        yield* each(
          serviceArns,
          (arn) => arn,
          async (arn) => {
            const service = await describedService(ecs, cluster, arn);
            return {
              properties: {
                ServiceName: service.serviceName,
                Cluster: service.clusterArn,
                TaskDefinition: service.taskDefinition,
                NetworkConfiguration: renamed(service.networkConfiguration),
              },
              runtime: {
                status: service.status,
                TaskSets: service.taskSets?.map((set) => ({
                  Id: set.id,
                  NetworkConfiguration: renamed(set.networkConfiguration),
                  ...marksOf(set),
                })),
              },
              tags: tagsOf(service.tags),
            };
          },
        );
    });
  },
};

/** ARNs of all clusters of the client's region. */
export async function* clusterArns(client: ECSClient): AsyncIterable<string> {
  for await (const { clusterArns: arns = [] } of paginateListClusters({ client, pageSize: PAGE }, {})) yield* arns;
}

/** ARNs of all services of a cluster. */
export async function* serviceArns(client: ECSClient, cluster: string): AsyncIterable<string> {
  for await (const { serviceArns: arns = [] } of paginateListServices({ client, pageSize: PAGE }, { cluster }))
    yield* arns;
}

/** One service, asked for by itself: the refusal of one hides no other. */
export const describedService = async (ecs: ECSClient, cluster: string, arn: string): Promise<Service> => {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [arn], include: ['TAGS'] }));
  return required(services?.[0], 'service');
};

/** ECS writes `key` and `value` where others write `Key` and `Value`. */
export const tagsOf = (tags: readonly Tag[] | undefined): Record<string, string> =>
  Object.fromEntries((tags ?? []).flatMap(({ key, value }) => (key === undefined ? [] : [[key, value ?? '']])));
