import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { bundleToJSON, toDSSEBundle } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { UsageError } from '../model/errors.js';
import { canonicalJson } from '../model/json.js';
import { keyIdOf, kindOf } from './keys.js';
import { PAYLOAD_TYPE } from './statement.js';

/** Whoever signs: a key on this machine, or one that never leaves its service. */
export interface Signer {
  readonly publicKey: KeyObject;
  /** The signature of these bytes; ECDSA over SHA-256 in DER, or Ed25519. */
  sign(bytes: Buffer): Promise<Buffer>;
}

/** A private key in PEM (PKCS#8, encrypted or not; SEC 1). Throws {@link UsageError} where it is none, or none that signs here. */
export const localSigner = (pem: string, from: string, passphrase: string | undefined): Signer => {
  const key = privateKey(pem, from, passphrase);
  const publicKey = createPublicKey(key);
  if (kindOf(publicKey) === undefined)
    throw new UsageError(
      `--sign-key ${from}: it is no Ed25519 key and no EC key on P-256; make one with "kansa keys create"`,
    );
  // Ed25519 takes no digest; ECDSA takes SHA-256.
  const digest = kindOf(publicKey) === 'ed25519' ? null : 'sha256';
  return { publicKey, sign: async (bytes) => sign(digest, bytes, key) };
};

const privateKey = (pem: string, from: string, passphrase: string | undefined): KeyObject => {
  try {
    return createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) });
  } catch (error) {
    const isEncrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem);
    if (isEncrypted && passphrase === undefined)
      throw new UsageError(`--sign-key ${from}: it is encrypted; give its passphrase in KANSA_SIGN_PASSPHRASE`);
    if (isEncrypted)
      throw new UsageError(`--sign-key ${from}: it does not open with the passphrase of KANSA_SIGN_PASSPHRASE`);
    // What OpenSSL says may quote nothing of the key, but tells a person nothing either.
    throw new UsageError(
      `--sign-key ${from}: it is no private key in PEM${error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''}; make one with "kansa keys create"`,
    );
  }
};

/**
 * The signature of a text: a sigstore bundle v0.3 that holds a DSSE envelope, signed over its pre-authentication encoding
 * (https://github.com/secure-systems-lab/dsse/blob/master/protocol.md), and names the key by its id.
 */
export const signedBundle = async (payload: string, { publicKey, sign }: Signer): Promise<string> => {
  const artifact = Buffer.from(payload);
  const signature = await sign(dsse.preAuthEncoding(PAYLOAD_TYPE, artifact));
  return bundleText(
    bundleToJSON(toDSSEBundle({ artifact, artifactType: PAYLOAD_TYPE, signature, keyHint: keyIdOf(publicKey) })),
  );
};

/** There is one way to write it, so that a byte that was added to it shows. */
export const bundleText = (bundle: object): string => `${canonicalJson(bundle, 2)}\n`;
