import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { UsageError } from '../model/errors.js';
import { isObject } from '../model/json.js';
import { DEFAULT_PARAMS, type Params } from '../model/params.js';
import { validator } from './validate.js';

/** Parameters that stand in another file, e.g. among the settings. */
export interface InlineParams {
  readonly from: string;
  readonly params: object;
}

/** What an organisation says of its parameters: in a file of their own (YAML or JSON), or inline. */
export const givenParams = (source: string | InlineParams): { readonly from: string; readonly given: unknown } => {
  const { from, params: given } = typeof source === 'string' ? { from: source, params: parsedFile(source) } : source;
  validator('params')(given, from);
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
    pii: group('pii'),
    cost: group('cost'),
  };
};

const parsedFile = (path: string): unknown => {
  try {
    return parse(readFileSync(path, 'utf8')) ?? {};
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new UsageError(`parameters ${path}: ${reason}; name a YAML file of the form of schemas/params.schema.json`);
  }
};
