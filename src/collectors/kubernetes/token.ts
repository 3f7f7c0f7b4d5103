import { HttpRequest } from '@smithy/core/transport';
import { SignatureV4 } from '@smithy/signature-v4';
import type {
  AwsCredentialIdentity,
  AwsCredentialIdentityProvider,
  ChecksumConstructor,
  HashConstructor,
} from '@smithy/types';

/** Who asks, and by which hash the SDK signs. */
export interface Signer {
  readonly credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  readonly sha256: ChecksumConstructor | HashConstructor;
}

/**
 * The token by which EKS lets an IAM identity in: a signed request to STS for one's own name, bound to the cluster by a
 * header, which the cluster sends off itself (https://github.com/kubernetes-sigs/aws-iam-authenticator, "API Authorization from Outside a Cluster").
 */
export const eksToken = async (
  cluster: string,
  region: string,
  dnsSuffix: string,
  { credentials, sha256 }: Signer,
): Promise<string> => {
  const hostname = `sts.${region}.${dnsSuffix}`;
  const request = new HttpRequest({
    protocol: 'https:',
    method: 'GET',
    hostname,
    path: '/',
    query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    headers: { host: hostname, 'x-k8s-aws-id': cluster },
  });
  const signer = new SignatureV4({ service: 'sts', region, credentials, sha256 });
  const { query } = await signer.presign(request, { expiresIn: 60 });
  const members = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return `k8s-aws-v1.${Buffer.from(`https://${hostname}/?${members.join('&')}`).toString('base64url')}`;
};
