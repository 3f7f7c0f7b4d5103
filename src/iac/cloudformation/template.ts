import { isObject } from '../../model/json.js';
import type { Destination, Problem, Reading } from '../declaration.js';
import { nameIn } from '../identity.js';
import { typed } from '../typed.js';
import { unknown, unknownIn } from '../unknown.js';
import type { ParsedDocument } from '../yaml.js';
import { NO_VALUE, resolved, type Stack } from './intrinsics.js';
import { unrolled } from './loops.js';
import { isTakenApart, withoutServerless } from './serverless.js';

/** Is the document a CloudFormation template, if only by its name, or by what a loop or a macro makes of it? */
export const isTemplate = (document: unknown): boolean =>
  isObject(document) &&
  isObject(document.Resources) &&
  (document.AWSTemplateFormatVersion !== undefined ||
    Object.entries(document.Resources).some(
      ([id, resource]) => /^Fn::/.test(id) || (isObject(resource) && typeof resource.Type === 'string'),
    ));

/** Templates by the path of their file, and where each of them is deployed. */
export interface Library {
  readonly templates: ReadonlyMap<string, ParsedDocument>;
  destinationOf(file: string): Destination;
  /** Values of the parameters of those that stand for themselves. */
  readonly given: Readonly<Record<string, string>>;
}

/**
 * What templates say, as far as they say it
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html). One that another deploys as a nested
 * stack is read with the parameters that it is given there, and not a second time by itself.
 */
export const readTemplates = (library: Library): Reading => {
  const readings = rootsOf(library).map((file) =>
    readStack(library, file, { name: stackName(file), parameters: library.given, prefix: '', above: [] }),
  );
  return {
    declarations: readings.flatMap(({ declarations }) => declarations),
    problems: readings.flatMap(({ problems }) => problems),
  };
};

/** Names of the parameters that a deployment gives values to: those of the templates that stand for themselves. */
export const parametersAsked = (library: Library): string[] =>
  rootsOf(library).flatMap((file) => Object.keys(objectIn(objectIn(library.templates.get(file)?.value).Parameters)));

/** Those that no other deploys; of several that deploy each other there is no first one, so the first named is taken. */
const rootsOf = (library: Library): string[] => {
  const children = new Map(
    [...library.templates].map(([file, document]) => [
      file,
      Object.values(objectIn(objectIn(document.value).Resources)).flatMap(
        (resource) => childFile(library, file, resource) ?? [],
      ),
    ]),
  );
  const nested = new Set([...children.values()].flat());
  const reached = new Set<string>();
  const reach = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const child of children.get(file) ?? []) reach(child);
  };
  const roots = [...children.keys()].filter((file) => !nested.has(file));
  for (const root of roots) reach(root);
  for (const file of children.keys()) {
    if (reached.has(file)) continue;
    roots.push(file);
    reach(file);
  }
  return roots;
};

/** Transforms that are read here, or change nothing that controls look at; any other may rewrite all of the template. */
const KNOWN_TRANSFORMS = /^AWS::(Serverless-2016-10-31|LanguageExtensions|SecretsManager-[\d-]+|CodeDeployBlueGreen)$/;

const macrosIn = (file: string, document: ParsedDocument): Problem[] => {
  const { Transform } = objectIn(document.value);
  const line = document.lineAt(['Transform']);
  return [Transform].flat().flatMap((transform) => {
    if (transform === undefined || (typeof transform === 'string' && KNOWN_TRANSFORMS.test(transform))) return [];
    const name = isObject(transform) ? transform.Name : transform;
    const message = `the macro ${String(name)} rewrites the template when it is deployed: judge what it makes of it`;
    return [{ file, ...(line !== undefined && { line }), message }];
  });
};

/** Of one deployment of a template. */
interface Deployment {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Before the logical ids: `Network/` for what stands in the nested stack Network. */
  readonly prefix: string;
  /** The files of the stacks that this one is nested in. */
  readonly above: readonly string[];
}

const readStack = (library: Library, file: string, deployment: Deployment): Reading => {
  const written = library.templates.get(file);
  if (written === undefined) return { declarations: [], problems: [] };
  const { stack, problems, document, resources, origins } = stackOf(library, file, written, deployment);
  const readings = [...stack.resources].map(([id, { type, name }]): Reading => {
    const resource = objectIn(resources[id]);
    if (typeof resource.Condition === 'string' && resolved({ Condition: resource.Condition }, stack) === false)
      return { declarations: [], problems: [] };
    const child = childFile(library, file, resource);
    if (child !== undefined) return readChild(library, file, child, { id, resource, stack, deployment, document });
    const properties = resolved(resource.Properties ?? {}, stack);
    const lines = new Map(
      [...document.linesBelow(['Resources', origins.get(id) ?? id, 'Properties'])].map(([place, line]) => [
        `/properties${place}`,
        line,
      ]),
    );
    return {
      declarations: [
        {
          type,
          address: `${deployment.prefix}${id}`,
          properties: typed(type, structureOf(properties)),
          place: { file, line: lineIn(document, origins.get(id) ?? id).line ?? 1 },
          lines,
          name,
          destination: stack.destination,
        },
      ],
      problems: elsewhere(id, type, objectIn(properties)).map((message) => ({
        file,
        ...lineIn(document, id),
        message,
        isElsewhere: true,
      })),
    };
  });
  return {
    declarations: readings.flatMap(({ declarations }) => declarations),
    problems: [...macrosIn(file, document), ...problems, ...readings.flatMap((reading) => reading.problems)],
  };
};

interface Nested {
  readonly id: string;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly stack: Stack;
  readonly deployment: Deployment;
  readonly document: ParsedDocument;
}

const readChild = (library: Library, file: string, child: string, nested: Nested): Reading =>
  nested.deployment.above.includes(child) || child === file
    ? {
        declarations: [],
        problems: [
          { file, ...lineIn(nested.document, nested.id), message: `the nested stack ${nested.id} deploys itself` },
        ],
      }
    : readStack(library, child, deploymentOf(file, nested));

const deploymentOf = (file: string, { id, resource, stack, deployment }: Omit<Nested, 'document'>): Deployment => ({
  name: `${stack.name}-${id}`,
  parameters: objectIn(resolved(objectIn(objectIn(resource.Properties).Parameters), stack)),
  prefix: `${deployment.prefix}${id}/`,
  above: [...deployment.above, file],
});

/** The template of a nested stack, where it is one of the files: by path, or by the asset that CDK wrote. */
const childFile = (library: Library, file: string, resource: unknown): string | undefined => {
  const { Type, Properties, Metadata } = objectIn(resource);
  const member = typeof Type === 'string' ? NESTED[Type] : undefined;
  if (member === undefined) return undefined;
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
  return [objectIn(Metadata)['aws:asset:path'], objectIn(Properties)[member]]
    .filter((path) => typeof path === 'string')
    .map((path) => `${folder}${path.replace(/^\.\//, '')}`)
    .find((path) => library.templates.has(path));
};

/**
 * What deploys another template, and the member that says which
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html: SAM makes a
 * nested stack of an application).
 */
const NESTED: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

/** What a resource deploys that stands in no file here: said, since nothing of it is judged. */
const elsewhere = (id: string, type: string, properties: Readonly<Record<string, unknown>>): string[] => {
  const member = NESTED[type];
  if (member !== undefined) {
    const place = properties[member];
    // What follows a question mark may sign the request.
    const where = typeof place === 'string' && unknownIn(place) === undefined ? ` (${place.replace(/\?.*/s, '')})` : '';
    return [`the template of the nested stack ${id}${where} is not among the files: name it, too, where it is at hand`];
  }
  if (type === 'AWS::CloudFormation::StackSet')
    return [`what the stack set ${id} deploys was not looked at: judge its template by itself`];
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html
  if (type.endsWith('::MODULE'))
    return [`what the module ${id} (${type}) puts in its place was not looked at: judge the template of the module`];
  return type.startsWith('AWS::Serverless::') && !isTakenApart(type)
    ? [`what the transform of AWS SAM makes of ${id} (${type}) was not looked at: judge the template that it writes`]
    : [];
};

/** A template as it is deployed, with its loops written out. */
interface Deployed {
  readonly stack: Stack;
  readonly document: ParsedDocument;
  readonly resources: Readonly<Record<string, unknown>>;
  /** What the resources that a transform adds are made of. */
  readonly origins: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

const stackOf = (library: Library, file: string, written: ParsedDocument, deployment: Deployment): Deployed => {
  const { Parameters, Mappings, Conditions } = objectIn(written.value);
  const asWritten: Stack = {
    name: deployment.name,
    destination: library.destinationOf(file),
    parameters: parametersOf(objectIn(Parameters), deployment.parameters),
    mappings: objectIn(Mappings),
    conditions: objectIn(Conditions),
    resources: new Map(),
    outputOf: () => undefined,
  };
  const { document, open } = unrolled(written, (collection) => resolved(collection, asWritten));
  const { template, origins } = withoutServerless(objectIn(document.value));
  const resources = objectIn(template.Resources);
  const stack: Stack = { ...asWritten, conditions: objectIn(template.Conditions) };
  const problems: Problem[] = open.map(({ path, message }) => {
    const line = written.lineAt(path);
    return { file, ...(line !== undefined && { line }), message };
  });
  const known = new Map<string, { type: string; name: string }>();
  for (const [id, resource] of Object.entries(resources)) {
    const { Type: type, Properties } = objectIn(resource);
    if (typeof type !== 'string') {
      const message = id.startsWith('Fn::')
        ? `${id} puts resources in its place when the template is deployed: judge what it makes of it`
        : `resource ${id} has no Type`;
      problems.push({ file, ...lineIn(document, id), message });
      continue;
    }
    // A name that is made of other resources is as unknown as theirs; parameters and conditions are known by now.
    const literal = nameIn(type, objectIn(resolved(objectIn(Properties), stack)));
    const name = literal === undefined || unknownIn(literal) !== undefined ? `${stack.name}-${id}` : literal;
    known.set(id, { type, name });
  }
  const whole: Stack = {
    ...stack,
    resources: known,
    outputOf(id, name) {
      const resource = objectIn(resources[id]);
      const child = childFile(library, file, resource);
      const below = child === undefined ? undefined : library.templates.get(child);
      if (child === undefined || below === undefined || deployment.above.includes(child) || child === file)
        return undefined;
      const inside = stackOf(library, child, below, deploymentOf(file, { id, resource, stack: whole, deployment }));
      const output = objectIn(objectIn(inside.document.value).Outputs)[name];
      return isObject(output) ? resolved(output.Value, inside.stack) : undefined;
    },
  };
  return { stack: whole, document, resources, origins, problems };
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
  given: Readonly<Record<string, unknown>>,
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
