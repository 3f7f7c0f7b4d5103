import { createPublicKey } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateAliasCommand, CreateKeyCommand, GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyId } from '../../src/commands/keys.js';
import { scan } from '../../src/commands/scan.js';
import { seal } from '../../src/commands/seal.js';
import { type VerifyOptions, verify } from '../../src/commands/verify.js';
import { EVERYTHING } from '../../src/model/selection.js';
import type { RunVerification } from '../../src/model/verification.js';
import { DEMO, SCAN } from '../commands/demo.js';
import { type Front, type Fronted, startFronted } from '../emulator/front.js';
import { startDigestSigner } from '../emulator/kms-digest.js';

const REGION = 'ap-northeast-1';
const folder = mkdtempSync(join(tmpdir(), 'kansa-kms-'));
/** What `aws kms get-public-key` gives, in PEM. */
const EXPORTED = join(folder, 'exported.pub');

let emulator: Fronted<Front>;
let key: string;
let another: string;

beforeAll(async () => {
  emulator = await startFronted(startDigestSigner);
  const client = new KMSClient({ region: REGION, endpoint: emulator.front.url });
  const created = async () => {
    const { KeyMetadata } = await client.send(
      new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }),
    );
    return KeyMetadata?.Arn ?? expect.fail('no key was made');
  };
  [key, another] = [await created(), await created()];
  await client.send(new CreateAliasCommand({ AliasName: 'alias/kansa-runs', TargetKeyId: key }));
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: key }));
  const exported = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
  writeFileSync(EXPORTED, exported.export({ type: 'spki', format: 'pem' }));
});
afterEach(() => emulator.proxy.faults([]));
afterAll(() => emulator?.stop());

const scanned = async (signKms?: string, run = join(mkdtempSync(join(folder, 'scan-')), 'run')): Promise<string> => {
  await scan({
    ...SCAN,
    replay: DEMO,
    out: run,
    ...(signKms !== undefined && { signKms }),
    endpoint: emulator.proxy.url,
    selection: { ...EVERYTHING, controls: ['kms/key_rotation'] },
    failOn: 'none',
    failOnUnknown: 'never',
  });
  return run;
};

const verified = async (
  run: string,
  by: Partial<VerifyOptions>,
): Promise<{ readonly exitCode: number; readonly signature: RunVerification['signature'] | undefined }> => {
  const { document, exitCode } = await verify({
    runs: [run],
    reperform: false,
    publicKeys: [],
    endpoint: emulator.proxy.url,
    json: true,
    language: 'en',
    terminal: { colour: false, width: 100 },
    version: '0.1.0',
    ...by,
  });
  const { runs }: { runs: RunVerification[] } = JSON.parse(document);
  return { exitCode, signature: runs[0]?.signature };
};

const refusing = (operation: string) => emulator.proxy.faults([{ service: 'kms', operation, kind: 'deny' }]);

describe('a run signed by KMS', () => {
  it('is verified by the key in KMS, by its alias, and by its exported public key without asking anybody', async () => {
    const run = await scanned(key);
    const valid = { exitCode: 0, signature: { state: 'valid', keyId: keyId(EXPORTED) } };
    expect(await verified(run, { kms: key })).toEqual(valid);
    expect(await verified(run, { kms: key.replace(/key\/.+$/, 'alias/kansa-runs') })).toEqual(valid);
    emulator.proxy.clear();
    expect(await verified(run, { publicKeys: [EXPORTED] })).toEqual(valid);
    expect(emulator.proxy.requests).toEqual([]);
  });

  it('is refused by another key of KMS', async () => {
    const { exitCode, signature } = await verified(await scanned(key), { kms: another });
    expect([exitCode, signature?.state]).toEqual([1, 'unknown_key']);
  });

  it('tells KMS a digest of 32 bytes, and asks for nothing but the key and the signature', async () => {
    emulator.proxy.clear();
    await scanned(key);
    expect(emulator.proxy.requests.map(({ operation }) => operation)).toEqual(['GetPublicKey', 'Sign']);
    const { input } = emulator.proxy.requests[1] ?? expect.fail('nothing was signed');
    expect(input).toMatchObject({ KeyId: key, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' });
    expect(Buffer.from(String(input.Message), 'base64')).toHaveLength(32);
  });
});

describe('a run that KMS does not sign', () => {
  it('is kept, sealed and unsigned, and can be signed later', async () => {
    refusing('Sign');
    const run = join(folder, 'refused');
    await expect(scanned(key, run)).rejects.toThrow(
      new RegExp(
        `^KMS key ${key}: kms:Sign failed \\(AccessDenied.*\\); allow it to these credentials, and see that the key is enabled; run ${run} is whole and sealed, but not signed: sign it by "kansa seal"$`,
      ),
    );
    expect(existsSync(join(run, 'manifest.sigstore.json'))).toBe(false);
    expect(await verified(run, {})).toEqual({ exitCode: 0, signature: { state: 'none' } });
    expect((await verified(run, { kms: key })).exitCode).toBe(3);

    emulator.proxy.faults([]);
    const sealed = readFileSync(join(run, 'manifest.json'), 'utf8');
    await seal(run, { signKms: key, endpoint: emulator.proxy.url });
    expect(readFileSync(join(run, 'manifest.json'), 'utf8')).toBe(sealed);
    expect((await verified(run, { kms: key })).exitCode).toBe(0);
  });

  it('is not even begun where the key cannot be read, or cannot sign', async () => {
    refusing('GetPublicKey');
    const run = join(folder, 'unread');
    await expect(scanned(key, run)).rejects.toThrow(/^KMS key .*: kms:GetPublicKey failed \(AccessDenied/);
    emulator.proxy.faults([]);
    const client = new KMSClient({ region: REGION, endpoint: emulator.moto.url });
    const { KeyMetadata } = await client.send(new CreateKeyCommand({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }));
    await expect(scanned(KeyMetadata?.Arn, run)).rejects.toThrow(
      /cannot sign here: use a key of the spec ECC_NIST_P256 and the usage SIGN_VERIFY$/,
    );
    await expect(scanned('alias/kansa-runs', run)).rejects.toThrow(/^"alias\/kansa-runs" is no ARN of a KMS key/);
    expect(existsSync(run)).toBe(false);
  });
});
