import { DescribeEndpointConfigCommand, paginateListEndpointConfigs, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { LARGEST_PAGE } from './page.js';

/** Endpoint configurations. The list names them; only the describe call shows variants, key, VPC and data capture. */
export const endpointConfigs: Collector = {
  type: 'AWS::SageMaker::EndpointConfig',
  scope: 'region',
  permissions: ['sagemaker:ListEndpointConfigs', 'sagemaker:DescribeEndpointConfig'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListEndpointConfigs({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.EndpointConfigs,
        ({ EndpointConfigArn, EndpointConfigName }) => ({
          id: required(EndpointConfigArn, 'endpoint configuration ARN'),
          names: [EndpointConfigName],
        }),
        async ({ EndpointConfigName }) => {
          const config = await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName }));
          return {
            properties: {
              EndpointConfigName: config.EndpointConfigName,
              KmsKeyId: config.KmsKeyId,
              ProductionVariants: config.ProductionVariants,
              ShadowProductionVariants: config.ShadowProductionVariants,
              DataCaptureConfig: config.DataCaptureConfig,
              VpcConfig: config.VpcConfig,
            },
            runtime: { CreationTime: config.CreationTime },
          };
        },
      );
    }
  },
};
