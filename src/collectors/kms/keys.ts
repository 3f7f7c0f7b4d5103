import { type KMSClient, type ListKeysCommandOutput, paginateListKeys } from '@aws-sdk/client-kms';

/** The region's keys, on the largest pages that KMS has: unasked it gives a tenth. Whoever asks alike is answered once. */
export const keyPages = (client: KMSClient): AsyncIterable<ListKeysCommandOutput> =>
  paginateListKeys({ client, pageSize: 1_000 }, {});
