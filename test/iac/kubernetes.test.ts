import { describe, expect, test } from 'vitest';
import { type ReadOptions, readFiles } from '../../src/iac/read.js';

const OPTIONS: ReadOptions = {
  destination: { partition: 'aws', account: '123456789012', region: 'ap-northeast-1' },
  given: {},
  runtimeMembers: new Map(),
  scrub: (json) => json,
};

const read = (text: string) => readFiles([{ path: 'manifest.yaml', bytes: new TextEncoder().encode(text) }], OPTIONS);

const gapsOf = ({ resources }: Awaited<ReturnType<typeof read>>) =>
  resources.map(({ gaps }) => gaps.map(({ pointer, reason, detail }) => [pointer, reason, detail]));

const KSERVE = `
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: churn}
spec:
  predictor:
    serviceAccountName: churn
    triton:
      image: tritonserver:24.10
      env: [{name: TOKEN, value: not-to-be-shown}]
`;

test('a custom resource of an AI platform is a workload, with the line of its container, and without its environment', async () => {
  const { resources, files } = await read(KSERVE);
  expect(files).toEqual([{ file: 'manifest.yaml', kind: 'kubernetes', resources: 1, problems: [] }]);
  const [workload] = resources;
  expect(workload).toMatchObject({
    type: 'Kubernetes::Workload',
    id: 'cluster/default/InferenceService/churn',
    properties: {
      group: 'serving.kserve.io',
      namespace: 'default',
      podTemplates: [
        { place: '/spec/predictor', spec: { containers: [{ name: 'triton', image: 'tritonserver:24.10' }] } },
      ],
    },
    runtime: { serviceAccounts: ['cluster/default/ServiceAccount/churn'] },
    source: [{ file: 'manifest.yaml', line: 2, address: 'InferenceService/default/churn' }],
  });
  expect(workload?.lines).toMatchObject({ '/properties/podTemplates/0/spec/serviceAccountName': 7 });
  expect(JSON.stringify(resources)).not.toContain('not-to-be-shown');
});

test('every document and every item of a list is read', async () => {
  const { resources } = await read(`
apiVersion: v1
kind: ServiceAccount
metadata: {name: a, namespace: ml}
---
# nothing here
---
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ServiceAccount, metadata: {name: b, namespace: ml}}
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}
`);
  expect(resources.map(({ id }) => id)).toEqual(['cluster/ml/ServiceAccount/a', 'cluster/ml/ServiceAccount/b']);
});

test('what is merged in counts, and yields to what stands there itself', async () => {
  const [pod] = (
    await read(`
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
    - &base {name: one, image: a, securityContext: {privileged: true}}
    - {<<: *base, name: two}
`)
  ).resources;
  expect(pod?.properties.podTemplates).toMatchObject([
    { spec: { containers: [{ name: 'one' }, { name: 'two', image: 'a', securityContext: { privileged: true } }] } },
  ]);
});

describe('an environment with values from ConfigMaps', () => {
  const MARK = 'kansa:scrubbed:0123456789abcdef:found=none:personal=my_number*1*97*';
  const placesOf = ({ resources }: Awaited<ReturnType<typeof read>>) =>
    resources.map(({ runtime: { PersonalData } }) =>
      Array.isArray(PersonalData) ? PersonalData.map((fact) => Object(fact).Place) : PersonalData,
    );
  const pod = (from: string, namespace = 'ml') => `
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: ${namespace}}
spec:
  containers:
    - {name: a, ${from}}
`;
  const configMap = (name: string, data: string, more = '') => `
---
apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}${more}}
data: ${data}
`;

  test('holds what the ConfigMaps among the files hold, wherever among them these stand', async () => {
    const reading = await readFiles(
      [
        configMap('other', `{a: "${MARK}"}`),
        pod('env: [{name: OWNER, valueFrom: {configMapKeyRef: {name: one, key: owner}}}]'),
        `{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: one, namespace: ml}, data: {owner: "${MARK}", b: "${MARK}"}}]}`,
      ].map((text, index) => ({ path: `${index}.yaml`, bytes: new TextEncoder().encode(text) })),
      OPTIONS,
    );
    expect([placesOf(reading), gapsOf(reading)]).toEqual([
      [['containers/a/env/OWNER/valueFrom/configMapKeyRef/one/owner']],
      [[]],
    ]);
  });

  test('is open where the files hold no such ConfigMap, or one of another namespace', async () => {
    const from = 'envFrom: [{configMapRef: {name: one}}, {configMapRef: {name: one, optional: true}}]';
    const reading = await read(pod(from) + configMap('one', '{A: b}', ', namespace: other'));
    expect([placesOf(reading), gapsOf(reading)]).toEqual([
      [[]],
      [
        [
          [
            '/runtime/PersonalData/-',
            'unresolved_expression',
            'ConfigMap ml/one, from which a workload takes values, is not among the files: name the file that declares it, too',
          ],
        ],
      ],
    ]);
  });

  const mounting = (name: string) => pod(`image: a}\n  volumes:\n    - {name: conf, configMap: {name: ${name}}`);

  test('so do the files that a volume makes of one; it is open where the files hold none, or binary values', async () => {
    const binary = 'binaryData: {model: c2VjcmV0}\n';
    const readings = [
      await read(mounting('one') + configMap('one', `{a.yaml: "${MARK}"}`, ', namespace: ml')),
      await read(mounting('one')),
      await read(mounting('one') + configMap('one', '{}', ', namespace: ml') + binary),
    ];
    const open = (reason: string, detail: string) => [[['/runtime/PersonalData/-', reason, detail]]];
    expect(readings.map((reading) => [placesOf(reading), gapsOf(reading)])).toEqual([
      [[['volumes/conf/configMap/one/a.yaml']], [[]]],
      [
        [[]],
        open(
          'unresolved_expression',
          'ConfigMap ml/one, from which a workload takes values, is not among the files: name the file that declares it, too',
        ),
      ],
      [
        [[]],
        open('not_collected', 'binary values of ConfigMap one (1) may be mounted as files, and are not looked at'),
      ],
    ]);
  });

  test('beside it stands what was found in the entrypoint of a RayJob', async () => {
    const job = (entrypoint: string) =>
      `{apiVersion: ray.io/v1, kind: RayJob, metadata: {name: j, namespace: ml}, spec: {entrypoint: "${entrypoint}"}}`;
    const readings = [await read(job(MARK)), await read(job('python plain.py'))];
    expect(readings.map((reading) => [placesOf(reading), gapsOf(reading)])).toEqual([
      [[['spec/entrypoint']], [[]]],
      [
        [[]],
        [[['/runtime/PersonalData/-', 'redacted', 'the text of spec/entrypoint was not searched for personal data']]],
      ],
    ]);
  });

  test('what names no namespace is taken for one that is applied beside it', async () => {
    const reading = await read(
      pod('envFrom: [{configMapRef: {name: one}}]', 'default') + configMap('one', `{A: "${MARK}"}`),
    );
    expect([placesOf(reading), gapsOf(reading)]).toEqual([[['containers/a/envFrom/0/configMapRef/one/A']], [[]]]);
  });

  test('of two ConfigMaps of a name both count, for nobody knows which is applied', async () => {
    const twice =
      configMap('one', '{A: ""}', ', namespace: ml') + configMap('one', `{A: "${MARK}"}`, ', namespace: ml');
    const reading = await read(pod('envFrom: [{configMapRef: {name: one}}]') + twice);
    expect([placesOf(reading), gapsOf(reading)]).toEqual([[['containers/a/envFrom/0/configMapRef/one[2]/A']], [[]]]);
  });

  test('a name that a tool fills in later is open', async () => {
    expect(gapsOf(await read(pod('envFrom: [{configMapRef: {name: "$(MAP)"}}]')))).toEqual([
      [
        [
          '/runtime/PersonalData/-',
          'unresolved_expression',
          'a variable takes its value from a ConfigMap by a name that is none until something fills it in ("$(MAP)")',
        ],
      ],
    ]);
  });
});

test('an object without a name is a problem of its file', async () => {
  expect((await read('{apiVersion: v1, kind: Pod, metadata: {generateName: x-}}')).files).toMatchObject([
    { problems: [{ line: 1, message: 'a Pod has no name' }] },
  ]);
});

test.each([
  [
    'a template of Helm',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}-x\n  {{- if .Values.a }}\n',
  ],
  ['a document that holds itself', 'a: &a [*a]'],
  ['a thousand levels', '['.repeat(20_000)],
])('%s is a problem of its file, and no crash', async (_, text) => {
  const { files, resources } = await read(text);
  expect([files.map(({ problems }) => problems.length), resources]).toEqual([[1], []]);
});

test('a template of a Helm chart, which is no manifest yet, is told with the cure', async () => {
  const { files } = await read(
    'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  labels: {{- include "labels" . }}\n',
  );
  expect(files.map(({ problems }) => problems)).toEqual([
    [
      {
        line: 4,
        message:
          'Block collections are not allowed within flow collections (it looks like a template of Helm or Jinja: judge what is rendered from it, `helm template … | kansa gate -`)',
      },
    ],
  ]);
});

test('what a controller deploys from elsewhere, or makes in AWS, is told', async () => {
  const { resources, files } = await read(`
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: serving}
---
apiVersion: sagemaker.services.k8s.aws/v1alpha1
kind: Endpoint
metadata: {name: churn}
---
apiVersion: s3.aws.upbound.io/v1beta2
kind: Bucket
---
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: ml}
`);
  expect(resources).toEqual([]);
  const aws = 'resources of AWS that a controller in the cluster makes are not looked at';
  expect(files[0]?.problems).toEqual([]);
  expect(files[0]?.unread).toEqual([
    { line: 2, message: 'Application/serving: what it deploys was not looked at: judge the manifests that it applies' },
    { line: 6, message: `Endpoint/churn: ${aws}` },
    { line: 10, message: `Bucket: ${aws}` },
  ]);
});
