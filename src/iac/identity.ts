import { isObject } from '../model/json.js';
import type { Destination } from './declaration.js';

/**
 * How a declared resource will be called, so that references to it lead somewhere before AWS has made it. The shape of an
 * ARN is what the service authorization reference gives for the type; what only AWS could invent (a key's id) is the
 * name that the template gives the resource.
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html)
 */
export interface Identity {
  readonly arn: string;
  readonly name: string;
}

/** `service:resource` of the ARN, where it is not `service:type/name` by the type's own words. `-` keeps no region, `--` no account either. */
const SHAPES: Readonly<Record<string, readonly [service: string, resource: string, place?: '-' | '--']>> = {
  'AWS::ApiGateway::RestApi': ['apigateway', '/restapis/*', '-'],
  'AWS::Bedrock::ApplicationInferenceProfile': ['bedrock', 'application-inference-profile/*'],
  'AWS::Bedrock::KnowledgeBase': ['bedrock', 'knowledge-base/*'],
  'AWS::CloudTrail::EventDataStore': ['cloudtrail', 'eventdatastore/*'],
  'AWS::CloudWatch::Alarm': ['cloudwatch', 'alarm:*'],
  'AWS::CloudWatch::CompositeAlarm': ['cloudwatch', 'alarm:*'],
  'AWS::EC2::SecurityGroup': ['ec2', 'security-group/*'],
  'AWS::EC2::VPCEndpoint': ['ec2', 'vpc-endpoint/*'],
  'AWS::IAM::Group': ['iam', 'group/*', '-'],
  'AWS::IAM::ManagedPolicy': ['iam', 'policy/*', '-'],
  'AWS::IAM::Role': ['iam', 'role/*', '-'],
  'AWS::IAM::User': ['iam', 'user/*', '-'],
  'AWS::Lambda::Function': ['lambda', 'function:*'],
  'AWS::Logs::LogGroup': ['logs', 'log-group:*'],
  'AWS::OpenSearchServerless::Collection': ['aoss', 'collection/*'],
  'AWS::OpenSearchService::Domain': ['es', 'domain/*'],
  'AWS::S3::Bucket': ['s3', '*', '--'],
  'AWS::SNS::Topic': ['sns', '*'],
  'AWS::SageMaker::EndpointConfig': ['sagemaker', 'endpoint-config/*'],
  'AWS::SageMaker::FeatureGroup': ['sagemaker', 'feature-group/*'],
  'AWS::SageMaker::InferenceComponent': ['sagemaker', 'inference-component/*'],
  'AWS::SageMaker::ModelPackage': ['sagemaker', 'model-package/*'],
  'AWS::SageMaker::ModelPackageGroup': ['sagemaker', 'model-package-group/*'],
  'AWS::SageMaker::MonitoringSchedule': ['sagemaker', 'monitoring-schedule/*'],
  'AWS::SageMaker::NotebookInstance': ['sagemaker', 'notebook-instance/*'],
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': ['sagemaker', 'notebook-instance-lifecycle-config/*'],
  'AWS::SageMaker::StudioLifecycleConfig': ['sagemaker', 'studio-lifecycle-config/*'],
  'AWS::StepFunctions::StateMachine': ['states', 'stateMachine:*'],
};

/** The member of each type that names the thing, where it is not the type's last word and `Name`. */
const NAMED_BY: Readonly<Record<string, string>> = {
  'AWS::Bedrock::Agent': 'AgentName',
  'AWS::Bedrock::Guardrail': 'Name',
  'AWS::Bedrock::KnowledgeBase': 'Name',
  'AWS::Bedrock::Prompt': 'Name',
  'AWS::EKS::Cluster': 'Name',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::SageMaker::InferenceComponent': 'InferenceComponentName',
};

/** The name that a template gives a resource; undefined where AWS will choose one. */
export const nameIn = (type: string, properties: Readonly<Record<string, unknown>>): string | undefined => {
  const last = type.split('::')[2] ?? '';
  const name = properties[NAMED_BY[type] ?? `${last}Name`];
  return typeof name === 'string' ? name : undefined;
};

/** What references to the named resource resolve to. */
export const identityOf = (type: string, name: string, { partition, account, region }: Destination): Identity => {
  const [, service = '', kind = ''] = type.split('::');
  const [prefix, resource, place] = SHAPES[type] ?? [service.toLowerCase(), `${dashed(kind)}/*`];
  const words = [
    'arn',
    partition,
    prefix,
    place === undefined ? region : '',
    place === '--' ? '' : account,
    resource.replace('*', () => name),
  ];
  return { arn: words.join(':'), name };
};

const dashed = (words: string): string => words.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

/** Tags as CloudFormation and most of AWS write them (`[{Key, Value}]`), or as a map. */
export const tagsIn = (tags: unknown): Record<string, string> => {
  if (isObject(tags) && !Array.isArray(tags))
    return Object.fromEntries(Object.entries(tags).flatMap(([key, value]) => textPair(key, value)));
  if (!Array.isArray(tags)) return {};
  return Object.fromEntries(tags.flatMap((tag) => (isObject(tag) ? textPair(tag.Key, tag.Value) : [])));
};

const textPair = (key: unknown, value: unknown): [string, string][] =>
  typeof key === 'string' && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    ? [[key, String(value)]]
    : [];

/** Regions of China and of the government stand in partitions of their own. */
export const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};
