import { parse } from 'yaml';
import { Unreadable } from '../../model/errors.js';
import { isObject } from '../../model/json.js';

/** What an agent may call by an OpenAPI schema: of each operation its name and whether the user is asked first. */
interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string | undefined;
  readonly requireConfirmation: string | undefined;
}

/** https://spec.openapis.org/oas/v3.0.0#path-item-object */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * The operations of an OpenAPI schema, JSON or YAML. Bedrock's own extension says whether the user confirms
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/agents-api-schema.html). Throws {@link Unreadable}.
 */
export const operationsIn = (schema: string): Operation[] => {
  const { paths } = objectOf(documentIn(schema), 'the OpenAPI schema');
  return Object.entries(objectOf(paths, 'paths of the OpenAPI schema')).flatMap(([path, item]) =>
    Object.entries(objectOf(item, 'a path of the OpenAPI schema'))
      .filter(([method]) => METHODS.includes(method.toLowerCase()))
      .map(([method, operation]) => {
        const { operationId, 'x-requireConfirmation': requireConfirmation } = objectOf(
          operation,
          'an operation of the OpenAPI schema',
        );
        return {
          method: method.toLowerCase(),
          path,
          operationId: textOf(operationId),
          requireConfirmation: textOf(requireConfirmation),
        };
      }),
  );
};

/** JSON is YAML, too. */
const documentIn = (schema: string): unknown => {
  try {
    return parse(schema);
  } catch {
    throw new Unreadable('the OpenAPI schema is neither JSON nor YAML');
  }
};

const objectOf = (value: unknown, what: string): Readonly<Record<string, unknown>> => {
  if (!isObject(value)) throw new Unreadable(`${what} is no object`);
  return value;
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
