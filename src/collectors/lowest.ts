import { createHmac } from 'node:crypto';
import { by } from '../model/json.js';

/** Those of a sample. */
interface Lowest<T> {
  /** The name must be its own alone; the size, in bytes, is what holding it takes. */
  readonly add: (name: string, item: T, size?: number) => void;
  /** In the order of the sample. */
  readonly chosen: () => readonly T[];
}

/**
 * Chooses those whose names hash lowest under a seed: at most so many, and as many of the first as together are no larger than may be
 * held. Whether one is chosen depends on the names, sizes and the seed alone: not on the order in which they come, and others
 * may come and go, and it stays or makes room for one.
 */
export const lowestBy = <T>(seed: string, most: number, mostBytes = Number.POSITIVE_INFINITY): Lowest<T> => {
  let kept: { readonly rank: string; readonly item: T; readonly size: number }[] = [];
  let held = 0;
  /** Whatever ranks from here on is out, though there be room by then: what is chosen are the first ones without a gap. */
  let bound: string | undefined;
  const cut = (): void => {
    kept.sort(by(({ rank }) => rank));
    held = 0;
    const end = kept.findIndex(({ rank, size }, index) => {
      held += size;
      return index >= most || held > mostBytes || (bound !== undefined && rank >= bound);
    });
    if (end < 0) return;
    bound = kept[end]?.rank;
    kept = kept.slice(0, end);
    held = kept.reduce((sum, { size }) => sum + size, 0);
  };
  return {
    add(name, item, size = 0) {
      kept.push({ item, size, rank: createHmac('sha256', seed).update(name).digest('hex') });
      held += size;
      if (kept.length > 2 * most + 1000 || held > 2 * mostBytes) cut();
    },
    chosen() {
      cut();
      return kept.map(({ item }) => item);
    },
  };
};
