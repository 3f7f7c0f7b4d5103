import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { differencesOf, manifestOf, manifestText, sha256Of } from '../evidence/manifest.js';
import type { Signer } from '../evidence/sign.js';
import type { Language } from '../model/control.js';
import { UsageError } from '../model/errors.js';
import type { Evaluation } from '../model/finding.js';
import { by } from '../model/json.js';
import { type Link, MANIFEST, type Manifest, SIGNATURE } from '../model/manifest.js';
import { isS3 } from '../model/run-place.js';
import type { Sealed } from '../model/seal.js';
import { renderSeal } from '../reports/index.js';
import { readEvaluation } from '../store/evaluation-file.js';
import { writeWhole } from '../store/run-directory.js';
import { contentOf, type Neighbour, neighboursOf, storedManifest, storedSignature } from '../store/run-files.js';
import { validator } from '../store/validate.js';
import { storeAccess, withPrevious } from './run-store.js';

/** By what a run is signed; by nothing where neither is given. */
export interface SigningOptions {
  /** A private key in PEM. */
  readonly signKey?: string;
  /** Opens it, where it is encrypted. */
  readonly passphrase?: string;
  /** The ARN of an asymmetric KMS key. */
  readonly signKms?: string;
  readonly profile?: string;
  readonly endpoint?: string;
}

/** Opens the key before there is anything to sign: what cannot be signed is known before an account is asked. */
export const signerOf = async (options: SigningOptions): Promise<Signer | undefined> => {
  const { signKey, signKms, passphrase } = options;
  if (signKey !== undefined && signKms !== undefined)
    throw new UsageError('--sign-key and --sign-kms exclude each other: a run has one signature; leave one out');
  if (signKey !== undefined) {
    const { localSigner } = await import('../evidence/sign.js');
    return localSigner(pemIn(signKey, '--sign-key'), signKey, passphrase);
  }
  if (signKms === undefined) return undefined;
  const { kmsSigner } = await import('../evidence/kms.js');
  return kmsSigner(signKms, options);
};

export const pemIn = (path: string, option: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      `${option} ${path} cannot be read (${error instanceof Error ? error.message : String(error)}); "kansa keys create" makes keys`,
    );
  }
};

export interface SealOptions {
  readonly signer?: Signer | undefined;
  /** The run before on disk, or `none`; where nobody says it, it is looked for beside the run. */
  readonly previous?: string;
  /** Sealed runs that could be the one before; those beside the run, where nobody brings others. */
  readonly neighbours?: readonly Neighbour[];
}

/** Seals a run that is whole: the manifest is the last file that is written, but for its signature. */
export const sealRun = async (run: string, evaluation: Evaluation, options: SealOptions): Promise<Sealed> => {
  const { link, unreadable } = previousOf(run, evaluation, options);
  const { files, irregular } = contentOf(run);
  const [strange] = irregular;
  if (strange !== undefined)
    throw new UsageError(
      `run ${run} holds ${strange}, which is no regular file: put its content there, or take it away`,
    );
  const manifest = manifestOf(evaluation, files, link);
  validator('manifest')(JSON.parse(JSON.stringify(manifest)), 'the manifest');
  const text = manifestText(manifest);
  writeWhole(join(run, MANIFEST), text);
  const keyId = await signRun(run, text, evaluation, options.signer);
  return {
    run,
    sha256: sha256Of(text),
    ...(link !== undefined && { previous: link }),
    ...(keyId !== undefined && { keyId }),
    unreadable,
  };
};

const signRun = async (
  run: string,
  manifest: string,
  evaluation: Evaluation,
  signer: Signer | undefined,
): Promise<string | undefined> => {
  if (signer === undefined) return undefined;
  const { signedBundle } = await import('../evidence/sign.js');
  const { statementOf, statementText } = await import('../evidence/statement.js');
  const { keyIdOf } = await import('../evidence/keys.js');
  const statement = statementOf(manifest, evaluation);
  validator('statement')(JSON.parse(JSON.stringify(statement)), 'the statement');
  try {
    writeWhole(join(run, SIGNATURE), await signedBundle(statementText(statement), signer));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message}; run ${run} is whole and sealed, but not signed: sign it by "kansa seal"`);
  }
  return keyIdOf(signer.publicKey);
};

/** `kansa seal RUN`: seals a run that is not sealed, or signs one that is; never a second time. */
export const seal = async (
  run: string,
  { previous, ...options }: SigningOptions & { readonly previous?: string },
): Promise<Sealed> => {
  if (isS3(run))
    throw new UsageError(
      `run ${run}: nothing is added to a run in S3; seal and sign it on disk, then "kansa runs upload" it`,
    );
  return withPrevious({ ...storeAccess(options), ...(previous !== undefined && { previous }) }, (link) =>
    sealed(run, { ...options, ...link }),
  );
};

const sealed = async (run: string, options: SigningOptions & { readonly previous?: string }): Promise<Sealed> => {
  const signer = await signerOf(options);
  const evaluation = readEvaluation(run);
  const stored = storedManifest(run);
  if (stored === undefined) return sealRun(run, evaluation, { ...options, signer });
  const { manifest, text, fault } = stored;
  if (manifest === undefined) throw new UsageError(`run ${run}: ${MANIFEST}: ${fault}; seal the run as it was`);
  const cure = `"kansa verify ${run}" names all that departs from its manifest`;
  if (storedSignature(run) !== undefined) throw new UsageError(`run ${run} is sealed and signed already; ${cure}`);
  if (signer === undefined) throw new UsageError(`run ${run} is sealed already; sign it with --sign-key or --sign-kms`);
  if (options.previous !== undefined)
    throw new UsageError(`run ${run} is sealed already, its link with it; leave --previous out`);
  if (text !== manifestText(manifest) || differencesOf(manifest, contentOf(run)).length > 0)
    throw new UsageError(`run ${run} is not what was sealed, and is not signed; ${cure}`);
  const keyId = await signRun(run, text, evaluation, signer);
  return {
    run,
    sha256: sha256Of(text),
    ...(manifest.previous !== undefined && { previous: manifest.previous }),
    ...(keyId !== undefined && { keyId }),
    unreadable: [],
  };
};

/** The result for a person. */
export const sealText = (sealed: Sealed, language: Language): string => renderSeal(sealed, language);

const previousOf = (
  run: string,
  { scope }: Evaluation,
  { previous, neighbours }: SealOptions,
): { readonly link?: Link; readonly unreadable: readonly string[] } => {
  if (previous === 'none') return { unreadable: [] };
  if (previous !== undefined) {
    const { text, manifest } = named(previous);
    if (manifest.scope.account !== scope.account || manifest.scope.now >= scope.now)
      throw new UsageError(`--previous ${previous}: it is no earlier run of account ${scope.account}`);
    return { link: { run: basename(resolve(previous)), sha256: sha256Of(text) }, unreadable: [] };
  }
  const beside = neighbours ?? neighboursOf(run);
  const last = beside
    .flatMap(({ run, stored: { text, manifest } }) => (manifest === undefined ? [] : [{ run, text, manifest }]))
    .filter(({ manifest }) => manifest.scope.account === scope.account && manifest.scope.now < scope.now)
    .sort(
      by(
        ({ manifest }) => String(manifest.scope.now).padStart(16, '0'),
        ({ run }) => run,
      ),
    )
    .at(-1);
  return {
    ...(last !== undefined && { link: { run: last.run, sha256: sha256Of(last.text) } }),
    unreadable: beside.flatMap(({ run, stored }) => (stored.manifest === undefined ? [run] : [])),
  };
};

const named = (previous: string): { readonly text: string; readonly manifest: Manifest } => {
  const { text, manifest, fault } = storedManifest(previous) ?? {};
  if (text === undefined || manifest === undefined)
    throw new UsageError(
      `--previous ${previous}: ${fault ?? 'it is not sealed'}; name the directory of a sealed run, or "none"`,
    );
  return { text, manifest };
};
