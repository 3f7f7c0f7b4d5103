import { existsSync } from 'node:fs';
import { type KeyKind, keyIdOf, newKeyPair, publicKeyOf } from '../evidence/keys.js';
import { UsageError } from '../model/errors.js';
import { writeNew } from '../store/run-directory.js';
import { pemIn } from './seal.js';

/** Writes a new pair of keys, `FILE` for its owner's eyes only and `FILE.pub` for everybody. A file that is there is kept. */
export const createKeys = (file: string, kind: KeyKind, passphrase: string | undefined): { readonly keyId: string } => {
  const taken = [file, `${file}.pub`].find(existsSync);
  if (taken !== undefined)
    throw new UsageError(`${taken} is there already: what it signed could not be verified any more; name another file`);
  const { privateKey, publicKey, keyId } = newKeyPair(kind, passphrase);
  writeNew(file, privateKey, 0o600);
  writeNew(`${file}.pub`, publicKey);
  return { keyId };
};

/** The id of a public key, as signatures name it. */
export const keyId = (file: string): string => keyIdOf(publicKeyOf(pemIn(file, 'the key'), file));
