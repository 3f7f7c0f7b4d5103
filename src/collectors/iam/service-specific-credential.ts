import { IAMClient, ListServiceSpecificCredentialsCommand } from '@aws-sdk/client-iam';
import { type Collector, required } from '../collector.js';

/**
 * Bedrock's long-term API keys, under the API's names: IAM keeps them as credentials of users for one service. One call
 * lists those of all users; it says when a key expires only where it ever does.
 * (https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServiceSpecificCredentialMetadata.html)
 */
export const serviceSpecificCredentials: Collector = {
  type: 'AWS::IAM::ServiceSpecificCredential',
  scope: 'account',
  permissions: ['iam:ListServiceSpecificCredentials'],

  async *collect({ client, each }) {
    const iam = client(IAMClient);
    let marker: string | undefined;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(iam, marker);
      yield* each(
        page.ServiceSpecificCredentials,
        ({ ServiceSpecificCredentialId }) => required(ServiceSpecificCredentialId, 'credential id'),
        (credential) => ({
          // IAM has no tags for credentials.
          tags: {},
          properties: {
            UserName: credential.UserName,
            ServiceName: credential.ServiceName,
            Status: credential.Status,
            CreateDate: credential.CreateDate,
            ExpirationDate: credential.ExpirationDate,
          },
        }),
      );
      marker = page.IsTruncated ? required(page.Marker, 'marker of the next page') : undefined;
    } while (marker !== undefined);
  },
};

const list = (iam: IAMClient, Marker: string | undefined) =>
  iam.send(new ListServiceSpecificCredentialsCommand({ ServiceName: 'bedrock.amazonaws.com', AllUsers: true, Marker }));
