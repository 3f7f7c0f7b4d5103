import { expect, test } from 'vitest';
import { accessEntries } from '../../src/collectors/eks/access-entry.js';
import { addons } from '../../src/collectors/eks/addon.js';
import { clusters } from '../../src/collectors/eks/cluster.js';
import { clusterVersions } from '../../src/collectors/eks/cluster-version.js';
import { fargateProfiles } from '../../src/collectors/eks/fargate-profile.js';
import { nodegroups } from '../../src/collectors/eks/nodegroup.js';
import { podIdentityAssociations } from '../../src/collectors/eks/pod-identity-association.js';
import type { GapCause } from '../../src/model/gap.js';
import type { Listing } from '../../src/model/snapshot.js';
import { ACCOUNT, type Answers, complete, explore, REGION, refused, seenBy } from './expedition.js';
import { broken, byInput, denied, gone, unmodelled } from './written.js';

const CLUSTER = 'AWS::EKS::Cluster';
const NODEGROUP = 'AWS::EKS::Nodegroup';
const ENTRY = 'AWS::EKS::AccessEntry';
const ASSOCIATION = 'AWS::EKS::PodIdentityAssociation';
const ADDON = 'AWS::EKS::Addon';
const FARGATE = 'AWS::EKS::FargateProfile';
const here = { account: ACCOUNT, region: REGION };
const arn = (resource: string) => `arn:aws:eks:${REGION}:${ACCOUNT}:${resource}`;
const principal = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const refusal = (operation: string): GapCause => ({
  reason: 'denied',
  detail: `eks:${operation} in ${REGION} was denied (AccessDeniedException): not authorized`,
  action: `eks:${operation}`,
});
const listing = (type: string, state: Listing['state'], cause: GapCause): Listing => ({ type, ...here, state, cause });

test('a cluster stands under CloudFormation’s names, with what is logged and without what only AWS knows', async () => {
  const { resources, listings } = await explore(clusters, {
    'eks:ListClusters': { clusters: ['ml'] },
    'eks:DescribeCluster': {
      cluster: {
        name: 'ml',
        arn: arn('cluster/ml'),
        version: '1.33',
        roleArn: principal('eks'),
        status: 'ACTIVE',
        resourcesVpcConfig: {
          subnetIds: ['subnet-1'],
          securityGroupIds: [],
          clusterSecurityGroupId: 'sg-1',
          vpcId: 'vpc-1',
          endpointPublicAccess: true,
          endpointPrivateAccess: false,
          publicAccessCidrs: ['0.0.0.0/0'],
        },
        accessConfig: { bootstrapClusterCreatorAdminPermissions: true, authenticationMode: 'API' },
        encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: 'arn:key', keyStore: 'x' } }],
        logging: {
          clusterLogging: [
            { types: ['api', 'audit'], enabled: true },
            { types: ['scheduler'], enabled: false, destination: 'x' },
          ],
        },
        deletionProtection: false,
        tags: { team: 'ml' },
      },
    },
  });
  expect(resources).toEqual([
    {
      type: CLUSTER,
      id: arn('cluster/ml'),
      names: ['ml'],
      ...here,
      tags: { team: 'ml' },
      properties: {
        Name: 'ml',
        Version: '1.33',
        RoleArn: principal('eks'),
        ResourcesVpcConfig: {
          SubnetIds: ['subnet-1'],
          SecurityGroupIds: [],
          EndpointPublicAccess: true,
          EndpointPrivateAccess: false,
          PublicAccessCidrs: ['0.0.0.0/0'],
        },
        AccessConfig: { BootstrapClusterCreatorAdminPermissions: true, AuthenticationMode: 'API' },
        EncryptionConfig: [{ Resources: ['secrets'], Provider: { KeyArn: 'arn:key' } }],
        Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'api' }, { Type: 'audit' }] } },
        DeletionProtection: false,
      },
      runtime: { Status: 'ACTIVE', ClusterSecurityGroupId: 'sg-1', LogGroupName: '/aws/eks/ml/cluster' },
      source: seenBy('eks:ListClusters', 'eks:DescribeCluster'),
      gaps: [
        unmodelled('/properties/EncryptionConfig/0/Provider/KeyStore'),
        unmodelled('/properties/Logging/ClusterLogging/destination'),
      ],
    },
  ]);
  expect(listings).toEqual([complete(CLUSTER)]);
});

test('a cluster that may not be described is a stub, one that is gone is left out, and one may log nothing', async () => {
  const { resources, listings } = await explore(clusters, {
    'eks:ListClusters': { clusters: ['secret', 'gone', 'quiet'] },
    'eks:DescribeCluster': byInput({
      '{"name":"secret"}': denied,
      '{"name":"gone"}': gone,
      '{"name":"quiet"}': {
        cluster: { name: 'quiet', logging: { clusterLogging: [{ types: ['api'], enabled: false }] } },
      },
    }),
  });
  expect(resources.map(({ id, names, properties, gaps }) => ({ id, names, properties, gaps }))).toEqual([
    {
      id: arn('cluster/secret'),
      names: [],
      properties: {},
      gaps: [
        { pointer: '', kind: 'missing', ...refusal('DescribeCluster') },
        { pointer: '/tags', kind: 'missing', reason: 'not_collected', detail: `tags of ${CLUSTER} are not collected` },
      ],
    },
    {
      id: arn('cluster/quiet'),
      names: ['quiet'],
      properties: { Name: 'quiet', Logging: { ClusterLogging: { EnabledTypes: [] } } },
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(CLUSTER)]);
});

test.each([
  ['clusters', clusters, CLUSTER],
  ['node groups', nodegroups, NODEGROUP],
  ['access entries', accessEntries, ENTRY],
  ['pod identity associations', podIdentityAssociations, ASSOCIATION],
])('where clusters may not be listed, the list of %s is missing', async (_, collector, type) => {
  expect(await explore(collector, { 'eks:ListClusters': denied })).toEqual({
    resources: [],
    listings: [listing(type, 'missing', refusal('ListClusters'))],
    calls: [`eks:ListClusters ${REGION} denied`],
  });
});

test('a second page of clusters that fails leaves a partial list', async () => {
  const { resources, listings } = await explore(clusters, {
    'eks:ListClusters': byInput({ '{}': { clusters: ['a'], nextToken: '2' }, '{"nextToken":"2"}': denied }),
    'eks:DescribeCluster': { cluster: { name: 'a' } },
  });
  expect(resources.map(({ id }) => id)).toEqual([arn('cluster/a')]);
  expect(listings).toEqual([listing(CLUSTER, 'partial', refusal('ListClusters'))]);
});

/** From the EC2 2016-11-15 API model. */
const templateVersion = (tokens: string, hops: number) =>
  `<DescribeLaunchTemplateVersionsResponse><launchTemplateVersionSet><item><launchTemplateId>lt-1</launchTemplateId>
   <launchTemplateData><instanceType>p5.48xlarge</instanceType><metadataOptions><httpTokens>${tokens}</httpTokens>
   <httpPutResponseHopLimit>${hops}</httpPutResponseHopLimit></metadataOptions></launchTemplateData></item>
   </launchTemplateVersionSet></DescribeLaunchTemplateVersionsResponse>`;
const templates = (...ids: readonly string[]) =>
  `<DescribeLaunchTemplatesResponse><launchTemplates>${ids
    .map((id) => `<item><launchTemplateId>${id}</launchTemplateId></item>`)
    .join('')}</launchTemplates></DescribeLaunchTemplatesResponse>`;
const plainGroup: Answers = {
  'eks:ListClusters': { clusters: ['ml'] },
  'eks:ListNodegroups': { nodegroups: ['cpu'] },
  'eks:DescribeNodegroup': { nodegroup: { clusterName: 'ml', nodegroupName: 'cpu' } },
};

test('a node group without a launch template of the user’s is started by the one that bears its tags', async () => {
  const { resources } = await explore(nodegroups, {
    ...plainGroup,
    'ec2:DescribeLaunchTemplates': byInput({
      '{"Filters":[{"Name":"tag:eks:cluster-name","Values":["ml"]},{"Name":"tag:eks:nodegroup-name","Values":["cpu"]}]}':
        templates('lt-9'),
    }),
    'ec2:DescribeLaunchTemplateVersions': byInput({
      '{"LaunchTemplateId":"lt-9","Versions":["$Latest"]}': templateVersion('optional', 2),
    }),
  });
  expect(resources.map(({ runtime, gaps }) => ({ runtime, gaps }))).toEqual([
    {
      runtime: {
        LaunchTemplate: {
          InstanceType: 'p5.48xlarge',
          MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 2 },
        },
      },
      gaps: [],
    },
  ]);
});

test('where no launch template bears its tags, or none may be looked at, what it says is a gap', async () => {
  const gapsOf = async (answers: Answers) =>
    (await explore(nodegroups, { ...plainGroup, ...answers })).resources.flatMap(({ gaps }) => gaps);
  expect(await gapsOf({ 'ec2:DescribeLaunchTemplates': templates() })).toEqual([
    {
      pointer: '/runtime/LaunchTemplate',
      kind: 'missing',
      reason: 'not_collected',
      detail: 'no launch template bears the tags by which EKS marks that of ml/cpu',
    },
  ]);
  const unauthorized = refused('UnauthorizedOperation', 'not authorized', 403);
  expect(
    (await gapsOf({ 'ec2:DescribeLaunchTemplates': unauthorized })).map(({ pointer, action }) => [pointer, action]),
  ).toEqual([['/runtime/LaunchTemplate', 'ec2:DescribeLaunchTemplates']]);
});

test('a node group is listed under its cluster and known by its ARN', async () => {
  const nodegroupArn = arn('nodegroup/ml/gpu/1234');
  const { resources, listings } = await explore(nodegroups, {
    'eks:ListClusters': { clusters: ['ml'] },
    'eks:ListNodegroups': byInput({ '{"clusterName":"ml"}': { nodegroups: ['gpu'] } }),
    'eks:DescribeNodegroup': byInput({
      '{"clusterName":"ml","nodegroupName":"gpu"}': {
        nodegroup: {
          nodegroupName: 'gpu',
          nodegroupArn,
          clusterName: 'ml',
          status: 'ACTIVE',
          scalingConfig: { minSize: 0, maxSize: 4, desiredSize: 1 },
          instanceTypes: ['p5.48xlarge'],
          subnets: ['subnet-1'],
          remoteAccess: { ec2SshKey: 'key', sourceSecurityGroups: ['sg-1'] },
          amiType: 'AL2023_x86_64_NVIDIA',
          nodeRole: principal('node'),
          labels: { 'kansa.example/Team': 'ml' },
          launchTemplate: { id: 'lt-1', name: 'gpu', version: '3' },
          tags: {},
        },
      },
    }),
    'ec2:DescribeLaunchTemplateVersions': byInput({
      '{"LaunchTemplateId":"lt-1","Versions":["3"]}': templateVersion('required', 1),
    }),
  });
  expect(resources).toEqual([
    {
      type: NODEGROUP,
      id: 'ml/gpu',
      names: [nodegroupArn],
      ...here,
      tags: {},
      properties: {
        ClusterName: 'ml',
        NodegroupName: 'gpu',
        RemoteAccess: { Ec2SshKey: 'key', SourceSecurityGroups: ['sg-1'] },
        InstanceTypes: ['p5.48xlarge'],
        ScalingConfig: { MinSize: 0, MaxSize: 4, DesiredSize: 1 },
        AmiType: 'AL2023_x86_64_NVIDIA',
        NodeRole: principal('node'),
        Subnets: ['subnet-1'],
        LaunchTemplate: { Id: 'lt-1', Name: 'gpu', Version: '3' },
      },
      runtime: {
        Status: 'ACTIVE',
        LaunchTemplate: {
          InstanceType: 'p5.48xlarge',
          MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        },
      },
      source: seenBy('eks:ListNodegroups', 'eks:DescribeNodegroup', 'ec2:DescribeLaunchTemplateVersions'),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(NODEGROUP)]);
});

test('one cluster whose node groups may not be listed leaves a partial list; one that is gone has none', async () => {
  const { resources, listings } = await explore(nodegroups, {
    'eks:ListClusters': { clusters: ['secret', 'gone', 'ml'] },
    'eks:ListNodegroups': byInput({
      '{"clusterName":"secret"}': denied,
      '{"clusterName":"gone"}': gone,
      '{"clusterName":"ml"}': { nodegroups: ['gone', 'secret', 'gpu'] },
    }),
    'eks:DescribeNodegroup': byInput({
      '{"clusterName":"ml","nodegroupName":"gone"}': gone,
      '{"clusterName":"ml","nodegroupName":"secret"}': denied,
      '{"clusterName":"ml","nodegroupName":"gpu"}': {
        nodegroup: { nodegroupName: 'gpu', launchTemplate: { id: 'lt-1' } },
      },
    }),
    'ec2:DescribeLaunchTemplateVersions': byInput({
      '{"LaunchTemplateId":"lt-1","Versions":["$Default"]}': templateVersion('required', 1),
    }),
  });
  expect(resources.map(({ id, gaps }) => [id, gaps[0]])).toEqual([
    ['ml/secret', { pointer: '', kind: 'missing', ...refusal('DescribeNodegroup') }],
    ['ml/gpu', undefined],
  ]);
  expect(listings).toEqual([listing(NODEGROUP, 'partial', refusal('ListNodegroups'))]);
});

const entry = (principalArn: string, more: object = {}) => ({
  accessEntry: { clusterName: 'ml', principalArn, type: 'STANDARD', kubernetesGroups: [], tags: {}, ...more },
});
const api: Answers = {
  'eks:ListClusters': { clusters: ['ml'] },
  'eks:DescribeCluster': { cluster: { name: 'ml', accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' } } },
  'eks:ListAccessEntries': { accessEntries: [principal('admin')] },
  'eks:DescribeAccessEntry': entry(principal('admin')),
  'eks:ListAssociatedAccessPolicies': { associatedAccessPolicies: [] },
};

test('an access entry has the policies of all pages, in CloudFormation’s form', async () => {
  const policyArn = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';
  const accessEntryArn = arn('access-entry/ml/role/111122223333/admin/1234');
  const input = `{"clusterName":"ml"%,"principalArn":"${principal('admin')}"}`;
  const { resources, listings } = await explore(accessEntries, {
    ...api,
    'eks:DescribeAccessEntry': entry(principal('admin'), { accessEntryArn, kubernetesGroups: ['masters'] }),
    'eks:ListAssociatedAccessPolicies': byInput({
      [input.replace('%', '')]: {
        associatedAccessPolicies: [{ policyArn, accessScope: { type: 'cluster', namespaces: [] }, associatedAt: 1 }],
        nextToken: '2',
      },
      [input.replace('%', ',"nextToken":"2"')]: {
        associatedAccessPolicies: [{ policyArn, accessScope: { type: 'namespace', namespaces: ['a'], depth: 1 } }],
      },
    }),
  });
  expect(resources).toEqual([
    {
      type: ENTRY,
      id: `ml/${principal('admin')}`,
      names: [accessEntryArn],
      ...here,
      tags: {},
      properties: {
        ClusterName: 'ml',
        PrincipalArn: principal('admin'),
        Type: 'STANDARD',
        KubernetesGroups: ['masters'],
        AccessPolicies: [
          { PolicyArn: policyArn, AccessScope: { Type: 'cluster', Namespaces: [] } },
          { PolicyArn: policyArn, AccessScope: { Type: 'namespace', Namespaces: ['a'] } },
        ],
      },
      runtime: {},
      source: seenBy(
        'eks:ListAccessEntries',
        'eks:DescribeAccessEntry',
        'eks:ListAssociatedAccessPolicies',
        'eks:ListAssociatedAccessPolicies',
      ),
      gaps: [unmodelled('/properties/AccessPolicies/1/AccessScope/Depth')],
    },
  ]);
  expect(listings).toEqual([complete(ENTRY)]);
});

test('policies of an entry that may not be listed are a gap, and the entry stands', async () => {
  const { resources } = await explore(accessEntries, { ...api, 'eks:ListAssociatedAccessPolicies': denied });
  expect(resources.map(({ properties, gaps }) => ({ properties, gaps }))).toEqual([
    {
      properties: {
        ClusterName: 'ml',
        PrincipalArn: principal('admin'),
        Type: 'STANDARD',
        KubernetesGroups: [],
      },
      gaps: [{ pointer: '/properties/AccessPolicies', kind: 'missing', ...refusal('ListAssociatedAccessPolicies') }],
    },
  ]);
});

test('an entry that may not be described is a stub, and one that is gone is left out', async () => {
  const { resources, listings } = await explore(accessEntries, {
    ...api,
    'eks:ListAccessEntries': { accessEntries: [principal('gone'), principal('secret')] },
    'eks:DescribeAccessEntry': byInput({
      [`{"clusterName":"ml","principalArn":"${principal('gone')}"}`]: gone,
      else: denied,
    }),
  });
  expect(resources.map(({ id, properties, gaps }) => [id, properties, gaps[0]])).toEqual([
    [`ml/${principal('secret')}`, {}, { pointer: '', kind: 'missing', ...refusal('DescribeAccessEntry') }],
  ]);
  expect(listings).toEqual([complete(ENTRY)]);
});

test('a cluster that knows only its ConfigMap has no access entries, and is not asked for them', async () => {
  expect(
    await explore(accessEntries, {
      ...api,
      'eks:DescribeCluster': { cluster: { name: 'ml', accessConfig: { authenticationMode: 'CONFIG_MAP' } } },
    }),
  ).toEqual({
    resources: [],
    listings: [complete(ENTRY)],
    calls: [`eks:ListClusters ${REGION} ok`, `eks:DescribeCluster ${REGION} ok`],
  });
});

test('any other refusal of the list of entries is a gap: by the mode, by the state, or by permission', async () => {
  const refusedBy = async (answers: Answers) =>
    (await explore(accessEntries, { ...api, ...answers })).listings.map(({ state, cause }) => [state, cause?.reason]);
  const invalid = refused('InvalidRequestException', 'the state of the cluster does not allow this', 400);
  expect(await refusedBy({ 'eks:ListAccessEntries': invalid })).toEqual([['partial', 'unavailable']]);
  expect(await refusedBy({ 'eks:ListAccessEntries': denied })).toEqual([['partial', 'denied']]);
  expect(await refusedBy({ 'eks:DescribeCluster': denied })).toEqual([['partial', 'denied']]);
  expect(await refusedBy({ 'eks:DescribeCluster': broken })).toEqual([['partial', 'unavailable']]);
});

test('a version says for how long EKS supports it', async () => {
  const { resources, listings } = await explore(clusterVersions, {
    'eks:DescribeClusterVersions': byInput({
      '{"includeAll":true}': {
        clusterVersions: [
          {
            clusterVersion: '1.34',
            clusterType: 'eks',
            versionStatus: 'STANDARD_SUPPORT',
            endOfStandardSupportDate: 1_796_083_200,
            endOfExtendedSupportDate: 1_827_619_200,
          },
        ],
      },
    }),
  });
  expect(resources.map(({ id, properties, runtime }) => ({ id, properties, runtime }))).toEqual([
    {
      id: '1.34',
      properties: {
        clusterVersion: '1.34',
        endOfStandardSupportDate: 1_796_083_200_000,
        endOfExtendedSupportDate: 1_827_619_200_000,
      },
      runtime: { versionStatus: 'STANDARD_SUPPORT' },
    },
  ]);
  expect(listings).toEqual([complete('AWS::EKS::ClusterVersion')]);
});

test('an association of pod identity names service account and role', async () => {
  const associationArn = arn('podidentityassociation/ml/a-1');
  const association = { clusterName: 'ml', namespace: 'serving', serviceAccount: 'fraud', associationId: 'a-1' };
  const { resources } = await explore(podIdentityAssociations, {
    'eks:ListClusters': { clusters: ['ml'] },
    'eks:ListPodIdentityAssociations': byInput({
      '{"clusterName":"ml"}': { associations: [{ ...association, associationArn }] },
    }),
    'eks:DescribePodIdentityAssociation': byInput({
      '{"associationId":"a-1","clusterName":"ml"}': {
        association: { ...association, associationArn, roleArn: principal('pods'), tags: { team: 'ml' } },
      },
    }),
  });
  expect(resources).toEqual([
    {
      type: ASSOCIATION,
      id: associationArn,
      names: ['a-1'],
      ...here,
      tags: { team: 'ml' },
      properties: {
        ClusterName: 'ml',
        Namespace: 'serving',
        ServiceAccount: 'fraud',
        RoleArn: principal('pods'),
      },
      runtime: {},
      source: seenBy('eks:ListPodIdentityAssociations', 'eks:DescribePodIdentityAssociation'),
      gaps: [],
    },
  ]);
});

test('a Fargate profile says which pods run where and with which role, its labels as a list', async () => {
  const fargateProfileArn = arn('fargateprofile/ml/batch/1234');
  const { resources, listings } = await explore(fargateProfiles, {
    'eks:ListClusters': { clusters: ['ml'] },
    'eks:ListFargateProfiles': byInput({ '{"clusterName":"ml"}': { fargateProfileNames: ['batch'] } }),
    'eks:DescribeFargateProfile': byInput({
      '{"clusterName":"ml","fargateProfileName":"batch"}': {
        fargateProfile: {
          fargateProfileName: 'batch',
          fargateProfileArn,
          clusterName: 'ml',
          podExecutionRoleArn: principal('pods'),
          subnets: ['subnet-1'],
          selectors: [{ namespace: 'reporting' }, { namespace: 'ray-*', labels: { tier: 'batch' }, weight: 1 }],
          status: 'ACTIVE',
          tags: { team: 'ml' },
        },
      },
    }),
  });
  expect(resources).toEqual([
    {
      type: FARGATE,
      id: 'ml/batch',
      names: [fargateProfileArn],
      ...here,
      tags: { team: 'ml' },
      properties: {
        ClusterName: 'ml',
        FargateProfileName: 'batch',
        PodExecutionRoleArn: principal('pods'),
        Subnets: ['subnet-1'],
        Selectors: [{ Namespace: 'reporting' }, { Namespace: 'ray-*', Labels: [{ Key: 'tier', Value: 'batch' }] }],
      },
      runtime: { Status: 'ACTIVE' },
      source: seenBy('eks:ListFargateProfiles', 'eks:DescribeFargateProfile'),
      gaps: [unmodelled('/properties/Selectors/1/weight')],
    },
  ]);
  expect(listings).toEqual([complete(FARGATE)]);
});

const addon = (addonName: string, more: object): Answers => ({
  'eks:ListClusters': { clusters: ['ml'] },
  'eks:ListAddons': byInput({ '{"clusterName":"ml"}': { addons: [addonName] } }),
  'eks:DescribeAddon': byInput({
    [`{"addonName":"${addonName}","clusterName":"ml"}`]: {
      addon: { addonName, clusterName: 'ml', status: 'ACTIVE', tags: {}, ...more },
    },
  }),
});

test('an add-on has its role, its health and, of the network plugin, what it was told about network policies', async () => {
  const addonArn = arn('addon/ml/vpc-cni/1234');
  const { resources, listings } = await explore(
    addons,
    addon('vpc-cni', {
      addonArn,
      health: { issues: [{ code: 'AccessDenied', message: 'no role', resourceIds: ['aws-node'] }] },
      serviceAccountRoleArn: principal('cni'),
      podIdentityAssociations: [arn('podidentityassociation/ml/a-1')],
      configurationValues: '{"enableNetworkPolicy":"true","env":{"ANY":"thing"}}',
    }),
  );
  expect(resources).toEqual([
    {
      type: ADDON,
      id: 'ml/vpc-cni',
      names: [addonArn],
      ...here,
      tags: {},
      properties: { ClusterName: 'ml', AddonName: 'vpc-cni', ServiceAccountRoleArn: principal('cni') },
      runtime: {
        Status: 'ACTIVE',
        Issues: [{ code: 'AccessDenied' }],
        PodIdentityAssociations: [arn('podidentityassociation/ml/a-1')],
        EnableNetworkPolicy: 'true',
        NetworkPolicyEngines: [
          'ml/kube-system/DaemonSet/aws-node',
          'ml/kube-system/DaemonSet/calico-node',
          'ml/calico-system/DaemonSet/calico-node',
          'ml/kube-system/DaemonSet/cilium',
        ],
      },
      source: seenBy('eks:ListAddons', 'eks:DescribeAddon'),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(ADDON)]);
});

test('values of an add-on are JSON or YAML, texts or truth values; what is neither is a gap that quotes nothing', async () => {
  const told = async (configurationValues: string | undefined) => {
    const { resources } = await explore(addons, addon('vpc-cni', { configurationValues }));
    return resources.map(({ runtime, gaps }) => runtime.EnableNetworkPolicy ?? gaps.map(({ detail }) => detail));
  };
  expect(await told('enableNetworkPolicy: "true"\nenv: {}')).toEqual(['true']);
  expect(await told('{"enableNetworkPolicy":false}')).toEqual(['false']);
  expect(await told('{"enableNetworkPolicy":null}')).toEqual([[]]);
  expect(await told('')).toEqual([[]]);
  expect(await told(undefined)).toEqual([[]]);
  expect(await told('{"enableNetworkPolicy": "true"')).toEqual([
    ['the configuration values are neither JSON nor YAML'],
  ]);
  expect(await told('- hidden')).toEqual([['the configuration values are no object']]);
});

test('other add-ons keep their values to themselves', async () => {
  const { resources } = await explore(addons, addon('datadog', { configurationValues: '{"enableNetworkPolicy":1}' }));
  expect(resources.map(({ properties, runtime, gaps }) => ({ properties, runtime, gaps }))).toEqual([
    { properties: { ClusterName: 'ml', AddonName: 'datadog' }, runtime: { Status: 'ACTIVE' }, gaps: [] },
  ]);
});

test('a cluster whose add-ons or profiles may not be listed leaves a partial list', async () => {
  const { resources, listings } = await explore([addons, fargateProfiles], {
    'eks:ListClusters': { clusters: ['secret', 'gone'] },
    'eks:ListAddons': byInput({ '{"clusterName":"secret"}': denied, '{"clusterName":"gone"}': gone }),
    'eks:ListFargateProfiles': byInput({ '{"clusterName":"secret"}': denied, '{"clusterName":"gone"}': gone }),
  });
  expect(resources).toEqual([]);
  expect(listings).toEqual([
    listing(ADDON, 'partial', refusal('ListAddons')),
    listing(FARGATE, 'partial', refusal('ListFargateProfiles')),
  ]);
});

test('a cluster is asked for once, whoever needs to know it', async () => {
  const { calls } = await explore([clusters, accessEntries], {
    'eks:ListClusters': { clusters: ['ml'] },
    'eks:DescribeCluster': { cluster: { name: 'ml', accessConfig: { authenticationMode: 'CONFIG_MAP' } } },
  });
  expect(calls).toEqual([`eks:ListClusters ${REGION} ok`, `eks:DescribeCluster ${REGION} ok`]);
});
