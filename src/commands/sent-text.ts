import type { OpinionTrouble, PiiFile, PiiOpinion } from '../model/pii.js';
import type { Priced } from '../model/prices.js';
import type { HeldText } from '../pii/held-texts.js';

/** Somebody who is sent texts, and charges for them. */
export interface Asked {
  readonly by: PiiOpinion['by'];
  /** Who that is and where; undefined where nobody can be asked. */
  readonly name?: string;
  /** Why nobody can be asked. */
  readonly trouble?: OpinionTrouble;
  /** What it could be asked about a text at most. */
  requestsFor(held: HeldText | undefined): Promise<readonly Priced[]>;
  /** What it says of a file. After the first request that fails nothing more of it is sent. */
  opinionOf(file: PiiFile, held: HeldText | undefined): Promise<PiiOpinion>;
}

/** Of which so much of the letters is in a language that nobody reads there, a text is not sent. */
export const FOREIGN = 0.1;

/** Why not all of a file can be sent to anybody. */
export const unsentOf = (
  { state, problems }: Pick<PiiFile, 'state' | 'problems'>,
  held: HeldText | undefined,
): readonly OpinionTrouble[] => [
  ...(state === 'read' ? [] : [notRead(problems.length)]),
  ...(held?.isCut ? [TOO_LARGE] : []),
];

const notRead = (problems: number): OpinionTrouble => ({
  reason: 'not_read',
  detail: `what kansa could not read, it could not send (${problems === 1 ? '1 problem' : `${problems} problems`} of the file)`,
});

const TOO_LARGE: OpinionTrouble = {
  reason: 'too_large',
  detail: 'it has more text than is held for further opinions; the rest was not sent',
};
