import { posix } from 'node:path';
import { type Pointer, pointerOf } from '../../model/pointer.js';
import type { Destination, Problem } from '../declaration.js';
import { evaluated, type Scope, valueIn, within } from './evaluate.js';
import { walkOf } from './functions.js';
import { policyDocument } from './policy-document.js';
import { attributeOf, type ModuleSource, type Written } from './source.js';
import type { Block, Body, Expression } from './syntax.js';
import { converted } from './types.js';
import {
  type Effort,
  Exhausted,
  hiddenBelow,
  hiddenIn,
  isLazy,
  isList,
  isMap,
  lazily,
  Refused,
  someOf,
  textOf,
  unresolved,
  type Value,
  type ValueObject,
} from './values.js';

/** A resource as a plan would show it: nested blocks are lists, and what is not known is marked (unknown.ts). */
export interface HclResource {
  readonly type: string;
  /** `module.serve["a"].aws_sagemaker_model.churn[0]`. */
  readonly address: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly place: { readonly file: string; readonly line: number };
  /** Lines of what stands below, by pointer from the attributes: `/versioning_configuration/0/status`. */
  readonly lines: ReadonlyMap<Pointer, number>;
  /** Of the provider that makes it, where the files say it. */
  readonly region?: string;
}

/** What a reference to an attribute that the files do not set leads to; undefined where only AWS knows. */
export type Identify = (resource: {
  readonly type: string;
  readonly address: string;
  readonly attribute: string;
  readonly region: string | undefined;
  /** An attribute that the files set. */
  written(name: string): unknown;
}) => string | undefined;

/** What is the same for all modules of one reading. */
export interface World {
  readonly destination: Destination;
  readonly effort: Effort;
  readonly identify: Identify;
  /** The module of a folder; undefined where the folder holds none, or nobody may look into it. */
  moduleAt(directory: string): ModuleSource | undefined;
  /** The text of a file; undefined where there is none. */
  textAt(path: string): string | undefined;
  parseTemplate(text: string): Expression;
  tell(problem: Problem): void;
  /** Counts one more resource: false where there are more already than are judged. */
  admits(): boolean;
  /** Whether nothing more is made. */
  isFull(): boolean;
  /** What the files name and was not looked at. */
  note(note: Problem): void;
}

/** More instances than this of one block nobody reads the findings of. */
const MOST_INSTANCES = 1_000;

/** Modules within modules. */
const DEEPEST_MODULE = 30;

/** Nothing makes a resource of these. */
const META = new Set(['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'provisioner', 'connection']);

interface Call {
  readonly source: ModuleSource;
  /** `module.serve["a"].`; empty of the root. */
  readonly prefix: string;
  readonly input: (variable: string) => Value | undefined;
  /** By the name under which the module knows them: `aws`, `aws.us`. */
  readonly providers: ReadonlyMap<string, Provider>;
  readonly root: string;
  /** The folders of the modules that lead here. */
  readonly above: readonly string[];
}

/** What a provider says of all that it makes. */
interface Provider {
  readonly region?: string;
  /** Tags that every resource has beside its own. */
  readonly tags?: Value;
}

interface Evaluated {
  resources(): readonly HclResource[];
  output(name: string): Value;
}

/** A module with its values: resources, and outputs for who called it. */
export const evaluateModule = (call: Call, world: World): Evaluated => {
  const { source, prefix } = call;
  const { effort } = world;
  const providers = new Map(call.providers);
  const once = memory(effort);

  const variable = (name: string): Value =>
    once(`var.${name}`, () => {
      const declared = source.blocks.get('variable')?.get(name)?.item.body;
      if (declared === undefined) throw new Refused(`variable ${name} is not declared`);
      const type = attributeOf(declared, 'type')?.value;
      const standard = attributeOf(declared, 'default');
      const given = call.input(name);
      const isNullable = attributeOf(declared, 'nullable')?.value;
      const isLeft =
        given === undefined || (given === null && isNullable?.kind === 'literal' && isNullable.value === false);
      if (isLeft && standard === undefined)
        return unresolved(`variable ${name} has no value that the files say: give one with --parameter ${name}=…`);
      const value = isLeft && standard !== undefined ? evaluated(standard.value, scope) : (given ?? null);
      return type === undefined ? value : converted(value, type, scope);
    });
  const local = (name: string): Value =>
    once(`local.${name}`, () => {
      const written = source.locals.get(name);
      if (written === undefined) throw new Refused(`local ${name} is not declared`);
      return evaluated(written.item.value, scope);
    });

  const roots = new Map<string, Value>([
    ['var', lazily(variable)],
    ['local', lazily(local)],
    ['path', lazily((name) => pathOf(name, call))],
    ['terraform', lazily((name) => unresolved(`terraform.${name} is known only where Terraform runs`))],
    [
      'module',
      lazily((name) => {
        const found = source.blocks.get('module')?.get(name);
        return found === undefined
          ? unresolved(`module ${name} is not declared`)
          : once(`module.${name}`, () => asValue(modulesOf(found), ({ output }) => lazily(output)));
      }),
    ],
    [
      'data',
      lazily((type) =>
        lazily((name) => {
          const found = source.blocks.get('data')?.get(`${type}.${name}`);
          return found === undefined
            ? unresolved(`data.${type}.${name} is not declared`)
            : once(`data.${type}.${name}`, () =>
                asValue(expanded(found, `data.${type}.${name}`), (instance) => dataValue(type, name, instance)),
              );
        }),
      ),
    ],
  ]);

  const scope: Scope = {
    effort,
    named: (name) => roots.get(name) ?? (hasType(source, name) ? lazily((own) => resourceValue(name, own)) : undefined),
    fileText: (path) => textInside(path, call, world),
    rendered: (path, names) => {
      const text = textInside(path, call, world);
      if (hiddenIn(text) !== undefined) return text;
      const alone: Scope = { ...scope, named: (name) => (Object.hasOwn(names, name) ? names[name] : undefined) };
      return evaluated(world.parseTemplate(text), alone);
    },
  };

  for (const { item } of source.providers) {
    if (item.labels[0] !== 'aws') continue;
    const alias = attributeOf(item.body, 'alias')?.value;
    const name = alias?.kind === 'literal' ? `aws.${alias.value}` : 'aws';
    const said = attributeOf(item.body, 'region');
    const region = said === undefined ? undefined : knownText(valueIn(said.value, scope));
    const shared = item.body.blocks.find(({ type }) => type === 'default_tags');
    const tags = shared && attributeOf(shared.body, 'tags')?.value;
    providers.set(name, {
      ...providers.get(name),
      ...(region !== undefined && { region }),
      ...(tags !== undefined && { tags: valueIn(tags, scope) }),
    });
  }

  const expanded = (written: Written<Block>, address: string): Instances => {
    const memo = expansions.get(written.item);
    if (memo !== undefined) return memo;
    const instances = instancesOf(written, address, scope, world);
    expansions.set(written.item, instances);
    return instances;
  };
  const expansions = new Map<Block, Instances>();

  const regionOf = (body: Body, inside: Scope): string | undefined => {
    const own = attributeOf(body, 'region');
    const said = own === undefined ? undefined : knownText(valueIn(own.value, inside));
    return said ?? providerOf(body)?.region;
  };
  const providerOf = (body: Body): Provider | undefined =>
    providers.get(providerNamed(attributeOf(body, 'provider')?.value));

  /** What a reference to a declared resource sees of it. */
  const resourceValue = (type: string, name: string): Value => {
    const found = source.blocks.get('resource')?.get(`${type}.${name}`);
    if (found === undefined) return unresolved(`${type}.${name} is not declared in the module`);
    return once(`${type}.${name}`, () =>
      asValue(expanded(found, `${type}.${name}`), (instance) => {
        const { body } = found.item;
        const address = `${prefix}${type}.${name}${instance.suffix}`;
        const region = regionOf(body, instance.scope);
        const read = memory(effort);
        const written = (attribute: string): Value | undefined =>
          isWritten(body, attribute)
            ? read(attribute, () => blocksAndAttributes(onlyNamed(body, attribute), instance.scope)[attribute] ?? null)
            : undefined;
        return lazily((attribute) => {
          const value = written(attribute);
          if (value !== undefined && value !== null) return value;
          return (
            world.identify({ type, address, attribute, region, written }) ??
            unresolved(`${address}.${attribute} is known only once AWS has made it`, 'known_after_apply')
          );
        });
      }),
    );
  };

  const dataValue = (type: string, name: string, instance: Instance): Value => {
    const found = source.blocks.get('data')?.get(`${type}.${name}`)?.item.body ?? EMPTY;
    const { partition, account, region } = world.destination;
    const read = memory(effort);
    const config = (): Value => blocksAndAttributes(found, instance.scope);
    return lazily((attribute) => {
      if (type === 'aws_caller_identity' && /^(account_id|id)$/.test(attribute)) return account;
      if (type === 'aws_region' && /^(name|id|region)$/.test(attribute)) {
        const named = attributeOf(found, 'name') ?? attributeOf(found, 'region');
        return named === undefined ? (regionOf(found, instance.scope) ?? region) : valueIn(named.value, instance.scope);
      }
      if (type === 'aws_partition') {
        if (/^(partition|id)$/.test(attribute)) return partition;
        if (attribute === 'dns_suffix') return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
      }
      if (type === 'aws_iam_policy_document' && /^(json|minified_json)$/.test(attribute))
        return read('json', () => {
          const written = config();
          return isMap(written) ? policyDocument(written, effort) : written;
        });
      const own = attributeOf(found, attribute);
      if (own !== undefined && !META.has(attribute)) return valueIn(own.value, instance.scope);
      return unresolved(`data.${type}.${name}.${attribute} is looked up when the plan is made`);
    });
  };

  const modulesOf = (written: Written<Block>): Instances<Evaluated> => {
    const known = called.get(written.item);
    if (known !== undefined) return known;
    const name = written.item.labels[0] ?? '';
    const target = targetOf(written, call, world);
    const instances = expanded(written, `module.${name}`);
    const made = mapInstances(instances, (instance): Evaluated => {
      if (target === undefined)
        return { resources: () => [], output: (output) => unresolved(`module.${name}.${output} was not read`) };
      const inputs = written.item.body.attributes;
      const read = memory(effort);
      return evaluateModule(
        {
          source: target,
          prefix: `${prefix}module.${name}${instance.suffix}.`,
          input: (input) => {
            const argument = inputs.find((attribute) => attribute.name === input);
            return argument && read(input, () => evaluated(argument.value, instance.scope));
          },
          providers: passedOn(attributeOf(written.item.body, 'providers')?.value, providers),
          root: call.root,
          above: [...call.above, source.directory],
        },
        world,
      );
    });
    called.set(written.item, made);
    return made;
  };
  const called = new Map<Block, Instances<Evaluated>>();

  const own = () =>
    [...(source.blocks.get('resource') ?? [])].flatMap(([name, written]) => {
      const { item, file } = written;
      const [type = ''] = item.labels;
      return expanded(written, name).all.flatMap((instance): HclResource[] => {
        if (!world.admits()) return [];
        const lines = new Map<Pointer, number>();
        const region = regionOf(item.body, instance.scope);
        return [
          {
            type,
            address: `${prefix}${name}${instance.suffix}`,
            attributes: plainObject(
              withSharedTags(blocksAndAttributes(item.body, instance.scope, lines), providerOf(item.body)?.tags),
              effort,
            ),
            place: { file, line: item.line },
            lines,
            ...(region !== undefined && { region }),
          },
        ];
      });
    });
  const below = () =>
    [...(source.blocks.get('module')?.values() ?? [])].flatMap((written) =>
      world.isFull() ? [] : modulesOf(written).all.flatMap(({ resources }) => (world.isFull() ? [] : resources())),
    );
  return {
    resources: () => [...own(), ...below()],
    output: (name) => {
      const declared = source.blocks.get('output')?.get(name)?.item.body;
      const value = declared && attributeOf(declared, 'value')?.value;
      return value === undefined
        ? unresolved(`${prefix}${name} is no output`)
        : once(`output.${name}`, () => evaluated(value, scope));
    },
  };
};

const EMPTY: Body = { attributes: [], blocks: [] };

/**
 * Each value is evaluated once. What needs itself has no value, and neither has what is deeper in than Terraform's own
 * configurations go; a refusal is remembered, so that `try` sees it wherever it asks.
 */
const memory = (effort: Effort) => {
  const known = new Map<string, { readonly value: Value } | { readonly error: Refused }>();
  const pending = new Set<string>();
  return (name: string, make: () => Value): Value => {
    const before = known.get(name);
    if (before !== undefined) {
      if ('error' in before) throw before.error;
      return before.value;
    }
    if (pending.has(name)) return unresolved(`${name} needs itself`);
    pending.add(name);
    try {
      const value = effort.deeper(make);
      effort.shallow(value);
      known.set(name, { value });
      return value;
    } catch (error) {
      if (error instanceof Refused) known.set(name, { error });
      if (error instanceof Exhausted) {
        const value = unresolved(error.message);
        known.set(name, { value });
        return value;
      }
      throw error;
    } finally {
      pending.delete(name);
    }
  };
};

const hasType = (source: ModuleSource, type: string): boolean => {
  const known =
    TYPES.get(source) ?? new Set([...(source.blocks.get('resource')?.keys() ?? [])].map((name) => name.split('.')[0]));
  TYPES.set(source, known);
  return known.has(type);
};

const TYPES = new WeakMap<ModuleSource, ReadonlySet<string | undefined>>();

const knownText = (value: Value): string | undefined =>
  typeof value === 'string' && hiddenIn(value) === undefined ? value : undefined;

/** `aws.us` of `provider = aws.us`; without it the one that has no alias. */
const providerNamed = (expression: Expression | undefined): string => {
  if (expression?.kind === 'step' && expression.of.kind === 'variable' && expression.step.kind === 'attribute')
    return `${expression.of.name}.${expression.step.name}`;
  if (expression?.kind === 'literal' && typeof expression.value === 'string') return expression.value;
  return expression?.kind === 'variable' ? expression.name : 'aws';
};

/** The provider without an alias goes to every module by itself, others where the call names them. */
const passedOn = (
  named: Expression | undefined,
  providers: ReadonlyMap<string, Provider>,
): ReadonlyMap<string, Provider> => {
  const passed = new Map([...providers].filter(([name]) => name === 'aws'));
  if (named?.kind !== 'object') return passed;
  for (const { key, value } of named.entries) {
    const provider = providers.get(providerNamed(value));
    // One that nobody configures is not the one without an alias.
    passed.set(providerNamed(key), provider ?? {});
  }
  return passed;
};

/** `tags_all`, as the provider puts it together. */
const withSharedTags = (attributes: ValueObject, shared: Value | undefined): ValueObject => {
  if (shared === undefined || shared === null) return attributes;
  const own = attributes.tags ?? {};
  const hidden = hiddenIn(shared) ?? hiddenIn(own);
  if (hidden !== undefined) return { ...attributes, tags_all: hidden };
  return isMap(shared) && isMap(own) ? { ...attributes, tags_all: { ...shared, ...own } } : attributes;
};

/** One of the resources (or modules) that a block makes. */
interface Instance {
  /** `[0]`, `["a"]`, or nothing. */
  readonly suffix: string;
  readonly scope: Scope;
}

interface Instances<T = Instance> {
  /** `one`: neither count nor for_each. `some`: nobody knows how many; one stands for all of them. */
  readonly kind: 'one' | 'some' | 'list' | 'map';
  readonly keys: readonly (string | number)[];
  readonly all: readonly T[];
}

const mapInstances = <T>({ kind, keys, all }: Instances, make: (instance: Instance) => T): Instances<T> => ({
  kind,
  keys,
  all: all.map(make),
});

/** What a reference to the block as a whole sees: one, a list, or a map. */
const asValue = <T>({ kind, keys, all }: Instances<T>, make: (item: T) => Value): Value => {
  const [first] = all;
  if (kind === 'list') return all.map(make);
  if (kind === 'map') return Object.fromEntries(all.map((item, index) => [String(keys[index]), make(item)]));
  if (first === undefined) return null;
  if (kind === 'one') return make(first);
  return someOf(unresolved('nobody knows how many of them there are'));
};

const instancesOf = ({ file, item }: Written<Block>, address: string, scope: Scope, world: World): Instances => {
  const count = attributeOf(item.body, 'count');
  const each = attributeOf(item.body, 'for_each');
  const only = { suffix: '', scope };
  if (count === undefined && each === undefined) return { kind: 'one', keys: [], all: [only] };
  const some = (mark: string): Instances => ({
    kind: 'some',
    keys: [],
    all: [{ suffix: '', scope: withEach(withCount(scope, mark), mark, mark) }],
  });
  const tooMany = (line: number, number: number): Instances => {
    world.tell({
      file,
      line,
      message: `${address} stands for ${number} instances, more than the ${MOST_INSTANCES} that are judged of one block`,
    });
    return some(unresolved('there are more instances than are judged'));
  };
  if (count !== undefined) {
    const number = valueIn(count.value, scope);
    const mark = hiddenIn(number);
    if (mark !== undefined) return some(mark);
    const size = typeof number === 'string' ? Number(number) : number;
    if (typeof size !== 'number' || !Number.isInteger(size) || size < 0) {
      world.tell({ file, line: count.line, message: `the count of ${address} is no number of instances` });
      return some(unresolved('count is no number'));
    }
    if (size > MOST_INSTANCES) return tooMany(count.line, size);
    const keys = Array.from({ length: size }, (_, index) => index);
    return {
      kind: 'list',
      keys,
      all: keys.map((index) => ({ suffix: `[${index}]`, scope: withCount(scope, index) })),
    };
  }
  const source = valueIn(each?.value ?? { kind: 'literal', value: null }, scope);
  const mark = hiddenIn(source) ?? hiddenKeys(source, world.effort);
  if (mark !== undefined) return some(mark);
  if (!isList(source) && !isMap(source)) {
    world.tell({
      file,
      line: each?.line ?? item.line,
      message: `the for_each of ${address} is neither a map nor a set`,
    });
    return some(unresolved('for_each is neither a map nor a set'));
  }
  const walk = isList(source)
    ? source.map((value): [string, Value] => [textOf(value) ?? '', value])
    : walkOf(source).map(([key, value]): [string, Value] => [String(key), value]);
  if (walk.length > MOST_INSTANCES) return tooMany(each?.line ?? item.line, walk.length);
  return {
    kind: 'map',
    keys: walk.map(([key]) => key),
    all: walk.map(([key, value]) => ({ suffix: `[${JSON.stringify(key)}]`, scope: withEach(scope, key, value) })),
  };
};

/** Keys decide which instances there are; the values of a map may be unknown. */
const hiddenKeys = (source: Value, effort: Effort): string | undefined =>
  isMap(source) ? hiddenBelow(Object.keys(source), effort) : isList(source) ? hiddenBelow(source, effort) : undefined;

const withCount = (scope: Scope, index: Value): Scope => within(scope, new Map([['count', { index }]]));
const withEach = (scope: Scope, key: Value, value: Value): Scope => within(scope, new Map([['each', { key, value }]]));

const isWritten = ({ attributes, blocks }: Body, name: string): boolean =>
  attributes.some((attribute) => attribute.name === name) ||
  blocks.some(({ type, labels }) => type === name || (type === 'dynamic' && labels[0] === name));

const onlyNamed = ({ attributes, blocks }: Body, name: string): Body => ({
  attributes: attributes.filter((attribute) => attribute.name === name),
  blocks: blocks.filter(({ type, labels }) => type === name || (type === 'dynamic' && labels[0] === name)),
});

/** Attributes with their values, and nested blocks as lists; the lines of all of them. */
const blocksAndAttributes = (
  body: Body,
  scope: Scope,
  lines: Map<Pointer, number> = new Map(),
  pointer: Pointer = '',
): ValueObject => {
  const isOutermost = pointer === '';
  const members = new Map<string, Value>();
  for (const { name, value, line } of body.attributes) {
    if (isOutermost && META.has(name)) continue;
    members.set(name, valueIn(value, scope));
    locate(value, pointer + pointerOf(name), line, lines);
  }
  for (const block of body.blocks) {
    if (isOutermost && META.has(block.type)) continue;
    const isDynamic = block.type === 'dynamic';
    const name = isDynamic ? (block.labels[0] ?? '') : block.type;
    const place = pointer + pointerOf(name);
    const before = members.get(name);
    const list = before !== undefined && isList(before) ? before : [];
    if (!lines.has(place)) lines.set(place, block.line);
    const into = (inner: Body, inside: Scope, index: number): Value => {
      lines.set(`${place}/${index}`, block.line);
      return blocksAndAttributes(inner, inside, lines, `${place}/${index}`);
    };
    const added = isDynamic
      ? dynamicBlocks(block, name, scope, (inner, inside, index) => into(inner, inside, list.length + index))
      : [into(block.body, scope, list.length)];
    // Of blocks that nobody can count none can be told from the others.
    if (typeof before === 'string') continue;
    members.set(name, typeof added === 'string' ? added : [...list, ...added]);
  }
  return Object.fromEntries(members);
};

const dynamicBlocks = (
  { body, labels }: Block,
  name: string,
  scope: Scope,
  make: (inner: Body, inside: Scope, index: number) => Value,
): readonly Value[] | string => {
  const each = attributeOf(body, 'for_each')?.value;
  const content = body.blocks.find(({ type }) => type === 'content')?.body;
  const iterator = attributeOf(body, 'iterator')?.value;
  const named = iterator?.kind === 'variable' ? iterator.name : name;
  if (each === undefined || content === undefined || labels.length !== 1)
    return unresolved(`the dynamic block ${name} has no for_each or no content`, 'parse_error');
  const source = valueIn(each, scope);
  const hidden = hiddenIn(source);
  if (hidden !== undefined) return hidden;
  if (!isList(source) && !isMap(source)) return unresolved(`for_each of the dynamic block ${name} is no list`);
  if (Object.keys(source).length > MOST_INSTANCES) return unresolved(`the dynamic block ${name} stands for too many`);
  return walkOf(source).map(([key, value], index) =>
    make(content, within(scope, new Map([[named, { key, value }]])), index),
  );
};

/** Lines of what is written inside an expression: an object's members, a list's elements, also where JSON is made of them. */
const locate = (expression: Expression, pointer: Pointer, line: number, lines: Map<Pointer, number>): void => {
  lines.set(pointer, line);
  const inner = expression.kind === 'call' && expression.name === 'jsonencode' ? expression.args[0] : expression;
  if (inner?.kind === 'tuple')
    for (const [index, item] of inner.items.entries()) locate(item.value, `${pointer}/${index}`, item.line, lines);
  if (inner?.kind === 'object')
    for (const { key, value, line: own } of inner.entries)
      if (key.kind === 'literal') locate(value, pointer + pointerOf(String(key.value)), own, lines);
};

/** Plain data; a whole resource in the place of a value is marked. */
const plainObject = (object: ValueObject, effort: Effort): Record<string, unknown> => {
  const plain = (value: Value): unknown => {
    effort.spend();
    if (value === null || typeof value !== 'object') return value;
    if (isLazy(value)) return hiddenIn(value);
    if (isList(value)) return value.map(plain);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
  };
  return Object.fromEntries(
    Object.entries(object).map(([key, member]) => {
      try {
        return [key, plain(member)];
      } catch (error) {
        if (error instanceof Exhausted) return [key, unresolved(error.message)];
        throw error;
      }
    }),
  );
};

const pathOf = (name: string, { source, root }: Call): Value => {
  if (name === 'root') return '.';
  return name === 'module'
    ? posix.relative(root, source.directory) || '.'
    : unresolved(`path.${name} is known only where Terraform runs`);
};

/** A file that stands in the module's own folder or below it. */
const textInside = (path: string, { source, root }: Call, world: World): string => {
  const own = posix.normalize(source.directory);
  const target = posix.normalize(posix.join(root, path));
  const isInside = own === '.' ? !target.startsWith('..') : target.startsWith(`${own}/`);
  if (posix.isAbsolute(path) || !isInside) return unresolved(`the file ${path} is not inside the module's folder`);
  return world.textAt(target) ?? unresolved(`the file ${path} was not among those that were read`);
};

/** The module that a block calls; what is not read is told. */
const targetOf = ({ file, item }: Written<Block>, call: Call, world: World): ModuleSource | undefined => {
  const written = attributeOf(item.body, 'source');
  const name = `module ${item.labels[0]}`;
  const place = { file, line: written?.line ?? item.line };
  const source = written?.value.kind === 'literal' ? written.value.value : undefined;
  if (typeof source !== 'string') {
    world.tell({ ...place, message: `the source of ${name} is not written as a text` });
    return undefined;
  }
  if (!/^\.\.?(\/|$)/.test(source)) {
    world.note({
      ...place,
      message: `${name} (${source}) comes from elsewhere and was not read: gate the plan to judge what it makes`,
    });
    return undefined;
  }
  const directory = posix.join(call.source.directory, source);
  if ([...call.above, call.source.directory].includes(directory)) {
    world.tell({ ...place, message: `${name} leads back to a module that calls it` });
    return undefined;
  }
  if (call.above.length >= DEEPEST_MODULE) {
    world.tell({ ...place, message: `${name} stands more than ${DEEPEST_MODULE} modules deep` });
    return undefined;
  }
  const target = world.moduleAt(directory);
  if (target === undefined)
    world.tell({ ...place, message: `${name}: ${source} holds no Terraform files that could be read` });
  return target;
};
