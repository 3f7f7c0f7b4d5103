import { GetAccessKeyLastUsedCommand, IAMClient, paginateListAccessKeys } from '@aws-sdk/client-iam';
import { type Collector, required } from '../collector.js';
import { authorizationDetails } from './authorization-details.js';

/** Access keys of all users. When a key was last used takes a call each; AWS names no time for one that never was. */
export const accessKeys: Collector = {
  type: 'AWS::IAM::AccessKey',
  scope: 'account',
  permissions: ['iam:GetAccountAuthorizationDetails', 'iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed'],

  async *collect({ client, each, under }) {
    const iam = client(IAMClient);
    yield* under(userNames(iam), async function* (UserName) {
      for await (const page of paginateListAccessKeys({ client: iam }, { UserName })) {
        yield* each(
          page.AccessKeyMetadata,
          ({ AccessKeyId }) => required(AccessKeyId, 'access key id'),
          async ({ AccessKeyId, Status, CreateDate }, { part }) => {
            const answer = await part('/runtime/LastUsedDate', () =>
              iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId })),
            );
            return {
              properties: { UserName, Status },
              runtime: { CreateDate, LastUsedDate: answer?.AccessKeyLastUsed?.LastUsedDate },
            };
          },
        );
      }
    });
  },
};

async function* userNames(iam: IAMClient): AsyncIterable<string> {
  for await (const { UserDetailList } of authorizationDetails(iam, 'User'))
    for (const { UserName } of UserDetailList ?? []) yield required(UserName, 'user name');
}
