import {
  BatchGetRepositoryScanningConfigurationCommand,
  ECRClient,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  paginateDescribeRepositories,
} from '@aws-sdk/client-ecr';
import { objectFrom } from '../../model/json-text.js';
import { normalisedPolicy } from '../../model/policy-document.js';
import { type Collector, required } from '../collector.js';
import { renamed } from '../rename.js';

/**
 * Private repositories. One list describes them; the policies of access and of lifecycle take a call each, and so does the
 * scanning in force, in which AWS has settled what registry and repository say.
 */
export const repositories: Collector = {
  type: 'AWS::ECR::Repository',
  scope: 'region',
  permissions: [
    'ecr:DescribeRepositories',
    'ecr:GetRepositoryPolicy',
    'ecr:GetLifecyclePolicy',
    'ecr:BatchGetRepositoryScanningConfiguration',
  ],

  async *collect({ client, each }) {
    const ecr = client(ECRClient);
    for await (const page of paginateDescribeRepositories({ client: ecr }, {}))
      yield* each(
        page.repositories,
        ({ repositoryArn, repositoryName }) => ({
          id: required(repositoryArn, 'repository ARN'),
          names: [repositoryName],
        }),
        async (repository, { part, parsed }) => {
          const repositoryName = required(repository.repositoryName, 'repository name');
          const place = '/properties/RepositoryPolicyText';
          const policy = await part(place, () => ecr.send(new GetRepositoryPolicyCommand({ repositoryName })), {
            absentOn: ['RepositoryPolicyNotFoundException'],
          });
          const cycle = '/properties/LifecyclePolicy';
          const lifecycle = await part(cycle, () => ecr.send(new GetLifecyclePolicyCommand({ repositoryName })), {
            absentOn: ['LifecyclePolicyNotFoundException'],
          });
          const scanning = await part(['/runtime/ScanOnPush', '/runtime/ScanFrequency'], async () => {
            const repositoryNames = [repositoryName];
            const answer = await ecr.send(new BatchGetRepositoryScanningConfigurationCommand({ repositoryNames }));
            return required(answer.scanningConfigurations?.[0], 'scanning configuration');
          });
          const text = policy?.policyText;
          const rules = lifecycle?.lifecyclePolicyText;
          return {
            properties: {
              RepositoryName: repositoryName,
              ImageTagMutability: repository.imageTagMutability,
              ImageTagMutabilityExclusionFilters: renamed(repository.imageTagMutabilityExclusionFilters, {
                filterType: 'ImageTagMutabilityExclusionFilterType',
                filter: 'ImageTagMutabilityExclusionFilterValue',
              }),
              EncryptionConfiguration: renamed(repository.encryptionConfiguration),
              RepositoryPolicyText: text === undefined ? undefined : parsed(place, () => normalisedPolicy(text)),
              LifecyclePolicy:
                rules === undefined
                  ? undefined
                  : parsed(cycle, () => ({ LifecyclePolicyText: objectFrom(rules, 'the lifecycle policy') })),
            },
            runtime: { ScanOnPush: scanning?.scanOnPush, ScanFrequency: scanning?.scanFrequency },
          };
        },
      );
  },
};
