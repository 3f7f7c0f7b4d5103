import { expect, test } from 'vitest';
import { oidcProviders } from '../../src/collectors/iam/oidc-provider.js';
import { serviceSpecificCredentials } from '../../src/collectors/iam/service-specific-credential.js';
import { GLOBAL } from '../../src/model/resource.js';
import { ACCOUNT, complete, explore, REGION, refused, seenBy } from './expedition.js';
import { byInput, noTags } from './written.js';

/** Written from the IAM API model of 2010-05-08 (@aws-sdk/client-iam 3.1169.0). */
const CALL = 'iam:ListServiceSpecificCredentials';
const { type } = serviceSpecificCredentials;
const denied = refused('AccessDenied', 'not authorized', 403);

const answer = (credentials: string, more = '<IsTruncated>false</IsTruncated>') =>
  `<ListServiceSpecificCredentialsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <ListServiceSpecificCredentialsResult><ServiceSpecificCredentials>${credentials}</ServiceSpecificCredentials>${more}</ListServiceSpecificCredentialsResult>
  <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
</ListServiceSpecificCredentialsResponse>`;
const credential = (id: string, more = '') =>
  `<member><UserName>bot</UserName><ServiceName>bedrock.amazonaws.com</ServiceName><Status>Active</Status><ServiceCredentialAlias>bot-at-${ACCOUNT}</ServiceCredentialAlias>
   <ServiceSpecificCredentialId>${id}</ServiceSpecificCredentialId><CreateDate>2026-01-02T03:04:05Z</CreateDate>${more}</member>`;
const first = '{"AllUsers":true,"ServiceName":"bedrock.amazonaws.com"}';
const second = '{"AllUsers":true,"Marker":"2","ServiceName":"bedrock.amazonaws.com"}';

test('Bedrock’s API keys of all users are listed, with their end only where they have one', async () => {
  const { resources, listings } = await explore(serviceSpecificCredentials, {
    [CALL]: byInput({
      [first]: answer(credential('ACCA1'), '<IsTruncated>true</IsTruncated><Marker>2</Marker>'),
      [second]: answer(credential('ACCA2', '<ExpirationDate>2026-02-02T03:04:05Z</ExpirationDate>')),
    }),
  });
  const found = (id: string, more: object) => ({
    type,
    id,
    names: [],
    account: ACCOUNT,
    region: GLOBAL,
    tags: {},
    properties: {
      UserName: 'bot',
      ServiceName: 'bedrock.amazonaws.com',
      Status: 'Active',
      CreateDate: Date.parse('2026-01-02T03:04:05Z'),
      ...more,
    },
    runtime: {},
    source: seenBy(CALL),
    gaps: [],
  });
  expect(resources).toEqual([
    found('ACCA1', {}),
    found('ACCA2', { ExpirationDate: Date.parse('2026-02-02T03:04:05Z') }),
  ]);
  expect(listings).toEqual([complete(type, GLOBAL)]);
});

test('a refused list is missing, and one whose second page fails is partial', async () => {
  const cause = {
    reason: 'denied',
    detail: `${CALL} in ${REGION} was denied (AccessDenied): not authorized`,
    action: CALL,
  };
  const listing = (state: string) => [{ type, account: ACCOUNT, region: GLOBAL, state, cause }];
  const refusedAtOnce = await explore(serviceSpecificCredentials, { [CALL]: denied });
  expect(refusedAtOnce.listings).toEqual(listing('missing'));
  const refusedLater = await explore(serviceSpecificCredentials, {
    [CALL]: byInput({
      [first]: answer(credential('ACCA1'), '<IsTruncated>true</IsTruncated><Marker>2</Marker>'),
      [second]: denied,
    }),
  });
  expect(refusedLater.resources.map(({ id }) => id)).toEqual(['ACCA1']);
  expect(refusedLater.listings).toEqual(listing('partial'));
});

test('an OpenID Connect provider is named by its ARN, which holds its URL; a refused list is missing', async () => {
  const arn = `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE`;
  const call = 'iam:ListOpenIDConnectProviders';
  const list = `<ListOpenIDConnectProvidersResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
    <ListOpenIDConnectProvidersResult><OpenIDConnectProviderList><member><Arn>${arn}</Arn></member></OpenIDConnectProviderList></ListOpenIDConnectProvidersResult>
    <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
  </ListOpenIDConnectProvidersResponse>`;
  const { resources, listings } = await explore(oidcProviders, { [call]: list });
  expect(resources).toEqual([
    {
      type: oidcProviders.type,
      id: arn,
      names: [],
      account: ACCOUNT,
      region: GLOBAL,
      tags: {},
      properties: { Url: 'https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE' },
      runtime: {},
      source: seenBy(call),
      gaps: [noTags(oidcProviders.type)],
    },
  ]);
  expect(listings).toEqual([complete(oidcProviders.type, GLOBAL)]);
  const refusal = await explore(oidcProviders, { [call]: denied });
  expect(refusal.listings.map(({ state, cause }) => [state, cause?.action])).toEqual([['missing', call]]);
});
