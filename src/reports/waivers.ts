import type { Language } from '../model/control.js';
import type { Evaluation } from '../model/finding.js';
import { isInForce, type Waiver, type WaiverOutcome } from '../model/waiver.js';
import { renderTable } from './table.js';
import { WORDS, type Words } from './text.js';
import { visible } from './untrusted.js';

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

/** Every waiver of a file, and whether it is in force. */
export const renderWaivers = (waivers: readonly Waiver[], language: Language, now: number): string => {
  const words = WORDS[language].waivers;
  return renderTable(
    words.head,
    waivers.map((waiver) => {
      const { origin, expires, control, resource, tags = {}, owner = '–', approver = '–', reason } = waiver;
      const named = resource === undefined ? [] : [resource];
      return [
        String(origin.line),
        isInForce(waiver, now) ? words.inForce : words.expired,
        expires,
        control,
        [...named, ...Object.entries(tags).map(([key, value]) => `${key}=${value}`)].join(' '),
        owner,
        approver,
        reason,
      ];
    }),
  );
};

/** The waivers that have expired, a line each, and how many have not. */
export const renderExpiredWaivers = (waivers: readonly Waiver[], language: Language, now: number): string => {
  const words = WORDS[language];
  const expired = waivers.filter((waiver) => !isInForce(waiver, now));
  return [
    ...expired.map(
      ({ origin, control, expires }) =>
        `${origin.file}:${origin.line} ${control}${words.colon}${words.gate.waiverExpired(expires)}`,
    ),
    words.waivers.count(waivers.length - expired.length, waivers.length),
  ]
    .map((line) => `${visible(line)}\n`)
    .join('');
};
