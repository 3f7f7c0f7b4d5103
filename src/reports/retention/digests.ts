import type { Language } from '../../model/control.js';
import { type DigestProof, PROOF_STATES, type ProofState, type Retention } from '../../model/retention.js';
import { csvDocument } from '../csv.js';
import { type Line, type Style, styled } from '../lines.js';
import type { RetentionRenderer } from '../renderer.js';
import { WORDS } from '../text.js';
import { shortName } from '../view.js';
import { RETENTION_WORDS, type RetentionWords } from './words.js';

/** How many files and stretches of time a person is told of one region; all are in JSON and CSV. */
const TOLD = 20;

/** How many regions of trails are damaged, not wholly verified, and proven. */
export const proofsInShort = (proofs: readonly DigestProof[], words: RetentionWords): string => {
  const [damaged = 0, unverified = 0, valid = 0] = PROOF_STATES.map(
    (own) => proofs.filter(({ state }) => state === own).length,
  );
  return words.proofInShort(damaged, unverified, valid);
};

/** From the worst. */
export const byState = (proofs: readonly DigestProof[]): DigestProof[] =>
  PROOF_STATES.flatMap((own) => proofs.filter(({ state }) => state === own));

/** What was proven of one region's files, and what was not, a sentence each. */
export const proofTexts = (
  { digests, logFiles, uncovered }: DigestProof,
  language: Language,
  most = TOLD,
): string[] => {
  const words = RETENTION_WORDS[language];
  const { colon, comma } = WORDS[language];
  const told = uncovered.slice(0, most).map(({ from, to }) => `${from}/${to}`);
  return [
    words.provenFiles(digests.valid, logFiles.valid),
    ...(digests.unverified + logFiles.unverified === 0
      ? []
      : [words.unreadFiles(digests.unverified, logFiles.unverified)]),
    ...(uncovered.length === 0
      ? []
      : [
          `${words.uncovered}${colon}${[...told, ...(uncovered.length > most ? [words.further(uncovered.length - most)] : [])].join(comma)}`,
        ]),
  ];
};

/** The first files that are not as they were delivered, and how many more there are. */
export const problemsTold = (
  { problems, problemsLeftOut }: DigestProof,
  most = TOLD,
): { readonly told: DigestProof['problems']; readonly more: number } => ({
  told: problems.slice(0, most),
  more: Math.max(0, problems.length - most) + problemsLeftOut,
});

const STYLES: Readonly<Record<ProofState, Style>> = { damaged: 'red', unverified: 'magenta', valid: 'green' };

/** As a person reads it in a terminal; nothing where nobody asked. */
export const proofLines = ({ digests }: Retention, language: Language): Line[] => {
  if (digests === undefined) return [];
  const words = RETENTION_WORDS[language];
  return [
    [],
    [styled('bold', words.proof)],
    [`  ${proofsInShort(digests, words)}`],
    [`  ${words.proofNote}`],
    ...byState(digests).flatMap((proof) => linesOf(proof, language)),
  ];
};

const linesOf = (proof: DigestProof, language: Language): Line[] => {
  const words = RETENTION_WORDS[language];
  const { colon, bracketed, gapReason } = WORDS[language];
  const { trail, region, bucket, prefix, from, to, state, gaps } = proof;
  const { told, more } = problemsTold(proof);
  return [
    [],
    [
      '  ',
      styled(STYLES[state], `[${words.proofState[state]}]`),
      ` ${shortName(trail)} · ${region} · ${words.period(from, to)}`,
    ],
    [`      s3://${bucket}/${prefix}`],
    ...proofTexts(proof, language).map((text): Line => [`      ${text}`]),
    ...told.map(({ kind, bucket: own, key }): Line => [`      ${words.problem[kind]}${colon}s3://${own}/${key}`]),
    ...(more === 0 ? [] : [[`      ${words.further(more)}`]]),
    ...gaps.map(
      ({ reason, detail, action }): Line => [
        `      ${gapReason[reason]}${detail === '' ? '' : `${colon}${detail}`}${action === undefined ? '' : bracketed(action)}`,
      ],
    ),
  ];
};

const HEAD = ['trail', 'region', 'state', 'from', 'to', 'what', 'bucket', 'key', 'count', 'detail', 'needs'];

/**
 * One fact of one trail in one region a line: files that are proven or not read, each that is not as it was delivered, each
 * stretch of time without proof, each cause. The header and the words are the same in every language.
 */
export const renderDigestsCsv: RetentionRenderer = ({ retention: { digests = [] } }, { language }) => {
  const rows = digests.flatMap((proof) => {
    const { trail, region, state, from, to, bucket, prefix } = proof;
    const row = (what: string, cells: Partial<Record<(typeof HEAD)[number], string>>) => {
      const own = { trail, region, state, from, to, what, bucket, ...cells };
      return HEAD.map((name) => new Map(Object.entries(own)).get(name) ?? '');
    };
    const counted = (what: string, count: number) =>
      count === 0 ? [] : [row(what, { key: prefix, count: String(count) })];
    return [
      row('digest_files_proven', { key: prefix, count: String(proof.digests.valid) }),
      row('log_files_proven', { count: String(proof.logFiles.valid) }),
      ...counted('digest_files_not_read', proof.digests.unverified),
      ...counted('log_files_not_read', proof.logFiles.unverified),
      ...proof.problems.map(({ kind, bucket: place, key }) => row(kind, { bucket: place, key })),
      ...counted('problems_left_out', proof.problemsLeftOut),
      ...proof.uncovered.map((span) => row('uncovered', span)),
      ...proof.gaps.map(({ reason, detail, action = '' }) => row(reason, { detail, needs: action })),
    ];
  });
  return csvDocument(HEAD, rows, language);
};
