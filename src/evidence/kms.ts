import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { UsageError } from '../model/errors.js';
import { kindOf } from './keys.js';
import type { Signer } from './sign.js';

/** How KMS is reached: by the caller's own credentials, never by a role in the account that is judged. */
export interface KmsAccess {
  readonly profile?: string;
  readonly endpoint?: string;
}

/**
 * A KMS key of the spec ECC_NIST_P256 and the usage SIGN_VERIFY: KMS signs the digest (ECDSA_SHA_256), the private key never
 * leaves it. Needs kms:GetPublicKey and kms:Sign. Throws {@link UsageError} where the key cannot sign.
 */
export const kmsSigner = async (arn: string, access: KmsAccess): Promise<Signer> => {
  const publicKey = await kmsPublicKey(arn, access);
  const { SignCommand } = await import('@aws-sdk/client-kms');
  const client = await clientFor(arn, access);
  return {
    publicKey,
    sign: async (bytes) => {
      const digest = createHash('sha256').update(bytes).digest();
      const { Signature } = await asked(arn, 'kms:Sign', () =>
        client.send(
          new SignCommand({
            KeyId: arn,
            Message: digest,
            MessageType: 'DIGEST',
            SigningAlgorithm: 'ECDSA_SHA_256',
          }),
        ),
      );
      if (Signature === undefined) throw new UsageError(`KMS key ${arn}: the answer to kms:Sign holds no signature`);
      return Buffer.from(Signature);
    },
  };
};

/** The public key of a KMS key. Needs kms:GetPublicKey. */
export const kmsPublicKey = async (arn: string, access: KmsAccess): Promise<KeyObject> => {
  const { GetPublicKeyCommand } = await import('@aws-sdk/client-kms');
  const client = await clientFor(arn, access);
  const { PublicKey, KeyUsage } = await asked(arn, 'kms:GetPublicKey', () =>
    client.send(new GetPublicKeyCommand({ KeyId: arn })),
  );
  const key =
    PublicKey === undefined ? undefined : createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  if (key === undefined || KeyUsage !== 'SIGN_VERIFY' || kindOf(key) !== 'ecdsa-p256')
    throw new UsageError(
      `KMS key ${arn} cannot sign here: use a key of the spec ECC_NIST_P256 and the usage SIGN_VERIFY`,
    );
  return key;
};

const clientFor = async (arn: string, { profile, endpoint }: KmsAccess) => {
  const region = /^arn:[^:]+:kms:([^:]+):\d{12}:(?:key|alias)\/.+$/.exec(arn)?.[1];
  if (region === undefined)
    throw new UsageError(
      `${JSON.stringify(arn)} is no ARN of a KMS key: give one like arn:aws:kms:ap-northeast-1:123456789012:key/…`,
    );
  const { KMSClient } = await import('@aws-sdk/client-kms');
  return new KMSClient({
    region,
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint }),
  });
};

const asked = async <T>(arn: string, action: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw new UsageError(
      `KMS key ${arn}: ${action} failed (${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}); allow it to these credentials, and see that the key is enabled`,
    );
  }
};
