import {
  EC2Client,
  paginateDescribeManagedPrefixLists,
  paginateGetManagedPrefixListEntries,
} from '@aws-sdk/client-ec2';
import { type Collector, required, tagsOf } from '../collector.js';
import { allOf } from '../pages.js';

/**
 * Prefix lists: what a rule that names one really opens. AWS's own hold the addresses of one of its services, wide ones
 * among them, and nobody asks which. Lists that nobody shared with the account stay unseen.
 */
export const prefixLists: Collector = {
  type: 'AWS::EC2::PrefixList',
  scope: 'region',
  permissions: ['ec2:DescribeManagedPrefixLists', 'ec2:GetManagedPrefixListEntries'],

  async *collect({ client, each }) {
    const ec2 = client(EC2Client);
    for await (const page of paginateDescribeManagedPrefixLists({ client: ec2 }, {})) {
      yield* each(
        page.PrefixLists,
        ({ PrefixListArn, PrefixListId }) => ({
          id: required(PrefixListArn, 'prefix list ARN'),
          names: [PrefixListId],
        }),
        async ({ PrefixListId, PrefixListName, OwnerId, Tags }, { part }) => {
          const pages =
            OwnerId === 'AWS'
              ? undefined
              : await part('/properties/Entries', () =>
                  allOf(paginateGetManagedPrefixListEntries({ client: ec2 }, { PrefixListId })),
                );
          return {
            tags: tagsOf(Tags),
            properties: {
              PrefixListName,
              Entries: pages?.flatMap(({ Entries = [] }) => Entries.map(({ Cidr }) => ({ Cidr }))),
            },
          };
        },
      );
    }
  },
};
