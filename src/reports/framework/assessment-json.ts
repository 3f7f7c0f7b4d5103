import { canonicalJson } from '../../model/json.js';
import type { AssessmentRenderer } from './assessment.js';

/** The assessment as it is (schemas/assessment.schema.json), in canonical order. */
export const renderAssessmentJson: AssessmentRenderer = ({ assessment }) => `${canonicalJson(assessment, 2)}\n`;
