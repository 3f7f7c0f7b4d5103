import { isObject } from '../../model/json.js';
import { type KubernetesObject, textOf } from '../../model/kubernetes/objects.js';

/** An object of a document, and where in it it stands. */
export interface WrittenObject {
  readonly object: KubernetesObject;
  readonly path: readonly (string | number)[];
}

/** The objects of a document: itself, or the items of a `List` of any kind, lists within it included. */
export const objectsIn = (value: unknown, path: WrittenObject['path'] = [], depth = 0): WrittenObject[] => {
  if (!isObject(value)) return [];
  if (textOf(value.kind).endsWith('List') && Array.isArray(value.items) && depth < 8)
    return value.items.flatMap((item, index) => objectsIn(item, [...path, 'items', index], depth + 1));
  return [{ object: value, path }];
};
