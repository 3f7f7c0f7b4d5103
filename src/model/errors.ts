/** Exit codes of the command line, as published in the README. */
export const EXIT = { ok: 0, violation: 1, usage: 2, incomplete: 3, internal: 5, sigint: 130, sigterm: 143 } as const;

/** A mistake in what kansa was given: its message names the step and the cure, and the command ends with code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A part of an answer or template that is not what its format promises, e.g. a policy that is no JSON: a gap, never an absence. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** The command was stopped from outside, before it could judge. The message says what is left of its work. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: 'SIGINT' | 'SIGTERM';

  constructor(signal: 'SIGINT' | 'SIGTERM', left = 'nothing was written') {
    super(`stopped by ${signal} before anything was judged; ${left}`);
    this.signal = signal;
  }
}

/** What a failed write means for a person: one sentence with the cure, or undefined where it is no failure of the disk. */
export const diskFailure = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  // ENOENT of any other call is no failed write.
  const meaning = error.code === 'ENOENT' && error.syscall !== 'mkdir' ? undefined : DISK_FAILURES[String(error.code)];
  const path = 'path' in error ? ` ${String(error.path)}` : '';
  return meaning === undefined ? undefined : `cannot write${path}: ${meaning}`;
};

/** By the code of the system call (errno(3)). */
const DISK_FAILURES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free some space, or choose another place with --out',
  EDQUOT: 'the disk quota is used up; free some space, or choose another place with --out',
  EFBIG: 'the file would be larger than this system allows; raise the limit, or choose another place with --out',
  EACCES: 'permission is denied; choose another place with --out',
  EPERM: 'it is not permitted; choose another place with --out',
  EROFS: 'the file system is read-only; choose another place with --out',
  ENOENT: 'it cannot be made there; choose another place with --out',
  EEXIST: 'something else is there; choose another place with --out',
  ENOTDIR: 'a part of the path is no directory; choose another place with --out',
  EISDIR: 'it is a directory; choose another place with --out',
  ENAMETOOLONG: 'the name is too long; choose another place with --out',
  ELOOP: 'its symbolic links lead in a circle; choose another place with --out',
};
