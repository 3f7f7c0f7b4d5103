import { document, made, one, references } from '../mapping.js';
import { type Mapping, part, resource, TAGS } from './mappings.js';

const ENDPOINT = 'AWS::EC2::VPCEndpoint';

/** What runs code or leads to it: Lambda, Step Functions, endpoints in a VPC. */
export const COMPUTE: Readonly<Record<string, Mapping>> = {
  aws_lambda_function: resource('AWS::Lambda::Function', ['function_name', 'id'], {
    ...TAGS,
    FunctionName: 'function_name',
    Runtime: 'runtime',
    Role: 'role',
    KmsKeyArn: 'kms_key_arn',
    Environment: one('environment', { Variables: 'variables' }),
    VpcConfig: one('vpc_config', {
      SecurityGroupIds: references('security_group_ids'),
      SubnetIds: references('subnet_ids'),
    }),
  }),
  aws_lambda_permission: resource(
    'AWS::Lambda::Permission',
    ['id'],
    {
      FunctionName: 'function_name',
      Action: 'action',
      Principal: 'principal',
      PrincipalOrgID: 'principal_org_id',
      SourceAccount: 'source_account',
      SourceArn: 'source_arn',
      FunctionUrlAuthType: 'function_url_auth_type',
    },
    { arns: [], changes: [{ type: 'AWS::Lambda::Function', by: 'function_name' }] },
  ),
  aws_sfn_state_machine: resource(
    'AWS::StepFunctions::StateMachine',
    ['name'],
    {
      ...TAGS,
      StateMachineName: 'name',
      StateMachineType: 'type',
      DefinitionString: document('definition'),
      RoleArn: 'role_arn',
      EncryptionConfiguration: one('encryption_configuration', { Type: 'type', KmsKeyId: 'kms_key_id' }),
      LoggingConfiguration: one('logging_configuration', {
        IncludeExecutionData: 'include_execution_data',
        Level: 'level',
        Destinations: made(['log_destination'], ({ log_destination: LogGroupArn }) =>
          typeof LogGroupArn === 'string' && LogGroupArn !== ''
            ? [{ CloudWatchLogsLogGroup: { LogGroupArn } }]
            : undefined,
        ),
      }),
      TracingConfiguration: one('tracing_configuration', { Enabled: 'enabled' }),
    },
    { arns: ['arn', 'id'] },
  ),
  aws_vpc_endpoint: resource(ENDPOINT, ['id'], {
    ...TAGS,
    ServiceName: 'service_name',
    VpcEndpointType: 'vpc_endpoint_type',
    VpcId: 'vpc_id',
    PrivateDnsEnabled: 'private_dns_enabled',
    PolicyDocument: document('policy'),
    SubnetIds: references('subnet_ids'),
    SecurityGroupIds: references('security_group_ids'),
  }),
  // Of these only who they are counts.
  aws_security_group: resource('AWS::EC2::SecurityGroup', ['id'], TAGS),
  aws_sns_topic: resource('AWS::SNS::Topic', ['name'], { ...TAGS, TopicName: 'name' }, { arns: ['arn', 'id'] }),
  aws_subnet: resource('AWS::EC2::Subnet', ['id'], TAGS),
  aws_vpc: resource('AWS::EC2::VPC', ['id'], TAGS),
  aws_vpc_endpoint_policy: part([{ type: ENDPOINT, by: 'vpc_endpoint_id' }], { PolicyDocument: document('policy') }),
};
