/** Every tag with its attributes; ids and classes of findings included, since no account text may reach an attribute. */
export const tagsOf = (page: string): string[] =>
  page
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(/<script>[\s\S]*<\/script>/, '<script>')
    .match(/<[^>]*>/g)
    ?.map((tag) => tag.replace(/ id="f-[^"]*"/, '')) ?? [];

const VOID = new Set(['meta', 'input', 'br']);

/** Elements that are not closed in order, or that a parser would close by itself. */
export const unbalanced = (page: string): string[] => {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, slash, name = ''] of page
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(/<script>[\s\S]*<\/script>/, '')
    .matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (VOID.has(name)) continue;
    if (slash !== '/') {
      // What a parser would close by itself: a block within a paragraph.
      if (open.includes('p') && /^(p|ul|ol|dl|div|table|details|pre|h\d)$/.test(name)) wrong.push(`${name} in p`);
      open.push(name);
    } else if (open.pop() !== name) wrong.push(`</${name}>`);
  }
  return [...wrong, ...open];
};

/** Ids that two elements bear. */
export const idsTwice = (page: string): string[] => {
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
  return ids.filter((id, index) => ids.indexOf(id) < index);
};
