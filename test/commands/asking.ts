import { collectorsFor } from '../../src/commands/permissions.js';
import { digestOf } from '../../src/engine/evaluate.js';
import type { Evaluation } from '../../src/model/finding.js';
import { EVERYTHING, type Selection } from '../../src/model/selection.js';
import { readBundle } from '../../src/store/bundle-files.js';

const { controls } = readBundle().catalogue;

/** The actions that each control needs. */
const needs = new Map(
  await Promise.all(
    controls.map(async (control) => {
      const collectors = await collectorsFor([control]);
      return [control.id, new Set(collectors.flatMap(({ permissions }) => permissions))] as const;
    }),
  ),
);

/** The controls that ask for an action. A control alone says what it says among all (selection.test.ts). */
export const controlsAsking = (action: string): readonly string[] =>
  controls.filter(({ id }) => needs.get(id)?.has(action)).map(({ id }) => id);

/** A scan of nothing but these controls; of all where none asks. */
export const selecting = (ids: readonly string[]): Selection => ({ ...EVERYTHING, controls: ids });

/** What an evaluation of all controls says of these. */
export const narrowed = (whole: Evaluation, ids: readonly string[]): Evaluation => {
  if (ids.length === 0) return whole;
  const findings = whole.findings.filter(({ control }) => ids.includes(control));
  return { ...whole, findings, digests: { ...whole.digests, findings: digestOf(findings) } };
};
