import {
  DescribeEndpointCommand,
  type ProductionVariantSummary,
  paginateListEndpoints,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { LARGEST_PAGE } from './page.js';

/**
 * Endpoints. The list names them and their status; only the describe call shows the configuration that is in use, how it
 * was deployed, and what runs now.
 */
export const endpoints: Collector = {
  type: 'AWS::SageMaker::Endpoint',
  scope: 'region',
  permissions: ['sagemaker:ListEndpoints', 'sagemaker:DescribeEndpoint'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListEndpoints({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.Endpoints,
        ({ EndpointArn, EndpointName }) => ({ id: required(EndpointArn, 'endpoint ARN'), names: [EndpointName] }),
        async ({ EndpointName }) => {
          const endpoint = await sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
          return {
            properties: {
              EndpointName: endpoint.EndpointName,
              EndpointConfigName: endpoint.EndpointConfigName,
              DeploymentConfig: endpoint.LastDeploymentConfig,
            },
            runtime: {
              EndpointStatus: endpoint.EndpointStatus,
              CreationTime: endpoint.CreationTime,
              LastModifiedTime: endpoint.LastModifiedTime,
              DataCaptureConfig: endpoint.DataCaptureConfig,
              ProductionVariants: endpoint.ProductionVariants?.map(variant),
            },
          };
        },
      );
    }
  },
};

const variant = (running: ProductionVariantSummary) => ({
  VariantName: running.VariantName,
  CurrentInstanceCount: running.CurrentInstanceCount,
  CurrentServerlessConfig: running.CurrentServerlessConfig,
  ManagedInstanceScaling: running.ManagedInstanceScaling,
  ...marksOf(running),
});
