import { type ClusterVersionInformation, EKSClient, paginateDescribeClusterVersions } from '@aws-sdk/client-eks';
import { type Collector, required } from '../collector.js';

/** The Kubernetes versions that EKS knows, and for how long it mends each: what a cluster's version is worth today. */
export const clusterVersions: Collector = {
  type: 'AWS::EKS::ClusterVersion',
  scope: 'region',
  permissions: ['eks:DescribeClusterVersions'],

  async *collect({ client, each }) {
    for await (const page of paginateDescribeClusterVersions({ client: client(EKSClient) }, { includeAll: true }))
      yield* each(page.clusterVersions, versionOf, (version) => ({
        properties: {
          clusterVersion: version.clusterVersion,
          endOfStandardSupportDate: version.endOfStandardSupportDate,
          endOfExtendedSupportDate: version.endOfExtendedSupportDate,
        },
        runtime: { versionStatus: version.versionStatus },
      }));
  },
};

const versionOf = ({ clusterVersion }: ClusterVersionInformation): string =>
  required(clusterVersion, 'cluster version');
