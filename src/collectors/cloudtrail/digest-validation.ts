import { CloudTrailClient, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { dayOf, daysBetween } from '../../model/days.js';
import { by, byCodeUnit } from '../../model/json.js';
import { chainId, type DigestChain, VALIDATION } from '../../model/log-series.js';
import type { DigestProblem } from '../../model/retention.js';
import { isoSeconds } from '../../model/time.js';
import { type Collector, type ItemTools, required } from '../collector.js';
import { locatedPlace } from '../s3/log-place.js';
import { factsFrom, isDigestKey, type LoggedFile, type ObjectFacts } from '../s3/object-facts.js';
import { type Calls, callPool } from './call-pool.js';
import {
  endOf,
  isBackfill,
  isContinued,
  type Problem,
  type ProvenDigest,
  type PublicKeys,
  provenDigest,
  uncoveredBy,
} from './digest-chain.js';

/** What validating digest files takes. Of a trail that encrypts by a key of KMS, the right to decrypt by it, too. */
const VALIDATION_PERMISSIONS = [
  'cloudtrail:ListPublicKeys',
  's3:GetBucketLocation',
  's3:GetObject',
  's3:ListBucket',
] as const;

/** How many problems are told one by one. */
const TOLD = 200;
const AT_A_TIME = 8;
const UNVERIFIED = '/runtime/Unverified';

/**
 * CloudTrail's own proof that log files are as it delivered them: the digest files of each trail and region, and every
 * log file that they name, by their hashes. Contents stay where they are (s3/object-facts.ts). Calls are shared out by
 * what is there, not by who comes first, so that a replay asks the same: each chain has a share for its digest files, and
 * what all leave is for log files. Only what a signature proves leads on to further files. Opt-in.
 */
export const digestValidation = (chains: readonly DigestChain[], calls: number): Collector => ({
  type: VALIDATION,
  scope: 'account',
  permissions: VALIDATION_PERMISSIONS,

  async *collect({ client, account, now, each }) {
    const callsOf = callPool(chains.length, calls);
    const describe = async (chain: DigestChain, tools: ItemTools, own: Calls) => {
      const place = await locatedPlace(chain, account, UNVERIFIED, tools, (region) => client(S3Client, region));
      const cloudtrail = client(CloudTrailClient, chain.region);
      const found =
        place === undefined
          ? NOTHING
          : await validated({ ...chain, ...place, account, now, cloudtrail, tools, calls: own });
      const { problems, covering } = found;
      return {
        region: chain.region,
        tags: {},
        properties: {
          Trail: chain.trail,
          Bucket: chain.bucket,
          Prefix: place?.prefix ?? `${chain.below ?? ''}${chain.prefix}`,
        },
        runtime: {
          From: isoSeconds(chain.from),
          To: isoSeconds(chain.to),
          Digests: found.digests,
          LogFiles: found.logFiles,
          Problems: problems.slice(0, TOLD),
          ProblemsLeftOut: Math.max(0, problems.length - TOLD),
          Uncovered: uncoveredBy(covering, chain.from, chain.to),
        },
      };
    };
    // All at once, for each waits for what the others leave.
    yield* each(
      chains,
      chainId,
      async (chain, tools) => {
        const own = callsOf(chains.indexOf(chain));
        try {
          return await describe(chain, tools, own);
        } finally {
          own.done();
        }
      },
      chains.length,
    );
  },
});

/** What one chain is validated with. */
interface Desk extends DigestChain {
  readonly account: string;
  readonly now: number;
  readonly s3: S3Client;
  readonly cloudtrail: CloudTrailClient;
  readonly tools: ItemTools;
  readonly calls: Calls;
}

interface Tally {
  readonly Valid: number;
  readonly Unverified: number;
}

interface Found {
  readonly digests: Tally;
  readonly logFiles: Tally;
  readonly problems: readonly Problem[];
  /** Proven digests that speak for a stretch of time. */
  readonly covering: readonly ProvenDigest['digest'][];
}

const NOTHING: Found = {
  digests: { Valid: 0, Unverified: 0 },
  logFiles: { Valid: 0, Unverified: 0 },
  problems: [],
  covering: [],
};

const validated = async (desk: Desk): Promise<Found> => {
  const keys = await digestKeys(desk);
  const publicKeys = keys.length === 0 ? undefined : await publicKeysOf(desk);
  if (publicKeys === undefined) return { ...NOTHING, digests: { Valid: 0, Unverified: keys.length } };
  const read = await readDigests(keys, publicKeys, desk);
  const all = [...read.values()];
  const proven = all.filter(isProven).sort((a, b) => newestFirst(a.key, b.key));
  const flaws = [...read].flatMap(([key, one]) => (typeof one === 'string' ? problem(one, desk.bucket, key) : []));
  const broken = proven.filter((one) => {
    const previous = read.get(one.digest.previousDigestS3Object ?? '');
    return isProven(previous) && one.digest.previousDigestS3Bucket === desk.bucket && !isContinued(previous, one);
  });
  const files = await readLogFiles(proven, desk);
  return {
    digests: { Valid: proven.length - broken.length, Unverified: all.filter((one) => one === undefined).length },
    logFiles: { Valid: files.valid, Unverified: files.unverified },
    problems: [...flaws, ...broken.map(({ key }) => problem('chain_broken', desk.bucket, key)), ...files.problems].sort(
      by(
        ({ Kind }) => Kind,
        ({ Bucket }) => Bucket,
        ({ Key }) => Key,
      ),
    ),
    covering: proven.filter(({ key }) => !isBackfill(key)).map(({ digest }) => digest),
  };
};

const problem = (Kind: DigestProblem, Bucket: string, Key: string): Problem => ({ Kind, Bucket, Key });

/** The keys of the chain's digest files in its time, newest first. Other trails may share the folder. */
const digestKeys = async (desk: Desk): Promise<string[]> => {
  const { s3, bucket: Bucket, prefix, account, region, name, homeRegion, from, now, tools } = desk;
  const start = `${account}_CloudTrail-Digest_${region}_${name}_${homeRegion}_`;
  const keys: string[] = [];
  for (const day of daysBetween(dayOf(from), dayOf(now)).reverse()) {
    let ContinuationToken: string | undefined;
    do {
      if (desk.calls.granted(1) === 0) {
        beyondBudget(desk, `digest files of ${day} and earlier were not listed`);
        return keys.sort(newestFirst);
      }
      const asked = new ListObjectsV2Command({
        Bucket,
        Prefix: `${prefix}${day.replaceAll('-', '/')}/${start}`,
        ...(ContinuationToken !== undefined && { ContinuationToken }),
      });
      const page = await tools.part(UNVERIFIED, async () => pageOf(await s3.send(asked)), { isOneOfMany: true });
      // Where one day cannot be listed, the days before it cannot either.
      if (page === undefined) return keys.sort(newestFirst);
      keys.push(...page.keys.filter((key) => isDigestKey(key) && isWithin(key, desk)));
      ContinuationToken = page.next;
    } while (ContinuationToken !== undefined);
  }
  return keys.sort(newestFirst);
};

const pageOf = ({
  Contents = [],
  IsTruncated,
  NextContinuationToken,
}: {
  readonly Contents?: readonly { readonly Key?: string | undefined }[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly NextContinuationToken?: string | undefined;
}) => ({
  keys: Contents.map(({ Key }) => required(Key, 'name of an object')),
  next: required(IsTruncated, 'end of the list')
    ? required(NextContinuationToken, 'token of the next page')
    : undefined,
});

const newestFirst = (a: string, b: string): number => (endOf(b) ?? 0) - (endOf(a) ?? 0) || byCodeUnit(a, b);

const isWithin = (key: string, { from, now }: Pick<Desk, 'from' | 'now'>): boolean => {
  const end = endOf(key);
  return end !== undefined && end > from && end <= now;
};

const beyondBudget = ({ bucket, prefix, tools }: Desk, what: string): void =>
  tools.unseen(UNVERIFIED, { reason: 'budget', detail: `s3://${bucket}/${prefix}: ${what}, for no calls were left` });

/** Keys change about once a month. A backfill is signed by the key of the time in which it was made. */
const publicKeysOf = async ({ cloudtrail, from, now, tools }: Desk): Promise<PublicKeys | undefined> => {
  const keys = new Map<string, Uint8Array>();
  let NextToken: string | undefined;
  do {
    const asked = new ListPublicKeysCommand({
      StartTime: new Date(from),
      EndTime: new Date(now),
      ...(NextToken !== undefined && { NextToken }),
    });
    const page = await tools.part(UNVERIFIED, () => cloudtrail.send(asked), { isOneOfMany: true });
    if (page === undefined) return undefined;
    for (const { Fingerprint, Value } of page.PublicKeyList ?? [])
      if (Fingerprint !== undefined && Value !== undefined) keys.set(Fingerprint.toLowerCase(), Value);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  if (keys.size > 0) return keys;
  tools.unseen(UNVERIFIED, { reason: 'unavailable', detail: 'CloudTrail named no public key of the time' });
  return undefined;
};

/** What became of a digest file: proven, wrong, or not seen (a gap says why). */
type Outcome = ProvenDigest | DigestProblem | undefined;

const isProven = (outcome: Outcome): outcome is ProvenDigest => typeof outcome === 'object';

/** Those that were listed, and those that these name as their predecessors: a name may be gone from the list. */
const readDigests = async (
  keys: readonly string[],
  publicKeys: PublicKeys,
  desk: Desk,
): Promise<ReadonlyMap<string, Outcome>> => {
  const { bucket, tools } = desk;
  const read = new Map<string, Outcome>();
  const moved = new Set<string>();
  for (let wanted = keys; wanted.length > 0; ) {
    const asked = wanted.slice(0, desk.calls.granted(wanted.length));
    if (asked.length < wanted.length)
      beyondBudget(desk, `${wanted.length - asked.length} of ${wanted.length} digest files were not read`);
    const found = await inBatches(asked, (batch) => objects(bucket, batch, desk));
    for (const [index, key] of wanted.entries()) {
      const one = found[index];
      if (one === undefined) read.set(key, undefined);
      else if (one === 'gone') read.set(key, 'digest_missing');
      else {
        const { signature, 'signature-algorithm': signatureAlgorithm } = one.metadata;
        const generated = one.metadata['backfill-generation-timestamp'];
        const { facts } = one;
        read.set(key, provenDigest({ bucket, key, facts, signature, signatureAlgorithm, generated }, publicKeys));
      }
    }
    const before = [...read.values()].filter(isProven).flatMap(({ digest }) => {
      const { previousDigestS3Bucket: place, previousDigestS3Object: key } = digest;
      if (place === null || key === null || !isWithin(key, desk)) return [];
      if (place !== bucket) moved.add(place);
      return place !== bucket || read.has(key) ? [] : [key];
    });
    wanted = asked.length < wanted.length ? [] : [...new Set(before)].sort(newestFirst);
  }
  if (moved.size > 0)
    tools.unseen(UNVERIFIED, {
      reason: 'not_collected',
      detail: `earlier digest files lie in ${[...moved].sort().join(', ')} and were not read`,
    });
  return read;
};

/** Every log file that proven digests name, newest digest first. */
const readLogFiles = async (
  digests: readonly ProvenDigest[],
  desk: Desk,
): Promise<{ readonly valid: number; readonly unverified: number; readonly problems: readonly Problem[] }> => {
  const { bucket, tools } = desk;
  const named = digests.flatMap(({ digest }) => digest.logFiles);
  const files = named.filter(({ s3Bucket, hashAlgorithm }) => s3Bucket === bucket && hashAlgorithm === 'SHA-256');
  if (files.length < named.length)
    tools.unseen(UNVERIFIED, {
      reason: 'not_collected',
      detail: `${named.length - files.length} log files lie in another bucket or are hashed by another algorithm than SHA-256`,
    });
  const asked = files.slice(0, await desk.calls.shared(files.length));
  if (asked.length < files.length)
    beyondBudget(desk, `${files.length - asked.length} of ${files.length} log files were not read`);
  const outcomes = await inBatches(asked, async (batch) => {
    const found = await objects(
      bucket,
      batch.map(({ s3Object }) => s3Object),
      desk,
    );
    return batch.map((file, index) => outcomeOf(file, found[index], tools));
  });
  const problems = outcomes.flatMap((one) => (typeof one === 'object' ? one : []));
  const valid = outcomes.filter((one) => one === 'valid').length;
  return { valid, problems, unverified: named.length - valid - problems.length };
};

const outcomeOf = (
  { s3Bucket, s3Object, hashValue }: LoggedFile,
  found: Content | 'gone' | undefined,
  tools: ItemTools,
): Problem | 'valid' | undefined => {
  if (found === undefined) return undefined;
  if (found === 'gone') return problem('log_missing', s3Bucket, s3Object);
  const { isCut, unpacked } = found.facts;
  if (isCut)
    return tools.unseen(UNVERIFIED, {
      reason: 'budget',
      detail: `s3://${s3Bucket}/${s3Object} is too large to be read`,
    });
  return unpacked?.sha256 === hashValue.toLowerCase() ? 'valid' : problem('log_modified', s3Bucket, s3Object);
};

/** What a GET showed of an object. */
interface Content {
  readonly facts: ObjectFacts;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Several at a time; undefined where a gap says why. */
const objects = (Bucket: string, keys: readonly string[], { s3, tools }: Desk) =>
  tools.parts<Content | 'gone'>(
    UNVERIFIED,
    keys.map((Key) => async () => {
      const { Body, Metadata = {} } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return { facts: factsFrom(await required(Body, 'content').transformToString()), metadata: Metadata };
    }),
    { absentOn: ['NoSuchKey'], absent: 'gone' },
  );

/** Batch after batch, until nothing of one could be seen: what is refused eight times over is refused for all. */
const inBatches = async <Item, Result>(
  items: readonly Item[],
  work: (batch: readonly Item[]) => Promise<readonly (Result | undefined)[]>,
): Promise<(Result | undefined)[]> => {
  const results: (Result | undefined)[] = [];
  for (let start = 0; start < items.length; start += AT_A_TIME) {
    const batch = await work(items.slice(start, start + AT_A_TIME));
    results.push(...batch);
    if (batch.every((one) => one === undefined)) break;
  }
  return results;
};
