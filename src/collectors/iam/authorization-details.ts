import {
  type EntityType,
  type GetAccountAuthorizationDetailsCommandOutput,
  type IAMClient,
  paginateGetAccountAuthorizationDetails,
} from '@aws-sdk/client-iam';

/**
 * What IAM tells of all users, groups, roles or policies at once, on the largest pages that it has: unasked it gives a
 * tenth (https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html). Whoever asks for
 * the same kind is answered once.
 */
export const authorizationDetails = (
  client: IAMClient,
  kind: EntityType,
): AsyncIterable<GetAccountAuthorizationDetailsCommandOutput> =>
  paginateGetAccountAuthorizationDetails({ client, pageSize: 1_000 }, { Filter: [kind] });
