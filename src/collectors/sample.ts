import type { Collector, Found } from './collector.js';

/**
 * The collector as a test of its permissions: it lists, describes the first thing that it meets, and leaves it at that.
 * Lists that it knows beforehand, as of each kind of Kubernetes, have each a permission of their own: all are tried.
 */
export const sampled = (collector: Collector): Collector => ({
  ...collector,
  async *collect(context) {
    const frugal: typeof context = {
      ...context,
      each: (items, identify, describe) => context.each(items?.slice(0, 1), identify, describe),
      under: (parents, list, nameOf) =>
        Symbol.iterator in parents
          ? atOnce(context.under(parents, (parent) => first(list(parent)), nameOf))
          : context.under(parents, list, nameOf),
    };
    yield* first(collector.collect(frugal));
  },
});

async function* first(found: AsyncIterable<Found>): AsyncIterable<Found> {
  for await (const one of found) {
    yield one;
    return;
  }
}

/** Whoever takes only the first has had all of them found. */
async function* atOnce(found: AsyncIterable<Found>): AsyncIterable<Found> {
  const all: Found[] = [];
  for await (const one of found) all.push(one);
  yield* all;
}
