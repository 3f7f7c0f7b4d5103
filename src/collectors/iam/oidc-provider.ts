import { IAMClient, ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam';
import { type Collector, required } from '../collector.js';

/** The OpenID Connect providers whose tokens the account takes. Their ARN is their URL but for the scheme; one call lists all. */
export const oidcProviders: Collector = {
  type: 'AWS::IAM::OIDCProvider',
  scope: 'account',
  permissions: ['iam:ListOpenIDConnectProviders'],

  async *collect({ client, each }) {
    const { OpenIDConnectProviderList } = await client(IAMClient).send(new ListOpenIDConnectProvidersCommand({}));
    yield* each(
      OpenIDConnectProviderList,
      ({ Arn }) => required(Arn, 'provider ARN'),
      ({ Arn }) => ({ properties: { Url: `https://${required(Arn, 'provider ARN').split('/').slice(1).join('/')}` } }),
    );
  },
};
