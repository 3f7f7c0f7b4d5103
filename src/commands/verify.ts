import type { KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { digestOf } from '../engine/evaluate.js';
import { contradictions, differencesOf, manifestText, sha256Of } from '../evidence/manifest.js';
import type { Language } from '../model/control.js';
import { EXIT, UsageError } from '../model/errors.js';
import type { Evaluation } from '../model/finding.js';
import { canonicalJson } from '../model/json.js';
import { type Link, MANIFEST } from '../model/manifest.js';
import { isS3 } from '../model/run-place.js';
import type {
  ChainState,
  Difference,
  Reperformance,
  RunVerification,
  SignatureState,
  Verification,
  VerificationState,
} from '../model/verification.js';
import { renderVerification } from '../reports/index.js';
import { readEvaluation } from '../store/evaluation-file.js';
import { contentOf, storedManifest, storedSignature } from '../store/run-files.js';
import { validator } from '../store/validate.js';
import { reperform } from './reperform.js';
import type { LockOptions } from './run-store.js';
import { pemIn } from './seal.js';
import { withStoredRun } from './stored-run.js';

export interface VerifyOptions extends LockOptions {
  /** Directories of runs, or their places in S3. */
  readonly runs: readonly string[];
  readonly reperform: boolean;
  /** Public keys in PEM: a signature must be by one of them. */
  readonly publicKeys: readonly string[];
  /** The ARN of a KMS key whose signature counts, too. */
  readonly kms?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly json: boolean;
  readonly language: Language;
  readonly terminal: { readonly colour: boolean; readonly width: number };
  readonly version: string;
}

/** Verifies sealed runs: each byte, the signature, the links between them, and, if asked, the work itself. */
export const verify = async (
  options: VerifyOptions,
): Promise<{ readonly document: string; readonly exitCode: number }> => {
  const keys = await keysOf(options);
  const inspected: Inspected[] = [];
  for (const run of options.runs) inspected.push(await look(run, keys, options));
  const runs = inspected.map(({ previous, ...rest }): RunVerification => {
    const chain = chainOf({ previous, ...rest }, inspected);
    return { ...rest, chain, state: stateOf({ ...rest, chain }, keys.length > 0) };
  });
  const exitCode = exitCodeOf(runs);
  const verification: Verification = { schemaVersion: 1, kansa: options.version, exitCode, runs };
  validator('verification')(JSON.parse(JSON.stringify(verification)), 'the verification');
  const document = options.json
    ? `${canonicalJson(verification, 2)}\n`
    : renderVerification(verification, { language: options.language, ...options.terminal });
  return { document, exitCode };
};

const keysOf = async ({ publicKeys, kms, ...access }: VerifyOptions): Promise<readonly KeyObject[]> => {
  if (publicKeys.length === 0 && kms === undefined) return [];
  const { publicKeyOf } = await import('../evidence/keys.js');
  const named = publicKeys.map((path) => publicKeyOf(pemIn(path, '--public-key'), path));
  if (kms === undefined) return named;
  const { kmsPublicKey } = await import('../evidence/kms.js');
  return [...named, await kmsPublicKey(kms, access)];
};

/** What a run shows by itself, and which run it names as the one before. */
interface Inspected extends Omit<RunVerification, 'state' | 'chain'> {
  readonly previous: Link | undefined;
}

const look = (run: string, keys: readonly KeyObject[], options: VerifyOptions): Promise<Inspected> => {
  if (!isS3(run)) return inspect(folder(run), keys, options);
  return withStoredRun(run, options, async ({ folder, storage, differences, ignored }) => {
    const inspected = await inspect(folder, keys, options);
    return {
      ...inspected,
      run,
      differences: [...inspected.differences, ...differences],
      ignored: [...inspected.ignored, ...ignored],
      storage,
    };
  });
};

const inspect = async (run: string, keys: readonly KeyObject[], options: VerifyOptions): Promise<Inspected> => {
  const content = contentOf(run);
  const stored = storedManifest(run);
  const signatureText = storedSignature(run);
  const none: SignatureState = { state: 'none' };
  if (stored === undefined)
    return { run, differences: [], ignored: content.ignored, signature: none, previous: undefined };
  const { text, manifest, fault } = stored;
  const about = { run, manifest: sha256Of(text), ignored: content.ignored };
  const sayOf = (detail: string): Difference => ({ kind: 'manifest', path: MANIFEST, detail });
  if (manifest === undefined) {
    const signature: SignatureState = signatureText === undefined ? none : { state: 'invalid', detail: UNREADABLE };
    return { ...about, differences: [sayOf(fault ?? UNREADABLE)], signature, previous: undefined };
  }
  const evaluation = evaluationOf(run);
  const differences = [
    ...differencesOf(manifest, content),
    ...(text === manifestText(manifest) ? [] : [sayOf('its bytes are not those that kansa writes')]),
    ...(evaluation === undefined ? [] : contradictions(manifest, evaluation, digestOf(evaluation.findings))),
  ];
  const signature = signatureText === undefined ? none : await signatureOf(signatureText, { text, evaluation }, keys);
  return {
    ...about,
    account: manifest.scope.account,
    now: manifest.scope.now,
    kansa: manifest.kansa,
    sealed: {
      files: manifest.files.length,
      bytes: manifest.files.reduce((sum, { size }) => sum + size, 0),
    },
    differences,
    signature,
    ...(options.reperform && { reperformance: await reperformed(run, evaluation, options.version) }),
    previous: manifest.previous,
  };
};

const UNREADABLE = 'the manifest cannot be read';

const folder = (run: string): string => {
  if (statSync(run, { throwIfNoEntry: false })?.isDirectory()) return run;
  throw new UsageError(`${run} is no directory; name the directory of a run`);
};

/** Undefined where it cannot be read: then its file departs from the manifest, which is said already. */
const evaluationOf = (run: string): Evaluation | undefined => {
  try {
    return readEvaluation(run);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
};

const signatureOf = async (
  signature: string,
  { text, evaluation }: { readonly text: string; readonly evaluation: Evaluation | undefined },
  keys: readonly KeyObject[],
): Promise<SignatureState> => {
  if (evaluation === undefined)
    return { state: 'invalid', detail: 'what it is over cannot be compared: evaluation.json cannot be read' };
  const [{ checkSignature }, { statementOf, statementText }] = await Promise.all([
    import('../evidence/verify.js'),
    import('../evidence/statement.js'),
  ]);
  return checkSignature(signature, statementText(statementOf(text, evaluation)), keys);
};

const reperformed = (run: string, evaluation: Evaluation | undefined, version: string): Promise<Reperformance> => {
  if (evaluation !== undefined) return reperform(run, evaluation, version);
  const impossible = { state: 'impossible', detail: 'evaluation.json cannot be read' } as const;
  return Promise.resolve({ findings: impossible, snapshot: impossible });
};

/** How a run is linked to the others that were given. */
const chainOf = ({ run, account, now = 0, previous }: Inspected, given: readonly Inspected[]): ChainState => {
  const others = given.filter((other) => other.run !== run);
  const expected = others.some((other) => other.account === account && other.now !== undefined && other.now < now);
  if (previous === undefined) return { state: expected ? 'unlinked' : 'first', expected };
  if (others.some(({ manifest }) => manifest === previous.sha256))
    return { state: 'linked', run: previous.run, expected };
  const isNamed = others.some((other) => basename(resolve(other.run)) === previous.run && other.account === account);
  return { state: isNamed ? 'broken' : 'not_given', run: previous.run, expected };
};

/** What departs outweighs what could not be verified; only what was verified whole is called so. */
const stateOf = (
  { manifest, differences, signature, chain, reperformance, storage }: Omit<RunVerification, 'state'>,
  isKeyGiven: boolean,
): VerificationState => {
  const steps = reperformance === undefined ? [] : [reperformance.findings, reperformance.snapshot];
  if (
    differences.length > 0 ||
    ['invalid', 'unknown_key'].includes(signature.state) ||
    chain.state === 'broken' ||
    steps.some(({ state }) => state === 'differs') ||
    storage?.notes.some(({ kind }) => kind !== 'unseen')
  )
    return 'differs';
  const isIncomplete =
    manifest === undefined ||
    signature.state === 'unchecked' ||
    (signature.state === 'none' && isKeyGiven) ||
    (chain.expected && chain.state !== 'linked') ||
    steps.some(({ state }) => state === 'impossible') ||
    storage?.notes.some(({ kind }) => kind === 'unseen');
  return isIncomplete ? 'incomplete' : 'verified';
};

const exitCodeOf = (runs: readonly RunVerification[]): Verification['exitCode'] => {
  if (runs.some(({ state }) => state === 'differs')) return EXIT.violation;
  return runs.some(({ state }) => state === 'incomplete') ? EXIT.incomplete : EXIT.ok;
};
