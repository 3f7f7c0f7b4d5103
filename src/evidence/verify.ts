import type { KeyObject } from 'node:crypto';
import { type Bundle, bundleFromJSON, bundleToJSON, isBundleWithDsseEnvelope } from '@sigstore/bundle';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import type { SignatureState } from '../model/verification.js';
import { keyIdOf } from './keys.js';
import { bundleText } from './sign.js';
import { PAYLOAD_TYPE } from './statement.js';

/**
 * What a signature is worth: does it say what was sealed (`expected`, the statement's text), and is it by one of these keys?
 * No transparency log and no clock is asked: the keys are all that is trusted.
 */
export const checkSignature = (text: string, expected: string, keys: readonly KeyObject[]): SignatureState => {
  const bundle = readBundle(text);
  if (typeof bundle === 'string') return { state: 'invalid', detail: bundle };
  const { keyId, payload, payloadType } = bundle;
  const named = /^[0-9a-f]{64}$/.test(keyId) ? { keyId } : {};
  const invalid = (detail: string): SignatureState => ({ state: 'invalid', ...named, detail });
  if (payloadType !== PAYLOAD_TYPE) return invalid('it is over something else than an in-toto statement');
  if (payload !== expected) return invalid('it is over another run, or over this one before it was altered');
  if (keys.length === 0) return { state: 'unchecked', ...named };
  const key = keys.find((key) => keyIdOf(key) === keyId);
  if (key === undefined) return { state: 'unknown_key', ...named };
  try {
    verifierOf(keyId, key).verify(toSignedEntity(bundle.bundle));
    return { state: 'valid', ...named };
  } catch (error) {
    return invalid(error instanceof Error ? error.message : String(error));
  }
};

const readBundle = (text: string): string | { bundle: Bundle; keyId: string; payload: string; payloadType: string } => {
  try {
    const bundle = bundleFromJSON(JSON.parse(text));
    const { content } = bundle.verificationMaterial;
    if (!isBundleWithDsseEnvelope(bundle) || content.$case !== 'publicKey')
      return 'it is no DSSE envelope that names a public key';
    if (bundleText(bundleToJSON(bundle)) !== text) return 'its bytes are not those that kansa wrote';
    const { payload, payloadType } = bundle.content.dsseEnvelope;
    return { bundle, keyId: content.publicKey.hint, payload: payload.toString('utf8'), payloadType };
  } catch (error) {
    return `it cannot be read (${error instanceof Error ? error.message : String(error)})`;
  }
};

/** Trusts one key, and neither authorities nor logs. */
const verifierOf = (keyId: string, publicKey: KeyObject): Verifier =>
  new Verifier(
    toTrustMaterial(
      { mediaType: '', tlogs: [], certificateAuthorities: [], ctlogs: [], timestampAuthorities: [] },
      (hint) => {
        if (hint !== keyId) throw new RangeError(`no key of the id ${hint}`);
        return { publicKey, validFor: () => true };
      },
    ),
    { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 },
  );
