import { isObject } from '../../model/json.js';
import { unknown, unknownIn } from '../unknown.js';
import type { ParsedDocument } from '../yaml.js';

type Path = readonly (string | number)[];

/** A loop that could not be run: nobody knows what it declares. */
interface OpenLoop {
  readonly path: Path;
  readonly message: string;
}

/** A template whose loops are written out, with the lines of what they declare. */
export interface Unrolled {
  readonly document: ParsedDocument;
  readonly open: readonly OpenLoop[];
}

const LOOP = /^Fn::ForEach::/;

/** Where loops may stand. */
const SECTIONS = ['Conditions', 'Resources', 'Outputs'] as const;

/** A template may have 500 resources; loops in loops would make any number. */
const MOST_TURNS = 5_000;

/**
 * The document with each `Fn::ForEach` replaced by what it makes
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html).
 * `resolve` gives the value of a collection as far as the template says it.
 */
export const unrolled = (document: ParsedDocument, resolve: (collection: unknown) => unknown): Unrolled => {
  const template = document.value;
  if (!isObject(template) || !SECTIONS.some((section) => holdsLoop(template[section]))) return { document, open: [] };
  const open: OpenLoop[] = [];
  const origins = new Map<string, Path>();
  let turns = 0;

  /** Members of an object, with loops among them written out; `path` is where the object stands in the document. */
  const members = (object: Readonly<Record<string, unknown>>, names: Names, path: Path): [string, unknown, Path][] =>
    Object.entries(object).flatMap(([key, value]): [string, unknown, Path][] => {
      const place = [...path, key];
      if (!LOOP.test(key)) return [[replaced(key, names), written(value, names, place), place]];
      const [identifier, collection, body] = Array.isArray(value) ? value : [];
      if (typeof identifier !== 'string' || !isObject(body)) return shut(place, `${key} is not written as a loop is`);
      const items = itemsOf(resolve(written(collection, names, place)));
      if (items === undefined)
        return shut(place, `what ${key} runs over is known only at deployment: judge the template that it makes`);
      return items.flatMap((item) => {
        turns += 1;
        if (turns > MOST_TURNS) return [];
        return members(body, new Map([...names, [identifier, item]]), [...place, 2]);
      });
    });

  const shut = (path: Path, message: string): [string, unknown, Path][] => {
    open.push({ path, message });
    return [[unknown('unresolved_expression', message), '', path]];
  };

  const written = (value: unknown, names: Names, path: Path): unknown => {
    if (typeof value === 'string') return replaced(value, names);
    if (Array.isArray(value)) return value.map((item, index) => written(item, names, [...path, index]));
    if (!isObject(value)) return value;
    const named = typeof value.Ref === 'string' && Object.keys(value).length === 1 ? names.get(value.Ref) : undefined;
    return named ?? Object.fromEntries(members(value, names, path).map(([key, member]) => [key, member]));
  };

  const sections = SECTIONS.flatMap((section): [string, unknown][] => {
    const object = template[section];
    if (!isObject(object)) return [];
    return [
      [
        section,
        Object.fromEntries(
          members(object, new Map(), [section]).flatMap(([key, member, path]): [string, unknown][] => {
            // What a loop that nobody can run would declare has no name; it is told as open.
            if (unknownIn(key) !== undefined) return [];
            if (origins.has(`${section} ${key}`)) open.push({ path, message: `${key} is declared twice, by a loop` });
            origins.set(`${section} ${key}`, path);
            return [[key, member]];
          }),
        ),
      ],
    ];
  });
  if (turns > MOST_TURNS)
    open.push({
      path: ['Resources'],
      message: `loops take more than ${MOST_TURNS} turns: judge the template that they make`,
    });
  const origin = ([section, key, ...rest]: Path): Path => {
    const from = section === undefined || key === undefined ? undefined : origins.get(`${section} ${key}`);
    return from === undefined ? [section, key, ...rest].filter((part) => part !== undefined) : [...from, ...rest];
  };
  return {
    document: {
      value: { ...template, ...Object.fromEntries(sections) },
      lineAt: (path) => document.lineAt(origin(path)),
      linesBelow: (path) => document.linesBelow(origin(path)),
    },
    open,
  };
};

/** What each identifier stands for in this turn. */
type Names = ReadonlyMap<string, string>;

/** `${Name}` is the value, `&{Name}` its letters and digits: logical ids may hold no others. */
const replaced = (text: string, names: Names): string =>
  names.size === 0
    ? text
    : text.replaceAll(/([$&])\{([^{}]+)\}/g, (whole, sign: string, name: string) => {
        const value = names.get(name.trim());
        if (value === undefined) return whole;
        return sign === '$' ? value : value.replaceAll(/[^0-9A-Za-z]+/g, '');
      });

const itemsOf = (collection: unknown): string[] | undefined => {
  if (!Array.isArray(collection)) return undefined;
  const items = collection.map((item) => (typeof item === 'number' ? String(item) : item));
  return items.every((item) => typeof item === 'string' && unknownIn(item) === undefined) ? items : undefined;
};

const holdsLoop = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(holdsLoop);
  return isObject(value) && Object.entries(value).some(([key, member]) => LOOP.test(key) || holdsLoop(member));
};
