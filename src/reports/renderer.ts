import type { Catalogue, Language } from '../model/control.js';
import type { Evaluation } from '../model/finding.js';
import type { Assessed } from './assessment.js';

/** An evaluation as the text of one document. Pure: the same evaluation gives the same bytes. */
export type Renderer = (evaluation: Evaluation, catalogue: Catalogue, language: Language) => string;

/** The same, by what a framework asks where its answer is given. */
export type AnsweringRenderer = (
  evaluation: Evaluation,
  catalogue: Catalogue,
  language: Language,
  assessed?: Assessed,
) => string;
