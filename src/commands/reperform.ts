import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { loadBundle } from '../engine/bundle.js';
import { digestOf, evaluate } from '../engine/evaluate.js';
import { sha256Of } from '../evidence/manifest.js';
import { diffOf } from '../model/diff.js';
import { UsageError } from '../model/errors.js';
import type { Evaluation, Finding } from '../model/finding.js';
import { byCodeUnit, canonicalJson, isObject } from '../model/json.js';
import { EVERYTHING, selectControls } from '../model/selection.js';
import type { Reperformance, ReperformanceStep } from '../model/verification.js';
import { readBundle, type StoredBundle } from '../store/bundle-files.js';
import { readParams } from '../store/params.js';
import { contentOf, sealedJson } from '../store/run-files.js';
import { openSnapshot } from '../store/snapshot-files.js';
import { waivedIn, waiversOfRun } from './inputs.js';
import { scan } from './scan.js';

/** Does the work of a sealed run again, from what is sealed in it. Nothing is asked of AWS, nothing is written into it. */
export const reperform = async (run: string, evaluation: Evaluation, version: string): Promise<Reperformance> => ({
  findings: await attempted(() => findingsAgain(run, evaluation)),
  snapshot: await attempted(() => snapshotAgain(run, evaluation, version)),
  ...(await today(run, evaluation)),
});

/** Sealed snapshot, bundle and parameters → findings: the same under any version of kansa. */
const findingsAgain = async (run: string, { scope, digests }: Evaluation): Promise<ReperformanceStep> => {
  const missing = [SNAPSHOT, ...BUNDLE, PARAMS].find((name) => !existsSync(join(run, name)));
  if (missing !== undefined) return { state: 'impossible', detail: `the run holds no ${missing}` };
  const params = sha256Of(canonicalJson(sealedJson(run, PARAMS)));
  if (params !== digests.params) return { state: 'differs', detail: `${PARAMS} is not what judged` };
  const bundle = readBundle(join(run, 'bundle'));
  if (sha256Of(bundle.wasm) !== digests.bundle)
    return { state: 'differs', detail: 'bundle/policy.wasm is not what judged' };
  const again = digestOf(await judgedBy(bundle, run));
  const snapshot = openSnapshot(join(run, 'snapshot'));
  snapshot.close();
  if (canonicalJson(snapshot.scope) !== canonicalJson(scope))
    return { state: 'differs', detail: 'the scope of the snapshot is not that of the evaluation' };
  return again === digests.findings ? { state: 'same' } : { state: 'differs', detail: 'the findings are others' };
};

const SNAPSHOT = 'snapshot/scope.json';
const BUNDLE = ['bundle/policy.wasm', 'bundle/catalogue.json'] as const;
const PARAMS = 'inputs/params.json';
const RECORDING = 'recording.ndjson.gz';

/** Findings of the sealed snapshot by that bundle, under the sealed parameters and waivers. */
const judgedBy = async ({ wasm, catalogue }: StoredBundle, run: string): Promise<readonly Finding[]> => {
  const bundle = await loadBundle(wasm, catalogue);
  const known = readBundle(join(run, 'bundle')).catalogue.controls.map(({ id }) => id);
  const snapshot = openSnapshot(join(run, 'snapshot'));
  try {
    const controls = selectControls(catalogue.controls, snapshot.scope.selection ?? EVERYTHING);
    const narrowed = { ...bundle, catalogue: { ...catalogue, controls } };
    const findings = evaluate(snapshot, narrowed, readParams(join(run, PARAMS)));
    return waivedIn(snapshot, findings, waiversOfRun(run, known)).findings;
  } finally {
    snapshot.close();
  }
};

/** Sealed recording → snapshot: the collectors of another version may read more or less of the same answers. */
const snapshotAgain = async (
  run: string,
  { kansa, scope }: Evaluation,
  version: string,
): Promise<ReperformanceStep> => {
  if (!existsSync(join(run, RECORDING))) return { state: 'impossible', detail: `the run holds no ${RECORDING}` };
  if (kansa !== version)
    return { state: 'other_version', detail: `the run is of kansa ${kansa}, and this is ${version}` };
  const folder = mkdtempSync(join(tmpdir(), 'kansa-verify-'));
  try {
    await scan({
      replay: join(run, RECORDING),
      out: join(folder, 'run'),
      overwrite: false,
      regions: [],
      formats: [],
      selection: scope.selection ?? EVERYTHING,
      params: join(run, PARAMS),
      waivers: false,
      attestations: false,
      maxAttempts: 1,
      failOn: 'none',
      failOnUnknown: 'never',
      previous: 'none',
      language: 'en',
      terminal: { colour: false, width: 100 },
      version,
      now: 0,
      progress: () => undefined,
    });
    const [one, again] = [join(run, 'snapshot'), join(folder, 'run/snapshot')];
    const others = unequal(one, again).filter((path) => path !== CALLS);
    const [other] = isDeepStrictEqual(callsIn(one), callsIn(again)) ? others : [...others, CALLS];
    return other === undefined
      ? { state: 'same' }
      : { state: 'differs', detail: `snapshot/${other} is not what the recording gives` };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const CALLS = 'calls.ndjson';

/**
 * The calls of a snapshot, whenever each of them ended. Who asks, and in which regions, a scan finds out before it collects anything: a
 * replay is told both by its recording, and asks nobody.
 */
const callsIn = (folder: string): string[] => {
  const path = join(folder, CALLS);
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  return lines
    .filter((line) => {
      const call: unknown = line === '' ? undefined : JSON.parse(line);
      return isObject(call) && !OPENING.includes(`${call.service}:${call.operation}`);
    })
    .sort(byCodeUnit);
};

const OPENING = ['sts:GetCallerIdentity', 'ec2:DescribeRegions'];

/** Files that two folders do not have alike. */
const unequal = (one: string, other: string): string[] => {
  const [here, there] = [one, other].map((folder) => new Map(contentOf(folder).files.map((file) => [file.path, file])));
  const paths = new Set([...(here?.keys() ?? []), ...(there?.keys() ?? [])]);
  return [...paths].filter((path) => here?.get(path)?.sha256 !== there?.get(path)?.sha256).sort();
};

/** What cannot be read cannot be done again: that is no proof of anything. */
const attempted = async (work: () => Promise<ReperformanceStep>): Promise<ReperformanceStep> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError || error instanceof SyntaxError || isFailureOfTheSystem(error))
      return { state: 'impossible', detail: error.message };
    throw error;
  }
};

const isFailureOfTheSystem = (error: unknown): error is Error => error instanceof Error && 'syscall' in error;

/** What today's bundle says of the sealed snapshot, in numbers; nothing where it cannot be asked. */
const today = async (run: string, evaluation: Evaluation): Promise<Pick<Reperformance, 'today'>> => {
  const own = readBundle();
  if (sha256Of(own.wasm) === evaluation.digests.bundle) return { today: { new: 0, fixed: 0, becameUnknown: 0 } };
  let findings: readonly Finding[] | undefined;
  await attempted(async () => {
    findings = await judgedBy(own, run);
    return { state: 'same' };
  });
  if (findings === undefined) return {};
  const { new: added, fixed, becameUnknown } = diffOf(evaluation, { ...evaluation, findings });
  return { today: { new: added.length, fixed: fixed.length, becameUnknown: becameUnknown.length } };
};
