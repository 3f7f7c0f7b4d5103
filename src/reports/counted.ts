/** `1 list`, `2 lists`; a plural of another kind is given. English only: Japanese has counters of its own in each sentence. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
