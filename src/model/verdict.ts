/** What a control says of a subject, in the order in which reports tell it. */
export const VERDICTS = ['fail', 'unknown', 'manual', 'waived', 'not_applicable', 'pass'] as const;
export type Verdict = (typeof VERDICTS)[number];
