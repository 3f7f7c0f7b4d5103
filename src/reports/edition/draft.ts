import type { Catalogue, Language } from '../../model/control.js';
import type { Block, Inline, Text } from '../../model/document.js';
import type { Evaluation } from '../../model/finding.js';
import type { Assessment, Framework } from '../../model/framework.js';
import type { SealStanding } from '../../model/seal.js';
import type { FRAMEWORK_WORDS } from '../framework/words.js';
import type { Words } from '../text.js';
import type { EditionWords } from './words.js';

/** What an auditor's edition is made of; all of it comes from the files of a run. */
export interface Edition {
  readonly framework: Framework;
  readonly assessment: Assessment;
  readonly evaluation: Evaluation;
  readonly catalogue: Catalogue;
  readonly seal: SealStanding;
  /** An earlier run of the account, to tell what changed. */
  readonly previous?: Evaluation;
  /** Open findings that are told one by one; beyond them they are counted. */
  readonly mostFindings: number;
  /** Which files travel inside the document. */
  readonly attached: readonly AttachedFile[];
}

export interface AttachedFile {
  readonly name: string;
  readonly holds: keyof EditionWords['attachment'];
}

/** What every part of the edition needs. */
export interface Draft extends Edition {
  readonly language: Language;
  readonly words: Words;
  readonly own: EditionWords;
  readonly answers: (typeof FRAMEWORK_WORDS)[Language];
  /** Requirements by the controls that answer them. */
  readonly asked: ReadonlyMap<string, readonly string[]>;
}

export const paragraph = (text: Text, look?: 'note'): Block => ({
  kind: 'paragraph',
  text,
  ...(look !== undefined && { look }),
});

/** Where a line of running text ends. */
export const LINE_END: Inline = { ends: 'line' };

/** What a person wrote, with its own lines. */
export const written = (text: string): Text =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .flatMap((line, index) => (index === 0 ? [line] : [LINE_END, line]));
