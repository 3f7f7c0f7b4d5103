import { DescribeDomainCommand, ListDomainNamesCommand, OpenSearchClient } from '@aws-sdk/client-opensearch';
import { normalisedPolicy } from '../../model/policy-document.js';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';

/** Domains of OpenSearch Service. The list shows names only, so ARNs are made of them. */
export const domains: Collector = {
  type: 'AWS::OpenSearchService::Domain',
  scope: 'region',
  permissions: ['es:ListDomainNames', 'es:DescribeDomain'],

  async *collect({ account, region, partition, client, each }) {
    const opensearch = client(OpenSearchClient);
    const { DomainNames } = await opensearch.send(new ListDomainNamesCommand({}));
    yield* each(
      DomainNames,
      ({ DomainName }) => ({
        id: `arn:${partition}:es:${region}:${account}:domain/${required(DomainName, 'domain name')}`,
        names: [DomainName],
      }),
      async ({ DomainName }, { parsed }) => {
        const { DomainStatus } = await opensearch.send(new DescribeDomainCommand({ DomainName }));
        const domain = required(DomainStatus, 'domain status');
        const { AccessPolicies: text, VPCOptions: vpc, AdvancedSecurityOptions: security } = domain;
        return {
          properties: {
            DomainName,
            EncryptionAtRestOptions: domain.EncryptionAtRestOptions,
            NodeToNodeEncryptionOptions: domain.NodeToNodeEncryptionOptions,
            DomainEndpointOptions: domain.DomainEndpointOptions && {
              EnforceHTTPS: domain.DomainEndpointOptions.EnforceHTTPS,
              TLSSecurityPolicy: domain.DomainEndpointOptions.TLSSecurityPolicy,
              ...marksOf(domain.DomainEndpointOptions),
            },
            VPCOptions: vpc && { SubnetIds: vpc.SubnetIds, SecurityGroupIds: vpc.SecurityGroupIds, ...marksOf(vpc) },
            // The API answers "" where there is no policy.
            AccessPolicies: text ? parsed('/properties/AccessPolicies', () => normalisedPolicy(text)) : undefined,
            AdvancedSecurityOptions: security && {
              Enabled: security.Enabled,
              InternalUserDatabaseEnabled: security.InternalUserDatabaseEnabled,
              AnonymousAuthEnabled: security.AnonymousAuthEnabled,
              ...marksOf(security),
            },
            LogPublishingOptions: domain.LogPublishingOptions,
          },
        };
      },
    );
  },
};
