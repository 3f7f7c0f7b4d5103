/** A text in Unicode's compatibility form (NFKC), and where each of its characters stood before. */
export interface Normal {
  readonly text: string;
  /** The place in the original of a place in `text`; a place inside what one character became is that character's. */
  at(place: number): number;
  /** The same behind the character before a place in `text`, so that no part of what it stood for is left out. */
  behind(place: number): number;
}

/**
 * Full-width digits, half-width kana and ligatures as the characters that they stand for, so that one detector sees all
 * ways of writing. Most texts are in that form already, and then nothing is built.
 */
export const normal = (original: string): Normal => {
  const text: string[] = [];
  /** Three numbers a shift: from which place in the result on, which place in the original that is, and how long it stays there. */
  const shifts: number[] = [];
  let copied = 0;
  let length = 0;
  for (const { 0: run, index } of original.matchAll(UNSTABLE)) {
    if (run.normalize('NFKC') === run) continue;
    text.push(original.slice(copied, index));
    length += index - copied;
    copied = index + run.length;
    let from = index;
    for (const [cluster] of run.matchAll(CLUSTER)) {
      const became = cluster.normalize('NFKC');
      if (became.length !== cluster.length) {
        // Inside of it every place is its beginning; behind it one is one again.
        shifts.push(length, from, became.length, length + became.length, from + cluster.length, 0);
      }
      text.push(became);
      length += became.length;
      from += cluster.length;
    }
  }
  if (text.length === 0) return { text: original, at: (place) => place, behind: (place) => place };
  text.push(original.slice(copied));
  const at = (place: number): number => shifted(shifts, place);
  return {
    text: text.join(''),
    at,
    behind(place) {
      let next = place;
      while (next > 0 && at(next) === at(place - 1)) next += 1;
      return at(next);
    },
  };
};

const shifted = (shifts: readonly number[], place: number): number => {
  let low = 0;
  let high = shifts.length / 3;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shifts[middle * 3] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return place;
  const [from = 0, was = 0, stays = 0] = shifts.slice((low - 1) * 3, low * 3);
  return place < from + stays ? was : was + (place - from);
};

/** Everything but ASCII, kana, ideographs and their punctuation, with the character before, to which a mark may belong. */
const UNSTABLE = /[^\n]?[^\0-\x7f\u3001-\u3017\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff]+/g;

/** A character with what composes with it: marks, voiced marks of half-width kana, and the parts of Hangul syllables. */
const CLUSTER =
  /(?:[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3\uffa0-\uffdc][\p{M}\uff9e\uff9f]*)+|[^\p{M}\uff9e\uff9f]?[\p{M}\uff9e\uff9f]+|[\s\S]/gu;
