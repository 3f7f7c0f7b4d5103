import type { Language } from '../model/control.js';
import { EXIT, UsageError } from '../model/errors.js';
import { canonicalJson } from '../model/json.js';
import { isInForce, type Waiver } from '../model/waiver.js';
import { renderExpiredWaivers, renderWaivers } from '../reports/waivers.js';
import { readBundle } from '../store/bundle-files.js';
import { readEvaluation } from '../store/evaluation-file.js';
import { writeWhole } from '../store/run-directory.js';
import { pruned, readWaivers } from '../store/waivers.js';

const waiversIn = (path: string): Waiver[] =>
  readWaivers(
    path,
    readBundle().catalogue.controls.map(({ id }) => id),
  );

export interface WaiverListOptions {
  readonly json: boolean;
  readonly language: Language;
  readonly now: number;
}

/** Every waiver of a file, and whether it is in force. */
export const listWaivers = (path: string, { json, language, now }: WaiverListOptions): string => {
  const waivers = waiversIn(path);
  const states = waivers.map((waiver) => ({ ...waiver, inForce: isInForce(waiver, now) }));
  return json ? `${canonicalJson(states, 2)}\n` : renderWaivers(waivers, language, now);
};

export interface Checked {
  readonly document: string;
  readonly exitCode: number;
}

/** Whether a file of waivers can be read, and whether each is still in force: for a pipeline that runs every day. */
export const checkWaivers = (path: string, language: Language, now: number): Checked => {
  const waivers = waiversIn(path);
  return {
    document: renderExpiredWaivers(waivers, language, now),
    exitCode: waivers.every((waiver) => isInForce(waiver, now)) ? EXIT.ok : EXIT.violation,
  };
};

/**
 * Takes out of a file what has expired and, where the result of a gate is named, what met no violation there. Says how many
 * entries went; comments and order of the others stay.
 */
export const pruneWaivers = (
  path: string,
  { result, now }: { readonly result?: string; readonly now: number },
): number => {
  const waivers = waiversIn(path);
  const isUnused = result === undefined ? () => false : unusedIn(path, result);
  const dropped = waivers.map((waiver) => !isInForce(waiver, now) || isUnused(waiver));
  const text = pruned(path, (index) => dropped[index] === true);
  if (text === undefined) return 0;
  writeWhole(path, text);
  return dropped.filter(Boolean).length;
};

/** By what a waiver says, not by its line: the file may have been edited since. */
const unusedIn = (path: string, result: string): ((waiver: Waiver) => boolean) => {
  const filed = (readEvaluation(result).coverage.waivers ?? []).filter(({ origin }) => origin.target === undefined);
  if (filed.length === 0)
    throw new UsageError(`${result} knows no waiver of a file; name the result of a gate that was run with ${path}`);
  const unused = new Set(
    filed.filter(({ state }) => state === 'unused').map(({ state: _, violations: __, ...waiver }) => saying(waiver)),
  );
  return (waiver) => unused.has(saying(waiver));
};

const saying = ({ origin: _, ...waiver }: Waiver): string => canonicalJson(waiver);
