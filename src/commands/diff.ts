import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { valuesSeenIn } from '../engine/values-seen.js';
import type { Language, Severity } from '../model/control.js';
import { isAtLeast } from '../model/control.js';
import { type Diff, diffOf, hasChanged } from '../model/diff.js';
import { EXIT, UsageError } from '../model/errors.js';
import type { Evaluation } from '../model/finding.js';
import { type ValuesAt, type ValuesDiff, type ValuesOf, valuesDiffOf } from '../model/values-diff.js';
import type { Notify } from '../notify/notice.js';
import { renderDiff, renderDiffJson } from '../reports/index.js';
import { readBundle } from '../store/bundle-files.js';
import { readEvaluation } from '../store/evaluation-file.js';
import { openSnapshot } from '../store/snapshot-files.js';
import { validator } from '../store/validate.js';

export interface DiffOptions {
  /** Directories of the earlier and the later run. */
  readonly before: string;
  readonly after: string;
  readonly format: 'text' | 'json';
  readonly language: Language;
  readonly terminal: { readonly colour: boolean; readonly width: number };
  /** From which severity on a new violation, or a verdict that was lost, fails the command. */
  readonly failOnNew: Severity | 'none';
  readonly failOnLost: Severity | 'never';
  readonly webhook?: string;
  readonly topic?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  /** Does the work with both runs with their snapshots, which are fetched where the runs lie in S3. */
  readonly withFacts?: <T>(work: (runs: readonly string[]) => T) => Promise<T>;
}

export interface Compared {
  readonly document: string;
  readonly exitCode: number;
  /** Whether somebody was told. */
  readonly told: boolean;
}

/** Compares two runs of one account, and tells whoever is to be told when they differ. */
export const diff = async (options: DiffOptions): Promise<Compared> => {
  const [before, after] = [readEvaluation(options.before), readEvaluation(options.after)];
  if (before.scope.account !== after.scope.account)
    throw new UsageError(
      `${options.before} is a run of account ${before.scope.account} and ${options.after} one of ${after.scope.account}: name two runs of one account`,
    );
  const values = await comparedValues(options, before, after);
  const compared: Diff = { ...diffOf(before, after), ...(values && { values }) };
  validator('diff')(JSON.parse(JSON.stringify(compared)), 'the comparison');
  const { catalogue } = readBundle();
  const text = (look: DiffOptions['terminal']) =>
    renderDiff(compared, catalogue, { language: options.language, ...look });
  const notifiers = hasChanged(compared) ? await notifiersFor(options) : [];
  for (const notify of notifiers)
    await notify({ subject: subjectOf(compared), text: text({ colour: false, width: 100 }), diff: compared });
  return {
    document: options.format === 'json' ? renderDiffJson(compared) : text(options.terminal),
    exitCode: exitCodeOf(compared, options),
    told: notifiers.length > 0,
  };
};

/** Snapshots are opened only where both hold hashes by the same key. */
const comparedValues = async (
  { before: first, after: second, withFacts = async (work) => work([first, second]) }: DiffOptions,
  before: Evaluation,
  after: Evaluation,
): Promise<ValuesDiff | undefined> => {
  const [then, now] = [sideOf(before), sideOf(after)];
  if (then.key === undefined || then.key !== now.key) return valuesDiffOf(then, now);
  const [earlier, later] = await withFacts((runs) => runs.map(valuesIn));
  return valuesDiffOf({ ...then, ...(earlier && { places: earlier }) }, { ...now, ...(later && { places: later }) });
};

const sideOf = ({ kansa, scope: { personalData } }: Evaluation): Omit<ValuesOf, 'places'> => ({
  key: personalData?.key,
  detectors: `${kansa} ${personalData?.patterns ?? ''}`,
});

/** Undefined where the run is named by its evaluation alone. */
const valuesIn = (run: string): ValuesAt[] | undefined => {
  const folder = join(run, 'snapshot');
  if (!existsSync(folder)) return undefined;
  const snapshot = openSnapshot(folder);
  try {
    return valuesSeenIn(snapshot);
  } finally {
    snapshot.close();
  }
};

/** Loaded only where one is asked for: what publishes is no part of what scans. */
const notifiersFor = async ({ webhook, topic, ...rest }: DiffOptions): Promise<Notify[]> => [
  ...(webhook === undefined ? [] : [(await import('../notify/webhook.js')).webhook(webhook)]),
  ...(topic === undefined ? [] : [(await import('../notify/sns.js')).sns(topic, connection(rest))]),
];

const connection = ({ profile, endpoint }: Pick<DiffOptions, 'profile' | 'endpoint'>) => ({
  ...(profile !== undefined && { profile }),
  ...(endpoint !== undefined && { endpoint }),
});

const subjectOf = ({ after, new: added, fixed, becameUnknown }: Diff): string =>
  `kansa ${after.account}: ${added.length} new, ${fixed.length} fixed, ${becameUnknown.length} no longer known`;

const exitCodeOf = (compared: Diff, { failOnNew, failOnLost }: DiffOptions): number => {
  if (compared.new.some(({ severity }) => isAtLeast(severity, failOnNew))) return EXIT.violation;
  if (compared.becameUnknown.some(({ severity }) => isAtLeast(severity, failOnLost))) return EXIT.incomplete;
  return EXIT.ok;
};
