/** About so many characters are worth a call to the system. */
const WORTHWHILE = 1 << 16;

/** The same text in fewer and longer pieces. */
export function* gathered(pieces: Iterable<string>): Iterable<string> {
  let held = '';
  for (const piece of pieces) {
    held += piece;
    if (held.length < WORTHWHILE) continue;
    yield held;
    held = '';
  }
  if (held !== '') yield held;
}
