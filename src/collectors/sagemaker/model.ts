import {
  type ContainerDefinition,
  DescribeModelCommand,
  paginateListModels,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { LARGEST_PAGE } from './page.js';

/** Models. The list names them; only the describe call shows containers, network isolation and the VPC. */
export const models: Collector = {
  type: 'AWS::SageMaker::Model',
  scope: 'region',
  permissions: ['sagemaker:ListModels', 'sagemaker:DescribeModel'],

  async *collect({ account, partition, client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListModels({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.Models,
        ({ ModelArn, ModelName }) => ({ id: required(ModelArn, 'model ARN'), names: [ModelName] }),
        async ({ ModelName }) => {
          const model = await sagemaker.send(new DescribeModelCommand({ ModelName }));
          return {
            properties: {
              ModelName: model.ModelName,
              ExecutionRoleArn: model.ExecutionRoleArn,
              EnableNetworkIsolation: model.EnableNetworkIsolation,
              VpcConfig: model.VpcConfig,
              PrimaryContainer: model.PrimaryContainer,
              Containers: model.Containers,
            },
            runtime: {
              CreationTime: model.CreationTime,
              Images: ownImages([model.PrimaryContainer, ...(model.Containers ?? [])], account, partition),
            },
          };
        },
      );
    }
  },
};

/** `<account>.dkr.ecr.<region>.amazonaws.com/<repository>[:<tag>][@<digest>]`, or its dual-stack spelling. */
const IMAGE = /^([0-9]{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z.]+\/([^:@]+)(?::([^@]+))?(?:@(.+))?$/;

/** Images that lie in the account's own repositories; whoever owns another registry answers for its tags. */
const ownImages = (
  containers: readonly (ContainerDefinition | undefined)[],
  account: string,
  partition: string,
): readonly object[] | undefined => {
  const images = containers.flatMap((container) => {
    const [Image, owner, region, name, tag, Digest] = IMAGE.exec(container?.Image ?? '') ?? [];
    if (owner !== account) return [];
    const Repository = `arn:${partition}:ecr:${region}:${account}:repository/${name}`;
    // Docker takes the tag "latest" where none is named.
    return [{ Image, Repository, Tag: tag ?? (Digest === undefined ? 'latest' : undefined), Digest }];
  });
  return images.length === 0 ? undefined : images;
};
