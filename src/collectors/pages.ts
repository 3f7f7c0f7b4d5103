/** Everything that an async iterable gives; for the rare list that is part of one resource. (Node 20 lacks `Array.fromAsync`.) */
export const allOf = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

/** A page of a list for which the SDK has no paginator. */
interface Page<T> {
  readonly Items?: T[] | undefined;
  readonly NextToken?: string | undefined;
}

/** The items of such a list, page by page. */
export async function* itemsOf<T>(ask: (NextToken: string | undefined) => Promise<Page<T>>): AsyncIterable<T[]> {
  let NextToken: string | undefined;
  do {
    const page: Page<T> = await ask(NextToken);
    yield page.Items ?? [];
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
}
