import { DescribeModelCommand, paginateListModels, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ownImages } from '../../model/image.js';
import { type Collector, required } from '../collector.js';
import { personalData } from '../personal-data.js';
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
        async ({ ModelName }, tools) => {
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
              Images: ownImages(
                [model.PrimaryContainer, ...(model.Containers ?? [])].map((container) => container?.Image),
                account,
                partition,
              ),
              PersonalData: personalData(
                'AWS::SageMaker::Model',
                { PrimaryContainer: model.PrimaryContainer, Containers: model.Containers },
                tools,
              ),
            },
          };
        },
      );
    }
  },
};
