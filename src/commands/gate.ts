import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from '../engine/bundle.js';
import { digestOf, evaluate, judgedIn } from '../engine/evaluate.js';
import { runtimeRead, typesNeeded } from '../engine/needs.js';
import { type TagsOf, waive } from '../engine/waive.js';
import { type PersonalSearch, scrubber, templateKey } from '../evidence/scrub.js';
import { secretsOf } from '../evidence/secrets.js';
import { SOME_ACCOUNT, SOME_REGION } from '../iac/declaration.js';
import { partitionOf } from '../iac/identity.js';
import { type ReadFiles, type ReadOptions, readFiles } from '../iac/read.js';
import { placesOf } from '../iac/resources.js';
import { templateSnapshot } from '../iac/snapshot.js';
import type { Language } from '../model/control.js';
import { countVerdicts, coverageOf } from '../model/coverage.js';
import { EXIT, UsageError } from '../model/errors.js';
import { exitCodeOf, type Thresholds } from '../model/exit.js';
import type { Coverage, Evaluation, FileCoverage, Finding, TemplateKind } from '../model/finding.js';
import { by, canonicalJson } from '../model/json.js';
import { DEFAULT_PARAMS } from '../model/params.js';
import { type FileSource, isFileSource, type Resource } from '../model/resource.js';
import { isEverything, type Selection, selectControls } from '../model/selection.js';
import type { Scope, Snapshot } from '../model/snapshot.js';
import { didYouMean } from '../model/suggest.js';
import { WAIVERS_FILE, type Waiver, type WaiverOutcome } from '../model/waiver.js';
import { GATE_FORMATS, type GateFormat, gateRenderer, isGateFormat } from '../reports/gate/formats.js';
import { type InlineParams, readParams } from '../store/params.js';
import { writeWhole } from '../store/run-directory.js';
import { sourceBytes } from '../store/source-files.js';
import { moduleFolder, type TemplateFile, templateFiles, variableFiles } from '../store/template-files.js';
import { validator } from '../store/validate.js';
import { INLINE_MARK, inlineWaivers, readWaivers } from '../store/waivers.js';

export interface GateOptions extends Thresholds {
  /** What judges. */
  readonly bundle: Bundle;
  /** Files and folders of templates; `-` is stdin. */
  readonly paths: readonly string[];
  /** What the files are; undefined where each tells itself. */
  readonly inputType?: TemplateKind;
  /** Where the templates will be deployed, where they do not say it. */
  readonly account?: string;
  readonly region?: string;
  /** A run of the account, its directory or its place in S3, which knows what exists already. */
  readonly context?: string;
  /** By whom S3 is reached. */
  readonly profile?: string;
  readonly endpoint?: string;
  /** Values of the templates' parameters, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Files of values of Terraform variables, beside those that Terraform reads by itself; later ones win. */
  readonly varFiles: readonly string[];
  readonly selection: Selection;
  readonly params?: string | InlineParams;
  /** The file of waivers; undefined for the usual one, where it is there. */
  readonly waivers?: string;
  readonly failOnExpiredWaiver: boolean;
  /** An earlier result as JSON. */
  readonly baseline?: string;
  readonly newOnly: boolean;
  /** `sarif`, `sarif=out.sarif`: at most one without a path. */
  readonly formats: readonly string[];
  readonly language: Language;
  /** How the text may look on stdout. */
  readonly terminal: { readonly colour: boolean; readonly width: number };
  readonly version: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Gated {
  readonly evaluation: Evaluation;
  /** What was asked for on stdout; undefined where every document went into a file. */
  readonly document?: Iterable<string>;
  /** What a person then reads all the same. */
  readonly text?: Iterable<string>;
}

/** Judges templates before anything is deployed, by the controls that judge the account. */
export const gate = async ({ context, ...options }: GateOptions): Promise<Gated> => {
  if (context === undefined) return gated(options);
  const { storeAccess, withRun } = await import('./run-store.js');
  return withRun(context, 'facts', storeAccess(options), (run) => gated({ ...options, context: run }));
};

const gated = async (options: GateOptions): Promise<Gated> => {
  const around = options.context === undefined ? undefined : await contextOf(options.context, options.account);
  const { account = around?.scope.account ?? SOME_ACCOUNT, region = onlyRegion(around) ?? SOME_REGION, now } = options;
  const outputs = outputsOf(options.formats);
  const earlier = await baselineOf(options);
  const { files: templates, unread } = templateFiles(options.paths);
  if (templates.length + unread.length === 0)
    throw new UsageError(`gate: no templates in ${options.paths.join(', ')}; name files, or folders that hold some`);
  const named = new Set(templates.map(({ path }) => path));
  const found = [...templates, ...variableFiles(options.varFiles).filter(({ path }) => !named.has(path))];
  const { bundle } = options;
  const { catalogue } = bundle;
  const params = options.params === undefined ? DEFAULT_PARAMS : readParams(options.params);
  const selected = selectControls(catalogue.controls, options.selection);
  const controls = selected.filter(judgedIn('template'));
  const ids = catalogue.controls.map(({ id }) => id);
  const filed = filedWaivers(options.waivers, ids);
  const destination = { partition: partitionOf(region), account, region };

  const read = await readFiles(found, {
    destination,
    given: options.parameters,
    variableFiles: options.varFiles,
    folder: moduleFolder,
    runtimeMembers: runtimeRead(controls),
    scrub: templateScrubber(),
    ...(options.inputType && { kind: options.inputType }),
  });
  const isLarge = found.reduce((sum, { bytes }) => sum + bytes.length, 0) > LARGE;
  if (isLarge) await collectGarbage();
  refuseUnasked(options.parameters, read);
  const scope: Scope = {
    partition: destination.partition,
    ...placesOf(read.resources, destination),
    now,
    since: now,
    ...(!isEverything(options.selection) && { selection: options.selection }),
  };
  const snapshot = templateSnapshot(read.resources, scope, {
    types: typesNeeded(controls),
    ...(around && { around }),
  });
  if (isLarge) await collectGarbage();
  const judged = evaluate(snapshot, { ...bundle, catalogue: { ...catalogue, controls } }, params, {
    mode: 'template',
  });
  if (isLarge) await collectGarbage();
  const sources = sourcesOf(found, judged);
  const inline = [...sources]
    .filter(([, source]) => source.bytes.includes(INLINE_MARK))
    .map(([file, source]) => ({ file, ...inlineWaivers(file, source.lines().join('\n'), ids) }));
  const waivers = [...filed, ...inline.flatMap(({ waivers: own }) => own)];
  const { findings: waived, outcomes } = waive(judged, waivers, { now, tagsOf: tagsIn(read.resources) });
  const findings =
    earlier === undefined ? waived : (await import('../engine/baseline.js')).withoutKnown(waived, earlier.findings);
  const files = [...withMalformed(read.files, inline), ...unread.map(unreadLink)].sort(by(({ file }) => file));
  const coverage: Coverage = {
    ...coverageOf(snapshot, controls, findings, catalogue.controls.length),
    listings: [],
    files,
    liveOnly: selected.filter((control) => !controls.includes(control)).map(({ id }) => id),
    ...(outcomes.length > 0 && { waivers: outcomes }),
    ...(earlier !== undefined && { baseline: { file: earlier.file, known: knownIn(findings) } }),
  };
  let digest: string | undefined;
  const evaluation: Evaluation = {
    schemaVersion: 1,
    kansa: options.version,
    scope,
    digests: {
      bundle: catalogue.wasmDigest,
      params: createHash('sha256').update(canonicalJson(params)).digest('hex'),
      // Only what shows it waits for it: it takes as long as reading a plan.
      get findings() {
        digest ??= digestOf(waived);
        return digest;
      },
    },
    exitCode: gateExit(exitCodeOf(findings, options), files, options, options.failOnExpiredWaiver ? outcomes : []),
    summary: countVerdicts(findings),
    coverage,
    lineage: [],
    findings,
  };
  // Nobody else than who reads it as JSON relies on its form.
  if (outputs.some(({ format }) => format === 'json')) validator('evaluation')(evaluation, 'the evaluation');
  // A plan shows nothing of what somebody wrote, and its lines may hold secrets.
  const plans = new Set(files.filter(({ kind }) => kind === 'terraform-plan').map(({ file }) => file));
  const search = [...sources.keys()].every((file) => plans.has(file)) ? undefined : (await detectors()).personalDataIn;
  const lineOf = (file: string, line: number) =>
    search === undefined || plans.has(file) ? undefined : harmless(sources.get(file)?.lines()[line - 1] ?? '', search);
  const rendered = async (format: GateFormat, look: GateOptions['terminal']): Promise<Iterable<string>> => {
    if (format === 'json') return (await import('../reports/run/json.js')).jsonPieces(evaluation);
    const render = await gateRenderer(format);
    return [render(evaluation, catalogue, { language: options.language, ...look, lineOf })];
  };
  for (const { format, path } of outputs)
    if (path !== undefined) writeWhole(path, await rendered(format, { colour: false, width: 120 }));
  const printed = outputs.find(({ path }) => path === undefined);
  return {
    evaluation,
    ...(printed === undefined
      ? { text: await rendered('text', { ...options.terminal, colour: false }) }
      : { document: await rendered(printed.format, options.terminal) }),
  };
};

/** Bytes of templates from which on it pays to collect what reading them left behind. */
const LARGE = 32 << 20;

/** A plan is parsed into many times its size; left alone, V8 lets that stand and grows: 2.5 GB for 158 MB, and 1.8 GB when it is collected. */
const collectGarbage = async (): Promise<void> => {
  const [{ setFlagsFromString }, { runInNewContext }] = await Promise.all([import('node:v8'), import('node:vm')]);
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc === 'function') gc();
};

interface Output {
  readonly format: GateFormat;
  readonly path?: string;
}

/** `text`, `sarif=out.sarif`. Two documents on stdout would be none. */
const outputsOf = (formats: readonly string[]): Output[] => {
  const outputs = formats.map((word): Output => {
    const [, format = word, path] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    if (!isGateFormat(format))
      throw new UsageError(
        `--format ${JSON.stringify(word)}: no such format${didYouMean(format, GATE_FORMATS)} (known: ${GATE_FORMATS.join(', ')})`,
      );
    if (path === '') throw new UsageError(`--format ${JSON.stringify(word)}: name a file after the =`);
    return path === undefined ? { format } : { format, path };
  });
  const printed = outputs.filter(({ path }) => path === undefined);
  if (printed.length > 1)
    throw new UsageError(
      `--format ${printed.map(({ format }) => format).join(' and --format ')}: only one can go to stdout; give the others a file, e.g. --format ${printed[1]?.format}=FILE`,
    );
  return outputs.length === 0 ? [{ format: 'text' }] : outputs;
};

const WRITES = '"kansa gate --format json=FILE"';

interface Earlier {
  readonly file: string;
  readonly findings: readonly Finding[];
}

/** The earlier result. Without one nothing would be known, and with `--new-only` a mistyped name must not look like a clean start. */
const baselineOf = async ({ newOnly, baseline }: GateOptions): Promise<Earlier | undefined> => {
  if (!newOnly) return undefined;
  if (baseline === undefined)
    throw new UsageError(`--new-only needs a result to compare with: name one with --baseline (${WRITES} writes it)`);
  const { readEvaluation } = await import('../store/evaluation-file.js');
  const { findings, coverage } = readEvaluation(baseline, `${WRITES} writes a baseline`);
  if (coverage.files === undefined)
    throw new UsageError(`--baseline ${baseline} is the result of a scan, not of a gate; ${WRITES} writes one`);
  return { file: baseline, findings };
};

const filedWaivers = (named: string | undefined, controls: readonly string[]): Waiver[] =>
  named === undefined && !existsSync(WAIVERS_FILE) ? [] : readWaivers(named ?? WAIVERS_FILE, controls);

interface SourceFile {
  readonly bytes: Buffer;
  /** Made when they are asked for: a plan of hundreds of megabytes is one line that nobody shows. */
  lines(): readonly string[];
}

const sourceFile = (content: Uint8Array): SourceFile => {
  let lines: readonly string[] | undefined;
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return {
    bytes,
    lines() {
      lines ??= new TextDecoder().decode(bytes).split(/\r?\n/);
      return lines;
    },
  };
};

/** The files that were read, and those to which findings lead. */
const sourcesOf = (found: readonly TemplateFile[], findings: readonly Finding[]): ReadonlyMap<string, SourceFile> => {
  const sources = new Map(found.map(({ path, bytes }) => [path, sourceFile(bytes)]));
  const named = findings.flatMap(({ place, evidence }) => [
    ...(place === undefined ? [] : [place]),
    ...evidence.flatMap(({ source }) => source.filter(isFileSource)),
  ]);
  for (const file of new Set(named.map((place) => place.file))) {
    const bytes = sources.has(file) ? undefined : sourceBytes(file);
    if (bytes !== undefined) sources.set(file, sourceFile(bytes));
  }
  return sources;
};

/** Tags of subjects, told apart by where they are declared: two files may declare the same name. */
const tagsIn = (resources: readonly Resource[]): TagsOf => {
  const key = (type: string, id: string, place: FileSource | undefined) =>
    canonicalJson([type, id, place?.file, place?.address]);
  const tags = new Map(resources.map(({ type, id, source, tags }) => [key(type, id, source.find(isFileSource)), tags]));
  return ({ resource, place }) => tags.get(key(resource.type, resource.id, place)) ?? {};
};

/** A comment that means to waive and cannot be understood is a part of its file that could not be read. */
const withMalformed = (
  files: readonly FileCoverage[],
  inline: readonly { readonly file: string; readonly malformed: FileCoverage['problems'] }[],
): FileCoverage[] => {
  const own = new Set(files.map(({ file }) => file));
  return [
    ...files.map((file) => ({
      ...file,
      problems: [...file.problems, ...inline.filter((one) => one.file === file.file).flatMap((one) => one.malformed)],
    })),
    ...inline
      .filter(({ file, malformed }) => !own.has(file) && malformed.length > 0)
      .map(({ file, malformed }): FileCoverage => ({ file, kind: 'terraform', resources: 0, problems: malformed })),
  ];
};

/** A value that nobody asks for is a slip of the pen, unless what would ask could not be read. */
const refuseUnasked = (given: GateOptions['parameters'], { parameters, files }: ReadFiles): void => {
  const unasked = Object.keys(given).find((name) => !parameters.includes(name));
  if (unasked === undefined || files.some(({ problems }) => problems.length > 0)) return;
  throw new UsageError(
    `--parameter ${unasked}: no template has such a parameter or variable${didYouMean(unasked, parameters)} (known: ${parameters.join(', ') || 'none'})`,
  );
};

/** A link that was not followed, as a part of the coverage. */
const unreadLink = ({ path, message }: { readonly path: string; readonly message: string }): FileCoverage => ({
  file: path,
  kind: 'ignored',
  resources: 0,
  problems: [],
  unread: [{ message }],
});

const knownIn = (findings: readonly Finding[]): number =>
  findings.reduce(
    (sum, { verdict, known, violations }) =>
      sum + (verdict === 'unknown' && known ? 1 : violations.filter((one) => one.known).length),
    0,
  );

/** A line is shown as it is written, unless it holds what looks like a secret, or like somebody's data. */
const harmless = (line: string, search: PersonalSearch): string | undefined =>
  line === '' || secretsOf(line).length > 0 || search(line).length > 0 ? undefined : line;

/** The detectors of personal data: thirty modules, which a plan without texts does not need. */
const detectors = () => import('../pii/resources.js');

/** Takes secrets, and texts that people write, out of resources; loads the detectors with the first such text. */
const templateScrubber = (): ReadOptions['scrub'] => {
  let search: PersonalSearch | undefined;
  let isUnsearched = false;
  const scrub = scrubber(randomBytes(32), (text, name) => {
    isUnsearched ||= search === undefined;
    return search?.(text, name) ?? [];
  });
  return async (json, type) => {
    isUnsearched = false;
    const scrubbed = scrub(json, templateKey(type));
    if (!isUnsearched) return scrubbed;
    search = (await detectors()).personalDataIn;
    return scrub(json, templateKey(type));
  };
};

/** The run of the account into which the templates will be deployed. */
const contextOf = async (run: string, account: string | undefined): Promise<Snapshot> => {
  const [{ readEvaluation }, { openSnapshot }] = await Promise.all([
    import('../store/evaluation-file.js'),
    import('../store/snapshot-files.js'),
  ]);
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

/** An expired waiver, where it is asked for, is as bad as a violation; what could not be read is incomplete, whatever the rest says. */
const gateExit = (
  code: number,
  files: readonly FileCoverage[],
  { failOnUnknown }: Pick<Thresholds, 'failOnUnknown'>,
  waivers: readonly WaiverOutcome[],
): number => {
  if (waivers.some(({ state }) => state === 'expired')) return EXIT.violation;
  // What a module of a registry makes is as unknown as a fact can be.
  const isIncomplete = ({ problems, unread = [] }: FileCoverage) =>
    problems.length > 0 || (unread.length > 0 && failOnUnknown !== 'never');
  return code === EXIT.ok && files.some(isIncomplete) ? EXIT.incomplete : code;
};
