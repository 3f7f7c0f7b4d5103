import { expect, test } from 'vitest';
import { modelPackageLineages } from '../../src/collectors/sagemaker/model-package-lineage.js';
import type { JsonObject } from '../../src/model/json.js';
import { ACCOUNT, complete, explore, REGION, seenBy } from './expedition.js';
import { byInput, denied } from './written.js';

/** Written from the SageMaker API model of 2017-07-24 (@aws-sdk/client-sagemaker). */
const { type } = modelPackageLineages;
const here = { account: ACCOUNT, region: REGION };
const arn = (resource: string) => `arn:aws:sagemaker:${REGION}:${ACCOUNT}:${resource}`;
const PACKAGE = arn('model-package/fraud/1');
const summary = (ModelPackageArn: string) => ({
  ModelPackageArn,
  ModelPackageStatus: 'Completed',
  CreationTime: 1_770_000_000,
});
const vertex = (resource: string, Type: string, LineageType: string) => ({ Arn: arn(resource), Type, LineageType });
const artifacts = (...names: readonly string[]) => ({
  ArtifactSummaries: names.map((name) => ({ ArtifactArn: arn(`artifact/${name}`), Source: { SourceUri: PACKAGE } })),
});
const approved = '"ModelApprovalStatus":"Approved","ModelPackageType":"Both"';
const sorted = '"SortBy":"CreationTime","SortOrder":"Descending"';
const list = byInput({
  [`{"MaxResults":100,${approved},${sorted}}`]: { ModelPackageSummaryList: [summary(PACKAGE)] },
});
const query = (more = '') =>
  `{"Direction":"Ascendants","IncludeEdges":false,"MaxDepth":10${more},"StartArns":["${arn('artifact/a1')}"]}`;

test('a package has the training jobs and the data sets that are upstream of its artifact, on whatever page', async () => {
  const { resources, listings } = await explore(modelPackageLineages, {
    'sagemaker:ListModelPackages': list,
    'sagemaker:ListArtifacts': byInput({ [`{"MaxResults":100,"SourceUri":"${PACKAGE}"}`]: artifacts('a1') }),
    'sagemaker:QueryLineage': byInput({
      [query()]: {
        Vertices: [
          vertex('artifact/model', 'Model', 'Artifact'),
          vertex('artifact/data-2', 'DataSet', 'Artifact'),
          vertex('experiment-trial-component/train', 'TrainingJob', 'TrialComponent'),
          vertex('experiment-trial-component/mask', 'ProcessingJob', 'TrialComponent'),
        ],
        NextToken: '2',
      },
      [query(',"NextToken":"2"')]: {
        Vertices: [
          vertex('artifact/data-1', 'DataSet', 'Artifact'),
          vertex('artifact/data-2', 'DataSet', 'Artifact'),
          vertex('experiment-trial-component/tune', 'SageMakerTrainingJob', 'TrialComponent'),
        ],
      },
    }),
  });
  expect(resources).toEqual([
    {
      type,
      id: PACKAGE,
      names: [],
      ...here,
      tags: {},
      properties: { ModelPackageArn: PACKAGE },
      runtime: {
        TrainingJobs: [arn('experiment-trial-component/train'), arn('experiment-trial-component/tune')],
        DataSets: [arn('artifact/data-1'), arn('artifact/data-2')],
      },
      source: seenBy(
        'sagemaker:ListModelPackages',
        'sagemaker:ListArtifacts',
        'sagemaker:QueryLineage',
        'sagemaker:QueryLineage',
      ),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(type)]);
});

test('a package without an artifact comes from nothing on record', async () => {
  const { resources } = await explore(modelPackageLineages, {
    'sagemaker:ListModelPackages': list,
    'sagemaker:ListArtifacts': artifacts(),
  });
  expect(resources.map(({ runtime, gaps }) => ({ runtime, gaps }))).toEqual([
    { runtime: { TrainingJobs: [], DataSets: [] }, gaps: [] },
  ]);
});

test('a lineage that may not be queried is a gap, not an empty one', async () => {
  const { resources, listings } = await explore(modelPackageLineages, {
    'sagemaker:ListModelPackages': list,
    'sagemaker:ListArtifacts': artifacts('a1'),
    'sagemaker:QueryLineage': denied,
  });
  expect(
    resources.map(({ runtime, gaps }) => [
      runtime,
      gaps.flatMap(({ pointer, kind, reason, action }) => (pointer === '' ? [[kind, reason, action]] : [])),
    ]),
  ).toEqual([[{}, [['missing', 'denied', 'sagemaker:QueryLineage']]]]);
  expect(listings).toEqual([complete(type)]);
});

test('the newest 500 packages are looked at, and the list says that it lacks the others', async () => {
  const page = (input: JsonObject): JsonObject => {
    const from = Number(input.NextToken ?? 0);
    return {
      ModelPackageSummaryList: Array.from({ length: 100 }, (_, index) =>
        summary(arn(`model-package/fraud/${from + index}`)),
      ),
      ...(from < 500 && { NextToken: String(from + 100) }),
    };
  };
  const { resources, listings } = await explore(modelPackageLineages, {
    'sagemaker:ListModelPackages': page,
    'sagemaker:ListArtifacts': artifacts(),
  });
  expect(resources).toHaveLength(500);
  expect(listings).toEqual([
    {
      type,
      ...here,
      state: 'partial',
      cause: {
        reason: 'budget',
        detail: 'more than 500 model packages are approved: where the oldest of them come from was not looked at',
      },
    },
  ]);
});
