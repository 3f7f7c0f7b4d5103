import { each, one, through } from '../mapping.js';
import { type Mapping, resource, TAGS } from './mappings.js';

/** What a filter does on either side of the model. */
const SIDES = {
  InputAction: 'input_action',
  InputEnabled: 'input_enabled',
  OutputAction: 'output_action',
  OutputEnabled: 'output_enabled',
};

const S3_LOG = { bucketName: 'bucket_name', keyPrefix: 'key_prefix' };

export const BEDROCK: Readonly<Record<string, Mapping>> = {
  aws_bedrock_guardrail: resource(
    'AWS::Bedrock::Guardrail',
    ['guardrail_id'],
    {
      ...TAGS,
      Name: 'name',
      KmsKeyArn: 'kms_key_arn',
      ContentPolicyConfig: one('content_policy_config', {
        FiltersConfig: each('filters_config', {
          Type: 'type',
          InputStrength: 'input_strength',
          OutputStrength: 'output_strength',
          ...SIDES,
        }),
      }),
      ContextualGroundingPolicyConfig: one('contextual_grounding_policy_config', {
        FiltersConfig: each('filters_config', { Type: 'type', Threshold: 'threshold' }),
      }),
      SensitiveInformationPolicyConfig: one('sensitive_information_policy_config', {
        PiiEntitiesConfig: each('pii_entities_config', { Type: 'type', Action: 'action', ...SIDES }),
        RegexesConfig: each('regexes_config', { Name: 'name', Pattern: 'pattern', Action: 'action', ...SIDES }),
      }),
      TopicPolicyConfig: one('topic_policy_config', {
        TopicsConfig: each('topics_config', {
          Name: 'name',
          Type: 'type',
          Definition: 'definition',
          Examples: 'examples',
        }),
      }),
    },
    { arns: ['guardrail_arn'] },
  ),
  aws_bedrock_inference_profile: resource('AWS::Bedrock::ApplicationInferenceProfile', ['id'], {
    ...TAGS,
    InferenceProfileName: 'name',
    Description: 'description',
  }),
  aws_bedrock_model_invocation_logging_configuration: resource(
    'AWS::Bedrock::ModelInvocationLogging',
    ['id'],
    {
      // A type that CloudFormation lacks keeps the API's own member names; they stand in one nested block.
      textDataDeliveryEnabled: through('logging_config', 'text_data_delivery_enabled'),
      imageDataDeliveryEnabled: through('logging_config', 'image_data_delivery_enabled'),
      embeddingDataDeliveryEnabled: through('logging_config', 'embedding_data_delivery_enabled'),
      videoDataDeliveryEnabled: through('logging_config', 'video_data_delivery_enabled'),
      s3Config: through('logging_config', one('s3_config', S3_LOG)),
      cloudWatchConfig: through(
        'logging_config',
        one('cloudwatch_config', {
          logGroupName: 'log_group_name',
          roleArn: 'role_arn',
          largeDataDeliveryS3Config: one('large_data_delivery_s3_config', S3_LOG),
        }),
      ),
    },
    { arns: [] },
  ),
  aws_bedrockagent_agent: resource(
    'AWS::Bedrock::Agent',
    ['agent_id', 'id'],
    {
      ...TAGS,
      AgentName: 'agent_name',
      AgentResourceRoleArn: 'agent_resource_role_arn',
      CustomerEncryptionKeyArn: 'customer_encryption_key_arn',
      FoundationModel: 'foundation_model',
      GuardrailConfiguration: one('guardrail_configuration', {
        GuardrailIdentifier: 'guardrail_identifier',
        GuardrailVersion: 'guardrail_version',
      }),
    },
    { arns: ['agent_arn'] },
  ),
  aws_bedrockagent_agent_alias: resource(
    'AWS::Bedrock::AgentAlias',
    ['agent_alias_id'],
    {
      ...TAGS,
      AgentAliasName: 'agent_alias_name',
      AgentId: 'agent_id',
      RoutingConfiguration: each('routing_configuration', { AgentVersion: 'agent_version' }),
    },
    { arns: ['agent_alias_arn'] },
  ),
  aws_bedrockagent_data_source: resource(
    'AWS::Bedrock::DataSource',
    ['data_source_id'],
    {
      Name: 'name',
      KnowledgeBaseId: 'knowledge_base_id',
      DataDeletionPolicy: 'data_deletion_policy',
      ServerSideEncryptionConfiguration: one('server_side_encryption_configuration', { KmsKeyArn: 'kms_key_arn' }),
    },
    { arns: [] },
  ),
  aws_bedrockagent_knowledge_base: resource('AWS::Bedrock::KnowledgeBase', ['id'], {
    ...TAGS,
    Name: 'name',
    RoleArn: 'role_arn',
    StorageConfiguration: one('storage_configuration', {
      Type: 'type',
      OpensearchServerlessConfiguration: one('opensearch_serverless_configuration', {
        CollectionArn: 'collection_arn',
      }),
      OpensearchManagedClusterConfiguration: one('opensearch_managed_cluster_configuration', {
        DomainArn: 'domain_arn',
      }),
    }),
  }),
  aws_bedrockagent_prompt: resource('AWS::Bedrock::Prompt', ['id'], {
    ...TAGS,
    Name: 'name',
    CustomerEncryptionKeyArn: 'customer_encryption_key_arn',
  }),
};
