import type { Catalogue, Language } from '../model/control.js';
import type { Evaluation } from '../model/finding.js';
import type { Retention } from '../model/retention.js';
import type { Assessed } from './framework/assessment.js';
import type { Look } from './lines.js';

/** An evaluation as the text of one document. Pure: the same evaluation gives the same bytes. */
export type Renderer = (evaluation: Evaluation, catalogue: Catalogue, language: Language) => string;

/** An evaluation that tells how evidence is kept. */
type Retained = Evaluation & { readonly retention: Retention };

/** How evidence is kept, in one form. */
export type RetentionRenderer = (evaluation: Retained, look: Look & { readonly language: Language }) => string;

/** The same, by what a framework asks where its answer is given. */
export type AnsweringRenderer = (
  evaluation: Evaluation,
  catalogue: Catalogue,
  language: Language,
  assessed?: Assessed,
) => string;
