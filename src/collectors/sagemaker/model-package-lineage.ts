import {
  paginateListArtifacts,
  paginateListModelPackages,
  paginateQueryLineage,
  SageMakerClient,
  type Vertex,
} from '@aws-sdk/client-sagemaker';
import { type Collector, type Facts, required } from '../collector.js';
import { allOf } from '../pages.js';
import { LARGEST_PAGE } from './page.js';

/** Each takes two calls or more. */
const MOST_PACKAGES = 500;

/** How far SageMaker follows associations at most (https://docs.aws.amazon.com/sagemaker/latest/dg/querying-lineage-entities.html). */
const DEEPEST = 10;

/**
 * Where approved model packages come from, by SageMaker's record of lineage: one query a package shows what a walk of
 * ListAssociations would take a call for each step. A type of its own, so that a scan that does not judge it pays nothing.
 */
export const modelPackageLineages: Collector = {
  type: 'AWS::SageMaker::ModelPackageLineage',
  scope: 'region',
  permissions: ['sagemaker:ListArtifacts', 'sagemaker:ListModelPackages', 'sagemaker:QueryLineage'],

  async *collect({ client, each, incomplete }) {
    const sagemaker = client(SageMakerClient);
    const approved = paginateListModelPackages(
      { client: sagemaker, pageSize: LARGEST_PAGE },
      { ModelPackageType: 'Both', ModelApprovalStatus: 'Approved', SortBy: 'CreationTime', SortOrder: 'Descending' },
    );
    let left = MOST_PACKAGES;
    for await (const { ModelPackageSummaryList: packages = [] } of approved) {
      yield* each(
        packages.slice(0, left),
        ({ ModelPackageArn }) => required(ModelPackageArn, 'model package ARN'),
        ({ ModelPackageArn }) => lineageOf(sagemaker, ModelPackageArn),
      );
      left -= packages.length;
      if (left < 0) {
        const detail = `more than ${MOST_PACKAGES} model packages are approved: where the oldest of them come from was not looked at`;
        return incomplete({ reason: 'budget', detail });
      }
    }
  },
};

const lineageOf = async (client: SageMakerClient, SourceUri: string | undefined): Promise<Facts> => {
  const listed = await allOf(paginateListArtifacts({ client, pageSize: LARGEST_PAGE }, { SourceUri }));
  const artifacts = listed.flatMap(({ ArtifactSummaries = [] }) => ArtifactSummaries);
  const vertices: Vertex[] = [];
  // SageMaker keeps one artifact of a source; others could stand in accounts that share theirs.
  for (const { ArtifactArn } of artifacts)
    vertices.push(...(await upstreamOf(client, required(ArtifactArn, 'artifact ARN'))));
  const arnsOf = (isWanted: (vertex: Vertex) => boolean) =>
    [...new Set(vertices.filter(isWanted).map(({ Arn }) => required(Arn, 'ARN of a lineage entity')))].sort();
  return {
    // It is SageMaker's record, and nobody tags it.
    tags: {},
    properties: { ModelPackageArn: SourceUri },
    runtime: {
      TrainingJobs: arnsOf(({ LineageType, Type }) => LineageType === 'TrialComponent' && isTraining(Type)),
      DataSets: arnsOf(({ LineageType, Type }) => LineageType === 'Artifact' && Type === 'DataSet'),
    },
  };
};

const upstreamOf = async (client: SageMakerClient, artifact: string): Promise<Vertex[]> => {
  const pages = await allOf(
    paginateQueryLineage(
      { client },
      { StartArns: [artifact], Direction: 'Ascendants', IncludeEdges: false, MaxDepth: DEEPEST },
    ),
  );
  return pages.flatMap(({ Vertices = [] }) => Vertices);
};

/** The one is the filter of lineage queries, the other what associations say of the same job. */
const isTraining = (type: string | undefined): boolean => type === 'TrainingJob' || type === 'SageMakerTrainingJob';
