import { PII_TYPES, type PiiType } from '../../src/model/pii.js';
import { scanOf } from '../../src/pii/scan.js';
import type { Document } from './corpus.js';

export interface Score {
  readonly type: PiiType;
  readonly found: number;
  readonly missed: number;
  readonly wrong: number;
}

/** A line with what was found in it beyond what it holds, or not found: for whoever mends a detector. */
export interface Mistake {
  readonly type: PiiType;
  readonly kind: 'missed' | 'wrong';
  readonly document: string;
  readonly line: number;
  readonly text: string;
}

/** What a corpus holds and what is found in it at a confidence, line by line and type by type. */
export const scored = (
  documents: readonly Document[],
  minConfidence: number,
): { readonly scores: readonly Score[]; readonly mistakes: readonly Mistake[] } => {
  const counts = new Map(PII_TYPES.map((type) => [type, { found: 0, missed: 0, wrong: 0 }]));
  const mistakes: Mistake[] = [];
  for (const { name, format, content, labelled } of documents) {
    const hits = new Map<number, PiiType[]>();
    const scan = scanOf({
      format,
      minConfidence,
      onHit: ({ type, confidence }, where) => {
        if (confidence < minConfidence) return;
        const { line = 0 } = where();
        hits.set(line, [...(hits.get(line) ?? []), type]);
      },
    });
    scan.push(content);
    scan.end();
    const lines = content.split('\n');
    const held = new Map(labelled.map(({ line, types }) => [line, types]));
    for (const line of new Set([...held.keys(), ...hits.keys()]))
      for (const type of PII_TYPES) {
        const [is, was] = [held.get(line) ?? [], hits.get(line) ?? []].map(
          (types) => types.filter((other) => other === type).length,
        );
        const count = counts.get(type);
        if (count === undefined || is === undefined || was === undefined) continue;
        count.found += Math.min(is, was);
        count.missed += Math.max(0, is - was);
        count.wrong += Math.max(0, was - is);
        if (is !== was)
          mistakes.push({
            type,
            kind: is > was ? 'missed' : 'wrong',
            document: name,
            line,
            text: lines[line - 1] ?? '',
          });
      }
  }
  return { scores: [...counts].map(([type, count]) => ({ type, ...count })), mistakes };
};

/** Of what was said, how much is so; of what is so, how much was said. */
export const precision = ({ found, wrong }: Score): number => found / (found + wrong);
export const recall = ({ found, missed }: Score): number => found / (found + missed);
