import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { isRecord } from './resolve.js';

/** An object as its manifest has it. */
type Manifest = Readonly<Record<string, unknown>> & { readonly apiVersion: string; readonly kind: string };

/** Trouble to make, by the name of the resource (`rolebindings.rbac.authorization.k8s.io`) or `/apis`. */
export type KubernetesFault = {
  readonly resource: string;
  /** A refusal by its status; a connection that breaks, half an answer, none in it, or the true one late. */
  readonly status: keyof typeof REASONS | 'reset' | 'truncated' | 'empty' | 'slow';
  readonly times?: number;
};

export type Cluster = {
  readonly name: string;
  readonly endpoint: string;
  /** In base64, as EKS gives it. */
  readonly certificateAuthority: string;
};

export type EmulatedKubernetes = {
  readonly clusters: readonly Cluster[];
  /** `<cluster> <path and query>` of each request. */
  readonly requests: readonly string[];
  readonly faults: (rules: readonly KubernetesFault[]) => void;
  readonly stop: () => Promise<void>;
};

/** The Kubernetes API of the demo clusters, over TLS on loopback: read-only, each from the manifests in a file of its name. */
export const startKubernetes = async (): Promise<EmulatedKubernetes> => {
  const requests: string[] = [];
  let rules: { readonly fault: KubernetesFault; left: number }[] = [];
  const take = (resource: string): KubernetesFault | undefined => {
    const rule = rules.find(({ fault, left }) => left > 0 && fault.resource === resource);
    if (rule !== undefined) rule.left -= 1;
    return rule?.fault;
  };
  const started = (await readdir(FOLDER)).sort().map(async (file) => {
    const name = file.replace(/\.yaml$/, '');
    const { certificate, key } = await throwawayCertificate();
    const server = serve(name, await manifestsIn(file), { certificate, key, requests, take });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error(`start cluster ${name}: no port was given`);
    const certificateAuthority = Buffer.from(certificate).toString('base64');
    return { server, cluster: { name, endpoint: `https://127.0.0.1:${address.port}`, certificateAuthority } };
  });
  const servers = await Promise.all(started);
  return {
    clusters: servers.map(({ cluster }) => cluster),
    requests,
    faults: (faults) => {
      rules = faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
    },
    stop: async () => {
      await Promise.all(
        servers.map(async ({ server }) => {
          server.close();
          server.closeAllConnections();
          await once(server, 'close');
        }),
      );
    },
  };
};

const FOLDER = new URL('./kubernetes/', import.meta.url);

const manifestsIn = async (file: string): Promise<readonly Manifest[]> =>
  parseAllDocuments(await readFile(new URL(file, FOLDER), 'utf8')).map((document, index) => {
    const manifest: unknown = document.toJS();
    if (!isManifest(manifest))
      throw new Error(`kubernetes/${file}: document ${index + 1} names no apiVersion and kind`);
    return manifest;
  });

const isManifest = (value: unknown): value is Manifest =>
  isRecord(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';

type Served = {
  readonly certificate: string;
  readonly key: string;
  readonly requests: string[];
  readonly take: (resource: string) => KubernetesFault | undefined;
};

const serve = (cluster: string, manifests: readonly Manifest[], { certificate, key, requests, take }: Served) =>
  createServer({ cert: certificate, key }, (request, response) => {
    const { pathname, searchParams, search } = new URL(request.url ?? '/', 'https://cluster');
    requests.push(`${cluster} ${pathname}${search}`);
    if (!isLetIn(request)) return fail(response, 401, 'Unauthorized', 'Unauthorized');
    const one = /^\/api\/v1\/namespaces\/([^/]+)\/configmaps\/([^/]+)$/.exec(pathname);
    const [, root, group = '', version = '', plural = ''] =
      /^\/(api|apis)(?:\/([^/]+))?(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(pathname) ?? [];
    const listed = root === 'api' ? { group: '', version: group, plural: version } : { group, version, plural };
    const wanted = one === null ? listed : { group: '', version: 'v1', plural: 'configmaps' };
    const resource = pathname === '/apis' ? '/apis' : [wanted.plural, wanted.group].filter(Boolean).join('.');
    const status = take(resource)?.status;
    if (status === 'reset') return void request.socket.destroy();
    if (status === 'empty') return answer(response, 200, '');
    if (status === 'slow') return void setTimeout(() => serveList(), SLOW);
    if (typeof status === 'number') {
      const [reason, message] = REASONS[status];
      return fail(response, status, reason, message(resource));
    }
    return serveList(status === 'truncated');

    function serveList(isCut = false): void {
      if (one !== null) {
        serveOne(one[1] ?? '', one[2] ?? '', isCut);
        return;
      }
      const whole = listOf(manifests, pathname, wanted, searchParams);
      const text = JSON.stringify(whole ?? '');
      // Half of "not found" says it still; then the connection breaks.
      if (whole === undefined && isCut) request.socket.destroy();
      else if (whole === undefined) answer(response, 404, '404 page not found\n');
      else answer(response, 200, isCut ? text.slice(0, text.length / 2) : whole);
    }

    function serveOne(namespace: string, name: string, isCut: boolean): void {
      const found = manifests.find(
        ({ kind, metadata }) =>
          kind === 'ConfigMap' && isRecord(metadata) && metadata.namespace === namespace && metadata.name === name,
      );
      if (found === undefined) {
        fail(response, 404, 'NotFound', `configmaps "${name}" not found`, { name });
        return;
      }
      const text = JSON.stringify({
        ...found,
        metadata: {
          ...(isRecord(found.metadata) && found.metadata),
          annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(found) },
        },
      });
      answer(response, 200, isCut ? text.slice(0, text.length / 2) : JSON.parse(text));
    }
  });

/** How late a slow answer comes, in milliseconds. */
const SLOW = 200;

/** What a cluster answers to a path; undefined for what it does not know. */
const listOf = (
  manifests: readonly Manifest[],
  pathname: string,
  wanted: Pick<KindOf, 'group' | 'version' | 'plural'>,
  query: URLSearchParams,
): object | undefined => {
  if (pathname === '/apis') return groupsOf(manifests);
  const kind = kindsOf(manifests).find(({ plural: known, ...at }) => known === wanted.plural && sameGroup(at, wanted));
  if (kind === undefined) return undefined;
  const all = manifests.filter((one) => one.kind === kind.kind && one.apiVersion === kind.apiVersion);
  return page(all, kind, query);
};

/** The token of an emulated service account, as a kubeconfig or a pod has one. */
export const SERVICE_ACCOUNT_TOKEN = 'emulated-service-account';

/** The cluster asks STS who sent this; here it is enough that the token is one of EKS's, signed for a cluster. */
const isLetIn = ({ headers }: IncomingMessage): boolean => {
  if (headers.authorization === `Bearer ${SERVICE_ACCOUNT_TOKEN}`) return true;
  const [, encoded] = /^Bearer k8s-aws-v1\.([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
  if (encoded === undefined) return false;
  const url = new URL(Buffer.from(encoded, 'base64url').toString());
  return (
    url.searchParams.get('Action') === 'GetCallerIdentity' &&
    (url.searchParams.get('X-Amz-SignedHeaders') ?? '').split(';').includes('x-k8s-aws-id')
  );
};

const REASONS = {
  401: ['Unauthorized', () => 'Unauthorized'],
  403: [
    'Forbidden',
    (resource: string) =>
      `${resource} is forbidden: User "arn:aws:sts::123456789012:assumed-role/KansaAudit/scan" cannot list resource at the cluster scope`,
  ],
  429: ['TooManyRequests', () => 'Too many requests, please try again later.'],
  500: ['InternalError', () => 'Internal error occurred'],
} as const satisfies Record<number, readonly [string, (resource: string) => string]>;

type KindOf = {
  readonly group: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
};

/** The kinds that a cluster knows: every built-in one that lists are asked of, and each that its manifests hold. */
const kindsOf = (manifests: readonly Manifest[]): readonly KindOf[] => {
  const names = new Set([...BUILT_IN, ...manifests.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)]);
  return [...names].map((name) => {
    const [apiVersion = '', kind = ''] = name.split(' ');
    const [version = '', group = ''] = apiVersion.split('/').reverse();
    return { group, version, apiVersion, kind, plural: pluralOf(kind) };
  });
};

const BUILT_IN = [
  ...['Namespace', 'Pod', 'Service', 'ServiceAccount'].map((kind) => `v1 ${kind}`),
  ...['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'].map((kind) => `apps/v1 ${kind}`),
  ...['CronJob', 'Job'].map((kind) => `batch/v1 ${kind}`),
  ...['Ingress', 'NetworkPolicy'].map((kind) => `networking.k8s.io/v1 ${kind}`),
  ...['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].map((kind) => `rbac.authorization.k8s.io/v1 ${kind}`),
];

const pluralOf = (kind: string): string => kind.toLowerCase().replace(/y$/, 'ie').replace(/ss$/, 'sse').concat('s');

const sameGroup = (one: { readonly group: string; readonly version: string }, other: typeof one): boolean =>
  one.group === other.group && one.version === other.version;

const groupsOf = (manifests: readonly Manifest[]) => {
  const kinds = kindsOf(manifests).filter(({ group }) => group !== '');
  const groups = [...new Set(kinds.map(({ group }) => group))].sort();
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map((name) => {
      const versions = [...new Set(kinds.filter(({ group }) => group === name).map(({ version }) => version))]
        .sort()
        .map((version) => ({ groupVersion: `${name}/${version}`, version }));
      return { name, versions, preferredVersion: versions[0] };
    }),
  };
};

/** Items of a list do not repeat what the list says of them all, save those of custom resources. */
const page = (all: readonly Manifest[], { group, apiVersion, kind }: KindOf, query: URLSearchParams) => {
  const from = Number(Buffer.from(query.get('continue') ?? '', 'base64url').toString() || '0');
  const to = from + Math.min(Number(query.get('limit') ?? PAGE), PAGE);
  const isBuiltIn = BUILT_IN.includes(`${apiVersion} ${kind}`);
  return {
    kind: `${kind}List`,
    apiVersion,
    metadata: {
      resourceVersion: '4711',
      ...(to < all.length && {
        continue: Buffer.from(String(to)).toString('base64url'),
        remainingItemCount: all.length - to,
      }),
    },
    items: all.slice(from, to).map(({ apiVersion: _, kind: __, ...object }) => ({
      ...(!isBuiltIn && { apiVersion, kind }),
      ...object,
      metadata: {
        ...(isRecord(object.metadata) && object.metadata),
        managedFields: [{ manager: 'kubectl', operation: 'Update', apiVersion, fieldsType: 'FieldsV1', fieldsV1: {} }],
        ...(group === '' && { resourceVersion: '42' }),
      },
    })),
  };
};

/** Small, so that every longer list has more than one page. */
const PAGE = 8;

const fail = (
  response: ServerResponse,
  code: number,
  reason: string,
  message: string,
  details: Readonly<Record<string, string>> = {},
): void =>
  answer(response, code, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    details,
    code,
  });

let answered = 0;

const answer = (response: ServerResponse, status: number, body: object | string): void => {
  answered += 1;
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json',
    'audit-id': `00000000-0000-4000-9000-${String(answered).padStart(12, '0')}`,
  });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

const run = promisify(execFile);

/** A certificate of its own authority, for this run only. */
export const throwawayCertificate = async (): Promise<{ readonly certificate: string; readonly key: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'kansa-cluster-'));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const of = ['-subj', '/CN=kubernetes', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  try {
    await run('openssl', ['req', '-x509', ...curve, ...of, '-keyout', key, '-out', cert]);
    return { certificate: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') };
  } catch (cause) {
    throw new Error('make a certificate for the emulated clusters: openssl failed', { cause });
  } finally {
    await rm(folder, { recursive: true });
  }
};
