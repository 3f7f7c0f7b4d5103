import { DescribeAddonCommand, EKSClient, paginateListAddons } from '@aws-sdk/client-eks';
import { parse } from 'yaml';
import { Unreadable } from '../../model/errors.js';
import { isObject } from '../../model/json.js';
import { networkPolicyEnginesOf } from '../../model/kubernetes/network-policy-engines.js';
import { type Collector, required } from '../collector.js';
import { clusterNames } from './clusters.js';

/**
 * The add-ons that EKS manages, listed cluster by cluster. Their ARN ends in a UUID that the list does not show: the id is
 * `<cluster>/<add-on>`. Of what is configured only what some control reads is kept: the text may hold anything.
 */
export const addons: Collector = {
  type: 'AWS::EKS::Addon',
  scope: 'region',
  permissions: ['eks:DescribeAddon', 'eks:ListAddons', 'eks:ListClusters'],

  async *collect({ client, each, under }) {
    const eks = client(EKSClient);
    yield* under(clusterNames(eks), async function* (clusterName) {
      const idOf = (addonName: string) => `${clusterName}/${addonName}`;
      for await (const page of paginateListAddons({ client: eks }, { clusterName }))
        yield* each(page.addons, idOf, async (addonName, { parsed }) => {
          const answer = await eks.send(new DescribeAddonCommand({ clusterName, addonName }));
          const addon = required(answer.addon, 'add-on');
          return {
            names: [addon.addonArn],
            tags: addon.tags ?? {},
            properties: {
              ClusterName: addon.clusterName,
              AddonName: addon.addonName,
              ServiceAccountRoleArn: addon.serviceAccountRoleArn,
            },
            runtime: {
              Status: addon.status,
              Issues: addon.health?.issues?.map(({ code }) => ({ code })),
              // CloudFormation declares them whole, the API names them.
              PodIdentityAssociations: addon.podIdentityAssociations,
              ...(addonName === 'vpc-cni' && {
                EnableNetworkPolicy: parsed('/runtime/EnableNetworkPolicy', () =>
                  networkPolicySwitch(addon.configurationValues ?? ''),
                ),
                NetworkPolicyEngines: networkPolicyEnginesOf(clusterName),
              }),
            },
          };
        });
    });
  },
};

/** `enableNetworkPolicy` among the VPC CNI's values: a text or a truth value. Throws {@link Unreadable}. */
const networkPolicySwitch = (values: string): string | undefined => {
  const { enableNetworkPolicy } = valuesIn(values);
  return enableNetworkPolicy === undefined || enableNetworkPolicy === null ? undefined : String(enableNetworkPolicy);
};

/** The values that somebody set, in JSON or YAML, of which JSON is a part; none at all where the text is empty. */
const valuesIn = (text: string): Readonly<Record<string, unknown>> => {
  let values: unknown;
  try {
    values = parse(text);
  } catch {
    // The parser's own error quotes the text.
    throw new Unreadable('the configuration values are neither JSON nor YAML');
  }
  if (values === null || values === undefined) return {};
  if (!isObject(values)) throw new Unreadable('the configuration values are no object');
  return values;
};
