import { DescribeFargateProfileCommand, EKSClient, paginateListFargateProfiles } from '@aws-sdk/client-eks';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { clusterNames } from './clusters.js';

/**
 * Fargate profiles, listed cluster by cluster: which pods run on Fargate, in which subnets and with which role of the
 * machinery below them. Their ARN ends in a UUID that the list does not show: the id is `<cluster>/<profile>`.
 */
export const fargateProfiles: Collector = {
  type: 'AWS::EKS::FargateProfile',
  scope: 'region',
  permissions: ['eks:DescribeFargateProfile', 'eks:ListClusters', 'eks:ListFargateProfiles'],

  async *collect({ client, each, under }) {
    const eks = client(EKSClient);
    yield* under(clusterNames(eks), async function* (clusterName) {
      const idOf = (fargateProfileName: string) => `${clusterName}/${fargateProfileName}`;
      for await (const page of paginateListFargateProfiles({ client: eks }, { clusterName }))
        yield* each(page.fargateProfileNames, idOf, async (fargateProfileName) => {
          const answer = await eks.send(new DescribeFargateProfileCommand({ clusterName, fargateProfileName }));
          const profile = required(answer.fargateProfile, 'Fargate profile');
          return {
            names: [profile.fargateProfileArn],
            tags: profile.tags ?? {},
            properties: {
              ClusterName: profile.clusterName,
              FargateProfileName: profile.fargateProfileName,
              PodExecutionRoleArn: profile.podExecutionRoleArn,
              Subnets: profile.subnets,
              Selectors: profile.selectors?.map(({ namespace, labels, ...selector }) => ({
                Namespace: namespace,
                // A map in the API, a list in CloudFormation.
                Labels: labels && Object.entries(labels).map(([Key, Value]) => ({ Key, Value })),
                ...marksOf(selector),
              })),
            },
            runtime: { Status: profile.status },
          };
        });
    });
  },
};
