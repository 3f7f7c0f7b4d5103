import type { Catalogue, Language } from '../model/control.js';
import type { Evaluation } from '../model/finding.js';

/** An evaluation as the text of one document. Pure: the same evaluation gives the same bytes. */
export type Renderer = (evaluation: Evaluation, catalogue: Catalogue, language: Language) => string;
