import {
  type AliasListEntry,
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type KeyMetadata,
  KMSClient,
  paginateListAliases,
} from '@aws-sdk/client-kms';
import { normalisedPolicy } from '../../model/policy-document.js';
import { type Collector, required } from '../collector.js';
import { keyPages } from './keys.js';

/**
 * KMS keys, those that AWS manages included, for AWS shows their policy and rotation to the account as well. Policy and
 * rotation take a call each; the aliases, by which others refer to a key, take a list of their own. Without that list
 * the listing is partial: an alias that nobody could see must not look like one that leads nowhere.
 */
export const keys: Collector = {
  type: 'AWS::KMS::Key',
  scope: 'region',
  permissions: ['kms:ListKeys', 'kms:ListAliases', 'kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus'],

  async *collect({ client, each, attempt }) {
    const kms = client(KMSClient);
    const aliases: AliasListEntry[] = [];
    await attempt(async () => {
      for await (const page of paginateListAliases({ client: kms, pageSize: 100 }, {}))
        aliases.push(...(page.Aliases ?? []));
    });
    const namesOf = (key: string | undefined) =>
      aliases
        .filter(({ TargetKeyId }) => TargetKeyId === key)
        .flatMap(({ AliasName, AliasArn }) => [AliasName, AliasArn]);

    for await (const page of keyPages(kms)) {
      yield* each(
        page.Keys,
        ({ KeyArn, KeyId }) => ({ id: required(KeyArn, 'key ARN'), names: [KeyId, ...namesOf(KeyId)] }),
        async ({ KeyId }, { part, parsed }) => {
          const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
          const key = required(KeyMetadata, 'key metadata');
          const policy = await part('/properties/KeyPolicy', () =>
            kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' })),
          );
          const rotation = canRotate(key)
            ? await part(
                ['/properties/EnableKeyRotation', '/properties/RotationPeriodInDays'],
                () => kms.send(new GetKeyRotationStatusCommand({ KeyId })),
                { absentOn: ['UnsupportedOperationException'] },
              )
            : undefined;
          const text = policy?.Policy;
          return {
            properties: {
              KeyPolicy: text === undefined ? undefined : parsed('/properties/KeyPolicy', () => normalisedPolicy(text)),
              EnableKeyRotation: rotation?.KeyRotationEnabled,
              RotationPeriodInDays: rotation?.RotationPeriodInDays,
              KeySpec: key.KeySpec,
              KeyUsage: key.KeyUsage,
              Origin: key.Origin,
              MultiRegion: key.MultiRegion,
              Enabled: key.Enabled,
            },
            runtime: { KeyManager: key.KeyManager, KeyState: key.KeyState },
          };
        },
      );
    }
  },
};

/**
 * AWS rotates only symmetric keys whose material it made itself; others have no rotation to ask for
 * (https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html).
 */
const canRotate = ({ KeySpec, Origin }: KeyMetadata): boolean =>
  KeySpec === 'SYMMETRIC_DEFAULT' && Origin === 'AWS_KMS';
