import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam';
import { type Collector, required } from '../collector.js';

/** What IAM counts of the account's root user, which no list of users shows. One an account. */
export const accountSummaries: Collector = {
  type: 'AWS::IAM::AccountSummary',
  scope: 'account',
  permissions: ['iam:GetAccountSummary'],

  async *collect({ account, client, each }) {
    yield* each(
      [account],
      (id) => id,
      async () => {
        const { SummaryMap } = await client(IAMClient).send(new GetAccountSummaryCommand({}));
        const { AccountMFAEnabled, AccountAccessKeysPresent, AccountPasswordPresent } = required(SummaryMap, 'summary');
        return {
          properties: {
            AccountMFAEnabled: required(AccountMFAEnabled, 'AccountMFAEnabled'),
            AccountAccessKeysPresent: required(AccountAccessKeysPresent, 'AccountAccessKeysPresent'),
            AccountPasswordPresent,
          },
        };
      },
    );
  },
};
