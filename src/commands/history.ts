import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Catalogue, Language } from '../model/control.js';
import { SEVERITIES } from '../model/control.js';
import { countVerdicts } from '../model/coverage.js';
import { diskFailure, EXIT, UsageError } from '../model/errors.js';
import type { Evaluation } from '../model/finding.js';
import {
  type AccountHistory,
  advance,
  bySeverity,
  changeOf,
  controlCounts,
  type Episode,
  type History,
  type HistoryRun,
  type HistoryTrouble,
  scopeKeyOf,
} from '../model/history.js';
import { by } from '../model/json.js';
import { HISTORY_RENDERERS, type HistoryFormat, isSeenWholeIn, RENDERERS } from '../reports/index.js';
import { readBundle } from '../store/bundle-files.js';
import { type HistoryFiles, type LedgerRun, type LedgerStep, openHistoryFiles } from '../store/history-files.js';
import { refuseInsideSealedRun } from '../store/run-files.js';
import { type FoundRun, HISTORY, type ReadRun } from '../store/run-folder.js';
import type { StoreAccess } from '../store/s3-client.js';
import { validator } from '../store/validate.js';
import { FETCHED_AT_ONCE, type RunSource, sideFolderOf, withRunSource } from './history-source.js';
import { deliver } from './report.js';

export interface HistoryOptions extends StoreAccess {
  /** Directories of runs, or their places in S3; none: all that lie in the folder. */
  readonly runs: readonly string[];
  /** The folder of runs, on disk or in S3. */
  readonly folder: string;
  /** The side folder of Parquet files; the usual one is among the runs, or in the user's cache for those in S3. Of named runs it is kept only where it is said. */
  readonly history?: string;
  /** Use nothing of what the side folder holds. */
  readonly rebuild: boolean;
  /** Epoch milliseconds: runs before it are not told. */
  readonly since?: number;
  readonly format: HistoryFormat;
  readonly output: string;
  readonly language: Language;
  readonly terminal: { readonly colour: boolean; readonly width: number };
  readonly version: string;
}

/** Tells runs over time. What is not known yet of them is written to the side folder first; nothing is judged again. */
export const history = async (
  options: HistoryOptions,
): Promise<{ readonly document: string; readonly exitCode: number }> => {
  const { catalogue } = readBundle();
  const told = await withRunSource(options, (source) =>
    withHistoryFiles(options, async (files) => {
      const known = await takenIn(source, files, catalogue);
      return historyOf(known, files, options);
    }),
  );
  validator('history')(JSON.parse(JSON.stringify(told)), 'the history');
  const { format, language, terminal, output } = options;
  return {
    document: deliver(output, () => HISTORY_RENDERERS[format](told, catalogue, language, terminal)),
    exitCode: told.exitCode,
  };
};

/** Opens the side folder; of named runs, one that is gone afterwards. */
const withHistoryFiles = async <T>(
  { runs, folder, history, rebuild }: HistoryOptions,
  work: (files: HistoryFiles) => Promise<T>,
): Promise<T> => {
  const scratch = history === undefined && runs.length > 0 ? mkdtempSync(join(tmpdir(), 'kansa-history-')) : undefined;
  const side = resolve(history ?? scratch ?? sideFolderOf(folder));
  refuseInsideSealedRun(join(side, HISTORY));
  try {
    const files = await openHistoryFiles(side, rebuild);
    try {
      return await work(files);
    } finally {
      files.close();
    }
  } catch (error) {
    if (diskFailure(error) === undefined) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`side folder ${side} cannot be written (${reason}); choose another with --history`);
  } finally {
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
  }
};

/** All that could be taken in, in the order of time within each account, and what could not. */
interface Known {
  readonly runs: readonly LedgerRun[];
  readonly troubles: readonly HistoryTrouble[];
}

/** A run before it has its place in the order of time. */
interface Entry {
  readonly found: FoundRun;
  readonly told: LedgerRun;
}

/** Brings the side folder up to what the runs say. */
const takenIn = async (source: RunSource, files: HistoryFiles, catalogue: Catalogue): Promise<Known> => {
  const { ledger } = files;
  const before = new Map(ledger.runs.map((run) => [run.run.run, run]));
  const entries: Entry[] = [];
  const troubles: HistoryTrouble[] = [];
  const strangers: FoundRun[] = [];
  for (const one of source.found) {
    const known = before.get(one.name);
    if (known?.stamp === one.stamp && files.hasFindings(known.run)) entries.push({ found: one, told: known });
    else strangers.push(one);
  }
  for (const [index, one] of strangers.entries()) {
    if (index % FETCHED_AT_ONCE === 0) await source.prepare(strangers.slice(index, index + FETCHED_AT_ONCE));
    const known = before.get(one.name);
    const read = await source.read(one);
    if ('kind' in read) {
      troubles.push({ run: one.name, ...read });
      continue;
    }
    const run = runOf(one, read);
    if (!files.hasFindings(run)) await files.writeFindings(run, RENDERERS.ocsf(read.evaluation, catalogue, 'en'));
    const previous = read.previous === undefined ? {} : { previous: read.previous };
    // What it says against others stays until an order changes.
    const change = known?.run.sha256 === run.sha256 ? known.run.change : undefined;
    entries.push({
      found: one,
      told: { stamp: one.stamp, ...previous, run: { ...run, ...(change !== undefined && { change }) } },
    });
  }
  const ordered = inOrder(entries);
  let isChanged = false;
  const runs: LedgerRun[] = [];
  const accounts = new Set([...ledger.runs.map(({ run }) => run.account), ...ordered.map(accountOf)]);
  for (const account of [...accounts].sort()) {
    const taken = await accountTaken(
      account,
      ordered.filter((entry) => accountOf(entry) === account),
      files,
      source,
    );
    isChanged ||= taken.isChanged;
    runs.push(...taken.runs);
  }
  isChanged ||= runs.some((run) => before.get(run.run.run)?.stamp !== run.stamp);
  if (isChanged) await ledger.save(runs);
  return {
    runs,
    troubles: [...troubles, ...missing(runs, troubles)].sort(
      by(
        ({ run }) => run,
        ({ kind }) => kind,
      ),
    ),
  };
};

const accountOf = ({ told }: Entry): string => told.run.account;

/** In the order of time; of a copied run, only the first by name. */
const inOrder = (entries: readonly Entry[]): Entry[] => {
  const sorted = entries.toSorted((a, b) => a.told.run.now - b.told.run.now || byName(a, b));
  const seen = new Set<string>();
  return sorted.filter(({ told: { run } }) => {
    const isCopy = seen.has(run.sha256);
    seen.add(run.sha256);
    return !isCopy;
  });
};

const byName = by<Entry>(({ found }) => found.name);

/** What a history says of a run, but for its comparison. */
export const runOf = (
  { name }: FoundRun,
  { sha256, sealed, evaluation }: Extract<ReadRun, { sealed: boolean }>,
): HistoryRun => {
  const { kansa, scope, digests, findings } = evaluation;
  return {
    run: name,
    sha256,
    sealed,
    kansa,
    bundle: digests.bundle,
    params: digests.params,
    account: scope.account,
    regions: scope.regions,
    ...(scope.selection !== undefined && { selection: scope.selection }),
    now: scope.now,
    complete: isSeenWholeIn(evaluation),
    findings: findings.length,
    verdicts: countVerdicts(findings),
    failing: bySeverity(findings.filter(({ verdict }) => verdict === 'fail')),
    unknown: bySeverity(findings.filter(({ verdict }) => verdict === 'unknown')),
  };
};

/** Takes in the runs of an account that the ledger lacks; from the first on where it has others than these. */
const accountTaken = async (
  account: string,
  entries: readonly Entry[],
  { ledger }: HistoryFiles,
  source: RunSource,
): Promise<{ readonly runs: readonly LedgerRun[]; readonly isChanged: boolean }> => {
  const old = ledger.runs.filter(({ run }) => run.account === account);
  const isPrefix = old.every(
    ({ run }, index) => entries[index]?.told.run.sha256 === run.sha256 && entries[index].found.name === run.run,
  );
  if (!isPrefix) await ledger.forget(account);
  const start = isPrefix ? old.length : 0;
  const runs = entries.slice(0, start).map(({ told }) => told);
  if (start === entries.length) return { runs, isChanged: !isPrefix };
  const first = start === 0 ? [] : await ledger.openOf(account);
  let open: ReadonlyMap<string, Episode> = new Map(first.map((episode) => [episode.fingerprint, episode]));
  const latest = new Map(entries.slice(0, start).map((entry) => [scopeKeyOf(entry.told.run), entry]));
  const read = new Map<string, Evaluation>();
  let steps: LedgerStep[] = [];
  for (const entry of entries.slice(start)) {
    const scope = scopeKeyOf(entry.told.run);
    const evaluation = await evaluationOf(entry.found, source);
    const former = latest.get(scope);
    const { change: _, ...run } = entry.told.run;
    const change =
      former && changeOf(former.found.name, read.get(scope) ?? (await evaluationOf(former.found, source)), evaluation);
    const step = advance(open, run.run, evaluation);
    const told: LedgerRun = { ...entry.told, run: { ...run, ...(change !== undefined && { change }) } };
    runs.push(told);
    steps.push({ ...told, counts: controlCounts(evaluation), fixed: step.fixed });
    open = step.open;
    latest.set(scope, entry);
    read.clear();
    read.set(scope, evaluation);
    if (steps.length === STEPS_AT_ONCE) {
      await ledger.add(account, steps, open.values());
      steps = [];
    }
  }
  if (steps.length > 0) await ledger.add(account, steps, open.values());
  return { runs, isChanged: true };
};

/** Rows of so many runs are held in memory. */
const STEPS_AT_ONCE = 100;

/** It was read a moment ago, or when it was taken in. */
const evaluationOf = async (found: FoundRun, source: RunSource): Promise<Evaluation> => {
  const read = await source.read(found);
  if ('kind' in read) throw new UsageError(`run ${found.name} changed while it was read (${read.detail}); try again`);
  return read.evaluation;
};

/** Runs that sealed ones name as those before them, and that are not there; those before the first are not looked for. */
const missing = (runs: readonly LedgerRun[], troubles: readonly HistoryTrouble[]): HistoryTrouble[] => {
  const firsts = new Set(firstsOf(runs));
  const there = new Set(runs.map(({ run }) => run.sha256));
  const named = new Set(troubles.map(({ run }) => basename(run)));
  return runs
    .filter((run) => !firsts.has(run))
    .flatMap(({ previous, run }): HistoryTrouble[] =>
      previous === undefined || there.has(previous.sha256) || named.has(previous.run)
        ? []
        : [{ run: previous.run, kind: 'missing', detail: `${run.run} names it as the run before` }],
    );
};

/** The first run of each account. */
const firstsOf = (runs: readonly LedgerRun[]): LedgerRun[] =>
  runs.filter(({ run }, index) => runs[index - 1]?.run.account !== run.account);

const historyOf = async (
  { runs, troubles }: Known,
  { ledger }: HistoryFiles,
  { since = 0, version }: HistoryOptions,
): Promise<History> => {
  const accounts: AccountHistory[] = [];
  for (const first of firstsOf(runs)) {
    const { account } = first.run;
    const open = await ledger.openOf(account);
    const times = await ledger.timeToFix(account, since);
    const opens = bySeverity(open);
    const known = runs.some(({ run }) => run.sha256 === first.previous?.sha256);
    accounts.push({
      account,
      ...(first.previous !== undefined && !known && { beginsAfter: first.previous.run }),
      runs: runs.map(({ run }) => run).filter((run) => run.account === account && run.now >= since),
      timeToFix: SEVERITIES.map((severity) => ({
        severity,
        fixed: 0,
        ...times.find((time) => time.severity === severity),
        open: opens[severity],
      })),
      open: open.sort(
        by(
          ({ severity }) => String(SEVERITIES.indexOf(severity)),
          ({ since }) => new Date(since).toISOString(),
          ({ control }) => control,
          ({ resource }) => `${resource.region} ${resource.id}`,
          ({ fingerprint }) => fingerprint,
        ),
      ),
      controls: (await ledger.trends(account, since)).sort(
        by(
          ({ severity }) => String(SEVERITIES.indexOf(severity)),
          ({ control }) => control,
        ),
      ),
    });
  }
  return {
    schemaVersion: 1,
    kansa: version,
    exitCode: troubles.length > 0 ? EXIT.incomplete : EXIT.ok,
    ...(since > 0 && { since }),
    accounts,
    troubles,
  };
};
