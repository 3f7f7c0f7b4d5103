import { isObject } from '../../../model/json.js';
import { unknown } from '../../unknown.js';
import { document, each, group, isHidden, made, one, only, references } from '../mapping.js';
import { addition, type Mapping, part, resource, TAGS } from './mappings.js';

const REPOSITORY = 'AWS::ECR::Repository';
const ENTRY = 'AWS::EKS::AccessEntry';

/** ECR, ECS and EKS. */
export const CONTAINERS: Readonly<Record<string, Mapping>> = {
  aws_ecr_repository: resource(REPOSITORY, ['name', 'id'], {
    ...TAGS,
    RepositoryName: 'name',
    ImageTagMutability: 'image_tag_mutability',
    ImageTagMutabilityExclusionFilters: each('image_tag_mutability_exclusion_filter', {
      ImageTagMutabilityExclusionFilterType: 'filter_type',
      ImageTagMutabilityExclusionFilterValue: 'filter',
    }),
    EncryptionConfiguration: one('encryption_configuration', { EncryptionType: 'encryption_type', KmsKey: 'kms_key' }),
    ImageScanningConfiguration: one('image_scanning_configuration', { ScanOnPush: 'scan_on_push' }),
  }),
  aws_ecr_repository_policy: part([{ type: REPOSITORY, by: 'repository' }], {
    RepositoryPolicyText: document('policy'),
  }),
  aws_ecr_lifecycle_policy: part([{ type: REPOSITORY, by: 'repository' }], {
    LifecyclePolicy: group({ LifecyclePolicyText: document('policy') }),
  }),
  aws_eks_cluster: resource('AWS::EKS::Cluster', ['name', 'id'], {
    ...TAGS,
    Name: 'name',
    RoleArn: 'role_arn',
    Version: 'version',
    DeletionProtection: 'deletion_protection',
    AccessConfig: one('access_config', {
      AuthenticationMode: 'authentication_mode',
      BootstrapClusterCreatorAdminPermissions: 'bootstrap_cluster_creator_admin_permissions',
    }),
    EncryptionConfig: each('encryption_config', {
      Provider: one('provider', { KeyArn: 'key_arn' }),
      Resources: 'resources',
    }),
    Logging: made(['enabled_cluster_log_types'], ({ enabled_cluster_log_types: types }) => {
      if (types === undefined || types === null) return undefined;
      const EnabledTypes = Array.isArray(types) ? types.map((Type: unknown) => ({ Type })) : types;
      return { ClusterLogging: { EnabledTypes } };
    }),
    ResourcesVpcConfig: one('vpc_config', {
      EndpointPrivateAccess: 'endpoint_private_access',
      EndpointPublicAccess: 'endpoint_public_access',
      PublicAccessCidrs: 'public_access_cidrs',
      SecurityGroupIds: references('security_group_ids'),
      SubnetIds: references('subnet_ids'),
    }),
  }),
  aws_eks_node_group: resource('AWS::EKS::Nodegroup', ['node_group_name'], {
    ...TAGS,
    ClusterName: 'cluster_name',
    NodegroupName: 'node_group_name',
    NodeRole: 'node_role_arn',
    InstanceTypes: 'instance_types',
    Subnets: references('subnet_ids'),
    RemoteAccess: one('remote_access', {
      Ec2SshKey: 'ec2_ssh_key',
      SourceSecurityGroups: references('source_security_group_ids'),
    }),
    ScalingConfig: one('scaling_config', { DesiredSize: 'desired_size', MaxSize: 'max_size', MinSize: 'min_size' }),
  }),
  aws_eks_fargate_profile: resource('AWS::EKS::FargateProfile', ['fargate_profile_name'], {
    ...TAGS,
    ClusterName: 'cluster_name',
    FargateProfileName: 'fargate_profile_name',
    PodExecutionRoleArn: 'pod_execution_role_arn',
    Subnets: references('subnet_ids'),
    Selectors: each('selector', {
      Namespace: 'namespace',
      Labels: made(['labels'], ({ labels }) =>
        isObject(labels) ? Object.entries(labels).map(([Key, Value]) => ({ Key, Value })) : labels,
      ),
    }),
  }),
  aws_ecs_service: resource(
    'AWS::ECS::Service',
    ['name'],
    {
      ...TAGS,
      ServiceName: 'name',
      Cluster: 'cluster',
      TaskDefinition: 'task_definition',
      NetworkConfiguration: group({
        AwsvpcConfiguration: one('network_configuration', {
          AssignPublicIp: made(['assign_public_ip'], ({ assign_public_ip: assigned }) =>
            typeof assigned === 'boolean' ? (assigned ? 'ENABLED' : 'DISABLED') : assigned,
          ),
          SecurityGroups: references('security_groups'),
          Subnets: references('subnets'),
        }),
      }),
    },
    { arns: ['arn', 'id'] },
  ),
  aws_ecs_task_definition: resource('AWS::ECS::TaskDefinition', ['family', 'id'], {
    ...TAGS,
    Family: 'family',
    RequiresCompatibilities: 'requires_compatibilities',
    NetworkMode: 'network_mode',
    PidMode: 'pid_mode',
    IpcMode: 'ipc_mode',
    TaskRoleArn: 'task_role_arn',
    ExecutionRoleArn: 'execution_role_arn',
    RuntimePlatform: one('runtime_platform', {
      CpuArchitecture: 'cpu_architecture',
      OperatingSystemFamily: 'operating_system_family',
    }),
    ContainerDefinitions: made(['container_definitions'], ({ container_definitions: text }) => containersIn(text)),
    Volumes: each('volume', { Name: 'name', Host: group({ SourcePath: 'host_path' }) }),
  }),
  aws_eks_access_entry: resource(
    ENTRY,
    ['id'],
    {
      ...TAGS,
      ClusterName: 'cluster_name',
      PrincipalArn: 'principal_arn',
      Type: 'type',
      KubernetesGroups: 'kubernetes_groups',
    },
    { arns: ['access_entry_arn'] },
  ),
  aws_eks_access_policy_association: addition(
    [{ type: ENTRY, where: { ClusterName: 'cluster_name', PrincipalArn: 'principal_arn' } }],
    {
      AccessPolicies: made(
        ['policy_arn', 'access_scope.type', 'access_scope.namespaces'],
        ({ policy_arn: PolicyArn, access_scope }) => [{ PolicyArn, AccessScope: scopeIn(access_scope) }],
      ),
    },
  ),
  aws_eks_pod_identity_association: resource(
    'AWS::EKS::PodIdentityAssociation',
    ['association_id', 'id'],
    {
      ...TAGS,
      ClusterName: 'cluster_name',
      Namespace: 'namespace',
      ServiceAccount: 'service_account',
      RoleArn: 'role_arn',
      TargetRoleArn: 'target_role_arn',
    },
    { arns: ['association_arn'] },
  ),
};

/** Container definitions are JSON text in the names of ECS's API: CloudFormation's are the same with a capital. */
const containersIn = (text: unknown): unknown => {
  if (typeof text !== 'string' || isHidden(text)) return text;
  try {
    return capitalised(JSON.parse(text));
  } catch {
    return unknown('parse_error', 'the container definitions are no JSON');
  }
};

/** Maps by words of the user's own keep them. */
const capitalised = (value: unknown, isMap = false): unknown => {
  if (Array.isArray(value)) return value.map((item) => capitalised(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      isMap ? key : `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
      capitalised(member, key === 'options' || key === 'dockerLabels'),
    ]),
  );
};

const scopeIn = (block: unknown): unknown => {
  const scope = only(block);
  return scope === undefined || typeof scope === 'string' ? scope : { Type: scope.type, Namespaces: scope.namespaces };
};
