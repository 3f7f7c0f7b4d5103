import { get } from 'node:https';
import {
  GetGuardrailCommand,
  GetModelInvocationLoggingConfigurationCommand,
  paginateListGuardrails,
} from '@aws-sdk/client-bedrock';
import {
  GetAgentAliasCommand,
  GetAgentCommand,
  GetAgentVersionCommand,
  paginateListAgentAliases,
  paginateListAgents,
} from '@aws-sdk/client-bedrock-agent';
import { DescribeTrailsCommand, GetTrailStatusCommand, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeVpcEndpointsCommand,
} from '@aws-sdk/client-ec2';
import {
  type Cluster,
  DescribeClusterCommand,
  DescribeClusterVersionsCommand,
  DescribeNodegroupCommand,
  DescribePodIdentityAssociationCommand,
  ListAssociatedAccessPoliciesCommand,
  type Nodegroup,
  paginateListAccessEntries,
  paginateListClusters,
  paginateListNodegroups,
  paginateListPodIdentityAssociations,
} from '@aws-sdk/client-eks';
import { GetAccountAuthorizationDetailsCommand } from '@aws-sdk/client-iam';
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
} from '@aws-sdk/client-kms';
import { GetBucketLifecycleConfigurationCommand, GetObjectLockConfigurationCommand } from '@aws-sdk/client-s3';
import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
  DescribeNotebookInstanceCommand,
  paginateListEndpointConfigs,
  paginateListEndpoints,
  paginateListModelPackageGroups,
  paginateListModelPackages,
  paginateListModels,
  paginateListNotebookInstances,
  paginateSearch,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eksToken } from '../../src/collectors/kubernetes/token.js';
import { type Clients, clients } from '../emulator/demo/clients.js';
import { DEMO_FAULTS } from '../emulator/demo/faults/index.js';
import { given, OSAKA, roleArn, TOKYO } from '../emulator/demo/names.js';
import { seedDemoAccount } from '../emulator/demo-account.js';
import { type EmulatedKubernetes, startKubernetes } from '../emulator/kubernetes.js';
import { type Moto, startMoto } from '../emulator/moto.js';
import { type OverlayProxy, startProxy } from '../emulator/proxy.js';

let moto: Moto;
let proxy: OverlayProxy;
let regions: readonly Clients[];
let kubernetes: EmulatedKubernetes;

beforeAll(async () => {
  moto = await startMoto();
  kubernetes = await startKubernetes();
  proxy = await startProxy({ moto: moto.url, clusters: kubernetes.clusters });
  await seedDemoAccount({ endpoint: proxy.url });
  regions = [clients(proxy.url, TOKYO), clients(proxy.url, OSAKA)];
});

afterAll(async () => {
  await proxy?.stop();
  await moto?.stop();
  await kubernetes?.stop();
});

/** A name the API always gives, or nothing where a list item could be without it. */
const named = (value: string | undefined): string => given(value, 'name');

const flat = async <P, T>(pages: AsyncIterable<P>, items: (page: P) => readonly T[] | undefined): Promise<T[]> => {
  const seen: T[] = [];
  for await (const page of pages) seen.push(...(items(page) ?? []));
  return seen;
};

const keep = async <T>(items: readonly T[], wrong: (item: T) => Promise<boolean>): Promise<T[]> => {
  const kept: T[] = [];
  for (const item of items) if (await wrong(item)) kept.push(item);
  return kept;
};

/** Looks for what a control forbids, plainly and on its own terms: not the scanner, which must come to the same. */
type Search = (region: Clients) => Promise<readonly string[]>;

const endpoints = ({ sagemaker }: Clients) =>
  flat(paginateListEndpoints({ client: sagemaker }, {}), (page) =>
    page.Endpoints?.map((item) => named(item.EndpointName)),
  );

const servedPackage = async ({ sagemaker }: Clients, EndpointName: string) => {
  const endpoint = await sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
  const config = await sagemaker.send(
    new DescribeEndpointConfigCommand({ EndpointConfigName: endpoint.EndpointConfigName }),
  );
  const model = await sagemaker.send(
    new DescribeModelCommand({ ModelName: config.ProductionVariants?.[0]?.ModelName }),
  );
  const ModelPackageName = model.Containers?.[0]?.ModelPackageName;
  if (ModelPackageName === undefined) return { endpoint };
  return { endpoint, served: await sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName })) };
};

const packages = async ({ sagemaker }: Clients) => {
  const groups = await flat(paginateListModelPackageGroups({ client: sagemaker }, {}), (page) =>
    page.ModelPackageGroupSummaryList?.map((group) => named(group.ModelPackageGroupName)),
  );
  const lists = groups.map((ModelPackageGroupName) =>
    flat(paginateListModelPackages({ client: sagemaker }, { ModelPackageGroupName }), (page) =>
      page.ModelPackageSummaryList?.map((item) => named(item.ModelPackageArn)),
    ),
  );
  return (await Promise.all(lists)).flat();
};

type Approval = { readonly arn: string; readonly by: string | undefined; readonly at: number };

const approvals = ({ cloudtrail }: Clients): Promise<Approval[]> =>
  flat(
    paginateLookupEvents(
      { client: cloudtrail },
      { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'UpdateModelPackage' }] },
    ),
    (page) =>
      page.Events?.map(({ CloudTrailEvent = '{}', EventTime }) => {
        const { requestParameters, userIdentity } = JSON.parse(CloudTrailEvent);
        return { arn: requestParameters.modelPackageArn, by: userIdentity.arn, at: EventTime?.getTime() ?? 0 };
      }),
  );

const keyAliases = async ({ kms }: Clients) => {
  const { Aliases } = await kms.send(new ListAliasesCommand({}));
  return (Aliases ?? []).filter((alias) => alias.TargetKeyId !== undefined);
};

const customerKeys = async (region: Clients) =>
  keep(await keyAliases(region), async ({ TargetKeyId }) => {
    const { KeyMetadata } = await region.kms.send(new DescribeKeyCommand({ KeyId: TargetKeyId }));
    return KeyMetadata?.KeyManager === 'CUSTOMER';
  });

const clusters = ({ eks }: Clients) => flat(paginateListClusters({ client: eks }, {}), (page) => page.clusters);

const clustersWhere =
  (isWrong: (cluster: Cluster) => boolean): Search =>
  async (region) =>
    keep(await clusters(region), async (name) => {
      const { cluster } = await region.eks.send(new DescribeClusterCommand({ name }));
      return cluster !== undefined && isWrong(cluster);
    });

const nodegroupsWhere =
  (isWrong: (nodegroup: Nodegroup) => boolean): Search =>
  async ({ eks, ...region }) => {
    const groups = (await clusters({ eks, ...region })).map(async (clusterName) => {
      const names = await flat(paginateListNodegroups({ client: eks }, { clusterName }), (page) => page.nodegroups);
      return keep(names, async (nodegroupName) => {
        const { nodegroup } = await eks.send(new DescribeNodegroupCommand({ clusterName, nodegroupName }));
        return nodegroup !== undefined && isWrong(nodegroup);
      });
    });
    return (await Promise.all(groups)).flat();
  };

/** Objects of all clusters at a path of their API, as their ids: what is wrong with one is wrong with what it names. */
const inside =
  (path: string, isWrong: (object: Manifest) => boolean, kind?: string): Search =>
  async ({ region, eks }) => {
    if (region !== TOKYO) return [];
    const asked = kubernetes.clusters.map(async ({ name: cluster, endpoint, certificateAuthority }) => {
      const { credentials, sha256 } = eks.config;
      const token = await eksToken(cluster, region, 'amazonaws.com', { credentials, sha256 });
      const objects: Manifest[] = [];
      for (let next = ''; ; ) {
        const body = JSON.parse(await read(`${endpoint}${path}?continue=${next}`, certificateAuthority, token));
        objects.push(...(body.items ?? []));
        next = body.metadata?.continue ?? '';
        if (next === '') break;
      }
      const own = path.split('/').at(-1) ?? '';
      return objects
        .filter(isWrong)
        .map(({ metadata: { name, namespace } }) =>
          [cluster, namespace, kind ?? KINDS[own], name].filter((part) => part !== undefined).join('/'),
        );
    });
    return (await Promise.all(asked)).flat();
  };

/** Manifests are JSON of forms that the searches know by heart. */
type Manifest = ReturnType<typeof JSON.parse>;

const KINDS: Readonly<Record<string, string>> = {
  clusterrolebindings: 'ClusterRoleBinding',
  clusterroles: 'ClusterRole',
  deployments: 'Deployment',
  namespaces: 'Namespace',
  rayclusters: 'RayCluster',
  services: 'Service',
};

const read = (url: string, authority: string, token: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = { ca: Buffer.from(authority, 'base64').toString(), headers: { authorization: `Bearer ${token}` } };
    get(url, options, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => resolve(response.statusCode === 404 ? '{}' : Buffer.concat(pieces).toString()));
    }).on('error', reject);
  });

const vpcEndpoints = async ({ ec2 }: Clients) =>
  (await ec2.send(new DescribeVpcEndpointsCommand({}))).VpcEndpoints ?? [];

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const SEARCHES = {
  'sagemaker/notebook_direct_internet': async ({ sagemaker }) => {
    const names = await flat(paginateListNotebookInstances({ client: sagemaker }, {}), (page) =>
      page.NotebookInstances?.map((item) => named(item.NotebookInstanceName)),
    );
    return keep(names, async (NotebookInstanceName) => {
      const notebook = await sagemaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }));
      return notebook.DirectInternetAccess !== 'Disabled';
    });
  },
  'sagemaker/endpoint_config_cmk': async ({ sagemaker, kms }) => {
    const names = await flat(paginateListEndpointConfigs({ client: sagemaker }, {}), (page) =>
      page.EndpointConfigs?.map((item) => named(item.EndpointConfigName)),
    );
    return keep(names, async (EndpointConfigName) => {
      const { KmsKeyId } = await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName }));
      if (KmsKeyId === undefined) return true;
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: KmsKeyId }));
      return KeyMetadata?.KeyManager !== 'CUSTOMER';
    });
  },
  'sagemaker/training_job_encryption': ({ sagemaker }) =>
    flat(paginateSearch({ client: sagemaker }, { Resource: 'TrainingJob' }), (page) =>
      page.Results?.filter(
        ({ TrainingJob: job }) =>
          job?.ResourceConfig?.VolumeKmsKeyId === undefined || job.OutputDataConfig?.KmsKeyId === undefined,
      ).map(({ TrainingJob }) => named(TrainingJob?.TrainingJobName)),
    ),
  'sagemaker/endpoint_serves_approved_package': async (region) =>
    keep(await endpoints(region), async (name) => {
      const { served } = await servedPackage(region, name);
      return served?.ModelApprovalStatus !== 'Approved';
    }),
  'sagemaker/approver_not_author': async (region) => {
    const approved = await approvals(region);
    return keep(await packages(region), async (ModelPackageName) => {
      const { CreatedBy } = await region.sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName }));
      return approved.some(({ arn, by }) => arn === ModelPackageName && by === CreatedBy?.IamIdentity?.Arn);
    });
  },
  'sagemaker/endpoint_created_after_approval': async (region) => {
    const approved = await approvals(region);
    return keep(await endpoints(region), async (name) => {
      const { endpoint, served } = await servedPackage(region, name);
      const created = endpoint.CreationTime?.getTime() ?? 0;
      return approved.some(({ arn, at }) => arn === served?.ModelPackageArn && created < at);
    });
  },
  'sagemaker/model_private_registry': async ({ sagemaker }) => {
    const names = await flat(paginateListModels({ client: sagemaker }, {}), (page) =>
      page.Models?.map((item) => named(item.ModelName)),
    );
    return keep(names, async (ModelName) => {
      const { Containers = [] } = await sagemaker.send(new DescribeModelCommand({ ModelName }));
      return Containers.some(({ ImageConfig }) => ImageConfig?.RepositoryAccessMode !== 'Vpc');
    });
  },
  'bedrock/guardrail_pii': async ({ bedrock }) => {
    const found = await flat(paginateListGuardrails({ client: bedrock }, {}), (page) => page.guardrails);
    const wrong = await keep(found, async ({ id }) => {
      const { sensitiveInformationPolicy } = await bedrock.send(new GetGuardrailCommand({ guardrailIdentifier: id }));
      const { piiEntities = [], regexes = [] } = sensitiveInformationPolicy ?? {};
      return [...piiEntities, ...regexes].some(({ action }) => action === 'NONE');
    });
    return wrong.map(({ name }) => named(name));
  },
  'bedrock/invocation_logging': async ({ bedrock, region }) => {
    const { loggingConfig } = await bedrock.send(new GetModelInvocationLoggingConfigurationCommand({}));
    return loggingConfig?.textDataDeliveryEnabled ? [] : [region];
  },
  'bedrock/invocation_log_retention': async ({ bedrock, logs, s3 }) => {
    const { loggingConfig } = await bedrock.send(new GetModelInvocationLoggingConfigurationCommand({}));
    if (loggingConfig === undefined) return [];
    const logGroupNamePrefix = loggingConfig.cloudWatchConfig?.logGroupName;
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }));
    const { Rules } = await s3.send(
      new GetBucketLifecycleConfigurationCommand({ Bucket: loggingConfig.s3Config?.bucketName }),
    );
    const days = [logGroups?.[0]?.retentionInDays, Rules?.[0]?.Expiration?.Days];
    return days.every((kept) => kept !== undefined && kept < 7 * 365) ? [named(logGroupNamePrefix)] : [];
  },
  'bedrock/agent_alias_guardrail': async ({ bedrockAgent }) => {
    const agents = await flat(paginateListAgents({ client: bedrockAgent }, {}), (page) => page.agentSummaries);
    const lists = agents.map(async ({ agentId }) => {
      const aliases = await flat(paginateListAgentAliases({ client: bedrockAgent }, { agentId }), (page) =>
        page.agentAliasSummaries?.map((alias) => ({ agentId, ...alias })),
      );
      return keep(aliases, async ({ routingConfiguration }) => {
        const agentVersion = routingConfiguration?.[0]?.agentVersion;
        if (agentVersion === 'DRAFT') {
          const { agent } = await bedrockAgent.send(new GetAgentCommand({ agentId }));
          return agent?.guardrailConfiguration === undefined;
        }
        const version = await bedrockAgent.send(new GetAgentVersionCommand({ agentId, agentVersion }));
        return version.agentVersion?.guardrailConfiguration === undefined;
      });
    });
    const wrong = (await Promise.all(lists)).flat();
    const described = wrong.map(({ agentId, agentAliasId }) =>
      bedrockAgent.send(new GetAgentAliasCommand({ agentId, agentAliasId })),
    );
    return (await Promise.all(described)).map(({ agentAlias }) => named(agentAlias?.agentAliasArn));
  },
  'bedrock/vpc_endpoint_exists': async (region) => {
    const service = `com.amazonaws.${region.region}.bedrock-runtime`;
    // The model's enum says `Available`, the wire `available`.
    const found = (await vpcEndpoints(region)).some(
      ({ ServiceName, State }) => ServiceName === service && `${State}` === 'available',
    );
    return found ? [] : [region.region];
  },
  'bedrock/vpc_endpoint_policy_scoped': async (region) =>
    (await vpcEndpoints(region))
      .filter(({ PolicyDocument = '' }) => JSON.parse(PolicyDocument).Statement[0].Action === '*')
      .map(({ ServiceName }) => named(ServiceName)),
  'cloudtrail/multi_region_trail': async ({ cloudtrail, region }) => {
    const { trailList = [] } = await cloudtrail.send(new DescribeTrailsCommand({}));
    const [trail] = trailList.filter(({ IsMultiRegionTrail }) => IsMultiRegionTrail);
    const status = trail && (await cloudtrail.send(new GetTrailStatusCommand({ Name: trail.TrailARN })));
    return status?.IsLogging ? [] : [region];
  },
  'cloudtrail/trail_bucket_object_lock': async ({ cloudtrail, s3 }) => {
    const { trailList = [] } = await cloudtrail.send(new DescribeTrailsCommand({ includeShadowTrails: false }));
    const wrong = await keep(trailList, async ({ S3BucketName }) => {
      const { ObjectLockConfiguration } = await s3.send(
        new GetObjectLockConfigurationCommand({ Bucket: S3BucketName }),
      );
      return ObjectLockConfiguration?.Rule?.DefaultRetention?.Mode !== 'COMPLIANCE';
    });
    return wrong.map(({ Name }) => named(Name));
  },
  'eks/cluster_public_access': async (region) =>
    keep(await clusters(region), async (name) => {
      const { cluster } = await region.eks.send(new DescribeClusterCommand({ name }));
      return cluster?.resourcesVpcConfig?.publicAccessCidrs?.some((cidr) => Number(cidr.split('/')[1]) < 8) ?? true;
    }),
  'eks/access_entry_cluster_admin': async (region) => {
    const entries = (await clusters(region)).map(async (clusterName) => {
      const principals = await flat(paginateListAccessEntries({ client: region.eks }, { clusterName }), (page) =>
        page.accessEntries?.filter((principal) => principal !== roleArn('PlatformAdmin')),
      );
      return keep(principals, async (principalArn) => {
        const { associatedAccessPolicies = [] } = await region.eks.send(
          new ListAssociatedAccessPoliciesCommand({ clusterName, principalArn }),
        );
        return associatedAccessPolicies.some(
          ({ policyArn, accessScope }) => policyArn?.endsWith('ClusterAdminPolicy') && accessScope?.type === 'cluster',
        );
      });
    });
    return (await Promise.all(entries)).flat();
  },
  'eks/nodegroup_remote_access': nodegroupsWhere(({ remoteAccess }) => {
    const { ec2SshKey, sourceSecurityGroups = [] } = remoteAccess ?? {};
    return ec2SshKey !== undefined && sourceSecurityGroups.length === 0;
  }),
  'eks/private_endpoint': clustersWhere(({ resourcesVpcConfig }) => resourcesVpcConfig?.endpointPrivateAccess !== true),
  'eks/secrets_cmk': clustersWhere(({ encryptionConfig = [] }) => encryptionConfig.length === 0),
  'eks/control_plane_logs': clustersWhere(({ logging }) => (logging?.clusterLogging?.[0]?.types?.length ?? 0) < 5),
  'eks/audit_log_retention': async (region) =>
    keep(await clusters(region), async (name) => {
      const { logGroups } = await region.logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: `/aws/eks/${name}/cluster` }),
      );
      return (logGroups?.[0]?.retentionInDays ?? Number.POSITIVE_INFINITY) < 7 * 365;
    }),
  'eks/supported_version': async (region) => {
    const { clusterVersions } = await region.eks.send(
      new DescribeClusterVersionsCommand({ versionStatus: 'STANDARD_SUPPORT' }),
    );
    const standard = (clusterVersions ?? []).filter(({ versionStatus }) => versionStatus === 'STANDARD_SUPPORT');
    return clustersWhere(({ version }) => standard.every(({ clusterVersion }) => clusterVersion !== version))(region);
  },
  'eks/deletion_protection': clustersWhere(({ deletionProtection }) => deletionProtection !== true),
  'eks/authentication_mode': clustersWhere(({ accessConfig }) => accessConfig?.authenticationMode !== 'API'),
  'eks/nodegroup_imds_blocked': async (region) => {
    const { LaunchTemplateVersions = [] } = await region.ec2.send(
      new DescribeLaunchTemplateVersionsCommand({ Versions: ['$Latest'] }),
    );
    const open = LaunchTemplateVersions.filter(
      ({ LaunchTemplateData }) => LaunchTemplateData?.MetadataOptions?.HttpTokens !== 'required',
    ).map(({ LaunchTemplateId }) => named(LaunchTemplateId));
    const { LaunchTemplates = [] } = await region.ec2.send(new DescribeLaunchTemplatesCommand({}));
    return LaunchTemplates.filter(({ LaunchTemplateId = '' }) => open.includes(LaunchTemplateId)).map(({ Tags = [] }) =>
      named(Tags.find(({ Key }) => Key === 'eks:nodegroup-name')?.Value),
    );
  },
  'eks/accelerated_nodegroup_bounded': nodegroupsWhere(({ scalingConfig }) => (scalingConfig?.maxSize ?? 0) > 10),
  'eks/pod_identity_scoped': async (region) => {
    const { RoleDetailList = [] } = await region.iam.send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }),
    );
    const wide = RoleDetailList.filter(({ RolePolicyList = [] }) =>
      RolePolicyList.some(({ PolicyDocument = '' }) => decodeURIComponent(PolicyDocument).includes('"s3:*"')),
    );
    const associations = (await clusters(region)).map((clusterName) =>
      flat(paginateListPodIdentityAssociations({ client: region.eks }, { clusterName }), (page) => page.associations),
    );
    const roles = (await Promise.all(associations)).flat().map(async ({ clusterName, associationId }) => {
      const answer = await region.eks.send(new DescribePodIdentityAssociationCommand({ clusterName, associationId }));
      return answer.association?.roleArn;
    });
    const given = await Promise.all(roles);
    return wide.filter(({ Arn }) => given.includes(Arn)).map(({ RoleName }) => named(RoleName));
  },
  'eks/irsa_audience': async ({ iam, region }) => {
    const { RoleDetailList = [] } = await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }));
    const wrong = RoleDetailList.filter(({ AssumeRolePolicyDocument = '' }) =>
      /:oidc-provider\/oidc\.eks\.(?!.*:aud")/.test(decodeURIComponent(AssumeRolePolicyDocument)),
    );
    return region === TOKYO ? wrong.map(({ RoleName }) => named(RoleName)) : [];
  },
  'eks/ai_dashboards_not_exposed': inside('/api/v1/services', ({ spec }) =>
    spec.ports.some(
      ({ port, targetPort }: { port: number; targetPort: number }) =>
        (port === 8265 && spec.type === 'LoadBalancer') || (targetPort === 5000 && spec.type === 'ClusterIP'),
    ),
  ),
  'eks/ai_image_pinned': inside('/apis/ray.io/v1/rayclusters', ({ spec }) => !JSON.stringify(spec).match(/gpu@sha256/)),
  'eks/ai_pods_not_privileged': inside('/apis/ray.io/v1/rayclusters', ({ spec }) =>
    JSON.stringify(spec).includes('"privileged":true'),
  ),
  'eks/ai_service_account_own': inside(
    '/apis/apps/v1/deployments',
    ({ spec }) => spec.template.spec.serviceAccountName === undefined,
  ),
  'eks/namespace_network_policy': inside('/api/v1/namespaces', ({ metadata: { name } }) => name === 'ray'),
  'eks/namespace_pod_security': inside(
    '/api/v1/namespaces',
    ({ metadata: { name, labels } }) =>
      !/^(default$|kube-)/.test(name) && labels['pod-security.kubernetes.io/enforce'] === undefined,
  ),
  'eks/notebook_sa_secrets': inside(
    '/apis/rbac.authorization.k8s.io/v1/roles',
    ({ rules }) => rules.some(({ resources }: { resources: string[] }) => resources.includes('secrets')),
    'ServiceAccount',
  ),
  'eks/rbac_cluster_admin_bindings': inside(
    '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    ({ metadata: { name }, roleRef }) => roleRef.name === 'cluster-admin' && name !== 'cluster-admin',
  ),
  'eks/rbac_no_anonymous_bindings': inside(
    '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    ({ roleRef, subjects }) =>
      !roleRef.name.startsWith('system:') && JSON.stringify(subjects).includes('system:authenticated'),
  ),
  'eks/rbac_no_wildcard': inside(
    '/apis/rbac.authorization.k8s.io/v1/clusterroles',
    ({ metadata: { labels = {} }, rules }) =>
      labels['kubernetes.io/bootstrapping'] === undefined && rules[0].verbs.includes('*'),
  ),
  'iam/policy_ai_wildcard': async ({ iam, region }) => {
    const { Policies = [], RoleDetailList = [] } = await iam.send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ['LocalManagedPolicy', 'Role'] }),
    );
    const policies = [
      ...Policies.map(({ PolicyName, PolicyVersionList }) => ({
        name: PolicyName,
        document: PolicyVersionList?.[0]?.Document,
      })),
      ...RoleDetailList.flatMap(({ RolePolicyList = [] }) =>
        RolePolicyList.map(({ PolicyName, PolicyDocument }) => ({ name: PolicyName, document: PolicyDocument })),
      ),
    ];
    const wrong = policies.filter(({ document = '' }) =>
      list(JSON.parse(decodeURIComponent(document)).Statement[0].Action).some((action) =>
        /^((sagemaker|bedrock):)?\*$/.test(String(action)),
      ),
    );
    return region === TOKYO ? wrong.map(({ name }) => named(name)) : [];
  },
  'iam/service_trust_scoped': async ({ iam, region }) => {
    const { RoleDetailList = [] } = await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }));
    const wrong = RoleDetailList.filter(({ AssumeRolePolicyDocument = '' }) => {
      const [{ Principal, Condition }] = JSON.parse(decodeURIComponent(AssumeRolePolicyDocument)).Statement;
      return Principal.Service === 'sagemaker.amazonaws.com' && Condition === undefined;
    });
    return region === TOKYO ? wrong.map(({ RoleName }) => named(RoleName)) : [];
  },
  'kms/key_rotation': async (region) => {
    const wrong = await keep(await customerKeys(region), async ({ TargetKeyId }) => {
      const { KeyRotationEnabled } = await region.kms.send(new GetKeyRotationStatusCommand({ KeyId: TargetKeyId }));
      return KeyRotationEnabled !== true;
    });
    return wrong.map(({ AliasName }) => named(AliasName));
  },
  'kms/key_policy_separation': async (region) => {
    const wrong = await keep(await customerKeys(region), async ({ TargetKeyId }) => {
      const { Policy = '' } = await region.kms.send(
        new GetKeyPolicyCommand({ KeyId: TargetKeyId, PolicyName: 'default' }),
      );
      const [, administration, use] = JSON.parse(Policy).Statement;
      return list(use.Principal.AWS).some((role) => list(administration.Principal.AWS).includes(role));
    });
    return wrong.map(({ AliasName }) => named(AliasName));
  },
} as const satisfies Record<string, Search>;

test.each(Object.entries(SEARCHES))('%s: the account holds the named faults and no other', async (control, search) => {
  const found = (await Promise.all(regions.map((region) => search(region)))).flat();
  const seeded = DEMO_FAULTS.filter((fault) => fault.control === control).map(({ resource }) => resource);
  expect(found.toSorted()).toEqual(seeded.toSorted());
});
