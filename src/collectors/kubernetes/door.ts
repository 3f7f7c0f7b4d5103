import type { WayIn } from '../../model/way-in.js';

/** A cluster as EKS describes it. */
export interface ClusterAccess {
  readonly name: string;
  readonly arn: string;
  readonly endpoint: string;
  /** The certificate of the cluster's authority in PEM, in base64, as EKS gives it. */
  readonly certificateAuthority: string;
}

/** Where the API of a cluster is asked, by whose word that is believed, and who asks. */
export type Door =
  | {
      readonly endpoint: string;
      readonly authority: string;
      readonly serverName?: string;
      readonly credentials:
        | { token(): string | Promise<string> }
        | { readonly certificate: string; readonly key: string };
    }
  | { readonly closed: string };

/** The door into a cluster: by a way that leads to it, else as EKS tells, with the token of the scanning role. */
export const doorOf = (cluster: ClusterAccess, ways: readonly WayIn[], token: () => Promise<string>): Door => {
  const own = {
    endpoint: cluster.endpoint,
    authority: Buffer.from(cluster.certificateAuthority, 'base64').toString(),
    credentials: { token },
  };
  const way =
    ways.find(({ server }) => isSameUrl(server, cluster.endpoint)) ??
    ways.find(({ name }) => name === cluster.arn) ??
    // Each cluster of EKS has an authority of its own. A kubeconfig may have confused them.
    ways.find(({ name, authority = '' }) => name === undefined && isSamePem(authority, own.authority));
  if (way === undefined) return own;
  if (way.closed !== undefined) return { closed: way.closed };
  const { server, authority, serverName, credentials } = way;
  const reached = { ...own, endpoint: server, ...(serverName !== undefined && { serverName }) };
  // The role's own token goes to nobody but the holder of the certificate that EKS names.
  return credentials === undefined ? reached : { ...reached, authority: authority ?? own.authority, credentials };
};

const isSameUrl = (one: string, other: string): boolean => bare(one) === bare(other);

const bare = (url: string): string => url.toLowerCase().replace(/\/+$/, '');

const isSamePem = (one: string, other: string): boolean => one.replaceAll(/\s/g, '') === other.replaceAll(/\s/g, '');
