import {
  type EnvironmentResponse,
  GetPolicyCommand,
  LambdaClient,
  paginateListAliases,
  paginateListFunctions,
  paginateListFunctionUrlConfigs,
} from '@aws-sdk/client-lambda';
import { normalisedPolicy } from '../../model/policy-document.js';
import { secretsIn } from '../../model/scrubbed.js';
import { type Collector, type ItemTools, required } from '../collector.js';
import { allOf } from '../pages.js';
import { personalData } from '../personal-data.js';
import { marksOf } from '../unmodelled.js';

/**
 * Functions. One list shows their configuration; who may invoke them takes calls of its own, for the function and for each
 * of its aliases, which bear policies of their own. Values of environment variables are scrubbed: their names remain, and
 * what the search found in them.
 */
export const functions: Collector = {
  type: 'AWS::Lambda::Function',
  scope: 'region',
  permissions: ['lambda:ListFunctions', 'lambda:ListAliases', 'lambda:GetPolicy', 'lambda:ListFunctionUrlConfigs'],

  async *collect({ client, each }) {
    const lambda = client(LambdaClient);
    for await (const page of paginateListFunctions({ client: lambda }, {}))
      yield* each(
        page.Functions,
        ({ FunctionArn, FunctionName }) => ({ id: required(FunctionArn, 'function ARN'), names: [FunctionName] }),
        async ({ FunctionName, Runtime, Role, KMSKeyArn, Environment }, tools) => {
          const urls = await tools.part('/runtime/Urls', () =>
            allOf(paginateListFunctionUrlConfigs({ client: lambda }, { FunctionName })),
          );
          return {
            properties: { FunctionName, Runtime, Role, KmsKeyArn: KMSKeyArn },
            runtime: {
              ...variablesOf(Environment, tools),
              Policies: await policiesOf(lambda, FunctionName, tools),
              Urls: urls?.flatMap(({ FunctionUrlConfigs = [] }) =>
                FunctionUrlConfigs.map((url) => ({
                  Qualifier: url.FunctionArn?.split(':')[7],
                  AuthType: url.AuthType,
                  ...marksOf(url),
                })),
              ),
            },
          };
        },
      );
  },
};

/** Whom the function and its aliases let in. A hole in the list of aliases is the element that may follow (RFC 6901, `-`). */
const policiesOf = async (lambda: LambdaClient, FunctionName: string | undefined, { part, parsed }: ItemTools) => {
  const pages = await part('/runtime/Policies/-', () =>
    allOf(paginateListAliases({ client: lambda }, { FunctionName })),
  );
  const aliases = (pages ?? []).flatMap(({ Aliases = [] }) => Aliases.map(({ Name }) => required(Name, 'alias name')));
  const policies = [];
  for (const [index, Qualifier] of [undefined, ...aliases].entries()) {
    const place = `/runtime/Policies/${index}/Statement`;
    const none = { absentOn: ['ResourceNotFoundException'] };
    const answer = await part(place, () => lambda.send(new GetPolicyCommand({ FunctionName, Qualifier })), none);
    const text = answer?.Policy;
    const policy = text === undefined ? undefined : parsed(place, () => normalisedPolicy(text));
    policies.push({ Qualifier, Statement: policy?.Statement });
  }
  return policies;
};

const variablesOf = (environment: EnvironmentResponse | undefined, tools: ItemTools) => {
  const { unseen } = tools;
  const places = ['/runtime/VariableNames', '/runtime/Secrets', '/runtime/PersonalData'];
  // Where Lambda cannot decrypt the variables, it says so and shows none.
  if (environment?.Error !== undefined)
    for (const place of places)
      unseen(place, { reason: 'unavailable', detail: 'Lambda could not decrypt the environment variables' });
  const variables = Object.entries(environment?.Variables ?? {});
  return {
    VariableNames: variables.map(([name]) => name),
    Secrets: variables.flatMap(([Variable, value]) => {
      const found = value === '' ? [] : secretsIn(value);
      if (found === undefined)
        unseen('/runtime/Secrets', {
          reason: 'redacted',
          detail: `the variable ${Variable} was taken out without being searched`,
        });
      return (found ?? []).map(({ kind, count }) => ({ Variable, Kind: kind, Count: count }));
    }),
    PersonalData: personalData('AWS::Lambda::Function', { Environment: environment }, tools),
  };
};
