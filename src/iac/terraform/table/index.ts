import { type AttributeKind, attributesOf, kindsOf } from '../mapping.js';
import { APIGATEWAY } from './apigateway.js';
import { BEDROCK } from './bedrock.js';
import { COMPUTE } from './compute.js';
import { CONTAINERS } from './containers.js';
import { DATA } from './data.js';
import { IAM } from './iam.js';
import { KMS } from './kms.js';
import type { Mapping } from './mappings.js';
import { OBSERVABILITY } from './observability.js';
import { S3 } from './s3.js';
import { SAGEMAKER } from './sagemaker.js';

/** What CloudFormation calls each Terraform type that a control looks at, and each of its attributes. */
const TABLE: Readonly<Record<string, Mapping>> = {
  ...APIGATEWAY,
  ...BEDROCK,
  ...COMPUTE,
  ...CONTAINERS,
  ...DATA,
  ...IAM,
  ...KMS,
  ...OBSERVABILITY,
  ...S3,
  ...SAGEMAKER,
};

/** The attributes that the table takes from a type, by their outermost names. */
export const attributeNames = (terraformType: string): readonly string[] => {
  const known = names.get(terraformType) ?? [
    ...new Set(attributesUsed(terraformType).map((path) => path.split('.')[0] ?? path)),
  ];
  names.set(terraformType, known);
  return known;
};

const names = new Map<string, readonly string[]>();

/** The kinds of a type's attributes, by path. */
export const attributeKinds = (terraformType: string): ReadonlyMap<string, AttributeKind> => {
  const known = kinds.get(terraformType) ?? new Map(kindsIn(terraformType));
  kinds.set(terraformType, known);
  return known;
};

const kinds = new Map<string, ReadonlyMap<string, AttributeKind>>();

const kindsIn = (terraformType: string): [string, AttributeKind][] => {
  const mapping = mappingOf(terraformType);
  if (mapping === undefined) return [];
  const given = COMPUTED_BLOCKS[terraformType] ?? [];
  const blocks = attributesUsed(terraformType).flatMap((path) => outerOf(path));
  const owners = mapping.kind === 'part' ? mapping.owners : [];
  return [
    // The provider adds the tags of its own configuration.
    ['tags_all', 'computed'],
    ...owners.flatMap(({ by, isList }): [string, AttributeKind][] =>
      isList === true && by !== undefined ? [[by, 'references']] : [],
    ),
    ...blocks.filter((path) => !given.includes(path)).map((path): [string, AttributeKind] => [path, 'block']),
    ...kindsOf(mapping.of),
  ];
};

/** The blocks in which an attribute stands: `a` and `a.b` of `a.b.c`. */
const outerOf = (path: string): string[] =>
  path
    .split('.')
    .slice(0, -1)
    .map((_, index, names) => names.slice(0, index + 1).join('.'));

/** Blocks that the provider reads back where nobody writes them, so that a plan of a new resource has them as unknown. */
const COMPUTED_BLOCKS: Readonly<Record<string, readonly string[]>> = {
  aws_bedrockagent_agent_alias: ['routing_configuration'],
  aws_dynamodb_table: ['point_in_time_recovery', 'server_side_encryption'],
  aws_eks_cluster: ['access_config'],
  aws_iam_role: ['inline_policy'],
  aws_launch_template: ['metadata_options'],
  aws_opensearch_domain: [
    'advanced_security_options',
    'domain_endpoint_options',
    'encrypt_at_rest',
    'node_to_node_encryption',
  ],
  aws_s3_bucket: [
    'grant',
    'lifecycle_rule',
    'logging',
    'object_lock_configuration',
    'replication_configuration',
    'server_side_encryption_configuration',
    'versioning',
  ],
  aws_sfn_state_machine: ['encryption_configuration', 'logging_configuration', 'tracing_configuration'],
};

/** Own entries only: a resource of the type `constructor` is none of ours. */
export const mappingOf = (terraformType: string): Mapping | undefined =>
  Object.hasOwn(TABLE, terraformType) ? TABLE[terraformType] : undefined;

export const TERRAFORM_TYPES: readonly string[] = Object.keys(TABLE).sort();

/** CloudFormation's types that the table translates to. */
export const JUDGED_TYPES: readonly string[] = [
  ...new Set(Object.values(TABLE).flatMap((mapping) => (mapping.kind === 'resource' ? [mapping.type] : []))),
].sort();

/** Every attribute that the table takes from a type: what is not among them is not even looked at. */
export const attributesUsed = (terraformType: string): string[] => {
  const mapping = mappingOf(terraformType);
  if (mapping === undefined) return [];
  const owners = mapping.kind === 'part' ? mapping.owners : mapping.changes;
  const named = mapping.kind === 'resource' ? [...mapping.names, ...mapping.arns] : [];
  const others = owners.flatMap(({ by, where = {} }) => [...(by === undefined ? [] : [by]), ...Object.values(where)]);
  return [...new Set([...attributesOf(mapping.of), ...named, ...others])].sort();
};
