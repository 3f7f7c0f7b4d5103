import { readFileSync } from 'node:fs';
import { UsageError } from '../model/errors.js';
import { isObject } from '../model/json.js';
import { DEFAULT_PARAMS, type Params } from '../model/params.js';
import { validator } from './validate.js';
import { yaml } from './yaml.js';

/** Parameters that stand in another file, e.g. among the settings. */
export interface InlineParams {
  readonly from: string;
  readonly params: object;
}

/** What an organisation says of its parameters: in a file of their own (YAML or JSON), or inline. */
export const givenParams = (source: string | InlineParams): { readonly from: string; readonly given: unknown } => {
  const { from, params: given } = typeof source === 'string' ? { from: source, params: parsedFile(source) } : source;
  validator('params')(given, typeof source === 'string' ? `parameters ${from}` : from);
  return { from, given };
};

/** Reads an organisation's parameters. What they leave out keeps its default. */
export const readParams = (source: string | InlineParams): Params => {
  const { given } = givenParams(source);
  const group = <Name extends keyof Params>(name: Name): Params[Name] => {
    const own = isObject(given) ? given[name] : undefined;
    return { ...DEFAULT_PARAMS[name], ...(isObject(own) ? own : {}) };
  };
  return {
    retention: group('retention'),
    network: group('network'),
    access: group('access'),
    mlops: group('mlops'),
    pii: group('pii'),
    sagemaker: group('sagemaker'),
    cost: group('cost'),
    iam: group('iam'),
    s3: group('s3'),
    lambda: group('lambda'),
    residency: group('residency'),
    bedrock: group('bedrock'),
  };
};

const parsedFile = (path: string): unknown => {
  try {
    // A tag that YAML does not know is a warning to the parser, which prints it; the schema judges the value.
    return yaml().parse(readFileSync(path, 'utf8'), { logLevel: 'error' }) ?? {};
  } catch (error) {
    throw new UsageError(
      `parameters ${path}: ${reasonOf(error)}; name a YAML file of the form of schemas/params.schema.json`,
    );
  }
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ENOENT') return 'there is no such file';
  if ('code' in error && error.code === 'EISDIR') return 'it is a directory';
  // The parser shows the place below its sentence, after a colon.
  return (error.message.split('\n')[0] ?? '').replace(/:$/, '');
};
