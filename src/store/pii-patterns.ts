import { readFileSync } from 'node:fs';
import { UsageError } from '../model/errors.js';
import type { PiiPatterns } from '../model/pii.js';
import { faultIn } from './validate.js';
import { firstLine, sentenceOf, yamlDocument } from './yaml-document.js';

/** Reads an organisation's own words and patterns. Throws {@link UsageError} with the line where something is wrong. */
export const readPiiPatterns = (path: string): PiiPatterns => {
  const { document, error, lineAt, lineOf } = yamlDocument(textOf(path));
  if (error !== undefined) throw complaint(`${path}:${error.line}`, error.message);
  const content: PiiPatterns = document.toJS() ?? {};
  const fault = faultIn('patterns')(content);
  if (fault !== undefined) throw complaint(`${path}:${lineOf(fault)}`, sentenceOf(fault));
  for (const [index, { pattern }] of (content.patterns ?? []).entries()) {
    const problem = problemIn(pattern);
    if (problem !== undefined) throw complaint(`${path}:${lineAt(['patterns', index, 'pattern'])}`, problem);
  }
  return content;
};

const problemIn = (pattern: string): string | undefined => {
  try {
    return new RegExp(pattern, 'u').test('') ? 'the pattern matches nothing at all, and so everywhere' : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const complaint = (place: string, what: string): UsageError =>
  new UsageError(`${place}: ${what} (schemas/patterns.schema.json describes the file)`);

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? firstLine(error.message) : String(error);
    throw new UsageError(`patterns ${path}: ${why}; name a YAML file of them with --patterns`);
  }
};
