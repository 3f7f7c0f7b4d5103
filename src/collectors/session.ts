import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { partition } from '@aws-sdk/core/client';
import { DEFAULT_PROFILE, getProfileName, parseKnownFiles } from '@smithy/core/config';
import type { AwsCredentialIdentityProvider, MetadataBearer, Pluggable } from '@smithy/types';
import { UsageError } from '../model/errors.js';
import { isObject } from '../model/json.js';
import type { WayIn } from '../model/way-in.js';
import type { ClientConfig, ClientConstructor } from './collector.js';
import { causeOf } from './failure.js';
import { type KubernetesApi, kubernetesApi } from './kubernetes/api.js';
import { doorOf } from './kubernetes/door.js';
import { eksToken } from './kubernetes/token.js';
import { type Renewal, renewalOf } from './renewal.js';
import type { Expedition } from './run.js';
import { transport, type Wiring } from './transport.js';
import type { Wire } from './unmodelled.js';

/** Which account is asked, and how. */
export interface SessionOptions {
  /** Names of regions, or `all`: those that the account has enabled. */
  readonly regions: readonly string[];
  /** The role to assume first. */
  readonly role?: Role;
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
  readonly replayed?: { readonly account: string; readonly caller?: string };
  /** False to leave the inside of clusters alone. */
  readonly kubernetes?: boolean;
  /** Ways into clusters other than by the role's own token. */
  readonly waysIn?: readonly WayIn[];
}

export interface Role {
  readonly arn: string;
  readonly externalId?: string;
  readonly sessionName?: string;
}

/** The way to an account. */
export interface Session extends Expedition {
  /** Regions of the partition that the account has not enabled, where all were asked for. */
  readonly regionsOff?: readonly string[];
  /** The ARN of whoever asks. */
  readonly caller?: string;
  /** The same account by the same credentials, with clients whose calls are made, kept and counted otherwise. */
  anotherWay(wiring: Wiring): Session;
}

/** Opens the way to an account. Throws {@link UsageError} when it can't be reached at all: then nothing would be seen. */
export const openSession = async (options: SessionOptions, wiring: Wiring): Promise<Session> => {
  const named = [...new Set(options.regions)].filter((region) => region !== ALL).sort();
  for (const region of named) expectKnown(region, options);
  const first = named[0] ?? (await configuredRegion(options, options.regions.includes(ALL) ? FIRST_REGION : undefined));
  expectKnown(first, options);

  const sts = newClient(STSClient, first, options, await roleCredentials(first, options));
  const renewal = options.replayed === undefined ? renewalOf(sts.config.credentials) : undefined;
  const { account, caller } = options.replayed ?? (await identityOf(sts, first, options, wiring, renewal));
  const credentials = options.replayed === undefined ? sts.config.credentials : FAKE_CREDENTIALS;
  const clusters = new Map<string, KubernetesApi>();
  const clientsOn = (way: Wiring): Expedition['client'] => {
    const clients = new Map<string, unknown>();
    return <C>(type: ClientConstructor<C>, region: string): C => {
      const name = `${type.name}/${region}`;
      const known = clients.get(name);
      if (known instanceof type) return known;
      const own = newClient(type, region, options, credentials);
      attach(own, region, account, way, renewal);
      clients.set(name, own);
      return own;
    };
  };
  const client = clientsOn(wiring);

  const every = options.regions.includes(ALL) ? await regionsOf(client, first) : undefined;
  const regions = every?.on ?? (named.length > 0 ? named : [first]);
  const session: Session = {
    account,
    partition: partition(first).name,
    regions,
    ...(every !== undefined && { regionsOff: every.off }),
    ...(caller !== undefined && { caller }),
    now: options.now,
    since: options.since,
    homeRegion: regions[0] ?? first,
    client,
    kubernetes(cluster, region) {
      const name = `${cluster.name}/${region}`;
      const known = clusters.get(name);
      if (known !== undefined) return known;
      const signer = { credentials, sha256: sts.config.sha256 };
      const token = () => eksToken(cluster.name, region, partition(region).dnsSuffix, signer);
      const api = kubernetesApi(
        {
          account,
          region,
          cluster: cluster.name,
          door: doorOf(cluster, options.waysIn ?? [], token),
          maxAttempts: options.maxAttempts,
          isLeftOut: options.kubernetes === false,
        },
        wiring,
      );
      clusters.set(name, api);
      return api;
    },
    anotherWay: (way) => ({ ...session, client: clientsOn(way) }),
  };
  return session;
};

/** In the place of a region: every one that the account has enabled. */
const ALL = 'all';

/** Where the account's regions are asked for when nothing names another region. */
const FIRST_REGION = 'us-east-1';

/** Does AWS have a region of this name? */
export const isRegion = (name: string): boolean => 'description' in partition(name);

const expectKnown = (region: string, { replayed }: SessionOptions): void => {
  if (!isRegion(region))
    throw new UsageError(
      replayed === undefined
        ? `unknown region ${JSON.stringify(region)}: name one as AWS does, e.g. ap-northeast-1`
        : `the recording names the unknown region ${JSON.stringify(region)}; replay it with the kansa that recorded it`,
    );
};

/** The partition's regions, by whether the account has enabled them. */
export const regionsOf = async (
  client: Expedition['client'],
  region: string,
): Promise<{ readonly on: readonly string[]; readonly off: readonly string[] }> => {
  const { DescribeRegionsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  try {
    const { Regions = [] } = await client(EC2Client, region).send(new DescribeRegionsCommand({ AllRegions: true }));
    // Credentials of one partition open nothing in another.
    const isOurs = (name: string) => partition(name).name === partition(region).name;
    const names = (isOn: boolean): string[] =>
      Regions.flatMap(({ RegionName, OptInStatus }) =>
        RegionName !== undefined && isOurs(RegionName) && (OptInStatus !== 'not-opted-in') === isOn ? [RegionName] : [],
      ).sort();
    if (names(true).length === 0) throw new Error('the answer names no region');
    return { on: names(true), off: names(false) };
  } catch (error) {
    throw new UsageError(
      `--region all: the account's regions cannot be listed: ${causeOf(error).detail}; allow ec2:DescribeRegions, or name the regions`,
    );
  }
};

/** Credentials of the role, renewed before they expire; undefined where the caller's own are used. */
const roleCredentials = async (
  region: string,
  options: SessionOptions,
): Promise<AwsCredentialIdentityProvider | undefined> => {
  const { role, endpoint, replayed } = options;
  if (role === undefined || replayed !== undefined) return undefined;
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  const own = newClient(STSClient, region, options, undefined);
  return fromTemporaryCredentials({
    masterCredentials: own.config.credentials,
    params: {
      RoleArn: role.arn,
      RoleSessionName: role.sessionName ?? 'kansa',
      ...(role.externalId !== undefined && { ExternalId: role.externalId }),
    },
    clientConfig: { region, ...(endpoint !== undefined && { endpoint }) },
  });
};

/** What AWS_REGION or the profile says. */
const configuredRegion = async (options: SessionOptions, otherwise: string | undefined): Promise<string> => {
  const { profile } = options;
  try {
    return await new STSClient(profile === undefined ? {} : { profile }).config.region();
  } catch {
    // The SDK's one reason to fail here is that nothing names a region.
    if (otherwise !== undefined) return otherwise;
    throw (
      (await unknownProfile(options)) ??
      new UsageError('no region: name one with --region, or set AWS_REGION, or a region in the profile')
    );
  }
};

/** A misspelt profile looks to the SDK like one without credentials or region. */
const unknownProfile = async ({ profile }: SessionOptions): Promise<UsageError | undefined> => {
  const name = getProfileName({ ...(profile !== undefined && { profile }) });
  if (name === DEFAULT_PROFILE || Object.hasOwn(await parseKnownFiles({}), name)) return undefined;
  return new UsageError(
    `no profile ${JSON.stringify(name)} in the AWS configuration: correct --profile or AWS_PROFILE ("aws configure list-profiles" shows which there are)`,
  );
};

/** A replay has keys that open nothing, and signs nothing. */
const FAKE_CREDENTIALS = { accessKeyId: 'REPLAY', secretAccessKey: 'replay' } as const;

const UNSIGNED = { sign: async <T>(request: T): Promise<T> => request };

const newClient = <C>(
  Client: ClientConstructor<C>,
  region: string,
  { profile, endpoint, maxAttempts, replayed }: SessionOptions,
  credentials: ClientConfig['credentials'],
): C =>
  new Client({
    region,
    // AWS_BEARER_TOKEN_BEDROCK would else ask Bedrock in somebody else's name than all other services.
    authSchemePreference: ['sigv4'],
    // A replay plays the last attempt; a live scan slows down by itself when AWS throttles.
    maxAttempts: replayed === undefined ? maxAttempts : 1,
    retryMode: replayed === undefined ? 'adaptive' : 'standard',
    ...(replayed !== undefined && { signer: UNSIGNED }),
    ...(credentials !== undefined && { credentials }),
    ...(profile !== undefined && credentials === undefined && { profile }),
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(endpoint !== undefined &&
      Client.name === S3_CONTROL && { endpointProvider: () => ({ url: new URL(endpoint) }) }),
    ...(Client.name === BEDROCK_RUNTIME && { requestHandler: new STSClient({ region }).config.requestHandler }),
  });

/** Its endpoint rules put the account id in front of the host name, which the IP address of an emulator can't take. */
const S3_CONTROL = 'S3ControlClient';

/** For its streams it speaks HTTP/2, which emulators don't, and whose sessions keep a command from ending. */
const BEDROCK_RUNTIME = 'BedrockRuntimeClient';

/** Whose credentials these are. */
interface Identity {
  readonly account: string;
  readonly caller?: string;
}

const identityOf = async (
  sts: STSClient,
  region: string,
  options: SessionOptions,
  wiring: Wiring,
  renewal: Renewal | undefined,
): Promise<Identity> => {
  const { role } = options;
  if (role !== undefined) await assumed(sts, role);
  attach(sts, region, '', wiring, renewal);
  const identity = await askedIdentity(sts, options);
  const owner = role?.arn.split(':')[4];
  if (owner !== undefined && owner !== identity.account)
    throw new UsageError(
      `--role-arn ${role?.arn}: the credentials are of account ${identity.account}, not of the role's`,
    );
  return identity;
};

const assumed = async (sts: STSClient, { arn }: Role): Promise<void> => {
  try {
    await sts.config.credentials();
  } catch (error) {
    throw new UsageError(
      `--role-arn ${arn} cannot be assumed: ${error instanceof Error ? error.message : String(error)}; check the role's trust policy, the external id, and that the caller may do sts:AssumeRole`,
    );
  }
};

const askedIdentity = async (sts: STSClient, options: SessionOptions): Promise<Identity> => {
  try {
    const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
    if (Account === undefined || !/^\d{12}$/.test(Account))
      throw new Error('the answer to sts:GetCallerIdentity names no account');
    return { account: Account, ...(Arn !== undefined && { caller: Arn }) };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const message = error instanceof Error ? error.message : String(error);
    if (name === 'CredentialsProviderError')
      throw (
        (await unknownProfile(options)) ??
        new UsageError(
          `no AWS credentials${options.profile === undefined ? '' : ` for profile ${JSON.stringify(options.profile)}`}: ${message.replace(/\.$/, '')}; sign in (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID`,
        )
      );
    throw new UsageError(
      `cannot reach the account: ${causeOf(error).detail}; check the credentials, the network and ${options.endpoint === undefined ? 'the region' : `--endpoint-url ${options.endpoint}`}`,
    );
  }
};

const attach = (client: unknown, region: string, account: string, wiring: Wiring, renewal?: Renewal): void => {
  if (!isAwsClient(client)) throw new TypeError('not a client of the AWS SDK');
  const { serviceId, protocol } = client.config;
  const service = String(serviceId).toLowerCase().replaceAll(' ', '-');
  client.middlewareStack.use(transport({ service, region, account, wire: wireOf(protocol) }, wiring, renewal));
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
