/** What is told when runs differ: a subject, a text for people, and the comparison for machines. */
interface Notice {
  readonly subject: string;
  readonly text: string;
  /** The comparison (schemas/diff.schema.json). */
  readonly diff: unknown;
}

/** A place that notices go to. Rejects with a UsageError that says what was refused and what to check. */
export type Notify = (notice: Notice) => Promise<void>;
