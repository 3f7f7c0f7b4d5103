import type { GapCause } from '../gap.js';
import { isObject } from '../json.js';
import { type ConfigMapsNamed, type KubernetesObject, listOf, textOf } from './objects.js';

/**
 * What a program is told that controls read, and is nobody's data: whether the VPC CNI enforces network policies
 * (https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html).
 */
export const isKnownFlag = (word: unknown): word is string =>
  typeof word === 'string' && /^--enable-network-policy=\w{1,5}$/.test(word);

/** The containers of a pod template, as they are written. */
export interface Containers {
  readonly containers: readonly unknown[];
  readonly initContainers: readonly unknown[];
}

/**
 * The names of the ConfigMaps from which environments take values, by `envFrom` as a whole or by `valueFrom` a key
 * (https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/). Secrets are left alone, and so are
 * ConfigMaps that are mounted as files.
 */
export const configMapNamesIn = (containers: Containers): string[] => [
  ...new Set(referencesIn(containers).filter(isNameOfObject)),
];

/**
 * What is searched of the containers: without the flags that controls read, and with the values of ConfigMaps where the
 * environment names them, by the name of the ConfigMap and the key: `envFrom/0/configMapRef/serve/OWNER`,
 * `env/OWNER/valueFrom/configMapKeyRef/serve/owner`. What nobody could see is left out, and what was not yet told of that
 * is told here.
 */
export const searchedIn = (
  containers: Containers,
  named: ConfigMapsNamed,
  unseen: (cause: GapCause) => void,
): Containers => {
  const found = new Map(configMapNamesIn(containers).map((name) => [name, named(name)]));
  for (const name of new Set(referencesIn(containers).filter((one) => !isNameOfObject(one)))) unseen(unnamed(name));
  const dataOf = (name: string): Record<string, KubernetesObject> =>
    Object.fromEntries(
      (found.get(name) ?? []).map(({ data }, index) => [
        index === 0 ? name : `${name}[${index + 1}]`,
        isObject(data) ? data : {},
      ]),
    );
  const entry = (value: unknown): unknown => {
    const reference = keyReferenceOf(value);
    if (!isObject(value) || reference === undefined) return value;
    const { name, key } = reference;
    const values = Object.entries(dataOf(textOf(name))).flatMap(([map, data]) =>
      Object.hasOwn(data, textOf(key)) ? [[map, { [textOf(key)]: data[textOf(key)] }] as const] : [],
    );
    return { ...value, valueFrom: { configMapKeyRef: Object.fromEntries(values) } };
  };
  const source = (value: unknown): unknown => {
    const reference = wholeReferenceOf(value);
    return reference === undefined ? value : { configMapRef: dataOf(textOf(reference.name)) };
  };
  const container = (value: unknown): unknown =>
    isObject(value)
      ? {
          ...value,
          ...changed('env', value.env, entry),
          ...changed('envFrom', value.envFrom, source),
          ...searchedWords('command', value.command),
          ...searchedWords('args', value.args),
        }
      : value;
  return {
    containers: containers.containers.map(container),
    initContainers: containers.initContainers.map(container),
  };
};

const searchedWords = (member: string, words: unknown): KubernetesObject =>
  Array.isArray(words) ? { [member]: words.filter((word) => !isKnownFlag(word)) } : {};

const changed = (member: string, list: unknown, change: (value: unknown) => unknown): KubernetesObject =>
  Array.isArray(list) ? { [member]: list.map(change) } : {};

const referencesIn = ({ containers, initContainers }: Containers): string[] =>
  [...containers, ...initContainers]
    .filter(isObject)
    .flatMap(({ env, envFrom }) =>
      [...listOf(env).map(keyReferenceOf), ...listOf(envFrom).map(wholeReferenceOf)].flatMap((reference) =>
        reference === undefined ? [] : [textOf(reference.name)],
      ),
    );

const keyReferenceOf = (entry: unknown): KubernetesObject | undefined => {
  const from = isObject(entry) ? entry.valueFrom : undefined;
  return isObject(from) && isObject(from.configMapKeyRef) ? from.configMapKeyRef : undefined;
};

const wholeReferenceOf = (source: unknown): KubernetesObject | undefined =>
  isObject(source) && isObject(source.configMapRef) ? source.configMapRef : undefined;

/** A name that Kubernetes takes (RFC 1123): no other is looked up, so that none leads to anything but a ConfigMap. */
const isNameOfObject = (name: string): boolean =>
  name.length <= 253 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/.test(name);

const unnamed = (name: string): GapCause => ({
  reason: 'unresolved_expression',
  detail: `a variable takes its value from a ConfigMap by a name that is none until something fills it in (${JSON.stringify(name.slice(0, 80))})`,
});
