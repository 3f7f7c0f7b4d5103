import { expect, test } from 'vitest';
import { domains } from '../../src/collectors/opensearch/domain.js';
import { accessPolicies } from '../../src/collectors/opensearch-serverless/access-policy.js';
import { collections } from '../../src/collectors/opensearch-serverless/collection.js';
import { securityPolicies } from '../../src/collectors/opensearch-serverless/security-policy.js';
import { ACCOUNT, complete, explore, pages, REGION, seenBy } from './expedition.js';
import { byInput, denied, noTags } from './written.js';

/** Written from the OpenSearch API model of 2021-01-01 (@aws-sdk/client-opensearch 3.1138.0). */
const here = { account: ACCOUNT, region: REGION };
const domainArn = `arn:aws:es:${REGION}:${ACCOUNT}:domain/search`;
const status = {
  DomainId: `${ACCOUNT}/search`,
  DomainName: 'search',
  ARN: domainArn,
  ClusterConfig: { InstanceCount: 3 },
  AccessPolicies: '',
  VPCOptions: { VPCId: 'vpc-1', SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'], AvailabilityZones: ['a'] },
  EncryptionAtRestOptions: { Enabled: true, KmsKeyId: 'arn:key' },
  NodeToNodeEncryptionOptions: { Enabled: true },
  DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
  AdvancedSecurityOptions: { Enabled: true, InternalUserDatabaseEnabled: false, AnonymousAuthEnabled: false },
  LogPublishingOptions: { AUDIT_LOGS: { Enabled: true, CloudWatchLogsLogGroupArn: 'arn:logs' } },
};
const answers = {
  'opensearch:ListDomainNames': { DomainNames: [{ DomainName: 'search', EngineType: 'OpenSearch' }] },
  'opensearch:DescribeDomain': { DomainStatus: status },
};

test('a domain shows how it is encrypted, reached and watched; empty text is no policy', async () => {
  const { resources, listings } = await explore(domains, answers);
  expect(resources).toEqual([
    {
      type: domains.type,
      id: domainArn,
      names: ['search'],
      ...here,
      tags: {},
      properties: {
        DomainName: 'search',
        EncryptionAtRestOptions: { Enabled: true, KmsKeyId: 'arn:key' },
        NodeToNodeEncryptionOptions: { Enabled: true },
        DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
        VPCOptions: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
        AdvancedSecurityOptions: { Enabled: true, InternalUserDatabaseEnabled: false, AnonymousAuthEnabled: false },
        LogPublishingOptions: { AUDIT_LOGS: { Enabled: true, CloudWatchLogsLogGroupArn: 'arn:logs' } },
      },
      runtime: {},
      source: seenBy('opensearch:ListDomainNames', 'opensearch:DescribeDomain'),
      gaps: [noTags(domains.type)],
    },
  ]);
  expect(listings).toEqual([complete(domains.type)]);
});

test('a policy of a domain is normalised, one that cannot be read is a gap, and a refused domain is unseen', async () => {
  const seen = async (answer: object) =>
    (await explore(domains, { ...answers, 'opensearch:DescribeDomain': { ...answer } })).resources[0];
  const AccessPolicies = JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: 'es:*' } });
  expect((await seen({ DomainStatus: { ...status, AccessPolicies } }))?.properties.AccessPolicies).toEqual({
    Statement: [{ Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['es:*'] }],
  });
  expect((await seen({ DomainStatus: { ...status, AccessPolicies: 'open' } }))?.gaps[0]?.pointer).toBe(
    '/properties/AccessPolicies',
  );
  expect((await seen(denied))?.gaps.map(({ pointer, action }) => [pointer, action])[0]).toEqual([
    '',
    'es:DescribeDomain',
  ]);
});

/** Written from the OpenSearch Serverless API model of 2021-11-01 (@aws-sdk/client-opensearchserverless 3.1138.0). */
test('a collection shows the key in force', async () => {
  const arn = `arn:aws:aoss:${REGION}:${ACCOUNT}:collection/abc`;
  const { resources, listings } = await explore(collections, {
    'opensearchserverless:ListCollections': pages(
      [{ collectionSummaries: [{ id: 'abc', name: 'docs', arn, status: 'ACTIVE', kmsKeyArn: 'auto' }] }, {}],
      'nextToken',
    ),
  });
  expect(resources).toEqual([
    {
      type: collections.type,
      id: arn,
      names: ['abc', 'docs'],
      ...here,
      tags: {},
      properties: { Name: 'docs' },
      runtime: { status: 'ACTIVE', KmsKeyArn: 'auto' },
      source: seenBy('opensearchserverless:ListCollections'),
      gaps: [noTags(collections.type)],
    },
  ]);
  expect(listings).toEqual([complete(collections.type)]);
});

test.each([
  [securityPolicies, 'network', 'SecurityPolic', 'securityPolicy'],
  [accessPolicies, 'data', 'AccessPolic', 'accessPolicy'],
])('a policy of %o shows its rules', async (collector, Type, word, member) => {
  const policy = [{ Rules: [{ ResourceType: 'collection', Resource: ['collection/*'] }], AllowFromPublic: true }];
  const written = {
    [`opensearchserverless:List${word}ies`]: byInput({
      [`{"type":"${Type}"}`]: { [`${member}Summaries`]: [{ name: 'all', type: Type }] },
    }),
    [`opensearchserverless:Get${word}y`]: byInput({
      [`{"name":"all","type":"${Type}"}`]: { [`${member}Detail`]: { name: 'all', type: Type, policy } },
    }),
  };
  const { resources, listings } = await explore(collector, written);
  expect(resources).toEqual([
    {
      type: collector.type,
      id: `${Type}/all`,
      names: [],
      ...here,
      tags: {},
      properties: { Name: 'all', Type, Policy: policy },
      runtime: {},
      source: seenBy(`opensearchserverless:List${word}ies`, `opensearchserverless:Get${word}y`),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(collector.type)]);
  const hidden = await explore(collector, { ...written, [`opensearchserverless:Get${word}y`]: denied });
  expect(hidden.resources.map(({ gaps }) => [gaps[0]?.pointer, gaps[0]?.action])).toEqual([['', `aoss:Get${word}y`]]);
});
