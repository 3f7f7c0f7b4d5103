import { unknown, unknownIn } from '../unknown.js';
import type { Form } from './form.js';
import { IAM_FORMS } from './iam.js';
import { isKnownText, policyAt } from './policies.js';

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
        : {
            properties: policyAt(
              { PolicyDocument: unsure, ...policy?.properties, Bucket: identity.name },
              'PolicyDocument',
            ),
          }),
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

/** AWS has no status of a policy that is not there: absent, not unknown. */
const NO_POLICY = { IsPublic: undefined };

const ageDecides = (member: string): string =>
  unknown(
    'known_after_apply',
    `the template does not set ${member}, and what a bucket has without it depends on when it was made`,
  );

/** How each type is brought into the form of its collector; a type without an entry is in it as it is written. */
export const FORMS: Readonly<Record<string, Form>> = {
  ...IAM_FORMS,
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
  'AWS::ECR::Repository': withPolicy('RepositoryPolicyText'),
  'AWS::KMS::Key': key,
  'AWS::OpenSearchService::Domain': withPolicy('AccessPolicies'),
  'AWS::S3::Bucket': bucket,
  // That of a bucket declared beside it stands with the bucket.
  'AWS::S3::BucketPolicy': ({ properties, identity, ownerOf }) =>
    ownerOf('AWS::S3::Bucket', properties.Bucket) === undefined
      ? [
          {
            id: isKnownText(properties.Bucket) ? properties.Bucket : identity.name,
            properties: policyAt(properties, 'PolicyDocument'),
          },
        ]
      : [],
  'AWS::SageMaker::ModelPackageGroup': withPolicy('ModelPackageGroupPolicy'),
};
