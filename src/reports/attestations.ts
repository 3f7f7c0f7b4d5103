import { type Attestation, attestationState } from '../model/attestation.js';
import type { Language } from '../model/control.js';
import { FRAMEWORK_WORDS } from './framework/words.js';
import { renderTable } from './table.js';
import { WORDS } from './text.js';
import { visible } from './untrusted.js';

/** Every attestation of a file, and whether it is in force. */
export const renderAttestations = (attestations: readonly Attestation[], language: Language, now: number): string => {
  const words = FRAMEWORK_WORDS[language];
  return renderTable(
    words.attestations.head,
    attestations.map((attestation) => [
      String(attestation.origin.line),
      words.attestation[attestationState(attestation, now)],
      attestation.expires,
      attestation.requirement,
      attestation.owner,
      attestation.statement,
    ]),
  );
};

/** The attestations that have expired and that no other of the same requirement renews, a line each, and how many hold. */
export const renderExpiredAttestations = (
  attestations: readonly Attestation[],
  expired: readonly Attestation[],
  language: Language,
  now: number,
): string => {
  const words = FRAMEWORK_WORDS[language].attestations;
  const inForce = attestations.filter((attestation) => attestationState(attestation, now) === 'in_force');
  return [
    ...expired.map(
      ({ origin, requirement, expires }) =>
        `${origin.file}:${origin.line} ${requirement}${WORDS[language].colon}${words.expired(expires)}`,
    ),
    words.count(inForce.length, attestations.length),
  ]
    .map((line) => `${visible(line)}\n`)
    .join('');
};
