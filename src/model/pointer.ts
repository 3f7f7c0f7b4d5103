/** A JSON Pointer (RFC 6901): `''` is the whole document, `/a/b~1c` the member `b/c` of `a`. */
export type Pointer = string;

/** Splits a pointer into its unescaped segments. Throws on text that is no pointer. */
export const segmentsOf = (pointer: Pointer): string[] => {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw new RangeError(`not a JSON pointer: ${JSON.stringify(pointer)}`);
  const segments = pointer.slice(1).split('/');
  return pointer.includes('~') ? segments.map(unescapeSegment) : segments;
};

/** The segments of one of the patterns that relations and controls are written with: few, and each is asked for often. */
export const segmentsOfPattern = (pattern: Pointer): readonly string[] => {
  const known = patterns.get(pattern) ?? segmentsOf(pattern);
  patterns.set(pattern, known);
  return known;
};

const patterns = new Map<Pointer, readonly string[]>();

/** The pointer whose unescaped segments are given. */
export const pointerOf = (...segments: readonly (string | number)[]): Pointer =>
  segments.map((segment) => `/${escapeSegment(String(segment))}`).join('');

/** Is `pointer` a well-formed JSON pointer? A `~` is legal only as `~0` or `~1`. */
export const isPointer = (text: string): boolean => text === '' || (text.startsWith('/') && !/~(?![01])/.test(text));

/** Does `prefix` lead to `pointer` or to a place above it, segment by segment (`/a` does not lead to `/ab`)? */
export const leadsTo = (prefix: Pointer, pointer: Pointer): boolean =>
  pointer.startsWith(prefix) && (pointer.length === prefix.length || pointer[prefix.length] === '/');

/** The pointers that lead to `pointer`, from the whole document down to itself. */
export const pathTo = (pointer: Pointer): Pointer[] => {
  const path = [''];
  for (let end = pointer.indexOf('/', 1); end > 0; end = pointer.indexOf('/', end + 1))
    path.push(pointer.slice(0, end));
  return pointer === '' ? path : [...path, pointer];
};

/** The value at a pointer; undefined where nothing stands there. Own members only: `/constructor` finds nothing. */
export const valueAt = (document: unknown, pointer: Pointer): unknown =>
  segmentsOf(pointer).reduce<unknown>(memberOf, document);

/** The own member of an object or array that a segment names; undefined where there is none. */
export const memberOf = (value: unknown, segment: string): unknown => {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(segment) ? value[Number(segment)] : undefined;
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, segment)) return Reflect.get(value, segment);
  return undefined;
};

const escapeSegment = (segment: string): string =>
  /[~/]/.test(segment) ? segment.replaceAll('~', '~0').replaceAll('/', '~1') : segment;
const unescapeSegment = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');
