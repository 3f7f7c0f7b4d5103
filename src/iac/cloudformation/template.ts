import { isObject } from '../../model/json.js';
import type { Declaration, Destination, Problem, Reading } from '../declaration.js';
import { nameIn } from '../identity.js';
import { typed } from '../typed.js';
import { unknown, unknownIn } from '../unknown.js';
import type { ParsedDocument } from '../yaml.js';
import { NO_VALUE, resolved, type Stack } from './intrinsics.js';

/** Is the document a CloudFormation template? */
export const isTemplate = (document: unknown): boolean =>
  isObject(document) &&
  isObject(document.Resources) &&
  Object.values(document.Resources).some((resource) => isObject(resource) && typeof resource.Type === 'string');

/** What a template says, as far as it says it (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html). */
export const readTemplate = (
  file: string,
  document: ParsedDocument,
  destination: Destination,
  given: Readonly<Record<string, string>> = {},
): Reading => {
  const template = objectIn(document.value);
  const resources = objectIn(template.Resources);
  const problems: Problem[] = [];
  const parameters = parametersOf(objectIn(template.Parameters), given);
  const stack: Stack = {
    name: stackName(file),
    destination,
    parameters,
    mappings: objectIn(template.Mappings),
    conditions: objectIn(template.Conditions),
    resources: new Map(),
  };
  const known = new Map<string, { type: string; name: string }>();
  for (const [id, resource] of Object.entries(resources)) {
    const type = isObject(resource) ? resource.Type : undefined;
    if (typeof type !== 'string') {
      problems.push({ file, ...lineIn(document, id), message: `resource ${id} has no Type` });
      continue;
    }
    // A name that is made of other resources is as unknown as theirs; parameters and conditions are known by now.
    const properties = resolved(objectIn(objectIn(resource).Properties), stack);
    const literal = nameIn(type, objectIn(properties));
    const name = literal === undefined || unknownIn(literal) !== undefined ? `${stack.name}-${id}` : literal;
    known.set(id, { type, name });
  }
  const whole: Stack = { ...stack, resources: known };
  const declarations = [...known].flatMap(([id, { type, name }]): Declaration[] => {
    const resource = objectIn(resources[id]);
    if (typeof resource.Condition === 'string') {
      const isMade = resolved({ Condition: resource.Condition }, whole);
      if (isMade === false) return [];
    }
    const properties = resolved(resource.Properties ?? {}, whole);
    const lines = new Map(
      [...document.linesBelow(['Resources', id, 'Properties'])].map(([place, line]) => [`/properties${place}`, line]),
    );
    return [
      {
        type,
        address: id,
        properties: typed(type, structureOf(properties)),
        place: { file, line: document.lineAt(['Resources', id]) ?? 1 },
        lines,
        name,
      },
    ];
  });
  return { declarations, problems };
};

/** Properties as a whole may be a function, too: then nothing of them is known. */
const structureOf = (properties: unknown): Readonly<Record<string, unknown>> => {
  if (properties === NO_VALUE) return {};
  return isObject(properties) ? properties : { [String(properties)]: '' };
};

const lineIn = (document: ParsedDocument, id: string): { line?: number } => {
  const line = document.lineAt(['Resources', id]);
  return line === undefined ? {} : { line };
};

const objectIn = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});

/** What was given, else the default; what only a deployment says is unknown. Values of `AWS::SSM::Parameter::…` are names. */
const parametersOf = (
  declared: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, string>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(declared).map(([name, parameter]) => {
      const { Default, Type } = objectIn(parameter);
      const value = Object.hasOwn(given, name) ? given[name] : Default;
      if (value === undefined || String(Type).startsWith('AWS::SSM::Parameter::'))
        return [name, unknown('unresolved_expression', `parameter ${name} has no value that the template says`)];
      const isList = Type === 'CommaDelimitedList' || String(Type).startsWith('List<');
      return [
        name,
        isList && !Array.isArray(value)
          ? String(value)
              .split(',')
              .map((item) => item.trim())
          : value,
      ];
    }),
  );

/** Stands for the name that the stack will be given. */
const stackName = (file: string): string =>
  file
    .replace(/^.*\//, '')
    .replace(/(\.template)?\.(ya?ml|json|template)$/i, '')
    .replaceAll(/[^A-Za-z0-9-]+/g, '-') || 'stack';
