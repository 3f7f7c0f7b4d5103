import { parse as parseHcl } from '@cdktf/hcl2json';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { iamPolicy } from '../../src/commands/permissions.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { renderPolicy } from '../../src/reports/index.js';
import { isInCloudFormation, strangersIn } from '../collectors/cloudformation.js';

const KMS = { selection: { ...EVERYTHING, controls: ['kms/key_rotation'] } };
const MANY = Array.from({ length: 400 }, (_, index) => `service${index}:DescribeSomething`);

const actionsOf = async (options = {}): Promise<string[]> => JSON.parse(await iamPolicy(options)).Statement[0].Action;

describe('the policy as a CloudFormation template', async () => {
  const template = parse(await iamPolicy({ ...KMS, format: 'cloudformation' }), { version: '1.1' });

  it('has types and properties that CloudFormation knows', () => {
    for (const { Type, Properties } of Object.values<{ Type: string; Properties: Record<string, string> }>(
      template.Resources,
    )) {
      expect(isInCloudFormation(Type)).toBe(true);
      expect(strangersIn({ type: Type, properties: Properties })).toEqual([]);
    }
  });

  it('allows what the plain policy allows, and its dates stay texts', async () => {
    const document = template.Resources.ScanPolicy1.Properties.PolicyDocument;
    expect(document).toEqual({
      Version: '2012-10-17',
      Statement: [{ Sid: 'KansaScan1', Effect: 'Allow', Action: await actionsOf(KMS), Resource: '*' }],
    });
    expect(template.AWSTemplateFormatVersion).toBe('2010-09-09');
  });

  it('leaves to a parameter who may assume the role, and refers only to what it has', () => {
    const names = [...Object.keys(template.Parameters), ...Object.keys(template.Resources), 'AWS::NoValue'];
    const references = [...JSON.stringify(template).matchAll(/"Ref":"([^"]+)"/g)].map(([, name = '']) => name);
    expect(references.filter((name) => !names.includes(name))).toEqual([]);
    expect(template.Parameters.TrustedPrincipalArn.Default).toBeUndefined();
  });

  it('is cut into policies that IAM takes', () => {
    const { Resources } = parse(renderPolicy(MANY, 'cloudformation') ?? '', { version: '1.1' });
    const documents = Object.entries<{ Properties: { PolicyDocument: { Statement: { Action: string[] }[] } } }>(
      Resources,
    )
      .filter(([name]) => name.startsWith('ScanPolicy'))
      .map(([, { Properties }]) => Properties.PolicyDocument);
    expect(documents.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action))).toEqual(MANY);
    expect(documents.filter((document) => JSON.stringify(document).length > 6_144)).toEqual([]);
    expect(Resources.ScanRole.Properties.ManagedPolicyArns).toHaveLength(documents.length);
  });
});

describe('the policy as a Terraform module', () => {
  it('parses, allows what the plain policy allows, and leaves the trust to a variable', async () => {
    const module = await parseHcl('main.tf', await iamPolicy({ ...KMS, format: 'terraform' }));
    const [scan] = module.data.aws_iam_policy_document.kansa_scan_1;
    expect(scan.statement).toEqual([{ effect: 'Allow', resources: ['*'], actions: await actionsOf(KMS) }]);
    expect(Object.keys(module.resource)).toEqual(['aws_iam_policy', 'aws_iam_role', 'aws_iam_role_policy_attachment']);
    expect(module.variable.trusted_principal_arn[0].default).toBeUndefined();
  });
});

describe('the policy of a narrowed scan', () => {
  it('holds less, and what listing the regions or reading tags takes only where that is asked', async () => {
    const all = await actionsOf();
    const kms = await actionsOf(KMS);
    expect(kms.every((action) => action.startsWith('kms:') && all.includes(action))).toBe(true);
    expect(await actionsOf({ ...KMS, regions: ['all'] })).toEqual(['ec2:DescribeRegions', ...kms]);
    const tagged = { selection: { ...KMS.selection, resourceTags: [{ key: 'team', value: 'ml' }] } };
    expect(await actionsOf(tagged)).toEqual([...kms, 'tag:GetResources']);
  });

  it('of no known form is a mistake', async () => {
    await expect(iamPolicy({ format: 'teraform' })).rejects.toThrow('did you mean terraform?');
  });
});

describe('the policy of a scan that keeps its runs in S3', () => {
  const out = 's3://audit-runs/kansa/{account}/{time}';
  const arn = 'arn:aws:s3:::audit-runs';
  const STATEMENTS = [
    {
      Sid: 'KansaKeepRuns',
      Effect: 'Allow',
      Action: ['s3:PutObject', 's3:PutObjectRetention', 's3:GetObject', 's3:GetObjectRetention'],
      Resource: [`${arn}/kansa/*/*/*`],
    },
    {
      Sid: 'KansaReadLinks',
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: [`${arn}/kansa/*/*/manifest.json`],
    },
    {
      Sid: 'KansaFindLinks',
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: [arn],
      Condition: { StringLike: { 's3:prefix': ['kansa/*/*'] } },
    },
    { Sid: 'KansaSeeLock', Effect: 'Allow', Action: ['s3:GetBucketObjectLockConfiguration'], Resource: [arn] },
  ];

  it('adds what that takes, on their prefix only, and nothing where they stay on disk', async () => {
    const [scan, ...store] = JSON.parse(await iamPolicy({ ...KMS, out })).Statement;
    expect(store).toEqual(STATEMENTS);
    expect(scan.Action).toEqual(await actionsOf(KMS));
    expect(await iamPolicy({ ...KMS, out: 'runs/{account}' })).toBe(await iamPolicy(KMS));
  });

  it('is of the partition of the regions, and of a prefix that is said', async () => {
    const { Statement } = JSON.parse(
      await iamPolicy({ ...KMS, regions: ['cn-north-1'], out: 's3://audit-{account}/run' }),
    );
    expect(Statement.slice(1).map(({ Resource }: { Resource: string[] }) => Resource[0])).toEqual([
      'arn:aws-cn:s3:::audit-*/run/*',
      'arn:aws-cn:s3:::audit-*/*/manifest.json',
      'arn:aws-cn:s3:::audit-*',
      'arn:aws-cn:s3:::audit-*',
    ]);
    // What lies at the root of a bucket is listed without a prefix.
    expect(Statement[3].Condition).toBeUndefined();
  });

  it('is a policy of its own in CloudFormation', async () => {
    const { Resources } = parse(await iamPolicy({ ...KMS, format: 'cloudformation', out }), { version: '1.1' });
    const { Type, Properties } = Resources.RunStorePolicy;
    expect(strangersIn({ type: Type, properties: Properties })).toEqual([]);
    expect(Properties.PolicyDocument).toEqual({ Version: '2012-10-17', Statement: STATEMENTS });
    expect(Resources.ScanRole.Properties.ManagedPolicyArns).toContainEqual({ Ref: 'RunStorePolicy' });
  });

  it('is a policy of its own in Terraform', async () => {
    const module = await parseHcl('main.tf', await iamPolicy({ ...KMS, format: 'terraform', out }));
    const [store] = module.data.aws_iam_policy_document.kansa_run_store;
    expect(store.statement).toEqual(
      STATEMENTS.map(({ Sid, Effect, Action, Resource, Condition }) => ({
        sid: Sid,
        effect: Effect,
        actions: Action,
        resources: Resource,
        ...(Condition && { condition: [{ test: 'StringLike', variable: 's3:prefix', values: ['kansa/*/*'] }] }),
      })),
    );
    expect(module.resource.aws_iam_role_policy_attachment).toHaveProperty('kansa_run_store');
  });
});

describe('the policy of a scan that validates digest files', () => {
  const asked = { logDigests: 7 };
  const statement = {
    Sid: 'KansaReadTrails',
    Effect: 'Allow',
    Action: ['s3:GetObject'],
    Resource: ['arn:aws:s3:::*/AWSLogs/*/CloudTrail*'],
  };

  it('lets objects be read only where CloudTrail puts its files', async () => {
    const plain = await actionsOf();
    const [scan, ...further] = JSON.parse(await iamPolicy(asked)).Statement;
    expect(scan.Action.filter((action: string) => !plain.includes(action))).toEqual([
      'cloudtrail:ListPublicKeys',
      's3:ListBucket',
    ]);
    expect(further).toEqual([statement]);
    const { Statement } = JSON.parse(await iamPolicy({ ...asked, regions: ['cn-north-1'] }));
    expect(Statement[1].Resource).toEqual(['arn:aws-cn:s3:::*/AWSLogs/*/CloudTrail*']);
  });

  it('gives that right to the role that scans, not to whoever keeps the runs', async () => {
    const out = 's3://audit-runs/kansa';
    const { Resources } = parse(await iamPolicy({ ...asked, format: 'cloudformation', out }), { version: '1.1' });
    expect(Resources.ScanPolicyLogs.Properties.PolicyDocument.Statement).toEqual([statement]);
    expect(JSON.stringify(Resources.RunStorePolicy)).not.toContain('KansaReadTrails');
    const module = await parseHcl('main.tf', await iamPolicy({ ...asked, format: 'terraform', out }));
    const [logs] = module.data.aws_iam_policy_document.kansa_scan_logs;
    expect(logs.statement).toEqual([
      {
        sid: statement.Sid,
        effect: statement.Effect,
        actions: statement.Action,
        resources: statement.Resource,
      },
    ]);
    expect(module.resource.aws_iam_role_policy_attachment.kansa_scan_logs).toBeDefined();
  });
});

describe('the policy of looking for personal data in S3', () => {
  const pii = ['s3://example-data/train/', 's3://example-data/50%{x}/$*.csv', 's3://example-logs'];
  const STATEMENTS = [
    {
      Sid: 'KansaReadData',
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: [
        'arn:aws:s3:::example-data/train/*',
        'arn:aws:s3:::example-data/50%{x}/??.csv*',
        'arn:aws:s3:::example-logs/*',
      ],
    },
    {
      Sid: 'KansaListData1',
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: ['arn:aws:s3:::example-data'],
      Condition: { StringLike: { 's3:prefix': ['train/*', '50%{x}/??.csv*'] } },
    },
    { Sid: 'KansaListData2', Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:aws:s3:::example-logs'] },
  ];

  it('adds the right to list and to read what is named, and tags, and nothing where nothing is', async () => {
    const [scan, ...further] = JSON.parse(await iamPolicy({ ...KMS, pii })).Statement;
    expect(further).toEqual(STATEMENTS);
    expect(scan.Action).toEqual([...(await actionsOf(KMS)), 'tag:GetResources']);
    expect(await iamPolicy({ ...KMS, pii: [] })).toBe(await iamPolicy(KMS));
    await expect(iamPolicy({ ...KMS, pii: ['exports/'] })).rejects.toThrow(
      'an address in AWS begins with s3://, logs://, dynamodb://, s3vectors://, states:// or opensearch://',
    );
  });

  it('names of log groups, tables, executions and indexes each one in its region and partition', async () => {
    const places = [
      'logs://cn-north-1//aws/bedrock/x',
      'dynamodb://eu-west-1/agent-sessions',
      'dynamodb://eu-west-1/orders',
      'dynamodb://eu-west-1/orders',
      's3vectors://eu-west-1/example-vectors/faq',
      'states://eu-west-1/claims',
      'opensearch://cn-north-1/collection/examplecollection001/support-docs',
      'opensearch://eu-west-1/collection/examplecollection002/faq$',
      'opensearch://eu-west-1/domain/example-search/faq$',
    ];
    const [, ...further] = JSON.parse(await iamPolicy({ ...KMS, pii: places })).Statement;
    expect(further).toEqual([
      {
        Sid: 'KansaReadEvents',
        Effect: 'Allow',
        Action: ['logs:FilterLogEvents'],
        Resource: [
          'arn:aws-cn:logs:cn-north-1:*:log-group:/aws/bedrock/x',
          'arn:aws-cn:logs:cn-north-1:*:log-group:/aws/bedrock/x:*',
        ],
      },
      {
        Sid: 'KansaReadItems',
        Effect: 'Allow',
        Action: ['dynamodb:DescribeTable', 'dynamodb:Scan'],
        Resource: ['agent-sessions', 'orders'].map((name) => `arn:aws:dynamodb:eu-west-1:*:table/${name}`),
      },
      {
        Sid: 'KansaReadVectors',
        Effect: 'Allow',
        Action: ['s3vectors:ListVectors', 's3vectors:GetVectors'],
        Resource: ['arn:aws:s3vectors:eu-west-1:*:bucket/example-vectors/index/faq'],
      },
      {
        Sid: 'KansaListExecutions',
        Effect: 'Allow',
        Action: ['states:ListExecutions'],
        Resource: ['arn:aws:states:eu-west-1:*:stateMachine:claims'],
      },
      {
        Sid: 'KansaReadExecutions',
        Effect: 'Allow',
        Action: ['states:DescribeExecution'],
        Resource: ['arn:aws:states:eu-west-1:*:execution:claims:*'],
      },
      { Sid: 'KansaFindCollections', Effect: 'Allow', Action: ['aoss:BatchGetCollection'], Resource: ['*'] },
      {
        Sid: 'KansaSearchCollections',
        Effect: 'Allow',
        Action: ['aoss:APIAccessAll'],
        Resource: [
          'arn:aws-cn:aoss:cn-north-1:*:collection/examplecollection001',
          'arn:aws:aoss:eu-west-1:*:collection/examplecollection002',
        ],
      },
      {
        Sid: 'KansaFindDomains',
        Effect: 'Allow',
        Action: ['es:DescribeDomain'],
        Resource: ['arn:aws:es:eu-west-1:*:domain/example-search'],
      },
      {
        Sid: 'KansaSearchDomains',
        Effect: 'Allow',
        Action: ['es:ESHttpPost'],
        Resource: ['arn:aws:es:eu-west-1:*:domain/example-search/faq?/_search'],
      },
    ]);
  });

  it('adds what further opinions take where they are to be asked for', async () => {
    const asked = { comprehend: true, guardrail: 'abc123:3', macie: true };
    const [, ...further] = JSON.parse(await iamPolicy({ ...KMS, ...asked })).Statement;
    expect(further).toEqual([
      {
        Sid: 'KansaAskComprehend',
        Effect: 'Allow',
        Action: ['comprehend:ContainsPiiEntities', 'comprehend:DetectDominantLanguage', 'comprehend:DetectPiiEntities'],
        Resource: ['*'],
      },
      {
        Sid: 'KansaAskGuardrail',
        Effect: 'Allow',
        Action: ['bedrock:ApplyGuardrail', 'bedrock:GetGuardrail'],
        Resource: ['arn:aws:bedrock:*:*:guardrail/abc123', 'arn:aws:bedrock:*:*:guardrail-profile/*'],
      },
      {
        Sid: 'KansaReadEnforcedGuardrails',
        Effect: 'Allow',
        Action: ['bedrock:ListEnforcedGuardrailsConfiguration', 'organizations:DescribeEffectivePolicy'],
        Resource: ['*'],
      },
      {
        Sid: 'KansaReadMacie',
        Effect: 'Allow',
        Action: ['macie2:GetFindings', 'macie2:GetMacieSession', 'macie2:ListFindings'],
        Resource: ['*'],
      },
    ]);
  });

  it('names a guardrail by its ARN where that is given, in its partition', async () => {
    const guardrail = 'arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:guardrail/abc123';
    const [, { Resource }] = JSON.parse(await iamPolicy({ ...KMS, guardrail: `${guardrail}:DRAFT` })).Statement;
    expect(Resource).toEqual([guardrail, 'arn:aws-us-gov:bedrock:*:*:guardrail-profile/*']);
    await expect(iamPolicy({ ...KMS, guardrail: 'a/*' })).rejects.toThrow('--guardrail "a/*" names no guardrail');
  });

  it('covers every call that it makes', async () => {
    const { actionOf } = await import('../../src/collectors/permissions.js');
    const actions = STATEMENTS.flatMap(({ Action }) => Action);
    for (const operation of ['HeadBucket', 'ListObjectsV2', 'GetObject'])
      expect(actions).toContain(actionOf('s3', operation));
  });

  it('is a policy of its own in CloudFormation and in Terraform', async () => {
    const { Resources } = parse(await iamPolicy({ ...KMS, format: 'cloudformation', pii }), { version: '1.1' });
    expect(Resources.DataPolicy.Properties.PolicyDocument).toEqual({ Version: '2012-10-17', Statement: STATEMENTS });
    expect(Resources.ScanRole.Properties.ManagedPolicyArns).toContainEqual({ Ref: 'DataPolicy' });
    const module = await parseHcl('main.tf', await iamPolicy({ ...KMS, format: 'terraform', pii }));
    const [data] = module.data.aws_iam_policy_document.kansa_data;
    // As Terraform reads a text, `%%{` stands for `%{`.
    expect(JSON.parse(JSON.stringify(data.statement).replaceAll('%%{', '%{'))).toEqual(
      STATEMENTS.map(({ Sid, Effect, Action, Resource, Condition }) => ({
        sid: Sid,
        effect: Effect,
        actions: Action,
        resources: Resource,
        ...(Condition && {
          condition: [{ test: 'StringLike', variable: 's3:prefix', values: Condition.StringLike['s3:prefix'] }],
        }),
      })),
    );
    expect(module.resource.aws_iam_role_policy_attachment).toHaveProperty('kansa_data');
  });
});
