import {
  DescribeInferenceComponentCommand,
  type InferenceComponentContainerSpecificationSummary,
  type InferenceComponentSpecificationSummary,
  paginateListInferenceComponents,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { LARGEST_PAGE } from './page.js';

/** Inference components: what the variants that name no model serve. Only the describe call shows the model, or the image. */
export const inferenceComponents: Collector = {
  type: 'AWS::SageMaker::InferenceComponent',
  scope: 'region',
  permissions: ['sagemaker:ListInferenceComponents', 'sagemaker:DescribeInferenceComponent'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListInferenceComponents({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.InferenceComponents,
        ({ InferenceComponentArn, InferenceComponentName }) => ({
          id: required(InferenceComponentArn, 'inference component ARN'),
          names: [InferenceComponentName],
        }),
        async ({ InferenceComponentName }) => {
          const component = await sagemaker.send(new DescribeInferenceComponentCommand({ InferenceComponentName }));
          return {
            properties: {
              InferenceComponentName: component.InferenceComponentName,
              EndpointName: component.EndpointName,
              VariantName: component.VariantName,
              Specification: specification(component.Specification),
              Specifications: component.Specifications?.map(specification),
            },
            runtime: {
              InferenceComponentStatus: component.InferenceComponentStatus,
              CreationTime: component.CreationTime,
            },
          };
        },
      );
    }
  },
};

const specification = (shown: InferenceComponentSpecificationSummary | undefined) =>
  shown && {
    ModelName: shown.ModelName,
    BaseInferenceComponentName: shown.BaseInferenceComponentName,
    Container: container(shown.Container),
    ...marksOf(shown),
  };

const container = (shown: InferenceComponentContainerSpecificationSummary | undefined) =>
  shown && { DeployedImage: shown.DeployedImage, ArtifactUrl: shown.ArtifactUrl, ...marksOf(shown) };
