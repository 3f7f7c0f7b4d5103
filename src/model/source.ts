/**
 * Bytes that lie somewhere and whose number is known: a file, an object in S3 (HEAD, then GETs with a range), what an archive
 * holds. A format that begins at its end (Parquet, zip) reads pieces; all others take the stream.
 */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /**
   * The bytes from an offset on, `length` of them or as many as there are before `size`, and never fewer. Throws `SourceFailure` where
   * they cannot be had, also where the source has become shorter or another one since its size was asked for.
   */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
  /** All bytes in their order. It may be asked for again, and left before its end. Throws `SourceFailure` as `read` does. */
  readonly stream: () => AsyncIterable<Uint8Array>;
}

/** Bytes that could not be had. The message is not for people: it may quote what it stumbled over. */
export class SourceFailure extends Error {
  override readonly name = 'SourceFailure';
  /** In a word why: `ENOENT`, `AccessDenied`. */
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(`the bytes cannot be read (${code})`, { cause });
    this.code = code;
  }
}

/** Bytes that are held in memory. */
export const heldSource = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
  async *stream() {
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
  },
});

const PIECE = 1 << 18;
