import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A front of moto that signs digests: moto takes `MessageType: DIGEST` for a message and hashes it once more ("not yet implemented",
 * moto/kms/models.py), which no verifier accepts. moto still says which keys there are and what they are for; the pairs of the
 * ECC_NIST_P256 keys are made here, and OpenSSL signs by them what KMS would: the digest as it is
 * (https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html).
 */
export const startDigestSigner = async (moto: string): Promise<{ readonly url: string; readonly stop: () => void }> => {
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
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const sent = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    const given = await fetch(moto + request.url, { method: request.method ?? 'POST', headers: sent, body });
    const text = await given.text();
    const [, operation] = String(request.headers['x-amz-target']).split('TrentService.');
    const answer =
      given.ok && (operation === 'GetPublicKey' || operation === 'Sign')
        ? JSON.stringify(replaced(operation, JSON.parse(body.toString('utf8')), JSON.parse(text)))
        : text;
    response.writeHead(given.status, { 'content-type': given.headers.get('content-type') ?? 'text/plain' });
    response.end(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  const port = typeof at === 'object' && at !== null ? at.port : 0;
  return { url: `http://127.0.0.1:${port}`, stop: () => void server.close() };
};
