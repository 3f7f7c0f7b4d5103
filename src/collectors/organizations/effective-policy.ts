import { DescribeEffectivePolicyCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { objectFrom } from '../../model/json-text.js';
import { type Collector, required } from '../collector.js';

/**
 * The policy on AI services that is in force for the account, whatever the organisation attached where. Any account may
 * ask for its own. An account in no organisation has none; a refusal says nothing.
 */
export const effectivePolicies: Collector = {
  type: 'AWS::Organizations::EffectivePolicy',
  scope: 'account',
  permissions: ['organizations:DescribeEffectivePolicy'],

  async *collect({ account, client, each }) {
    yield* each(
      [account],
      (id) => id,
      async (_, { part, parsed }) => {
        const answer = await part(
          '/properties/PolicyContent',
          () =>
            client(OrganizationsClient).send(
              new DescribeEffectivePolicyCommand({ PolicyType: 'AISERVICES_OPT_OUT_POLICY' }),
            ),
          { absentOn: ['EffectivePolicyNotFoundException', 'AWSOrganizationsNotInUseException'] },
        );
        return {
          properties: {
            PolicyType: 'AISERVICES_OPT_OUT_POLICY',
            PolicyContent:
              answer &&
              parsed('/properties/PolicyContent', () =>
                objectFrom(required(answer.EffectivePolicy?.PolicyContent, 'policy content'), 'the policy'),
              ),
          },
        };
      },
    );
  },
};
