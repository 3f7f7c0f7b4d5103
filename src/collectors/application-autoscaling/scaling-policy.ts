import {
  ApplicationAutoScalingClient,
  paginateDescribeScalingPolicies,
} from '@aws-sdk/client-application-auto-scaling';
import { type Collector, required } from '../collector.js';
import { endpointOf } from './resource-id.js';

/** By which rules SageMaker's scalable targets scale. One list shows all of it. */
export const scalingPolicies: Collector = {
  type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  scope: 'region',
  permissions: ['application-autoscaling:DescribeScalingPolicies'],

  async *collect({ client, each }) {
    const scaling = client(ApplicationAutoScalingClient);
    for await (const page of paginateDescribeScalingPolicies({ client: scaling }, { ServiceNamespace: 'sagemaker' })) {
      yield* each(
        page.ScalingPolicies,
        ({ PolicyARN, PolicyName }) => ({ id: required(PolicyARN, 'scaling policy ARN'), names: [PolicyName] }),
        (policy) => ({
          properties: {
            PolicyName: policy.PolicyName,
            PolicyType: policy.PolicyType,
            ServiceNamespace: policy.ServiceNamespace,
            ResourceId: policy.ResourceId,
            ScalableDimension: policy.ScalableDimension,
          },
          runtime: { CreationTime: policy.CreationTime, EndpointName: endpointOf(policy.ResourceId) },
        }),
      );
    }
  },
};
