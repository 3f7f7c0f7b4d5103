import { document, each, made, one, through } from '../mapping.js';
import { addition, type Mapping, resource, TAGS } from './mappings.js';

const AGENT = 'AWS::Bedrock::Agent';

const STOPS = one('inference_configuration', { Text: one('text', { StopSequences: 'stop_sequences' }) });

/** What stands in a prompt, as a variant or within a node of a flow. */
const PROMPT = {
  AdditionalModelRequestFields: document('additional_model_request_fields'),
  InferenceConfiguration: STOPS,
  TemplateConfiguration: one('template_configuration', {
    Text: one('text', { Text: document('text') }),
    Chat: one('chat', {
      Messages: each('message', { Content: each('content', { Text: document('text') }) }),
      System: each('system', { Text: document('text') }),
      ToolConfiguration: one('tool_configuration', {
        Tools: each('tool', {
          ToolSpec: one('tool_spec', {
            Description: document('description'),
            InputSchema: one('input_schema', { Json: document('json') }),
          }),
        }),
      }),
    }),
  }),
};

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
    AGENT,
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
      Description: document('description'),
      Instruction: document('instruction'),
      PromptOverrideConfiguration: one('prompt_override_configuration', {
        PromptConfigurations: each('prompt_configurations', {
          BasePromptTemplate: document('base_prompt_template'),
          InferenceConfiguration: one('inference_configuration', { StopSequences: 'stop_sequences' }),
        }),
      }),
    },
    { arns: ['agent_arn'] },
  ),
  aws_bedrockagent_agent_action_group: resource(
    'AWS::Bedrock::AgentActionGroup',
    ['action_group_id', 'id'],
    {
      // A type that CloudFormation lacks keeps the API's own member names.
      agentId: 'agent_id',
      actionGroupName: 'action_group_name',
      description: document('description'),
      apiSchema: one('api_schema', {
        payload: document('payload'),
        s3: one('s3', { s3BucketName: 's3_bucket_name', s3ObjectKey: 's3_object_key' }),
      }),
      functionSchema: one('function_schema', {
        functions: through(
          'member_functions',
          each('functions', {
            name: 'name',
            description: document('description'),
            parameters: each('parameters', { description: document('description') }),
          }),
        ),
      }),
    },
    { arns: [] },
  ),
  aws_bedrockagent_agent_collaborator: addition([{ type: AGENT, by: 'agent_id' }], {
    AgentCollaborators: made(
      ['collaboration_instruction'],
      ({ collaboration_instruction: CollaborationInstruction }) => [{ CollaborationInstruction }],
    ),
  }),
  aws_bedrockagent_agent_knowledge_base_association: addition([{ type: AGENT, by: 'agent_id' }], {
    KnowledgeBases: made(['description'], ({ description: Description }) => [{ Description }]),
  }),
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
  aws_bedrockagent_flow: resource('AWS::Bedrock::Flow', ['id'], {
    ...TAGS,
    Name: 'name',
    Description: document('description'),
    Definition: one('definition', {
      Nodes: each('node', {
        Name: 'name',
        Configuration: one('configuration', {
          Condition: one('condition', { Conditions: each('condition', { Expression: document('expression') }) }),
          InlineCode: one('inline_code', { Code: document('code') }),
          KnowledgeBase: one('knowledge_base', { InferenceConfiguration: STOPS }),
          Prompt: one('prompt', {
            SourceConfiguration: one('source_configuration', { Inline: one('inline', PROMPT) }),
          }),
        }),
        Inputs: each('input', { Expression: document('expression') }),
      }),
    }),
  }),
  aws_bedrockagent_prompt: resource('AWS::Bedrock::Prompt', ['id'], {
    ...TAGS,
    Name: 'name',
    CustomerEncryptionKeyArn: 'customer_encryption_key_arn',
    Description: document('description'),
    Variants: each('variant', {
      Name: 'name',
      ...PROMPT,
      Metadata: each('metadata', { Value: document('value') }),
    }),
  }),
};
