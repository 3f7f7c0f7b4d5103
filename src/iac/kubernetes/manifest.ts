import { Unreadable } from '../../model/errors.js';
import type { Gap, GapCause } from '../../model/gap.js';
import { isObject } from '../../model/json.js';
import { ingresses, namespaces, networkPolicies, services } from '../../model/kubernetes/network.js';
import {
  commonFacts,
  idOf,
  type Kind,
  metadataOf,
  type ObjectType,
  type Placed,
  placedIn,
  textOf,
  textsIn,
} from '../../model/kubernetes/objects.js';
import { roleBindings, roles, serviceAccounts } from '../../model/kubernetes/rbac.js';
import { workloads } from '../../model/kubernetes/workload.js';
import { type Pointer, segmentsOf } from '../../model/pointer.js';
import type { Resource } from '../../model/resource.js';
import type { Destination, Problem } from '../declaration.js';
import { hiddenRuntime, placeGaps, type RuntimeMembers } from '../resources.js';
import { settled } from '../unknown.js';
import type { ParsedDocument } from '../yaml.js';
import type { ConfigMapFiles } from './config-maps.js';
import { objectsIn, type WrittenObject } from './objects-in.js';

const TYPES: readonly ObjectType[] = [
  ingresses,
  namespaces,
  networkPolicies,
  roleBindings,
  roles,
  serviceAccounts,
  services,
  workloads,
];

/** Stands for the cluster that manifests are applied to. */
const SOME_CLUSTER = 'cluster';

/** Kinds that stand in no namespace. */
const CLUSTER_WIDE = new Set(['ClusterRole', 'ClusterRoleBinding', 'ClusterServingRuntime', 'Namespace']);

/** Does the document look like an object of Kubernetes, or a list of some? */
export const isManifest = (document: unknown): boolean =>
  isObject(document) && typeof document.apiVersion === 'string' && typeof document.kind === 'string';

interface ManifestOptions {
  readonly destination: Destination;
  readonly runtimeMembers: RuntimeMembers;
  /** Those that stand among the files. */
  readonly configMaps: ConfigMapFiles;
  /** Takes secrets out of the JSON of an object of that type. */
  scrub(json: string, type: string): string | Promise<string>;
}

/** The resources that a manifest makes, as an account's clusters would show them. */
export const readManifest = async (
  file: string,
  document: ParsedDocument,
  { destination, runtimeMembers, configMaps, scrub }: ManifestOptions,
): Promise<{ readonly resources: readonly Resource[]; readonly problems: readonly Problem[] }> => {
  const problems: Problem[] = [];
  const resources: Resource[] = [];
  for (const { object: written, path } of objectsIn(document.value)) {
    const line = document.lineAt(path) ?? 1;
    const found = kindOf(written);
    if (found === undefined) {
      const message = elsewhere(written);
      if (message !== undefined)
        problems.push({ file, line, message: `${nameOf(written)}: ${message}`, isElsewhere: true });
      continue;
    }
    const { type, kind } = found;
    // As a cluster's answer is, before anything looks at it.
    const object = JSON.parse(await scrub(JSON.stringify(written), type.type));
    try {
      const placed = placedIn({ cluster: SOME_CLUSTER, isAutoMode: false, kind, object });
      const home = CLUSTER_WIDE.has(kind.kind) ? placed : { ...placed, namespace: placed.namespace || 'default' };
      if (!type.isWanted(home)) continue;
      const place = { file, line, address: addressOf(home) };
      const resource = resourceOf(type, home, place, { destination, runtimeMembers, configMaps });
      resources.push({ ...resource, lines: linesOf(type, home, document, path) });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      problems.push({ file, line, message: `a ${kind.kind} has no name` });
    }
  }
  return { resources, problems };
};

const kindOf = (object: Readonly<Record<string, unknown>>): { type: ObjectType; kind: Kind } | undefined => {
  const apiVersion = textOf(object.apiVersion);
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  for (const type of TYPES)
    for (const kind of type.kinds) if (kind.kind === object.kind && kind.group === group) return { type, kind };
  return undefined;
};

/** Kinds that deploy what stands elsewhere, and groups whose objects are resources of AWS. */
const ELSEWHERE: readonly (readonly [group: RegExp, kinds: RegExp, message: string])[] = [
  [
    /^(argoproj\.io|helm\.toolkit\.fluxcd\.io|kustomize\.toolkit\.fluxcd\.io|helm\.cattle\.io)$/,
    /^(Application|ApplicationSet|HelmRelease|Kustomization|HelmChart)$/,
    'what it deploys was not looked at: judge the manifests that it applies',
  ],
  [
    // AWS Controllers for Kubernetes (https://aws-controllers-k8s.github.io/docs/), and the two families of Crossplane.
    /\.(services\.k8s\.aws|aws(\.m)?\.upbound\.io|aws\.crossplane\.io)$/,
    /./,
    'resources of AWS that a controller in the cluster makes are not looked at',
  ],
];

/** What an object declares where controls would look, and here nobody does: said, since it is not judged. */
const elsewhere = (object: Readonly<Record<string, unknown>>): string | undefined => {
  const [group = ''] = textOf(object.apiVersion).split('/');
  return ELSEWHERE.find(([groups, kinds]) => groups.test(group) && kinds.test(textOf(object.kind)))?.[2];
};

const nameOf = (object: Readonly<Record<string, unknown>>): string =>
  [textOf(object.kind), textOf(metadataOf(object).name)].filter((word) => word !== '').join('/');

/** Lines by the pointers of what controls see: the pod templates of a workload, of other objects their own members. */
const linesOf = (
  { type, describe }: ObjectType,
  placed: Placed,
  document: ParsedDocument,
  path: WrittenObject['path'],
): Record<string, number> => {
  const below = (from: readonly (string | number)[], to: string) =>
    [...document.linesBelow([...path, ...from])].map(([pointer, line]) => [`${to}${pointer}`, line] as const);
  if (type !== workloads.type)
    return Object.fromEntries([...below([], '/properties'), ...below(['spec'], '/properties')]);
  const { podTemplates } = describe(
    placed,
    () => undefined,
    () => undefined,
  ).properties;
  return Object.fromEntries(
    (Array.isArray(podTemplates) ? podTemplates : []).flatMap((template, index) => {
      const from = segmentsOf(textOf(isObject(template) ? template.place : '')).map((word) =>
        /^\d+$/.test(word) ? Number(word) : word,
      );
      const to = `/properties/podTemplates/${index}`;
      return [...below(from, `${to}/spec`), ...below(from, to), ...below([...from, 'spec'], `${to}/spec`)];
    }),
  );
};

const addressOf = ({ kind, namespace, name }: Placed): string =>
  [kind.kind, ...(namespace === '' ? [] : [namespace]), name].join('/');

const resourceOf = (
  { type, describe, configMaps: needed }: ObjectType,
  placed: Placed,
  place: { file: string; line: number; address: string },
  { destination: { account, region }, runtimeMembers, configMaps }: Omit<ManifestOptions, 'scrub'>,
): Resource => {
  const gaps: Gap[] = [];
  const unseen = (pointer: Pointer, cause: GapCause): void => void gaps.push({ pointer, kind: 'missing', ...cause });
  const beside = configMaps(placed.namespace, (cause) => needed && unseen(needed.place, cause));
  const { names = [], properties, runtime = {} } = describe(placed, unseen, beside);
  const facts = settled({ ...commonFacts(placed), ...properties }, '/properties');
  const shown = settled({ ...hiddenRuntime(runtimeMembers.get(type), runtime), ...runtime }, '/runtime');
  return {
    type,
    id: idOf(placed),
    names,
    account,
    region,
    tags: { ...textsIn(metadataOf(placed.object).labels) },
    properties: facts.value,
    runtime: shown.value,
    source: [place],
    gaps: [...placeGaps(account, region, type), ...facts.gaps, ...shown.gaps, ...gaps],
  };
};
