import { attributesOf } from '../mapping.js';
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

/** Own entries only: a resource of the type `constructor` is none of ours. */
export const mappingOf = (terraformType: string): Mapping | undefined =>
  Object.hasOwn(TABLE, terraformType) ? TABLE[terraformType] : undefined;

export const TERRAFORM_TYPES: readonly string[] = Object.keys(TABLE).sort();

/** Every attribute that the table takes from a type: what is not among them is not even looked at. */
export const attributesUsed = (terraformType: string): string[] => {
  const mapping = mappingOf(terraformType);
  if (mapping === undefined) return [];
  const owners = mapping.kind === 'part' ? mapping.owners : mapping.changes;
  const named = mapping.kind === 'resource' ? [...mapping.names, ...mapping.arns] : [];
  const others = owners.flatMap(({ by, where = {} }) => [...(by === undefined ? [] : [by]), ...Object.values(where)]);
  return [...new Set([...attributesOf(mapping.of), ...named, ...others])].sort();
};
