import { by } from './json.js';

/** `, did you mean …?` with the known words nearest to a mistyped one; empty where none comes near. */
export const didYouMean = (word: string, known: readonly string[]): string => {
  const near = nearest(word, known);
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
};

const MOST = 3;

/** Known words that are a few slips of the finger, or a forgotten beginning or end, away from the given one. */
const nearest = (word: string, known: readonly string[]): string[] => {
  const given = word.toLowerCase();
  const allowed = Math.max(2, Math.floor(given.length / 3));
  const isPart = (other: string) => given.length > 3 && other.toLowerCase().includes(given);
  return known
    .map((other) => ({ other, slips: isPart(other) ? 0 : distance(given, other.toLowerCase()) }))
    .filter(({ slips }) => slips <= allowed)
    .sort((a, b) => a.slips - b.slips || by<{ other: string }>(({ other }) => other)(a, b))
    .slice(0, MOST)
    .map(({ other }) => other);
};

/** Levenshtein's distance: insertions, deletions and replacements of one character. */
const distance = (one: string, other: string): number => {
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [row, character] of [...one].entries()) {
    const line = [row + 1];
    for (const [column, opposite] of [...other].entries()) {
      const replaced = (above[column] ?? 0) + (character === opposite ? 0 : 1);
      line.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
};
