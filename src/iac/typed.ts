import { isObject } from '../model/json.js';
import { BOOLEANS, NUMBERS } from './scalars.js';

/**
 * Properties with the types that CloudFormation gives them: it takes `"true"` for true and `"7"` for 7, and so do parameters,
 * whose values are always text; rules compare values.
 */
export const typed = (
  type: string,
  properties: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const booleans = new Set(BOOLEANS[type]);
  const numbers = new Set(NUMBERS[type]);
  const inValue = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => inValue(item, `${path}/*`));
    if (isObject(value))
      return Object.fromEntries(
        Object.entries(value).map(([key, member]) => {
          const named = path === '' ? key : `${path}/${key}`;
          const inMap = `${path}/*`;
          return [key, inValue(member, booleans.has(inMap) || numbers.has(inMap) ? inMap : named)];
        }),
      );
    if (typeof value !== 'string') return value;
    if (booleans.has(path) && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
    return numbers.has(path) && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  };
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, inValue(value, key)]));
};
