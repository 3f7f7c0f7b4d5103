import type { Evaluation } from '../model/finding.js';
import type { WaiverOutcome } from '../model/waiver.js';
import type { Words } from './text.js';

/** Who accepted a violation, why and until when, as one sentence. */
export const acceptance = (
  { reason, expires, approver, ticket }: Pick<WaiverOutcome, 'reason' | 'expires' | 'approver' | 'ticket'>,
  words: Words,
): string =>
  [
    reason,
    words.gate.until(expires),
    ...(approver === undefined ? [] : [words.gate.approvedBy(approver)]),
    ...(ticket === undefined ? [] : [ticket]),
  ].join(words.semicolon);

/** Waivers that do not apply: expired, or without anything to apply to. */
export const waiversToSee = ({ coverage }: Evaluation): WaiverOutcome[] =>
  (coverage.waivers ?? []).filter(({ state }) => state === 'expired' || state === 'unused');

/** What is the matter with such a waiver. */
export const matterOf = ({ state, expires }: WaiverOutcome, words: Words): string =>
  state === 'expired' ? words.gate.waiverExpired(expires) : words.gate.waiverUnused;
