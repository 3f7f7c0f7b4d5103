import type { Evaluation } from '../../model/finding.js';
import { canonicalJson } from '../../model/json.js';

/** The evaluation as it is, in canonical order: equal evaluations give equal bytes. */
export const renderJson = (evaluation: Evaluation): string => [...jsonPieces(evaluation)].join('');

/** The same in pieces, one a finding: no text can be as long as the findings of a very large plan. */
export function* jsonPieces(evaluation: Evaluation): Iterable<string> {
  const { findings } = evaluation;
  const [before = '', after = ''] = canonicalJson({ ...evaluation, findings: [] }, 2).split(FINDINGS);
  yield before;
  yield '  "findings": [';
  for (const [index, finding] of findings.entries())
    yield `${index === 0 ? '' : ','}\n    ${canonicalJson(finding, 2).replaceAll('\n', '\n    ')}`;
  yield `${findings.length === 0 ? '' : '\n  '}]${after}\n`;
}

/** On the outermost level: what stands deeper is indented further, and no text of JSON holds a line break. */
const FINDINGS = /^ {2}"findings": \[\]/m;
