import { isObject } from '../../../model/json.js';
import { unknown } from '../../unknown.js';
import { type Attributes, document, each, group, isHidden, isSet, made, one, only } from '../mapping.js';
import { defaulted, type Mapping, part, resource, TAGS } from './mappings.js';

const BUCKET = 'AWS::S3::Bucket';

const OWNER = [{ type: BUCKET, by: 'bucket' }];

const BLOCK = {
  BlockPublicAcls: 'block_public_acls',
  BlockPublicPolicy: 'block_public_policy',
  IgnorePublicAcls: 'ignore_public_acls',
  RestrictPublicBuckets: 'restrict_public_buckets',
};

const ENCRYPTION = {
  ServerSideEncryptionConfiguration: each('rule', {
    BucketKeyEnabled: 'bucket_key_enabled',
    ServerSideEncryptionByDefault: one('apply_server_side_encryption_by_default', {
      KMSMasterKeyID: 'kms_master_key_id',
      SSEAlgorithm: 'sse_algorithm',
    }),
  }),
};

const LOGGING = { DestinationBucketName: 'target_bucket', LogFilePrefix: 'target_prefix' };

const LOCK_RULE = one('rule', {
  DefaultRetention: one('default_retention', { Days: 'days', Mode: 'mode', Years: 'years' }),
});

/** CloudFormation calls canned ACLs by their names without hyphens: `public-read` is PublicRead. */
const canned = (acl: unknown): unknown => {
  if (typeof acl !== 'string' || acl === '' || isHidden(acl)) return isHidden(acl) ? acl : undefined;
  return acl.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
};

/** Whom the bucket's ACL lets in; grants to single accounts open it to no group. */
const aclOf = ({ acl, access_control_policy, grant }: Attributes): unknown => {
  if (isSet(acl)) return canned(acl);
  const policy = only(access_control_policy);
  const grants = typeof policy === 'string' ? policy : (policy?.grant ?? grant);
  if (grants === undefined || grants === null) return undefined;
  if (!Array.isArray(grants)) return isHidden(grants) ? grants : undefined;
  if (grants.length === 0) return undefined;
  return grants.every(isForOne)
    ? 'Private'
    : unknown('unmodelled', 'the grants of the ACL let in a group, or do not say whom they let in');
};

const isForOne = (grant: unknown): boolean => {
  if (!isObject(grant)) return false;
  const grantee = only(grant.grantee) ?? grant;
  return typeof grantee !== 'string' && grantee.type === 'CanonicalUser';
};

/** The condition of a rule stands beside it, in its filter, or in the filter's `and`. */
const inFilter =
  (attribute: string, name = attribute) =>
  ({ [attribute]: own, filter: block }: Attributes): unknown => {
    if (isSet(own)) return own;
    const filter = only(block);
    if (filter === undefined || typeof filter === 'string') return filter;
    const and = only(filter.and);
    if (typeof and === 'string') return and;
    return [filter[name], and?.[name]].find(isSet);
  };

const tagFilters = ({ filter: block }: Attributes): unknown => {
  const filter = only(block);
  if (filter === undefined || typeof filter === 'string') return filter;
  const and = only(filter.and);
  const tag = only(filter.tag);
  if (typeof and === 'string' || typeof tag === 'string') return typeof and === 'string' ? and : tag;
  const tags = [
    ...(tag === undefined ? [] : [{ Key: tag.key, Value: tag.value }]),
    ...Object.entries(isObject(and?.tags) ? and.tags : {}).map(([Key, Value]) => ({ Key, Value })),
  ];
  return tags.length === 0 ? undefined : tags;
};

const inEither = (name: string): string[] => [`filter.${name}`, `filter.and.${name}`];

const LIFECYCLE = each('rule', {
  Id: 'id',
  Status: 'status',
  Prefix: made(['prefix', 'filter.prefix', 'filter.and.prefix'], inFilter('prefix')),
  TagFilters: made(['filter.tag.key', 'filter.tag.value', 'filter.and.tags'], tagFilters),
  ObjectSizeGreaterThan: made(inEither('object_size_greater_than'), inFilter('object_size_greater_than')),
  ObjectSizeLessThan: made(inEither('object_size_less_than'), inFilter('object_size_less_than')),
  ExpirationInDays: made(['expiration.days'], ({ expiration }) => below(expiration, 'days')),
  ExpirationDate: made(['expiration.date'], ({ expiration }) => below(expiration, 'date')),
  NoncurrentVersionExpiration: one('noncurrent_version_expiration', {
    NoncurrentDays: 'noncurrent_days',
    NewerNoncurrentVersions: 'newer_noncurrent_versions',
  }),
});

/** As providers before version 4 wrote them, inside the bucket. */
const OLD_LIFECYCLE = each('lifecycle_rule', {
  Id: 'id',
  Status: made(['enabled'], ({ enabled }) =>
    typeof enabled === 'boolean' ? (enabled ? 'Enabled' : 'Disabled') : enabled,
  ),
  Prefix: 'prefix',
  TagFilters: made(['tags'], ({ tags }) => {
    if (!isObject(tags)) return isHidden(tags) ? tags : undefined;
    const pairs = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    return pairs.length === 0 ? undefined : pairs;
  }),
  ExpirationInDays: made(['expiration.days'], ({ expiration }) => below(expiration, 'days')),
  ExpirationDate: made(['expiration.date'], ({ expiration }) => below(expiration, 'date')),
  NoncurrentVersionExpiration: one('noncurrent_version_expiration', { NoncurrentDays: 'days' }),
});

/** Zero days is how the provider's state writes "none". */
const below = (block: unknown, attribute: string): unknown => {
  const object = only(block);
  if (object === undefined || typeof object === 'string') return object;
  const value = object[attribute];
  return isSet(value) && value !== 0 ? value : undefined;
};

const replication = (rules: string, prefixes: readonly string[]) => ({
  Role: 'role',
  Rules: each(rules, {
    Id: 'id',
    Status: 'status',
    Prefix: made(prefixes, inFilter('prefix')),
    Destination: one('destination', { Bucket: 'bucket', StorageClass: 'storage_class' }),
  }),
});

export const S3: Readonly<Record<string, Mapping>> = {
  aws_s3_bucket: resource(BUCKET, ['bucket', 'id'], {
    ...TAGS,
    BucketName: 'bucket',
    AccessControl: made(['acl', 'grant.type'], aclOf),
    BucketEncryption: one('server_side_encryption_configuration', ENCRYPTION),
    LifecycleConfiguration: group({ Rules: OLD_LIFECYCLE }),
    LoggingConfiguration: one('logging', LOGGING),
    ObjectLockEnabled: 'object_lock_enabled',
    ObjectLockConfiguration: one('object_lock_configuration', {
      ObjectLockEnabled: 'object_lock_enabled',
      Rule: LOCK_RULE,
    }),
    ReplicationConfiguration: one('replication_configuration', replication('rules', ['prefix', 'filter.prefix'])),
    VersioningConfiguration: made(['versioning.enabled'], ({ versioning }) => {
      const block = only(versioning);
      if (block === undefined || typeof block === 'string') return block;
      const { enabled } = block;
      return { Status: typeof enabled === 'boolean' ? (enabled ? 'Enabled' : 'Suspended') : enabled };
    }),
  }),
  aws_s3_bucket_acl: part(OWNER, { AccessControl: made(['acl', 'access_control_policy.grant.grantee.type'], aclOf) }),
  aws_s3_bucket_lifecycle_configuration: part(OWNER, { LifecycleConfiguration: group({ Rules: LIFECYCLE }) }),
  aws_s3_bucket_logging: part(OWNER, { LoggingConfiguration: group(LOGGING) }),
  aws_s3_bucket_object_lock_configuration: part(OWNER, {
    ObjectLockConfiguration: group({
      ObjectLockEnabled: defaulted('object_lock_enabled', 'Enabled'),
      Rule: LOCK_RULE,
    }),
  }),
  aws_s3_bucket_ownership_controls: part(OWNER, {
    OwnershipControls: group({ Rules: each('rule', { ObjectOwnership: 'object_ownership' }) }),
  }),
  aws_s3_bucket_public_access_block: part(OWNER, { PublicAccessBlockConfiguration: group(BLOCK) }),
  aws_s3_bucket_replication_configuration: part(OWNER, {
    ReplicationConfiguration: group(replication('rule', ['prefix', ...inEither('prefix')])),
  }),
  aws_s3_bucket_server_side_encryption_configuration: part(OWNER, { BucketEncryption: group(ENCRYPTION) }),
  aws_s3_bucket_versioning: part(OWNER, {
    VersioningConfiguration: one('versioning_configuration', { Status: 'status' }),
  }),
  aws_s3_bucket_policy: resource(
    'AWS::S3::BucketPolicy',
    ['id'],
    { Bucket: 'bucket', PolicyDocument: document('policy') },
    { arns: [], changes: OWNER },
  ),
  aws_s3_account_public_access_block: resource('AWS::S3::AccountPublicAccessBlock', ['account_id', 'id'], BLOCK, {
    arns: [],
  }),
};
