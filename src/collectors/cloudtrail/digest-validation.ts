import { CloudTrailClient, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { dayOf, daysBetween } from '../../model/days.js';
import type { DigestChain } from '../../model/log-series.js';
import { type Collector, type ItemTools, required } from '../collector.js';
import { regionOf } from '../s3/bucket-region.js';
import { placeOfOrganization } from '../s3/log-inventory.js';
import { factsFrom, type LoggedFile } from '../s3/object-facts.js';
import {
  chainOf,
  endOf,
  flawOf,
  isBackfill,
  type Problem,
  type PublicKeys,
  type StoredDigest,
  type Uncovered,
} from './digest-chain.js';

/** How many log files of one chain are read, newest first; the others are told to be unverified. */
const LOG_FILES = 5_000;
/** How many problems are told one by one. */
const TOLD = 200;
const AT_A_TIME = 8;
/** Digest files come every hour, and late: what is younger need not be covered yet. */
const LATE_MS = 2 * 3_600_000;

/**
 * CloudTrail's own proof that log files are as they were delivered: the digest files of a trail in a region, and every
 * log file that they name, by their hashes. Contents stay where they are (s3/object-facts.ts). Opt-in.
 */
export const digestValidation = (chains: readonly DigestChain[]): Collector => ({
  type: 'AWS::CloudTrail::DigestValidation',
  scope: 'account',
  permissions: ['cloudtrail:ListPublicKeys', 's3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'],

  async *collect({ client, account, each }) {
    yield* each(
      chains,
      ({ trail, region }) => `${trail}/${region}`,
      async (chain, tools) => {
        const { part } = tools;
        const unverified = <T>(call: () => Promise<T>) => part('/runtime/Unverified', call, { isOneOfMany: true });
        const bucketRegion = chain.bucketRegion ?? (await unverified(() => regionOf(client(S3Client), chain.bucket)));
        const s3 = client(S3Client, bucketRegion);
        const prefix = await unverified(() => placeOfOrganization(s3, { ...chain, account }));
        const keys =
          prefix === undefined || bucketRegion === undefined
            ? []
            : await digestKeys(s3, { ...chain, account, prefix }, tools);
        const publicKeys =
          keys.length === 0 ? undefined : await publicKeysOf(client(CloudTrailClient, chain.region), chain, tools);
        const read = await inBatches(keys, (key) => storedDigest(s3, chain.bucket, key, tools));
        return {
          region: chain.region,
          tags: {},
          properties: {
            TrailARN: chain.trail,
            S3BucketName: chain.bucket,
            Region: chain.region,
            From: isoOf(chain.from),
            To: isoOf(chain.to),
          },
          runtime: await outcomeOf(read, publicKeys, chain, s3, tools),
        };
      },
    );
  },
});

type Place = DigestChain & { readonly account: string };

/** The keys of the chain's digest files in its time, oldest first. Other trails may share the folder. */
const digestKeys = async (s3: S3Client, place: Place, { part }: ItemTools): Promise<string[]> => {
  const { bucket: Bucket, account, region, name, homeRegion, from, to } = place;
  const start = `${account}_CloudTrail-Digest_${region}_${name}_${homeRegion}_`;
  const keys: string[] = [];
  for (const day of daysBetween(dayOf(from), dayOf(to))) {
    const Prefix = `${place.prefix}${day.replaceAll('-', '/')}/`;
    let ContinuationToken: string | undefined;
    do {
      const page = await part(
        '/runtime/Unverified',
        () => s3.send(new ListObjectsV2Command({ Bucket, Prefix, ...(ContinuationToken && { ContinuationToken }) })),
        { isOneOfMany: true },
      );
      // Where one day cannot be listed, no other can.
      if (page === undefined) return keys;
      for (const { Key = '' } of page.Contents ?? []) {
        const end = endOf(Key);
        if (Key.startsWith(`${Prefix}${start}`) && end !== undefined && end >= from && end <= to) keys.push(Key);
      }
      ContinuationToken = page.IsTruncated ? required(page.NextContinuationToken, 'token of the next page') : undefined;
    } while (ContinuationToken !== undefined);
  }
  return keys.sort((a, b) => (endOf(a) ?? 0) - (endOf(b) ?? 0) || (a < b ? -1 : 1));
};

/** Keys change about once a month; those that were valid at any moment of the time are given, a page at a time. */
const publicKeysOf = async (
  cloudtrail: CloudTrailClient,
  { from, to }: DigestChain,
  { part }: ItemTools,
): Promise<PublicKeys | undefined> => {
  const keys = new Map<string, Uint8Array>();
  let NextToken: string | undefined;
  do {
    const page = await part('/runtime/Unverified', () =>
      cloudtrail.send(
        new ListPublicKeysCommand({
          StartTime: new Date(from),
          EndTime: new Date(to),
          ...(NextToken !== undefined && { NextToken }),
        }),
      ),
    );
    if (page === undefined) return undefined;
    for (const { Fingerprint, Value } of page.PublicKeyList ?? [])
      if (Fingerprint !== undefined && Value !== undefined) keys.set(Fingerprint, Value);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return keys;
};

/** What a GET showed: facts, that there is no such object, or nothing (a gap says why). */
type Read<T> = T | 'gone' | undefined;

const storedDigest = async (
  s3: S3Client,
  bucket: string,
  key: string,
  tools: ItemTools,
): Promise<{ readonly key: string; readonly read: Read<StoredDigest> }> => {
  const read = await object(s3, bucket, key, tools);
  if (read === undefined || read === 'gone') return { key, read };
  const { signature, 'signature-algorithm': signatureAlgorithm } = read.metadata;
  return { key, read: { bucket, key, facts: read.facts, signature, signatureAlgorithm } };
};

const object = (s3: S3Client, Bucket: string, Key: string, { part }: ItemTools) =>
  part<
    Read<{
      readonly facts: ReturnType<typeof factsFrom>;
      readonly metadata: Readonly<Record<string, string | undefined>>;
    }>
  >(
    '/runtime/Unverified',
    async () => {
      const { Body, Metadata = {} } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return { facts: factsFrom(await required(Body, 'content').transformToString()), metadata: Metadata };
    },
    { absentOn: ['NoSuchKey'], absent: 'gone', isOneOfMany: true },
  );

const outcomeOf = async (
  read: readonly { readonly key: string; readonly read: Read<StoredDigest> }[],
  publicKeys: PublicKeys | undefined,
  chain: DigestChain,
  s3: S3Client,
  tools: ItemTools,
) => {
  const stored = read.flatMap(({ read: one }) => (one === undefined || one === 'gone' ? [] : [one]));
  // Listed a moment ago, and gone at the GET.
  const goneDigests = read
    .filter(({ read: one }) => one === 'gone')
    .map(({ key }) => problem('digest_missing', chain.bucket, key));
  const unseen = new Set(read.filter(({ read: one }) => one === undefined).map(({ key }) => key));
  if (publicKeys === undefined) {
    return {
      Digests: { Valid: 0, Unverified: read.length },
      LogFiles: { Valid: 0, Unverified: 0 },
      Problems: goneDigests.slice(0, TOLD),
      Uncovered: read.length === 0 ? [{ From: isoOf(chain.from), To: isoOf(chain.to) }] : [],
    };
  }
  const flaws = stored.flatMap((one) => {
    const kind = flawOf(one, publicKeys);
    return kind === undefined ? [] : [problem(kind, one.bucket, one.key)];
  });
  const flawed = new Set([...flaws.map(({ Key }) => Key), ...unseen]);
  const [backfills, regular] = [
    stored.filter(({ key }) => isBackfill(key)),
    stored.filter(({ key }) => !isBackfill(key)),
  ];
  // A digest that could not be read is neither missing nor proven: links to it are left alone.
  const chained = chainOf(regular, flawed, chain.from);
  const ofBackfills = chainOf(backfills, flawed, chain.from);
  const links = [...chained.problems, ...ofBackfills.problems].filter(({ Key }) => !unseen.has(Key));
  const broken = new Set(links.filter(({ Kind }) => Kind === 'chain_broken').map(({ Key }) => Key));
  const proven = stored.filter(({ key }) => !flawed.has(key));
  const files = await validatedFiles(proven, s3, chain, tools);
  const problems = [...flaws, ...goneDigests, ...links, ...files.problems];
  return {
    Digests: { Valid: proven.filter(({ key }) => !broken.has(key)).length, Unverified: unseen.size },
    LogFiles: { Valid: files.valid, Unverified: files.unverified },
    Problems: problems.slice(0, TOLD),
    ...(problems.length > TOLD && { ProblemsLeftOut: problems.length - TOLD }),
    Uncovered: [...edges(regular, chain), ...chained.uncovered],
  };
};

/** What lies before the first and after the last digest file. */
const edges = (digests: readonly StoredDigest[], { from, to }: DigestChain): Uncovered[] => {
  const [first, last] = [digests[0]?.facts.digest, digests.at(-1)?.facts.digest];
  if (first === undefined || last === undefined) return [{ From: isoOf(from), To: isoOf(to) }];
  return [
    ...(Date.parse(first.digestStartTime) > from ? [{ From: isoOf(from), To: first.digestStartTime }] : []),
    ...(Date.parse(last.digestEndTime) < to - LATE_MS ? [{ From: last.digestEndTime, To: isoOf(to) }] : []),
  ];
};

/** Every log file that proven digests name, newest digest first, until so many were read or one could not be. */
const validatedFiles = async (digests: readonly StoredDigest[], s3: S3Client, chain: DigestChain, tools: ItemTools) => {
  const files = digests.toReversed().flatMap(({ facts }) => facts.digest?.logFiles ?? []);
  const asked = files.slice(0, LOG_FILES);
  if (asked.length < files.length)
    tools.unseen('/runtime/Unverified', {
      reason: 'budget',
      detail: `${files.length - asked.length} of ${files.length} log files were not read: at most ${LOG_FILES} are`,
    });
  const problems: Problem[] = [];
  let [valid, unread] = [0, 0];
  for (let start = 0; start < asked.length && unread === 0; start += AT_A_TIME) {
    const batch = asked.slice(start, start + AT_A_TIME);
    const results = await Promise.all(batch.map((file) => validated(file, s3, chain, tools)));
    valid += results.filter((result) => result === 'valid').length;
    unread += results.filter((result) => result === undefined).length;
    problems.push(...results.flatMap((result) => (result === undefined || result === 'valid' ? [] : [result])));
  }
  return { problems, valid, unverified: files.length - valid - problems.length };
};

const validated = async (
  { s3Bucket, s3Object, hashValue, hashAlgorithm }: LoggedFile,
  s3: S3Client,
  chain: DigestChain,
  tools: ItemTools,
): Promise<Problem | 'valid' | undefined> => {
  if (hashAlgorithm !== 'SHA-256' || s3Bucket !== chain.bucket) {
    const what = s3Bucket === chain.bucket ? `hashed by ${hashAlgorithm}` : `in another bucket, ${s3Bucket}`;
    tools.unseen('/runtime/Unverified', { reason: 'not_collected', detail: `log files ${what} are not validated` });
    return undefined;
  }
  const read = await object(s3, s3Bucket, s3Object, tools);
  if (read === undefined) return undefined;
  if (read === 'gone') return problem('log_missing', s3Bucket, s3Object);
  return read.facts.unpacked?.sha256 === hashValue.toLowerCase()
    ? 'valid'
    : problem('log_modified', s3Bucket, s3Object);
};

const problem = (Kind: Problem['Kind'], Bucket: string, Key: string): Problem => ({ Kind, Bucket, Key });

const inBatches = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += AT_A_TIME)
    results.push(...(await Promise.all(items.slice(start, start + AT_A_TIME).map(work))));
  return results;
};

/** As CloudTrail writes times: whole seconds. */
const isoOf = (time: number): string => new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
