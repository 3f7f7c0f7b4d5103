import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { actionOf } from '../../src/collectors/permissions.js';
import { UsageError } from '../../src/model/errors.js';
import type { Evaluation, Finding } from '../../src/model/finding.js';
import { controlsAsking, narrowed, selecting } from '../commands/asking.js';
import { newlyUnknown } from '../commands/promises.js';
import { CREDENTIALS, type DemoAccount, startDemoAccount } from '../emulator/demo-scan.js';
import type { Fault } from '../emulator/proxy.js';
import { harmDone, KINDS, type Trouble, troubleWith } from './troubles.js';

let account: DemoAccount;
let whole: Evaluation;

beforeAll(async () => {
  account = await startDemoAccount();
  whole = (await account.scan()).evaluation;
});

afterAll(() => account?.stop());
afterEach(() => account.proxy.faults([]));

const under = async (...faults: readonly Fault[]): Promise<Evaluation> => {
  account.proxy.clear();
  account.proxy.faults(faults);
  return (await account.scan()).evaluation;
};

/** What the trouble did to the controls that ask for what it is about: a scan of these alone, for there are many troubles. */
const harmOf = async (trouble: Trouble): Promise<string[]> => {
  const [service = '', operation = ''] = trouble.call.split(':');
  const asking = controlsAsking(actionOf(service, operation));
  expect(asking).not.toEqual([]);
  account.proxy.clear();
  account.proxy.faults([trouble]);
  const { evaluation } = await account.scan({ selection: selecting(asking) });
  return harmDone(narrowed(whole, asking), evaluation, trouble);
};

/** One wire protocol each; by turns a list, a describe call and a bulk call of it. */
const SAMPLE = {
  json: ['sagemaker:ListModels', 'sagemaker:DescribeModelPackage', 'sagemaker:Search'],
  'rest-json': ['eks:ListAccessEntries', 'bedrock:GetGuardrail'],
  query: ['iam:GetAccountAuthorizationDetails'],
  ec2: ['ec2:DescribeVpcEndpoints'],
  'rest-xml': ['s3:GetObjectLockConfiguration', 's3:ListBuckets'],
} as const;

/** Refusals are below, a permission each. */
const CASES = Object.entries(SAMPLE).flatMap(([protocol, operations]) =>
  KINDS.filter((kind) => kind !== 'deny').map((kind, index) => ({
    protocol,
    kind,
    operation: operations[index % operations.length] ?? '',
  })),
);

describe('trouble with one operation', () => {
  test.each(CASES)('$protocol $kind: $operation', async ({ operation, kind }) => {
    expect(await harmOf(troubleWith(operation, kind))).toEqual([]);
  });

  test.each(['throttle', 'server_error', 'reset'] as const)(
    '%s that the second attempt mends leaves no trace',
    async (kind) => {
      const { digests } = await under({ service: 'kms', operation: 'DescribeKey', kind, times: 1 });
      expect(digests).toEqual(whole.digests);
    },
  );
});

describe('trouble with one list of every cluster', () => {
  afterEach(() => account.proxy.kubernetes.faults([]));

  test.each([
    ['pods', 401, 'deny'],
    ['/apis', 403, 'deny'],
    ['rolebindings.rbac.authorization.k8s.io', 403, 'deny'],
    ['rayclusters.ray.io', 403, 'deny'],
    ['configmaps', 403, 'deny'],
    ['services', 429, 'throttle'],
    ['namespaces', 500, 'server_error'],
  ] as const)('%s: %i', async (resource, status, kind) => {
    account.proxy.kubernetes.faults([{ resource, status }]);
    const verb = resource === '/apis' || resource === 'configmaps' ? 'get' : 'list';
    const call = `kubernetes:${verb} ${resource}`;
    const less = await under();
    expect(harmDone(whole, less, troubleWith(call, kind))).toEqual([]);
    expect(newlyUnknown(whole, less).length).toBeGreaterThan(0);
  });

  test('that the second attempt mends leaves no trace', async () => {
    account.proxy.kubernetes.faults([{ resource: 'pods', status: 500, times: 1 }]);
    expect((await under()).digests).toEqual(whole.digests);
  });
});

/** Findings as they stand, without the calls that showed them: those differ from scan to scan. */
const told = ({ control, verdict, resource, message }: Finding) => ({ control, verdict, resource, message });

describe('trouble after the first page of a list', () => {
  test.each([
    ['json', 'sagemaker:ListModels', 'throttle', 'AWS::SageMaker::Model', 4],
    ['json', 'kms:ListKeys', 'reset', 'AWS::KMS::Key', 3],
    ['json', 'cloudtrail:LookupEvents', 'expired_token', 'AWS::CloudTrail::Event', 0],
    ['rest-json', 'bedrock:ListGuardrails', 'truncated', 'AWS::Bedrock::Guardrail', 1],
    ['rest-json', 'bedrock-agent:ListAgents', 'deny', 'AWS::Bedrock::Agent', 1],
    ['rest-json', 'eks:ListAccessEntries', 'server_error', 'AWS::EKS::AccessEntry', 4],
  ] as const)('%s %s, %s: the %s of the first page are judged as ever', async (_, name, kind, type, ofFirstPage) => {
    const trouble = { ...troubleWith(name, kind), afterPage: 1, region: 'ap-northeast-1' };
    const less = await under(trouble);
    expect(harmDone(whole, less, trouble)).toEqual([]);
    const listing = less.coverage.listings.find((one) => one.type === type && one.region === 'ap-northeast-1');
    expect(listing?.state).toBe('partial');
    const judged = less.findings.filter(
      ({ resource, verdict }) =>
        resource.type === type && resource.region === 'ap-northeast-1' && verdict !== 'unknown',
    );
    const subjects = new Set(judged.map(({ resource }) => resource.id));
    expect(subjects.size).toBe(ofFirstPage);
    // What needed the pages that nobody saw is unknown; the rest says what it said.
    const known = new Set(judged.map(({ control, resource }) => `${control} ${resource.id}`));
    expect(judged.map(told)).toEqual(
      whole.findings.filter(({ control, resource }) => known.has(`${control} ${resource.id}`)).map(told),
    );
  });
});

test('trouble with one of several items leaves the others, and all that does not rest on it, as they were', async () => {
  const trouble = {
    ...troubleWith('sagemaker:DescribeNotebookInstance', 'server_error'),
    match: ({ NotebookInstanceName }: Readonly<Record<string, unknown>>) =>
      NotebookInstanceName === 'quick-experiments',
  };
  const less = await under(trouble);
  expect(harmDone(whole, less, trouble)).toEqual([]);
  const blind = newlyUnknown(whole, less);
  const isBlind = ({ control, resource }: Finding) =>
    blind.some((finding) => finding.control === control && finding.resource.id === resource.id);
  const others = ({ findings }: Evaluation) => findings.filter((finding) => !isBlind(finding)).map(told);
  expect(others(less)).toEqual(others(whole));
  const notebooks = blind.filter(({ resource }) => resource.type === 'AWS::SageMaker::NotebookInstance');
  expect(notebooks.filter(({ resource: { id } }) => !id.endsWith('notebook-instance/quick-experiments'))).toEqual([]);
});

describe('a permission taken away', () => {
  test.each([
    ['bedrock:GetAgentVersion', 'bedrock-agent:GetAgentVersion'],
    ['cloudtrail:GetTrailStatus', 'cloudtrail:GetTrailStatus'],
    ['ec2:DescribeVpcEndpoints', 'ec2:DescribeVpcEndpoints'],
    ['eks:ListAssociatedAccessPolicies', 'eks:ListAssociatedAccessPolicies'],
    ['iam:GetAccountAuthorizationDetails', 'iam:GetAccountAuthorizationDetails'],
    ['logs:DescribeLogGroups', 'cloudwatch-logs:DescribeLogGroups'],
    ['s3:GetBucketObjectLockConfiguration', 's3:GetObjectLockConfiguration'],
    ['sagemaker:ListEndpoints', 'sagemaker:ListEndpoints'],
  ])('%s: what needed it is unknown and names it', async (action, operation) => {
    const trouble = troubleWith(operation, 'deny');
    const less = await under(trouble);
    expect(harmDone(whole, less, trouble)).toEqual([]);
    const unknown = newlyUnknown(whole, less);
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown.filter(({ gaps }) => !gaps.some((gap) => gap.action === action)).map(told)).toEqual([]);
  });
});

test('an account that does not say who it is is not scanned', async () => {
  account.proxy.faults([troubleWith('sts:GetCallerIdentity', 'deny')]);
  await expect(account.scan()).rejects.toThrow(UsageError);
});

describe('credentials that expire during the scan', () => {
  const HOUR = 3_600_000;
  /** A process that gives keys (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html), and how often it was asked. */
  const keysFrom = (...lifetimes: readonly number[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'kansa-keys-'));
    for (const [index, lifetime] of lifetimes.entries())
      writeFileSync(
        join(folder, `${index + 1}`),
        JSON.stringify({
          Version: 1,
          AccessKeyId: `EMULATED${index + 1}`,
          SecretAccessKey: CREDENTIALS.AWS_SECRET_ACCESS_KEY,
          Expiration: new Date(Date.now() + lifetime),
        }),
      );
    const count = join(folder, 'count');
    writeFileSync(count, '0');
    const next = join(folder, 'next.sh');
    writeFileSync(next, `cd '${folder}'; n=$(($(cat count) + 1)); echo $n > count; cat $n\n`);
    writeFileSync(
      join(folder, 'config'),
      `[profile renewed]\nregion = ap-northeast-1\ncredential_process = sh ${next}\n`,
    );
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
    for (const name of Object.keys(CREDENTIALS)) vi.stubEnv(name, undefined);
    return { asked: () => Number(readFileSync(count, 'utf8')) };
  };
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const scanned = async (...faults: readonly Fault[]) => {
    account.proxy.clear();
    account.proxy.faults(faults);
    return (await account.scan({ profile: 'renewed' })).evaluation;
  };
  const requestsOf = (operation: string) =>
    account.proxy.requests.filter((request) => request.operation === operation).length;

  test('one set of keys serves all clients', async () => {
    const keys = keysFrom(HOUR);
    expect((await scanned()).digests).toEqual(whole.digests);
    expect(keys.asked()).toBe(1);
  });

  test('keys that end within minutes are renewed before they do', async () => {
    const keys = keysFrom(HOUR / 30, HOUR);
    expect((await scanned()).digests).toEqual(whole.digests);
    expect(keys.asked()).toBe(2);
  });

  test.each([
    'sagemaker:ListModels',
    'eks:DescribeCluster',
    'iam:GetAccountAuthorizationDetails',
    's3:ListBuckets',
    'ec2:DescribeVpcEndpoints',
  ])('keys that AWS finds expired before their time are renewed, and the scan is whole: %s', async (name) => {
    const keys = keysFrom(HOUR, HOUR);
    const less = await scanned({ ...troubleWith(name, 'expired_token'), times: 1 });
    expect(less.digests).toEqual(whole.digests);
    expect(keys.asked()).toBe(2);
  });

  test('renewed keys that are refused, too, end in a gap', async () => {
    const keys = keysFrom(HOUR, HOUR, HOUR);
    const trouble = { ...troubleWith('sagemaker:ListNotebookInstances', 'expired_token'), region: 'ap-northeast-1' };
    expect(harmDone(whole, await scanned(trouble), trouble)).toEqual([]);
    expect([requestsOf('ListNotebookInstances'), keys.asked()]).toEqual([3, 2]);
  });

  test('keys that nothing renews are not tried again', async () => {
    const trouble = { ...troubleWith('sagemaker:ListNotebookInstances', 'expired_token'), region: 'ap-northeast-1' };
    expect(harmDone(whole, await under(trouble), trouble)).toEqual([]);
    expect(requestsOf('ListNotebookInstances')).toBe(2);
  });
});
