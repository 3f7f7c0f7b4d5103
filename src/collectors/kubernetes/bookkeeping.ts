import { isObject } from '../../model/json.js';
import { keysOfBinary } from '../../model/kubernetes/objects.js';

/**
 * A list without what Kubernetes and kubectl keep for themselves: who manages which field, and a second copy of each
 * object as it was applied. Both are long, no control reads them, and the copy holds values that are scrubbed elsewhere.
 */
export const withoutBookkeeping = (body: string): string => {
  const list = parsed(body);
  if (!isObject(list) || !Array.isArray(list.items)) return body;
  return JSON.stringify({ ...list, items: list.items.map(object) });
};

/**
 * A ConfigMap by its name with its values alone: kubectl's copy of it among the annotations, and what is binary, hold data
 * that nobody asks for. Of what is binary the keys are left, which say that there is something. A refusal stays as it is.
 * Of anything else nothing may be kept: half an answer is a text that nobody could take values out of.
 */
export const valuesAlone = (body: string): string => {
  const answer = parsed(body);
  if (!isObject(answer) || (answer.kind !== 'ConfigMap' && answer.kind !== 'Status')) return '';
  if (answer.kind === 'Status') return body;
  const { apiVersion, kind, metadata, data, binaryData } = answer;
  const { name, namespace } = isObject(metadata) ? metadata : {};
  return JSON.stringify({
    apiVersion,
    kind,
    metadata: { name, namespace },
    data: isObject(data) ? data : {},
    ...keysOfBinary(binaryData),
  });
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
