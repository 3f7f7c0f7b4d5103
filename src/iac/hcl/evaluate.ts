import { functionNamed, walkOf } from './functions.js';
import type { Expression, ForExpression, Step } from './syntax.js';
import {
  booleanOf,
  bounded,
  canonical,
  countHidden,
  type Effort,
  Exhausted,
  exactly,
  hiddenBelow,
  hiddenIn,
  isLazy,
  isList,
  isMap,
  isSet,
  memberOf,
  numberOf,
  Refused,
  textOf,
  unresolved,
  type Value,
} from './values.js';

/** What an expression can see. */
export interface Scope {
  /** What a first word leads to: `var`, `local`, a resource's type, the name that a `for` gives. Undefined where there is none. */
  named(name: string): Value | undefined;
  /** The text of a file that `file` names, or a mark. */
  fileText(path: string): string;
  /** The text of a file as a template with these names. */
  rendered(path: string, names: Readonly<Record<string, Value>>): Value;
  readonly effort: Effort;
}

/** A scope with further names. */
export const within = (scope: Scope, names: ReadonlyMap<string, Value>): Scope => ({
  ...scope,
  named: (name) => (names.has(name) ? names.get(name) : scope.named(name)),
});

/** What an expression gives; what Terraform would refuse, and what is too much, is not known. */
export const valueIn = (expression: Expression, scope: Scope): Value => {
  try {
    return evaluated(expression, scope);
  } catch (error) {
    if (error instanceof Refused || error instanceof Exhausted) return unresolved(error.message);
    throw error;
  }
};

/**
 * What an expression gives as far as the files say it (https://developer.hashicorp.com/terraform/language/expressions).
 * Throws {@link Refused} where Terraform would end with an error, which only `try` and `can` go on from.
 */
export const evaluated = (expression: Expression, scope: Scope): Value => {
  scope.effort.spend();
  return scope.effort.deeper(() => given(expression, scope));
};

const given = (expression: Expression, scope: Scope): Value => {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'unreadable':
      return unresolved(expression.why, 'parse_error');
    case 'template':
      return templateText(expression.parts, scope);
    case 'tuple':
      return expression.items.map(({ value }) => evaluated(value, scope));
    case 'object':
      return Object.fromEntries(
        expression.entries.map(({ key, value }) => [keyOf(evaluated(key, scope)), evaluated(value, scope)]),
      );
    case 'variable':
      return scope.named(expression.name) ?? unresolved(`${expression.name} is declared nowhere in the module`);
    case 'step':
      return stepped(evaluated(expression.of, scope), expression.step, scope);
    case 'splat':
      return splat(evaluated(expression.of, scope), expression.steps, scope);
    case 'call':
      return called(expression.name, expression.args, expression.isSpread, scope);
    case 'for':
      return walked(expression, scope);
    case 'conditional':
      return chosen(expression, scope);
    case 'unary': {
      const operand = evaluated(expression.operand, scope);
      return hiddenIn(operand) ?? (expression.operator === '!' ? !booleanOf(operand) : exactly(-numberOf(operand)));
    }
    case 'binary':
      return operated(
        expression.operator,
        evaluated(expression.left, scope),
        () => evaluated(expression.right, scope),
        scope,
      );
  }
};

const keyOf = (value: Value): string => {
  const text = textOf(value);
  if (text !== undefined) return text;
  if (isLazy(value)) return hiddenIn(value) ?? '';
  throw new Refused('a key must be a text');
};

const templateText = (parts: readonly Expression[], scope: Scope): Value => {
  let text = '';
  for (const part of parts) {
    const value = evaluated(part, scope);
    const piece = isLazy(value) ? hiddenIn(value) : textOf(value);
    if (piece === undefined) throw new Refused('only texts, numbers and booleans can stand in a text');
    text = bounded(text + piece);
    scope.effort.spend(piece.length >> 6);
  }
  return text;
};

const stepped = (value: Value, step: Step, scope: Scope): Value => {
  if (step.kind === 'attribute') return member(value, step.name);
  const key = evaluated(step.key, scope);
  if (isLazy(value)) {
    const hidden = hiddenIn(key);
    return hidden ?? memberOf(value, keyOf(key));
  }
  const hidden = hiddenIn(value) ?? hiddenIn(key);
  if (hidden !== undefined) return hidden;
  if (!isList(value)) return member(value, keyOf(key));
  if (isSet(value)) throw new Refused('a set has no index');
  const item = value[numberOf(key)];
  if (item === undefined) throw new Refused(`the list has no element ${keyOf(key)}`);
  return item;
};

const member = (value: Value, name: string): Value => {
  if (isLazy(value)) return memberOf(value, name);
  const hidden = hiddenIn(value);
  if (hidden !== undefined) return hidden;
  if (isMap(value)) {
    if (Object.hasOwn(value, name)) return value[name] ?? null;
    const key = Object.keys(value)
      .map(hiddenIn)
      .find((mark) => mark !== undefined);
    if (key !== undefined) return key;
  }
  // The old way to write [0].
  if (isList(value) && /^\d+$/.test(name) && value[Number(name)] !== undefined) return value[Number(name)] ?? null;
  throw new Refused(`there is no ${name}`);
};

const splat = (value: Value, steps: readonly Step[], scope: Scope): Value => {
  const hidden = isLazy(value) ? countHidden(value) : hiddenIn(value);
  if (hidden !== undefined) return hidden;
  const items = value === null ? [] : isList(value) ? value : [value];
  return items.map((item) => steps.reduce((inner, step) => stepped(inner, step, scope), item));
};

/** More arguments than this no call has. */
const MOST_ARGUMENTS = 1_000;

const called = (name: string, args: readonly Expression[], isSpread: boolean, scope: Scope): Value => {
  if (name === 'try') return firstThatHolds(args, scope);
  if (name === 'can') {
    const value = firstThatHolds(args, scope, REFUSED);
    return value === REFUSED ? false : (hiddenBelow(value, scope.effort) ?? true);
  }
  const values = args.map((argument) => evaluated(argument, scope));
  if (isSpread) {
    const last = values.pop() ?? null;
    const hidden = hiddenIn(last);
    if (hidden !== undefined) return hidden;
    if (!isList(last)) throw new Refused('only a list can be spread');
    values.push(...last.slice(0, MOST_ARGUMENTS + 1));
  }
  if (values.length > MOST_ARGUMENTS) throw new Exhausted(`${name} is given more than ${MOST_ARGUMENTS} arguments`);
  if (name === 'file' || name === 'templatefile') {
    const [path = null, names = null] = values;
    const hidden = hiddenIn(path);
    if (hidden !== undefined) return hidden;
    if (name === 'file') return scope.fileText(keyOf(path));
    return isMap(names)
      ? scope.rendered(keyOf(path), names)
      : (hiddenIn(names) ?? unresolved('templatefile needs a map'));
  }
  const call = functionNamed(name);
  if (call === undefined) return unresolved(`${name}() is evaluated by Terraform only`);
  return call(values, scope.effort);
};

const REFUSED = 'refused\u0001';

const firstThatHolds = (args: readonly Expression[], scope: Scope, otherwise?: Value): Value => {
  for (const argument of args) {
    try {
      return evaluated(argument, scope);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  if (otherwise !== undefined) return otherwise;
  throw new Refused('no argument of try holds');
};

const walked = (loop: ForExpression, scope: Scope): Value => {
  const source = evaluated(loop.in, scope);
  const hidden = hiddenIn(source);
  if (hidden !== undefined) return hidden;
  const items: Value[] = [];
  const entries = new Map<string, Value[]>();
  for (const [key, value] of walkOf(source)) {
    const inside = within(
      scope,
      new Map([...(loop.keyName === undefined ? [] : [[loop.keyName, key] as const]), [loop.valueName, value]]),
    );
    if (loop.condition !== undefined) {
      const holds = evaluated(loop.condition, inside);
      const unsure = hiddenIn(holds);
      // Nobody knows how many there are.
      if (unsure !== undefined) return unsure;
      if (!booleanOf(holds)) continue;
    }
    if (loop.key === undefined) items.push(evaluated(loop.value, inside));
    else {
      const name = keyOf(evaluated(loop.key, inside));
      const own = entries.get(name) ?? [];
      if (own.length > 0 && !loop.isGrouped && hiddenIn(name) === undefined)
        throw new Refused(`two entries have the key ${name}`);
      entries.set(name, own);
      own.push(evaluated(loop.value, inside));
    }
  }
  if (loop.isText === true) return bounded(items.map((item) => textOf(item) ?? '').join(''));
  if (loop.key === undefined) return bounded(items);
  return Object.fromEntries(
    [...entries].map(([name, own]) => [name, loop.isGrouped ? own : (own[0] ?? null)] as const),
  );
};

const chosen = ({ condition, yes, no }: Extract<Expression, { kind: 'conditional' }>, scope: Scope): Value => {
  const holds = evaluated(condition, scope);
  const hidden = hiddenIn(holds);
  if (hidden === undefined) {
    const [own, other] = booleanOf(holds) ? [yes, no] : [no, yes];
    const value = evaluated(own, scope);
    // Both sides have one type: beside a text, a number is one.
    return typeof value === 'number' || typeof value === 'boolean' ? asBeside(value, valueIn(other, scope)) : value;
  }
  const [one, other] = [valueIn(yes, scope), valueIn(no, scope)];
  // Either way it is the same.
  return isSame(one, other, scope.effort) ? one : hidden;
};

const asBeside = (value: number | boolean, other: Value): Value =>
  typeof other === 'string' && hiddenIn(other) === undefined ? (textOf(value) ?? value) : value;

const isSame = (one: Value, other: Value, effort: Effort): boolean =>
  hiddenBelow(one, effort) === undefined &&
  hiddenBelow(other, effort) === undefined &&
  canonical(one, effort) === canonical(other, effort);

const isWhole = (value: Value): boolean => isList(value) || isMap(value);

const operated = (operator: string, left: Value, right: () => Value, scope: Scope): Value => {
  if (operator === '&&' || operator === '||') {
    // One that decides (a false of `&&`, a true of `||`) decides, whatever the other is.
    const decisive = operator === '||';
    const other = right();
    const sides = [left, other].map((side) => hiddenIn(side) ?? booleanOf(side));
    if (sides.includes(decisive)) return decisive;
    return sides.find((side) => typeof side === 'string') ?? !decisive;
  }
  const other = right();
  if (operator === '==' || operator === '!=') {
    // Of a list or a map something is known although not all of it is: it is not null.
    const isAgainstNull = (left === null && isWhole(other)) || (other === null && isWhole(left));
    const hidden = isAgainstNull ? undefined : (hiddenBelow(left, scope.effort) ?? hiddenBelow(other, scope.effort));
    if (hidden !== undefined) return hidden;
    const isEqual = !isAgainstNull && canonical(left, scope.effort) === canonical(other, scope.effort);
    // A list is never a tuple, nor a map an object, and which of them a value is it does not say.
    if (isEqual && isWhole(left)) return unresolved('whether lists or maps are equal depends on their types');
    return operator === '==' ? isEqual : !isEqual;
  }
  const hidden = hiddenIn(left) ?? hiddenIn(other);
  if (hidden !== undefined) return hidden;
  const [a, b] = [numberOf(left), numberOf(other)];
  switch (operator) {
    case '+':
      return exactly(a + b);
    case '-':
      return exactly(a - b);
    case '*':
      return exactly(a * b);
    case '/':
      return exactly(a / b);
    case '%':
      return exactly(a % b);
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return unresolved(`${operator} is no operator that is known here`);
  }
};
