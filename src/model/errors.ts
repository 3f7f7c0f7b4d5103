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
  // A file that is written whole has another name until then, which is nobody's.
  const path = 'dest' in error ? error.dest : 'path' in error ? error.path : undefined;
  return meaning === undefined ? undefined : `cannot write${path === undefined ? '' : ` ${path}`}: ${meaning}`;
};

/** By the code of the system call (errno(3)). */
const DISK_FAILURES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free some space, or choose another place',
  EDQUOT: 'the disk quota is used up; free some space, or choose another place',
  EFBIG: 'the file would be larger than this system allows; raise the limit, or choose another place',
  EACCES: 'permission is denied; choose another place',
  EPERM: 'it is not permitted; choose another place',
  EROFS: 'the file system is read-only; choose another place',
  ENOENT: 'it cannot be made there; choose another place',
  EEXIST: 'something else is there; choose another place',
  ENOTDIR: 'a part of the path is no directory; choose another place',
  EISDIR: 'it is a directory; choose another place',
  ENAMETOOLONG: 'the name is too long; choose another place',
  ELOOP: 'its symbolic links lead in a circle; choose another place',
};
