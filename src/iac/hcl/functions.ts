import {
  booleanOf,
  bounded,
  canonical,
  type Effort,
  entriesOf,
  exactly,
  hiddenBelow,
  hiddenIn,
  isLazy,
  isList,
  isMap,
  isSet,
  numberOf,
  Refused,
  setOf,
  textOf,
  unresolved,
  type Value,
  type ValueObject,
} from './values.js';

type Call = (args: readonly Value[], effort: Effort) => Value;

/**
 * Terraform's functions that give the same for the same
 * (https://developer.hashicorp.com/terraform/language/functions). A name that is not here is unknown wherever it is called.
 */
export const functionNamed = (name: string): Call | undefined => {
  const bare = name.replace(/^core::/, '');
  if (Object.hasOwn(STRUCTURAL, bare)) return STRUCTURAL[bare];
  const pure = Object.hasOwn(PURE, bare) ? PURE[bare] : undefined;
  return (
    pure &&
    ((args, effort) => {
      for (const argument of args) {
        const hidden = hiddenBelow(argument, effort);
        if (hidden !== undefined) return hidden;
      }
      return pure(args, effort);
    })
  );
};

const text = (value: Value | undefined): string => {
  const found = value === undefined ? undefined : textOf(value);
  if (found === undefined) throw new Refused('a text is required');
  return found;
};

const number = (value: Value | undefined): number => numberOf(value ?? null);

const list = (value: Value | undefined): readonly Value[] => {
  if (value === undefined || !isList(value)) throw new Refused('a list is required');
  return value;
};

const map = (value: Value | undefined): ValueObject => {
  if (value === undefined || !isMap(value)) throw new Refused('a map is required');
  return value;
};

const texts = (value: Value | undefined): string[] => list(value).map(text);

/** What these give is known only if all that they are given is. */
const PURE: Readonly<Record<string, Call>> = {
  abs: ([a]) => Math.abs(number(a)),
  ceil: ([a]) => Math.ceil(number(a)),
  floor: ([a]) => Math.floor(number(a)),
  max: (args) => Math.max(...args.map(number)),
  min: (args) => Math.min(...args.map(number)),
  pow: ([a, b]) => exactly(number(a) ** number(b)),
  signum: ([a]) => Math.sign(number(a)),
  parseint: ([a, base]) => {
    const value = Number.parseInt(text(a), number(base));
    // Signs and zeros in front are Terraform's to read.
    return value.toString(number(base)) === text(a).toLowerCase()
      ? exactly(value)
      : unresolved('parseint is evaluated by Terraform only');
  },
  // Letter by letter, as Go does: none becomes two.
  lower: ([a]) => Array.from(text(a), (letter) => [...letter.toLowerCase()][0] ?? '').join(''),
  upper: ([a]) => Array.from(text(a), upperOf).join(''),
  title: ([a]) => text(a).replaceAll(/(?<![\p{L}\p{N}_])\p{L}/gu, upperOf),
  chomp: ([a]) => text(a).replace(/(\r?\n)+$/, ''),
  trimspace: ([a]) => text(a).trim(),
  trimprefix: ([a, prefix]) => (text(a).startsWith(text(prefix)) ? text(a).slice(text(prefix).length) : text(a)),
  trimsuffix: ([a, suffix]) =>
    text(suffix) !== '' && text(a).endsWith(text(suffix)) ? text(a).slice(0, -text(suffix).length) : text(a),
  trim: ([a, cut]) => {
    const letters = new Set(text(cut));
    const all = [...text(a)];
    const from = all.findIndex((letter) => !letters.has(letter));
    return from < 0 ? '' : all.slice(from, all.findLastIndex((letter) => !letters.has(letter)) + 1).join('');
  },
  replace: ([a, search, by]) => {
    const sought = text(search);
    if (sought === '') return unresolved('what replaces nothing stands between all letters');
    // Between slashes stands a regular expression, of a dialect that is not ours.
    if (/^\/.*\/$/s.test(sought)) return unresolved('a regular expression is evaluated by Terraform only');
    return bounded(text(a).split(sought).join(text(by)));
  },
  strrev: ([a]) => [...text(a)].reverse().join(''),
  substr: ([a, offset, length]) => {
    const all = [...text(a)];
    const from = number(offset) < 0 ? Math.max(0, all.length + number(offset)) : number(offset);
    return all.slice(from, number(length) < 0 ? undefined : from + number(length)).join('');
  },
  split: ([separator, a]) =>
    text(a) === '' ? [''] : text(separator) === '' ? [...text(a)] : text(a).split(text(separator)),
  startswith: ([a, prefix]) => text(a).startsWith(text(prefix)),
  endswith: ([a, suffix]) => text(a).endsWith(text(suffix)),
  strcontains: ([a, part]) => text(a).includes(text(part)),
  indent: ([spaces, a]) => text(a).replaceAll('\n', `\n${' '.repeat(Math.min(1_000, number(spaces)))}`),
  base64encode: ([a]) => Buffer.from(text(a), 'utf8').toString('base64'),
  base64decode: ([a]) => {
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text(a)))
      throw new Refused('no base64');
    const decoded = Buffer.from(text(a), 'base64').toString('utf8');
    return decoded.includes('\u0000') ? unresolved('the decoded text is no text') : decoded;
  },
  urlencode: ([a]) =>
    encodeURIComponent(text(a))
      .replaceAll('%20', '+')
      .replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`),
  jsondecode: ([a]) => {
    if (text(a).includes('\\u0000')) return unresolved('the JSON holds a NUL character');
    try {
      return JSON.parse(text(a));
    } catch {
      throw new Refused('the text is no JSON');
    }
  },
  contains: ([items, sought = null], effort) => {
    const wanted = canonical(sought, effort);
    return list(items).some((item) => canonical(item, effort) === wanted);
  },
  index: ([items, sought = null], effort) => {
    const wanted = canonical(sought, effort);
    const place = list(items).findIndex((item) => canonical(item, effort) === wanted);
    if (place < 0) throw new Refused('the list does not hold the value');
    return place;
  },
  distinct: ([items], effort) => {
    const seen = new Map<string, Value>();
    for (const item of unified(list(items))) {
      const key = canonical(item, effort);
      if (!seen.has(key)) seen.set(key, item);
    }
    return [...seen.values()];
  },
  range: (args) => {
    const [a = 0, b, c] = args.map(number);
    const [from, to] = b === undefined ? [0, a] : [a, b];
    const step = c ?? (to < from ? -1 : 1);
    if (step === 0) throw new Refused('a range needs a step');
    const length = Math.max(0, Math.ceil((to - from) / step));
    // Terraform's own bound.
    if (length > 1024) throw new Refused('a range has at most 1024 values');
    return Array.from({ length }, (_, place) => from + place * step);
  },
  sort: ([items]) => texts(items).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
  setunion: (args, effort) => setOf(args.flatMap(list), effort),
  setintersection: ([first, ...others], effort) =>
    setOf(
      list(first).filter((item) =>
        others.every((other) => list(other).some((value) => canonical(value, effort) === canonical(item, effort))),
      ),
      effort,
    ),
  setsubtract: ([items, minus], effort) => {
    const taken = new Set(list(minus).map((item) => canonical(item, effort)));
    return setOf(
      list(items).filter((item) => !taken.has(canonical(item, effort))),
      effort,
    );
  },
  toset: ([items], effort) => setOf(unified(list(items)), effort),
  tobool: ([a = null]) => (a === null ? null : booleanOf(a)),
  tonumber: ([a = null]) => (a === null ? null : numberOf(a)),
  alltrue: ([items]) => list(items).every((item) => booleanOf(item)),
  anytrue: ([items]) => list(items).some((item) => item !== null && booleanOf(item)),
  sum: ([items]) => {
    if (list(items).length === 0) throw new Refused('an empty list has no sum');
    return exactly(list(items).reduce<number>((total, item) => total + numberOf(item), 0));
  },
  zipmap: ([names, values]) => {
    const all = list(values);
    if (isSet(names ?? null) || isSet(values ?? null)) throw new Refused('a set has no order');
    if (all.length !== list(names).length) throw new Refused('there must be as many values as names');
    return Object.fromEntries(texts(names).map((name, place) => [name, all[place] ?? null]));
  },
  compact: ([items]) => list(items).filter((item) => item !== null && item !== ''),
  coalescelist: (args) => {
    const found = args.find((items) => isList(items) && items.length > 0);
    if (found === undefined) throw new Refused('all lists are empty');
    return found;
  },
  chunklist: ([items, size]) => {
    const all = list(items);
    const length = number(size);
    if (length <= 0) return [all];
    return Array.from({ length: Math.ceil(all.length / length) }, (_, place) =>
      all.slice(place * length, (place + 1) * length),
    );
  },
  format: ([pattern, ...args]) => formatted(text(pattern), args),
  formatlist: ([pattern, ...args]) => {
    const length = Math.max(...args.map((argument) => (isList(argument) ? argument.length : 1)));
    return Array.from({ length }, (_, place) =>
      formatted(
        text(pattern),
        args.map((argument) => (isList(argument) ? (argument[place] ?? null) : argument)),
      ),
    );
  },
};

/** These can give something although not all that they are given is known. */
const STRUCTURAL: Readonly<Record<string, Call>> = {
  join: ([separator = '', ...lists]) => {
    const hidden = [separator, ...lists].map(hiddenIn).find((mark) => mark !== undefined);
    if (hidden !== undefined) return hidden;
    return bounded(
      lists
        .flatMap(list)
        .map((item) => (isLazy(item) ? (hiddenIn(item) ?? '') : text(item)))
        .join(text(separator)),
    );
  },
  concat: (args) => {
    const hidden = args.map(hiddenIn).find((mark) => mark !== undefined);
    return hidden ?? bounded(args.flatMap(list));
  },
  merge: (args) => {
    const maps = args.filter((argument) => argument !== null);
    const hidden = maps.map(hiddenIn).find((mark) => mark !== undefined);
    return hidden ?? Object.fromEntries(maps.flatMap((argument) => Object.entries(map(argument))));
  },
  lookup: ([from = null, name = null, ...otherwise]) => {
    const hidden = hiddenIn(from) ?? hiddenIn(name) ?? hiddenKey(from);
    if (hidden !== undefined) return hidden;
    const members = map(from);
    if (Object.hasOwn(members, text(name))) return members[text(name)] ?? null;
    if (otherwise.length === 0) throw new Refused(`the map has no ${text(name)}`);
    return otherwise[0] ?? null;
  },
  element: ([items = null, place = null]) => {
    const hidden = hiddenIn(items) ?? hiddenIn(place);
    if (hidden !== undefined) return hidden;
    const all = list(items);
    if (all.length === 0) throw new Refused('an empty list has no element');
    if (!Number.isInteger(numberOf(place))) throw new Refused('an index is a whole number');
    if (numberOf(place) < 0) return unresolved('what a negative index leads to depends on the version of Terraform');
    return all[numberOf(place) % all.length] ?? null;
  },
  slice: ([items = null, from = null, to = null]) => {
    const hidden = hiddenIn(items) ?? hiddenIn(from) ?? hiddenIn(to);
    if (hidden !== undefined) return hidden;
    if (numberOf(to) > list(items).length || numberOf(from) > numberOf(to)) throw new Refused('the list is too short');
    return list(items).slice(numberOf(from), numberOf(to));
  },
  one: ([items = null]) => {
    const hidden = hiddenIn(items);
    if (hidden !== undefined) return hidden;
    if (list(items).length > 1) throw new Refused('the list has more than one element');
    return list(items)[0] ?? null;
  },
  reverse: ([items = null]) => hiddenIn(items) ?? list(items).toReversed(),
  flatten: ([items = null], effort) => {
    const flat: Value[] = [];
    const walk = (all: readonly Value[]): string | undefined => {
      for (const item of all) {
        effort.spend();
        // What is not known may be a list itself, and then nobody knows how long the whole is.
        if (typeof item === 'string' && hiddenIn(item) === item) return item;
        const hidden = isList(item) ? walk(item) : undefined;
        if (hidden !== undefined) return hidden;
        if (!isList(item)) flat.push(item);
      }
      return undefined;
    };
    return hiddenIn(items) ?? walk(list(items)) ?? bounded(flat);
  },
  keys: ([members = null]) => hiddenIn(members) ?? hiddenKey(members) ?? entriesOf(map(members)).map(([key]) => key),
  values: ([members = null]) =>
    hiddenIn(members) ?? hiddenKey(members) ?? entriesOf(map(members)).map(([, value]) => value),
  length: ([value = null]) => {
    const hidden = hiddenIn(value) ?? hiddenKey(value);
    if (hidden !== undefined) return hidden;
    if (typeof value === 'string') return [...value].length;
    return isMap(value) ? Object.keys(value).length : list(value).length;
  },
  tolist: ([items = null]) => hiddenIn(items) ?? unified(list(items)),
  tomap: ([members = null]) => {
    const hidden = hiddenIn(members);
    if (hidden !== undefined) return hidden;
    const values = unified(Object.values(map(members)));
    return Object.fromEntries(Object.keys(map(members)).map((key, place) => [key, values[place] ?? null]));
  },
  tostring: ([value = null]) => (value === null ? null : (hiddenIn(value) ?? text(value))),
  coalesce: (args) => {
    for (const argument of args) {
      const hidden = hiddenIn(argument);
      if (hidden !== undefined) return hidden;
      if (argument !== null && argument !== '') return argument;
    }
    throw new Refused('all values are empty');
  },
  sensitive: ([value = null]) => value,
  nonsensitive: ([value = null]) => value,
  jsonencode: ([value = null], effort) => jsonOf(value, effort),
};

/** A name that nobody knows may be the one that is asked for. */
const hiddenKey = (value: Value): string | undefined =>
  isMap(value)
    ? Object.keys(value)
        .map(hiddenIn)
        .find((mark) => mark !== undefined)
    : undefined;

/** JSON with its unknown places marked in the text: who reads the text as JSON finds the marks where they stood. */
export const jsonOf = (value: Value, effort: Effort): string => bounded(written(value, effort));

const written = (value: Value, effort: Effort): string => {
  effort.spend();
  if (isList(value)) return `[${value.map((item) => written(item, effort)).join(',')}]`;
  if (isMap(value))
    return `{${entriesOf(value)
      .map(([key, item]) => `${quoted(key)}:${written(item, effort)}`)
      .join(',')}}`;
  const hidden = isLazy(value) ? hiddenIn(value) : value;
  return typeof hidden === 'string' ? quoted(hidden) : JSON.stringify(hidden);
};

/** As Go writes texts: what HTML could take for its own is escaped. */
const quoted = (value: string): string =>
  JSON.stringify(value)
    .replaceAll('\\u0000', '\u0000')
    .replaceAll(/[<>&\u2028\u2029]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The verbs of `format` that texts are made with; of others only Terraform knows. */
const formatted = (pattern: string, args: readonly Value[]): Value => {
  let place = 0;
  let isForeign = false;
  const result = pattern.replaceAll(
    /%(?:%|(0\d+)?([a-zA-Z])|.?)/g,
    (whole, width: string | undefined, verb: string | undefined) => {
      if (whole === '%%') return '%';
      const value = args[place] ?? null;
      place += 1;
      if (
        verb === 'd' &&
        (typeof value === 'number' || typeof value === 'string') &&
        Number.isInteger(numberOf(value))
      ) {
        const digits = String(numberOf(value));
        return width === undefined ? digits : digits.padStart(Number(width), '0');
      }
      if (width === undefined && (verb === 's' || verb === 'v') && value !== null && typeof value !== 'object')
        return text(value);
      if (width === undefined && verb === 'q' && typeof value === 'string') return JSON.stringify(value);
      isForeign = true;
      return '';
    },
  );
  if (isForeign) return unresolved('a verb of format is evaluated by Terraform only');
  if (place !== args.length) throw new Refused('format has too many or too few arguments');
  return bounded(result);
};

const upperOf = (letter: string): string => {
  const upper = letter.toUpperCase();
  return [...upper].length === 1 ? upper : letter;
};

/** The elements of a list have one type: beside a text, numbers and booleans are texts. */
export const unified = (items: readonly Value[]): readonly Value[] =>
  items.some((item) => typeof item === 'string') && items.every((item) => item === null || typeof item !== 'object')
    ? items.map((item) => (item === null ? null : (textOf(item) ?? item)))
    : [...items];

/** A list as what `for` walks through: of a set the elements are their own keys. */
export const walkOf = (value: Value): [Value, Value][] => {
  if (isList(value)) return value.map((item, index) => [isSet(value) ? item : index, item]);
  if (isMap(value)) return entriesOf(value);
  throw new Refused('a list or a map is required');
};
