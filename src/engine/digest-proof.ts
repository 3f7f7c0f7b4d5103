import type { GapCause } from '../model/gap.js';
import { isObject } from '../model/json.js';
import { chainId, type DigestChain, VALIDATION } from '../model/log-series.js';
import { valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import { DIGEST_PROBLEMS, type DigestProblem, type DigestProof } from '../model/retention.js';
import type { Snapshot } from '../model/snapshot.js';
import { isoSeconds } from '../model/time.js';
import { causeOnly } from './deleters.js';
import { numberAt, textAt } from './evidence-streams.js';
import { gapsAt, unlistedOf } from './log-place.js';
import { digestChainsOf } from './log-series.js';

/**
 * What is proven of every chain of digest files that should have been validated, whether or not it was, by trail and
 * region. A chain that lacks is unverified, and so is whatever a gap hides.
 */
export const proofsOf = (snapshot: Snapshot, days: number): DigestProof[] => {
  const found = new Map([...snapshot.resources(VALIDATION)].map((resource) => [resource.id, resource]));
  return digestChainsOf(snapshot, days).map((chain) => proofOf(chain, found.get(chainId(chain)), snapshot));
};

const proofOf = (chain: DigestChain, found: Resource | undefined, snapshot: Snapshot): DigestProof => {
  const { trail, region, bucket, below = '' } = chain;
  const [from, to] = [isoSeconds(chain.from), isoSeconds(chain.to)];
  const place = {
    trail,
    region,
    bucket,
    prefix: textAt(found, '/properties/Prefix') ?? `${below}${chain.prefix}`,
    from,
    to,
  };
  if (found === undefined) {
    const unseen = unlistedOf(snapshot, VALIDATION);
    const gaps: GapCause[] =
      unseen.length > 0
        ? unseen
        : [{ reason: 'not_collected', detail: `digest files of ${trail} in ${region} were not read` }];
    const none = { valid: 0, unverified: 0 };
    return {
      ...place,
      state: 'unverified',
      digests: none,
      logFiles: none,
      problems: [],
      problemsLeftOut: 0,
      uncovered: [{ from, to }],
      gaps: gaps.map(causeOnly),
    };
  }
  const tally = (at: string) => ({
    valid: numberAt(found, `${at}/Valid`) ?? 0,
    unverified: numberAt(found, `${at}/Unverified`) ?? 0,
  });
  const [digests, logFiles] = [tally('/runtime/Digests'), tally('/runtime/LogFiles')];
  const problems = objectsAt(found, '/runtime/Problems').flatMap(({ Kind, Bucket, Key }) =>
    isProblem(Kind) ? { kind: Kind, bucket: String(Bucket), key: String(Key) } : [],
  );
  const problemsLeftOut = numberAt(found, '/runtime/ProblemsLeftOut') ?? 0;
  const uncovered = objectsAt(found, '/runtime/Uncovered').map(({ From, To }) => ({
    from: String(From),
    to: String(To),
  }));
  const gaps = [
    ...new Map([...gapsAt(found, '/runtime'), ...tooYoung(chain)].map((gap) => [gap.detail, gap])).values(),
  ];
  const isWhole =
    digests.valid > 0 &&
    digests.unverified + logFiles.unverified + gaps.length + uncovered.length === 0 &&
    // Proven is only what was asked: a recording of another time proves nothing of this one.
    textAt(found, '/runtime/From') === from &&
    textAt(found, '/runtime/To') === to;
  return {
    ...place,
    state: problems.length + problemsLeftOut > 0 ? 'damaged' : isWhole ? 'valid' : 'unverified',
    digests,
    logFiles,
    problems,
    problemsLeftOut,
    uncovered,
    gaps: gaps.map(causeOnly),
  };
};

/** Of an empty time everything would be proven. */
const tooYoung = ({ from, to }: DigestChain): GapCause[] =>
  from < to ? [] : [{ reason: 'not_collected', detail: 'the trail began too short a time ago to be proven' }];

const objectsAt = (resource: Resource, pointer: string): Readonly<Record<string, unknown>>[] => {
  const list = valueAt(resource, pointer);
  return Array.isArray(list) ? list.filter(isObject) : [];
};

const isProblem = (kind: unknown): kind is DigestProblem => DIGEST_PROBLEMS.some((one) => one === kind);
