import type { Node, Parser } from 'web-tree-sitter';
import type { Attribute, Block, Body, Expression, Located, ObjectEntry, Step, SyntaxFile } from './syntax.js';
import { type Piece, templateOf } from './template.js';

/** A file larger than this was not written by people, and a parser that recovers from errors takes long over it. */
const LARGEST = 2 << 20;

/** A broken file of more blocks than this is read as a whole, as far as the parser finds its way. */
const MOST_PARTS = 1_000;

/** What nests deeper than this nobody wrote to be read. */
const DEEPEST = 150;

type Problem = SyntaxFile['problems'][number];

/**
 * A file of Terraform's native syntax. Where it has an error, its blocks are read one by one, so that the error of one
 * costs no other; what is lost is told.
 */
export const parseHcl = (text: string, parser: Parser): SyntaxFile => {
  if (text.length > LARGEST) return nothing(1, `the file is larger than ${LARGEST >> 20} MB`);
  const nul = text.indexOf('\u0000');
  if (nul >= 0) return nothing(lineAt(text, nul), 'the file holds a NUL character: it is no text');
  const whole = readPart(text, 0, parser);
  if (whole.problems.length === 0) return whole;
  const parts = partsOf(text);
  if (parts.length < 2 || parts.length > MOST_PARTS) return whole;
  const read = parts.map((part) => readPart(part.text, part.line, parser));
  return {
    body: {
      attributes: read.flatMap(({ body }) => body.attributes),
      blocks: read.flatMap(({ body }) => body.blocks),
    },
    problems: read.flatMap(({ problems }) => problems),
  };
};

/** An expression alone, as a command line or a string of JSON syntax gives it. */
export const parseExpression = (text: string, parser: Parser): Expression => {
  const { body, problems } = readPart(`x = ${text}\n`, 0, parser);
  const [attribute, ...others] = body.attributes;
  if (
    text.includes('\u0000') ||
    problems.length > 0 ||
    attribute === undefined ||
    others.length + body.blocks.length > 0
  )
    return { kind: 'unreadable', why: 'the text is no expression' };
  return attribute.value;
};

/** A text as a template. */
export const parseTemplate = (text: string, parser: Parser): Expression => {
  const marker = 'KANSA_TEMPLATE';
  if (text.includes(marker) || text.includes('\u0000'))
    return { kind: 'unreadable', why: 'the text cannot be read as a template' };
  const { body, problems } = readPart(`x = <<${marker}\n${text}\n${marker}\n`, 0, parser);
  const [attribute] = body.attributes;
  if (problems.length > 0 || attribute === undefined) return { kind: 'unreadable', why: 'the text is no template' };
  return withoutLastNewline(attribute.value);
};

const withoutLastNewline = (expression: Expression): Expression => {
  const parts = expression.kind === 'template' ? expression.parts : [expression];
  const kept = parts.flatMap((part, index): Expression[] => {
    if (index < parts.length - 1 || part.kind !== 'literal' || typeof part.value !== 'string') return [part];
    const value = part.value.replace(/\n$/, '');
    return value === '' ? [] : [{ kind: 'literal', value }];
  });
  const [only, ...others] = kept;
  if (only === undefined) return { kind: 'literal', value: '' };
  return others.length === 0 ? only : { kind: 'template', parts: kept };
};

const nothing = (line: number, message: string): SyntaxFile => ({
  body: { attributes: [], blocks: [] },
  problems: [{ line, message }],
});

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** The text from each line on that begins a block at the margin. */
const partsOf = (text: string): { text: string; line: number }[] => {
  const parts: { lines: string[]; line: number }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const last = parts.at(-1);
    if (last === undefined || /^[A-Za-z_][\w-]*[ \t]*("[^"]*"[ \t]*)*\{/.test(line))
      parts.push({ lines: [line], line: index });
    else last.lines.push(line);
  }
  return parts.map(({ lines, line }) => ({ text: `${lines.join('\n')}\n`, line }));
};

const readPart = (text: string, firstLine: number, parser: Parser): SyntaxFile => {
  const tree = parser.parse(text);
  if (tree === null) return nothing(firstLine + 1, 'the file could not be parsed');
  try {
    return readerOf(text, firstLine).file(tree.rootNode);
  } finally {
    tree.delete();
  }
};

/** Turns the nodes of one parsed text into the tree of syntax.ts. */
const readerOf = (source: string, firstLine: number) => {
  const problems: Problem[] = [];
  let depth = 0;

  const file = (root: Node): SyntaxFile => {
    if (root.hasError) tellErrors(root);
    const bodies = childrenOf(root).filter(({ type }) => type === 'body');
    const read = bodies.map((body) => readBody(body));
    // An object in the place of blocks is what only files of values in JSON may hold.
    for (const child of childrenOf(root)) if (child.type === 'object') tell(child, 'a file of blocks was expected');
    return {
      body: {
        attributes: read.flatMap(({ attributes }) => attributes),
        blocks: read.flatMap(({ blocks }) => blocks),
      },
      problems: problems,
    };
  };

  const tell = (node: Node, message: string): void => {
    problems.push({ line: lineOf(node), message });
  };

  const lineOf = (node: Node): number => {
    return firstLine + node.startPosition.row + 1;
  };

  /** The outermost places that are no Terraform, without going into what is sound. */
  const tellErrors = (root: Node): void => {
    const pending = [root];
    let told = 0;
    for (let node = pending.pop(); node !== undefined && told < 20; node = pending.pop()) {
      if (node.isMissing) {
        // What is missing is missed only where the text ends.
        tell(node.parent ?? node, 'syntax error: what begins here does not end as it should');
        told += 1;
      } else if (node.isError) {
        // What stands there is not repeated: it may be a password.
        tell(node, 'syntax error: what stands here is no Terraform');
        told += 1;
      } else if (node.hasError) pending.push(...node.children.toReversed());
    }
    if (told === 0) tell(root, 'syntax error');
  };

  const readBody = (node: Node): Body => {
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    for (const child of childrenOf(node)) {
      if (child.type === 'attribute') {
        const attribute = readAttribute(child);
        const isSuspect = [child.previousSibling, child.nextSibling ?? node.nextSibling].some((near) => near?.isError);
        // What the parser could not place may have been a part of it.
        attributes.push(isSuspect ? { ...attribute, value: BROKEN } : attribute);
      }
      if (child.type === 'block') blocks.push(readBlock(child));
    }
    return { attributes, blocks };
  };

  const readAttribute = (node: Node): Attribute => {
    const [name, , value] = childrenOf(node);
    const line = lineOf(node);
    if (name === undefined || value === undefined || value.hasError)
      return { name: name?.text ?? '', line, value: BROKEN };
    return { name: name.text, line, value: readOutermost(value) };
  };

  const readBlock = (node: Node): Block => {
    const [type, ...rest] = childrenOf(node);
    const body = rest.find(({ type: kind }) => kind === 'body');
    return {
      type: type?.text ?? '',
      labels: rest
        .filter(({ type: kind }) => kind === 'string_lit' || kind === 'identifier')
        .map((label) => (label.type === 'identifier' ? label.text : unescaped(innerText(label)))),
      body: body === undefined ? { attributes: [], blocks: [] } : deeper(node, () => readBody(body), EMPTY),
      line: lineOf(node),
    };
  };

  const readOutermost = (node: Node): Expression => {
    const before = depth;
    try {
      return readExpression(node);
    } catch (error) {
      if (!(error instanceof TooDeep)) throw error;
      depth = before;
      tell(node, `the expression nests deeper than ${DEEPEST} levels`);
      return { kind: 'unreadable', why: 'the expression nests too deep' };
    }
  };

  const deeper = <T>(node: Node, read: () => T, instead: T): T => {
    if (depth >= DEEPEST) {
      tell(node, `blocks nest deeper than ${DEEPEST} levels`);
      return instead;
    }
    depth += 1;
    const value = read();
    depth -= 1;
    return value;
  };

  const readExpression = (node: Node): Expression => {
    if (depth >= DEEPEST) throw new TooDeep();
    depth += 1;
    const children = childrenOf(node);
    const [only] = children;
    const read = only?.type === 'conditional' ? readConditional(only) : readTerms(children)[0];
    depth -= 1;
    return read;
  };

  /**
   * The grammar takes `a ? b : c ? d : e` for `(a ? b : c) ? d : e`; Terraform, as all others, for `a ? b : (c ? d : e)`.
   */
  const readConditional = (node: Node): Expression => {
    const [condition, yes, no] = childrenOf(node).filter(({ type }) => type === 'expression');
    if (condition === undefined || yes === undefined || no === undefined) return UNREADABLE;
    return chained(readExpression(condition), readExpression(yes), readExpression(no));
  };

  /** A term with what follows it (`.name`, `[0]`, `[*]`), and how many nodes it took. */
  const readTerms = (nodes: readonly Node[], from = 0): [Expression, number] => {
    const first = nodes[from];
    if (first === undefined) return [UNREADABLE, from];
    let at = from + 1;
    let term: Expression;
    if (first.type === '(') {
      const inside = nodes[at];
      term = inside === undefined ? UNREADABLE : closed(readExpression(inside));
      at += 2;
    } else term = readTerm(first);
    for (; at < nodes.length; at += 1) {
      const next = nodes[at];
      if (next?.type === 'get_attr' || next?.type === 'index') term = { kind: 'step', of: term, step: readStep(next) };
      else if (next?.type === 'splat') {
        const [kind] = childrenOf(next);
        const steps =
          kind === undefined
            ? []
            : childrenOf(kind)
                .filter(isStep)
                .map((step) => readStep(step));
        term = splatOf(term, steps, kind?.type === 'attr_splat');
      } else break;
    }
    return [term, at];
  };

  const readStep = (node: Node): Step => {
    if (node.type === 'get_attr') return { kind: 'attribute', name: childrenOf(node)[1]?.text ?? '' };
    const [index] = childrenOf(node);
    if (index?.type === 'legacy_index')
      return { kind: 'index', key: { kind: 'literal', value: Number(index.text.replace('.', '')) } };
    const key = index === undefined ? undefined : childrenOf(index).find(({ type }) => type === 'expression');
    return { kind: 'index', key: key === undefined ? UNREADABLE : readExpression(key) };
  };

  const readTerm = (node: Node): Expression => {
    if (depth >= DEEPEST) throw new TooDeep();
    depth += 1;
    const read = readInnerTerm(node);
    depth -= 1;
    return read;
  };

  const readInnerTerm = (node: Node): Expression => {
    const children = childrenOf(node);
    const [first] = children;
    switch (node.type) {
      case 'literal_value':
        return first === undefined ? UNREADABLE : readLiteral(first);
      case 'template_expr':
        return first === undefined ? UNREADABLE : readTemplate(first);
      case 'collection_value':
      case 'for_expr':
      case 'operation':
        return first === undefined ? UNREADABLE : readTerm(first);
      case 'tuple':
        return { kind: 'tuple', items: children.filter(isExpression).map((item) => located(item)) };
      case 'object':
        return {
          kind: 'object',
          entries: children.flatMap((element): ObjectEntry[] => {
            if (element.type !== 'object_elem') return [];
            const [key, value] = childrenOf(element).filter(isExpression);
            return key === undefined || value === undefined
              ? []
              : [{ key: readKey(key), value: readExpression(value), line: lineOf(element) }];
          }),
        };
      case 'variable_expr':
        return { kind: 'variable', name: node.text };
      case 'function_call': {
        const args = childrenOf(children.find(({ type }) => type === 'function_arguments') ?? node);
        return {
          kind: 'call',
          name: first?.text ?? '',
          args: args.filter(isExpression).map((argument) => readExpression(argument)),
          isSpread: args.some(({ type }) => type === 'ellipsis'),
        };
      }
      case 'for_tuple_expr':
      case 'for_object_expr':
        return readFor(children);
      case 'unary_operation':
        return { kind: 'unary', operator: first?.text ?? '', operand: readTerms(children, 1)[0] };
      case 'binary_operation': {
        const [left, at] = readTerms(children);
        return {
          kind: 'binary',
          operator: children[at]?.text ?? '',
          left,
          right: readTerms(children, at + 1)[0],
        };
      }
      case 'expression':
        return readExpression(node);
      default:
        return UNREADABLE;
    }
  };

  const located = (node: Node): Located => {
    return { value: readExpression(node), line: lineOf(node) };
  };

  /** A bare word as a key is its own name. */
  const readKey = (node: Node): Expression => {
    const [only, ...others] = childrenOf(node);
    if (only !== undefined && others.length === 0 && only.type === 'variable_expr')
      return { kind: 'literal', value: only.text };
    return readExpression(node);
  };

  const readLiteral = (node: Node): Expression => {
    switch (node.type) {
      case 'numeric_lit': {
        const value = Number(node.text);
        return Number.isInteger(value) && !Number.isSafeInteger(value)
          ? { kind: 'unreadable', why: `${node.text} is too large to be known exactly` }
          : { kind: 'literal', value };
      }
      case 'bool_lit':
        return { kind: 'literal', value: node.text === 'true' };
      case 'null_lit':
        return { kind: 'literal', value: null };
      default:
        return oneLine(node, { kind: 'literal', value: unescaped(innerText(node)) });
    }
  };

  /** The grammar lets a text in quotes go on over a line's end, which Terraform does not. */
  const oneLine = (node: Node, expression: Expression): Expression => {
    if (!node.text.includes('\n')) return expression;
    tell(node, 'syntax error: a text in quotes does not end in its line');
    return UNREADABLE;
  };

  const readFor = (children: readonly Node[]): Expression => {
    const intro = children.find(({ type }) => type === 'for_intro');
    const condition = children.find(({ type }) => type === 'for_cond');
    const results = children.filter(isExpression);
    const [value = UNREADABLE, second] = results.map((result) => readExpression(result));
    if (intro === undefined) return UNREADABLE;
    const test = condition === undefined ? undefined : childrenOf(condition).find(isExpression);
    return {
      kind: 'for',
      ...readLoop(intro),
      ...(second === undefined ? { value } : { key: value, value: second }),
      isGrouped: children.some(({ type }) => type === 'ellipsis'),
      ...(test !== undefined && { condition: readExpression(test) }),
    };
  };

  const readLoop = (intro: Node): { keyName?: string; valueName: string; in: Expression } => {
    const parts = childrenOf(intro);
    const names = parts.filter(({ type }) => type === 'identifier').map(({ text }) => text);
    const source = parts.find(isExpression);
    const [first = '', second] = names;
    return {
      ...(second === undefined ? { valueName: first } : { keyName: first, valueName: second }),
      in: source === undefined ? UNREADABLE : readExpression(source),
    };
  };

  const readTemplate = (node: Node): Expression => {
    const children = childrenOf(node);
    if (node.type === 'quoted_template') {
      const [start] = children;
      const end = children.at(-1);
      if (start === undefined || end === undefined) return UNREADABLE;
      const pieces = readPieces(children.slice(1, -1), start.endIndex, end.startIndex);
      const isBroken = pieces.some((piece) => piece.kind === 'text' && piece.text.includes('\n'));
      const template = templateOf(pieces, { isHeredoc: false, isIndented: false });
      return isBroken ? oneLine(node, template) : template;
    }
    const [start, marker] = children;
    const end = children.at(-1);
    if (start === undefined || marker === undefined || end === undefined || end === marker) return UNREADABLE;
    const from = source.indexOf('\n', marker.endIndex) + 1;
    // The closing word stands on a line of its own.
    const to = source.lastIndexOf('\n', end.startIndex) + 1;
    const pieces = readPieces(children.slice(2, -1), from, Math.max(from, to));
    return templateOf(pieces, { isHeredoc: true, isIndented: start.text === '<<-' });
  };

  /** What stands between two places of the text: literal pieces, and those that are evaluated. */
  const readPieces = (nodes: readonly Node[], from: number, to: number): Piece[] => {
    const pieces: Piece[] = [];
    let at = from;
    const text = (until: number): void => {
      if (until > at) pieces.push({ kind: 'text', text: source.slice(at, until) });
    };
    for (const node of nodes) {
      if (node.type !== 'template_interpolation' && node.type !== 'template_directive') continue;
      text(node.startIndex);
      at = node.endIndex;
      pieces.push(node.type === 'template_interpolation' ? readInterpolation(node) : readDirective(node));
    }
    text(to);
    return pieces;
  };

  const readInterpolation = (node: Node): Piece => {
    const inside = childrenOf(node).find(isExpression);
    return {
      kind: 'value',
      value: inside === undefined ? UNREADABLE : readExpression(inside),
      ...strips(node),
    };
  };

  const readDirective = (node: Node): Piece => {
    const [directive] = childrenOf(node);
    const parts = directive === undefined ? [] : childrenOf(directive);
    const [intro] = parts;
    const end = parts.at(-1);
    if (directive === undefined || intro === undefined || end === undefined)
      return { kind: 'value', value: UNREADABLE };
    const otherwise = parts.find(({ type }) => type === 'template_else_intro');
    const between = (start: Node, stop: Node) => ({
      pieces: readPieces(
        parts.filter(({ startIndex }) => startIndex >= start.endIndex && startIndex < stop.startIndex),
        start.endIndex,
        stop.startIndex,
      ),
      stripStart: strips(start).stripAfter,
      stripEnd: strips(stop).stripBefore,
    });
    const outer = { stripBefore: strips(intro).stripBefore, stripAfter: strips(end).stripAfter };
    if (directive.type === 'template_for')
      return { kind: 'for', ...outer, loop: readLoop(intro), body: between(intro, end) };
    const condition = childrenOf(intro).find(isExpression);
    return {
      kind: 'if',
      ...outer,
      condition: condition === undefined ? UNREADABLE : readExpression(condition),
      yes: between(intro, otherwise ?? end),
      ...(otherwise !== undefined && { no: between(otherwise, end) }),
    };
  };
  return { file };
};

class TooDeep extends Error {}

const UNREADABLE: Expression = { kind: 'unreadable', why: 'the expression is of no known form' };
const BROKEN: Expression = { kind: 'unreadable', why: 'a syntax error stands here' };
const EMPTY: Body = { attributes: [], blocks: [] };

const childrenOf = (node: Node): Node[] => node.children.filter(({ type }) => type !== 'comment');
const isExpression = ({ type }: Node): boolean => type === 'expression';
const isStep = ({ type }: Node): boolean => type === 'get_attr' || type === 'index';

/** Does `~` stand at an end of the node: `${~ x ~}`? */
const strips = (node: Node): { stripBefore: boolean; stripAfter: boolean } => ({
  stripBefore: /^[$%]\{~/.test(node.text),
  stripAfter: /~\}$/.test(node.text),
});

const closed = (expression: Expression): Expression =>
  expression.kind === 'conditional' ? { ...expression, isClosed: true } : expression;

const chained = (condition: Expression, yes: Expression, no: Expression): Expression =>
  condition.kind === 'conditional' && condition.isClosed !== true
    ? { ...condition, no: chained(condition.no, yes, no) }
    : { kind: 'conditional', condition, yes, no };

/** After `[*]` every step is taken of each element; after `.*` only names are, and an index is one into the list. */
const splatOf = (of: Expression, steps: readonly Step[], isAttributeOnly: boolean): Expression => {
  const end = isAttributeOnly ? steps.findIndex(({ kind }) => kind === 'index') : -1;
  const own = end < 0 ? steps : steps.slice(0, end);
  return steps
    .slice(own.length)
    .reduce<Expression>((term, step) => ({ kind: 'step', of: term, step }), { kind: 'splat', of, steps: own });
};

const innerText = (node: Node): string => node.text.slice(1, -1);

/** The text that a quoted one without interpolations stands for. */
const unescaped = (text: string): string => {
  const expression = templateOf([{ kind: 'text', text }], { isHeredoc: false, isIndented: false });
  return expression.kind === 'literal' && typeof expression.value === 'string' ? expression.value : '';
};
