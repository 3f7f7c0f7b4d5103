import type { GapCause } from '../gap.js';
import { isObject } from '../json.js';
import { type ConfigMapsNamed, type KubernetesObject, listOf, picked, textOf } from './objects.js';

/**
 * What a program is told that controls read, and is nobody's data: whether the VPC CNI enforces network policies
 * (https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html).
 */
export const isKnownFlag = (word: unknown): word is string =>
  typeof word === 'string' && /^--enable-network-policy=\w{1,5}$/.test(word);

/** The containers of a pod template and the volumes that they may mount, as they are written. */
export interface Containers {
  readonly containers: readonly unknown[];
  readonly initContainers: readonly unknown[];
  readonly volumes: readonly unknown[];
}

/**
 * The names of the ConfigMaps from which environments take values, by `envFrom` as a whole or by `valueFrom` a key, and of
 * those that volumes hold as files
 * (https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/). Secrets are left alone.
 */
export const configMapNamesIn = (containers: Containers): string[] => [
  ...new Set([...referencesIn(containers), ...mountedIn(containers)].filter(isNameOfObject)),
];

/**
 * What is searched of the containers: without the flags that controls read, and with the values of ConfigMaps where the
 * environment or a volume names them, by the name of the ConfigMap and the key: `envFrom/0/configMapRef/serve/OWNER`,
 * `env/OWNER/valueFrom/configMapKeyRef/serve/owner`, `volumes/conf/configMap/serve/app.yaml`. What nobody could see is left
 * out, and what was not yet told of that is told here.
 */
export const searchedIn = (
  containers: Containers,
  named: ConfigMapsNamed,
  unseen: (cause: GapCause) => void,
): Containers => {
  const found = new Map(configMapNamesIn(containers).map((name) => [name, named(name)]));
  for (const name of new Set(referencesIn(containers).filter((one) => !isNameOfObject(one))))
    unseen(unnamed('a variable takes its value', name));
  for (const name of new Set(mountedIn(containers).filter((one) => !isNameOfObject(one))))
    unseen(unnamed('a volume takes its files', name));
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
  const files = ({ name, items }: KubernetesObject): KubernetesObject => {
    const keys = new Set(listOf(items).flatMap((item) => (isObject(item) ? [textOf(item.key)] : [])));
    const isMounted = ([key]: readonly [string, unknown]): boolean => keys.size === 0 || keys.has(key);
    const binary = (found.get(textOf(name)) ?? []).flatMap(({ binaryData }) =>
      isObject(binaryData) ? Object.entries(binaryData).filter(isMounted) : [],
    );
    if (binary.length > 0) unseen(unread(textOf(name), binary.length));
    return Object.fromEntries(
      Object.entries(dataOf(textOf(name))).map(([map, data]) => [
        map,
        Object.fromEntries(Object.entries(data).filter(isMounted)),
      ]),
    );
  };
  const volume = (value: unknown): KubernetesObject => ({
    ...picked(value, 'name'),
    ...filesIn(value, files),
    ...(isObject(value) &&
      isObject(value.projected) && {
        projected: { sources: listOf(value.projected.sources).map((one) => filesIn(one, files)) },
      }),
  });
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
    volumes: containers.volumes.map(volume),
  };
};

/** What a volume, or a source of a projected one, holds of a ConfigMap. */
const filesIn = (value: unknown, files: (reference: KubernetesObject) => KubernetesObject): KubernetesObject => {
  const reference = mountOf(value);
  return reference === undefined ? {} : { configMap: files(reference) };
};

const mountOf = (value: unknown): KubernetesObject | undefined =>
  isObject(value) && isObject(value.configMap) && value.configMap.name !== OF_KUBERNETES ? value.configMap : undefined;

/**
 * The certificates by which pods know their API server. Kubernetes puts it into every pod and every namespace, and undoes
 * what anybody writes into it (https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/).
 */
const OF_KUBERNETES = 'kube-root-ca.crt';

const mountedIn = ({ volumes }: Containers): string[] =>
  volumes
    .filter(isObject)
    .flatMap((volume) => [volume, ...(isObject(volume.projected) ? listOf(volume.projected.sources) : [])])
    .flatMap((source) => {
      const reference = mountOf(source);
      return reference === undefined ? [] : [textOf(reference.name)];
    });

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

const unread = (name: string, count: number): GapCause => ({
  reason: 'not_collected',
  detail: `binary values of ConfigMap ${name} (${count}) may be mounted as files, and are not looked at`,
});

const unnamed = (what: string, name: string): GapCause => ({
  reason: 'unresolved_expression',
  detail: `${what} from a ConfigMap by a name that is none until something fills it in (${JSON.stringify(name.slice(0, 80))})`,
});
