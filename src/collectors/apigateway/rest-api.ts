import {
  APIGatewayClient,
  paginateGetResources,
  paginateGetRestApis,
  type Resource,
} from '@aws-sdk/client-api-gateway';
import { objectFrom } from '../../model/json-text.js';
import { normalisedPolicy } from '../../model/policy-document.js';
import { type Collector, required } from '../collector.js';
import { allOf } from '../pages.js';
import { marksOf } from '../unmodelled.js';

/** The largest page of API Gateway's lists. */
const PAGE = 500;

/** REST APIs, whom their policies let in, and how each method asks callers who they are. */
export const restApis: Collector = {
  type: 'AWS::ApiGateway::RestApi',
  scope: 'region',
  permissions: ['apigateway:GET'],

  async *collect({ client, region, partition, each }) {
    const gateway = client(APIGatewayClient);
    for await (const page of paginateGetRestApis({ client: gateway, pageSize: PAGE }, {}))
      yield* each(
        page.items,
        ({ id }) => ({ id: restApiArn(partition, region, required(id, 'REST API id')), names: [id] }),
        async ({ id, name, endpointConfiguration, policy, tags = {} }, { part, parsed }) => {
          const pages = await part('/runtime/Methods', () =>
            allOf(paginateGetResources({ client: gateway, pageSize: PAGE }, { restApiId: id, embed: ['methods'] })),
          );
          return {
            properties: {
              Name: name,
              EndpointConfiguration: { Types: endpointConfiguration?.types, ...marksOf(endpointConfiguration) },
              Policy: policy && parsed('/properties/Policy', () => normalisedPolicy(unescaped(policy))),
            },
            runtime: { Methods: pages?.flatMap(({ items = [] }) => items.flatMap(methodsOf)) },
            tags,
          };
        },
      );
  },
};

/** API Gateway's own ARNs hold no account. (https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html) */
export const restApiArn = (partition: string, region: string, id: string): string =>
  `arn:${partition}:apigateway:${region}::/restapis/${id}`;

/** Ids of all REST APIs of the client's region. */
export async function* restApiIds(client: APIGatewayClient): AsyncIterable<string> {
  for await (const { items = [] } of paginateGetRestApis({ client, pageSize: PAGE }, {}))
    for (const { id } of items) yield required(id, 'REST API id');
}

const methodsOf = ({ path, resourceMethods = {} }: Resource) =>
  Object.entries(resourceMethods).map(([HttpMethod, method]) => ({
    Path: path,
    HttpMethod,
    AuthorizationType: method.authorizationType,
    ApiKeyRequired: method.apiKeyRequired,
    ...marksOf(method),
  }));

/** API Gateway escapes the quotes of a policy once more, as if it stood inside a JSON string. */
const unescaped = (policy: string): string =>
  /^\s*\{\s*\\/.test(policy) ? String(objectFrom(`{"policy":"${policy}"}`, 'the policy').policy) : policy;
