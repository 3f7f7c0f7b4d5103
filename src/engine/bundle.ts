import { createHash } from 'node:crypto';
import type { Catalogue, Control } from '../model/control.js';
import { UsageError } from '../model/errors.js';
import { isObject } from '../model/json.js';
import { isPointer } from '../model/pointer.js';
import { type Builtins, instantiate } from './opa.js';
import type { Answer, Claim, EvaluationError } from './verdict.js';

/** A policy bundle, compiled and ready: judges one subject a call. */
export interface Bundle {
  readonly catalogue: Catalogue;
  /** The answers of the given controls about one input (JSON text of an object with members), by control id; never fewer than asked for. */
  ask(type: string, controls: readonly Control[], input: string): ReadonlyMap<string, Answer | EvaluationError>;
  /** The answer of one control, asked for itself. */
  askAlone(control: Pick<Control, 'id'>, input: string): Answer | EvaluationError;
}

/** 64 KiB pages: 256 MiB to begin with, which the system gives as it is touched (OPA crawls when memory grows by small steps), 1 GiB at the most. */
const MEMORY = { initial: 4096, maximum: 16_384 } as const;

/**
 * Loads a bundle, with host functions where it imports any (ours imports none: its capabilities forbid it). Throws
 * {@link UsageError} when the Wasm is not the one that the catalogue describes.
 */
export const loadBundle = async (wasm: Uint8Array, catalogue: Catalogue, builtins: Builtins = {}): Promise<Bundle> => {
  const digest = createHash('sha256').update(wasm).digest('hex');
  if (digest !== catalogue.wasmDigest)
    throw new UsageError(
      `policy bundle: policy.wasm has sha256 ${digest}, but its catalogue names ${catalogue.wasmDigest}; restore both files, or rebuild them with "npm run policies"`,
    );
  const module = await WebAssembly.compile(new Uint8Array(wasm).buffer);
  const newPolicy = () => instantiate(module, MEMORY, guarded(builtins));
  let policy = newPolicy();

  const evaluate = (entrypoint: string, input: string): unknown => {
    try {
      return resultOf(policy.evaluate(entrypoint, input));
    } catch (thrown) {
      // A trap leaves the instance in a state that nobody knows: the next question gets a new one.
      policy = newPolicy();
      return { error: messageOf(thrown) };
    }
  };

  // V8 compiles the function behind all entrypoints when it is first called, and takes 50 MB for it, for a moment. Here
  // nothing else is held yet; with a snapshot in memory it would be the peak of the whole scan.
  evaluate(Object.values(catalogue.entrypoints)[0] ?? '', '{}');

  const askAlone = ({ id }: Pick<Control, 'id'>, input: string) =>
    answerOf(
      policy.has(ALONE)
        ? evaluate(ALONE, `{"alone":"${slug(id)}",${input.slice(1)}`)
        : // A run that keeps its bundle may be older than this entrypoint.
          evaluate(`kansa/control/${slug(id)}/answer`, input),
    );

  return {
    catalogue,
    askAlone,
    ask(type, controls, input) {
      const together = evaluate(catalogue.entrypoints[type] ?? '', input);
      // Where one control's failure took the others with it, each is asked alone.
      const alone = !isObject(together) || 'error' in together;
      return new Map(
        controls.map((control) => [control.id, alone ? askAlone(control, input) : answerOf(together[control.id])]),
      );
    },
  };
};

/** The entrypoint that asks one control alone: its input names the control (`alone`, the slug of its id). */
export const ALONE = 'kansa/alone/control/answer';

/** The entrypoint that asks all controls of a subject type. */
export const typeEntrypoint = (type: string): string => `kansa/subject/${slug(type)}/answers`;

/** A word that Rego takes as a package name. */
export const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');

/** A host function that answers undefined would leave its rule undefined, which reads like "nothing is wrong". */
const guarded = (builtins: Builtins): Builtins =>
  Object.fromEntries(
    Object.entries(builtins).map(([name, call]) => [
      name,
      (...operands: unknown[]) => {
        const result = call(...operands);
        if (result === undefined) throw new Error(`host function ${name} gave no result`);
        return result;
      },
    ]),
  );

const resultOf = (raw: unknown): unknown =>
  Array.isArray(raw) && raw.length === 1 && isObject(raw[0]) ? raw[0].result : { error: 'the result is undefined' };

/** Host functions may throw anything. */
const messageOf = (thrown: unknown): string => {
  if (typeof thrown === 'string') return thrown;
  return isObject(thrown) && typeof thrown.message === 'string' ? thrown.message : 'the evaluation failed';
};

const answerOf = (raw: unknown): Answer | EvaluationError => {
  if (!isObject(raw)) return { error: 'the control gave no answer' };
  if (typeof raw.error === 'string') return { error: raw.error };
  const { applies, occasion, violation, satisfied } = raw;
  if (typeof applies !== 'boolean' || !Array.isArray(violation) || !Array.isArray(satisfied))
    return { error: 'the answer lacks applies, violation or satisfied' };
  const claims = violation.map(claimOf);
  if (!claims.every((claim) => claim !== undefined)) return { error: 'a violation is not {code, args, evidence}' };
  if (!satisfied.every(isEvidence)) return { error: 'satisfied holds something that is no JSON pointer' };
  if (occasion === undefined) return { applies, violation: claims, satisfied };
  if (!Array.isArray(occasion) || !occasion.every(isEvidence))
    return { error: 'occasion holds something that is no JSON pointer' };
  return { applies, occasion: [...occasion].sort(), violation: claims, satisfied };
};

const claimOf = (raw: unknown): Claim | undefined => {
  if (!isObject(raw)) return undefined;
  const { code, args = {}, evidence } = raw;
  if (typeof code !== 'string' || !isObject(args) || !Array.isArray(evidence) || !evidence.every(isEvidence))
    return undefined;
  return {
    code,
    args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, textOf(value)])),
    evidence: [...evidence].sort(),
  };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const isEvidence = (value: unknown): value is string => typeof value === 'string' && isPointer(value);
