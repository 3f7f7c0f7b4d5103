import { request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { Unreadable } from '../../model/errors.js';
import type { Exchange, ExchangeKey } from '../../model/exchange.js';
import { isObject } from '../../model/json.js';
import { objectFrom } from '../../model/json-text.js';
import { type KubernetesObject, type KubernetesResource, READ_CONFIG_MAP } from '../../model/kubernetes/objects.js';
import type { Source } from '../../model/resource.js';
import { atCallSite, hasCode, LeftOut, outcomeOf } from '../failure.js';
import { asksOnce, expectTime, type Flight, played, settle, sourceList, type Wiring } from '../transport.js';
import { valuesAlone, withoutBookkeeping } from './bookkeeping.js';
import type { Door } from './door.js';

/** The inside of a cluster, read by the same promises as AWS: every answer is scrubbed, recorded, replayed and counted. */
export interface KubernetesApi {
  /**
   * The objects of a resource in all namespaces, page by page. What is not installed has none. Throws what the cluster
   * answers otherwise; one that can't be reached is tried once for all lists.
   */
  list(resource: KubernetesResource): AsyncIterable<readonly KubernetesObject[]>;
  /**
   * One ConfigMap, with marks in place of its values; asked for once, however many name it. Where there is none the error
   * bears {@link NO_SUCH_OBJECT}. Nothing else is read by its name, Secrets least of all.
   */
  configMap(namespace: string, name: string): Promise<KubernetesObject>;
}

/** One cluster of one account and region, and how kansa is let in. */
export interface KubernetesSite {
  readonly account: string;
  readonly region: string;
  /** Its name. */
  readonly cluster: string;
  readonly door: Door;
  readonly maxAttempts: number;
  /** The user does not want it seen: it is not asked, and the recording says so. */
  readonly isLeftOut: boolean;
}

/** Its name in a list of permissions, e.g. `rolebindings.rbac.authorization.k8s.io`. */
export const resourceName = ({ group, plural }: Pick<KubernetesResource, 'group' | 'plural'>): string =>
  group === '' ? plural : `${plural}.${group}`;

/** Which groups a cluster serves. Every authenticated caller may ask for it (ClusterRole system:discovery). */
export const DISCOVERY = 'get /apis';

/** What the API server itself sends in one piece at most (https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks). */
const PAGE_SIZE = 500;

/** The code by which a cluster says that it knows the kind and has no object of the name. */
export const NO_SUCH_OBJECT = 'NoSuchObject';

export const kubernetesApi = (site: KubernetesSite, wiring: Wiring): KubernetesApi => {
  const once = asksOnce<Told>();

  /** Makes a call and tells of it whoever gathers facts. */
  const call = async (
    operation: string,
    path: string,
    isWhole: (body: Body) => boolean,
    absentOn: readonly string[] = [],
  ): Promise<Told> => {
    const { account, region, cluster } = site;
    const key: ExchangeKey = { account, service: SERVICE, region, operation, input: { cluster, path } };
    const flight: Flight = { key, attempts: 0 };
    try {
      if (site.isLeftOut) flight.exchange = leftOut(flight, wiring);
      else if (wiring.answers === 'live')
        flight.exchange = wiring.journal?.(key) ?? (await live(site, path, flight, wiring));
      else played(flight, wiring.answers(key));
      const body = bodyOf(flight, cluster);
      if (!isWhole(body)) throw new Unreadable(`cluster ${cluster}: the answer to ${path} is not what it should be`);
      return { body, source: settle(wiring, flight, 'ok') };
    } catch (error) {
      settle(wiring, flight, hasCode(error, absentOn) ? 'absent' : outcomeOf(error), error);
      throw error instanceof LeftOut ? error : atCallSite(error, { service: SERVICE, region, operation });
    }
  };

  const groups = (): Promise<Told> =>
    once(DISCOVERY, () => call(DISCOVERY, '/apis', ({ groups: served }) => Array.isArray(served)));

  async function* pages(
    resource: KubernetesResource,
    path: string,
    absentOn: readonly string[] = [],
  ): AsyncIterable<readonly KubernetesObject[]> {
    let next = '';
    do {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(next !== '' && { continue: next }) });
      const { body, source } = await call(`list ${resourceName(resource)}`, `${path}?${query}`, isList, absentOn);
      sourceList.getStore()?.push(source);
      yield itemsOf(body);
      next = isObject(body.metadata) && typeof body.metadata.continue === 'string' ? body.metadata.continue : '';
    } while (next !== '');
  }

  return {
    async configMap(namespace, name) {
      const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/configmaps/${encodeURIComponent(name)}`;
      const isIt = ({ kind, metadata }: Body): boolean =>
        kind === 'ConfigMap' && isObject(metadata) && metadata.name === name && metadata.namespace === namespace;
      const { body, source } = await once(path, () => call(READ_CONFIG_MAP, path, isIt, [NO_SUCH_OBJECT]));
      sourceList.getStore()?.push(source);
      return body;
    },
    async *list(resource) {
      const { group, version, plural } = resource;
      const served = await reached(groups());
      if (version !== undefined) {
        yield* pages(resource, group === '' ? `/api/${version}/${plural}` : `/apis/${group}/${version}/${plural}`);
        return;
      }
      if (!('body' in served)) throw served.refusal;
      // A version that the group serves need not hold every resource of the group: the next one may.
      for (const other of versionsOf(served.body, group)) {
        try {
          yield* pages(resource, `/apis/${group}/${other}/${plural}`, [NOT_FOUND]);
          return;
        } catch (error) {
          if (!hasCode(error, [NOT_FOUND])) throw error;
        }
      }
    },
  };
};

const SERVICE = 'kubernetes';
const NOT_FOUND = 'NotFound';
const UNREACHABLE = 'Unreachable';
const LEFT_OUT = 'LeftOut';

type Body = Readonly<Record<string, unknown>>;

interface Told {
  readonly body: Body;
  readonly source: Source;
}

/** A cluster that refuses discovery may show its lists all the same; one that can't be reached shows nothing. */
const reached = async (groups: Promise<Told>): Promise<Told | { readonly refusal: unknown }> => {
  try {
    return await groups;
  } catch (refusal) {
    if (refusal instanceof LeftOut || hasCode(refusal, [UNREACHABLE])) throw refusal;
    return { refusal };
  }
};

const isList = ({ items }: Body): boolean => Array.isArray(items);

const itemsOf = ({ items }: Body): readonly KubernetesObject[] => {
  const list: readonly unknown[] = Array.isArray(items) ? items : [];
  const objects = list.filter(isObject);
  if (objects.length < list.length) throw new Unreadable('a list holds what is no object');
  return objects;
};

/** The versions in which a cluster serves a group, its preferred one first; none where the group is not installed. */
const versionsOf = (body: Body, group: string): readonly string[] => {
  const groups: readonly unknown[] = Array.isArray(body.groups) ? body.groups : [];
  const served = groups.find((one) => isObject(one) && one.name === group);
  const { versions, preferredVersion } = isObject(served) ? served : {};
  const all: readonly unknown[] = [preferredVersion, ...(Array.isArray(versions) ? versions : [])];
  return [...new Set(all.flatMap((one) => (isObject(one) && typeof one.version === 'string' ? [one.version] : [])))];
};

/** Reads an answer, or says what became of the call by the names that Kubernetes gives to it. */
const bodyOf = ({ exchange }: Flight, cluster: string): Body => {
  if (exchange === undefined) throw new TypeError('a call without an exchange');
  const { answer } = exchange;
  if ('error' in answer && answer.error === LEFT_OUT)
    throw new LeftOut(`the inside of cluster ${cluster} was left out (--no-kubernetes)`);
  if ('error' in answer) throw named(answer.error, unanswered(answer, cluster), 0);
  const { status, body } = answer;
  if (status === 200) return objectFrom(body, `the answer of cluster ${cluster}`);
  const { reason, message, isOfObject } = statusIn(body);
  const said = message === undefined ? `HTTP status ${status}` : message;
  const hint = status === 401 ? ' (the cluster does not know this identity: it needs an access entry)' : '';
  const code = status === 404 && isOfObject ? NO_SUCH_OBJECT : undefined;
  throw named(code ?? reason ?? REASONS[status] ?? 'InternalError', `cluster ${cluster}: ${said}${hint}`, status);
};

/** What was not sent, for want of time or credentials, says so itself. */
const unanswered = (
  { error, message }: { readonly error: string; readonly message: string },
  cluster: string,
): string => (error === UNREACHABLE ? `cluster ${cluster} cannot be reached: ${message}` : message);

/**
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/: the details name the object that an
 * answer is about, and are empty where the path itself is not served.
 */
const statusIn = (
  body: string,
): { readonly reason?: string; readonly message?: string; readonly isOfObject?: boolean } => {
  try {
    const { reason, message, details } = objectFrom(body, 'the status');
    return {
      isOfObject: isObject(details) && typeof details.name === 'string' && details.name !== '',
      ...(typeof reason === 'string' && reason !== '' && { reason }),
      ...(typeof message === 'string' && message !== '' && { message }),
    };
  } catch {
    // What answers in Kubernetes' place (a proxy, a load balancer) says so in words of its own.
    return {};
  }
};

/** The reasons that the API gives with these codes, for answers without a status. */
const REASONS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: NOT_FOUND,
  410: 'Expired',
  429: 'TooManyRequests',
};

const named = (name: string, message: string, httpStatusCode: number): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });

/** What a recording holds of a cluster that nobody asked, so that a replay says why. */
const leftOut = (flight: Flight, wiring: Wiring): Exchange => {
  if (wiring.answers === 'live') flight.isNew = true;
  return { ...flight.key, time: wiring.clock(), attempts: 0, answer: { error: LEFT_OUT, code: '', message: '' } };
};

/** Asks the cluster, again where it was busy, and leaves out of the answer what must not be kept. */
const live = async (site: KubernetesSite, path: string, flight: Flight, wiring: Wiring): Promise<Exchange> => {
  for (;;) {
    expectTime(wiring, flight);
    flight.attempts += 1;
    const answer = await ask(site, path);
    const isLast = flight.attempts >= ('error' in answer ? Math.min(2, site.maxAttempts) : site.maxAttempts);
    if (isLast || !isPassing(answer)) {
      flight.isNew = true;
      const needed = flight.key.operation === READ_CONFIG_MAP ? valuesAlone : withoutBookkeeping;
      const kept = 'error' in answer ? answer : { ...answer, body: wiring.scrub(needed(answer.body), flight.key) };
      return { ...flight.key, time: wiring.clock(), attempts: flight.attempts, answer: kept };
    }
    await sleep(Math.min(10_000, 100 * 2 ** flight.attempts));
  }
};

const isPassing = (answer: Exchange['answer']): boolean =>
  'error' in answer || answer.status === 429 || answer.status >= 500;

/** A private endpoint swallows packets: whoever waits for longer than this waits for ever. */
const SILENCE_MS = 10_000;

const ask = async ({ door }: KubernetesSite, path: string): Promise<Exchange['answer']> => {
  if ('closed' in door) return { error: UNREACHABLE, code: '', message: door.closed };
  const { endpoint, authority, serverName, credentials } = door;
  // A proxy of many clusters tells them apart by the path.
  const url = new URL(`${endpoint.replace(/\/+$/, '')}${path}`);
  const options = {
    headers: {
      accept: 'application/json',
      'user-agent': 'kansa',
      ...('token' in credentials && { authorization: `Bearer ${await credentials.token()}` }),
    },
    ca: authority,
    ...('key' in credentials && { cert: credentials.certificate, key: credentials.key }),
    ...(serverName !== undefined && { servername: serverName }),
    timeout: SILENCE_MS,
  };
  return new Promise((resolve) => {
    const fail = (error: Error & { readonly code?: string }) =>
      resolve({ error: UNREACHABLE, code: error.code ?? '', message: error.message });
    const outgoing = request(url, options, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece)).on('error', fail);
      response.on('end', () => {
        const kept = ['content-type', 'audit-id'].flatMap((name) => {
          const value = response.headers[name];
          return typeof value === 'string' ? [[name, value]] : [];
        });
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(kept),
          body: Buffer.concat(pieces).toString('utf8'),
        });
      });
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${url.host} said nothing for ${SILENCE_MS / 1000} s`)));
    outgoing.on('error', fail).end();
  });
};
