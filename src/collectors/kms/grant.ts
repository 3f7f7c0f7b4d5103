import { KMSClient, paginateListGrants } from '@aws-sdk/client-kms';
import { type Collector, required } from '../collector.js';
import { keyPages } from './keys.js';

/** Grants of all keys: a way to use a key that its policy does not show. A list a key, for KMS has none of all grants. */
export const grants: Collector = {
  type: 'AWS::KMS::Grant',
  scope: 'region',
  permissions: ['kms:ListKeys', 'kms:ListGrants'],

  async *collect({ client, each, under }) {
    const kms = client(KMSClient);
    yield* under(keyIds(kms), async function* (KeyId) {
      for await (const page of paginateListGrants({ client: kms }, { KeyId })) {
        yield* each(
          page.Grants,
          ({ GrantId }) => required(GrantId, 'grant id'),
          ({ Name, GranteePrincipal, GranteeServicePrincipal, Operations, Constraints }) => ({
            properties: { KeyId, Name, GranteePrincipal, GranteeServicePrincipal, Operations, Constraints },
          }),
        );
      }
    });
  },
};

async function* keyIds(kms: KMSClient): AsyncIterable<string> {
  for await (const { Keys } of keyPages(kms)) for (const { KeyId } of Keys ?? []) yield required(KeyId, 'key id');
}
