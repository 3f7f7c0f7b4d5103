import { posix } from 'node:path';
import type { Pointer } from '../../model/pointer.js';
import type { Destination, Place, Problem } from '../declaration.js';
import { elsewhere } from '../terraform/elsewhere.js';
import { blocksAndAttributes, isWritten, META, onlyNamed, plainObject } from './body.js';
import { evaluated, type Scope, valueIn } from './evaluate.js';
import { asValue, type Instance, type Instances, instancesOf, mapInstances } from './instances.js';
import { policyDocument } from './policy-document.js';
import {
  configured,
  nameOfProvider,
  type Provider,
  passedOn,
  placed,
  providerNamed,
  textAt,
  withSharedTags,
} from './providers.js';
import { attributeOf, type ModuleSource, type Written } from './source.js';
import type { Block, Body, Expression } from './syntax.js';
import { converted } from './types.js';
import { type Effort, Exhausted, hiddenIn, isMap, lazily, Refused, unresolved, type Value } from './values.js';

/** A resource as a plan would show it: nested blocks are lists, and what is not known is marked (unknown.ts). */
export interface HclResource {
  readonly type: string;
  /** `module.serve["a"].aws_sagemaker_model.churn[0]`. */
  readonly address: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly place: Place;
  /** Lines of what stands below, by pointer from the attributes: `/versioning_configuration/0/status`. */
  readonly lines: ReadonlyMap<Pointer, number>;
  readonly destination: Destination;
  /** Nobody knows in which number it is there: it may not be at all. */
  readonly isUncertain?: true;
}

/** What a reference to an attribute that the files do not set leads to; undefined where only AWS knows. */
export type Identify = (resource: {
  readonly type: string;
  readonly address: string;
  readonly attribute: string;
  readonly destination: Destination;
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

/** Modules within modules. */
const DEEPEST_MODULE = 30;

interface Call {
  readonly source: ModuleSource;
  /** `module.serve["a"].`; empty of the root. */
  readonly prefix: string;
  readonly input: (variable: string) => Value | undefined;
  /** By the name under which the module knows them: `aws`, `aws.us`. */
  readonly providers: ReadonlyMap<string, Provider>;
  readonly root: string;
  /** Nobody knows how often the module is called. */
  readonly isUncertain: boolean;
  /** The folders of the modules that lead here. */
  readonly above: readonly string[];
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
    const name = nameOfProvider(item);
    if (name !== undefined) providers.set(name, configured(item, providers.get(name), scope));
  }

  const expanded = (written: Written<Block>, address: string): Instances => {
    const memo = expansions.get(written.item);
    if (memo !== undefined) return memo;
    const instances = instancesOf(written, address, scope, world.tell);
    expansions.set(written.item, instances);
    return instances;
  };
  const expansions = new Map<Block, Instances>();

  const providerOf = (body: Body): Provider | undefined =>
    providers.get(providerNamed(attributeOf(body, 'provider')?.value));
  const destinationOf = (body: Body, inside: Scope): Destination =>
    placed(world.destination, providerOf(body), textAt(body, 'region', inside));

  /** What a reference to a declared resource sees of it. */
  const resourceValue = (type: string, name: string): Value => {
    const found = source.blocks.get('resource')?.get(`${type}.${name}`);
    if (found === undefined) return unresolved(`${type}.${name} is not declared in the module`);
    return once(`${type}.${name}`, () =>
      asValue(expanded(found, `${type}.${name}`), (instance) => {
        const { body } = found.item;
        const address = `${prefix}${type}.${name}${instance.suffix}`;
        const destination = destinationOf(body, instance.scope);
        const read = memory(effort);
        const written = (attribute: string): Value | undefined =>
          isWritten(body, attribute)
            ? read(attribute, () => blocksAndAttributes(onlyNamed(body, attribute), instance.scope)[attribute] ?? null)
            : undefined;
        return lazily((attribute) => {
          const value = written(attribute);
          if (value !== undefined && value !== null) return value;
          return (
            world.identify({ type, address, attribute, destination, written }) ??
            unresolved(`${address}.${attribute} is known only once AWS has made it`, 'known_after_apply')
          );
        });
      }),
    );
  };

  const dataValue = (type: string, name: string, instance: Instance): Value => {
    const found = source.blocks.get('data')?.get(`${type}.${name}`)?.item.body ?? EMPTY;
    const { partition, account, region } = destinationOf(found, instance.scope);
    const read = memory(effort);
    const config = (): Value => blocksAndAttributes(found, instance.scope);
    return lazily((attribute) => {
      if (type === 'aws_caller_identity' && /^(account_id|id)$/.test(attribute)) return account;
      if (type === 'aws_region' && /^(name|id|region)$/.test(attribute)) {
        const named = attributeOf(found, 'name') ?? attributeOf(found, 'region');
        return named === undefined ? region : valueIn(named.value, instance.scope);
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
          isUncertain: call.isUncertain || instances.kind === 'some',
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
      const { kind, all } = expanded(written, name);
      const told = all.length > 0 ? elsewhere(type) : undefined;
      if (told !== undefined) world.note({ file, line: item.line, message: `${name}: ${told}` });
      return all.flatMap((instance): HclResource[] => {
        if (!world.admits()) return [];
        const lines = new Map<Pointer, number>();
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
            destination: destinationOf(item.body, instance.scope),
            ...((call.isUncertain || kind === 'some') && { isUncertain: true }),
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
    world.tell({
      ...place,
      message: `${name}: the folder ${source} holds no Terraform files, or some that only a link out of it leads to`,
    });
  return target;
};
