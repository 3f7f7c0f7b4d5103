import { isObject } from '../../model/json.js';
import { type Pointer, pointerOf } from '../../model/pointer.js';
import { unknownIn } from '../unknown.js';

/**
 * Where a property comes from: a Terraform attribute of the same value (a bare name), or what is put together below. Names
 * of attributes are those of the AWS provider, names of properties CloudFormation's.
 */
export type Source = string | References | Document | Computed | Group | Block | Through | Made;

export type Members = Readonly<Record<string, Source>>;

/** A list of names, ids or ARNs of other resources. */
interface References {
  readonly kind: 'references';
  readonly attribute: string;
}

/** A policy or another text that holds more than one reference: what it says is never that of one reference alone. */
interface Document {
  readonly kind: 'document';
  readonly attribute: string;
  /** What the text says in the form of the property. */
  read?(text: unknown): unknown;
}

/** What only the provider gives: a configuration that does not set it says nothing of it. */
interface Computed {
  readonly kind: 'computed';
  readonly attribute: string;
}

/** An object of CloudFormation whose members stand at the level of the object around it in Terraform. */
interface Group {
  readonly kind: 'group';
  readonly of: Members;
}

/** A nested block: a list in Terraform, of which CloudFormation makes one object (`one`) or a list (`each`). */
interface Block {
  readonly kind: 'one' | 'each';
  readonly block: string;
  readonly of: Members;
}

/** What stands in a block, for a property that does not. */
interface Through {
  readonly kind: 'through';
  readonly block: string;
  readonly of: Source;
}

/** Put together from attributes of the same level, or what stands in blocks of it (`filter.and.prefix`). */
export interface Made {
  readonly kind: 'made';
  readonly from: readonly string[];
  make(attributes: Attributes): unknown;
}

/** Attributes in Terraform's words; what is not known is marked (unknown.ts). */
export type Attributes = Readonly<Record<string, unknown>>;

export const references = (attribute: string): References => ({ kind: 'references', attribute });
export const document = (attribute: string, read?: Document['read']): Document => ({
  kind: 'document',
  attribute,
  ...(read && { read }),
});
export const computed = (attribute: string): Computed => ({ kind: 'computed', attribute });
export const group = (of: Members): Group => ({ kind: 'group', of });
export const one = (block: string, of: Members): Block => ({ kind: 'one', block, of });
export const each = (block: string, of: Members): Block => ({ kind: 'each', block, of });
export const through = (block: string, of: Source): Through => ({ kind: 'through', block, of });
export const made = (from: readonly string[], make: (attributes: Attributes) => unknown): Made => ({
  kind: 'made',
  from,
  make,
});

/** Told of each property where in the attributes it stands: `/properties/VpcConfig/Subnets` is at `['vpc_config', 0, 'subnets']`. */
export type Trace = (property: Pointer, path: readonly (string | number)[]) => void;

/** The members that the attributes give. What Terraform leaves empty is not set. */
export const mapped = (
  members: Members,
  attributes: Attributes,
  trace?: Trace,
  property: Pointer = '/properties',
  path: readonly (string | number)[] = [],
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(members).flatMap(([name, source]) => {
      const place = property + pointerOf(name);
      const value = propertyOf(source, attributes, trace, place, path);
      if (value === undefined) return [];
      for (const attribute of typeof source === 'string' ? [source] : namesIn(source))
        if (isSet(attributes[attribute])) trace?.(place, [...path, attribute]);
      return [[name, value] as const];
    }),
  );

const propertyOf = (
  source: Source,
  attributes: Attributes,
  trace: Trace | undefined,
  property: Pointer,
  path: readonly (string | number)[],
): unknown => {
  if (typeof source === 'string') return valueIn(attributes, source);
  switch (source.kind) {
    case 'document': {
      const text = valueIn(attributes, source.attribute);
      return source.read === undefined || text === undefined ? text : source.read(text);
    }
    case 'references':
    case 'computed':
      return valueIn(attributes, source.attribute);
    case 'made':
      return source.make(attributes) ?? undefined;
    case 'group': {
      const inside = mapped(source.of, attributes, trace, property, path);
      return Object.keys(inside).length > 0 ? inside : undefined;
    }
    case 'through': {
      const inside = only(valueIn(attributes, source.block));
      if (inside === undefined || typeof inside === 'string') return inside;
      return propertyOf(source.of, inside, trace, property, [...path, source.block, 0]);
    }
    default: {
      const value = valueIn(attributes, source.block);
      // What hides the block hides all of it.
      if (typeof value === 'string') return value;
      const blocks = isObject(value) ? [value] : Array.isArray(value) ? value : [];
      const inside = (block: unknown, index: number): unknown => {
        const place = [...path, source.block, index];
        if (!isObject(block)) return isHidden(block) ? block : {};
        return mapped(source.of, block, trace, source.kind === 'one' ? property : `${property}/${index}`, place);
      };
      if (blocks.length === 0) return undefined;
      return source.kind === 'one' ? inside(blocks[0], 0) : blocks.map(inside);
    }
  }
};

const namesIn = (source: Exclude<Source, string>): readonly string[] => {
  if (source.kind === 'made') return source.from.map(firstOf);
  if (source.kind === 'group') return [];
  return ['block' in source ? source.block : source.attribute];
};

const firstOf = (path: string): string => path.split('.')[0] ?? path;

/** Null, and the empty text that the provider's state holds for what nobody set, are no values. */
const valueIn = (attributes: Attributes, name: string): unknown => {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return isSet(value) ? value : undefined;
};

export const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** A text that is, or holds, a mark of what is not known. */
type Hidden = string & { readonly hidden: true };

export const isHidden = (value: unknown): value is Hidden =>
  typeof value === 'string' && unknownIn(value) !== undefined;

/** A block as the one object that it holds; undefined where it is not there. An unknown one is its mark. */
export const only = (value: unknown): Attributes | string | undefined => {
  if (isHidden(value)) return value;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (isHidden(first)) return first;
  return isObject(first) ? first : undefined;
};

/** Every attribute that the members come from: `vpc_config.subnets`. */
export const attributesOf = (members: Members, prefix = ''): string[] =>
  Object.values(members).flatMap((source) => attributesIn(source, prefix));

const attributesIn = (source: Source, prefix: string): string[] => {
  if (typeof source === 'string') return [prefix + source];
  switch (source.kind) {
    case 'made':
      return source.from.map((path) => prefix + path);
    case 'group':
      return attributesOf(source.of, prefix);
    case 'through':
      return attributesIn(source.of, `${prefix}${source.block}.`);
    case 'one':
    case 'each':
      return [prefix + source.block, ...attributesOf(source.of, `${prefix}${source.block}.`)];
    default:
      return [prefix + source.attribute];
  }
};

/** What is special about attributes, by path; of the others each holds one value, which may be a reference. */
export type AttributeKind = 'references' | 'document' | 'computed' | 'block';

export const kindsOf = (members: Members, prefix = ''): [path: string, kind: AttributeKind][] =>
  Object.values(members).flatMap((source) => kindsIn(source, prefix));

const kindsIn = (source: Source, prefix: string): [path: string, kind: AttributeKind][] => {
  if (typeof source === 'string') return [];
  switch (source.kind) {
    case 'made':
      return [];
    case 'group':
      return kindsOf(source.of, prefix);
    case 'through':
      return kindsIn(source.of, `${prefix}${source.block}.`);
    case 'one':
    case 'each':
      return kindsOf(source.of, `${prefix}${source.block}.`);
    default:
      return [[prefix + source.attribute, source.kind]];
  }
};

/** Every place that the members give, `*` for the elements of a list. */
export const propertiesOf = (members: Members, prefix: Pointer = '/properties'): MappedPlace[] =>
  Object.entries(members).flatMap(([name, source]) => placesIn(source, prefix + pointerOf(name)));

interface MappedPlace {
  readonly place: Pointer;
  /** Whatever stands below it is given, too. */
  readonly isWhole: boolean;
}

const placesIn = (source: Source, place: Pointer): MappedPlace[] => {
  if (typeof source === 'string') return [{ place, isWhole: true }];
  switch (source.kind) {
    case 'through':
      return placesIn(source.of, place);
    case 'group':
    case 'one':
      return [{ place, isWhole: false }, ...propertiesOf(source.of, place)];
    case 'each':
      return [{ place, isWhole: false }, ...propertiesOf(source.of, `${place}/*`)];
    default:
      return [{ place, isWhole: true }];
  }
};
