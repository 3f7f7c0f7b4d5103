import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Collector } from '../collectors/collector.js';
import { actionOf } from '../collectors/permissions.js';
import { collect } from '../collectors/run.js';
import { sampled } from '../collectors/sample.js';
import { openSession, regionsOf, type Session, type SessionOptions } from '../collectors/session.js';
import { readTags, TAG_PERMISSION } from '../collectors/tags.js';
import type { Wiring } from '../collectors/transport.js';
import { typesNeeded } from '../engine/needs.js';
import { type Control, fill, type Language } from '../model/control.js';
import { EXIT, UsageError } from '../model/errors.js';
import { canonicalJson } from '../model/json.js';
import type { LogQuestions } from '../model/log-series.js';
import { DEFAULT_PARAMS } from '../model/params.js';
import { isS3 } from '../model/run-place.js';
import { type Selection, selectControls } from '../model/selection.js';
import type { Call } from '../model/snapshot.js';
import { renderTable } from '../reports/index.js';
import { WORDS, type Words } from '../reports/text.js';
import { readBundle } from '../store/bundle-files.js';
import { readWaysIn } from '../store/kubeconfig.js';
import { askedOf, type LogOptions, questionsOf, tellingSink, tryLogs } from './logs.js';
import { collectorsFor } from './permissions.js';
import { filledPlace, type LockOptions, placeArguments, storeAccess, tryRunStore } from './run-store.js';

export interface DoctorOptions extends Omit<SessionOptions, 'since' | 'replayed' | 'waysIn'>, LogOptions, LockOptions {
  /** Where the scan would keep its run: a directory, or a place in S3. */
  readonly out?: string;
  /** A kubeconfig that leads into clusters, or `in-cluster`. */
  readonly kubeconfig?: string;
  readonly selection: Selection;
  readonly nodeVersion: string;
  readonly format: string;
  readonly language: Language;
}

/** One thing that a scan needs. `untried`: nothing was there to try it on. */
interface Check {
  readonly subject: 'node' | 'account' | 'region' | 'permission' | 'store';
  readonly name: string;
  readonly state: 'ok' | 'missing' | 'failed' | 'untried';
  readonly detail: string;
  /** Controls whose verdicts would be unknown without it. */
  readonly controls: readonly string[];
}

/**
 * Tries whatever a scan with the same options needs, before it is needed: real calls, the first page and the first
 * resource of each type. A simulated policy would take a permission of its own and would not know of what an
 * organisation, a boundary or a resource's own policy refuses.
 */
export const doctor = async (
  options: DoctorOptions,
): Promise<{ readonly document: string; readonly exitCode: number }> => {
  if (!['table', 'json'].includes(options.format))
    throw new UsageError(`--format ${JSON.stringify(options.format)} is unknown (known: table, json)`);
  const controls = selectControls(readBundle().catalogue.controls, options.selection);
  const logs = questionsOf(askedOf(options), options.selection);
  const words = WORDS[options.language];
  const checks = [nodeCheck(options.nodeVersion, words), ...(await accountChecks(options, { controls, logs, words }))];
  const isFit = checks.every(({ state }) => state === 'ok' || state === 'untried');
  return {
    document: options.format === 'json' ? `${canonicalJson(checks, 2)}\n` : tableOf(checks, words),
    exitCode: isFit ? EXIT.ok : EXIT.incomplete,
  };
};

const OLDEST_NODE = [20, 19] as const;

const nodeCheck = (version: string, { doctor: { nodeNeeded } }: Words): Check => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldest, least] = OLDEST_NODE;
  const isFit = major > oldest || (major === oldest && minor >= least);
  const detail = isFit ? '' : nodeNeeded(OLDEST_NODE.join('.'));
  return { subject: 'node', name: version, state: isFit ? 'ok' : 'failed', detail, controls: [] };
};

const accountChecks = async (
  options: DoctorOptions,
  {
    controls,
    logs,
    words,
  }: { readonly controls: readonly Control[]; readonly logs: LogQuestions | undefined; readonly words: Words },
): Promise<Check[]> => {
  const calls: Call[] = [];
  const wiring: Wiring = {
    answers: 'live',
    scrub: (body) => body,
    record: () => undefined,
    count: (call) => void calls.push(call),
    clock: Date.now,
  };
  const collectors = await collectorsFor(controls);
  try {
    const { kubeconfig } = options;
    const waysIn = kubeconfig === undefined ? [] : readWaysIn(kubeconfig);
    const session = await openSession({ ...options, waysIn, since: options.now - A_DAY }, wiring);
    const regions = await regionChecks(session, words);
    const off = regions.filter(({ state }) => state === 'missing').map(({ name }) => name);
    const reachable = session.regions.filter((region) => !off.includes(region));
    const expedition = { ...session, regions: reachable };
    const { sink, seen } = tellingSink(expedition, { resource: () => undefined, listing: () => undefined });
    await collect(collectors.map(sampled), expedition, sink);
    const logReader = logs === undefined ? [] : await tryLogs(logs, seen, expedition);
    const tagReader = options.selection.resourceTags.length > 0 ? [TAG_READER] : [];
    if (tagReader.length > 0) await readTags({ ...session, regions: reachable });
    const account: Check = {
      subject: 'account',
      name: session.account,
      state: 'ok',
      detail: session.caller ?? '',
      controls: [],
    };
    return [
      account,
      ...regions,
      ...permissionChecks(calls, [...collectors, ...tagReader, ...logReader], controls, words),
      ...(await storeChecks(options, session.account, words)),
    ];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // Without an account nothing else can be tried: every verdict would be unknown.
    return [
      { subject: 'account', name: '', state: 'failed', detail: error.message, controls: controls.map(({ id }) => id) },
    ];
  }
};

/** Where only resources with a tag are judged, every verdict rests on the tags. */
const TAG_READER = { type: 'tags', permissions: [TAG_PERMISSION] } as const;

/** Jobs and events are asked of the last day only: it is the permission that is tried. */
const A_DAY = 86_400_000;

const regionChecks = async (
  { regions, homeRegion, client }: Session,
  { doctor: { regionOff, regionUntried } }: Words,
): Promise<Check[]> => {
  const check = (name: string, state: Check['state'], detail: string): Check => ({
    subject: 'region',
    name,
    state,
    detail,
    controls: [],
  });
  try {
    const { on } = await regionsOf(client, homeRegion);
    return regions.map((name) => (on.includes(name) ? check(name, 'ok', '') : check(name, 'missing', regionOff)));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return regions.map((name) => check(name, 'untried', regionUntried('ec2:DescribeRegions')));
  }
};

const permissionChecks = (
  calls: readonly Call[],
  collectors: readonly Pick<Collector, 'type' | 'permissions'>[],
  controls: readonly Control[],
  { doctor: { nothingToTry } }: Words,
): Check[] => {
  const actions = [...new Set(collectors.flatMap(({ permissions }) => permissions))].sort();
  return actions.map((name): Check => {
    const own = calls.filter(({ service, operation }) => actionOf(service, operation) === name);
    const trouble = own.filter(({ outcome }) => ['denied', 'throttled', 'failed'].includes(outcome));
    if (trouble.length === 0) {
      const state = own.length > 0 ? 'ok' : 'untried';
      return { subject: 'permission', name, state, detail: state === 'ok' ? '' : nothingToTry, controls: [] };
    }
    const types = collectors.filter(({ permissions }) => permissions.includes(name)).map(({ type }) => type);
    const places = trouble.map(({ region, error = '' }) => `${region} ${error}`.trim());
    return {
      subject: 'permission',
      name,
      state: trouble.some(({ outcome }) => outcome === 'denied') ? 'missing' : 'failed',
      detail: [...new Set(places)].sort().join('; '),
      controls: controls
        .filter(
          (control) => types.includes(TAG_READER.type) || typesNeeded([control]).some((type) => types.includes(type)),
        )
        .map(({ id }) => id),
    };
  });
};

/** Whether the run could be kept, as far as it shows without writing anything. */
const storeChecks = async (options: DoctorOptions, account: string, { doctor: words }: Words): Promise<Check[]> => {
  const { out, now, lock, lockYears } = options;
  if (out === undefined) return [];
  const name = fill(out, placeArguments(account, now));
  const check = { subject: 'store', name, controls: [] } as const;
  try {
    if (!isS3(out)) {
      expectWritable(name);
      return [{ ...check, state: 'ok', detail: '' }];
    }
    await tryRunStore({
      ...storeAccess(options),
      place: filledPlace(out, '--out', account, now),
      now,
      years: DEFAULT_PARAMS.retention.audit_trail_years,
      ...(lock !== undefined && { lock }),
      ...(lockYears !== undefined && { lockYears }),
    });
    return [{ ...check, state: 'ok', detail: words.nothingWritten }];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [{ ...check, state: 'failed', detail: error.message }];
  }
};

const expectWritable = (path: string): void => {
  const folder = existing(resolve(path));
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(`${folder} cannot be written to (${error instanceof Error ? error.message : String(error)})`);
  }
};

/** The folder itself, or the nearest above it. */
const existing = (path: string): string => (existsSync(path) ? path : existing(dirname(path)));

const tableOf = (
  checks: readonly Check[],
  { doctor: { head, state: states, subject: subjects, leavesUnknown, more }, comma, semicolon }: Words,
): string => {
  const consequence = (controls: readonly string[]): string => {
    const rest = controls.length - MOST_NAMED;
    const named = controls.slice(0, MOST_NAMED).join(comma);
    return controls.length === 0 ? '' : leavesUnknown(rest > 0 ? named + more(rest) : named);
  };
  return renderTable(
    head,
    checks.map(({ subject, name, state, detail, controls }) => [
      states[state],
      subjects[subject],
      name,
      [detail, consequence(controls)].filter(Boolean).join(semicolon),
    ]),
  );
};

/** More controls than that nobody reads in a table. */
const MOST_NAMED = 8;
