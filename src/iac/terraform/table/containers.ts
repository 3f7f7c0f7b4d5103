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
  aws_ecs_service: resource(
    'AWS::ECS::Service',
    ['name'],
    {
      ...TAGS,
      ServiceName: 'name',
      Cluster: 'cluster',
      TaskDefinition: 'task_definition',
      DeploymentController: one('deployment_controller', { Type: 'type' }),
      NetworkConfiguration: group({
        AwsvpcConfiguration: one('network_configuration', {
          AssignPublicIp: made(['assign_public_ip'], ({ assign_public_ip: isPublic }) =>
            typeof isPublic === 'boolean' ? (isPublic ? 'ENABLED' : 'DISABLED') : isPublic,
          ),
          SecurityGroups: references('security_groups'),
          Subnets: references('subnets'),
        }),
      }),
    },
    { arns: ['id'] },
  ),
  aws_ecs_task_definition: resource('AWS::ECS::TaskDefinition', ['family'], {
    ...TAGS,
    Family: 'family',
    ContainerDefinitions: document('container_definitions', containersFrom),
    ExecutionRoleArn: 'execution_role_arn',
    TaskRoleArn: 'task_role_arn',
    IpcMode: 'ipc_mode',
    NetworkMode: 'network_mode',
    PidMode: 'pid_mode',
    RequiresCompatibilities: 'requires_compatibilities',
    RuntimePlatform: one('runtime_platform', {
      CpuArchitecture: 'cpu_architecture',
      OperatingSystemFamily: 'operating_system_family',
    }),
    Volumes: each('volume', { Name: 'name', Host: group({ SourcePath: 'host_path' }) }),
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
  aws_launch_template: resource('AWS::EC2::LaunchTemplate', ['id', 'name'], {
    ...TAGS,
    LaunchTemplateName: 'name',
    LaunchTemplateData: group({
      InstanceType: 'instance_type',
      MetadataOptions: one('metadata_options', {
        HttpEndpoint: 'http_endpoint',
        HttpPutResponseHopLimit: 'http_put_response_hop_limit',
        HttpTokens: 'http_tokens',
      }),
    }),
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
    LaunchTemplate: one('launch_template', { Id: 'id', Name: 'name', Version: 'version' }),
    Subnets: references('subnet_ids'),
    RemoteAccess: one('remote_access', {
      Ec2SshKey: 'ec2_ssh_key',
      SourceSecurityGroups: references('source_security_group_ids'),
    }),
    ScalingConfig: one('scaling_config', { DesiredSize: 'desired_size', MaxSize: 'max_size', MinSize: 'min_size' }),
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

const scopeIn = (block: unknown): unknown => {
  const scope = only(block);
  return scope === undefined || typeof scope === 'string' ? scope : { Type: scope.type, Namespaces: scope.namespaces };
};

/** Maps whose names are the user's own. */
const FREE = new Set(['Options', 'DockerLabels']);

/** Containers are JSON of ECS's API, of which CloudFormation writes the same names with capitals. */
function containersFrom(text: unknown): unknown {
  const list = typeof text === 'string' ? parsed(text) : text;
  return Array.isArray(list) ? list.map(capitalised) : list;
}

/** A text that holds marks is JSON as well, but for the character that they begin with. */
const parsed = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text.replaceAll('\u0000', '\\u0000'));
    if (Array.isArray(value)) return value;
  } catch {
    if (isHidden(text)) return text;
  }
  return unknown('parse_error', 'container_definitions is no list of containers in JSON');
};

const capitalised = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(capitalised);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const capital = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      return [capital, FREE.has(capital) ? member : capitalised(member)];
    }),
  );
};
