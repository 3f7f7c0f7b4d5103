import type { Evaluation } from '../model/finding.js';
import { canonicalJson } from '../model/json.js';

/** The evaluation as it is, in canonical order: equal evaluations give equal bytes. */
export const renderJson = (evaluation: Evaluation): string => `${canonicalJson(evaluation, 2)}\n`;
