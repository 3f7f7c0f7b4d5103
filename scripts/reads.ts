/**
 * What a rule reads of its input, from OPA's plan: the same intermediate form that the Wasm is compiled from
 * (https://www.openpolicyagent.org/docs/ir). An abstract run follows every local back to the places of the input that
 * it may stand for. It errs on the side of reading too much: a place that is read and not named could hide a gap.
 */
import type { Reads } from '../src/model/control.js';
import { type Pointer, pointerOf } from '../src/model/pointer.js';

/** The part of a plan that matters here. */
export interface Plan {
  readonly static: { readonly strings: readonly { readonly value: string }[] };
  readonly funcs: { readonly funcs: readonly Func[] };
}

interface Func {
  readonly name: string;
  readonly params: readonly number[];
  readonly blocks: readonly Block[];
}

interface Block {
  readonly stmts: readonly { readonly type: string; readonly stmt: Statement }[];
}

interface Operand {
  readonly type: 'local' | 'bool' | 'string_index';
  readonly value: unknown;
}

type Statement = Readonly<Record<string, unknown>>;

/** What a local may stand for: places of the input, a known text, or something built that holds other values. */
interface Value {
  readonly places: Set<Pointer>;
  readonly same: Set<Value>;
  readonly held: Set<Value>;
  readonly texts: Set<string>;
  isSet: boolean;
  /** A constant that has no members. */
  isScalar: boolean;
}

const nothing = (): Value => ({
  places: new Set(),
  same: new Set(),
  held: new Set(),
  texts: new Set(),
  isSet: false,
  isScalar: false,
});

/** `*` in a pointer of the result stands for any member. */
export const readsInPlan = (plan: Plan, rules: readonly string[]): Omit<Reads, 'cut'> => {
  const values = new Set<Pointer>();
  const shapes = new Set<Pointer>();
  const functions = new Map(plan.funcs.funcs.map((func) => [func.name, func]));
  const done = new Map<string, Value>();
  const input = nothing();
  input.places.add('');
  const data = nothing();

  const run = (name: string, args: readonly Value[]): Value => {
    const func = functions.get(name);
    if (func === undefined) throw new Error(`the plan calls ${name}, which it does not hold`);
    const isRule = args.length === 2 && args[0] === input && args[1] === data;
    const known = isRule ? done.get(name) : undefined;
    if (known !== undefined) return known;
    const result = nothing();
    if (isRule) done.set(name, result);
    let locals: Locals = new Map(func.params.map((param, index) => [param, args[index] ?? nothing()]));
    for (const block of func.blocks) locals = afterBlock(block, locals, result);
    return result;
  };

  /** A block may end in the middle, so what was true before it may be true after it. */
  const afterBlock = (block: Block, before: Locals, result: Value): Locals => {
    const after = new Map(before);
    walk(block, after, result);
    return either(before, after);
  };

  const walk = (block: Block, locals: Locals, result: Value): void => {
    const local = (number: unknown): Value => {
      const value = locals.get(Number(number)) ?? nothing();
      locals.set(Number(number), value);
      return value;
    };
    const fresh = (number: unknown): Value => {
      const value = nothing();
      locals.set(Number(number), value);
      return value;
    };
    const operand = (raw: unknown): Value => {
      if (!isOperand(raw)) throw new Error('the plan holds an operand of an unknown form');
      if (raw.type === 'local') return local(raw.value);
      const value = nothing();
      value.isScalar = true;
      const text = raw.type === 'string_index' ? plan.static.strings[Number(raw.value)]?.value : undefined;
      if (text !== undefined) value.texts.add(text);
      return value;
    };
    const into = (inner: unknown): void => {
      for (const [number, value] of afterBlock(asBlock(inner), locals, result)) locals.set(number, value);
    };
    for (const { type, stmt } of block.stmts) {
      switch (type) {
        case 'AssignVarStmt':
        case 'AssignVarOnceStmt': {
          const source = operand(stmt.source);
          fresh(stmt.target).same.add(source);
          break;
        }
        case 'DotStmt': {
          const [source, key] = [operand(stmt.source), operand(stmt.key)];
          member(source, key, fresh(stmt.target));
          break;
        }
        case 'ScanStmt': {
          const source = local(stmt.source);
          for (const place of placesOf(source)) shapes.add(place);
          fresh(stmt.key);
          member(source, nothing(), fresh(stmt.value));
          // Twice: what one round leaves, the next may find.
          into(stmt.block);
          into(stmt.block);
          break;
        }
        case 'EqualStmt':
        case 'NotEqualStmt': {
          const sides = [operand(stmt.a), operand(stmt.b)];
          // Nothing that has members equals a constant without: what stands inside it does not matter.
          if (!sides.some(isConstant)) sides.forEach(use);
          break;
        }
        case 'LenStmt':
          count(operand(stmt.source));
          fresh(stmt.target);
          break;
        case 'IsArrayStmt':
        case 'IsObjectStmt':
        case 'IsSetStmt':
          for (const place of placesOf(operand(stmt.source))) shapes.add(place);
          break;
        case 'CallStmt': {
          const args = asList(stmt.args).map(operand);
          call(String(stmt.func), args, fresh(stmt.result));
          break;
        }
        case 'ObjectInsertStmt':
        case 'ObjectInsertOnceStmt':
          use(operand(stmt.key));
          local(stmt.object).held.add(operand(stmt.value));
          break;
        case 'ObjectMergeStmt': {
          const [one, other] = [local(stmt.a), local(stmt.b)];
          fresh(stmt.target).same.add(one).add(other);
          break;
        }
        case 'ArrayAppendStmt':
          local(stmt.array).held.add(operand(stmt.value));
          break;
        case 'SetAddStmt':
          local(stmt.set).held.add(operand(stmt.value));
          break;
        case 'MakeSetStmt':
          fresh(stmt.target).isSet = true;
          break;
        case 'MakeNullStmt':
        case 'MakeNumberRefStmt':
        case 'MakeNumberIntStmt':
        case 'AssignIntStmt':
          fresh(stmt.target).isScalar = true;
          break;
        case 'MakeObjectStmt':
        case 'MakeArrayStmt':
        case 'ResetLocalStmt':
          fresh(stmt.target);
          break;
        case 'ReturnLocalStmt':
          result.same.add(local(stmt.source));
          break;
        case 'NotStmt':
          into(stmt.block);
          break;
        case 'BlockStmt':
          for (const inner of asList(stmt.blocks)) into(inner);
          break;
        // Whether a place is there was noted when it was looked up.
        case 'IsDefinedStmt':
        case 'IsUndefinedStmt':
        case 'BreakStmt':
        case 'NopStmt':
          break;
        default:
          throw new Error(`controls may not use what the plan calls ${type}`);
      }
    }
  };

  /** `source[key]`: that the place is there is read; what stands in it only when it is used. */
  const member = (source: Value, key: Value, target: Value): void => {
    if (source === data) throw new Error('the rule reads data, which controls have none of');
    use(key);
    for (const place of placesOf(source))
      for (const segment of constantTexts(key) ?? ['*']) {
        target.places.add(place + pointerOf(segment));
        shapes.add(place + pointerOf(segment));
      }
    for (const inner of heldBy(source)) target.same.add(inner);
  };

  /** How many there are depends on the members, not on what stands in them; unless a set was built, which folds equals. */
  const count = (source: Value): void => {
    for (const place of placesOf(source)) shapes.add(place).add(`${place}/*`);
    if (closure(source).some(({ isSet }) => isSet)) for (const inner of heldBy(source)) use(inner);
  };

  const call = (name: string, args: readonly Value[], result: Value): void => {
    if (functions.has(name)) result.same.add(run(name, args));
    else if (name === 'count') for (const arg of args) count(arg);
    else if (name === 'object.get') get(args, result);
    else for (const arg of args) use(arg);
  };

  /** `object.get(source, "key" or ["a", "b"], otherwise)` is a look-up like any other, with a default. */
  const get = ([source = nothing(), key = nothing(), otherwise = nothing()]: readonly Value[], result: Value): void => {
    const path = closure(key).filter(({ held }) => held.size > 0);
    // A path that may have been built in two ways has no one order of steps.
    if (path.length > 1) use(source);
    let place = source;
    for (const step of path[0]?.held ?? [key]) {
      const next = nothing();
      member(place, step, next);
      place = next;
    }
    result.same.add(place).add(otherwise);
  };

  const used = new Set<Value>();
  /** The whole of a value matters, with all that it holds. */
  const use = (value: Value): void => {
    for (const one of closure(value)) {
      for (const place of one.places) values.add(place);
      if (used.has(one)) continue;
      used.add(one);
      for (const inner of one.held) use(inner);
    }
  };

  for (const rule of rules) use(run(rule, [input, data]));
  // The input as such is where every look-up begins.
  values.delete('');
  shapes.delete('');
  return { values: [...values].sort(), shapes: [...shapes].sort() };
};

type Locals = Map<number, Value>;

/** Each local as it was in one state or the other. */
const either = (one: Locals, other: Locals): Locals =>
  new Map(
    [...new Set([...one.keys(), ...other.keys()])].map((number) => {
      const [a, b] = [one.get(number), other.get(number)];
      if (a === undefined || b === undefined || a === b) return [number, a ?? b ?? nothing()];
      const value = nothing();
      value.same.add(a).add(b);
      return [number, value];
    }),
  );

const closure = (value: Value): Value[] => {
  const seen = new Set([value]);
  for (const one of seen) for (const same of one.same) seen.add(same);
  return [...seen];
};

/** What a value may be in the end; a value that is but another name for others is none of its own. */
const origins = (value: Value): Value[] =>
  closure(value).filter(({ same, places }) => same.size === 0 || places.size > 0);

/** Surely a constant without members? */
const isConstant = (value: Value): boolean => origins(value).every(({ isScalar }) => isScalar);

/** The texts that a value may be, or undefined where it may be anything else. */
const constantTexts = (value: Value): Set<string> | undefined => {
  const all = origins(value);
  return all.every(({ texts }) => texts.size > 0) ? new Set(all.flatMap(({ texts }) => [...texts])) : undefined;
};

const placesOf = (value: Value): Set<Pointer> => new Set(closure(value).flatMap(({ places }) => [...places]));
const heldBy = (value: Value): Set<Value> => new Set(closure(value).flatMap(({ held }) => [...held]));

const isOperand = (raw: unknown): raw is Operand =>
  typeof raw === 'object' && raw !== null && 'type' in raw && 'value' in raw;

const asList = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw : []);

const asBlock = (raw: unknown): Block => {
  if (typeof raw !== 'object' || raw === null || !('stmts' in raw) || !isStatements(raw.stmts))
    throw new Error('the plan holds a block of an unknown form');
  return { stmts: raw.stmts };
};

const isStatements = (raw: unknown): raw is Block['stmts'] => Array.isArray(raw);
