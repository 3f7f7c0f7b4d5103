/** Everything that an async iterable gives; for the rare list that is part of one resource. (Node 20 lacks `Array.fromAsync`.) */
export const allOf = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};
