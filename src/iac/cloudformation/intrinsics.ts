import { isObject } from '../../model/json.js';
import type { Destination } from '../declaration.js';
import { identityOf } from '../identity.js';
import { unknown, unknownIn } from '../unknown.js';

/** What the functions of a template can see. */
export interface Stack {
  /** Stands for the stack's name in the names that CloudFormation would invent. */
  readonly name: string;
  readonly destination: Destination;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly mappings: Readonly<Record<string, unknown>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  /** Of each logical id: its type, and the name that references lead to. */
  readonly resources: ReadonlyMap<string, { readonly type: string; readonly name: string }>;
  /** What a nested stack gives out under a name; undefined where its template is not at hand, or has no such output. */
  outputOf(id: string, name: string): unknown;
}

const UNRESOLVED = 'unresolved_expression';

/** In the place of what is not there (`AWS::NoValue`). */
export const NO_VALUE = Symbol('AWS::NoValue');

/**
 * A value with its intrinsic functions resolved, as far as the template itself says what they give
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html). What it does not say
 * is marked unknown, never guessed.
 */
export const resolved = (value: unknown, stack: Stack): unknown => {
  if (typeof value === 'string')
    return value.includes('{{resolve:')
      ? unknown(UNRESOLVED, 'a dynamic reference is resolved when the stack is deployed')
      : value;
  if (Array.isArray(value)) return value.map((item) => resolved(item, stack)).filter((item) => item !== NO_VALUE);
  if (!isObject(value)) return value;
  const [only, ...others] = Object.keys(value);
  if (only !== undefined && others.length === 0) {
    const call = FUNCTIONS[only];
    if (call !== undefined) return call(value[only], stack);
    if (only.startsWith('Fn::')) return unknown(UNRESOLVED, `${only} is resolved when the stack is deployed`);
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      // A macro beside other members may add to them, and change them.
      if (key === 'Fn::Transform') return [[unknown(UNRESOLVED, 'a macro rewrites this part when it is deployed'), '']];
      const inner = resolved(member, stack);
      return inner === NO_VALUE ? [] : [[key, inner]];
    }),
  );
};

type Call = (argument: unknown, stack: Stack) => unknown;

const FUNCTIONS: Readonly<Record<string, Call>> = {
  Ref: (name, stack) => (typeof name === 'string' ? refOf(name, stack) : malformed('Ref')),
  Condition: (name, stack) => (typeof name === 'string' ? conditionOf(name, stack) : malformed('Condition')),
  'Fn::GetAtt': (argument, stack) => {
    const [id, attribute] =
      typeof argument === 'string' ? splitOnce(argument) : Array.isArray(argument) ? argument : [];
    const name = resolved(attribute, stack);
    return typeof id === 'string' && typeof name === 'string' ? attributeOf(id, name, stack) : malformed('Fn::GetAtt');
  },
  'Fn::Sub': (argument, stack) => {
    const [text, map] = Array.isArray(argument) ? argument : [argument, {}];
    if (typeof text !== 'string' || (map !== undefined && !isObject(map))) return malformed('Fn::Sub');
    return text.replaceAll(/\$\{(!?)([^}]*)\}/g, (_, literal: string, inside: string) => {
      if (literal === '!') return `\${${inside}}`;
      const name = inside.trim();
      const value = Object.hasOwn(map ?? {}, name)
        ? resolved(map?.[name], stack)
        : name.includes('.')
          ? attributeOf(...splitOnce(name), stack)
          : refOf(name, stack);
      return textOf(value) ?? unknown(UNRESOLVED, `\${${name}} of Fn::Sub is no text`);
    });
  },
  'Fn::Join': (argument, stack) => {
    const [delimiter, list] = Array.isArray(argument) ? argument : [];
    const parts = resolved(list, stack);
    if (typeof parts === 'string' && unknownIn(parts) !== undefined) return parts;
    if (typeof delimiter !== 'string' || !Array.isArray(parts)) return malformed('Fn::Join');
    const texts = parts.map(textOf);
    return texts.every((text) => text !== undefined) ? texts.join(delimiter) : malformed('Fn::Join');
  },
  'Fn::Split': (argument, stack) => {
    const [delimiter, source] = Array.isArray(argument) ? argument : [];
    const text = resolved(source, stack);
    if (typeof delimiter !== 'string' || delimiter === '' || typeof text !== 'string') return malformed('Fn::Split');
    return unknownIn(text) === undefined ? text.split(delimiter) : text;
  },
  'Fn::Select': (argument, stack) => {
    const [index, list] = Array.isArray(argument) ? argument : [];
    const items = resolved(list, stack);
    if (typeof items === 'string' && unknownIn(items) !== undefined) return items;
    const place = Number(resolved(index, stack));
    const item = Array.isArray(items) && Number.isInteger(place) ? items[place] : undefined;
    return item === undefined ? malformed('Fn::Select') : item;
  },
  'Fn::FindInMap': (argument, stack) => {
    const keys = Array.isArray(argument) ? argument.slice(0, 3).map((key) => resolved(key, stack)) : [];
    const hidden = keys.find((key) => typeof key === 'string' && unknownIn(key) !== undefined);
    if (hidden !== undefined) return hidden;
    const found = keys.reduce<unknown>(
      (level, key) => (isObject(level) && Object.hasOwn(level, String(key)) ? level[String(key)] : undefined),
      stack.mappings,
    );
    if (found !== undefined) return found;
    const otherwise = Array.isArray(argument) ? argument[3] : undefined;
    // A macro may put into the maps what is not found in them.
    return isObject(otherwise) && otherwise.DefaultValue !== undefined && !holdsMacro(stack.mappings)
      ? resolved(otherwise.DefaultValue, stack)
      : unknown(UNRESOLVED, 'Fn::FindInMap leads to nothing in Mappings');
  },
  'Fn::If': (argument, stack) => {
    const [condition, yes, no] = Array.isArray(argument) ? argument : [];
    if (typeof condition !== 'string') return malformed('Fn::If');
    const holds = conditionOf(condition, stack);
    if (typeof holds === 'boolean') return chosen(holds ? yes : no, stack);
    const [one, other] = [chosen(yes, stack), chosen(no, stack)];
    // Either way it is the same.
    return one === other || JSON.stringify(one) === JSON.stringify(other) ? one : holds;
  },
  'Fn::Base64': (argument, stack) => resolved(argument, stack),
  'Fn::Equals': (argument, stack) => {
    const [one, other] = Array.isArray(argument) ? argument.map((side) => resolved(side, stack)) : [];
    const hidden = [one, other].find((side) => typeof side === 'string' && unknownIn(side) !== undefined);
    return hidden ?? String(one) === String(other);
  },
  'Fn::Not': (argument, stack) => {
    const [inner] = Array.isArray(argument) ? argument : [];
    const value = resolved(inner, stack);
    return typeof value === 'boolean' ? !value : value;
  },
  'Fn::And': (argument, stack) => combined(argument, stack, false),
  'Fn::Or': (argument, stack) => combined(argument, stack, true),
};

const chosen = (value: unknown, stack: Stack): unknown => resolved(value, stack);

/** One that decides (a false of `And`, a true of `Or`) decides, whatever the others are. */
const combined = (argument: unknown, stack: Stack, decisive: boolean): unknown => {
  const values = Array.isArray(argument) ? argument.map((item) => resolved(item, stack)) : [];
  if (values.includes(decisive)) return decisive;
  return values.find((value) => typeof value !== 'boolean') ?? !decisive;
};

const holdsMacro = (value: unknown): boolean =>
  isObject(value) && Object.entries(value).some(([key, member]) => key === 'Fn::Transform' || holdsMacro(member));

const conditionOf = (name: string, stack: Stack): unknown => {
  if (!Object.hasOwn(stack.conditions, name)) return unknown(UNRESOLVED, `the template has no condition ${name}`);
  // A condition that needs itself would never end.
  const { [name]: condition, ...conditions } = stack.conditions;
  return resolved(condition, { ...stack, conditions });
};

const refOf = (name: string, stack: Stack): unknown => {
  const { account, partition, region } = stack.destination;
  switch (name) {
    case 'AWS::NoValue':
      return NO_VALUE;
    case 'AWS::AccountId':
      return account;
    case 'AWS::Region':
      return region;
    case 'AWS::Partition':
      return partition;
    case 'AWS::URLSuffix':
      return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    case 'AWS::StackName':
      return stack.name;
    default:
  }
  if (Object.hasOwn(stack.parameters, name)) return stack.parameters[name];
  const target = stack.resources.get(name);
  if (target === undefined) return unknown(UNRESOLVED, `${name} is none of the template's parameters and resources`);
  return REF_IS_ARN.has(target.type) ? identityOf(target.type, target.name, stack.destination).arn : target.name;
};

/** Types whose `Ref` gives the ARN; of most it gives the name or id. */
const REF_IS_ARN: ReadonlySet<string> = new Set([
  'AWS::IAM::ManagedPolicy',
  'AWS::SNS::Topic',
  'AWS::SageMaker::Endpoint',
  'AWS::SageMaker::EndpointConfig',
  'AWS::SageMaker::Model',
  'AWS::SageMaker::ModelPackage',
  'AWS::SageMaker::NotebookInstance',
  'AWS::StepFunctions::StateMachine',
]);

/** Attributes that say who the resource is; what else AWS tells of it only it knows. */
const attributeOf = (id: string, attribute: string, stack: Stack): unknown => {
  const target = stack.resources.get(id);
  if (target === undefined) return unknown(UNRESOLVED, `the template has no resource ${id}`);
  const output = /^Outputs\.(.+)$/.exec(attribute)?.[1];
  const given = output === undefined ? undefined : stack.outputOf(id, output);
  if (given !== undefined) return given;
  const identity = identityOf(target.type, target.name, stack.destination);
  const kind = target.type.split('::')[2] ?? '';
  if (/Arn$/.test(attribute)) return identity.arn;
  if (/^(Name|Id|KeyId)$/.test(attribute) || attribute === `${kind}Name` || attribute === `${kind}Id`)
    return identity.name;
  return unknown('known_after_apply', `${id}.${attribute} is known only once AWS has made it`);
};

const splitOnce = (text: string): [string, string] => {
  const dot = text.indexOf('.');
  return dot < 0 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
};

const textOf = (value: unknown): string | undefined => {
  if (value === NO_VALUE) return '';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
};

const malformed = (name: string): string =>
  unknown(UNRESOLVED, `${name} is not of the form that CloudFormation documents`);
