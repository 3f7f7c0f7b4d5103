import { type EKSClient, paginateListClusters } from '@aws-sdk/client-eks';

/** The names of the region's clusters; clusters that EKS only connects to are not among them. */
export async function* clusterNames(client: EKSClient): AsyncIterable<string> {
  for await (const { clusters } of paginateListClusters({ client }, {})) yield* clusters ?? [];
}
