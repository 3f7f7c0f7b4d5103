/** A way into a cluster other than the one that EKS tells: what a kubeconfig says of it, or what a pod in it has. */
export interface WayIn {
  /** Where its API answers, e.g. at the near end of a tunnel. */
  readonly server: string;
  /** What it is called there: its ARN, where "aws eks update-kubeconfig" wrote it. A pod knows no name of its cluster. */
  readonly name?: string;
  /** The certificates of its authority in PEM; those that EKS names, unless said. */
  readonly authority?: string;
  /** The name that the server's certificate bears, where it is not that of the address. */
  readonly serverName?: string;
  /** Who asks; the scanning role, unless said. */
  readonly credentials?: ClusterCredentials;
  /** Why it cannot be taken. */
  readonly closed?: string;
}

/** A token, read for each call because a pod's is renewed; or a certificate with its key in PEM. */
export type ClusterCredentials =
  | { readonly token: () => string }
  | { readonly certificate: string; readonly key: string };
