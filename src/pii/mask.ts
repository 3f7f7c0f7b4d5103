/**
 * A value of which at most four characters are left, the first `head` and the last `tail`; separators stay, so that its
 * form can be recognised. A value that is short is masked whole: two of six digits are too much of it.
 */
export const masked = (
  value: string,
  { head = 0, tail = 0 }: { readonly head?: number; readonly tail?: number },
): string => {
  const places = [...value.matchAll(/[\p{L}\p{N}]/gu)].map(({ index }) => index);
  const isLong = places.length >= 2.5 * (head + tail);
  const shown = new Set(isLong ? [...places.slice(0, head), ...(tail === 0 ? [] : places.slice(-tail))] : []);
  return value.replaceAll(/[\p{L}\p{N}]/gu, (character, index: number) => (shown.has(index) ? character : '*'));
};
