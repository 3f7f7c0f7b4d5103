import {
  DescribePodIdentityAssociationCommand,
  EKSClient,
  type PodIdentityAssociationSummary,
  paginateListPodIdentityAssociations,
} from '@aws-sdk/client-eks';
import { type Collector, required } from '../collector.js';
import { clusterNames } from './clusters.js';

/** Which service accounts get which IAM role by EKS Pod Identity. The list names the service account, only the describe call the role. */
export const podIdentityAssociations: Collector = {
  type: 'AWS::EKS::PodIdentityAssociation',
  scope: 'region',
  permissions: ['eks:ListClusters', 'eks:ListPodIdentityAssociations', 'eks:DescribePodIdentityAssociation'],

  async *collect({ client, each, under }) {
    const eks = client(EKSClient);
    yield* under(clusterNames(eks), async function* (clusterName) {
      for await (const page of paginateListPodIdentityAssociations({ client: eks }, { clusterName }))
        yield* each(page.associations, arnOf, async ({ associationId }) => {
          const answer = await eks.send(new DescribePodIdentityAssociationCommand({ clusterName, associationId }));
          const association = required(answer.association, 'association');
          return {
            names: [association.associationId],
            tags: association.tags ?? {},
            properties: {
              ClusterName: association.clusterName,
              Namespace: association.namespace,
              ServiceAccount: association.serviceAccount,
              RoleArn: association.roleArn,
              TargetRoleArn: association.targetRoleArn,
            },
          };
        });
    });
  },
};

const arnOf = ({ associationArn }: PodIdentityAssociationSummary): string =>
  required(associationArn, 'association ARN');
