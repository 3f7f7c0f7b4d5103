import { createHash, randomBytes } from 'node:crypto';
import type { Collector } from '../collectors/collector.js';
import { isSettled } from '../collectors/failure.js';
import { collect, type Sink } from '../collectors/run.js';
import { openSession, type Role } from '../collectors/session.js';
import { readTags } from '../collectors/tags.js';
import type { Wiring } from '../collectors/transport.js';
import { type Bundle, loadBundle } from '../engine/bundle.js';
import { dataSeenIn } from '../engine/data-seen.js';
import { digestOf, evaluate } from '../engine/evaluate.js';
import { lineageOf } from '../engine/lineage.js';
import { LOG_TYPES } from '../engine/log-series.js';
import { retentionOf } from '../engine/retention.js';
import {
  createRecorder,
  type Journal,
  onceEach,
  type Recorder,
  type Recording,
  readJournal,
  readRecording,
} from '../evidence/recording.js';
import { scrubber } from '../evidence/scrub.js';
import { type Control, fill, type Language } from '../model/control.js';
import { countVerdicts, coverageOf } from '../model/coverage.js';
import { DATA_INVENTORY, type DataQuestions } from '../model/data-inventory.js';
import { Interrupted, UsageError } from '../model/errors.js';
import { exitCodeOf, type Thresholds } from '../model/exit.js';
import type { Evaluation } from '../model/finding.js';
import { canonicalJson } from '../model/json.js';
import type { LogQuestions } from '../model/log-series.js';
import { DEFAULT_PARAMS, type Params } from '../model/params.js';
import { type Destination, isS3, placeOf } from '../model/run-place.js';
import { EVERYTHING, isEverything, type Selection, selectControls } from '../model/selection.js';
import type { Call, Scope } from '../model/snapshot.js';
import { DEFAULT_WINDOW, durationOf, momentOf } from '../model/time.js';
import { personalDataIn } from '../pii/resources.js';
import { jsonPieces, PIECES, RENDERERS, REPORT_FILES, renderSeal, renderSummary } from '../reports/index.js';
import { readBundle } from '../store/bundle-files.js';
import { readWaysIn } from '../store/kubeconfig.js';
import { type InlineParams, readParams } from '../store/params.js';
import { createRunDirectory, type RunDirectory, reopenRunDirectory } from '../store/run-directory.js';
import { createSnapshotWriter, openSnapshot } from '../store/snapshot-files.js';
import { validator } from '../store/validate.js';
import type { Effective } from './config.js';
import { assessments, attestedAt, type InputOptions, readInputs, waivedIn, writeInputs } from './inputs.js';
import { askedOf, collectLogs, keeping, type LogOptions, questionsOf } from './logs.js';
import { collectorsFor } from './permissions.js';
import {
  collectPersonalData,
  type DataOptions,
  type DataWay,
  dataAskedOf,
  dataMeansOf,
  dataQuestionsOf,
  dataTypes,
  tellUnasked,
} from './personal-data.js';
import { expectPriced } from './pii-objects.js';
import { type Progress, progressOf, type Step } from './progress.js';
import { formatOf } from './report.js';
import { filledPlace, openRunStore, placeArguments, type RunStore, storeAccess, withPrevious } from './run-store.js';
import { type SigningOptions, sealRun, signerOf } from './seal.js';

export interface ScanOptions
  extends Thresholds,
    InputOptions,
    LogOptions,
    DataOptions,
    Omit<SigningOptions, 'endpoint' | 'profile'> {
  /**
   * The run directory to write, or a place in S3 (`s3://bucket/prefix`), with `{account}`, `{date}` and `{time}` to be filled
   * in; a run that goes on has its own.
   */
  readonly out?: string;
  /** Calendar years from the scan on for which a run in S3 is locked; what the parameters say where nobody says it. */
  readonly lockYears?: number;
  /** False to keep a run in S3 without a lock. */
  readonly lock?: boolean;
  /** Reports beside `report.html` and `evaluation.json`. */
  readonly formats: readonly string[];
  readonly overwrite: boolean;
  readonly regions: readonly string[];
  /** The role to assume first. */
  readonly role?: Role;
  /** For how long AWS is asked, e.g. `30m`; what is not seen by then is a gap. */
  readonly timeout?: string;
  /** From when on jobs and events are asked for: `30d`, an ISO date; a replay takes its recording's. */
  readonly since?: string;
  /** To what the run is narrowed; a replay that says nothing takes its recording's. */
  readonly selection: Selection;
  readonly profile?: string;
  readonly endpoint?: string;
  /** False to leave the inside of EKS clusters alone. */
  readonly kubernetes?: boolean;
  /** A kubeconfig that leads into clusters, or `in-cluster`. */
  readonly kubeconfig?: string;
  readonly maxAttempts: number;
  /** A recording to replay instead of asking AWS: its path, or one that is open already. */
  readonly replay?: string | Recording;
  /** The directory of a run that was cut off: what it recorded stands, the rest is asked. */
  readonly resume?: string;
  /** The organisation's parameters: their file, or what the settings say. */
  readonly params?: string | InlineParams;
  /** The run before this one, which the seal links to: its directory, its place in S3, or `none`; looked for beside the run where nobody says it. */
  readonly previous?: string;
  /** What steers this scan, for the record; no secrets. */
  readonly settings?: readonly Effective[];
  readonly language: Language;
  /** How the summary may look: with colour, and how many columns wide. */
  readonly terminal: { readonly colour: boolean; readonly width: number };
  /** The organisation's key for scrubbing, so that equal secrets stay recognisable between runs. */
  readonly scrubKey?: string;
  readonly version: string;
  /** Epoch milliseconds; a replay takes its recording's. */
  readonly now: number;
  /** For a person who waits. */
  progress(step: Step): void;
  /**
   * Stops the collecting; its reason is an {@link Interrupted}. Once there is a snapshot to judge, the run is completed.
   * Calls under way are left alone: whoever stops a scan ends its process.
   */
  readonly signal?: AbortSignal;
}

export interface Scanned {
  readonly evaluation: Evaluation;
  /** What a person reads at the end. */
  readonly summary: string;
}

/** Collects an account (or replays a recording of it), judges it by the bundle, and leaves a sealed run, on disk or in S3. */
export const scan = async ({ previous, ...options }: ScanOptions): Promise<Scanned> => {
  if (options.out === undefined && options.resume === undefined)
    throw new UsageError('no run directory: name one with --out');
  expectPlace(options);
  return withPrevious({ ...storeAccess(options), ...(previous !== undefined && { previous }) }, (link) =>
    scanned({ ...options, ...link }),
  );
};

/** A mistyped place costs no scan. */
const expectPlace = ({ out, resume, overwrite }: ScanOptions): void => {
  if (out === undefined || resume !== undefined || !isS3(out)) return;
  filledPlace(out, '--out', '000000000000', 0);
  if (overwrite)
    throw new UsageError(
      `--overwrite and --out ${out} exclude each other: nothing in S3 is overwritten; leave one out`,
    );
};

const scanned = async (options: ScanOptions): Promise<Scanned> => {
  const formats = new Set(['html', ...options.formats].map(formatOf));
  const signer = await signerOf(options);
  const { wasm, catalogue, catalogueText } = readBundle();
  const bundle = await loadBundle(wasm, catalogue);
  const inputs = readInputs(
    options,
    catalogue.controls.map(({ id }) => id),
  );
  const past = await pastOf(options);
  const task = assignmentOf(options, past?.header, catalogue.controls);
  const { language, terminal } = options;
  const progress = progressOf({ language, width: terminal.width, clock: Date.now, tell: options.progress });
  const { run, store, snapshot } = await takeSnapshot(options, task, past, progress);
  progress.judging(task.controls.length);
  const judged = evaluate(snapshot, narrowed(bundle, task.controls), task.params, { judged: progress.judged });
  const { findings, outcomes } = waivedIn(snapshot, judged, inputs.waivers);
  const attestations = attestedAt(inputs.attestations, snapshot.scope.now);
  const personalData = dataSeenIn(snapshot, task.params);
  const evaluation: Evaluation = {
    schemaVersion: 1,
    kansa: options.version,
    scope: snapshot.scope,
    digests: {
      bundle: catalogue.wasmDigest,
      params: createHash('sha256').update(canonicalJson(task.params)).digest('hex'),
      findings: digestOf(findings),
    },
    exitCode: exitCodeOf(findings, options),
    summary: countVerdicts(findings),
    coverage: {
      ...coverageOf(snapshot, task.controls, findings, catalogue.controls.length),
      ...(outcomes.length > 0 && { waivers: outcomes }),
    },
    lineage: lineageOf(snapshot),
    // Of a narrowed run most of the evidence was never looked for.
    ...(isEverything(task.selection) && { retention: retentionOf(snapshot, findings, task.params) }),
    ...(personalData && { personalData }),
    ...(attestations && { attestations }),
    findings,
  };
  snapshot.close();
  validator('evaluation')(evaluation, 'the evaluation');
  for (const format of formats) {
    const render = PIECES[format] ?? RENDERERS[format];
    if (format !== 'json') run.write(REPORT_FILES[format], render(evaluation, catalogue, options.language));
  }
  run.write('bundle/policy.wasm', wasm);
  run.write('bundle/catalogue.json', catalogueText);
  writeSteering(run, task.params, { ...options, settings: steeredBy(options, store?.destination) });
  writeInputs(run, inputs);
  run.write('evaluation.json', jsonPieces(evaluation));
  const { neighbours } = store ?? {};
  const sealed = await sealRun(run.path, evaluation, { ...options, signer, ...(neighbours && { neighbours }) });
  const kept = await store?.send();
  const assessed = assessments(inputs.frameworks, evaluation);
  return {
    evaluation,
    summary:
      renderSeal({ ...sealed, ...(kept && { kept }) }, language) +
      renderSummary(evaluation, catalogue, { language, ...terminal, assessed }),
  };
};

/** Where a run goes on to is not what its last part was started with. */
const steeredBy = (
  { settings, resume }: ScanOptions,
  destination: Destination | undefined,
): ScanOptions['settings'] => {
  if (resume === undefined || destination === undefined) return settings;
  const { uri, lockYears } = destination;
  const said = new Map<string, unknown>([
    ['out', uri],
    ['lock-years', lockYears],
    ['no-lock', lockYears !== undefined],
  ]);
  return settings?.map((setting) =>
    said.has(setting.option) ? { ...setting, value: said.get(setting.option), origin: 'recording' } : setting,
  );
};

/** What steered the run beside the bundle: with it, somebody else can do the work again. */
const writeSteering = (
  run: RunDirectory,
  params: Params,
  { settings, replay }: Pick<ScanOptions, 'replay'> & { readonly settings: ScanOptions['settings'] },
): void => {
  run.write('inputs/params.json', `${canonicalJson(params, 2)}\n`);
  if (settings !== undefined) {
    validator('settings')(JSON.parse(JSON.stringify(settings)), 'the settings');
    run.write('inputs/settings.json', `${canonicalJson(settings, 2)}\n`);
  }
  if (typeof replay === 'string') run.copy('recording.ndjson.gz', replay);
};

/** A former run: one to be judged again without asking, or one that was cut off and goes on. */
type Past = ({ readonly kind: 'recording' } & Recording) | ({ readonly kind: 'journal' } & Journal);

const pastOf = async ({ replay, resume, version }: ScanOptions): Promise<Past | undefined> => {
  const check = validator('recording');
  if (resume !== undefined) {
    const path = reopenRunDirectory(resume).recording;
    const journal = await readJournal(path, check);
    if (journal.header.kansa !== version)
      throw new UsageError(
        `recording ${path} was begun by kansa ${journal.header.kansa}, and this is ${version}: resume it with the version that began it, or scan anew`,
      );
    // Who is asking now is asked anew.
    const exchanges = journal.exchanges.filter((exchange) => exchange.account !== '' && isSettled(exchange));
    return { kind: 'journal', header: journal.header, exchanges };
  }
  if (replay === undefined) return undefined;
  return { kind: 'recording', ...(typeof replay === 'string' ? await readRecording(replay, check) : replay) };
};

/** What a run is asked to find out. */
interface Assignment {
  readonly params: Params;
  readonly selection: Selection;
  readonly controls: readonly Control[];
  readonly now: number;
  readonly since: number;
  readonly regions: readonly string[];
  readonly logs: LogQuestions | undefined;
  readonly personalData: DataQuestions | undefined;
}

/** A run that goes on is asked what it was asked; a replay may be judged by other parameters and for fewer controls. */
const assignmentOf = (
  { resume, params, selection, now, since, regions, ...options }: ScanOptions,
  past: Past['header'] | undefined,
  all: readonly Control[],
): Assignment => {
  const asked = resume === undefined ? { params, selection } : { params: undefined, selection: EVERYTHING };
  const wanted = isEverything(asked.selection) ? (past?.selection ?? EVERYTHING) : asked.selection;
  const controls = selectControls(all, wanted);
  return {
    params: paramsOf(asked.params ?? (past && { from: 'the parameters of the recording', params: past.params })),
    selection: wanted,
    controls,
    logs: questionsOf(past === undefined ? askedOf(options) : past.logs, wanted),
    personalData:
      past === undefined
        ? dataQuestionsOf(dataAskedOf(options), wanted)
        : isEverything(asked.selection) || judgesData(controls, wanted)
          ? past.personalData
          : undefined,
    ...(past === undefined
      ? { now, regions, since: momentOf(since ?? DEFAULT_WINDOW, now) }
      : { now: past.now, regions: past.regions, since: past.since ?? momentOf(DEFAULT_WINDOW, past.now) }),
  };
};

/** Does a control judge what lies at places? They bear no tags: of a run that is narrowed by these, none does. */
const judgesData = (controls: readonly Control[], { resourceTags }: Pick<Selection, 'resourceTags'>): boolean =>
  resourceTags.length === 0 && controls.some(({ resource }) => resource === DATA_INVENTORY);

/** A recording of an earlier version knows fewer parameters: a rule that missed one would find nothing wrong. */
const paramsOf = (given: string | InlineParams | undefined): Params =>
  given === undefined ? DEFAULT_PARAMS : readParams(given);

/** The bundle as if it had only these controls. */
const narrowed = (bundle: Bundle, controls: readonly Control[]): Bundle => ({
  ...bundle,
  catalogue: { ...bundle.catalogue, controls },
});

const takeSnapshot = async (options: ScanOptions, task: Assignment, past: Past | undefined, progress: Progress) => {
  const recorder = past?.kind === 'recording' ? undefined : createRecorder();
  const calls: Call[] = [];
  const budget = options.timeout === undefined ? Number.POSITIVE_INFINITY : budgetOf(options.timeout);
  let deadline = Number.POSITIVE_INFINITY;
  const wiring = wiringFor(options, past, recorder, {
    count: (call) => {
      calls.push(call);
      progress.called();
    },
    isOver: () => Date.now() >= deadline,
  });
  const { now, since, selection, logs, personalData } = task;
  // Before anything is asked: whoever goes on with another file need not wait to learn it.
  const means =
    personalData === undefined || past?.kind === 'recording' ? undefined : dataMeansOf(personalData, options);
  const session = await unlessStopped(
    options.signal,
    openSession(
      {
        ...options,
        now,
        since,
        regions: task.regions,
        ...(past?.kind === 'recording'
          ? { replayed: { account: past.header.account } }
          : { waysIn: waysIn(options.kubeconfig) }),
      },
      wiring,
    ),
  );
  const { account, partition, regions, regionsOff = past?.header.regionsOff } = session;
  if (past === undefined && personalData !== undefined)
    expectPriced(personalData.limits, session, '--pii-max-read-usd');
  if (past !== undefined && past.header.account !== account)
    throw new UsageError(
      `--resume: the run is of account ${past.header.account}, but the credentials are of ${account}; sign in to the account of the run`,
    );

  // Only now, when the account answers, is a former run replaced.
  const store = await unlessStopped(options.signal, storeFor(options, account, task, past?.header.store));
  const run = openRunDirectory(options, account, now, store);
  const scope: Scope = {
    partition,
    account,
    regions,
    ...(regionsOff !== undefined && { regionsOff }),
    now,
    since,
    ...(!isEverything(selection) && { selection }),
    ...(logs !== undefined && { logs }),
    ...(personalData !== undefined && { personalData }),
  };
  recorder?.begin(
    run.recording,
    {
      ...scope,
      kansa: options.version,
      params: task.params,
      ...(store !== undefined && { store: store.destination }),
    },
    past?.exchanges,
  );
  if (regionsOff !== undefined && regionsOff.length > 0) progress.regionsOff(regionsOff);
  progress.account(account, regions, past && (past.kind === 'recording' ? {} : { answers: past.exchanges.length }));
  if (store !== undefined) progress.stored(run.path, store.destination.uri);

  const writer = createSnapshotWriter(run.snapshot);
  const collectors = await collectorsFor(task.controls, dataTypes(personalData));
  deadline = Date.now() + budget;
  try {
    const way: DataWay = { session, wiring, means };
    await unlessStopped(options.signal, collectWith(collectors, way, { ...task, scope }, writer, progress));
    progress.collected();
    writer.end(scope, calls);
    await recorder?.end();
  } catch (error) {
    await recorder?.cut();
    if (!(error instanceof Interrupted)) throw error;
    throw new Interrupted(
      error.signal,
      recorder === undefined
        ? `replay again${store === undefined ? ' with --overwrite' : ''}`
        : `what was answered until then is kept: go on with kansa scan --resume ${run.path}`,
    );
  }
  return { run, store, snapshot: openSnapshot(run.snapshot) };
};

const waysIn = (kubeconfig: string | undefined) => (kubeconfig === undefined ? [] : readWaysIn(kubeconfig));

const unlessStopped = async <T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> => {
  if (signal === undefined) return work;
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, stopped]);
};

/**
 * Tags are read first where only resources that bear some are judged, or data whose stores may bear their class; logs and data
 * come last, for resources tell where they lie.
 */
const collectWith = async (
  collectors: readonly Collector[],
  way: DataWay,
  { selection: { resourceTags }, logs, personalData, params, controls, scope }: Assignment & { readonly scope: Scope },
  sink: Sink,
  progress: Progress,
): Promise<void> => {
  const { session } = way;
  const tagsOf = resourceTags.length > 0 || personalData !== undefined ? await readTags(session) : undefined;
  const counted: Sink = {
    ...sink,
    resource(resource) {
      progress.saw();
      return sink.resource(resource);
    },
  };
  const ofData = keeping(scope, new Set(dataTypes(personalData)), counted);
  const ofLogs = keeping(scope, logs === undefined ? new Set() : LOG_TYPES, ofData.sink);
  await collect(collectors, { ...session, ...(tagsOf && { tagsOf }) }, ofLogs.sink, progress);
  if (logs !== undefined) {
    progress.lookingForLogs();
    await collectLogs(logs, ofLogs.seen, { session, sink: counted, params });
  }
  if (personalData !== undefined) {
    progress.lookingForPersonalData();
    await collectPersonalData(personalData, ofData.seen, way, counted);
  } else if (judgesData(controls, { resourceTags })) await tellUnasked(scope, counted);
};

/** Undefined where the run is kept in a local directory. A run that goes on is kept where it was to be, and locked as long. */
const storeFor = async (
  { out = '', resume, lock, lockYears, previous, ...options }: ScanOptions,
  account: string,
  { now, params }: Assignment,
  destination: Destination | undefined,
): Promise<RunStore | undefined> => {
  const keeping = {
    ...storeAccess(options),
    now,
    years: params.retention.audit_trail_years,
    ...(previous !== undefined && { previous }),
  };
  if (resume !== undefined) {
    if (destination === undefined) return undefined;
    const place = placeOf(destination.uri, `recording of ${resume}: place`);
    const { lockYears: years } = destination;
    return openRunStore({ ...keeping, place, lock: years !== undefined, ...(years && { lockYears: years }) }, resume);
  }
  if (!isS3(out)) return undefined;
  return openRunStore({
    ...keeping,
    place: filledPlace(out, '--out', account, now),
    ...(lock !== undefined && { lock }),
    ...(lockYears !== undefined && { lockYears }),
  });
};

const openRunDirectory = (
  { out = '', overwrite, replay, resume }: ScanOptions,
  account: string,
  now: number,
  store: RunStore | undefined,
): RunDirectory => {
  if (resume === undefined) {
    const folder = store?.folder ?? fill(out, placeArguments(account, now));
    return createRunDirectory(folder, { overwrite, ...(typeof replay === 'string' && { reads: replay }) });
  }
  const run = reopenRunDirectory(resume);
  run.clear();
  return run;
};

const wiringFor = (
  { scrubKey, now }: ScanOptions,
  past: Past | undefined,
  recorder: Recorder | undefined,
  { count, isOver }: Required<Pick<Wiring, 'count' | 'isOver'>>,
): Wiring => ({
  answers: past?.kind === 'recording' ? past.answer : 'live',
  ...(past?.kind === 'journal' && { journal: onceEach(past.exchanges) }),
  isOver,
  scrub: scrubber(scrubKey === undefined ? randomBytes(32) : Buffer.from(scrubKey), personalDataIn),
  record: (exchange) => recorder?.add(exchange),
  count,
  clock: past?.kind === 'recording' ? () => now : Date.now,
});

const budgetOf = (timeout: string): number => {
  const budget = durationOf(timeout);
  if (budget === undefined)
    throw new UsageError(`--timeout ${JSON.stringify(timeout)} is no duration: give minutes (30m) or hours (2h)`);
  return budget;
};
