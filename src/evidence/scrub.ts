import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import type { ExchangeKey } from '../model/exchange.js';
import { isObject } from '../model/json.js';
import { isKnownFlag } from '../model/kubernetes/environment.js';
import { CONFIG_MAP, READ_CONFIG_MAP } from '../model/kubernetes/objects.js';
import { isScrubbed, type PersonalCount, SEARCHED, scrubbedMark } from '../model/scrubbed.js';
import { SHAPES } from '../model/secret-shapes.js';
import { isText, scriptOf, secretsOf, secretsOfVariable } from './secrets.js';

/** Finds personal data in a text, or in the value of a variable of that name. */
export type PersonalSearch = (text: string, name?: string) => readonly PersonalCount[];

/**
 * Takes secrets, and texts into which people write them or somebody's data, out of answers before anything sees them: a
 * live scan judges what is left, and only that is recorded. In their place stands a mark with a keyed hash and what a
 * search found (model/scrubbed.ts): equal secrets stay equal within one organisation's key, and the key never reaches the
 * disk. Without a search for personal data the marks say that nobody looked for any.
 */
export const scrubber = (secretKey: Uint8Array, personalDataIn?: PersonalSearch) => {
  const hashOf = (text: string): string => createHmac('sha256', secretKey).update(text).digest('hex').slice(0, 16);

  const replace = (secret: string): string =>
    secret === '' || isScrubbed(secret) ? secret : scrubbedMark(hashOf(secret));

  const replaceText = (content: string, text = content): string =>
    content === '' || isScrubbed(content)
      ? content
      : scrubbedMark(hashOf(content), secretsOf(text), isText(text) ? personalDataIn?.(text) : undefined);

  const replaceScript = (content: string): string => replaceText(content, scriptOf(content));

  const replaceVariable = (name: string, value: string): string =>
    value === '' || isScrubbed(value)
      ? value
      : scrubbedMark(hashOf(value), secretsOfVariable(name, value), personalDataIn?.(value, name));

  /**
   * The schema of an action group says what an agent may do unasked: its operations stay, its prose goes. What the whole text
   * holds is told beside them. A schema that is none goes whole.
   */
  const replaceSchema = (text: string): string => {
    const schema = documentIn(text);
    const left = (value: unknown, member = ''): unknown => {
      if (typeof value === 'string') return SAID_BY_SCHEMAS.has(member) ? value : replace(value);
      if (Array.isArray(value)) return value.map((element) => left(element, member));
      return isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, left(inner, key)]))
        : value;
    };
    return isObject(schema)
      ? JSON.stringify({ ...Object(left(schema)), [SEARCHED]: replaceText(text) })
      : replaceText(text);
  };

  /**
   * The words of a program are searched as one text, for a flag says what the word after it is. Its mark stands for the
   * first, and nothing for the others, so that each has its place; flags that controls read stay.
   */
  const inWords = (words: readonly unknown[]): readonly unknown[] => {
    const isLeft = (word: unknown): boolean => !isKnownFlag(word) && !isScrubbed(String(word)) && word !== '';
    const mark = replaceText(sentenceOf(words.filter(isLeft).map(String)));
    const first = words.findIndex(isLeft);
    return words.map((word, index) => (!isLeft(word) ? word : index === first ? mark : ''));
  };

  const withoutScript = (document: Readonly<Record<string, unknown>>, member: string): unknown => {
    const script = document[member];
    return typeof script === 'string' ? { ...document, [member]: replaceScript(script) } : document;
  };

  const scrubbing = (showsContainers: boolean, texts: Texts = NO_TEXTS) => {
    const shapes = [...Object.values(SHAPES), ...(showsContainers ? [ASSIGNED, NAMED] : [])];
    const inText = (text: string): string => shapes.reduce((left, pattern) => left.replace(pattern, replace), text);

    const inJson = (value: unknown, whole: Whole, name = ''): unknown => {
      if (typeof value === 'string') {
        if (whole === undefined) return inNested(value);
        if (whole === 'variable') return replaceVariable(name, value);
        if (whole === 'text') return replaceText(value);
        if (whole === 'schema') return replaceSchema(value);
        return whole === 'script' ? replaceScript(value) : replace(value);
      }
      // YAML reads a variable of digits alone as a number, and AWS makes a text of it again.
      if (typeof value === 'number') return whole === 'variable' ? replaceVariable(name, String(value)) : value;
      if (Array.isArray(value))
        return value.map(
          (element, index) =>
            (whole === 'variable' ? withoutVariable(element, replaceVariable) : undefined) ??
            inJson(element, whole ?? wholeAfter(value[index - 1]), name),
        );
      if (!isObject(value)) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [
          key,
          texts.words.has(key.toLowerCase()) && isWords(member)
            ? inWords(member)
            : showsContainers && key === 'env'
              ? inEnvironment(member)
              : inJson(
                  member,
                  whole ??
                    textOf(texts, key.toLowerCase(), member) ??
                    wholeOf(key.toLowerCase()) ??
                    (showsContainers ? wholeIn(value, key) : undefined),
                  key,
                ),
        ]),
      );
    };

    /** `[{name, value}]`: names say what it is, values are the secret. */
    const inEnvironment = (member: unknown): unknown =>
      Array.isArray(member)
        ? member.map((entry) =>
            isObject(entry) && typeof entry.value === 'string'
              ? { ...entry, value: replaceVariable(String(entry.name), entry.value) }
              : entry,
          )
        : inJson(member, 'variable');

    /** The flag of a program before its value, each a word of its own. */
    const wholeAfter = (word: unknown): Whole =>
      showsContainers && typeof word === 'string' && FLAG.test(word) ? 'secret' : undefined;

    /** JSON inside a string (policies, CloudTrail records) holds members of its own. */
    const inNested = (text: string): string => {
      if (!/^\s*[{[]/.test(text)) return inText(text);
      const nested = parsed(text);
      return nested === undefined ? inText(text) : JSON.stringify(inJson(nested, undefined));
    };

    return (body: string, script?: string): string => {
      if (!/^\s*[{[]/.test(body)) return inText(body);
      const document = parsed(body);
      // A body cut off in the middle is no JSON; what can be recognised by its shape alone is taken out all the same.
      if (document === undefined) return inText(body);
      const left = isObject(document) && script !== undefined ? withoutScript(document, script) : document;
      return JSON.stringify(inJson(left, undefined));
    };
  };

  const ofAws = scrubbing(false);
  const ofContainers = scrubbing(true, CONTAINER_TEXTS);
  const ofAddons = scrubbing(true);
  const ofTaskTemplates = scrubbing(false, CONTAINER_TEXTS);
  const ofConfigMaps = scrubbing(true, CONFIG_MAP_TEXTS);
  const ofAgents = scrubbing(false, AGENT_TEXTS);
  const ofAgentTemplates = scrubbing(false, AGENT_TEMPLATE_TEXTS);
  const ofStateMachines = scrubbing(false, STATE_MACHINE_TEXTS);

  return (body: string, key: ExchangeKey): string => {
    if (NAMES_KEYS.has(`${key.service}:${key.operation}`)) return body;
    if (key.service === 'kubernetes' && key.operation === READ_CONFIG_MAP) return ofConfigMaps(body);
    if (`${key.service}:${key.operation}` === ADD_ON) return ofAddons(body);
    if (isOfContainers(key)) return ofContainers(body);
    if (key.service === 'ecs' && key.operation === TEMPLATE) return ofTaskTemplates(body);
    if (key.service === 'bedrock-agent') return (key.operation === TEMPLATE ? ofAgentTemplates : ofAgents)(body);
    if (key.service === 'sfn' && key.operation === TEMPLATE) return ofStateMachines(body);
    return ofAws(body, SCRIPTS[`${key.service}:${key.operation}`]);
  };
};

const TEMPLATE = 'GetTemplate';

/** Templates are scrubbed as an answer would be that shows what they declare, by its type. */
export const templateKey = (type: string): ExchangeKey => ({
  account: '',
  region: '',
  service: TEMPLATE_SERVICES.find(([types]) => types.test(type))?.[1] ?? 'cloudformation',
  operation: type === CONFIG_MAP ? READ_CONFIG_MAP : TEMPLATE,
  input: '',
});

const TEMPLATE_SERVICES: readonly (readonly [types: RegExp, service: string])[] = [
  [/^AWS::Bedrock::(?:Agent|AgentActionGroup|Flow|Prompt)$/, 'bedrock-agent'],
  [/^AWS::ECS::TaskDefinition$/, 'ecs'],
  [/^AWS::StepFunctions::StateMachine$/, 'sfn'],
  [/^Kubernetes::/, 'kubernetes'],
];

/** What clusters show, and answers of AWS that show containers: they are given secrets as those are. */
const isOfContainers = ({ service, operation }: ExchangeKey): boolean =>
  service === 'kubernetes' || SHOWS_CONTAINERS.has(`${service}:${operation}`);

const SHOWS_CONTAINERS: ReadonlySet<string> = new Set(['ecs:DescribeServices', 'ecs:DescribeTaskDefinition']);

/** Add-ons take values in JSON or YAML inside a text, of which controls read some. */
const ADD_ON = 'eks:DescribeAddon';

/** ECS lists variables, where others keep them by their names: `{name, value}`, in templates `{Name, Value}`. */
const withoutVariable = (element: unknown, replaced: (name: string, value: string) => string): unknown => {
  if (!isObject(element)) return undefined;
  for (const [name, value] of [
    ['name', 'value'],
    ['Name', 'Value'],
  ] as const) {
    const [word, text] = [element[name], element[value]];
    if (typeof word === 'string' && (typeof text === 'string' || typeof text === 'number'))
      return { ...element, [value]: replaced(word, String(text)) };
  }
  return undefined;
};

/** Custom resources name secrets as they please: `redis-password: …`, `{name: db_password, value: …}`, an inline script. */
const wholeIn = (object: Readonly<Record<string, unknown>>, key: string): Whole => {
  if (typeof object[key] !== 'string') return undefined;
  if (key === 'source') return 'script';
  return SECRET_NAME.test(key === 'value' ? String(object.name) : key) ? 'secret' : undefined;
};

const SECRET_NAME = /(?:token|password|passwd|secret|api[_-]?key|authorization|cookie)$/i;

const FLAG = /^--?[\w-]*(?:token|password|passwd|secret|api[_-]?key)$/i;

/** What the program of a container is given by a name that says it is secret: `--token=…`, `DB_PASSWORD=…`. */
const ASSIGNED =
  /(?<=(?:^|[\s"';-])[\w.-]*(?:token|password|passwd|secret|api[_-]?key)=)(?!kansa:scrubbed:)[^\s"';&]{4,}/gi;

/** The same in YAML inside a text: `apiKey: …`. */
const NAMED =
  /(?<=(?:token|password|passwd|secret|api[_-]?key)["']?[ \t]*:[ \t]+["']?)(?!kansa:scrubbed:)[^\s"'{}[\]]{4,}/gi;

/** What is taken out whole: a secret, or a text, a script or a variable, of which is told what it holds. */
type Whole = 'secret' | 'text' | 'schema' | 'script' | 'variable' | undefined;

/** Members that hold what people write for a model (lower case). */
interface Texts {
  /** Where they are texts: elsewhere the same word names an object. */
  readonly members: ReadonlySet<string>;
  /** Every text in them, however deep. */
  readonly documents: ReadonlySet<string>;
  /** Schemas of OpenAPI. */
  readonly schemas: ReadonlySet<string>;
  /** Words of programs, each an element of a list. */
  readonly words: ReadonlySet<string>;
}

const NO_TEXTS: Texts = { members: new Set(), documents: new Set(), schemas: new Set(), words: new Set() };

/** The words of a program as one text, in which the value of a flag stands beside it as that of a variable does. */
const sentenceOf = (words: readonly string[]): string =>
  words
    .map((word, index) => `${word}${isNamed(words, index) ? '=' : ' '}`)
    .join('')
    .trimEnd();

const isNamed = (words: readonly string[], index: number): boolean =>
  /^--[\w-]+$/.test(words[index] ?? '') && !(words[index + 1] ?? '-').startsWith('-');

/** What a container runs: `command` and `args` in Kubernetes, `entryPoint` and `command` in ECS. */
const CONTAINER_TEXTS: Texts = {
  ...NO_TEXTS,
  // Of a RayJob, one text.
  members: new Set(['entrypoint']),
  words: new Set(['args', 'command', 'entrypoint']),
};

const isWords = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.every((word) => typeof word !== 'object');

/** Members of OpenAPI whose texts are words of the schema or of a program. */
const SAID_BY_SCHEMAS: ReadonlySet<string> = new Set([
  '$ref',
  'format',
  'in',
  'openapi',
  'operationId',
  'type',
  'x-requireConfirmation',
]);

/** Prompts, instructions, and what else the API of agents, flows and prompts takes as prose. */
const AGENT_TEXTS: Texts = {
  ...NO_TEXTS,
  members: new Set([
    'baseprompttemplate',
    'code',
    'collaborationinstruction',
    'description',
    'expression',
    'instruction',
    'parsingprompttext',
    'text',
    'textprompttemplate',
  ]),
  documents: new Set(['additionalmodelrequestfields', 'json', 'metadata', 'stopsequences']),
  schemas: new Set(['payload']),
};

/** A template writes definitions and schemas as texts, too, and no rule reads what they say. */
const AGENT_TEMPLATE_TEXTS: Texts = {
  ...AGENT_TEXTS,
  members: new Set([...AGENT_TEXTS.members, 'definitionstring', 'payload']),
  schemas: new Set(),
};

/** A template may write a definition as an object, too. */
const STATE_MACHINE_TEXTS: Texts = {
  ...NO_TEXTS,
  members: new Set(['definitionstring']),
  documents: new Set(['definition']),
};

/** The keys of a ConfigMap are the names of its values. */
const CONFIG_MAP_TEXTS: Texts = { ...NO_TEXTS, documents: new Set(['data']) };

const textOf = ({ members, documents, schemas }: Texts, member: string, value: unknown): Whole => {
  // The names of its members say what its values are, as those of variables do.
  if (documents.has(member)) return 'variable';
  if (schemas.has(member) && typeof value === 'string') return 'schema';
  return members.has(member) && typeof value === 'string' ? 'text' : undefined;
};

const wholeOf = (member: string): Whole => {
  if (SCRIPT_MEMBERS.has(member)) return 'script';
  if (VARIABLE_MEMBERS.has(member)) return 'variable';
  return SECRET_MEMBERS.has(member) ? 'secret' : undefined;
};

/**
 * Answers that are about access keys and name them by their ids, which alone open nothing: scrubbed, no further call
 * could ask about a key, and nobody could tell which one to replace. They hold no free text and no secret.
 */
const NAMES_KEYS: ReadonlySet<string> = new Set(['iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed']);

/** Scripts under a name that elsewhere means something harmless. */
const SCRIPTS: Readonly<Record<string, string>> = {
  'sfn:DescribeStateMachine': 'definition',
};

/** Members whose every value is secret, wherever they stand (lower case): what people put passwords into. */
const SECRET_MEMBERS: ReadonlySet<string> = new Set(['accesskeyid', 'sessiontoken', 'secretaccesskey', 'password']);

/** Members that hold variables by their names, into which people put passwords as well. */
const VARIABLE_MEMBERS: ReadonlySet<string> = new Set([
  'definitionsubstitutions',
  'environment',
  'environmentvariables',
  'hyperparameters',
  'statichyperparameters',
]);

/** Members that hold scripts, which people put passwords into as well. */
const SCRIPT_MEMBERS: ReadonlySet<string> = new Set([
  'userdata',
  'oncreate',
  'onstart',
  'studiolifecycleconfigcontent',
]);

const load = createRequire(import.meta.url);

/** Seventy modules, loaded by the first schema that is no JSON. */
const yaml = (): typeof import('yaml') => load('yaml');

/** JSON, or else YAML; undefined where it is neither. */
const documentIn = (text: string): unknown => {
  try {
    return parsed(text) ?? JSON.parse(JSON.stringify(yaml().parse(text, { logLevel: 'error' })));
  } catch {
    return undefined;
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
