import type { GapCause } from '../../model/gap.js';
import { isObject } from '../../model/json.js';
import {
  CONFIG_MAP,
  type ConfigMapsNamed,
  type KubernetesObject,
  keysOfBinary,
  metadataOf,
  textOf,
} from '../../model/kubernetes/objects.js';
import type { ParsedDocument } from '../yaml.js';
import { objectsIn } from './objects-in.js';

/** The ConfigMaps that files declare, for an object in a namespace; of one that none declares is told why nobody knows it. */
export type ConfigMapFiles = (namespace: string, unseen: (cause: GapCause) => void) => ConfigMapsNamed;

/** The ConfigMaps among the documents, each with marks in place of its values. */
export const configMapsIn = async (
  documents: readonly ParsedDocument[],
  scrub: (json: string, type: string) => string | Promise<string>,
): Promise<ConfigMapFiles> => {
  const declared = new Map<string, KubernetesObject[]>();
  for (const { object } of documents.flatMap(({ value }) => objectsIn(value))) {
    if (object.kind !== 'ConfigMap' || object.apiVersion !== 'v1') continue;
    const { name, namespace } = metadataOf(object);
    const { data = {}, binaryData } = object;
    // Of what is binary only that it is there counts, and annotations may hold a copy of the values.
    const kept: unknown = JSON.parse(await scrub(JSON.stringify({ data, ...keysOfBinary(binaryData) }), CONFIG_MAP));
    const word = wordOf(textOf(namespace), textOf(name));
    if (isObject(kept)) declared.set(word, [...(declared.get(word) ?? []), kept]);
  }
  return (namespace, unseen) => {
    const told = new Set<string>();
    return (name) => {
      const word = wordOf(namespace, name);
      const found = declared.get(word);
      if (found === undefined && !told.has(word)) unseen(missing(word));
      told.add(word);
      return found;
    };
  };
};

const missing = (word: string): GapCause => ({
  reason: 'unresolved_expression',
  detail: `ConfigMap ${word}, from which a workload takes values, is not among the files: name the file that declares it, too`,
});

/** What names no namespace goes where it is applied to, as the workloads beside it do. */
const wordOf = (namespace: string, name: string): string => `${namespace || 'default'}/${name}`;
