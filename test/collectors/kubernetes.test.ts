import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { afterEach, describe, expect, test } from 'vitest';
import { causeOf } from '../../src/collectors/failure.js';
import { kubernetesApi } from '../../src/collectors/kubernetes/api.js';
import { valuesAlone, withoutBookkeeping } from '../../src/collectors/kubernetes/bookkeeping.js';
import {
  ingresses,
  namespaces,
  networkPolicies,
  roleBindings,
  roles,
  serviceAccounts,
  services,
  workloads,
} from '../../src/collectors/kubernetes/collectors.js';
import { doorOf } from '../../src/collectors/kubernetes/door.js';
import { eksToken } from '../../src/collectors/kubernetes/token.js';
import { sampled } from '../../src/collectors/sample.js';
import type { Wiring } from '../../src/collectors/transport.js';
import type { Exchange } from '../../src/model/exchange.js';
import type { JsonObject } from '../../src/model/json.js';
import type { KubernetesObject } from '../../src/model/kubernetes/objects.js';
import type { Call } from '../../src/model/snapshot.js';
import { throwawayCertificate } from '../emulator/kubernetes.js';
import { ACCOUNT, type Answer, type Answers, complete, explore, NO_ANSWER, REGION, refused } from './expedition.js';
import { denied } from './written.js';

/** EKS's answers for clusters of these names, each with an endpoint (EKS 2017-11-01 API model). */
const eks = (...names: readonly string[]): Answers => ({
  'eks:ListClusters': { clusters: [...names] },
  'eks:DescribeCluster': ({ name }) => ({
    cluster: { name: String(name), endpoint: `https://${name}.example`, certificateAuthority: { data: 'eA==' } },
  }),
});

/** APIGroupList: the groups that a cluster serves, with their versions (Kubernetes 1.34 API reference). */
const groups = (served: Readonly<Record<string, readonly string[]>>): JsonObject => ({
  kind: 'APIGroupList',
  groups: Object.entries(served).map(([name, versions]) => ({
    name,
    versions: versions.map((version) => ({ groupVersion: `${name}/${version}`, version })),
    preferredVersion: { groupVersion: `${name}/${versions[0]}`, version: versions[0] ?? '' },
  })),
});

const list = (...items: readonly JsonObject[]): JsonObject => ({ kind: 'List', metadata: {}, items });

const named = (name: string, more: JsonObject = {}, namespace = 'ml'): JsonObject => ({
  metadata: { name, namespace, uid: 'u' },
  ...more,
});

/** How the API refuses (Status of the Kubernetes API reference). */
const forbidden = (resource: string): Answer => ({
  refused: 'Forbidden',
  message: `${resource} is forbidden: User "kansa" cannot list resource`,
  status: 403,
});

const noCustomResources: Answers = { ...eks('ml'), 'kubernetes:get /apis': groups({ apps: ['v1'] }) };
const EMPTY: Answers = Object.fromEntries(
  [
    'daemonsets.apps',
    'deployments.apps',
    'replicasets.apps',
    'statefulsets.apps',
    'cronjobs.batch',
    'jobs.batch',
    'pods',
  ].map((resource) => [`kubernetes:list ${resource}`, list()]),
);

describe('objects of a cluster', () => {
  test('a service stands under its place in the cluster, with what it opens and how', async () => {
    const { resources, listings, calls } = await explore(services, {
      ...noCustomResources,
      'kubernetes:list services': list({
        metadata: {
          name: 'ray',
          namespace: 'lab',
          labels: { team: 'ml' },
          annotations: { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal', other: 'x' },
        },
        spec: { type: 'LoadBalancer', clusterIP: '10.0.0.1', ports: [{ name: 'dashboard', port: 8265 }] },
        status: { loadBalancer: {} },
      }),
    });
    expect(resources.map(({ source: _, ...resource }) => resource)).toEqual([
      {
        type: 'Kubernetes::Service',
        id: 'ml/lab/Service/ray',
        names: [],
        account: ACCOUNT,
        region: REGION,
        tags: { team: 'ml' },
        properties: {
          cluster: 'ml',
          group: '',
          kind: 'Service',
          name: 'ray',
          namespace: 'lab',
          type: 'LoadBalancer',
          ports: [{ name: 'dashboard', port: 8265 }],
          annotations: { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' },
        },
        runtime: {},
        gaps: [],
      },
    ]);
    expect(listings).toEqual([complete('Kubernetes::Service')]);
    expect(calls).toEqual([
      `eks:ListClusters ${REGION} ok`,
      `eks:DescribeCluster ${REGION} ok`,
      `kubernetes:get /apis ${REGION} ok`,
      `kubernetes:list services ${REGION} ok`,
    ]);
  });

  test('an ingress names the services that it leads to', async () => {
    const backend = (name: string, port: JsonObject) => ({ path: '/', backend: { service: { name, port } } });
    const { resources } = await explore(ingresses, {
      ...noCustomResources,
      'kubernetes:list ingresses.networking.k8s.io': list(
        named('web', {
          spec: {
            ingressClassName: 'alb',
            defaultBackend: { service: { name: 'front', port: { number: 80 } } },
            rules: [{ http: { paths: [backend('ray', { name: 'dashboard' }), backend('ray', { number: 8265 })] } }, {}],
          },
        }),
      ),
    });
    expect(resources.map(({ properties, runtime }) => [properties.backends, runtime])).toEqual([
      [
        [
          { service: 'front', port: { number: 80 } },
          { service: 'ray', port: { name: 'dashboard' } },
          { service: 'ray', port: { number: 8265 } },
        ],
        { services: ['ml/ml/Service/front', 'ml/ml/Service/ray'] },
      ],
    ]);
  });

  test('network policies and namespaces are tied by the word of the namespace', async () => {
    const { resources } = await explore([networkPolicies, namespaces], {
      ...noCustomResources,
      'kubernetes:list networkpolicies.networking.k8s.io': list(
        named('deny', { spec: { podSelector: {}, policyTypes: ['Ingress'] } }),
      ),
      'kubernetes:list namespaces': list({ metadata: { name: 'ml', labels: { a: 'b' } }, status: { phase: 'Active' } }),
    });
    expect(resources.map(({ id, properties, runtime }) => [id, properties.labels, runtime])).toEqual([
      ['ml/ml/NetworkPolicy/deny', undefined, { namespace: 'ml/Namespace/ml' }],
      [
        'ml/Namespace/ml',
        { a: 'b' },
        {
          phase: 'Active',
          networkPolicyEngines: [
            'ml/kube-system/DaemonSet/aws-node',
            'ml/kube-system/DaemonSet/calico-node',
            'ml/calico-system/DaemonSet/calico-node',
            'ml/kube-system/DaemonSet/cilium',
          ],
        },
      ],
    ]);
  });

  test('what enforces network policies in Auto Mode is out of sight, and says so', async () => {
    const { resources } = await explore(namespaces, {
      ...noCustomResources,
      'eks:DescribeCluster': {
        cluster: {
          endpoint: 'https://ml.example',
          certificateAuthority: { data: 'eA==' },
          computeConfig: { enabled: true },
        },
      },
      'kubernetes:list namespaces': list({ metadata: { name: 'ml' } }),
    });
    expect(
      resources.map(({ runtime, gaps }) => [runtime, gaps.map(({ pointer, reason }) => [pointer, reason])]),
    ).toEqual([[{}, [['/runtime/networkPolicyEngines', 'not_collected']]]]);
  });

  test('a binding leads to its role and to those who have it, whatever they are called', async () => {
    const { resources } = await explore(roleBindings, {
      ...noCustomResources,
      'kubernetes:list clusterrolebindings.rbac.authorization.k8s.io': list({
        metadata: { name: 'all', labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
        subjects: [
          { kind: 'Group', name: 'system:authenticated' },
          { kind: 'User', name: 'system:serviceaccount:lab:jupyter' },
          { kind: 'User', name: 'tanaka' },
        ],
      }),
      'kubernetes:list rolebindings.rbac.authorization.k8s.io': list(
        named('own', {
          roleRef: { kind: 'Role', name: 'editor' },
          subjects: [
            { kind: 'ServiceAccount', name: 'jupyter' },
            { kind: 'ServiceAccount', name: 'other', namespace: 'lab' },
          ],
        }),
        named('none', { roleRef: { kind: 'ClusterRole', name: 'view' } }),
      ),
    });
    expect(resources.map(({ id, runtime }) => [id, runtime])).toEqual([
      [
        'ml/ClusterRoleBinding/all',
        {
          role: 'ml/ClusterRole/view',
          subjects: ['ml/Group/system:authenticated', 'ml/lab/ServiceAccount/jupyter', 'ml/User/tanaka'],
        },
      ],
      [
        'ml/ml/RoleBinding/own',
        {
          role: 'ml/ml/Role/editor',
          subjects: ['ml/ml/ServiceAccount/jupyter', 'ml/lab/ServiceAccount/other'],
        },
      ],
      ['ml/ml/RoleBinding/none', { role: 'ml/ClusterRole/view', subjects: [] }],
    ]);
  });

  test('a service account answers to the groups that it is in, and tells its role', async () => {
    const { resources } = await explore(serviceAccounts, {
      ...noCustomResources,
      'kubernetes:list serviceaccounts': list({
        metadata: { name: 'fraud', namespace: 'ml', annotations: { 'eks.amazonaws.com/role-arn': 'arn:role' } },
        automountServiceAccountToken: false,
        secrets: [{ name: 'fraud-token' }],
      }),
    });
    expect(resources.map(({ id, names, properties }) => [id, names, properties])).toEqual([
      [
        'ml/ml/ServiceAccount/fraud',
        ['ml/Group/system:serviceaccounts', 'ml/Group/system:serviceaccounts:ml', 'ml/Group/system:authenticated'],
        {
          cluster: 'ml',
          group: '',
          kind: 'ServiceAccount',
          name: 'fraud',
          namespace: 'ml',
          automountServiceAccountToken: false,
          roleArn: 'arn:role',
        },
      ],
    ]);
  });
});

describe('workloads', () => {
  const spec = (name: string, more: JsonObject = {}): JsonObject => ({
    containers: [
      { name, image: name, args: ['--enable-network-policy=true', '--token=x'], env: [{ name: 'A', value: 'secret' }] },
    ],
    ...more,
  });
  const placesOf = (answers: Answers) =>
    explore(workloads, { ...noCustomResources, ...EMPTY, ...answers }).then(({ resources }) =>
      resources.map(({ id, properties }) => [id, placesIn(properties.podTemplates)]),
    );
  const placesIn = (templates: unknown): unknown[] =>
    Array.isArray(templates)
      ? templates.map(({ place, spec: { containers } }) => [
          place,
          containers.map(({ name }: { name: string }) => name),
        ])
      : [];

  test('a deployment has its pod template without its environment, and the account that its pods are', async () => {
    const { resources } = await explore(workloads, {
      ...noCustomResources,
      ...EMPTY,
      'kubernetes:list deployments.apps': list(
        named('web', {
          spec: {
            template: {
              metadata: { labels: { app: 'web' } },
              spec: spec('web', {
                serviceAccountName: 'web',
                hostNetwork: true,
                initContainers: [{ name: 'init', securityContext: { privileged: true }, command: ['sh'] }],
                volumes: [
                  { name: 'tmp', emptyDir: {} },
                  { name: 'shm', hostPath: { path: '/dev/shm' } },
                ],
              }),
            },
          },
        }),
      ),
    });
    expect(
      resources.map(({ id, properties, runtime }) => ({ id, templates: properties.podTemplates, runtime })),
    ).toEqual([
      {
        id: 'ml/ml/Deployment/web',
        templates: [
          {
            place: '/spec/template',
            labels: { app: 'web' },
            spec: {
              hostNetwork: true,
              serviceAccountName: 'web',
              containers: [{ name: 'web', image: 'web', args: ['--enable-network-policy=true'] }],
              initContainers: [{ name: 'init', securityContext: { privileged: true } }],
              volumes: [{ name: 'shm', hostPath: { path: '/dev/shm' } }],
            },
          },
        ],
        runtime: {
          PersonalData: [],
          namespace: 'ml/Namespace/ml',
          serviceAccounts: ['ml/ml/ServiceAccount/web'],
        },
      },
    ]);
  });

  test('what a container runs shows what was found in it, and is open where nobody searched it, but for a known flag', async () => {
    const found = 'kansa:scrubbed:0123456789abcdef:found=none:personal=my_number*1*97*';
    const containers = [
      {
        name: 'web',
        command: [found, '', '--enable-network-policy=true'],
        args: ['--enable-network-policy=true', found, ''],
      },
      { name: 'old', args: ['--port', '8080', '--enable-network-policy=false'] },
    ];
    const { resources } = await explore(workloads, {
      ...noCustomResources,
      ...EMPTY,
      'kubernetes:list pods': list(
        named('p', { spec: { containers, initContainers: [{ name: 'i', args: [found] }] } }),
      ),
    });
    expect(resources.map(({ runtime, gaps }) => ({ PersonalData: runtime.PersonalData, gaps }))).toEqual([
      {
        PersonalData: ['containers/web/command', 'containers/web/args', 'initContainers/i/args'].map((Place) => ({
          Place,
          Type: 'my_number',
          Count: 1,
          Confidence: 0.97,
        })),
        gaps: [
          {
            pointer: '/runtime/PersonalData/-',
            kind: 'missing',
            reason: 'redacted',
            detail: 'the text of containers/old/args was not searched for personal data',
          },
        ],
      },
    ]);
  });

  describe('an environment with values from ConfigMaps', () => {
    const MARK = 'kansa:scrubbed:0123456789abcdef:found=none:personal=my_number*1*97*';
    const CLEAN = 'kansa:scrubbed:0123456789abcdef:found=none:personal=none';
    const found = (place: string) => ({
      Place: `spec/template/${place}`,
      Type: 'my_number',
      Count: 1,
      Confidence: 0.97,
    });
    const taking = (...containers: readonly JsonObject[]) =>
      list(named('web', { spec: { template: { spec: { initContainers: [], containers: [...containers] } } } }));
    const key = (name: string, from: string, at: string): JsonObject => ({
      name,
      valueFrom: { configMapKeyRef: { name: from, key: at } },
    });
    /** A ConfigMap of the namespace `ml`, as the API shows one (Kubernetes 1.34 API reference). */
    const configMap = (name: string, data?: JsonObject): JsonObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'ml' },
      ...(data && { data }),
    });
    const without = (name: string): Answer => ({
      refused: 'NotFound',
      message: `configmaps "${name}" not found`,
      details: { name, kind: 'configmaps' },
      status: 404,
    });
    const shown = async (workload: JsonObject, configMaps: Answers[string]) => {
      const { resources, calls } = await explore(workloads, {
        ...noCustomResources,
        ...EMPTY,
        'kubernetes:list deployments.apps': workload,
        ...(configMaps !== undefined && { 'kubernetes:get configmaps': configMaps }),
      });
      return {
        facts: resources.map(({ runtime: { PersonalData }, gaps, source }) => ({
          PersonalData,
          gaps,
          operations: source.map((one) => ('operation' in one ? one.operation : '')),
        })),
        calls: calls.filter((call) => call.includes('configmaps')),
      };
    };
    const asked = (input: JsonObject) => String(input.path);

    test('shows what was found in the keys that it names, and in all of a ConfigMap that it takes as a whole', async () => {
      const paths: string[] = [];
      const { facts, calls } = await shown(
        taking(
          {
            name: 'web',
            env: [key('OWNER', 'one', 'owner'), key('CLEAN', 'one', 'clean'), key('ABSENT', 'one', 'absent')],
          },
          { name: 'side', envFrom: [{ secretRef: { name: 's' } }, { prefix: 'X_', configMapRef: { name: 'two' } }] },
          { name: 'again', env: [key('OWNER', 'one', 'owner')], envFrom: [{ configMapRef: { name: 'none' } }] },
        ),
        (input) => {
          paths.push(asked(input));
          if (asked(input).endsWith('/one')) return configMap('one', { owner: MARK, clean: CLEAN, other: MARK });
          return configMap(asked(input).endsWith('/two') ? 'two' : 'none', { A: MARK, B: CLEAN });
        },
      );
      expect(paths).toEqual(['one', 'two', 'none'].map((name) => `/api/v1/namespaces/ml/configmaps/${name}`));
      expect(facts).toEqual([
        {
          PersonalData: [
            found('containers/web/env/OWNER/valueFrom/configMapKeyRef/one/owner'),
            found('containers/again/env/OWNER/valueFrom/configMapKeyRef/one/owner'),
            found('containers/side/envFrom/1/configMapRef/two/A'),
            found('containers/again/envFrom/0/configMapRef/none/A'),
          ],
          gaps: [],
          operations: ['kubernetes:list deployments.apps', ...calls.map(() => 'kubernetes:get configmaps')],
        },
      ]);
      expect(calls).toEqual([1, 2, 3].map(() => `kubernetes:get configmaps ${REGION} ok`));
    });

    /** A workload whose pods mount these volumes. */
    const mounting = (...volumes: readonly JsonObject[]) =>
      list(named('web', { spec: { template: { spec: { containers: [{ name: 'web' }], volumes: [...volumes] } } } }));

    test('shows what was found in the files that volumes make of ConfigMaps: of some keys, of all, and beside others', async () => {
      const paths: string[] = [];
      const { facts } = await shown(
        mounting(
          { name: 'some', configMap: { name: 'one', items: [{ key: 'owner', path: 'a' }] } },
          { name: 'all', configMap: { name: 'two', optional: true } },
          { name: 'secret', secret: { secretName: 'one' } },
          {
            name: 'both',
            projected: {
              sources: [
                { serviceAccountToken: { path: 'token' } },
                { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
                { configMap: { name: 'two', items: [{ key: 'B', path: 'b' }] } },
                { configMap: { name: 'one' } },
              ],
            },
          },
        ),
        (input) => {
          paths.push(asked(input));
          if (asked(input).endsWith('/one')) return configMap('one', { owner: MARK, other: MARK });
          return configMap('two', { A: MARK, B: CLEAN });
        },
      );
      expect(paths).toEqual(['one', 'two'].map((name) => `/api/v1/namespaces/ml/configmaps/${name}`));
      expect(facts.map(({ PersonalData, gaps }) => ({ PersonalData, gaps }))).toEqual([
        {
          PersonalData: [
            found('volumes/some/configMap/one/owner'),
            found('volumes/all/configMap/two/A'),
            found('volumes/both/projected/sources/3/configMap/one/owner'),
            found('volumes/both/projected/sources/3/configMap/one/other'),
          ],
          gaps: [],
        },
      ]);
    });

    test('is open where a mounted ConfigMap is refused, has a name that is none yet, or holds binary values that are mounted', async () => {
      const { facts } = await shown(
        mounting(
          { name: 'a', configMap: { name: 'one' } },
          { name: 'b', configMap: { name: 'two' } },
          { name: 'c', configMap: { name: 'three', items: [{ key: 'text', path: 'text' }] } },
          { name: 'd', configMap: { name: '{{inputs.parameters.map}}' } },
        ),
        (input) => {
          if (asked(input).endsWith('/one')) return forbidden('configmaps "one"');
          const name = asked(input).endsWith('/two') ? 'two' : 'three';
          return { ...configMap(name, { text: MARK }), binaryData: { model: '', table: '' } };
        },
      );
      const open = (reason: string, detail: string) => ({
        pointer: '/runtime/PersonalData/-',
        kind: 'missing',
        reason,
        detail,
      });
      expect(facts.map(({ PersonalData, gaps }) => ({ PersonalData, gaps }))).toEqual([
        {
          PersonalData: [found('volumes/b/configMap/two/text'), found('volumes/c/configMap/three/text')],
          gaps: [
            {
              ...open(
                'denied',
                `kubernetes:get configmaps in ${REGION} was denied (Forbidden): cluster ml: configmaps "one" is forbidden: User "kansa" cannot list resource`,
              ),
              action: 'k8s:get configmaps',
            },
            open(
              'unresolved_expression',
              'a volume takes its files from a ConfigMap by a name that is none until something fills it in ("{{inputs.parameters.map}}")',
            ),
            open('not_collected', 'binary values of ConfigMap two (2) may be mounted as files, and are not looked at'),
          ],
        },
      ]);
    });

    test('beside it, what probes and hooks run is shown', async () => {
      const runs = (...words: string[]) => ({ exec: { command: words } });
      const { facts } = await shown(
        taking({
          name: 'web',
          livenessProbe: runs(MARK, ''),
          readinessProbe: { httpGet: { path: '/', port: 80 } },
          startupProbe: runs(CLEAN, ''),
          lifecycle: { postStart: runs(MARK), preStop: runs('sh', 'plain') },
        }),
        undefined,
      );
      expect(facts.map(({ PersonalData, gaps }) => ({ PersonalData, gaps }))).toEqual([
        {
          PersonalData: [
            found('containers/web/livenessProbe/exec/command'),
            found('containers/web/lifecycle/postStart/exec/command'),
          ],
          gaps: [
            {
              pointer: '/runtime/PersonalData/-',
              kind: 'missing',
              reason: 'redacted',
              detail:
                'the text of spec/template/containers/web/lifecycle/preStop/exec/command was not searched for personal data',
            },
          ],
        },
      ]);
    });

    test('is open where a ConfigMap is refused, and what was found in others stands', async () => {
      const { facts } = await shown(
        taking({ name: 'web', env: [key('OWNER', 'one', 'owner')], envFrom: [{ configMapRef: { name: 'two' } }] }),
        (input) => (asked(input).endsWith('/one') ? configMap('one', { owner: MARK }) : forbidden('configmaps "two"')),
      );
      expect(facts.map(({ PersonalData, gaps }) => ({ PersonalData, gaps }))).toEqual([
        {
          PersonalData: [found('containers/web/env/OWNER/valueFrom/configMapKeyRef/one/owner')],
          gaps: [
            {
              pointer: '/runtime/PersonalData/-',
              kind: 'missing',
              reason: 'denied',
              action: 'k8s:get configmaps',
              detail: `kubernetes:get configmaps in ${REGION} was denied (Forbidden): cluster ml: configmaps "two" is forbidden: User "kansa" cannot list resource`,
            },
          ],
        },
      ]);
    });

    test.each<[string, Answers[string], string[]]>([
      ['is not in the recording', undefined, ['not_collected']],
      ['was not searched, or holds no text', configMap('one', { owner: 'plain', a: ['b'] }), ['redacted', 'redacted']],
      ['is another one', configMap('other', { owner: MARK }), ['parse_error']],
      ['has no values', configMap('one'), []],
      ['is not there', without('one'), []],
      ['is not served, by the word of a proxy', refused('NotFound', 'page not found', 404), ['unavailable']],
    ])('a ConfigMap that %s is what it is', async (_, answer, reasons) => {
      const { facts } = await shown(taking({ name: 'web', envFrom: [{ configMapRef: { name: 'one' } }] }), answer);
      expect(facts.map(({ PersonalData, gaps }) => [PersonalData, gaps.map(({ reason }) => reason)])).toEqual([
        [[], reasons],
      ]);
    });

    test('a name that leads somewhere else is asked for by nobody', async () => {
      const names = ['../secrets/token', '{{inputs.parameters.map}}', '', 'a/b', '..', 'x'.repeat(254)];
      const { facts, calls } = await shown(
        taking({ name: 'web', envFrom: names.map((name) => ({ configMapRef: { name } })) }),
        configMap('one', {}),
      );
      expect(calls).toEqual([]);
      expect(facts.flatMap(({ gaps }) => gaps.map(({ reason }) => reason))).toEqual(
        names.map(() => 'unresolved_expression'),
      );
    });

    test('one ConfigMap is asked for once, whoever names it, and each of them tells the call', async () => {
      const pod = { spec: { template: { spec: { containers: [{ envFrom: [{ configMapRef: { name: 'one' } }] }] } } } };
      const { facts, calls } = await shown(list(named('a', pod), named('b', pod)), configMap('one', {}));
      expect(calls).toHaveLength(1);
      expect(facts.map(({ operations }) => operations.at(-1))).toEqual([
        'kubernetes:get configmaps',
        'kubernetes:get configmaps',
      ]);
    });

    test('a runtime for all namespaces names those of the namespace that will use it, which nobody knows', async () => {
      const { resources } = await explore(workloads, {
        ...eks('ml'),
        ...EMPTY,
        'kubernetes:get /apis': groups({ 'serving.kserve.io': ['v1alpha1'] }),
        'kubernetes:list clusterservingruntimes.serving.kserve.io': list({
          metadata: { name: 'triton' },
          spec: { containers: [{ name: 'web', envFrom: [{ configMapRef: { name: 'one' } }] }] },
        }),
        'kubernetes:list servingruntimes.serving.kserve.io': list(),
        'kubernetes:list inferenceservices.serving.kserve.io': list(),
      });
      expect(resources.flatMap(({ gaps }) => gaps)).toEqual([
        {
          pointer: '/runtime/PersonalData/-',
          kind: 'missing',
          reason: 'not_collected',
          detail: 'ConfigMap one is that of whichever namespace uses this, and is not looked up',
        },
      ]);
    });
  });

  test('custom resources show the templates that their definitions hold, in the version that the cluster serves', async () => {
    expect(
      await placesOf({
        'kubernetes:get /apis': groups({
          'ray.io': ['v1'],
          'kubeflow.org': ['v1', 'v1beta1'],
          'serving.kserve.io': ['v1beta1', 'v1alpha1'],
          'argoproj.io': ['v1alpha1'],
        }),
        'kubernetes:list rayclusters.ray.io': list(
          named('ray', {
            spec: {
              headGroupSpec: { template: { spec: spec('head') } },
              workerGroupSpecs: [{ template: { spec: spec('a') } }, { template: { spec: spec('b') } }],
            },
          }),
        ),
        'kubernetes:list rayjobs.ray.io': list(
          named('job', {
            spec: {
              rayClusterSpec: { headGroupSpec: { template: { spec: spec('head') } } },
              submitterPodTemplate: { spec: spec('submit') },
            },
          }),
        ),
        'kubernetes:list rayservices.ray.io': list(
          named('serve', { spec: { rayClusterConfig: { headGroupSpec: { template: { spec: spec('head') } } } } }),
        ),
        'kubernetes:list notebooks.kubeflow.org': list(named('nb', { spec: { template: { spec: spec('nb') } } })),
        'kubernetes:list pytorchjobs.kubeflow.org': list(
          named('pt', { spec: { pytorchReplicaSpecs: { Master: { template: { spec: spec('pytorch') } } } } }),
        ),
        'kubernetes:list tfjobs.kubeflow.org': notServed,
        'kubernetes:list mpijobs.kubeflow.org': notServed,
        'kubernetes:list inferenceservices.serving.kserve.io': list(
          named('isvc', {
            spec: { predictor: { model: { image: 'm' } }, transformer: { containers: [{ name: 'kserve-container' }] } },
          }),
        ),
        'kubernetes:list servingruntimes.serving.kserve.io': (_, { input }) =>
          JSON.stringify(input).includes('/v1alpha1/') ? list(named('rt', { spec: spec('server') })) : notServed,
        'kubernetes:list clusterservingruntimes.serving.kserve.io': list(),
        'kubernetes:list workflows.argoproj.io': list(
          named('wf', {
            spec: {
              serviceAccountName: 'argo',
              templates: [
                { name: 'dag', dag: {} },
                { container: { name: 'main' }, sidecars: [{ name: 'log' }] },
              ],
            },
          }),
        ),
        'kubernetes:list cronworkflows.argoproj.io': list(
          named('cron', { spec: { workflowSpec: { templates: [{ script: { name: 'py' } }] } } }),
        ),
      }),
    ).toEqual([
      ['ml/ml/CronWorkflow/cron', [['/spec/workflowSpec/templates/0', ['py']]]],
      [
        'ml/ml/Workflow/wf',
        [
          ['/spec/templates/0', []],
          ['/spec/templates/1', ['main', 'log']],
        ],
      ],
      ['ml/ml/Notebook/nb', [['/spec/template', ['nb']]]],
      ['ml/ml/PyTorchJob/pt', [['/spec/pytorchReplicaSpecs/Master/template', ['pytorch']]]],
      [
        'ml/ml/RayCluster/ray',
        [
          ['/spec/headGroupSpec/template', ['head']],
          ['/spec/workerGroupSpecs/0/template', ['a']],
          ['/spec/workerGroupSpecs/1/template', ['b']],
        ],
      ],
      [
        'ml/ml/RayJob/job',
        [
          ['/spec/rayClusterSpec/headGroupSpec/template', ['head']],
          ['/spec/submitterPodTemplate', ['submit']],
        ],
      ],
      ['ml/ml/RayService/serve', [['/spec/rayClusterConfig/headGroupSpec/template', ['head']]]],
      [
        'ml/ml/InferenceService/isvc',
        [
          ['/spec/predictor', ['model']],
          ['/spec/transformer', ['kserve-container']],
        ],
      ],
      ['ml/ml/ServingRuntime/rt', [['/spec', ['server']]]],
    ]);
  });

  test('what another workload made is judged there, what something unknown made is judged itself, what has ended not at all', async () => {
    const owned = (apiVersion: string, kind: string): JsonObject => ({
      ownerReferences: [{ apiVersion, kind, name: 'x', controller: true }],
    });
    const pod = (name: string, metadata: JsonObject, phase = 'Running'): JsonObject => ({
      metadata: { name, namespace: 'ml', ...metadata },
      spec: spec('c'),
      status: { phase },
    });
    expect(
      await placesOf({
        'kubernetes:list pods': list(
          pod('of-deployment', owned('apps/v1', 'ReplicaSet')),
          pod('of-ray', owned('ray.io/v1', 'RayCluster')),
          pod('of-spark', owned('sparkoperator.k8s.io/v1beta2', 'SparkApplication')),
          pod('bare', {}),
          pod('over', {}, 'Succeeded'),
        ),
        'kubernetes:list replicasets.apps': list(
          { metadata: { name: 'of-deployment', namespace: 'ml', ...owned('apps/v1', 'Deployment') } },
          {
            metadata: { name: 'of-rollout', namespace: 'ml', ...owned('argoproj.io/v1alpha1', 'Rollout') },
            spec: { template: { spec: spec('r') } },
          },
        ),
      }),
    ).toEqual([
      ['ml/ml/ReplicaSet/of-rollout', [['/spec/template', ['r']]]],
      ['ml/ml/Pod/of-spark', [['', ['c']]]],
      ['ml/ml/Pod/bare', [['', ['c']]]],
    ]);
  });
});

const silent = refused('ETIMEDOUT', 'no answer', NO_ANSWER);

/** What the API server says of a path that it does not serve. */
const notServed: Answer = { refused: 'NotFound', message: '404 page not found', status: 404 };

describe('what could not be seen', () => {
  const cause = (verb: string, resource: string, cluster = 'ml') => ({
    reason: 'denied',
    detail: `kubernetes:${verb} in ${REGION} was denied (Forbidden): cluster ${cluster}: ${resource} is forbidden: User "kansa" cannot list resource`,
    action: `k8s:${verb}`,
  });

  test('one kind that may not be listed leaves the list of that cluster partial, by the missing verb', async () => {
    const { resources, listings } = await explore(roles, {
      ...noCustomResources,
      'kubernetes:list clusterroles.rbac.authorization.k8s.io': list({ metadata: { name: 'view' } }),
      'kubernetes:list roles.rbac.authorization.k8s.io': forbidden('roles'),
    });
    expect(resources.map(({ id }) => id)).toEqual(['ml/ClusterRole/view']);
    expect(listings).toEqual([
      complete('Kubernetes::Role'),
      {
        ...complete('Kubernetes::Role'),
        within: 'ml',
        state: 'partial',
        cause: cause('list roles.rbac.authorization.k8s.io', 'roles'),
      },
    ]);
  });

  test('whether each kind may be listed is tried, of one cluster and with one object each', async () => {
    const { resources, calls } = await explore(sampled(roles), {
      ...eks('ml', 'other'),
      'kubernetes:get /apis': groups({}),
      'kubernetes:list clusterroles.rbac.authorization.k8s.io': list(named('a'), named('b')),
      'kubernetes:list roles.rbac.authorization.k8s.io': forbidden('roles'),
    });
    expect(resources.map(({ id }) => id)).toEqual(['ml/ml/ClusterRole/a']);
    expect(calls).toEqual([
      `eks:ListClusters ${REGION} ok`,
      `eks:DescribeCluster ${REGION} ok`,
      `kubernetes:get /apis ${REGION} ok`,
      `kubernetes:list clusterroles.rbac.authorization.k8s.io ${REGION} ok`,
      `kubernetes:list roles.rbac.authorization.k8s.io ${REGION} denied`,
    ]);
  });

  test('a cluster that cannot be reached is tried once for all lists, and the others are seen', async () => {
    const { resources, listings, calls } = await explore([services, serviceAccounts], {
      ...eks('far', 'near'),
      'kubernetes:get /apis': (input) => (input.cluster === 'far' ? silent : groups({})),
      'kubernetes:list services': list(named('web')),
      'kubernetes:list serviceaccounts': list(),
    });
    expect(resources.map(({ id }) => id)).toEqual(['near/ml/Service/web']);
    const unseen = {
      within: 'far',
      state: 'missing',
      cause: {
        reason: 'unavailable',
        detail: `kubernetes:get /apis in ${REGION} got no usable answer (Unreachable): cluster far cannot be reached: no answer`,
      },
    };
    expect(listings.toSorted((a, b) => (a.type < b.type ? -1 : 1))).toEqual([
      complete('Kubernetes::Service'),
      { ...complete('Kubernetes::Service'), ...unseen },
      complete('Kubernetes::ServiceAccount'),
      { ...complete('Kubernetes::ServiceAccount'), ...unseen },
    ]);
    expect(calls.filter((line) => line.startsWith('kubernetes:get')).toSorted()).toEqual([
      `kubernetes:get /apis ${REGION} failed`,
      `kubernetes:get /apis ${REGION} ok`,
    ]);
  });

  test('a cluster that may not be described, or has no endpoint yet, is not seen, and its name says which', async () => {
    const { listings } = await explore(namespaces, {
      'eks:ListClusters': { clusters: ['secret', 'new'] },
      'eks:DescribeCluster': ({ name }) => (name === 'secret' ? denied : { cluster: { name: 'new' } }),
    });
    expect(listings.map(({ within, state, cause: why }) => [within, state, why?.reason, why?.action])).toEqual([
      [undefined, 'complete', undefined, undefined],
      ['secret', 'missing', 'denied', 'eks:DescribeCluster'],
      ['new', 'missing', 'parse_error', undefined],
    ]);
  });

  test('who may not ask what is installed does not know that nothing is, and sees the built-in kinds', async () => {
    const { resources, listings } = await explore(workloads, {
      ...eks('ml'),
      ...EMPTY,
      'kubernetes:get /apis': forbidden('/apis'),
      'kubernetes:list pods': list(named('bare', { spec: {} })),
    });
    expect(resources.map(({ id }) => id)).toEqual(['ml/ml/Pod/bare']);
    expect(listings[1]).toEqual({
      ...complete('Kubernetes::Workload'),
      within: 'ml',
      state: 'partial',
      cause: cause('get /apis', '/apis'),
    });
  });

  test('an answer that is no list, and an object without a name, are gaps', async () => {
    const reasons = async (answer: Answer) =>
      (await explore(services, { ...noCustomResources, 'kubernetes:list services': answer })).listings
        .slice(1)
        .map(({ within, state, cause: why }) => [within, state, why?.reason, why?.detail]);
    const place = `kubernetes:list services in ${REGION} got an answer that could not be read (Unreadable)`;
    expect(await reasons({ kind: 'Status' })).toEqual([
      [
        'ml',
        'missing',
        'parse_error',
        `${place}: cluster ml: the answer to /api/v1/services?limit=500 is not what it should be`,
      ],
    ]);
    expect(await reasons(list({ metadata: {} }))).toEqual([
      ['ml', 'missing', 'parse_error', 'a Service of cluster ml has no name'],
    ]);
  });

  test('one that the user left out was not collected', async () => {
    const { listings, calls } = await explore(services, eks('ml'), undefined, undefined, { kubernetes: false });
    expect(listings).toEqual([
      complete('Kubernetes::Service'),
      {
        ...complete('Kubernetes::Service'),
        within: 'ml',
        state: 'missing',
        cause: { reason: 'not_collected', detail: 'the inside of cluster ml was left out (--no-kubernetes)' },
      },
    ]);
    expect(calls.at(-1)).toBe(`kubernetes:get /apis ${REGION} skipped`);
  });
});

describe('a call over the network', async () => {
  const { certificate, key } = await throwawayCertificate();
  const stops: (() => void)[] = [];
  const portOf = async (server: Server): Promise<number> => {
    await once(server, 'listening');
    stops.push(() => {
      server.close();
      server.closeAllConnections();
    });
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  type Said = { readonly status: number; readonly body: unknown };
  const cluster = async (...answers: readonly Said[]) => {
    const asked: string[] = [];
    const server = createServer({ cert: certificate, key }, (request, response) => {
      asked.push(`${request.url} ${request.headers.authorization}`);
      const { status, body } = answers[asked.length - 1] ?? { status: 500, body: {} };
      response.writeHead(status, { 'content-type': 'application/json', 'audit-id': 'a-1', 'set-cookie': 'x=1' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    const port = await portOf(server);
    return { asked, endpoint: `https://127.0.0.1:${port}` };
  };

  const wired = (endpoint: string, authority = certificate, more: Partial<Wiring> = {}, door: object = {}) => {
    const recorded: Exchange[] = [];
    const counted: Call[] = [];
    const wiring: Wiring = {
      answers: 'live',
      scrub: (body) => body.replaceAll('secret', 'scrubbed'),
      record: (exchange) => void recorded.push(exchange),
      count: (call) => void counted.push(call),
      clock: () => 7,
      ...more,
    };
    const site = {
      account: ACCOUNT,
      region: REGION,
      cluster: 'ml',
      door: { endpoint, authority, credentials: { token: () => 't' }, ...door },
      maxAttempts: 3,
      isLeftOut: false,
    };
    return { api: kubernetesApi(site, wiring), recorded, counted };
  };

  const all = async (pages: AsyncIterable<readonly KubernetesObject[]>) => {
    const objects: KubernetesObject[] = [];
    for await (const page of pages) objects.push(...page);
    return objects;
  };
  const pods = { group: '', version: 'v1', plural: 'pods' };
  const discovery = { status: 200, body: groups({}) };

  test('goes over TLS by the cluster’s own authority, page by page, scrubbed and without bookkeeping', async () => {
    const item = {
      metadata: {
        name: 'a',
        managedFields: [{}],
        annotations: { keep: 'secret', 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
      },
    };
    const { asked, endpoint } = await cluster(
      discovery,
      { status: 200, body: { metadata: { continue: 'c/1' }, items: [item] } },
      { status: 200, body: list({ metadata: { name: 'b' } }) },
    );
    const { api, recorded, counted } = wired(endpoint);
    expect(await all(api.list(pods))).toEqual([
      { metadata: { name: 'a', annotations: { keep: 'scrubbed' } } },
      { metadata: { name: 'b' } },
    ]);
    expect(asked).toEqual([
      '/apis Bearer t',
      '/api/v1/pods?limit=500 Bearer t',
      '/api/v1/pods?limit=500&continue=c%2F1 Bearer t',
    ]);
    expect(recorded[1]).toEqual({
      account: ACCOUNT,
      service: 'kubernetes',
      region: REGION,
      operation: 'list pods',
      input: { cluster: 'ml', path: '/api/v1/pods?limit=500' },
      time: 7,
      attempts: 1,
      answer: {
        status: 200,
        headers: { 'content-type': 'application/json', 'audit-id': 'a-1' },
        body: '{"metadata":{"continue":"c/1"},"items":[{"metadata":{"name":"a","annotations":{"keep":"scrubbed"}}}]}',
      },
    });
    expect(counted.map(({ operation, outcome, requestId }) => [operation, outcome, requestId])).toEqual([
      ['get /apis', 'ok', 'a-1'],
      ['list pods', 'ok', 'a-1'],
      ['list pods', 'ok', 'a-1'],
    ]);
  });

  test('is made again where the cluster is busy, and not where it refuses', async () => {
    const status = (code: number, reason: string) => ({
      status: code,
      body: { kind: 'Status', reason, message: reason },
    });
    const { endpoint } = await cluster(discovery, status(429, 'TooManyRequests'), status(200, ''));
    const busy = wired(endpoint);
    await expect(all(busy.api.list(pods))).rejects.toThrow('is not what it should be');
    expect(busy.recorded.map(({ attempts }) => attempts)).toEqual([1, 2]);

    const closed = await cluster(discovery, status(401, 'Unauthorized'));
    const refusedTo = wired(closed.endpoint);
    await expect(all(refusedTo.api.list(pods))).rejects.toThrow(
      'cluster ml: Unauthorized (the cluster does not know this identity: it needs an access entry)',
    );
    expect(refusedTo.counted.map(({ outcome, attempts, error }) => [outcome, attempts, error])).toEqual([
      ['ok', 1, undefined],
      ['denied', 1, 'Unauthorized'],
    ]);
  });

  test('is not made when the time is over, nor again when a former scan had its answer', async () => {
    const { endpoint, asked } = await cluster();
    const late = wired(endpoint, certificate, { isOver: () => true });
    await expect(all(late.api.list(pods))).rejects.toThrow('the time that --timeout allows was over');
    expect(late.recorded.map(({ answer }) => answer)).toContainEqual({
      error: 'BudgetSpent',
      code: '',
      message: 'the time that --timeout allows was over',
    });

    const resumed = wired(endpoint, certificate, {
      journal: (key) => ({
        ...key,
        time: 6,
        attempts: 1,
        answer: { status: 200, headers: {}, body: JSON.stringify({ ...groups({}), ...list(named('a')) }) },
      }),
    });
    expect(await all(resumed.api.list(pods))).toEqual([named('a')]);
    expect([asked, resumed.recorded]).toEqual([[], []]);
  });

  test('shows a certificate in the place of a token, under the name of the server’s, below the path of a proxy', async () => {
    const shown: unknown[] = [];
    const tls = { cert: certificate, key, ca: certificate, requestCert: true, rejectUnauthorized: true };
    const server = createServer(tls, ({ url, headers, socket }, response) => {
      const name = 'servername' in socket ? socket.servername : undefined;
      shown.push([url, headers.authorization, name]);
      response.end(JSON.stringify({ ...groups({}), ...list(named('a')) }));
    }).listen(0, '127.0.0.1');
    const port = await portOf(server);
    const door = { serverName: 'kubernetes', credentials: { certificate, key } };
    const { api } = wired(`https://127.0.0.1:${port}/k8s/ml/`, certificate, {}, door);
    expect(await all(api.list(pods))).toEqual([named('a')]);
    expect(shown).toEqual([
      ['/k8s/ml/apis', undefined, 'kubernetes'],
      ['/k8s/ml/api/v1/pods?limit=500', undefined, 'kubernetes'],
    ]);
  });

  test.each([
    [
      'a way in that cannot be taken',
      { closed: 'the kubeconfig says so' },
      'cannot be reached: the kubeconfig says so',
    ],
    [
      'a token that cannot be read',
      {
        credentials: {
          token: () => {
            throw new Error('ENOENT: no token');
          },
        },
      },
      'ENOENT: no token',
    ],
  ])('is not made by %s: a gap, in the replay of its recording as well', async (_, door, why) => {
    const { endpoint, asked } = await cluster();
    const { api, recorded } = wired(endpoint, certificate, {}, door);
    const refusal = all(api.list(pods)).catch((error: unknown) => causeOf(error));
    expect(await refusal).toMatchObject({ detail: expect.stringContaining(why) });
    expect(asked).toEqual([]);

    const replayed = wired(endpoint, certificate, {
      answers: ({ operation }) => recorded.find((exchange) => exchange.operation === operation),
    });
    expect(await all(replayed.api.list(pods)).catch((error: unknown) => causeOf(error))).toEqual(await refusal);
  });

  test('fails where the certificate is of another authority, or nobody answers: once for all lists', async () => {
    const other = await throwawayCertificate();
    const { endpoint, asked } = await cluster(discovery);
    const foreign = wired(endpoint, other.certificate);
    await expect(all(foreign.api.list(pods))).rejects.toThrow(/cluster ml cannot be reached: .*certificate/);
    await expect(all(foreign.api.list({ ...pods, plural: 'services' }))).rejects.toThrow('cannot be reached');
    expect(asked).toEqual([]);
    expect(foreign.counted.map(({ operation, outcome, attempts }) => [operation, outcome, attempts])).toEqual([
      ['get /apis', 'failed', 2],
    ]);
    expect(foreign.recorded.map(({ answer }) => 'error' in answer)).toEqual([true]);
  });
});

describe('the door into a cluster', () => {
  const ml = {
    name: 'ml',
    arn: `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/ml`,
    endpoint: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
    certificateAuthority: Buffer.from('the authority\n').toString('base64'),
  };
  const own = () => Promise.resolve('own');
  const told = { endpoint: ml.endpoint, authority: 'the authority\n', credentials: { token: own } };
  const theirs = { token: () => 'theirs' };

  test('is the one that EKS tells, for the scanning role, unless a way leads to this cluster', () => {
    expect(doorOf(ml, [], own)).toEqual(told);
    // The one of a kubeconfig that gives another cluster the authority of this one, the other of a pod elsewhere.
    const others = [
      { name: 'other', server: 'https://other.example', authority: 'the authority', credentials: theirs },
      { server: 'https://10.100.0.1:443', authority: 'another', credentials: theirs },
    ];
    expect(doorOf(ml, others, own)).toEqual(told);
  });

  test.each([
    ['address', { name: 'x', server: 'https://abc.gr7.eu-west-1.eks.amazonaws.com/' }],
    ['ARN', { name: ml.arn, server: 'https://proxy.example/ml', authority: 'of the proxy' }],
    ['authority', { server: 'https://10.100.0.1:443', authority: 'the authority' }],
  ])('is the way that leads to it by its %s, for whoever the way names', (_, way) => {
    expect(doorOf(ml, [{ ...way, credentials: theirs }], own)).toEqual({
      endpoint: way.server,
      authority: 'authority' in way ? way.authority : told.authority,
      credentials: theirs,
    });
  });

  test('of a tunnel shows the role’s own token to nobody but the holder of the certificate that EKS names', () => {
    const tunnel = { name: ml.arn, server: 'https://localhost:8443', authority: 'foreign', serverName: 'kubernetes' };
    expect(doorOf(ml, [tunnel], own)).toEqual({
      ...told,
      endpoint: 'https://localhost:8443',
      serverName: 'kubernetes',
    });
  });

  test('stays closed where the way that leads to it cannot be taken', () => {
    expect(doorOf(ml, [{ name: ml.arn, server: '', closed: 'why' }], own)).toEqual({ closed: 'why' });
  });
});

test('the token is a signed request to STS for one’s own name, bound to the cluster by a header', async () => {
  const { STSClient } = await import('@aws-sdk/client-sts');
  const credentials = { accessKeyId: 'EXAMPLE', secretAccessKey: 'example', sessionToken: 'a+b/c=' };
  const { sha256 } = new STSClient({ region: REGION, credentials }).config;
  const token = await eksToken('ml', REGION, 'amazonaws.com', { credentials, sha256 });
  const [prefix, encoded = ''] = token.split('.');
  const url = new URL(Buffer.from(encoded, 'base64url').toString());
  expect(prefix).toBe('k8s-aws-v1');
  expect(url.origin + url.pathname).toBe(`https://sts.${REGION}.amazonaws.com/`);
  // The names that aws-iam-authenticator admits, and no others.
  expect([...url.searchParams.keys()].toSorted()).toEqual([
    'Action',
    'Version',
    'X-Amz-Algorithm',
    'X-Amz-Credential',
    'X-Amz-Date',
    'X-Amz-Expires',
    'X-Amz-Security-Token',
    'X-Amz-Signature',
    'X-Amz-SignedHeaders',
  ]);
  expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('host;x-k8s-aws-id');
  expect(url.searchParams.get('X-Amz-Security-Token')).toBe('a+b/c=');
});

test('of a ConfigMap nothing is kept but its name, its values and the keys of what is binary, and of half an answer nothing at all', () => {
  const whole = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'c', namespace: 'ml', uid: 'u', annotations: { [LAST_APPLIED]: '{"data":{"A":"secret"}}' } },
    data: { A: 'secret' },
    binaryData: { B: 'c2VjcmV0' },
    immutable: true,
  };
  expect(valuesAlone(JSON.stringify(whole))).toBe(
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"ml"},"data":{"A":"secret"},"binaryData":{"B":""}}',
  );
  expect(valuesAlone('{"kind":"ConfigMap"}')).toBe('{"kind":"ConfigMap","metadata":{},"data":{}}');
  expect(valuesAlone('{"kind":"Status","message":"not found"}')).toBe('{"kind":"Status","message":"not found"}');
  expect([JSON.stringify(whole).slice(0, -9), '{"A":"secret"}', '<html>secret'].map(valuesAlone)).toEqual(['', '', '']);
});

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

test('bookkeeping is taken out of lists and of nothing else', () => {
  expect(withoutBookkeeping('{"items":[1,{"metadata":{"managedFields":[]}},{"spec":{}}]}')).toBe(
    '{"items":[1,{"metadata":{}},{"spec":{}}]}',
  );
  expect(withoutBookkeeping('{"kind":"Status"}')).toBe('{"kind":"Status"}');
  expect(withoutBookkeeping('no JSON')).toBe('no JSON');
});
