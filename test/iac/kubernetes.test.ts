import { expect, test } from 'vitest';
import { readFiles } from '../../src/iac/read.js';

const read = (text: string) =>
  readFiles([{ path: 'manifest.yaml', bytes: new TextEncoder().encode(text) }], {
    destination: { partition: 'aws', account: '123456789012', region: 'ap-northeast-1' },
    given: {},
    runtimeMembers: new Map(),
    scrub: (json) => json,
  });

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
