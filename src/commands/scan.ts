import { createHash, randomBytes } from 'node:crypto';
import { COLLECTORS } from '../collectors/index.js';
import { collect } from '../collectors/run.js';
import { openSession } from '../collectors/session.js';
import type { Wiring } from '../collectors/transport.js';
import { type Bundle, loadBundle } from '../engine/bundle.js';
import { digestOf, evaluate } from '../engine/evaluate.js';
import { lineageOf } from '../engine/lineage.js';
import { typesNeeded } from '../engine/needs.js';
import { createRecorder, type Recorder, type Recording, readRecording } from '../evidence/recording.js';
import { scrubber } from '../evidence/scrub.js';
import type { Control, Language } from '../model/control.js';
import { countVerdicts, coverageOf } from '../model/coverage.js';
import { exitCodeOf, type Thresholds } from '../model/exit.js';
import type { Evaluation } from '../model/finding.js';
import { canonicalJson } from '../model/json.js';
import { DEFAULT_PARAMS, type Params } from '../model/params.js';
import { isEverything, type Selection, selectControls } from '../model/selection.js';
import type { Call, Scope } from '../model/snapshot.js';
import { DEFAULT_WINDOW, momentOf } from '../model/time.js';
import { RENDERERS, renderSummary } from '../reports/index.js';
import { readBundle } from '../store/bundle-files.js';
import { readParams } from '../store/params.js';
import { createRunDirectory } from '../store/run-directory.js';
import { createSnapshotWriter, openSnapshot } from '../store/snapshot-files.js';
import { validator } from '../store/validate.js';

export interface ScanOptions extends Thresholds {
  readonly out: string;
  readonly overwrite: boolean;
  readonly regions: readonly string[];
  /** From when on jobs and events are asked for: `30d`, an ISO date; a replay takes its recording's. */
  readonly since?: string;
  /** To what the run is narrowed; a replay that says nothing takes its recording's. */
  readonly selection: Selection;
  readonly profile?: string;
  readonly endpoint?: string;
  /** False to leave the inside of EKS clusters alone. */
  readonly kubernetes?: boolean;
  readonly maxAttempts: number;
  /** A recording to replay instead of asking AWS: its path, or one that is open already. */
  readonly replay?: string | Recording;
  /** A file of the organisation's parameters. */
  readonly params?: string;
  readonly language: Language;
  /** How the summary may look: with colour, and how many columns wide. */
  readonly terminal: { readonly colour: boolean; readonly width: number };
  /** The organisation's key for scrubbing, so that equal secrets stay recognisable between runs. */
  readonly scrubKey?: string;
  readonly version: string;
  /** Epoch milliseconds; a replay takes its recording's. */
  readonly now: number;
  /** One line a step, for a person who waits. */
  progress(text: string): void;
}

export interface Scanned {
  readonly evaluation: Evaluation;
  /** What a person reads at the end. */
  readonly summary: string;
}

/** Collects an account (or replays a recording of it), judges it by the bundle, and leaves a run directory. */
export const scan = async (options: ScanOptions): Promise<Scanned> => {
  const { wasm, catalogue } = readBundle();
  const bundle = await loadBundle(wasm, catalogue);
  const recording =
    typeof options.replay === 'string' ? await readRecording(options.replay, validator('recording')) : options.replay;
  const params =
    options.params === undefined ? (recording?.header.params ?? DEFAULT_PARAMS) : readParams(options.params);
  const selection =
    isEverything(options.selection) && recording?.header.selection ? recording.header.selection : options.selection;
  const controls = selectControls(catalogue.controls, selection);
  const { run, snapshot } = await takeSnapshot(options, { params, selection, controls }, recording);
  options.progress(`judging ${controls.length} controls`);
  const findings = evaluate(snapshot, narrowed(bundle, controls), params);
  const evaluation: Evaluation = {
    schemaVersion: 1,
    kansa: options.version,
    scope: snapshot.scope,
    digests: {
      bundle: catalogue.wasmDigest,
      params: createHash('sha256').update(canonicalJson(params)).digest('hex'),
      findings: digestOf(findings),
    },
    exitCode: exitCodeOf(findings, options),
    summary: countVerdicts(findings),
    coverage: coverageOf(snapshot, controls, findings, catalogue.controls.length),
    lineage: lineageOf(snapshot),
    findings,
  };
  snapshot.close();
  validator('evaluation')(JSON.parse(JSON.stringify(evaluation)), 'the evaluation');
  run.write('report.html', RENDERERS.html(evaluation, catalogue, options.language));
  run.write('evaluation.json', RENDERERS.json(evaluation));
  return {
    evaluation,
    summary: renderSummary(evaluation, catalogue, { language: options.language, ...options.terminal }),
  };
};

/** The bundle as if it had only these controls. */
const narrowed = (bundle: Bundle, controls: readonly Control[]): Bundle => ({
  ...bundle,
  catalogue: { ...bundle.catalogue, controls },
});

/** What a run is asked to find out. */
interface Assignment {
  readonly params: Params;
  readonly selection: Selection;
  readonly controls: readonly Control[];
}

const takeSnapshot = async (
  options: ScanOptions,
  { params, selection, controls }: Assignment,
  recording: Recording | undefined,
) => {
  const recorder = recording === undefined ? createRecorder() : undefined;
  const calls: Call[] = [];
  const wiring = wiringFor(options, recording, recorder, (call) => void calls.push(call));
  const { now, regions } = recording?.header ?? options;
  const since = recording?.header.since ?? momentOf((recording ? undefined : options.since) ?? DEFAULT_WINDOW, now);
  const session = await openSession(
    { ...options, now, since, regions, ...(recording && { replayed: { account: recording.header.account } }) },
    wiring,
  );

  // Only now, when the account answers, is a former run replaced.
  const run = createRunDirectory(options.out, options.overwrite);
  const scope: Scope = {
    partition: session.partition,
    account: session.account,
    regions: session.regions,
    now,
    since,
    ...(!isEverything(selection) && { selection }),
  };
  recorder?.begin(run.recording, { ...scope, kansa: options.version, params });
  options.progress(`account ${scope.account}, ${scope.regions.join(', ')}${recording ? ' (replayed)' : ''}`);

  const writer = createSnapshotWriter(run.snapshot);
  const collectors = await Promise.all(COLLECTORS.map((load) => load()));
  const types = typesNeeded(controls);
  await collect(
    collectors.filter(({ type }) => types.includes(type)),
    session,
    writer,
  );
  writer.end(scope, calls);
  await recorder?.end();
  return { run, snapshot: openSnapshot(run.snapshot) };
};

const wiringFor = (
  { scrubKey, now }: ScanOptions,
  recording: Recording | undefined,
  recorder: Recorder | undefined,
  count: Wiring['count'],
): Wiring => ({
  answers: recording === undefined ? 'live' : recording.answer,
  scrub: scrubber(scrubKey === undefined ? randomBytes(32) : Buffer.from(scrubKey)),
  record: (exchange) => recorder?.add(exchange),
  count,
  clock: recording === undefined ? Date.now : () => now,
});
