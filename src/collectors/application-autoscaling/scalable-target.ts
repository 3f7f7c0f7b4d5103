import {
  ApplicationAutoScalingClient,
  paginateDescribeScalableTargets,
  type ScalableTarget,
} from '@aws-sdk/client-application-auto-scaling';
import { type Collector, required } from '../collector.js';
import { endpointOf } from './resource-id.js';

/** What of SageMaker scales by itself, and between which bounds. One list shows all of it. */
export const scalableTargets: Collector = {
  type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  scope: 'region',
  permissions: ['application-autoscaling:DescribeScalableTargets'],

  async *collect({ client, each }) {
    const scaling = client(ApplicationAutoScalingClient);
    for await (const page of paginateDescribeScalableTargets({ client: scaling }, { ServiceNamespace: 'sagemaker' })) {
      yield* each(page.ScalableTargets, identify, (target) => ({
        properties: {
          ServiceNamespace: target.ServiceNamespace,
          ResourceId: target.ResourceId,
          ScalableDimension: target.ScalableDimension,
          MinCapacity: target.MinCapacity,
          MaxCapacity: target.MaxCapacity,
          SuspendedState: target.SuspendedState,
        },
        runtime: { CreationTime: target.CreationTime, EndpointName: endpointOf(target.ResourceId) },
      }));
    }
  },
};

/** A target's ARN names it by a number; a variant has one target for each of its dimensions. */
const identify = ({ ScalableTargetARN, ResourceId, ScalableDimension }: ScalableTarget) => ({
  id: ScalableTargetARN ?? `${required(ResourceId, 'resource id')}|${ScalableDimension}`,
  names: [ResourceId],
});
