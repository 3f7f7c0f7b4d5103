import type { Pointer } from '../../../model/pointer.js';

const NO_RESOURCE = { '': 'the provider has no resource for it' };

const CANNOT_SET = 'the provider cannot set it';

const FROM_POLICIES = 'aws_iam_user_policy and aws_iam_group_policy are resources of their own, which forms/ joins';

/**
 * What controls read and the provider's resources do not say, by CloudFormation type and place (`''`: all of it). A
 * setting that the provider cannot send is as AWS sets it where nobody says anything.
 */
export const NOT_IN_TERRAFORM: Readonly<Record<string, Readonly<Record<Pointer, string>>>> = {
  'AWS::Bedrock::Agent': {
    '/properties/PromptOverrideConfiguration/PromptConfigurations/*/AdditionalModelRequestFields': CANNOT_SET,
  },
  'AWS::Bedrock::Flow': {
    '/properties/Definition/Nodes/*/Configuration/KnowledgeBase/OrchestrationConfiguration': CANNOT_SET,
    '/properties/Definition/Nodes/*/Configuration/KnowledgeBase/PromptTemplate': CANNOT_SET,
    '/properties/Definition/Nodes/*/Configuration/Loop': CANNOT_SET,
    '/properties/Definition/Nodes/*/Configuration/LoopController': CANNOT_SET,
    '/properties/Definition/Nodes/*/Configuration/Prompt/SourceConfiguration/Inline/Metadata': CANNOT_SET,
    '/properties/DefinitionS3Location': CANNOT_SET,
    '/properties/DefinitionString': CANNOT_SET,
    '/properties/DefinitionSubstitutions': CANNOT_SET,
  },
  'AWS::Bedrock::FlowAlias': NO_RESOURCE,
  'AWS::Bedrock::FlowVersion': NO_RESOURCE,
  'AWS::Bedrock::Guardrail': {
    '/properties/ContextualGroundingPolicyConfig/FiltersConfig/*/Action': CANNOT_SET,
    '/properties/ContextualGroundingPolicyConfig/FiltersConfig/*/Enabled': CANNOT_SET,
    '/properties/TopicPolicyConfig/TopicsConfig/*/InputAction': CANNOT_SET,
    '/properties/TopicPolicyConfig/TopicsConfig/*/InputEnabled': CANNOT_SET,
    '/properties/TopicPolicyConfig/TopicsConfig/*/OutputAction': CANNOT_SET,
    '/properties/TopicPolicyConfig/TopicsConfig/*/OutputEnabled': CANNOT_SET,
  },
  'AWS::Bedrock::Prompt': { '/properties/Variants/*/TemplateConfiguration/Text/TextS3Location': CANNOT_SET },
  'AWS::StepFunctions::StateMachine': {
    '/properties/Definition': CANNOT_SET,
    '/properties/DefinitionS3Location': CANNOT_SET,
    '/properties/DefinitionSubstitutions': CANNOT_SET,
  },
  'AWS::Bedrock::ModelInvocationLogging': { '/properties/audioDataDeliveryEnabled': CANNOT_SET },
  'AWS::IAM::Group': { '/properties/Policies': FROM_POLICIES },
  'AWS::IAM::PolicyDetail': { '': 'forms/ makes one of each policy of a role, user, group and of each managed policy' },
  'AWS::IAM::User': { '/properties/Policies': FROM_POLICIES },
  'AWS::SageMaker::EndpointConfig': {
    '/properties/ProductionVariants/*/InstancePools': CANNOT_SET,
    '/properties/ShadowProductionVariants/*/InstancePools': CANNOT_SET,
  },
  'AWS::SageMaker::InferenceComponent': NO_RESOURCE,
  'AWS::SageMaker::ModelBiasJobDefinition': NO_RESOURCE,
  'AWS::SageMaker::ModelCard': {
    '/properties/Content': 'read of the cards of model packages only, for which the provider has no resource',
  },
  'AWS::SageMaker::ModelExplainabilityJobDefinition': NO_RESOURCE,
  'AWS::SageMaker::ModelPackage': NO_RESOURCE,
  'AWS::SageMaker::ModelQualityJobDefinition': NO_RESOURCE,
  'AWS::SageMaker::Space': { '/properties/SpaceSettings/RemoteAccess': CANNOT_SET },
};
