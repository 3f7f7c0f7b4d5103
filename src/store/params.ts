import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { UsageError } from '../model/errors.js';
import { isObject } from '../model/json.js';
import { DEFAULT_PARAMS, type Params } from '../model/params.js';
import { validator } from './validate.js';

/** Reads an organisation's parameters (YAML or JSON). What it leaves out keeps its default. */
export const readParams = (path: string): Params => {
  const given = parsedFile(path);
  validator('params')(given, path);
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
