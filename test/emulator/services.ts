import * as apiGateway from '@aws-sdk/client-api-gateway';
import * as apiGatewayV2 from '@aws-sdk/client-apigatewayv2';
import * as applicationAutoScaling from '@aws-sdk/client-application-auto-scaling';
import * as bedrock from '@aws-sdk/client-bedrock';
import * as bedrockAgent from '@aws-sdk/client-bedrock-agent';
import * as budgets from '@aws-sdk/client-budgets';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as config from '@aws-sdk/client-config-service';
import * as costExplorer from '@aws-sdk/client-cost-explorer';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as ec2 from '@aws-sdk/client-ec2';
import * as ecr from '@aws-sdk/client-ecr';
import * as ecs from '@aws-sdk/client-ecs';
import * as eks from '@aws-sdk/client-eks';
import * as eventbridge from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as macie2 from '@aws-sdk/client-macie2';
import * as opensearch from '@aws-sdk/client-opensearch';
import * as opensearchServerless from '@aws-sdk/client-opensearchserverless';
import * as organizations from '@aws-sdk/client-organizations';
import * as resourceGroupsTaggingApi from '@aws-sdk/client-resource-groups-tagging-api';
import * as s3 from '@aws-sdk/client-s3';
import * as s3Control from '@aws-sdk/client-s3-control';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import * as sfn from '@aws-sdk/client-sfn';
import * as sts from '@aws-sdk/client-sts';
import { NormalizedSchema } from '@smithy/core/schema';

/** How a service writes its errors: the four AWS protocols, S3 and EC2 being dialects of their own. */
export type Protocol = 'json' | 'rest-json' | 'query' | 'ec2' | 's3';

export type Service = {
  readonly name: string;
  /** In the credential scope of a request, and in the actions of IAM. */
  readonly signingName: string;
  readonly protocol: Protocol;
  readonly operations: ReadonlyMap<string, Operation>;
};

export type Operation = {
  readonly name: string;
  readonly http?: { readonly method: string; readonly path: string };
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
};

type Exports = Readonly<Record<string, unknown>>;
type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

/** The SDK's clients carry the API models; the emulator reads operations and shapes from there and states none itself. */
const operations = (exported: Exports): ReadonlyMap<string, Operation> =>
  new Map(
    Object.values(exported)
      .filter(isOperation)
      .map(([, , name, traits, input, output]) => [
        name,
        {
          name,
          ...httpOf(traits),
          input: NormalizedSchema.of(input),
          output: NormalizedSchema.of(output),
        },
      ]),
  );

const httpOf = (traits: Traits): Pick<Operation, 'http'> =>
  typeof traits === 'object' && traits.http !== undefined
    ? { http: { method: traits.http[0], path: traits.http[1] } }
    : {};

type Traits = number | { readonly http?: HttpTrait };
type OperationSchema = readonly [9, string, string, Traits, SchemaRef, SchemaRef];
type HttpTrait = readonly [method: string, path: string, status: number];

/** 9 is the mark of an operation among the SDK's static schemas (`StaticSchemaIdOperation` of @smithy/types). */
const isOperation = (value: unknown): value is OperationSchema => Array.isArray(value) && value[0] === 9;

const service = (name: string, protocol: Protocol, exported: Exports, signingName = name): Service => ({
  name,
  signingName,
  protocol,
  operations: operations(exported),
});

/**
 * Bedrock comes before its agents: both sign as `bedrock`, and no path of one matches the other; so it is with the two of
 * API Gateway. S3 Control comes before
 * S3, to which its paths would look like objects of a bucket.
 */
export const SERVICES: readonly Service[] = [
  service('aoss', 'json', opensearchServerless),
  service('api-gateway', 'rest-json', apiGateway, 'apigateway'),
  service('apigatewayv2', 'rest-json', apiGatewayV2, 'apigateway'),
  service('application-autoscaling', 'json', applicationAutoScaling),
  service('bedrock', 'rest-json', bedrock),
  service('bedrock-agent', 'rest-json', bedrockAgent, 'bedrock'),
  service('budgets', 'json', budgets),
  service('ce', 'json', costExplorer),
  service('cloudtrail', 'json', cloudtrail),
  service('cloudwatch', 'json', cloudwatch, 'monitoring'),
  service('config', 'json', config),
  service('dynamodb', 'json', dynamodb),
  service('ec2', 'ec2', ec2),
  service('ecr', 'json', ecr),
  service('ecs', 'json', ecs),
  service('eks', 'rest-json', eks),
  service('events', 'json', eventbridge),
  service('iam', 'query', iam),
  service('kms', 'json', kms),
  service('lambda', 'rest-json', lambda),
  service('logs', 'json', logs),
  service('macie2', 'rest-json', macie2),
  service('opensearch', 'rest-json', opensearch, 'es'),
  service('organizations', 'json', organizations),
  service('resource-groups-tagging-api', 'json', resourceGroupsTaggingApi, 'tagging'),
  service('s3-control', 's3', s3Control, 's3'),
  service('s3', 's3', s3),
  service('sagemaker', 'json', sagemaker),
  service('states', 'json', sfn),
  service('sts', 'query', sts),
];
