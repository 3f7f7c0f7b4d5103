import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { loadBundle } from '../engine/bundle.js';
import { digestOf, evaluate, judgedIn } from '../engine/evaluate.js';
import { runtimeRead, typesNeeded } from '../engine/needs.js';
import { scrubber } from '../evidence/scrub.js';
import { secretsOf } from '../evidence/secrets.js';
import { SOME_ACCOUNT, SOME_REGION } from '../iac/declaration.js';
import { partitionOf } from '../iac/identity.js';
import { readFiles } from '../iac/read.js';
import { placesOf } from '../iac/resources.js';
import { templateSnapshot } from '../iac/snapshot.js';
import type { Language } from '../model/control.js';
import { countVerdicts, coverageOf } from '../model/coverage.js';
import { EXIT, UsageError } from '../model/errors.js';
import type { ExchangeKey } from '../model/exchange.js';
import { exitCodeOf, type Thresholds } from '../model/exit.js';
import type { Evaluation, FileCoverage, TemplateKind } from '../model/finding.js';
import { canonicalJson } from '../model/json.js';
import { DEFAULT_PARAMS } from '../model/params.js';
import { type Selection, selectControls } from '../model/selection.js';
import type { Scope, Snapshot } from '../model/snapshot.js';
import { renderGate, renderJson } from '../reports/index.js';
import { readBundle } from '../store/bundle-files.js';
import { readEvaluation } from '../store/evaluation-file.js';
import { type InlineParams, readParams } from '../store/params.js';
import { openSnapshot } from '../store/snapshot-files.js';
import { moduleFolder, templateFiles } from '../store/template-files.js';
import { validator } from '../store/validate.js';

export interface GateOptions extends Thresholds {
  /** Files and folders of templates. */
  readonly paths: readonly string[];
  /** What the files are; undefined where each tells itself. */
  readonly inputType?: TemplateKind;
  /** Where the templates will be deployed, where they do not say it. */
  readonly account?: string;
  readonly region?: string;
  /** The directory of a run of the account, which knows what exists already. */
  readonly context?: string;
  readonly selection: Selection;
  readonly params?: string | InlineParams;
  readonly language: Language;
  readonly terminal: { readonly colour: boolean; readonly width: number };
  readonly version: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Gated {
  readonly evaluation: Evaluation;
  /** What a person reads. */
  readonly text: string;
  readonly json: string;
}

/** Judges templates before anything is deployed, by the controls that judge the account. */
export const gate = async (options: GateOptions): Promise<Gated> => {
  const around = options.context === undefined ? undefined : contextOf(options.context, options.account);
  const { account = around?.scope.account ?? SOME_ACCOUNT, region = onlyRegion(around) ?? SOME_REGION, now } = options;
  const { wasm, catalogue } = readBundle();
  const bundle = await loadBundle(wasm, catalogue);
  const params = options.params === undefined ? DEFAULT_PARAMS : readParams(options.params);
  const selected = selectControls(catalogue.controls, options.selection);
  const controls = selected.filter(judgedIn('template'));
  const destination = { partition: partitionOf(region), account, region };

  const found = templateFiles(options.paths);
  if (found.length === 0)
    throw new UsageError(`gate: no templates in ${options.paths.join(', ')}; name files, or folders that hold some`);
  const scrub = scrubber(randomBytes(32));
  const { resources, files } = await readFiles(found, {
    destination,
    given: {},
    folder: moduleFolder,
    runtimeMembers: runtimeRead(controls),
    scrub: (json) => scrub(json, TEMPLATE),
    ...(options.inputType && { kind: options.inputType }),
  });
  const scope: Scope = {
    partition: destination.partition,
    ...placesOf(resources, destination),
    now,
    since: now,
  };
  const snapshot = templateSnapshot(resources, scope, {
    types: typesNeeded(controls),
    ...(around && { around }),
  });
  const findings = evaluate(snapshot, { ...bundle, catalogue: { ...catalogue, controls } }, params, {
    mode: 'template',
  });
  const evaluation: Evaluation = {
    schemaVersion: 1,
    kansa: options.version,
    scope,
    digests: {
      bundle: catalogue.wasmDigest,
      params: createHash('sha256').update(canonicalJson(params)).digest('hex'),
      findings: digestOf(findings),
    },
    exitCode: gateExit(exitCodeOf(findings, options), files),
    summary: countVerdicts(findings),
    coverage: {
      ...coverageOf(snapshot, controls, findings, catalogue.controls.length),
      listings: [],
      files,
      liveOnly: selected.filter((control) => !controls.includes(control)).map(({ id }) => id),
    },
    lineage: [],
    findings,
  };
  validator('evaluation')(JSON.parse(JSON.stringify(evaluation)), 'the evaluation');
  // A plan shows nothing of what somebody wrote, and its lines may hold secrets.
  const plans = new Set(files.filter(({ kind }) => kind === 'terraform-plan').map(({ file }) => file));
  const written = found.filter(({ path }) => !plans.has(path));
  const texts = new Map(written.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes).split(/\r?\n/)]));
  return {
    evaluation,
    text: renderGate(evaluation, catalogue, {
      language: options.language,
      ...options.terminal,
      lineOf: (file, line) => harmless(texts.get(file)?.[line - 1] ?? ''),
    }),
    json: renderJson(evaluation),
  };
};

/** Templates are scrubbed as an answer would be that shows them. */
const TEMPLATE: ExchangeKey = {
  account: '',
  region: '',
  service: 'cloudformation',
  operation: 'GetTemplate',
  input: '',
};

/** A line is shown as it is written, unless it holds what looks like a secret. */
const harmless = (line: string): string | undefined => (line === '' || secretsOf(line).length > 0 ? undefined : line);

/** The run of the account into which the templates will be deployed. */
const contextOf = (run: string, account: string | undefined): Snapshot => {
  const { scope } = readEvaluation(run);
  if (account !== undefined && account !== scope.account)
    throw new UsageError(
      `--context: ${run} is a run of account ${scope.account}, and the templates are for ${account}; name a run of that account`,
    );
  return openSnapshot(join(run, 'snapshot'));
};

/** A run of one region says where the templates go, too. */
const onlyRegion = (around: Snapshot | undefined): string | undefined =>
  around?.scope.regions.length === 1 ? around.scope.regions[0] : undefined;

/** What could not be read is incomplete, whatever the rest says. */
const gateExit = (code: number, files: readonly FileCoverage[]): number =>
  code === EXIT.ok && files.some(({ problems }) => problems.length > 0) ? EXIT.incomplete : code;
