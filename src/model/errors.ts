/** Exit codes of the command line, as published in the README. */
export const EXIT = { ok: 0, violation: 1, usage: 2, incomplete: 3, internal: 5, sigint: 130, sigterm: 143 } as const;

/** A mistake in what kansa was given: its message names the step and the cure, and the command ends with code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
