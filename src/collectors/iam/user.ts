import { GetLoginProfileCommand, IAMClient, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import { type Collector, required, tagsOf } from '../collector.js';
import { authorizationDetails } from './authorization-details.js';
import { inlinePolicies } from './document.js';

/**
 * Users with their policies and groups. Whether a user has a password and a second factor takes a call each: the one
 * report that holds both has to be generated first, which is more than reading (docs/decisions/0005-how-the-account-itself-is-read.md).
 */
export const users: Collector = {
  type: 'AWS::IAM::User',
  scope: 'account',
  permissions: ['iam:GetAccountAuthorizationDetails', 'iam:GetLoginProfile', 'iam:ListMFADevices'],

  async *collect({ client, each }) {
    const iam = client(IAMClient);
    for await (const page of authorizationDetails(iam, 'User')) {
      yield* each(
        page.UserDetailList,
        ({ Arn }) => required(Arn, 'user ARN'),
        async (user, { part, parsed }) => {
          const { UserName } = user;
          const login = await part(
            '/properties/LoginProfile',
            () => iam.send(new GetLoginProfileCommand({ UserName })),
            { absentOn: ['NoSuchEntity', 'NoSuchEntityException'] },
          );
          const mfa = await part('/runtime/MFADevices', () => iam.send(new ListMFADevicesCommand({ UserName })));
          return {
            names: [UserName],
            tags: tagsOf(user.Tags),
            properties: {
              UserName,
              Path: user.Path,
              Groups: user.GroupList,
              Policies: inlinePolicies(user.UserPolicyList, parsed),
              ManagedPolicyArns: user.AttachedManagedPolicies?.map(({ PolicyArn }) => PolicyArn),
              LoginProfile: login?.LoginProfile && {
                PasswordResetRequired: login.LoginProfile.PasswordResetRequired ?? false,
              },
            },
            runtime: { CreateDate: user.CreateDate, MFADevices: mfa?.MFADevices },
          };
        },
      );
    }
  },
};
