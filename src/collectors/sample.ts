import type { Collector } from './collector.js';

/** The collector as a test of its permissions: it lists, describes the first thing that it meets, and leaves it at that. */
export const sampled = (collector: Collector): Collector => ({
  ...collector,
  async *collect(context) {
    const frugal: typeof context = {
      ...context,
      each: (items, identify, describe) => context.each(items?.slice(0, 1), identify, describe),
    };
    for await (const found of collector.collect(frugal)) {
      yield found;
      return;
    }
  },
});
