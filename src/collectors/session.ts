import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { partition } from '@aws-sdk/core/client';
import type { MetadataBearer, Pluggable } from '@smithy/types';
import { UsageError } from '../model/errors.js';
import { isObject } from '../model/json.js';
import type { ClientConfig, ClientConstructor } from './collector.js';
import { causeOf } from './failure.js';
import { type KubernetesApi, kubernetesApi } from './kubernetes/api.js';
import { eksToken } from './kubernetes/token.js';
import type { Expedition } from './run.js';
import { transport, type Wiring } from './transport.js';
import type { Wire } from './unmodelled.js';

/** Which account is asked, and how. */
export interface SessionOptions {
  readonly regions: readonly string[];
  readonly profile?: string;
  /** One endpoint for all services, e.g. an emulator. */
  readonly endpoint?: string;
  /** Attempts of one call, the first included. */
  readonly maxAttempts: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Epoch milliseconds: the beginning of the window of jobs and events. */
  readonly since: number;
  /** What a recording says of the account: nobody is asked then. */
  readonly replayed?: { readonly account: string };
  /** False to leave the inside of clusters alone. */
  readonly kubernetes?: boolean;
}

/** Opens the way to an account. Throws {@link UsageError} when it can't be reached at all: then nothing would be seen. */
export const openSession = async (options: SessionOptions, wiring: Wiring): Promise<Expedition> => {
  const regions = options.regions.length > 0 ? [...new Set(options.regions)].sort() : [await configuredRegion(options)];
  const homeRegion = regions[0] ?? '';
  for (const region of regions)
    if (!('description' in partition(region)))
      throw new UsageError(`unknown region ${JSON.stringify(region)}: name one as AWS does, e.g. ap-northeast-1`);

  const sts = newClient(STSClient, homeRegion, options, undefined);
  const account = options.replayed?.account ?? (await accountOf(sts, homeRegion, options, wiring));
  const credentials = options.replayed === undefined ? sts.config.credentials : FAKE_CREDENTIALS;
  const clients = new Map<string, unknown>();
  const clusters = new Map<string, KubernetesApi>();

  return {
    account,
    partition: partition(homeRegion).name,
    regions,
    now: options.now,
    since: options.since,
    homeRegion,
    client(type, region) {
      const name = `${type.name}/${region}`;
      const known = clients.get(name);
      if (known instanceof type) return known;
      const client = newClient(type, region, options, credentials);
      attach(client, region, account, wiring);
      clients.set(name, client);
      return client;
    },
    kubernetes(cluster, region) {
      const name = `${cluster.name}/${region}`;
      const known = clusters.get(name);
      if (known !== undefined) return known;
      const signer = { credentials, sha256: sts.config.sha256 };
      const api = kubernetesApi(
        {
          account,
          region,
          cluster,
          maxAttempts: options.maxAttempts,
          isLeftOut: options.kubernetes === false,
          token: () => eksToken(cluster.name, region, partition(region).dnsSuffix, signer),
        },
        wiring,
      );
      clusters.set(name, api);
      return api;
    },
  };
};

/** What AWS_REGION or the profile says. */
const configuredRegion = async ({ profile }: SessionOptions): Promise<string> => {
  try {
    return await new STSClient(profile === undefined ? {} : { profile }).config.region();
  } catch {
    // The SDK's one reason to fail here is that nothing names a region.
    throw new UsageError('no region: name one with --region, or set AWS_REGION, or a region in the profile');
  }
};

/** A replay signs like a scan does, with keys that open nothing. */
const FAKE_CREDENTIALS = { accessKeyId: 'REPLAY', secretAccessKey: 'replay' } as const;

const newClient = <C>(
  Client: ClientConstructor<C>,
  region: string,
  { profile, endpoint, maxAttempts, replayed }: SessionOptions,
  credentials: ClientConfig['credentials'],
): C =>
  new Client({
    region,
    // A replay plays the last attempt; a live scan slows down by itself when AWS throttles.
    maxAttempts: replayed === undefined ? maxAttempts : 1,
    retryMode: replayed === undefined ? 'adaptive' : 'standard',
    ...(credentials !== undefined && { credentials }),
    ...(profile !== undefined && credentials === undefined && { profile }),
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
  });

const accountOf = async (sts: STSClient, region: string, options: SessionOptions, wiring: Wiring): Promise<string> => {
  attach(sts, region, '', wiring);
  try {
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    if (Account === undefined) throw new Error('the answer names no account');
    return Account;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const message = error instanceof Error ? error.message : String(error);
    if (name === 'CredentialsProviderError')
      throw new UsageError(
        `no AWS credentials${options.profile === undefined ? '' : ` for profile ${JSON.stringify(options.profile)}`}: ${message}; sign in (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID`,
      );
    throw new UsageError(
      `cannot reach the account: ${causeOf(error).detail}; check the credentials, the network and ${options.endpoint === undefined ? 'the region' : `--endpoint-url ${options.endpoint}`}`,
    );
  }
};

const attach = (client: unknown, region: string, account: string, wiring: Wiring): void => {
  if (!isAwsClient(client)) throw new TypeError('not a client of the AWS SDK');
  const { serviceId, protocol } = client.config;
  const service = String(serviceId).toLowerCase().replaceAll(' ', '-');
  client.middlewareStack.use(transport({ service, region, account, wire: wireOf(protocol) }, wiring));
};

interface AwsClient {
  readonly config: Readonly<Record<string, unknown>>;
  readonly middlewareStack: { use(plugin: Pluggable<object, MetadataBearer>): void };
}

const isAwsClient = (client: unknown): client is AwsClient =>
  isObject(client) && isObject(client.config) && isObject(client.middlewareStack);

/** By the id of the Smithy protocol (https://smithy.io/2.0/aws/protocols/index.html). */
const WIRES: Readonly<Record<string, Wire>> = {
  'aws.protocols#awsJson1_0': 'json',
  'aws.protocols#awsJson1_1': 'json',
  'aws.protocols#restJson1': 'restJson',
  'aws.protocols#awsQuery': 'query',
  'aws.protocols#ec2Query': 'ec2',
  'aws.protocols#restXml': 'restXml',
};

const wireOf = (protocol: unknown): Wire => {
  const id = isObject(protocol) && typeof protocol.getShapeId === 'function' ? protocol.getShapeId() : undefined;
  const wire = WIRES[id];
  if (wire === undefined) throw new TypeError(`a client speaks ${id}, which recordings can't hold`);
  return wire;
};
