import type { PiiFile, PiiFormat } from '../../model/pii.js';
import type { ByteSource } from '../../model/source.js';
import type { Contents, Problem } from '../contents.js';
import type { Value } from '../readers/value.js';

/** What a reader of documents hands on. */
export interface Outlet {
  /** A value of the document; one that is long comes in windows (`windowsOf`). */
  readonly take: (value: Value) => void;
  /** Something was not seen, and the rest is. What ends the reading is thrown, as `Unseen`. */
  readonly tell: (problem: Problem) => void;
  /** So many bytes more were looked at, unpacked. */
  readonly looked: (bytes: number) => void;
  /** It turns out to be this. */
  readonly is: (format: PiiFormat) => void;
  /** Looks at a file within this one as at a file of its own; gives how many bytes that were. */
  readonly inside: (entry: NonNullable<PiiFile['entry']>, name: string, contents: Contents) => Promise<number>;
}

/** How deep it lies: 0 a file, 1 what lies in an archive. */
export type Level = 0 | 1;

/**
 * Reads a document whose parts are found by their places: one file for each format, loaded when such a document is met. It throws
 * `Unseen` where it cannot read on; what it handed on until then counts.
 */
export type DocumentReader = (source: ByteSource, out: Outlet, level: Level) => Promise<void>;
