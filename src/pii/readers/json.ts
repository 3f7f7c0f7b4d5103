import { Unreadable } from '../../model/errors.js';
import { type Held, type Origin, type Place, type Reader, type Value, type Way, WINDOW, windows } from './value.js';

/** Deeper documents are no data that somebody wrote. */
const DEEPEST = 1000;

interface Open {
  readonly isArray: boolean;
  readonly way: Way | undefined;
  /** The name of the nearest member: what an element of a list is called by. */
  readonly field: string;
  index: number;
  /** The member whose value comes next. */
  member: string | undefined;
  expects: 'first' | 'value' | 'colon' | 'more' | 'key';
}

/**
 * JSON (RFC 8259), one document or one a line (JSONL), read as a stream: every text, number and name of a member is a value.
 * A document has its own pointers; lines are those of the file.
 */
export const jsonReader = (
  take: (value: Value) => void,
  { longest = WINDOW, withOrigin = false, isPassedOver = NEVER }: Held = {},
): Reader => {
  const open: Open[] = [];
  let buffer = '';
  let at = 0;
  /** What was before the buffer. */
  let before = 0;
  let line = 1;
  let long: Reader | undefined;

  const top = (): Open | undefined => open.at(-1);
  const wayOfValue = (): Way | undefined => {
    const within = top();
    if (within === undefined) return undefined;
    return { above: within.way, step: within.isArray ? within.index : (within.member ?? '') };
  };
  const fieldOfValue = (): string => {
    const within = top();
    return (within?.isArray ? within.field : within?.member) ?? '';
  };
  // Not spread: a file has millions of places.
  const placeOf = (way: Way | undefined): Place =>
    way === undefined ? { line, hasLines: false } : { line, hasLines: false, way };
  const isKey = (): boolean => {
    const within = top();
    return within !== undefined && !within.isArray && (within.expects === 'first' || within.expects === 'key');
  };
  const isValue = (): boolean => {
    const within = top();
    return within === undefined || within.expects === 'value' || (within.isArray && within.expects === 'first');
  };
  const wrong = (what: string): Unreadable => new Unreadable(`${what} in line ${line}`);

  const done = (): void => {
    const within = top();
    if (within !== undefined) within.expects = 'more';
  };

  const originOf = (at: number, raw: string, form: Origin['form']): Origin | undefined =>
    withOrigin ? { at: before + at, raw, form } : undefined;

  const give = (text: string, origin: Origin | undefined): void => {
    const field = fieldOfValue();
    if (text !== '' && !isPassedOver(text, field))
      take({ text, field, place: placeOf(wayOfValue()), from: 0, to: text.length, origin });
    done();
  };

  const endText = (text: string, origin: Origin | undefined): void => {
    if (long !== undefined) {
      long.push(text);
      long.end();
      long = undefined;
      done();
    } else if (isKey()) {
      const within = top();
      if (within === undefined) return;
      within.member = text;
      within.expects = 'colon';
      // The name itself may be what somebody is called by.
      if (text !== '')
        take({ text, field: '', place: placeOf({ above: within.way, step: text }), from: 0, to: text.length, origin });
    } else give(text, origin);
  };

  /** Reads on in a text, behind its first quote; false where more is needed. */
  const readText = (from: number, isLast: boolean): boolean => {
    const end = textEnd(buffer, from);
    if (end >= 0) {
      const raw = buffer.slice(from, end);
      endText(plain(raw, line), originOf(from, raw, 'json'));
      at = end + 1;
      return true;
    }
    if (isLast) throw wrong('a text is not closed');
    if (buffer.length - from > longest) {
      if (isKey()) throw wrong('a name of a member is too long');
      // No escape is cut: at most `\`, or `\u` with three digits, are left for the next turn.
      const tail = /\\(?:u[\dA-Fa-f]{0,3})?$/.exec(withoutPairs(buffer.slice(-4096)));
      const safe = buffer.length - (tail?.[0].length ?? 0);
      long ??= windows(fieldOfValue(), placeOf(wayOfValue()), take);
      long.push(plain(buffer.slice(from, safe), line));
      at = safe;
    }
    return false;
  };

  const begin = (isArray: boolean): void => {
    if (!isValue()) throw wrong('a value stands where none may');
    if (open.length >= DEEPEST) throw wrong(`values are nested deeper than ${DEEPEST}`);
    open.push({ isArray, way: wayOfValue(), field: fieldOfValue(), index: 0, member: undefined, expects: 'first' });
    at += 1;
  };

  const close = (isArray: boolean): void => {
    const within = open.pop();
    if (
      within === undefined ||
      within.isArray !== isArray ||
      !(within.expects === 'first' || within.expects === 'more')
    )
      throw wrong('a bracket closes nothing');
    done();
    at += 1;
  };

  const step = (isLast: boolean): boolean => {
    if (long !== undefined) return readText(at, isLast);
    const character = buffer[at];
    const within = top();
    switch (character) {
      case '\n':
        line += 1;
        at += 1;
        return true;
      case ' ':
      case '\t':
      case '\r':
      // Text sequences (RFC 7464) begin each document with it.
      case '\u001e':
        at += 1;
        return true;
      case '"':
        if (!isKey() && !isValue()) throw wrong('a text stands where none may');
        return readText(at + 1, isLast);
      case '{':
      case '[':
        begin(character === '[');
        return true;
      case '}':
      case ']':
        close(character === ']');
        return true;
      case ':':
        if (within?.expects !== 'colon') throw wrong('a colon stands where none may');
        within.expects = 'value';
        at += 1;
        return true;
      case ',':
        if (within?.expects !== 'more') throw wrong('a comma stands where none may');
        within.expects = within.isArray ? 'value' : 'key';
        within.index += 1;
        at += 1;
        return true;
      default:
        return readScalar(isLast);
    }
  };

  const readScalar = (isLast: boolean): boolean => {
    SCALAR.lastIndex = at;
    const [scalar = ''] = SCALAR.exec(buffer) ?? [];
    const isOpen = at + scalar.length === buffer.length && !isLast;
    if (isOpen && scalar.length <= 1024) return false;
    if (!LITERAL.test(scalar) || !isValue()) throw wrong('something stands there that is no value');
    const origin = originOf(at, scalar, 'number');
    at += scalar.length;
    if (/^[tfn]/.test(scalar)) done();
    else give(scalar, origin);
    return true;
  };

  const run = (isLast: boolean): void => {
    while (at < buffer.length && step(isLast));
    buffer = buffer.slice(at);
    before += at;
    at = 0;
  };

  return {
    push(text) {
      buffer += text;
      run(false);
    },
    end() {
      run(true);
      if (open.length > 0 || long !== undefined) throw wrong('the document ends too early');
    },
  };
};

const NEVER = (): boolean => false;

const SCALAR = /[^\s,:{}[\]"]*/y;
const LITERAL = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** The quote that ends a text; negative where it is not there yet. */
const textEnd = (text: string, from: number): number => {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) return at;
    if (code === 92) at += 1;
  }
  return -1;
};

const plain = (raw: string, line: number): string => {
  if (!raw.includes('\\')) return raw;
  try {
    // Text that was cut may hold what JSON wants escaped; it is not for this reader to insist.
    return JSON.parse(`"${raw.replaceAll(CONTROL, ' ')}"`);
  } catch {
    throw new Unreadable(`an escape is none in line ${line}`);
  }
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: the very characters that JSON forbids inside a text
const CONTROL = /[\0-\x1f]/g;

/** What is left when each escaped backslash is taken out: then the last one begins an escape. */
const withoutPairs = (text: string): string => text.replaceAll('\\\\', '..');
