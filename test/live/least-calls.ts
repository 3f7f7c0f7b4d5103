import { DATA_INVENTORY } from '../../src/model/data-inventory.js';
import { isObject } from '../../src/model/json.js';
import type { Resource } from '../../src/model/resource.js';
import type { Snapshot } from '../../src/model/snapshot.js';
import { loadAnswers } from '../emulator/overlay.js';

/** The fewest calls of one operation that show what an account holds, and why not fewer. */
export interface Least {
  readonly calls: number;
  readonly why: string;
  /** Calls beyond the least that are meant, and what they are for. */
  readonly excess?: { readonly calls: number; readonly why: string };
}

type Arithmetic = (account: Snapshot, operation: string) => Least;

/** The least number of calls of an operation, by `service:Operation` as the emulator names services; undefined where nobody said. */
export const leastCalls = (account: Snapshot, operation: string): Least | undefined =>
  LEAST[operation]?.(account, operation);

const of = (account: Snapshot, type: string): Resource[] => [...account.resources(type)];

/** Something of which a region has one, or a bulk call that shows all of a region at once. */
const aRegion: Arithmetic = ({ scope: { regions } }) => ({ calls: regions.length, why: 'one a region' });

/** Only this call shows it, and it shows one thing at a time. */
const each =
  (type: string, isAsked: (resource: Resource) => boolean = () => true): Arithmetic =>
  (account) => ({ calls: of(account, type).filter(isAsked).length, why: `one each ${short(type)}` });

/** A list of a region: its pages, and the first even when it is empty. */
const pages =
  (type: string, isListed: (resource: Resource) => boolean = () => true): Arithmetic =>
  (account, operation) => ({
    calls: sum(account.scope.regions, (region) =>
      pagesOf(of(account, type).filter((item) => item.region === region && isListed(item)).length, operation),
    ),
    why: `pages of ${short(type)}, region by region`,
  });

/** What has lists of its own: a word for it, its resources, and how what is listed names it. */
interface Parent {
  readonly word: string;
  all(account: Snapshot): readonly Resource[];
  nameOf(parent: Resource): unknown;
}

/** A list for each parent: its pages. */
const pagesUnder =
  ({ word, all, nameOf }: Parent, type: string, parentOf: (item: Resource) => unknown): Arithmetic =>
  (account, operation) => ({
    calls: sum(all(account), (parent) =>
      pagesOf(
        of(account, type).filter((item) => item.region === parent.region && parentOf(item) === nameOf(parent)).length,
        operation,
      ),
    ),
    why: `pages of ${short(type)}, ${word} by ${word}`,
  });

/** What a call could show of several at once is asked for one by one: the refusal of one hides no other. */
const inBatches =
  (type: string, size: number): Arithmetic =>
  (account) => {
    const all = of(account, type).length;
    const calls = sum(account.scope.regions, (region) =>
      Math.ceil(of(account, type).filter((item) => item.region === region).length / size),
    );
    return {
      calls,
      why: `one for ${size} each ${short(type)}`,
      excess: { calls: all - calls, why: 'one by one, so that the refusal of one hides no other' },
    };
  };

/** One for each published version that a resource tells of. */
const ofVersions =
  (type: string): Arithmetic =>
  (account) => ({
    calls: sum(of(account, type), ({ runtime: { Versions } }) => (Array.isArray(Versions) ? Versions.length : 0)),
    why: 'one each published version',
  });

/** A page of each place of a kind at which data lie; nothing more lies there. */
const eachPlace =
  (kind: string, what: string): Arithmetic =>
  (account) => ({
    calls: of(account, DATA_INVENTORY).filter(({ properties }) => properties.Kind === kind).length,
    why: `one each place of ${kind}: ${what}`,
  });

/** Several walks or questions that one operation answers. */
const both =
  (...parts: readonly Arithmetic[]): Arithmetic =>
  (account, operation) => {
    const found = parts.map((part) => part(account, operation));
    return { calls: sum(found, ({ calls }) => calls), why: found.map(({ why }) => why).join(' + ') };
  };

const besides =
  (arithmetic: Arithmetic, calls: (account: Snapshot) => number, why: string): Arithmetic =>
  (account, operation) => ({ ...arithmetic(account, operation), excess: { calls: calls(account), why } });

/** The pages that the written answers are cut into. */
const writtenPages: Arithmetic = (_account, operation) => ({
  calls: entriesOf(operation).length,
  why: 'as many pages as are written',
});

const none: Arithmetic = () => ({ calls: 0, why: 'the list says it' });
const once: Arithmetic = () => ({ calls: 1, why: 'one for the account' });

const CLUSTER = 'AWS::EKS::Cluster';
const NODEGROUP = 'AWS::EKS::Nodegroup';
const ADDON = 'AWS::EKS::Addon';
const ASSOCIATION = 'AWS::EKS::PodIdentityAssociation';
const FARGATE_PROFILE = 'AWS::EKS::FargateProfile';
const GUARDRAIL = 'AWS::Bedrock::Guardrail';
const PROMPT = 'AWS::Bedrock::Prompt';
const KEY = 'AWS::KMS::Key';
const BUCKET = 'AWS::S3::Bucket';
const BUCKET_POLICY = 'AWS::S3::BucketPolicy';
const EVENT = 'AWS::CloudTrail::Event';
const FUNCTION = 'AWS::Lambda::Function';
const MACHINE = 'AWS::StepFunctions::StateMachine';
const REPOSITORY = 'AWS::ECR::Repository';
const SERVICE = 'AWS::ECS::Service';
const TASK_DEFINITION = 'AWS::ECS::TaskDefinition';
const TABLE = 'AWS::DynamoDB::Table';
const HTTP_API = 'AWS::ApiGatewayV2::Api';
const REST_API = 'AWS::ApiGateway::RestApi';
const LINEAGE = 'AWS::SageMaker::ModelPackageLineage';
const STORE = 'AWS::CloudTrail::EventDataStore';
const TRAIL = 'AWS::CloudTrail::Trail';
const USER = 'AWS::IAM::User';
const AGENT_VERSION = 'AWS::Bedrock::AgentVersion';

const FLOW_VERSION = 'AWS::Bedrock::FlowVersion';

/** Every flow has one working draft. */
const isDraftOfFlow = ({ runtime }: Resource): boolean => runtime.Version === 'DRAFT';
const isDraft = ({ properties }: Resource): boolean => properties.version === 'DRAFT';
const isNamed = (name: string) => (event: Resource) => event.properties.eventName === name;
const clusterOf = ({ properties }: Resource) => properties.ClusterName;
const hasPolicy = ({ properties }: Resource): boolean => properties.PolicyDocument !== undefined;
const wasExamined = ({ runtime }: Resource): boolean => runtime.SensitiveDataFindings !== undefined;
const agentOf = ({ properties }: Resource) => properties.agentId ?? properties.AgentId;

const CLUSTERS: Parent = {
  word: 'cluster',
  all: (account) => of(account, CLUSTER),
  nameOf: ({ properties }) => properties.Name,
};

/** No control asks about a cluster of ECS itself: it is known by its services. */
const ECS_CLUSTERS: Parent = {
  word: 'cluster',
  all: (account) => [...new Map(of(account, SERVICE).map((one) => [one.properties.Cluster, one])).values()],
  nameOf: ({ properties }) => properties.Cluster,
};

const KEYS: Parent = { word: 'key', all: (account) => of(account, KEY), nameOf: ({ names }) => names[0] };

const USERS: Parent = { word: 'user', all: (account) => of(account, USER), nameOf: ({ names }) => names[0] };

/** Every agent has one working draft. */
const AGENTS: Parent = { word: 'agent', all: (account) => of(account, AGENT_VERSION).filter(isDraft), nameOf: agentOf };

/** SageMaker's lists name things, and only a describe call shows one of them. */
const listedAndDescribed = (plural: string, singular: string, type = singular): Record<string, Arithmetic> => ({
  [`sagemaker:List${plural}`]: pages(`AWS::SageMaker::${type}`),
  [`sagemaker:Describe${singular}`]: each(`AWS::SageMaker::${type}`),
});

/** One line an operation. What a list shows needs no describe call; what a bulk call shows needs no list. */
const LEAST: Readonly<Record<string, Arithmetic>> = {
  'aoss:BatchGetCollection': eachPlace('opensearch', 'where it answers'),
  'aoss:GetAccessPolicy': each('AWS::OpenSearchServerless::AccessPolicy'),
  'aoss:GetSecurityPolicy': each('AWS::OpenSearchServerless::SecurityPolicy'),
  'aoss:ListAccessPolicies': pages('AWS::OpenSearchServerless::AccessPolicy'),
  'aoss:ListCollections': pages('AWS::OpenSearchServerless::Collection'),
  'aoss:ListSecurityPolicies': pages('AWS::OpenSearchServerless::SecurityPolicy'),
  'aoss:Search': eachPlace('opensearch', 'documents'),
  'api-gateway:GetResources': each(REST_API),
  'api-gateway:GetRestApis': pages(REST_API),
  'api-gateway:GetStages': each(REST_API),
  'apigatewayv2:GetApis': pages(HTTP_API),
  'apigatewayv2:GetRoutes': each(HTTP_API),
  'apigatewayv2:GetStages': each(HTTP_API),
  'application-autoscaling:DescribeScalableTargets': pages('AWS::ApplicationAutoScaling::ScalableTarget'),
  'application-autoscaling:DescribeScalingPolicies': pages('AWS::ApplicationAutoScaling::ScalingPolicy'),
  'bedrock:GetGuardrail': both(each(GUARDRAIL), ofVersions(GUARDRAIL)),
  'bedrock:GetModelInvocationLoggingConfiguration': aRegion,
  // Published versions are listed guardrail by guardrail; the demo account's fit a page each.
  'bedrock:ListGuardrails': both(pages(GUARDRAIL), each(GUARDRAIL)),
  'bedrock-agent:GetAgent': each(AGENT_VERSION, isDraft),
  'bedrock-agent:GetAgentAlias': each('AWS::Bedrock::AgentAlias'),
  'bedrock-agent:GetAgentVersion': each(AGENT_VERSION, (version) => !isDraft(version)),
  'bedrock-agent:ListAgentAliases': pagesUnder(AGENTS, 'AWS::Bedrock::AgentAlias', agentOf),
  'bedrock-agent:ListAgentVersions': pagesUnder(AGENTS, AGENT_VERSION, agentOf),
  'bedrock-agent:ListAgents': pages(AGENT_VERSION, isDraft),
  'bedrock:GetCustomModel': each('AWS::Bedrock::CustomModel'),
  'bedrock:GetImportedModel': each('AWS::Bedrock::ImportedModel'),
  'bedrock:GetModelCustomizationJob': each('AWS::Bedrock::ModelCustomizationJob'),
  'bedrock:ListCustomModels': pages('AWS::Bedrock::CustomModel'),
  'bedrock:ListFoundationModels': aRegion,
  'bedrock:ListImportedModels': pages('AWS::Bedrock::ImportedModel'),
  // Profiles of AWS's and those of one's own are walked apart, for the list names no more than one kind.
  'bedrock:ListInferenceProfiles': both(
    pages('AWS::Bedrock::InferenceProfile'),
    pages('AWS::Bedrock::ApplicationInferenceProfile'),
  ),
  'bedrock:ListModelCustomizationJobs': pages('AWS::Bedrock::ModelCustomizationJob'),
  'bedrock:ListModelInvocationJobs': pages('AWS::Bedrock::ModelInvocationJob'),
  'bedrock:ListProvisionedModelThroughputs': pages('AWS::Bedrock::ProvisionedModelThroughput'),
  'bedrock:ListTagsForResource': each('AWS::Bedrock::ApplicationInferenceProfile'),
  'bedrock-agent:GetAgentActionGroup': each('AWS::Bedrock::AgentActionGroup'),
  'bedrock-agent:GetDataSource': each('AWS::Bedrock::DataSource'),
  'bedrock-agent:GetFlow': each(FLOW_VERSION, isDraftOfFlow),
  'bedrock-agent:GetFlowVersion': each(FLOW_VERSION, (version) => !isDraftOfFlow(version)),
  'bedrock-agent:GetKnowledgeBase': each('AWS::Bedrock::KnowledgeBase'),
  'bedrock-agent:GetPrompt': both(each(PROMPT), ofVersions(PROMPT)),
  // A version that no alias routes to is called by nobody.
  'bedrock-agent:ListAgentActionGroups': (account) => ({
    calls: new Set(
      of(account, 'AWS::Bedrock::AgentAlias')
        .filter(({ runtime }) => runtime.AgentAliasId !== 'TSTALIASID')
        .flatMap(({ runtime }) => runtime.RoutedVersions),
    ).size,
    why: 'one each routed AgentVersion',
  }),
  'bedrock-agent:ListDataSources': each('AWS::Bedrock::KnowledgeBase'),
  'bedrock-agent:ListFlowAliases': each(FLOW_VERSION, isDraftOfFlow),
  'bedrock-agent:ListFlowVersions': each(FLOW_VERSION, isDraftOfFlow),
  'bedrock-agent:ListFlows': pages(FLOW_VERSION, isDraftOfFlow),
  'bedrock-agent:ListIngestionJobs': each('AWS::Bedrock::DataSource'),
  'bedrock-agent:ListKnowledgeBases': pages('AWS::Bedrock::KnowledgeBase'),
  // Published versions are listed prompt by prompt; the demo account's fit a page each.
  'bedrock-agent:ListPrompts': both(pages(PROMPT), each(PROMPT)),
  'budgets:DescribeBudgets': once,
  'budgets:DescribeNotificationsForBudget': each('AWS::Budgets::Budget'),
  'ce:GetAnomalyMonitors': once,
  'ce:GetAnomalySubscriptions': once,
  'cloudtrail:DescribeTrails': aRegion,
  'cloudtrail:GetEventDataStore': each(STORE),
  'cloudtrail:GetEventSelectors': each(TRAIL),
  'cloudtrail:GetInsightSelectors': each(TRAIL),
  'cloudtrail:GetTrailStatus': each(TRAIL),
  'cloudtrail:ListEventDataStores': pages(STORE),
  // A lookup takes one name of an event.
  'cloudtrail:LookupEvents': both(
    pages(EVENT, isNamed('UpdateModelPackage')),
    pages(EVENT, isNamed('CreateModelPackage')),
    ...['InvokeModel', 'InvokeModelWithResponseStream', 'Converse', 'ConverseStream'].map((name) =>
      pages('AWS::Bedrock::ModelInvocation', isNamed(name)),
    ),
  ),
  'cloudwatch:DescribeAlarms': besides(
    aRegion,
    ({ scope: { regions } }) => regions.length,
    'alarms of metrics and composite ones are walked apart, a type each',
  ),
  'config:DescribeConfigurationRecorderStatus': each('AWS::Config::ConfigurationRecorder'),
  'config:DescribeConfigurationRecorders': aRegion,
  'ec2:DescribeLaunchTemplateVersions': each(NODEGROUP),
  // A group that names no template of its own has one of EKS's, which bears its name as a tag.
  'ec2:DescribeLaunchTemplates': each(NODEGROUP, ({ properties }) => properties.LaunchTemplate === undefined),
  'ec2:DescribeFlowLogs': pages('AWS::EC2::FlowLog'),
  'ec2:DescribeManagedPrefixLists': pages('AWS::EC2::PrefixList'),
  'ec2:DescribeRouteTables': pages('AWS::EC2::RouteTable'),
  'ec2:DescribeSecurityGroups': pages('AWS::EC2::SecurityGroup'),
  'ec2:DescribeSubnets': pages('AWS::EC2::Subnet'),
  'ec2:DescribeVpcEndpoints': pages('AWS::EC2::VPCEndpoint'),
  'ec2:DescribeVpcs': pages('AWS::EC2::VPC'),
  // Nobody asks what stands in the lists of AWS.
  'ec2:GetManagedPrefixListEntries': each('AWS::EC2::PrefixList', ({ properties }) => properties.Entries !== undefined),
  'dynamodb:DescribeContinuousBackups': each(TABLE),
  'dynamodb:DescribeTable': both(each(TABLE), eachPlace('dynamodb', 'who looks into it asks how large it is')),
  'dynamodb:GetResourcePolicy': each(TABLE),
  'dynamodb:ListTables': pages(TABLE),
  'dynamodb:Scan': eachPlace('dynamodb', 'items'),
  'ecr:BatchGetRepositoryScanningConfiguration': inBatches(REPOSITORY, 25),
  'ecr:DescribeRepositories': pages(REPOSITORY),
  'ecr:GetLifecyclePolicy': each(REPOSITORY),
  'ecr:GetRepositoryPolicy': each(REPOSITORY),
  'ecs:DescribeServices': inBatches(SERVICE, 10),
  'ecs:DescribeTaskDefinition': each(TASK_DEFINITION),
  'ecs:ListClusters': aRegion,
  'ecs:ListServices': pagesUnder(ECS_CLUSTERS, SERVICE, ({ properties }) => properties.Cluster),
  // All revisions are listed, and few are described.
  'ecs:ListTaskDefinitions': pages(TASK_DEFINITION),
  'eks:DescribeAccessEntry': each('AWS::EKS::AccessEntry'),
  'eks:DescribeAddon': each(ADDON),
  'eks:DescribeCluster': each(CLUSTER),
  'eks:DescribeClusterVersions': pages('AWS::EKS::ClusterVersion'),
  'eks:DescribeFargateProfile': each(FARGATE_PROFILE),
  'eks:DescribeNodegroup': each(NODEGROUP),
  'eks:DescribePodIdentityAssociation': each(ASSOCIATION),
  'eks:ListAccessEntries': pagesUnder(CLUSTERS, 'AWS::EKS::AccessEntry', clusterOf),
  'eks:ListAddons': pagesUnder(CLUSTERS, ADDON, clusterOf),
  'eks:ListAssociatedAccessPolicies': each('AWS::EKS::AccessEntry'),
  'eks:ListClusters': pages(CLUSTER),
  'eks:ListFargateProfiles': pagesUnder(CLUSTERS, FARGATE_PROFILE, clusterOf),
  'eks:ListNodegroups': pagesUnder(CLUSTERS, NODEGROUP, clusterOf),
  'eks:ListPodIdentityAssociations': pagesUnder(CLUSTERS, ASSOCIATION, clusterOf),
  // The regions of the scan do not show the rules that hear of global services.
  'events:ListRules': both(aRegion, () => ({ calls: 1, why: 'one where global services send their events' })),
  // A rule without a pattern sees no event, and is left out.
  'events:ListTargetsByRule': each('AWS::Events::Rule'),
  'iam:GetAccessKeyLastUsed': each('AWS::IAM::AccessKey'),
  'iam:GetAccountAuthorizationDetails': besides(
    once,
    () => 3,
    'users, groups, roles and policies are walked apart: a scan for one kind asks for no other',
  ),
  'iam:GetAccountSummary': once,
  'iam:GetLoginProfile': each(USER),
  'iam:ListAccessKeys': pagesUnder(USERS, 'AWS::IAM::AccessKey', ({ properties }) => properties.UserName),
  'iam:ListMFADevices': each(USER),
  'iam:ListOpenIDConnectProviders': once,
  // For all users at once.
  'iam:ListServiceSpecificCredentials': writtenPages,
  'kms:DescribeKey': each(KEY),
  'kms:GetKeyPolicy': each(KEY),
  'kms:GetKeyRotationStatus': each(KEY, ({ properties: { KeySpec } }) => KeySpec === 'SYMMETRIC_DEFAULT'),
  'kms:ListAliases': aRegion,
  'kms:ListGrants': pagesUnder(KEYS, 'AWS::KMS::Grant', ({ properties }) => properties.KeyId),
  'kms:ListKeys': pages(KEY),
  'lambda:GetPolicy': (account) => ({
    calls: sum(of(account, FUNCTION), ({ runtime: { Policies } }) => (Array.isArray(Policies) ? Policies.length : 0)),
    why: 'one each Function and alias',
  }),
  'lambda:ListAliases': each(FUNCTION),
  'lambda:ListFunctionUrlConfigs': each(FUNCTION),
  'lambda:ListFunctions': pages(FUNCTION),
  'logs:DescribeLogGroups': pages('AWS::Logs::LogGroup'),
  'logs:DescribeMetricFilters': pages('AWS::Logs::MetricFilter'),
  'logs:FilterLogEvents': eachPlace('logs', 'events'),
  'macie2:DescribeBuckets': pages('AWS::Macie::BucketMetadata'),
  'macie2:GetFindingStatistics': each('AWS::Macie::BucketMetadata', wasExamined),
  'macie2:GetMacieSession': aRegion,
  'opensearch:DescribeDomain': inBatches('AWS::OpenSearchService::Domain', 5),
  'opensearch:ListDomainNames': aRegion,
  'organizations:DescribeEffectivePolicy': once,
  'organizations:DescribeOrganization': once,
  'organizations:DescribePolicy': (account) => ({
    calls: sum(of(account, 'AWS::Organizations::ServiceControl'), ({ properties: { Policies } }) =>
      Array.isArray(Policies) ? Policies.length : 0,
    ),
    why: 'one each policy',
  }),
  // The account and the units above it, whose parents and policies are written down.
  'organizations:ListParents': writtenPages,
  'organizations:ListPoliciesForTarget': writtenPages,
  's3:GetBucketAcl': each(BUCKET),
  's3:GetBucketEncryption': each(BUCKET),
  's3:GetBucketLifecycleConfiguration': each(BUCKET),
  's3:GetBucketLocation': besides(
    none,
    (account) => of(account, BUCKET).length,
    'moto’s list of buckets does not say their regions, as AWS’s does when it is asked for pages',
  ),
  's3:GetBucketLogging': each(BUCKET),
  's3:GetBucketOwnershipControls': each(BUCKET),
  's3:GetBucketPolicy': each(BUCKET),
  's3:GetBucketPolicyStatus': besides(
    each(BUCKET_POLICY, hasPolicy),
    (account) => of(account, BUCKET_POLICY).filter((policy) => !hasPolicy(policy)).length,
    'that a bucket has no policy looks to a collector like a policy that it may not see',
  ),
  's3:GetBucketReplication': each(BUCKET),
  's3:GetBucketVersioning': each(BUCKET),
  's3:HeadBucket': (account) => ({
    calls: new Set(objectPlaces(account).map(({ properties }) => properties.Bucket)).size,
    why: 'one a bucket in which data lie: where it is',
  }),
  's3:ListObjectsV2': (account) => ({
    calls: sum(objectPlaces(account), ({ runtime }) => numberIn(runtime.Listed, 'Pages')),
    why: 'pages of each place at which data lie',
  }),
  // Each fits into its first part, and none is read twice.
  's3:GetObject': (account) => ({ calls: objectsIn(account), why: 'one each object that was looked at' }),
  's3:GetObjectLockConfiguration': each(BUCKET),
  's3:GetPublicAccessBlock': each(BUCKET),
  's3:ListBuckets': once,
  'resource-groups-tagging-api:GetResources': aRegion,
  's3-control:GetPublicAccessBlock': once,
  ...listedAndDescribed('AutoMLJobs', 'AutoMLJobV2', 'AutoMLJob'),
  ...listedAndDescribed('DataQualityJobDefinitions', 'DataQualityJobDefinition'),
  ...listedAndDescribed('Domains', 'Domain'),
  ...listedAndDescribed('EndpointConfigs', 'EndpointConfig'),
  ...listedAndDescribed('Endpoints', 'Endpoint'),
  ...listedAndDescribed('FeatureGroups', 'FeatureGroup'),
  ...listedAndDescribed('InferenceComponents', 'InferenceComponent'),
  ...listedAndDescribed('ModelBiasJobDefinitions', 'ModelBiasJobDefinition'),
  ...listedAndDescribed('ModelCards', 'ModelCard'),
  ...listedAndDescribed('ModelExplainabilityJobDefinitions', 'ModelExplainabilityJobDefinition'),
  ...listedAndDescribed('ModelPackageGroups', 'ModelPackageGroup'),
  ...listedAndDescribed('ModelPackages', 'ModelPackage'),
  ...listedAndDescribed('ModelQualityJobDefinitions', 'ModelQualityJobDefinition'),
  ...listedAndDescribed('Models', 'Model'),
  ...listedAndDescribed('MonitoringSchedules', 'MonitoringSchedule'),
  ...listedAndDescribed('NotebookInstanceLifecycleConfigs', 'NotebookInstanceLifecycleConfig'),
  ...listedAndDescribed('StudioLifecycleConfigs', 'StudioLifecycleConfig'),
  ...listedAndDescribed('NotebookInstances', 'NotebookInstance'),
  ...listedAndDescribed('Pipelines', 'Pipeline'),
  ...listedAndDescribed('ProcessingJobs', 'ProcessingJob'),
  ...listedAndDescribed('Spaces', 'Space'),
  ...listedAndDescribed('TransformJobs', 'TransformJob'),
  ...listedAndDescribed('UserProfiles', 'UserProfile'),
  // All packages for what they are, the approved ones for where they come from.
  'sagemaker:ListModelPackages': both(pages('AWS::SageMaker::ModelPackage'), pages(LINEAGE)),
  'sagemaker:ListArtifacts': each(LINEAGE),
  'sagemaker:QueryLineage': each(LINEAGE),
  'sagemaker:GetModelPackageGroupPolicy': each('AWS::SageMaker::ModelPackageGroup'),
  'sagemaker:ListMonitoringExecutions': each('AWS::SageMaker::MonitoringSchedule'),
  'sagemaker:ListPipelineExecutions': each('AWS::SageMaker::Pipeline'),
  // A search shows whole jobs, of one kind.
  'sagemaker:Search': both(pages('AWS::SageMaker::TrainingJob'), pages('AWS::SageMaker::HyperParameterTuningJob')),
  'states:DescribeStateMachine': besides(
    each(MACHINE),
    (account) => of(account, MACHINE).length,
    'the definition is asked for apart: a key that may not be used hides nothing else',
  ),
  'states:ListExecutions': eachPlace('states', 'executions'),
  'states:ListStateMachines': pages(MACHINE),
  'sts:GetCallerIdentity': once,
};

const sum = <T>(items: readonly T[], count: (item: T) => number): number =>
  items.reduce((total, item) => total + count(item), 0);

/** The most items that the emulator puts on a page of this list; moto’s own pages are larger than the demo account. */
const pagesOf = (items: number, operation: string): number => {
  const limits = entriesOf(operation).flatMap(({ page }) => page?.limit ?? []);
  return Math.max(1, Math.ceil(items / Math.min(...limits, Number.POSITIVE_INFINITY)));
};

/** The written answers to an operation. */
const entriesOf = (operation: string) => {
  const [service, name] = operation.split(':');
  return [...loadAnswers().values()]
    .filter((file) => file.service === service)
    .flatMap(({ entries }) => entries.filter((entry) => entry.operation === name));
};

const short = (type: string): string => type.split('::').at(-1) ?? type;

const objectPlaces = (account: Snapshot): Resource[] =>
  of(account, DATA_INVENTORY).filter(({ properties }) => properties.Kind === 's3');

const numberIn = (record: unknown, name: string): number => (isObject(record) ? Number(record[name]) : Number.NaN);

/** One place lies within another: what the first shows is not read for the second. */
const objectsIn = (account: Snapshot): number =>
  sum(
    objectPlaces(account).filter(({ runtime }) => numberIn(runtime.Looked, 'Bytes') > 0),
    ({ runtime }) => numberIn(runtime.Looked, 'Objects'),
  );
