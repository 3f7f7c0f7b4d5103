import {
  GetGuardrailCommand,
  GetModelInvocationLoggingConfigurationCommand,
  paginateListGuardrails,
} from '@aws-sdk/client-bedrock';
import { GetAgentVersionCommand, paginateListAgents } from '@aws-sdk/client-bedrock-agent';
import { DescribeTrailsCommand, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import { DescribeNodegroupCommand, paginateListAccessEntries } from '@aws-sdk/client-eks';
import { GetAccountAuthorizationDetailsCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, paginateListKeys } from '@aws-sdk/client-kms';
import {
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
} from '@aws-sdk/client-s3';
import {
  DescribeEndpointCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
  DescribeNotebookInstanceCommand,
  ListModelPackagesCommand,
  paginateListModels,
  paginateListNotebookInstances,
  paginateSearch,
} from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { clients } from '../emulator/demo/clients.js';
import { OSAKA, packageArn, TOKYO, TRAIL_BUCKET } from '../emulator/demo/names.js';
import { seedDemoAccount } from '../emulator/demo-account.js';
import { type Moto, startMoto } from '../emulator/moto.js';
import { type Fault, type OverlayProxy, startProxy } from '../emulator/proxy.js';

const NOW = Date.UTC(2026, 8, 1, 12, 34);

let moto: Moto;
let proxy: OverlayProxy;
let tokyo: ReturnType<typeof clients>;
let osaka: ReturnType<typeof clients>;

beforeAll(async () => {
  moto = await startMoto();
  proxy = await startProxy({ moto: moto.url, now: NOW });
  await seedDemoAccount({ endpoint: proxy.url });
  tokyo = clients(proxy.url, TOKYO);
  osaka = clients(proxy.url, OSAKA);
});

afterAll(async () => {
  await proxy?.stop();
  await moto?.stop();
});

beforeEach(() => {
  proxy.faults([]);
  proxy.clear();
});

/** An answer without what the SDK adds about the transport. */
const body = <T extends { readonly $metadata: unknown }>({ $metadata: _, ...rest }: T): Omit<T, '$metadata'> => rest;

/** What the caller of the SDK sees of a failure. */
const failure = async (call: Promise<unknown>) => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? { name: error.name, message: error.message } : error;
};

const all = async <T>(pages: AsyncIterable<T>): Promise<T[]> => {
  const seen: T[] = [];
  for await (const page of pages) seen.push(page);
  return seen;
};

test('moto answers a notebook as it was seeded, and the overlay adds what moto does not keep', async () => {
  const { CreationTime, LastModifiedTime, SubnetId, SecurityGroups, KmsKeyId, ...notebook } = body(
    await tokyo.sagemaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: 'quick-experiments' })),
  );
  expect(notebook).toEqual({
    NotebookInstanceArn: 'arn:aws:sagemaker:ap-northeast-1:123456789012:notebook-instance/quick-experiments',
    NotebookInstanceName: 'quick-experiments',
    NotebookInstanceStatus: 'InService',
    Url: 'quick-experiments.notebook.ap-northeast-1.sagemaker.aws',
    InstanceType: 'ml.t3.medium',
    RoleArn: 'arn:aws:iam::123456789012:role/SageMakerExecution',
    DirectInternetAccess: 'Enabled',
    VolumeSizeInGB: 5,
    RootAccess: 'Disabled',
    PlatformIdentifier: 'notebook-al2023-v1',
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
  });
  expect(proxy.requests).toEqual([
    {
      service: 'sagemaker',
      operation: 'DescribeNotebookInstance',
      region: TOKYO,
      input: { NotebookInstanceName: 'quick-experiments' },
      status: 200,
      answeredBy: 'overlay',
    },
  ]);
});

test('a seed can be repeated and gives the same ids', async () => {
  const ids = async () => {
    const { VpcEndpoints } = await tokyo.ec2.send(new DescribeVpcEndpointsCommand({}));
    const key = await tokyo.kms.send(new DescribeKeyCommand({ KeyId: 'alias/platform-data' }));
    const { nodegroup } = await tokyo.eks.send(
      new DescribeNodegroupCommand({ clusterName: 'ml-platform', nodegroupName: 'gpu-a100' }),
    );
    return [VpcEndpoints?.map(({ VpcEndpointId }) => VpcEndpointId), key.KeyMetadata?.KeyId, nodegroup?.nodegroupArn];
  };
  const first = await ids();
  await seedDemoAccount({ endpoint: proxy.url });
  expect(await ids()).toEqual(first);
});

test('a patch gives a package its author and the times of its story', async () => {
  const { InferenceSpecification, ModelPackageStatusDetails, ...described } = body(
    await tokyo.sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName: packageArn('fraud-detector', 2) })),
  );
  const report = (name: string) => ({
    ContentType: 'application/json',
    S3Uri: `s3://example-corp-ml-models/fraud-detector/2/${name}.json`,
  });
  const sato = {
    IamIdentity: {
      Arn: 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_MlEngineer_0123456789abcdef/sato.jiro',
      PrincipalId: 'AROAEXAMPLEMLENGINEER:sato.jiro',
    },
  };
  expect(described).toEqual({
    ModelPackageGroupName: 'fraud-detector',
    ModelPackageVersion: 2,
    ModelPackageArn: packageArn('fraud-detector', 2),
    CreationTime: new Date('2026-08-12T05:00:00Z'),
    ModelPackageStatus: 'Completed',
    CertifyForMarketplace: false,
    ModelApprovalStatus: 'Approved',
    ApprovalDescription: '<script>alert(1)</script>',
    CreatedBy: sato,
    LastModifiedTime: new Date('2026-08-12T05:10:00Z'),
    LastModifiedBy: sato,
    ModelMetrics: {
      ModelQuality: { Statistics: report('quality') },
      Bias: { Report: report('bias') },
      Explainability: { Report: report('explainability') },
    },
    DriftCheckBaselines: { ModelDataQuality: { Statistics: report('statistics'), Constraints: report('constraints') } },
  });
  const { ModelPackageSummaryList } = await tokyo.sagemaker.send(
    new ListModelPackagesCommand({ ModelPackageGroupName: 'fraud-detector' }),
  );
  expect(ModelPackageSummaryList?.map(({ CreationTime }) => CreationTime)).toEqual([
    new Date('2026-07-23T01:00:00Z'),
    new Date('2026-08-12T05:00:00Z'),
    new Date('2026-08-27T01:00:00Z'),
  ]);
  expect(proxy.requests.map(({ answeredBy }) => answeredBy)).toEqual(['overlay', 'overlay']);
});

test('an endpoint has its own age, and a model of several containers no primary one', async () => {
  const endpoint = await tokyo.sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'churn-scoring' }));
  expect([endpoint.CreationTime, endpoint.LastModifiedTime, endpoint.DataCaptureConfig]).toEqual([
    new Date('2026-08-14T01:00:00Z'),
    new Date('2026-08-14T01:10:00Z'),
    {
      EnableCapture: true,
      CaptureStatus: 'Started',
      CurrentSamplingPercentage: 100,
      DestinationS3Uri: 's3://example-corp-ml-models/captures',
      KmsKeyId: 'arn:aws:kms:ap-northeast-1:123456789012:alias/platform-data',
    },
  ]);
  const model = await tokyo.sagemaker.send(new DescribeModelCommand({ ModelName: 'document-pipeline' }));
  expect(model.PrimaryContainer).toBeUndefined();
  expect(model.Containers?.map(({ ImageConfig }) => ImageConfig)).toEqual([
    { RepositoryAccessMode: 'Vpc' },
    { RepositoryAccessMode: 'Platform' },
  ]);
});

test('a search shows the keys of training jobs', async () => {
  const pages = await all(paginateSearch({ client: tokyo.sagemaker }, { Resource: 'TrainingJob' }));
  expect(pages.map(({ Results }) => Results?.length)).toEqual([2, 2]);
  const found = pages.flatMap(({ Results = [] }) => Results);
  expect(
    found.map(({ TrainingJob }) => [
      TrainingJob?.TrainingJobName,
      TrainingJob?.ResourceConfig?.VolumeKmsKeyId !== undefined,
      TrainingJob?.OutputDataConfig?.KmsKeyId !== undefined,
      TrainingJob?.EnableInterContainerTrafficEncryption,
    ]),
  ).toEqual([
    ['fraud-detector-train-v1', true, true, true],
    ['fraud-detector-train-v2', true, true, true],
    ['churn-adhoc-train', true, false, true],
    ['assistant-finetune-test', true, true, false],
  ]);
});

test('the overlay answers what moto lacks, and moto what it has, of one service', async () => {
  const { sensitiveInformationPolicy, version } = await tokyo.bedrock.send(
    new GetGuardrailCommand({ guardrailIdentifier: 'exampleintl1' }),
  );
  expect(version).toBe('DRAFT');
  expect(sensitiveInformationPolicy?.piiEntities?.[0]).toEqual({
    type: 'EMAIL',
    action: 'NONE',
    inputAction: 'NONE',
    outputAction: 'NONE',
    inputEnabled: true,
    outputEnabled: true,
  });
  const logging = new GetModelInvocationLoggingConfigurationCommand({});
  expect(body(await tokyo.bedrock.send(logging))).toEqual({
    loggingConfig: {
      cloudWatchConfig: {
        logGroupName: '/bedrock/model-invocations',
        roleArn: 'arn:aws:iam::123456789012:role/BedrockLogging',
      },
      s3Config: { bucketName: 'example-corp-bedrock-invocations', keyPrefix: 'tokyo' },
      textDataDeliveryEnabled: true,
      imageDataDeliveryEnabled: true,
      embeddingDataDeliveryEnabled: true,
    },
  });
  expect(body(await osaka.bedrock.send(new GetModelInvocationLoggingConfigurationCommand({})))).toEqual({});
});

test('what an overlay does not know is the error of the service', async () => {
  expect(await failure(tokyo.bedrock.send(new GetGuardrailCommand({ guardrailIdentifier: 'nothere12345' })))).toEqual({
    name: 'ResourceNotFoundException',
    message:
      'The guardrail that you specified does not exist. Check the guardrail identifier and version, then try again.',
  });
  expect(
    await failure(
      tokyo.bedrockAgent.send(new GetAgentVersionCommand({ agentId: 'SUPPORT001', agentVersion: 'DRAFT' })),
    ),
  ).toMatchObject({ name: 'ValidationException' });
});

test('written lists span pages, in whatever size the caller asks for', async () => {
  const guardrails = await all(paginateListGuardrails({ client: tokyo.bedrock }, {}));
  expect(guardrails.map((page) => page.guardrails?.map(({ name }) => name))).toEqual([
    ['customer-chat'],
    ['internal-assistant'],
  ]);
  const agents = await all(paginateListAgents({ client: tokyo.bedrockAgent }, { maxResults: 100 }));
  expect(agents.map((page) => page.agentSummaries?.map(({ agentName }) => agentName))).toEqual([
    ['support-agent'],
    ['ops-agent'],
    ['claims-agent'],
  ]);
  const entries = await all(
    paginateListAccessEntries({ client: tokyo.eks, pageSize: 1 }, { clusterName: 'ml-platform' }),
  );
  expect(entries.map((page) => page.accessEntries?.length)).toEqual([1, 1, 1]);
  expect(proxy.requests.map(({ operation }) => operation)).toEqual([
    'ListGuardrails',
    'ListGuardrails',
    'ListAgents',
    'ListAgents',
    'ListAgents',
    'ListAccessEntries',
    'ListAccessEntries',
    'ListAccessEntries',
  ]);
});

test("moto's own lists span pages", async () => {
  const pages = await all(paginateListNotebookInstances({ client: tokyo.sagemaker, pageSize: 1 }, {}));
  expect(pages.map((page) => page.NotebookInstances?.map(({ NotebookInstanceName: name }) => name))).toEqual([
    ['fraud-research'],
    ['legacy-analysis'],
    ['quick-experiments'],
  ]);
});

test('lists that moto gives whole are cut into pages too', async () => {
  const models = await all(paginateListModels({ client: tokyo.sagemaker }, {}));
  expect(models.map((page) => page.Models?.map(({ ModelName }) => ModelName))).toEqual([
    ['fraud-detector-v1', 'fraud-detector-v3', 'churn-predictor-v1', 'legacy-scoring'],
    ['document-pipeline', 'sandbox-scoring'],
  ]);
  const keys = await all(paginateListKeys({ client: tokyo.kms }, {}));
  expect(keys.map((page) => [page.Keys?.length, page.Truncated])).toEqual([
    [3, true],
    [3, true],
    [2, false],
  ]);
});

test('policies of IAM are percent-encoded, inline and in trust alike', async () => {
  const { RoleDetailList } = await tokyo.iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }));
  const legacy = RoleDetailList?.find(({ RoleName }) => RoleName === 'LegacyNotebookRole');
  expect(legacy?.RolePolicyList?.[0]?.PolicyDocument).toMatch(/^%7B%22Version%22/);
  expect(decodeURIComponent(legacy?.AssumeRolePolicyDocument ?? '')).toBe(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sagemaker.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
  );
  expect(legacy?.AssumeRolePolicyDocument).toMatch(/^%7B%22Version%22/);
});

test('events of approvals are found by name and time, newest first', async () => {
  const pages = await all(
    paginateLookupEvents(
      { client: tokyo.cloudtrail },
      {
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'UpdateModelPackage' }],
        StartTime: new Date(NOW - 90 * 86_400_000),
      },
    ),
  );
  expect(pages.map((page) => page.Events?.map(({ Username, EventTime }) => [Username, EventTime]))).toEqual([
    [
      ['tanaka.ichiro', new Date('2026-08-17T04:00:00Z')],
      ['sato.jiro', new Date('2026-08-12T05:10:00Z')],
    ],
    [['tanaka.ichiro', new Date('2026-07-28T02:30:00Z')]],
  ]);
  const record: unknown = JSON.parse(pages[0]?.Events?.[1]?.CloudTrailEvent ?? '');
  expect(record).toMatchObject({
    eventTime: '2026-08-12T05:10:00Z',
    userIdentity: { sessionContext: { sessionIssuer: { userName: 'AWSReservedSSO_MlEngineer_0123456789abcdef' } } },
    requestParameters: { modelApprovalStatus: 'Approved', modelPackageArn: packageArn('fraud-detector', 2) },
  });
  const none = await all(paginateLookupEvents({ client: tokyo.cloudtrail }, { StartTime: new Date(NOW - 86_400_000) }));
  expect(none.flatMap((page) => page.Events)).toEqual([]);
});

test('moto is mended where it departs from AWS', async () => {
  const lock = await tokyo.s3.send(new GetObjectLockConfigurationCommand({ Bucket: TRAIL_BUCKET }));
  expect(lock.ObjectLockConfiguration).toEqual({
    ObjectLockEnabled: 'Enabled',
    Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 10 } },
  });
  const versioning = await tokyo.s3.send(new GetBucketVersioningCommand({ Bucket: TRAIL_BUCKET }));
  expect(versioning.Status).toBe('Enabled');
  const { nodegroup } = await tokyo.eks.send(
    new DescribeNodegroupCommand({ clusterName: 'ml-platform', nodegroupName: 'gpu-a100' }),
  );
  expect(nodegroup?.remoteAccess).toBeUndefined();
  expect(body(await tokyo.sts.send(new GetCallerIdentityCommand({})))).toEqual({
    UserId: 'AROAEXAMPLEKANSAAUDIT:scan',
    Account: '123456789012',
    Arn: 'arn:aws:sts::123456789012:assumed-role/KansaAudit/scan',
  });
  const managed = await tokyo.kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/sagemaker' }));
  expect(managed.KeyMetadata?.KeyManager).toBe('AWS');
  const { trailList } = await osaka.cloudtrail.send(new DescribeTrailsCommand({}));
  expect(trailList).toEqual([
    {
      Name: 'platform-audit',
      S3BucketName: TRAIL_BUCKET,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      TrailARN: 'arn:aws:cloudtrail:ap-northeast-1:123456789012:trail/platform-audit',
      KmsKeyId: 'arn:aws:kms:ap-northeast-1:123456789012:alias/platform-data',
      LogFileValidationEnabled: true,
      IsOrganizationTrail: false,
      HasCustomEventSelectors: false,
      HasInsightSelectors: false,
      HomeRegion: TOKYO,
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:ap-northeast-1:123456789012:log-group:/cloudtrail/platform-audit:*',
      CloudWatchLogsRoleArn: 'arn:aws:iam::123456789012:role/TrailToLogs',
    },
  ]);
});

const notAuthorized = (action: string, resource = ''): string =>
  `User: arn:aws:sts::123456789012:assumed-role/KansaAudit/scan is not authorized to perform: ${action}${resource} because no identity-based policy allows the ${action} action`;

test('a refusal comes in the protocol of each service and names the action of IAM', async () => {
  proxy.faults([{ kind: 'deny' }]);
  expect(
    await Promise.all([
      failure(tokyo.sagemaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: 'fraud-research' }))),
      failure(tokyo.bedrock.send(new GetGuardrailCommand({ guardrailIdentifier: 'examplechat1' }))),
      failure(tokyo.bedrockAgent.send(new GetAgentVersionCommand({ agentId: 'SUPPORT001', agentVersion: '1' }))),
      failure(tokyo.iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }))),
      failure(tokyo.ec2.send(new DescribeVpcEndpointsCommand({}))),
      failure(tokyo.s3.send(new GetObjectLockConfigurationCommand({ Bucket: TRAIL_BUCKET }))),
    ]),
  ).toEqual([
    { name: 'AccessDeniedException', message: notAuthorized('sagemaker:DescribeNotebookInstance') },
    { name: 'AccessDeniedException', message: notAuthorized('bedrock:GetGuardrail') },
    { name: 'AccessDeniedException', message: notAuthorized('bedrock:GetAgentVersion') },
    { name: 'AccessDenied', message: notAuthorized('iam:GetAccountAuthorizationDetails') },
    { name: 'UnauthorizedOperation', message: notAuthorized('ec2:DescribeVpcEndpoints') },
    {
      name: 'AccessDenied',
      message: notAuthorized('s3:GetBucketObjectLockConfiguration', ` on resource: "arn:aws:s3:::${TRAIL_BUCKET}"`),
    },
  ]);
  expect(proxy.requests.map(({ answeredBy, status }) => [answeredBy, status]).sort()).toEqual([
    ['fault', 400],
    ['fault', 403],
    ['fault', 403],
    ['fault', 403],
    ['fault', 403],
    ['fault', 403],
  ]);
});

const brokenLogGroups = async (kind: Fault['kind']) => {
  proxy.faults([{ service: 'logs', kind, times: 1 }]);
  const seen = await failure(tokyo.logs.send(new DescribeLogGroupsCommand({})));
  return { seen, log: proxy.requests.map(({ status, answeredBy }) => [status, answeredBy]) };
};

test('throttling, breakdown and an expired token are told as AWS tells them', async () => {
  expect(await brokenLogGroups('throttle')).toEqual({
    seen: { name: 'ThrottlingException', message: 'Rate exceeded' },
    log: [[400, 'fault']],
  });
  proxy.clear();
  expect(await brokenLogGroups('server_error')).toEqual({
    seen: {
      name: 'InternalFailure',
      message: 'The request processing has failed because of an unknown error, exception or failure.',
    },
    log: [[500, 'fault']],
  });
  proxy.clear();
  expect(await brokenLogGroups('expired_token')).toEqual({
    seen: { name: 'ExpiredTokenException', message: 'The security token included in the request is expired' },
    log: [[400, 'fault']],
  });
});

test('a cut connection and half an answer are errors, not empty lists', async () => {
  const reset = await brokenLogGroups('reset');
  expect(reset).toMatchObject({
    seen: { message: expect.stringMatching(/ECONNRESET|socket hang up/) },
    log: [[0, 'fault']],
  });
  proxy.clear();
  expect(await brokenLogGroups('truncated')).toMatchObject({ seen: { name: 'SyntaxError' }, log: [[200, 'fault']] });
});

test('a slow answer is the true one, late', async () => {
  proxy.faults([{ kind: 'slow', times: 1 }]);
  const started = Date.now();
  const { logGroups } = await tokyo.logs.send(new DescribeLogGroupsCommand({}));
  expect(logGroups?.map(({ logGroupName, retentionInDays }) => [logGroupName, retentionInDays])).toEqual([
    ['/aws/eks/ml-platform/cluster', undefined],
    ['/aws/eks/ray-sandbox/cluster', 90],
    ['/bedrock/model-invocations', 365],
    ['/cloudtrail/platform-audit', 3653],
  ]);
  expect(Date.now() - started).toBeGreaterThan(1_900);
});

test('a fault strikes only the service, operation, region, input and number of times it names', async () => {
  proxy.faults([
    {
      service: 's3',
      operation: 'GetBucketPolicy',
      kind: 'deny',
      match: ({ Bucket }) => Bucket === 'example-corp-legacy-trail',
    },
    { service: 'kms', region: OSAKA, kind: 'throttle', times: 1 },
  ]);
  const tell = async (call: Promise<unknown>) => (await failure(call)) ?? 'answered';
  const key = (alias: string) => new DescribeKeyCommand({ KeyId: `alias/${alias}` });
  expect([
    await tell(tokyo.s3.send(new GetBucketPolicyCommand({ Bucket: TRAIL_BUCKET }))),
    await tell(tokyo.s3.send(new GetBucketPolicyCommand({ Bucket: 'example-corp-legacy-trail' }))),
    await tell(tokyo.kms.send(key('platform-data'))),
    await tell(osaka.kms.send(key('platform-data-dr'))),
    await tell(osaka.kms.send(key('platform-data-dr'))),
  ]).toEqual([
    'answered',
    expect.objectContaining({ name: 'AccessDenied' }),
    'answered',
    { name: 'ThrottlingException', message: 'Rate exceeded' },
    'answered',
  ]);
});

test('a fault after the first page lets what came before through', async () => {
  proxy.faults([{ operation: 'ListGuardrails', kind: 'throttle', afterPage: 1 }]);
  const seen: (string | undefined)[] = [];
  const walk = async () => {
    for await (const page of paginateListGuardrails({ client: tokyo.bedrock }, {})) {
      seen.push(...(page.guardrails ?? []).map(({ name }) => name));
    }
  };
  expect(await failure(walk())).toEqual({ name: 'ThrottlingException', message: 'Rate exceeded' });
  expect(seen).toEqual(['customer-chat']);
  expect(proxy.requests.map(({ status, answeredBy }) => [status, answeredBy])).toEqual([
    [200, 'overlay'],
    [429, 'fault'],
  ]);
});
