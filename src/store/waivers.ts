import { readFileSync } from 'node:fs';
import { UsageError } from '../model/errors.js';
import { didYouMean } from '../model/suggest.js';
import { isDay, type Waiver } from '../model/waiver.js';
import { faultIn } from './validate.js';
import { yaml } from './yaml.js';
import { firstLine, sentenceOf, type YamlDocument, yamlDocument } from './yaml-document.js';

/** What the file of waivers says. Throws {@link UsageError} with the line of the first entry that is none: no waiver of it applies. */
export const readWaivers = (path: string, controls: readonly string[]): Waiver[] =>
  readWaiversAndText(path, controls).waivers;

/** The same, with the text that was read: a run keeps it. */
export const readWaiversAndText = (
  path: string,
  controls: readonly string[],
): { readonly waivers: Waiver[]; readonly text: string } => {
  const text = textOf(path);
  const { document, lineAt, lineOf } = parsed(path, text);
  const content: WaiverFile = document.toJS() ?? {};
  const fault = faultIn('waivers')(content);
  if (fault !== undefined) throw complaint(`${path}:${lineOf(fault)}`, sentenceOf(fault));
  const waivers = content.waivers.map((waiver, index): Waiver => {
    const line = lineAt(['waivers', index]);
    if (!controls.includes(waiver.control))
      throw complaint(
        `${path}:${line}`,
        `no control has the id ${JSON.stringify(waiver.control)}${didYouMean(waiver.control, controls)}`,
      );
    if (!isDay(waiver.expires))
      throw complaint(`${path}:${line}`, `expires ${waiver.expires} is no day of the calendar`);
    return { ...waiver, origin: { file: path, line } };
  });
  return { waivers, text };
};

interface WaiverFile {
  readonly waivers: readonly Omit<Waiver, 'origin'>[];
}

/** The text of the file without the entries that `isDropped`, its comments kept; undefined where none is. */
export const pruned = (path: string, isDropped: (index: number) => boolean): string | undefined => {
  const { document } = parsed(path);
  const list = document.get('waivers');
  if (!yaml().isSeq(list)) return undefined;
  const kept = list.items.filter((_, index) => !isDropped(index));
  if (kept.length === list.items.length) return undefined;
  list.items = kept;
  if (kept.length === 0) list.flow = true;
  return document.toString({ lineWidth: 0 });
};

const complaint = (place: string, what: string): UsageError =>
  new UsageError(
    `${place}: ${what}; no waiver applies until it is mended (schemas/waivers.schema.json describes the file)`,
  );

const parsed = (path: string, text = textOf(path)): YamlDocument => {
  const document = yamlDocument(text);
  if (document.error !== undefined) throw complaint(`${path}:${document.error.line}`, document.error.message);
  return document;
};

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? firstLine(error.message) : String(error);
    throw new UsageError(`waivers ${path}: ${why}; name a file of waivers with --waivers`);
  }
};

/** A comment of a template: its line from 1, what it says, and whether something stands before it on the line. */
interface Comment {
  readonly line: number;
  readonly text: string;
  readonly trails: boolean;
}

/** What the comments of a template say of waivers, and those comments that mean to and cannot be understood. */
export interface InlineWaivers {
  readonly waivers: readonly Waiver[];
  readonly malformed: readonly { readonly line: number; readonly message: string }[];
}

/** `# kansa:waive CONTROL until=2026-12-31 reason="why"`, at the end of a line or on lines of its own above one. */
export const inlineWaivers = (file: string, text: string, controls: readonly string[]): InlineWaivers => {
  const comments = commentsIn(file, text);
  const alone = new Set(comments.filter(({ trails }) => !trails).map(({ line }) => line));
  const waivers: Waiver[] = [];
  const malformed: { line: number; message: string }[] = [];
  for (const { line, text: comment, trails } of comments) {
    const said = comment.replace(/^(#|\/\/)\s*/, '');
    if (!said.startsWith(INLINE_MARK)) continue;
    let target = line;
    if (!trails) while (alone.has(target)) target += 1;
    const read = understood(said, controls);
    if (typeof read === 'string') malformed.push({ line, message: `${read}; the waiver does not apply` });
    else waivers.push({ ...read, origin: { file, line, target } });
  }
  return { waivers, malformed };
};

/** What a comment begins with that waives. */
export const INLINE_MARK = 'kansa:waive';

const FORM = '# kansa:waive CONTROL until=2026-12-31 reason="why"';
const SAYING = /^kansa:waive\s+(?<control>[^\s=]+)(?<pairs>(?:\s+[a-z]+=(?:"[^"]*"|[^\s"]+))*)\s*$/;
const PAIR = /([a-z]+)=(?:"([^"]*)"|([^\s"]+))/g;
const KEYS: readonly string[] = ['until', 'reason', 'owner', 'approver', 'ticket'];

const understood = (said: string, controls: readonly string[]): Omit<Waiver, 'origin'> | string => {
  const { control, pairs = '' } = SAYING.exec(said)?.groups ?? {};
  if (control === undefined) return `the comment ${INLINE_MARK} is not of the form ${FORM}`;
  if (!controls.includes(control))
    return `the comment ${INLINE_MARK} names no control: ${JSON.stringify(control)}${didYouMean(control, controls)}`;
  const values = new Map<string, string>();
  for (const [, key = '', quoted, bare = ''] of pairs.matchAll(PAIR)) {
    if (!KEYS.includes(key)) return `the comment ${INLINE_MARK} has an unknown key ${key}${didYouMean(key, KEYS)}`;
    if (values.has(key)) return `the comment ${INLINE_MARK} says ${key} twice`;
    values.set(key, quoted ?? bare);
  }
  const reason = values.get('reason')?.trim() ?? '';
  const expires = values.get('until') ?? '';
  if (reason === '') return `the comment ${INLINE_MARK} gives no reason="why"`;
  if (!isDay(expires)) return `the comment ${INLINE_MARK} needs until=YYYY-MM-DD, a day of the calendar`;
  const others = ['owner', 'approver', 'ticket'].flatMap((key) => {
    const value = values.get(key);
    return value === undefined || value === '' ? [] : [[key, value] as const];
  });
  return { control, reason, expires, ...Object.fromEntries(others) };
};

/** JSON has no comments; HCL has them after `#` and `//`; everything else is YAML. */
const commentsIn = (file: string, text: string): Comment[] => {
  if (/\.(json|tfplan)$/i.test(file) || /^\s*[{[]/.test(text)) return [];
  return /\.(tf|tofu|tfvars|hcl)$/i.test(file) ? hclComments(text) : yamlComments(text);
};

/** What the lexer says beside pieces of the text: a scalar follows, a document begins, a flow ends early, a byte order mark. */
const SCALAR = '\u001f';
const SIGNALS: readonly string[] = [SCALAR, '\u0002', '\u0018', '\ufeff'];

/** By YAML's own lexer: what looks like a comment inside a text is none. */
const yamlComments = (text: string): Comment[] => {
  const comments: Comment[] = [];
  let line = 1;
  let before = '';
  let isScalar = false;
  for (const token of new (yaml().Lexer)().lex(text)) {
    if (SIGNALS.includes(token)) {
      isScalar = token === SCALAR;
      continue;
    }
    if (!isScalar && token.startsWith('#'))
      comments.push({ line, text: token.trimEnd(), trails: before.trim() !== '' });
    isScalar = false;
    const breaks = token.split('\n');
    line += breaks.length - 1;
    before = breaks.length > 1 ? (breaks.at(-1) ?? '') : before + token;
  }
  return comments;
};

/** Line by line: a mark inside quotes, a heredoc or a block comment begins none. */
const hclComments = (text: string): Comment[] => {
  const comments: Comment[] = [];
  let heredoc: string | undefined;
  let inBlock = false;
  for (const [index, content] of text.split(/\r?\n/).entries()) {
    if (heredoc !== undefined) {
      if (content.trim() === heredoc) heredoc = undefined;
      continue;
    }
    let inText = false;
    for (let at = 0; at < content.length; at += 1) {
      const two = content.slice(at, at + 2);
      if (inBlock) {
        if (two === '*/') inBlock = false;
        continue;
      }
      if (inText) {
        if (content[at] === '\\') at += 1;
        else if (content[at] === '"') inText = false;
        continue;
      }
      if (content[at] === '"') inText = true;
      else if (two === '/*') inBlock = true;
      else if (content[at] === '#' || two === '//') {
        comments.push({ line: index + 1, text: content.slice(at), trails: content.slice(0, at).trim() !== '' });
        break;
      }
    }
    heredoc = inBlock ? undefined : /<<-?\s*"?(\w+)"?\s*$/.exec(content)?.[1];
  }
  return comments;
};
