import { describe, expect, test } from 'vitest';
import { readTemplates } from '../../src/iac/cloudformation/template.js';
import { SOME_ACCOUNT, SOME_REGION } from '../../src/iac/declaration.js';
import { settled } from '../../src/iac/unknown.js';
import { parsedDocuments } from '../../src/iac/yaml.js';
import type { Finding } from '../../src/model/finding.js';
import { kansa } from '../cli/kansa.js';

const DESTINATION = { partition: 'aws', account: SOME_ACCOUNT, region: SOME_REGION };

const read = (resources: string, sections = '') =>
  readTemplates({
    templates: new Map(
      parsedDocuments(`Transform: AWS::Serverless-2016-10-31\n${sections}\nResources:\n${resources}`).map(
        (document) => ['stack.yaml', document],
      ),
    ),
    destinationOf: () => DESTINATION,
    given: {},
  });

/** What is declared, by logical id, with the pointers of what is not known. */
const declared = (resources: string, sections = '') =>
  Object.fromEntries(
    read(resources, sections).declarations.map(({ type, address, properties }) => {
      const { value, gaps } = settled(properties, '');
      return [address, { type, ...value, ...(gaps.length > 0 && { gaps: gaps.map(({ pointer }) => pointer) }) }];
    }),
  );

/** Which controls come to which verdict about what, by the built command line. */
const judged = async (file: string) => {
  const { stdout } = await kansa(['gate', file, '--format', 'json', '--fail-on', 'none', '--fail-on-unknown', 'never']);
  const findings: readonly Finding[] = JSON.parse(stdout).findings;
  return findings
    .map(({ control, place, verdict, message }) => `${control} ${place?.address} ${verdict} ${message}`)
    .sort();
};

test.each(['apis', 'roles'])('%s are judged as what AWS SAM itself makes of them, word for word', async (name) => {
  const folder = 'fixtures/iac/serverless';
  const verdicts = await judged(`${folder}/${name}.yaml`);
  expect(verdicts).toEqual(await judged(`${folder}/${name}.transformed.json`));
  expect(verdicts.length).toBeGreaterThan(40);
});

describe('an API', () => {
  test('is a REST API and its stage, with what is said of all APIs', () => {
    expect(
      declared(
        `
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      MethodSettings: [{ResourcePath: /own, HttpMethod: '*'}]
      Auth: {ResourcePolicy: {CustomStatements: []}}`,
        'Globals: {Api: {EndpointConfiguration: PRIVATE, MethodSettings: [{ResourcePath: /*, HttpMethod: "*"}]}}',
      ),
    ).toEqual({
      Api: {
        type: 'AWS::ApiGateway::RestApi',
        EndpointConfiguration: { Types: ['PRIVATE'] },
        gaps: ['/Policy'],
      },
      ApiprodStage: {
        type: 'AWS::ApiGateway::Stage',
        RestApiId: 'stack-Api',
        StageName: 'prod',
        MethodSettings: [
          { ResourcePath: '/*', HttpMethod: '*' },
          { ResourcePath: '/own', HttpMethod: '*' },
        ],
      },
    });
  });

  test.each([
    ['a word by a condition that holds', '!If [IsOn, PRIVATE, EDGE]', { Types: ['PRIVATE'] }],
    ['an object', '{Type: PRIVATE, VPCEndpointIds: [vpce-1]}', { Types: ['PRIVATE'], VpcEndpointIds: ['vpce-1'] }],
    ['objects by a condition', '!If [IsOn, {Type: PRIVATE}, {Type: EDGE}]', { Types: [''] }],
  ])('has the kind of endpoint that is written as %s', (_, written, expected) => {
    const { Api } = declared(
      `  Api: {Type: AWS::Serverless::Api, Properties: {StageName: a, EndpointConfiguration: ${written}}}`,
      'Conditions: {IsOn: !Equals [a, a]}',
    );
    expect(Api).toMatchObject({ EndpointConfiguration: expected });
  });

  const event = (id: string, properties: string, condition = '') => `
  ${id}: {Type: AWS::Serverless::Function, ${condition} Properties: {Events: {Call: {Type: HttpApi, Properties: ${properties}}}}}`;

  test('takes the settings of its routes from the events of functions, too', () => {
    const { ApiApiGatewayDefaultStage: stage } = declared(`
  Api: {Type: AWS::Serverless::HttpApi, Properties: {RouteSettings: {GET /own: {ThrottlingRateLimit: 1}}}}${event(
    'One',
    '{ApiId: !Ref Api, Path: /one, Method: get, RouteSettings: {ThrottlingRateLimit: 2}}',
  )}${event('Two', '{ApiId: !Ref Other, Path: /two, Method: get, RouteSettings: {ThrottlingRateLimit: 3}}')}`);
    expect(stage).toEqual({
      type: 'AWS::ApiGatewayV2::Stage',
      ApiId: 'stack-Api',
      StageName: '$default',
      RouteSettings: { 'GET /own': { ThrottlingRateLimit: 1 }, 'GET /one': { ThrottlingRateLimit: 2 } },
    });
  });

  test.each([
    ['an API that the template does not write out', '{ApiId: !If [IsOn, !Ref Api, !Ref Other], Path: /a, Method: get'],
    ['a path that it does not write out', '{ApiId: !Ref Api, Path: !Join ["/", ["", !Ref Unsaid]], Method: get'],
  ])('does not know its routes where an event names %s', (_, properties) => {
    const { ApiApiGatewayDefaultStage: stage } = declared(
      `
  Api: {Type: AWS::Serverless::HttpApi}${event('One', `${properties}, RouteSettings: {ThrottlingRateLimit: 2}}`)}`,
      'Conditions: {IsOn: !Equals [a, b]}',
    );
    expect(stage).toMatchObject({ RouteSettings: {}, gaps: ['/RouteSettings'] });
  });

  test('does not know its routes where the template chooses their settings, and an event adds some', () => {
    const { ApiApiGatewayDefaultStage: stage } = declared(
      `
  Api: {Type: AWS::Serverless::HttpApi, Properties: {RouteSettings: !If [IsOn, {GET /own: {}}, !Ref AWS::NoValue]}}${event(
    'One',
    '{ApiId: !Ref Api, Path: /one, Method: get, RouteSettings: {ThrottlingRateLimit: 2}}',
  )}`,
      'Conditions: {IsOn: !Equals [a, a]}',
    );
    expect(stage).toMatchObject({
      RouteSettings: { 'GET /one': { ThrottlingRateLimit: 2 } },
      gaps: ['/RouteSettings'],
    });
  });

  const addressesOf = (resources: string) =>
    read(resources, 'Conditions: {A: !Equals [a, b], B: !Equals [a, b], C: !Equals [a, a]}').declarations.map(
      ({ address, place }) => [address, place.line],
    );

  test('that no template names is made for the events that name none, and stands at the first of them', () => {
    expect(addressesOf(event('One', '{Path: /one, Method: get, RouteSettings: {ThrottlingRateLimit: 2}}'))).toEqual([
      ['One', 5],
      ['OneRole', 5],
      ['ServerlessHttpApi', 5],
      ['ServerlessHttpApiApiGatewayDefaultStage', 5],
    ]);
  });

  test.each([
    ['on no condition that holds', 'A', 'B', []],
    ['on one that does', 'A', 'C', ['ServerlessHttpApi', 'ServerlessHttpApiApiGatewayDefaultStage']],
  ])('is made where one of its functions is: %s', (_, one, two, expected) => {
    const resources = event('One', '{}', `Condition: ${one},`) + event('Two', '{}', `Condition: ${two},`);
    expect(
      addressesOf(resources)
        .map(([address]) => address)
        .filter((address) => String(address).startsWith('Serverless')),
    ).toEqual(expected);
  });
});

describe('a role that no template names', () => {
  test('has what is said of the function, and the statements of policy templates', () => {
    const { ToolRole } = declared(
      `
  Tool:
    Type: AWS::Serverless::Function
    Properties:
      Environment: {Variables: {MODEL: churn}}
      Policies:
        - AmazonS3FullAccess
        - {Statement: [{Effect: Allow, Action: 'bedrock:*', Resource: '*'}]}
        - SQSPollerPolicy: {QueueName: jobs}
        - NoSuchPolicy: {}`,
      'Globals: {Function: {Runtime: python3.13, Environment: {Variables: {STAGE: prod}}}}',
    );
    expect(ToolRole).toEqual({
      type: 'AWS::IAM::Role',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] }, Action: ['sts:AssumeRole'] }],
      },
      ManagedPolicyArns: [
        'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
        'arn:aws:iam::aws:policy/AmazonS3FullAccess',
      ],
      Policies: [
        {
          PolicyName: 'ToolRolePolicy1',
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'bedrock:*', Resource: '*' }] },
        },
        {
          PolicyName: 'ToolRolePolicy2',
          PolicyDocument: {
            Statement: [
              {
                Action: [
                  'sqs:ChangeMessageVisibility',
                  'sqs:ChangeMessageVisibilityBatch',
                  'sqs:DeleteMessage',
                  'sqs:DeleteMessageBatch',
                  'sqs:GetQueueAttributes',
                  'sqs:ReceiveMessage',
                ],
                Effect: 'Allow',
                Resource: 'arn:aws:sqs:xx-unknown-0:000000000000:jobs',
              },
            ],
          },
        },
        { PolicyName: 'ToolRolePolicy3' },
      ],
      gaps: ['/Policies/2/PolicyDocument'],
    });
  });

  test.each([
    ['names', '!If [IsOn, AmazonS3FullAccess, !Ref AWS::NoValue]', ['arn:aws:iam::aws:policy/AmazonS3FullAccess'], []],
    [
      'statements',
      '!If [IsOn, {Statement: []}, {Statement: [{Effect: Allow}]}]',
      [],
      [{ PolicyName: 'ToolRolePolicy0', PolicyDocument: { Statement: [] } }],
    ],
    ['nothing', '!If [IsOff, AmazonS3FullAccess, !Ref AWS::NoValue]', [], []],
  ])('has the policy that a condition chooses among %s', (_, policy, arns, policies) => {
    const { ToolRole } = declared(
      `  Tool: {Type: AWS::Serverless::Function, Properties: {Policies: [${policy}]}}`,
      'Conditions: {IsOn: !Equals [a, a], IsOff: !Equals [a, b]}',
    );
    expect(ToolRole).toMatchObject({
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole', ...arns],
      Policies: policies,
    });
  });

  test.each([
    [
      'an event whose policy only the transform knows',
      'Events: {Q: {Type: MQ, Properties: {Broker: b}}}',
      'ToolQPolicy',
    ],
    [
      'a destination that is not written out',
      'EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: SQS}}}',
      'ToolEventInvokeConfigOnSuccessPolicy',
    ],
  ])('is not known as a whole where the function has %s', (_, property, PolicyName) => {
    const { ToolRole } = declared(`  Tool: {Type: AWS::Serverless::Function, Properties: {${property}}}`);
    expect(ToolRole).toMatchObject({ Policies: [{ PolicyName }], gaps: ['/Policies/0/PolicyDocument'] });
  });
});

test('what an include may put among the properties hides all that is made of them', () => {
  const include =
    'Properties: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/p.yaml}}, StageName: a}';
  const made = declared(
    `  Tool: {Type: AWS::Serverless::Function, ${include}}\n  Api: {Type: AWS::Serverless::Api, ${include}}`,
  );
  expect(Object.entries(made).map(([address, { gaps }]) => [address, gaps])).toEqual([
    ['Tool', ['']],
    ['ToolRole', ['']],
    ['Api', ['']],
    ['ApiaStage', ['']],
  ]);
});

test('a definition that lies in S3 is not taken for one that says nothing', () => {
  const { Flow } = declared(
    '  Flow: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: flow.asl.json}}',
  );
  expect(Flow).toMatchObject({ DefinitionS3Location: 'flow.asl.json' });
});

test('what the transform makes and is not taken apart is told', () => {
  const { problems } = read(`  Access: {Type: AWS::Serverless::Connector}
  Layer: {Type: AWS::Serverless::LayerVersion}`);
  expect(problems).toEqual([
    {
      file: 'stack.yaml',
      line: 4,
      message:
        'what the transform of AWS SAM makes of Access (AWS::Serverless::Connector) was not looked at: judge the template that it writes',
      isElsewhere: true,
    },
  ]);
});
