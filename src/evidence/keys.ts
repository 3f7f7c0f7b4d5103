import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { UsageError } from '../model/errors.js';

export type KeyKind = 'ed25519' | 'ecdsa-p256';

/** sha256 of the public key (DER, SubjectPublicKeyInfo) in hex: `openssl pkey -pubin -outform DER | sha256sum` says the same. */
export const keyIdOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

/** Undefined for keys by which kansa neither signs nor verifies. */
export const kindOf = (key: KeyObject): KeyKind | undefined => {
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519';
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
    ? 'ecdsa-p256'
    : undefined;
};

/** A public key in PEM. Throws {@link UsageError} where it is none, or none that signs here. */
export const publicKeyOf = (pem: string, from: string): KeyObject => {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem))
    throw new UsageError(`${from} is a private key, which only whoever signs may have; name the public one`);
  let key: KeyObject | undefined;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new UsageError(`${from} is no public key in PEM; "kansa keys create" writes one beside the private key`);
  }
  if (kindOf(key) === undefined) throw new UsageError(`${from} is no Ed25519 key and no EC key on P-256`);
  return key;
};

/** A new pair of keys in PEM: the private one as PKCS#8, encrypted (PBES2, AES-256) where a passphrase is given. */
export const newKeyPair = (
  kind: KeyKind,
  passphrase: string | undefined,
): { readonly privateKey: string; readonly publicKey: string; readonly keyId: string } => {
  const { privateKey, publicKey } =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return {
    privateKey: privateKey
      .export({
        type: 'pkcs8',
        format: 'pem',
        ...(passphrase !== undefined && { cipher: 'aes-256-cbc', passphrase }),
      })
      .toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    keyId: keyIdOf(publicKey),
  };
};
