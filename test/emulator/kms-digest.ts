import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askMoto, type Front, startFront } from './front.js';

/**
 * A front of moto that signs digests: moto takes `MessageType: DIGEST` for a message and hashes it once more ("not yet implemented",
 * moto/kms/models.py), which no verifier accepts. moto still says which keys there are and what they are for; the pairs of the
 * ECC_NIST_P256 keys are made here, and OpenSSL signs by them what KMS would: the digest as it is
 * (https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html).
 */
export const startDigestSigner = async (moto: string): Promise<Front> => {
  const folder = mkdtempSync(join(tmpdir(), 'kansa-digest-'));
  /** By the id of the key, to which moto resolves aliases: the file of the private key, and the public one (DER, Base64). */
  const pairs = new Map<string, { readonly file: string; readonly publicKey: string }>();
  const pairOf = (id: string) => {
    const known = pairs.get(id);
    if (known !== undefined) return known;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const file = join(folder, `${pairs.size}.pem`);
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const pair = { file, publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') };
    pairs.set(id, pair);
    return pair;
  };
  const replaced = (operation: string, input: Record<string, unknown>, answer: Record<string, unknown>) => {
    // moto names a key by its id in one answer and by its ARN in another.
    const id = String(answer.KeyId).split('/').at(-1) ?? '';
    if (operation === 'GetPublicKey' && answer.CustomerMasterKeySpec === 'ECC_NIST_P256')
      return { ...answer, PublicKey: pairOf(id).publicKey };
    if (operation !== 'Sign' || input.MessageType !== 'DIGEST') return answer;
    const digest = Buffer.from(String(input.Message), 'base64');
    const signature = execFileSync('openssl', ['pkeyutl', '-sign', '-inkey', pairOf(id).file], { input: digest });
    return { ...answer, Signature: signature.toString('base64') };
  };
  return startFront(moto, async (asked) => {
    const given = await askMoto(asked);
    const target = asked.headers.find(([name]) => name === 'x-amz-target')?.[1] ?? '';
    const [, operation] = target.split('TrentService.');
    if (!given.ok || (operation !== 'GetPublicKey' && operation !== 'Sign')) return given;
    const answer = replaced(operation, JSON.parse(asked.body.toString('utf8')), JSON.parse(await given.text()));
    const type = given.headers.get('content-type') ?? 'application/json';
    return new Response(JSON.stringify(answer), { status: given.status, headers: { 'content-type': type } });
  });
};
