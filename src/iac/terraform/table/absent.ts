import type { Pointer } from '../../../model/pointer.js';

const NO_RESOURCE = { '': 'the provider has no resource for it' };

const FROM_POLICIES = 'aws_iam_user_policy and aws_iam_group_policy are resources of their own, which forms/ joins';

/**
 * What controls read and the provider's resources do not say, by CloudFormation type and place (`''`: all of it). A
 * setting that the provider cannot send is as AWS sets it where nobody says anything.
 */
export const NOT_IN_TERRAFORM: Readonly<Record<string, Readonly<Record<Pointer, string>>>> = {
  'AWS::Bedrock::FlowAlias': NO_RESOURCE,
  'AWS::Bedrock::Guardrail': {
    '/properties/ContextualGroundingPolicyConfig/FiltersConfig/*/Action': 'the provider cannot set it',
    '/properties/ContextualGroundingPolicyConfig/FiltersConfig/*/Enabled': 'the provider cannot set it',
    '/properties/TopicPolicyConfig/TopicsConfig/*/InputAction': 'the provider cannot set it',
    '/properties/TopicPolicyConfig/TopicsConfig/*/InputEnabled': 'the provider cannot set it',
    '/properties/TopicPolicyConfig/TopicsConfig/*/OutputAction': 'the provider cannot set it',
    '/properties/TopicPolicyConfig/TopicsConfig/*/OutputEnabled': 'the provider cannot set it',
  },
  'AWS::Bedrock::ModelInvocationLogging': { '/properties/audioDataDeliveryEnabled': 'the provider cannot set it' },
  'AWS::IAM::Group': { '/properties/Policies': FROM_POLICIES },
  'AWS::IAM::PolicyDetail': { '': 'forms/ makes one of each policy of a role, user, group and of each managed policy' },
  'AWS::IAM::User': { '/properties/Policies': FROM_POLICIES },
  'AWS::SageMaker::EndpointConfig': {
    '/properties/ProductionVariants/*/InstancePools': 'the provider cannot set it',
    '/properties/ShadowProductionVariants/*/InstancePools': 'the provider cannot set it',
  },
  'AWS::SageMaker::InferenceComponent': NO_RESOURCE,
  'AWS::SageMaker::ModelBiasJobDefinition': NO_RESOURCE,
  'AWS::SageMaker::ModelCard': {
    '/properties/Content': 'read of the cards of model packages only, for which the provider has no resource',
  },
  'AWS::SageMaker::ModelExplainabilityJobDefinition': NO_RESOURCE,
  'AWS::SageMaker::ModelPackage': NO_RESOURCE,
  'AWS::SageMaker::ModelQualityJobDefinition': NO_RESOURCE,
  'AWS::SageMaker::Space': { '/properties/SpaceSettings/RemoteAccess': 'the provider cannot set it' },
};
