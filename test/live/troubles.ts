import type { Evaluation, Finding } from '../../src/model/finding.js';
import type { GapReason } from '../../src/model/gap.js';
import { emulatedAs } from '../commands/demo.js';
import { brokenPromises, newlyUnknown } from '../commands/promises.js';
import type { Fault } from '../emulator/proxy.js';

/** Trouble with one operation: what the proxy makes of it, and the call as gaps name it (`service:Operation`). */
export type Trouble = Fault & { readonly call: string };

export const troubleWith = (call: string, kind: Fault['kind']): Trouble => {
  const [service = '', operation = ''] = call.split(':');
  return { call, service: emulatedAs(service), operation, kind };
};

/**
 * Why nobody could see what the call would have shown; `slow` shows it, late. Of an answer that says that there is
 * nothing (404) and is cut short, the status alone is left.
 */
const REASONS: Record<Exclude<Fault['kind'], 'slow'>, readonly GapReason[]> = {
  deny: ['denied'],
  throttle: ['throttled'],
  server_error: ['unavailable'],
  reset: ['unavailable'],
  truncated: ['parse_error', 'unavailable'],
  empty: ['parse_error', 'unavailable'],
  expired_token: ['expired_credentials'],
};

export const KINDS = [
  'deny',
  'throttle',
  'server_error',
  'reset',
  'truncated',
  'empty',
  'expired_token',
  'slow',
] as const;

/** Answers that are a document and nothing around it: half of one is an answer, and what it lacks is told of the document. */
const RAW: Readonly<Record<string, string>> = { 's3:GetBucketPolicy': 'the policy is no JSON' };

/** What trouble with one operation did to a scan that it should not have done; nothing, as long as kansa keeps its word. */
export const harmDone = (whole: Evaluation, less: Evaluation, { kind, call }: Trouble): string[] => {
  if (kind === 'slow')
    return less.digests.findings === whole.digests.findings ? [] : ['slow answers changed the findings'];
  const called = `${call} in `;
  // A cluster says of a token that has expired what it says of a stranger.
  const isStranger = kind === 'expired_token' && call.startsWith('kubernetes:');
  const reasons: readonly GapReason[] = isStranger ? ['denied'] : REASONS[kind];
  const isHalfDocument = kind === 'truncated' && RAW[call] !== undefined;
  const saysSo = ({ detail }: { readonly detail: string }): boolean =>
    detail.includes(called) || (isHalfDocument && detail === RAW[call]);
  const causes = [
    ...less.findings.flatMap(({ gaps }) => gaps),
    ...less.coverage.listings.flatMap(({ cause }) => cause ?? []),
  ].filter(saysSo);
  return [
    ...brokenPromises(whole, less),
    ...newlyUnknown(whole, less)
      .filter(({ gaps }) => !gaps.some(saysSo))
      .map((finding) => `${nameOf(finding)} is unknown, and does not say that ${call} failed`),
    ...causes
      .filter(({ reason }) => !reasons.includes(reason))
      .map(({ reason, detail }) => `${reason} instead of ${reasons.join(' or ')}: ${detail}`),
    ...(isHalfDocument || failures(less, call) > 0 ? [] : [`no ${call} counts as failed`]),
  ];
};

const failures = ({ coverage }: Evaluation, name: string): number =>
  coverage.calls
    .filter(({ service, operation }) => `${service}:${operation}` === name)
    .flatMap(({ outcomes: { denied = 0, throttled = 0, failed = 0 } }) => denied + throttled + failed)
    .reduce((total, count) => total + count, 0);

const nameOf = ({ control, resource: { region, id } }: Finding): string => `${control} of ${id} in ${region}`;
