import {
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  EnableKeyRotationCommand,
  type GrantOperation,
  type KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { ACCOUNT, given, policy, roleArn, type Statement } from './names.js';

const delegation: Statement = {
  Sid: 'Enable IAM User Permissions',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: 'kms:*',
  Resource: '*',
};

const administration = (role: string): Statement => ({
  Sid: 'Administration',
  Effect: 'Allow',
  Principal: { AWS: roleArn(role) },
  Action: ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:EnableKeyRotation', 'kms:TagResource'],
  Resource: '*',
});

const use = (...roles: readonly string[]): Statement => ({
  Sid: 'Use',
  Effect: 'Allow',
  Principal: { AWS: roles.map(roleArn) },
  Action: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
  Resource: '*',
});

export const separated = policy(delegation, administration('KeyAdmin'), use('SageMakerExecution', 'MlEngineer'));
const mixed = policy(delegation, administration('MlEngineer'), use('MlEngineer', 'SageMakerExecution'));

/** The confined form of "anyone": only callers of the account, by way of S3 (KMS Developer Guide, "AWS managed keys"). */
const anyone = (condition: Statement['Condition']): Statement => ({
  Sid: 'Anyone',
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
  Resource: '*',
  ...(condition && { Condition: condition }),
});

/** What the overlay knows the AWS managed key by; moto makes customer keys only (answers/kms.json turns it round). */
const SAGEMAKER_DEFAULT = 'Default key that protects my SageMaker data when no other key is defined';

export type Keys = { readonly data: string; readonly sagemakerDefault: string };

/** Tokyo's keys, as ARNs; what is wrong with them stands in faults/kms.ts. */
export const seedKeys = async (kms: KMSClient): Promise<Keys> => {
  const data = await key(kms, 'platform-data', '不正検知モデルのデータ', separated, true);
  await key(kms, 'legacy-models', 'Models of the old platform', separated, false);
  await key(kms, 'sandbox-data', 'Sandbox of the data scientists', mixed, true);
  const sagemakerDefault = await key(kms, 'aws/sagemaker', SAGEMAKER_DEFAULT, separated, true);
  const shared = policy(
    delegation,
    administration('KeyAdmin'),
    anyone({ StringEquals: { 'kms:CallerAccount': ACCOUNT } }),
  );
  await key(kms, 'shared-features', 'Features that every team reads', shared, true);
  const open = policy(delegation, administration('KeyAdmin'), anyone(undefined));
  await key(kms, 'benchmark-drop', 'Data sets of a competition', open, true);
  const doomed = await key(kms, 'retired-project', 'Data of a project that ended', separated, true);
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId: idOf(doomed), PendingWindowInDays: 30 }));
  await grant(kms, data, 'training', roleArn('SageMakerExecution'), ['Decrypt', 'GenerateDataKey']);
  await grant(kms, data, 'labeling', 'arn:aws:iam::999988887777:role/LabelingExport', ['Decrypt']);
  return { data, sagemakerDefault };
};

/** moto finds a key by its ARN only here and there. */
const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

const grant = (
  kms: KMSClient,
  KeyId: string,
  Name: string,
  GranteePrincipal: string,
  Operations: readonly GrantOperation[],
) => kms.send(new CreateGrantCommand({ KeyId: idOf(KeyId), Name, GranteePrincipal, Operations: [...Operations] }));

export const seedRecoveryKey = (kms: KMSClient): Promise<string> =>
  key(kms, 'platform-data-dr', 'DR 用データ', separated, true);

export const key = async (kms: KMSClient, alias: string, description: string, keyPolicy: string, rotated: boolean) => {
  const { KeyMetadata } = await kms.send(
    // moto answers null for what the call leaves to the default.
    new CreateKeyCommand({
      Description: description,
      Policy: keyPolicy,
      KeyUsage: 'ENCRYPT_DECRYPT',
      MultiRegion: false,
    }),
  );
  const id = given(KeyMetadata?.KeyId, `id of key ${alias}`);
  await kms.send(new CreateAliasCommand({ AliasName: `alias/${alias}`, TargetKeyId: id }));
  if (rotated) await kms.send(new EnableKeyRotationCommand({ KeyId: id }));
  return given(KeyMetadata?.Arn, `ARN of key ${alias}`);
};
