/** Values of one type, told apart by keyed hashes. */
export interface HashedValues {
  /** In the order of their characters, each value once. */
  readonly hashes: readonly string[];
  /** Are these all? */
  readonly complete: boolean;
}

export interface LowestHashes {
  add(hash: string): void;
  /** Takes what another kept, which may keep at least as many. */
  addAll(others: HashedValues): void;
  result(): HashedValues;
}

/**
 * Keeps the lowest of the hashes that it is given, whatever their order (a bottom-k sketch: E. Cohen and H. Kaplan, Summarizing data
 * using bottom-k sketches, PODC 2007). Hashes are as good as random, so that these are a fair sample of the values; and of two samples
 * it is known of every hash below where both end whether it is in either.
 */
export const lowestHashes = (most: number): LowestHashes => {
  let kept = new Set<string>();
  let isCut = false;
  /** Of what is higher nothing is kept. */
  let highest: string | undefined;
  const cut = (): void => {
    if (kept.size <= most) return;
    const lowest = [...kept].sort().slice(0, most);
    kept = new Set(lowest);
    highest = lowest.at(-1);
    isCut = true;
  };
  const add = (hash: string): void => {
    if (highest !== undefined && hash > highest) return;
    kept.add(hash);
    // Sorted once for as many as are kept.
    if (kept.size >= 2 * most) cut();
  };
  return {
    add,
    addAll({ hashes, complete }) {
      for (const hash of hashes) add(hash);
      isCut ||= !complete;
    },
    result() {
      cut();
      return { hashes: [...kept].sort(), complete: !isCut };
    },
  };
};
