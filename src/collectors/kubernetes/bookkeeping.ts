import { isObject } from '../../model/json.js';

/**
 * A list without what Kubernetes and kubectl keep for themselves: who manages which field, and a second copy of each
 * object as it was applied. Both are long, no control reads them, and the copy holds values that are scrubbed elsewhere.
 */
export const withoutBookkeeping = (body: string): string => {
  const list = parsed(body);
  if (!isObject(list) || !Array.isArray(list.items)) return body;
  return JSON.stringify({ ...list, items: list.items.map(object) });
};

const object = (item: unknown): unknown => {
  if (!isObject(item) || !isObject(item.metadata)) return item;
  const { managedFields: _, annotations, ...metadata } = item.metadata;
  return {
    ...item,
    metadata: {
      ...metadata,
      ...(isObject(annotations) && {
        annotations: Object.fromEntries(Object.entries(annotations).filter(([name]) => name !== LAST_APPLIED)),
      }),
    },
  };
};

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
