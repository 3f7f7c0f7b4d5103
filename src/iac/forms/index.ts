import { isObject } from '../../model/json.js';
import { objectFrom } from '../../model/json-text.js';
import { cardContent } from '../../model/model-card-content.js';
import { registrationsIn } from '../../model/pipeline-definition.js';
import { unknown, unknownIn } from '../unknown.js';
import { CONTAINER_FORMS, foundIn } from './containers.js';
import type { Form } from './form.js';
import { IAM_FORMS } from './iam.js';
import { isKnownText, listIn, policyAt, policyIn, readable } from './policies.js';

/** Only its own policy member is in another form than the template's. */
const withPolicy =
  (member: string, runtime?: Readonly<Record<string, unknown>>): Form =>
  ({ properties, identity }) => [
    { id: identity.arn, properties: policyAt(properties, member), ...(runtime && { runtime }) },
  ];

/** A customer's key; the aliases declared beside it are names of it. */
const key: Form = ({ properties, identity, referrers }) => [
  {
    id: identity.arn,
    names: referrers('AWS::KMS::Alias', 'TargetKeyId').certain.flatMap(({ properties: { AliasName } }) =>
      isKnownText(AliasName) ? [AliasName, identity.arn.replace(/key\/[^/]*$/, () => AliasName)] : [],
    ),
    properties: {
      ...policyAt(properties, 'KeyPolicy'),
      // What CreateKey makes where nothing is said (https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html).
      EnableKeyRotation: properties.EnableKeyRotation ?? false,
      KeySpec: properties.KeySpec ?? 'SYMMETRIC_DEFAULT',
      KeyUsage: properties.KeyUsage ?? 'ENCRYPT_DECRYPT',
      Origin: properties.Origin ?? 'AWS_KMS',
      Enabled: properties.Enabled ?? true,
    },
    runtime: { KeyManager: 'CUSTOMER', KeyState: properties.Enabled === false ? 'Disabled' : 'Enabled' },
  },
];

/** Groups that a canned ACL lets in (https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl). */
const CANNED: Readonly<Record<string, readonly (readonly [group: string, permission: string])[]>> = {
  PublicRead: [['global/AllUsers', 'READ']],
  PublicReadWrite: [
    ['global/AllUsers', 'READ'],
    ['global/AllUsers', 'WRITE'],
  ],
  AuthenticatedRead: [['global/AuthenticatedUsers', 'READ']],
  LogDeliveryWrite: [
    ['s3/LogDelivery', 'WRITE'],
    ['s3/LogDelivery', 'READ_ACP'],
  ],
};

/** A bucket, and its policy, which is a type of its own and stands there also where there is none. */
const bucket: Form = ({ declaration, properties, identity, referrers }) => {
  const policies = referrers(BUCKET_POLICY, 'Bucket');
  const [policy] = policies.certain;
  const [unsure] = policies.unsure;
  return [
    {
      id: identity.arn,
      properties: {
        ...properties,
        BucketName: identity.name,
        // Buckets made before April 2023 lack what newer ones begin with, and a template does not say how old its own is.
        ...(declaration.isNew === true
          ? NEW_BUCKET
          : {
              PublicAccessBlockConfiguration: ageDecides('PublicAccessBlockConfiguration'),
              OwnershipControls: ageDecides('OwnershipControls'),
            }),
        ...definedIn(properties, ['PublicAccessBlockConfiguration', 'OwnershipControls']),
      },
      runtime: { Grants: grantsOf(properties.AccessControl) },
    },
    {
      type: BUCKET_POLICY,
      id: identity.name,
      ...(policy === undefined && unsure === undefined
        ? { properties: { Bucket: identity.name }, runtime: NO_POLICY }
        : bucketPolicy({ PolicyDocument: unsure, ...policy?.properties }, identity.name)),
    },
  ];
};

/** What S3 gives to buckets made since April 2023 (https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html). */
const NEW_BUCKET = {
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  },
  OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
};

const definedIn = (properties: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(names.filter((name) => properties[name] !== undefined).map((name) => [name, properties[name]]));

/** Whom the ACL lets in beside the owner; an unknown one may let in anybody. */
const grantsOf = (acl: unknown): unknown => {
  if (typeof acl !== 'string') return [];
  if (unknownIn(acl) !== undefined) return acl;
  return (CANNED[acl] ?? []).map(([group, permission]) => ({
    Grantee: { Type: 'Group', URI: `http://acs.amazonaws.com/groups/${group}` },
    Permission: permission,
  }));
};

const BUCKET_POLICY = 'AWS::S3::BucketPolicy';

const bucketPolicy = ({ PolicyDocument }: Readonly<Record<string, unknown>>, Bucket: unknown) => {
  const document = policyIn(PolicyDocument);
  return { properties: { Bucket, PolicyDocument: document }, runtime: publicity(document) };
};

/** AWS has no status of a policy that is not there: absent, not unknown. */
const NO_POLICY = { IsPublic: undefined };

const ageDecides = (member: string): string =>
  unknown(
    'known_after_apply',
    `the template does not set ${member}, and what a bucket has without it depends on when it was made`,
  );

/** Whoever AWS would call the public (https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status). */
const publicity = (document: unknown): Readonly<Record<string, unknown>> => {
  const statements = isObject(document) ? listIn(document.Statement) : undefined;
  // Only where nobody but named principals is let in is it plain without AWS's own evaluation.
  const isPlain = statements?.every((statement) => {
    if (!isObject(statement) || statement.Effect === 'Deny') return isObject(statement);
    const principals = isObject(statement.Principal) ? Object.values(statement.Principal).flatMap(listIn) : [undefined];
    return principals.every((name) => typeof name === 'string' && !name.includes('*') && unknownIn(name) === undefined);
  });
  return isPlain ? { IsPublic: false } : {};
};

/** Names of variables are shown, never their values; what scrubbing found in these is told. */
const lambda: Form = ({ properties: { Environment, ...properties }, identity }) => {
  const variables = isObject(Environment) && isObject(Environment.Variables) ? Environment.Variables : {};
  const isHidden =
    typeof Environment === 'string' || (isObject(Environment) && typeof Environment.Variables === 'string');
  return [
    {
      id: identity.arn,
      properties: { FunctionName: identity.name, Runtime: properties.Runtime, KmsKeyArn: properties.KmsKeyArn },
      runtime: isHidden
        ? {}
        : {
            VariableNames: Object.keys(variables),
            Secrets: Object.entries(variables).flatMap(([Variable, value]) => foundIn(value, { Variable })),
          },
    },
  ];
};

/** How many instances serve, as its configuration beside it begins. */
const endpoint: Form = ({ properties, identity, ownerOf }) => {
  const config = ownerOf('AWS::SageMaker::EndpointConfig', properties.EndpointConfigName);
  const variants = config?.properties.ProductionVariants;
  return [
    {
      id: identity.arn,
      properties,
      runtime: {
        EndpointStatus: 'InService',
        ...(Array.isArray(variants) && {
          ProductionVariants: variants.filter(isObject).map((variant) => ({
            VariantName: variant.VariantName,
            CurrentInstanceCount: variant.InitialInstanceCount,
            CurrentServerlessConfig: variant.ServerlessConfig,
            ManagedInstanceScaling: variant.ManagedInstanceScaling,
          })),
        }),
      },
    },
  ];
};

/** The launch template beside it that a node group names; one that exists elsewhere is unknown. */
const nodegroup: Form = ({ properties, identity, ownerOf }) => {
  const named = isObject(properties.LaunchTemplate) ? properties.LaunchTemplate : undefined;
  const template = named && ownerOf('AWS::EC2::LaunchTemplate', named.Id ?? named.Name);
  const data = template?.properties.LaunchTemplateData;
  const isUnsaid = properties.LaunchTemplate === undefined;
  return [
    {
      id: identity.arn,
      properties,
      runtime: isUnsaid
        ? { LaunchTemplate: undefined }
        : isObject(data)
          ? { LaunchTemplate: { InstanceType: data.InstanceType, MetadataOptions: data.MetadataOptions } }
          : {},
    },
  ];
};

/** Its own policy, and the rules by which images expire, which a template writes as text. */
const repository: Form = ({ properties, identity }) => {
  const { LifecyclePolicy: cycle } = properties;
  return [
    {
      id: identity.arn,
      properties: {
        ...policyAt(properties, 'RepositoryPolicyText'),
        ...(isObject(cycle) &&
          isKnownText(cycle.LifecyclePolicyText) && {
            LifecyclePolicy: { ...cycle, LifecyclePolicyText: rulesIn(cycle.LifecyclePolicyText) },
          }),
      },
    },
  ];
};

const rulesIn = (text: string): unknown => readable(() => objectFrom(text, 'the lifecycle policy'));

/** The steps by which a pipeline registers models, read from its definition. */
const pipeline: Form = ({ properties, identity }) => {
  const { PipelineDefinition: definition } = properties;
  const body = isObject(definition) ? definition.PipelineDefinitionBody : undefined;
  return [
    {
      id: identity.arn,
      properties,
      runtime: {
        Registrations:
          typeof body === 'string'
            ? unknownIn(body) === undefined
              ? readable(() => registrationsIn(body))
              : body
            : unknown('unresolved_expression', 'the definition of the pipeline stands in no text of the template'),
      },
    },
  ];
};

const modelPackage: Form = ({ properties, identity }) => {
  const { ModelCard: card } = properties;
  const content = isObject(card) ? card.ModelCardContent : undefined;
  return [
    {
      id: identity.arn,
      properties,
      runtime: {
        ModelPackageStatus: 'Completed',
        ModelCardContent:
          typeof content === 'string' && unknownIn(content) === undefined
            ? readable(() => cardContent(content))
            : content,
      },
    },
  ];
};

/** Nothing but its name beside what the template says. */
const known =
  (runtime: (name: string) => Readonly<Record<string, unknown>>): Form =>
  ({ properties, identity }) => [{ id: identity.arn, properties, runtime: runtime(identity.name) }];

/** How each type is brought into the form of its collector; a type without an entry is in it as it is written. */
export const FORMS: Readonly<Record<string, Form>> = {
  ...CONTAINER_FORMS,
  ...IAM_FORMS,
  'AWS::Bedrock::AgentAlias': known((name) => ({ AgentAliasId: name })),
  'AWS::Bedrock::FlowAlias': known((name) => ({ FlowAliasId: name })),
  // Versions are published from what the template says of the draft.
  'AWS::Bedrock::Guardrail': known(() => ({ Versions: [] })),
  'AWS::DynamoDB::Table': ({ properties, identity }) => [
    {
      id: identity.arn,
      properties: {
        ...properties,
        ...(typeof properties.ResourcePolicy === 'object' &&
          properties.ResourcePolicy !== null && {
            ResourcePolicy: policyAt({ ...properties.ResourcePolicy }, 'PolicyDocument'),
          }),
      },
    },
  ],
  'AWS::EC2::VPCEndpoint': withPolicy('PolicyDocument', { State: 'available' }),
  'AWS::ECR::Repository': repository,
  'AWS::EKS::Nodegroup': nodegroup,
  'AWS::KMS::Key': key,
  'AWS::Lambda::Function': lambda,
  'AWS::OpenSearchService::Domain': withPolicy('AccessPolicies'),
  'AWS::S3::Bucket': bucket,
  // That of a bucket declared beside it stands with the bucket.
  'AWS::S3::BucketPolicy': ({ properties, identity, ownerOf }) =>
    ownerOf('AWS::S3::Bucket', properties.Bucket) === undefined
      ? [
          {
            id: isKnownText(properties.Bucket) ? properties.Bucket : identity.name,
            ...bucketPolicy(properties, properties.Bucket),
          },
        ]
      : [],
  'AWS::SageMaker::Endpoint': endpoint,
  'AWS::SageMaker::ModelPackage': modelPackage,
  'AWS::SageMaker::Pipeline': pipeline,
  'AWS::SageMaker::ModelPackageGroup': withPolicy('ModelPackageGroupPolicy'),
};
