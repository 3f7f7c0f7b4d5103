import type { JsonObject } from '../../../src/model/json.js';
import type { Answers } from '../expedition.js';

/** Written from the KMS API model of 2014-11-01 (@aws-sdk/client-kms 3.1164.0). */
export const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';
export const keyArn = (id: string) => `arn:aws:kms:eu-west-1:111122223333:key/${id}`;
export const aliasArn = (name: string) => `arn:aws:kms:eu-west-1:111122223333:${name}`;

export const listed = (id: string): JsonObject => ({ KeyId: id, KeyArn: keyArn(id) });

export const metadata = (id: string, changes: JsonObject = {}): JsonObject => ({
  KeyMetadata: {
    AWSAccountId: '111122223333',
    KeyId: id,
    Arn: keyArn(id),
    CreationDate: 1_700_000_000,
    Enabled: true,
    Description: 'Volumes of training jobs',
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: 'Enabled',
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: false,
    ...changes,
  },
});

export const kms: Answers = {
  'kms:ListKeys': { Keys: [listed(KEY)], Truncated: false },
  'kms:ListAliases': {
    Aliases: [
      { AliasName: 'alias/volume', AliasArn: aliasArn('alias/volume'), TargetKeyId: KEY },
      { AliasName: 'alias/output', AliasArn: aliasArn('alias/output'), TargetKeyId: KEY },
      // Predefined, for a key that AWS has not made yet.
      { AliasName: 'alias/aws/ebs', AliasArn: aliasArn('alias/aws/ebs') },
    ],
    Truncated: false,
  },
  'kms:DescribeKey': ({ KeyId }) => metadata(String(KeyId)),
  'kms:GetKeyPolicy': {
    PolicyName: 'default',
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Id: 'key-default-1',
      Statement: [
        {
          Sid: 'Enable IAM User Permissions',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    }),
  },
  'kms:GetKeyRotationStatus': { KeyRotationEnabled: true, KeyId: KEY, RotationPeriodInDays: 365 },
};
