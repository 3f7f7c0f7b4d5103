import { type CarriedText, carriedTexts, personalDataOf } from '../carried-texts.js';
import type { GapCause } from '../gap.js';
import { isObject } from '../json.js';
import { type Containers, configMapNamesIn, isKnownFlag, searchedIn } from './environment.js';
import {
  type ConfigMapsNamed,
  type Kind,
  type KubernetesObject,
  listOf,
  metadataOf,
  objectType,
  type Placed,
  picked,
  textOf,
  wordOf,
} from './objects.js';

/** A kind whose objects make pods, and where in an object the templates of these pods stand (`*`: every member). */
interface WorkloadKind extends Kind {
  readonly templates: readonly string[];
  /** What stands at the place: a template with a `spec`, the spec itself, or the step of an Argo workflow. */
  readonly form: 'template' | 'spec' | 'step';
  /** Where else in it a command line stands, which one of its pods runs. */
  readonly commands?: readonly string[];
}

const builtIn = (group: string, kind: string, plural: string, place = 'spec/template'): WorkloadKind => ({
  group,
  version: 'v1',
  plural,
  kind,
  templates: [place],
  form: 'template',
});

const custom = (
  group: string,
  kind: string,
  templates: readonly string[],
  form: WorkloadKind['form'] = 'template',
): WorkloadKind => ({ group, plural: `${kind.toLowerCase()}s`, kind, templates, form });

const ray = (spec: string): string[] => [`${spec}/headGroupSpec/template`, `${spec}/workerGroupSpecs/*/template`];

/**
 * Everything that makes pods, each with the places of its pod templates, as the custom resource definitions of their
 * projects have them. A pod that something else made is a workload itself: so nothing that runs goes unseen.
 */
const KINDS: readonly WorkloadKind[] = [
  builtIn('apps', 'DaemonSet', 'daemonsets'),
  builtIn('apps', 'Deployment', 'deployments'),
  builtIn('apps', 'ReplicaSet', 'replicasets'),
  builtIn('apps', 'StatefulSet', 'statefulsets'),
  builtIn('batch', 'CronJob', 'cronjobs', 'spec/jobTemplate/spec/template'),
  builtIn('batch', 'Job', 'jobs'),
  builtIn('', 'Pod', 'pods', ''),
  custom('argoproj.io', 'CronWorkflow', ['spec/workflowSpec/templates/*'], 'step'),
  custom('argoproj.io', 'Workflow', ['spec/templates/*'], 'step'),
  custom('kubeflow.org', 'MPIJob', ['spec/mpiReplicaSpecs/*/template']),
  custom('kubeflow.org', 'Notebook', ['spec/template']),
  custom('kubeflow.org', 'PyTorchJob', ['spec/pytorchReplicaSpecs/*/template']),
  custom('kubeflow.org', 'TFJob', ['spec/tfReplicaSpecs/*/template']),
  custom('ray.io', 'RayCluster', ray('spec')),
  {
    ...custom('ray.io', 'RayJob', [...ray('spec/rayClusterSpec'), 'spec/submitterPodTemplate']),
    commands: ['spec/entrypoint'],
  },
  custom('ray.io', 'RayService', ray('spec/rayClusterConfig')),
  custom('serving.kserve.io', 'ClusterServingRuntime', ['spec'], 'spec'),
  custom('serving.kserve.io', 'InferenceService', ['spec/predictor', 'spec/transformer', 'spec/explainer'], 'spec'),
  custom('serving.kserve.io', 'ServingRuntime', ['spec'], 'spec'),
];

/** What nobody saw of an environment stands for the element that may follow. */
const MORE = '/runtime/PersonalData/-';

/** What runs in a cluster, and what would: the pods of one kind are judged like those of another. */
export const workloads = objectType(
  'Kubernetes::Workload',
  KINDS,
  (placed, unseen, configMaps) => {
    const described = templatesOf(placed);
    const told = new Set<string>();
    const hidden = (cause: GapCause): void => {
      if (!told.has(cause.detail)) unseen(MORE, cause);
      told.add(cause.detail);
    };
    const podTemplates = described.map(({ containers: _, ...template }) => template);
    return {
      properties: { podTemplates },
      runtime: {
        PersonalData: [
          ...described.flatMap(({ place, containers }) =>
            carriedTexts(
              'Kubernetes::Workload',
              searchedIn(containers, namedFor(placed, configMaps, hidden), hidden),
            ).map((text) => ({ ...text, place: `${place}/${text.place}` })),
          ),
          ...commandsOf(placed),
        ].flatMap((text) => personalDataOf({ ...text, place: text.place.replace(/^\//, '') }, hidden)),
        ...(placed.namespace !== '' && { namespace: wordOf(placed.cluster, '', 'Namespace', placed.namespace) }),
        serviceAccounts: [
          ...new Set(
            podTemplates.map(({ spec }) =>
              wordOf(placed.cluster, placed.namespace, 'ServiceAccount', textOf(spec.serviceAccountName) || 'default'),
            ),
          ),
        ],
      },
    };
  },
  {
    isWanted: (placed) => !isMadeByKnown(placed.object) && !isOver(placed),
    configMaps: {
      place: MORE,
      namesOf: (placed) =>
        placed.namespace === ''
          ? []
          : [...new Set(templatesOf(placed).flatMap(({ containers }) => configMapNamesIn(containers)))],
    },
  },
);

/** The pod templates of an object, each with its place in it. */
const templatesOf = (placed: Placed): (Template & { readonly place: string })[] =>
  KINDS.filter((kind) => kind === placed.kind).flatMap(({ templates, form }) =>
    templates
      .flatMap((place) => placesIn(placed.object, place === '' ? [] : place.split('/'), ''))
      .map(([place, value]) => ({ place, ...FORMS[form](value, placed) })),
  );

const commandsOf = (placed: Placed): CarriedText[] =>
  KINDS.filter((kind) => kind === placed.kind)
    .flatMap(({ commands = [] }) => commands)
    .flatMap((place) => placesIn(placed.object, place.split('/'), ''))
    .map(([place, value]) => ({ place, value }));

/** A runtime for all namespaces names ConfigMaps of the namespace in which somebody will use it. */
const namedFor = (
  { namespace }: Placed,
  configMaps: ConfigMapsNamed,
  hidden: (cause: GapCause) => void,
): ConfigMapsNamed =>
  namespace === ''
    ? (name) =>
        void hidden({
          reason: 'not_collected',
          detail: `ConfigMap ${name} is that of whichever namespace uses this, and is not looked up`,
        })
    : configMaps;

/** What another workload made is judged where its template stands: the pods of a Deployment, the Jobs of a CronJob. */
const isMadeByKnown = (object: KubernetesObject): boolean =>
  listOf(metadataOf(object).ownerReferences).some((owner) => {
    if (!isObject(owner) || owner.controller !== true) return false;
    const group = textOf(owner.apiVersion).replace(/\/?[^/]*$/, '');
    return KINDS.some((kind) => kind.kind === owner.kind && kind.group === group);
  });

/** A pod that has ended runs nothing any more. */
const isOver = ({ kind, object: { status } }: Placed): boolean =>
  kind.kind === 'Pod' && isObject(status) && (status.phase === 'Succeeded' || status.phase === 'Failed');

const placesIn = (
  value: unknown,
  [step, ...rest]: readonly string[],
  place: string,
): (readonly [string, unknown])[] => {
  if (step === undefined) return value === undefined ? [] : [[place, value]];
  if (typeof value !== 'object' || value === null) return [];
  const members = step === '*' ? Object.entries(value) : [[step, Reflect.get(value, step)] as const];
  return members.flatMap(([key, member]) => placesIn(member, rest, `${place}/${key}`));
};

interface Template {
  readonly labels: unknown;
  readonly spec: KubernetesObject;
  readonly containers: Containers;
}

const FORMS: Readonly<Record<WorkloadKind['form'], (value: unknown, placed: Placed) => Template>> = {
  template: (value) => {
    const { metadata, spec } = isObject(value) ? value : {};
    return { labels: isObject(metadata) ? metadata.labels : undefined, ...podSpec(spec, []) };
  },
  // KServe names the server of a model by its framework, a container among members of a pod's spec.
  spec: (value) => {
    const spec = isObject(value) ? value : {};
    const servers = FRAMEWORKS.flatMap((name) => (isObject(spec[name]) ? [{ name, ...spec[name] }] : []));
    const nested = isObject(spec.workerSpec) ? listOf(spec.workerSpec.containers) : [];
    return { labels: spec.labels, ...podSpec(spec, [...servers, ...nested]) };
  },
  step: (value, { object }) => {
    const step = isObject(value) ? value : {};
    const workflow = isObject(object.spec) ? object.spec : {};
    const own = isObject(workflow.workflowSpec) ? workflow.workflowSpec : workflow;
    const set = isObject(step.containerSet) ? listOf(step.containerSet.containers) : [];
    // What a step does not say, its workflow says for all of them.
    const whole = {
      ...picked(own, 'serviceAccountName', 'automountServiceAccountToken', 'securityContext', 'hostNetwork'),
      ...step,
      volumes: [...listOf(own.volumes), ...listOf(step.volumes)],
    };
    return { labels: undefined, ...podSpec(whole, [step.container, step.script, ...set, ...listOf(step.sidecars)]) };
  },
};

/** https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor.go */
const FRAMEWORKS = [
  'model',
  'sklearn',
  'xgboost',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'lightgbm',
  'paddle',
  'art',
];

/**
 * The parts of a pod's spec that controls read; never its environment, which holds what people put into it: of that only
 * what scrubbing found is told.
 */
const podSpec = (spec: unknown, moreContainers: readonly unknown[]): Pick<Template, 'spec' | 'containers'> => {
  const { volumes, serviceAccountName, serviceAccount, ...lists } = isObject(spec) ? spec : {};
  const containers = [...listOf(lists.containers), ...moreContainers].filter(isObject);
  const initContainers = listOf(lists.initContainers).filter(isObject);
  const shown = {
    ...picked(spec, 'hostNetwork', 'hostPID', 'hostIPC', 'automountServiceAccountToken', 'securityContext'),
    serviceAccountName: serviceAccountName ?? serviceAccount,
    containers: containers.map(container),
    initContainers: initContainers.map(container),
    volumes: listOf(volumes)
      .filter((volume) => isObject(volume) && volume.hostPath !== undefined)
      .map((volume) => picked(volume, 'name', 'hostPath')),
  };
  return { spec: shown, containers: { containers, initContainers, volumes: listOf(volumes) } };
};

const container = (value: Readonly<Record<string, unknown>>): KubernetesObject => {
  const args = listOf(value.args).filter(isKnownFlag);
  return {
    ...picked(value, 'name', 'image', 'securityContext', 'resources', 'ports'),
    ...(args.length > 0 && { args }),
  };
};
