/**
 * The line of each address in a plan that was printed over several lines (as by `jq`); none where all stands in one.
 * One walk over the text and one entry a resource: a plan may be as large as memory allows.
 */
export const addressLines = (text: string): ReadonlyMap<string, number> => {
  const lines = new Map<string, number>();
  const start = text.indexOf('"resource_changes"');
  if (start < 0 || !text.slice(0, PROLOGUE).trim().includes('\n')) return lines;
  let [line, counted] = [1, 0];
  for (const found of text.slice(start).matchAll(/"address"\s*:\s*("(?:[^"\\\n]|\\.)*")/g)) {
    const at = start + found.index;
    for (let next = text.indexOf('\n', counted); next >= 0 && next < at; next = text.indexOf('\n', counted)) {
      line += 1;
      counted = next + 1;
    }
    const address: unknown = JSON.parse(found[1] ?? '""');
    if (typeof address === 'string' && !lines.has(address)) lines.set(address, line);
  }
  return lines;
};

/** A plan that is printed over several lines begins so. */
const PROLOGUE = 256;
