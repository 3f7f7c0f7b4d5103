import { rmSync } from 'node:fs';
import type { PiiObject } from '../model/pii.js';
import type { ByteSource } from '../model/source.js';
import { type Problem, problemOf } from '../pii/contents.js';
import { type MaskOptions, type MaskPlan, maskedCopy, maskPlan } from '../pii/masked-copy.js';
import { isUndecodable } from '../pii/text.js';
import { type Digested, digestOfStream, writeNew } from '../store/masked-files.js';

/** What is masked. */
interface Input {
  readonly source: ByteSource;
  /** Tells what it promises to be. */
  readonly name: string;
  /** Does reading fail where it is not the same any more? */
  readonly isBound: boolean;
  readonly object?: PiiObject;
}

interface Copied {
  readonly plan: MaskPlan;
  readonly input: Digested;
  readonly output: Digested;
  readonly object?: PiiObject;
}

/** Writes the masked copy. Where not all could be read, or not the same all along, nothing of it is left, and why is told. */
export const copyMasked = async (
  { source, name, isBound, object }: Input,
  out: string,
  masking: MaskOptions,
): Promise<Copied | { readonly problems: readonly Problem[] }> => {
  let isWritten = false;
  try {
    const input = await digestOfStream(source.stream());
    const plan = await maskPlan(source, name, masking);
    if ('problems' in plan) return plan;
    const output = await writeNew(out, maskedCopy(source, plan), plan.compression !== undefined);
    isWritten = true;
    // What is masked was found in another text than was copied.
    const isSame = isBound || (await digestOfStream(source.stream())).sha256 === input.sha256;
    if (isSame) return { plan, input, output, ...(object !== undefined && { object }) };
    rmSync(out);
    return { problems: [CHANGED] };
  } catch (error) {
    if (isWritten) rmSync(out);
    // The plan was made of a text that could be decoded.
    return { problems: [isUndecodable(error) ? CHANGED : problemOf(error)] };
  }
};

const CHANGED: Problem = { reason: 'changed', what: 'file', detail: 'it changed while it was read; mask it again' };
