import type { Gap } from '../../src/model/gap.js';
import { canonicalJson, type JsonObject } from '../../src/model/json.js';
import { type Answer, refused } from './expedition.js';

/** How most services refuse, lose and break. */
export const denied = refused('AccessDeniedException', 'not authorized', 403);
export const gone = refused('ResourceNotFoundException', 'no such thing', 404);
export const broken = refused('InternalServerException', 'try later', 500);

/** Answers by the whole input in canonical JSON, e.g. `{"guardrailIdentifier":"gr1"}`; `else` for every other. */
export const byInput =
  (answers: Readonly<Record<string, Answer>>) =>
  (input: JsonObject): Answer | undefined =>
    answers[canonicalJson(input)] ?? answers.else;

/** The gap of tags for which no call was made. */
export const noTags = (type: string): Gap => ({
  pointer: '/tags',
  kind: 'missing',
  reason: 'not_collected',
  detail: `tags of ${type} are not collected`,
});

/** The gap of a member that the SDK's model of the API lacks, under the name that its collector gave it. */
export const unmodelled = (pointer: string, member = pointer.split('/').at(-1)): Gap => ({
  pointer,
  kind: 'missing',
  reason: 'unmodelled',
  detail: `AWS answered with ${member}, which this version's model of the API does not know`,
});
