import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../model/errors.js';
import { isObject } from '../model/json.js';
import type { ClusterCredentials, WayIn } from '../model/way-in.js';
import { yaml } from './yaml.js';

/** In the place of a file: the service account of the pod that kansa runs in. */
export const IN_CLUSTER = 'in-cluster';

/**
 * The ways into clusters that a kubeconfig lays (https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/). No
 * program is run to log in: where one is named, as for EKS, the scanning role asks by a token that it signs itself.
 */
export const readWaysIn = (source: string, pod: Pod = { env: process.env, folder: ACCOUNT }): readonly WayIn[] => {
  if (source === IN_CLUSTER) return [podsOwnWay(pod)];
  const config = parsedFile(source);
  const beside = (name: string): string => textOf(resolve(dirname(source), name));
  const contexts = entriesOf(config, 'contexts').toSorted(
    (one, other) => Number(other.name === config['current-context']) - Number(one.name === config['current-context']),
  );
  return entriesOf(config, 'clusters').map(({ name, cluster }) => {
    const context = contexts.find((one) => isObject(one.context) && one.context.cluster === name)?.context;
    const user = entriesOf(config, 'users').find((one) => isObject(context) && one.name === context.user)?.user;
    return wayOf(String(name), isObject(cluster) ? cluster : {}, isObject(user) ? user : {}, beside);
  });
};

/** What Kubernetes gives to each pod (https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/). */
interface Pod {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
}

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

type Entry = Readonly<Record<string, unknown>>;

const wayOf = (name: string, cluster: Entry, user: Entry, beside: (path: string) => string): WayIn => {
  const server = wordIn(cluster, 'server') ?? '';
  const way = { name, server };
  const closed = (why: string): WayIn => ({
    ...way,
    closed: `the kubeconfig's cluster ${JSON.stringify(name)} ${why}`,
  });
  if (!URL.canParse(server) || new URL(server).protocol !== 'https:') return closed('has no server of https');
  if (cluster['insecure-skip-tls-verify'] === true)
    return closed('skips the check of certificates: name its certificate-authority');
  if (wordIn(cluster, 'proxy-url') !== undefined) return closed('goes through a proxy-url, which kansa does not speak');
  try {
    const authority = pemIn(cluster, 'certificate-authority', beside);
    const serverName = wordIn(cluster, 'tls-server-name');
    const credentials = credentialsOf(user, beside);
    return {
      ...way,
      ...(authority !== undefined && { authority }),
      ...(serverName !== undefined && { serverName }),
      ...(credentials !== undefined && { credentials }),
    };
  } catch (error) {
    return closed(`cannot be read: ${reasonOf(error)}`);
  }
};

const credentialsOf = (user: Entry, beside: (path: string) => string): ClusterCredentials | undefined => {
  const certificate = pemIn(user, 'client-certificate', beside);
  const key = pemIn(user, 'client-key', beside);
  if (certificate !== undefined && key !== undefined) return { certificate, key };
  const [file, token] = [wordIn(user, 'tokenFile'), wordIn(user, 'token')];
  if (file !== undefined) return { token: () => beside(file).trim() };
  return token === undefined ? undefined : { token: () => token };
};

/** What stands in the file itself, in base64, outweighs the file that it names. */
const pemIn = (entry: Entry, name: string, beside: (path: string) => string): string | undefined => {
  const [data, path] = [wordIn(entry, `${name}-data`), wordIn(entry, name)];
  if (data !== undefined) return Buffer.from(data, 'base64').toString();
  return path === undefined ? undefined : beside(path);
};

const podsOwnWay = ({ env, folder }: Pod): WayIn => {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' } = env;
  const textIn = (name: string): string => textOf(join(folder, name));
  try {
    if (host === undefined) throw new Error('KUBERNETES_SERVICE_HOST is not set');
    textIn('token');
    return {
      server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
      authority: textIn('ca.crt'),
      credentials: { token: () => textIn('token').trim() },
    };
  } catch (error) {
    throw new UsageError(
      `--kubeconfig ${IN_CLUSTER}: ${reasonOf(error)}; it is for a pod whose service account token is mounted (automountServiceAccountToken)`,
    );
  }
};

const parsedFile = (path: string): Entry => {
  try {
    const config: unknown = yaml().parse(textOf(path), { logLevel: 'error' });
    if (isObject(config) && Array.isArray(config.clusters)) return config;
    throw new Error('it names no clusters');
  } catch (error) {
    throw new UsageError(
      `--kubeconfig ${path}: ${reasonOf(error)}; name a file as "aws eks update-kubeconfig" writes it, or ${IN_CLUSTER}`,
    );
  }
};

const entriesOf = (config: Entry, name: string): readonly Entry[] => {
  const entries: unknown = config[name];
  return Array.isArray(entries) ? entries.filter(isObject) : [];
};

const wordIn = (entry: Entry, name: string): string | undefined => {
  const word = entry[name];
  return typeof word === 'string' && word !== '' ? word : undefined;
};

const textOf = (path: string): string => readFileSync(path, 'utf8');

const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '').replace(/:$/, '') : String(error);
