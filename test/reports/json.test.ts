import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Evaluation } from '../../src/model/finding.js';
import { canonicalJson } from '../../src/model/json.js';
import { jsonPieces, renderJson } from '../../src/reports/run/json.js';
import { evaluationOf } from './example.js';
import { hostileText } from './hostile.js';

const withFindings = (text: string, count: number): Evaluation => {
  const evaluation = evaluationOf((benign) => `${benign}${text}`);
  return {
    ...evaluation,
    findings: Array.from(
      { length: count },
      (_, index) => evaluation.findings[index % evaluation.findings.length],
    ).flatMap((finding) => finding ?? []),
  };
};

test('an evaluation in pieces is the canonical JSON of it, whatever stands in its names', () => {
  const text = fc.oneof(hostileText, fc.constantFrom('\n  "findings": []', '"findings": []', '  "findings": [\n'));
  fc.assert(
    fc.property(text, fc.nat({ max: 30 }), (name, count) => {
      const evaluation = withFindings(name, count);
      expect(renderJson(evaluation)).toBe(`${canonicalJson(evaluation, 2)}\n`);
      expect([...jsonPieces(evaluation)].length).toBe(count + 3);
    }),
    { numRuns: 40 },
  );
});
