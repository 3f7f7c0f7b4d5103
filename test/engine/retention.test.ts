import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retentionOf } from '../../src/engine/retention.js';
import type { Finding } from '../../src/model/finding.js';
import { DEFAULT_PARAMS } from '../../src/model/params.js';
import type { Resource } from '../../src/model/resource.js';
import type { RetentionChain, RetentionLink, RetentionStep } from '../../src/model/retention.js';
import type { Listing } from '../../src/model/snapshot.js';
import { complete, memorySnapshot, resource, SCOPE } from './memory-snapshot.js';

const TRAIL = 'AWS::CloudTrail::Trail';
const BUCKET = 'AWS::S3::Bucket';
const POLICY = 'AWS::S3::BucketPolicy';
const GROUP = 'AWS::Logs::LogGroup';
const ROLE = 'AWS::IAM::Role';
const TYPES = [
  TRAIL,
  'AWS::Bedrock::ModelInvocationLogging',
  'AWS::SageMaker::Endpoint',
  'AWS::SageMaker::EndpointConfig',
  'AWS::EKS::Cluster',
  'AWS::EC2::FlowLog',
  GROUP,
  BUCKET,
  POLICY,
  ROLE,
  'AWS::IAM::User',
  'AWS::IAM::Group',
  'AWS::IAM::ManagedPolicy',
];
const whole: Listing[] = TYPES.flatMap((type) => SCOPE.regions.map((region) => complete(type, region)));

const trail = resource({
  type: TRAIL,
  id: 'arn:aws:cloudtrail:ap-northeast-1:123456789012:trail/audit',
  properties: {
    S3BucketName: 'example-logs',
    IsLogging: true,
    KMSKeyId: 'arn:aws:kms:ap-northeast-1:123456789012:key/1',
    EnableLogFileValidation: true,
  },
  runtime: { StartLoggingTime: Date.UTC(2025, 0, 1, 9) },
});
const bucket = (properties: Resource['properties']) =>
  resource({ type: BUCKET, id: 'arn:aws:s3:::example-logs', names: ['example-logs'], properties });
const locked = (Mode: string, Years: number) => ({
  VersioningConfiguration: { Status: 'Enabled' },
  ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode, Years } } },
});
const expiring = (days: number, noncurrent?: number) => ({
  LifecycleConfiguration: {
    Rules: [
      {
        Id: 'expire',
        Status: 'Enabled',
        ExpirationInDays: days,
        ...(noncurrent !== undefined && { NoncurrentVersionExpiration: { NoncurrentDays: noncurrent } }),
      },
    ],
  },
});
const replicated = {
  ReplicationConfiguration: {
    Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::example-vault', Account: '999999999999' } }],
  },
};
const role = (name: string, properties: Resource['properties']) =>
  resource({ type: ROLE, id: `arn:aws:iam::123456789012:role/${name}`, region: 'global', properties });
const allowing = (action: string, on: string, more: Resource['properties'] = {}) => ({
  Policies: [
    {
      PolicyName: 'own',
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: [action], Resource: [on] }] },
    },
  ],
  ...more,
});

const chainsFor = (
  resources: readonly Resource[],
  { findings = [], listings = whole }: { findings?: readonly Finding[]; listings?: readonly Listing[] } = {},
): readonly RetentionChain[] => retentionOf(memorySnapshot(resources, listings), findings, DEFAULT_PARAMS).chains;
const trailChain = (resources: readonly Resource[], listings = whole): RetentionChain => {
  const found = chainsFor([trail, ...resources], { listings }).find(({ stream }) => stream === 'cloudtrail');
  if (found === undefined) throw new Error('there is no chain of the trail');
  return found;
};
const linkAt = (chain: RetentionChain, step: RetentionStep): RetentionLink => {
  const found = chain.links.find((link) => link.step === step);
  if (found === undefined) throw new Error(`there is no step ${step}`);
  return found;
};
const states = (chain: RetentionChain) => Object.fromEntries(chain.links.map(({ step, state }) => [step, state]));

const MUST_GO = { lock: 'not_applicable', deletion: 'not_applicable', copy: 'not_applicable' } as const;
const SAFE = bucket({ ...locked('COMPLIANCE', 10), ...replicated });

describe('a chain', () => {
  it('is met throughout where everything was seen and is as it should be', () => {
    expect(states(trailChain([SAFE]))).toEqual({
      source: 'met',
      destination: 'met',
      lifecycle: 'met',
      lock: 'met',
      encryption: 'met',
      deletion: 'met',
      copy: 'met',
      integrity: 'met',
    });
  });

  it('says of a region without logs that nothing writes them, and of one without clusters that there is nothing to log', () => {
    const sources = chainsFor([]).map((chain) => [chain.stream, chain.region, linkAt(chain, 'source').state]);
    expect(sources.filter(([, region]) => region !== 'ap-northeast-3')).toEqual([
      ['bedrock_invocations', 'ap-northeast-1', 'not_met'],
      ['cloudtrail', 'global', 'not_met'],
      ['data_capture', 'ap-northeast-1', 'not_applicable'],
      ['eks_audit', 'ap-northeast-1', 'not_applicable'],
      ['kansa_runs', 'global', 'met'],
      ['s3_access', 'ap-northeast-1', 'not_applicable'],
      ['sagemaker_jobs', 'ap-northeast-1', 'not_applicable'],
      ['vpc_flow', 'ap-northeast-1', 'not_met'],
    ]);
  });

  it('does not say that nothing writes access logs where the setting of one bucket is hidden', () => {
    const pointer = '/properties/LoggingConfiguration';
    const hidden = { ...SAFE, gaps: [{ pointer, kind: 'missing', reason: 'denied', detail: 'denied' }] as const };
    const chain = chainsFor([hidden]).find((one) => one.stream === 's3_access' && one.region === 'ap-northeast-1');
    expect(chain && linkAt(chain, 'source')).toEqual({
      step: 'source',
      state: 'unknown',
      facts: [{ code: 'source_unseen', args: {} }],
      controls: [],
      gaps: [{ reason: 'denied', detail: 'denied' }],
    });
  });

  it('wants neither lock nor copy of what endpoints captured, which has to go', () => {
    const name = { EndpointConfigName: 'config' };
    const capture = { EnableCapture: true, DestinationS3Uri: 's3://example-logs/capture' };
    const captured = [
      resource({ type: 'AWS::SageMaker::Endpoint', id: 'endpoint', properties: name }),
      resource({
        type: 'AWS::SageMaker::EndpointConfig',
        id: 'config',
        properties: { ...name, DataCaptureConfig: capture },
      }),
    ];
    const linksUnder = (properties: Resource['properties']) => {
      const chain = chainsFor([...captured, bucket(properties)]).find(({ stream }) => stream === 'data_capture');
      return chain && states(chain);
    };
    const links = { source: 'met', destination: 'met', encryption: 'not_met', ...MUST_GO };
    expect(linksUnder(expiring(365))).toEqual({ ...links, lifecycle: 'met' });
    expect(linksUnder(locked('COMPLIANCE', 10))).toEqual({ ...links, lifecycle: 'not_met' });
  });

  it('does not know a bucket that is none of the account’s', () => {
    expect(states(trailChain([]))).toEqual({
      source: 'met',
      destination: 'unknown',
      lifecycle: 'unknown',
      lock: 'unknown',
      encryption: 'met',
      deletion: 'unknown',
      copy: 'unknown',
      integrity: 'met',
    });
  });

  it('does not accept GOVERNANCE, which a right bypasses, nor a replica within the account', () => {
    const own = { Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::example-logs' } }] };
    const chain = trailChain([bucket({ ...locked('GOVERNANCE', 10), ReplicationConfiguration: own })]);
    expect([linkAt(chain, 'lock').state, linkAt(chain, 'copy').state]).toEqual(['not_met', 'not_met']);
  });
});

describe('the time of deletion', () => {
  it('is the first midnight after the days of the rule, counted from the beginning of the source', () => {
    const { earliest, deletion, kept } = trailChain([bucket(expiring(3_000))]);
    expect({ earliest, deletion, kept }).toEqual({
      earliest: '2025-01-01',
      deletion: { state: 'at', time: Date.UTC(2025, 0, 1 + 3_000) },
      kept: { state: 'at', time: SCOPE.now + 3_000 * 86_400_000 },
    });
  });

  it('starts from what the rules have left where they have deleted already', () => {
    expect(trailChain([bucket(expiring(90))]).earliest).toBe('2026-08-25');
  });

  it('waits for versions, and for the lock', () => {
    const versions = trailChain([bucket({ VersioningConfiguration: { Status: 'Enabled' }, ...expiring(90, 7) })]);
    const lock = trailChain([bucket({ ...locked('COMPLIANCE', 1), ...expiring(90, 7) })]);
    expect([versions.kept, lock.kept]).toEqual([
      { state: 'at', time: SCOPE.now + 97 * 86_400_000 },
      { state: 'at', time: SCOPE.now + 365 * 86_400_000 },
    ]);
  });

  it('is never where a delete marker only hides what is there', () => {
    expect(trailChain([bucket({ VersioningConfiguration: { Status: 'Enabled' }, ...expiring(90) })]).deletion).toEqual({
      state: 'never',
    });
  });
});

describe('who may delete', () => {
  const open = bucket({});
  const deletion = (...resources: readonly Resource[]) => linkAt(trailChain([open, ...resources]), 'deletion');
  const named = (...resources: readonly Resource[]) => deletion(...resources).facts[0]?.args.names;
  const arn = 'arn:aws:iam::123456789012:role/Ops';

  it.each([
    ['everything', '*', '*'],
    ['whatever lies in the bucket', 's3:DeleteObject*', 'arn:aws:s3:::example-logs/*'],
    ['the logs of one account only', 's3:deleteobject', 'arn:aws:s3:::example-logs/AWSLogs/123456789012/*'],
    ['what a variable stands for', 's3:DeleteObject', `arn:aws:s3:::\${aws:PrincipalTag/bucket}/*`],
    ['the rules of the bucket', 's3:PutLifecycleConfiguration', 'arn:aws:s3:::example-logs'],
  ])('names a role that may delete %s', (_, action, on) => {
    expect(named(role('Ops', allowing(action, on)))).toBe(arn);
  });

  it.each([
    ['another bucket', 's3:DeleteObject', 'arn:aws:s3:::example-logs-2/*'],
    ['another prefix', 's3:DeleteObject', 'arn:aws:s3:::example-logs/exports/*'],
    ['reading', 's3:GetObject', '*'],
  ])('names nobody for %s', (_, action, on) => {
    expect(deletion(role('Ops', allowing(action, on)))).toEqual({
      step: 'deletion',
      state: 'met',
      facts: [{ code: 'deletion_nobody', args: {} }],
      controls: [],
      gaps: [],
    });
  });

  it('hears a Deny of all the logs, and not one of some, under a condition, or of what a variable stands for', () => {
    const refusing = (more: Resource['properties']) =>
      role('Ops', {
        Policies: [
          {
            PolicyDocument: {
              Statement: [
                { Effect: 'Allow', Action: ['s3:DeleteObject'], Resource: ['*'] },
                { Effect: 'Deny', Action: ['s3:*'], Resource: ['arn:aws:s3:::example-logs/*'], ...more },
              ],
            },
          },
        ],
      });
    expect(
      [
        {},
        { Resource: ['arn:aws:s3:::example-logs/AWSLogs/123456789012/*'] },
        { Condition: { Bool: { 'aws:MultiFactorAuthPresent': ['false'] } } },
        { Resource: [`arn:aws:s3:::\${aws:username}/*`] },
      ].map((more) => deletion(refusing(more)).state),
    ).toEqual(['met', 'not_met', 'not_met', 'not_met']);
  });

  it('names whom the policy of the bucket invites', () => {
    const policy = resource({
      type: POLICY,
      id: 'example-logs',
      names: ['example-logs'],
      properties: {
        Bucket: 'example-logs',
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: ['arn:aws:iam::999999999999:root'] },
              Action: ['s3:DeleteObject'],
              Resource: ['arn:aws:s3:::example-logs/*'],
            },
          ],
        },
      },
    });
    expect(named(policy)).toBe('arn:aws:iam::999999999999:root');
  });

  it('does not take a policy of AWS whose document nobody has seen for one that allows nothing', () => {
    const arnOf = (name: string) => ({ ManagedPolicyArns: [`arn:aws:iam::aws:policy/${name}`] });
    const ways = ['AmazonSSMManagedInstanceCore', 'AmazonS3FullAccess', 'ReadOnlyAccess'];
    expect(ways.map((name) => deletion(role('Ops', arnOf(name)))).map(({ state, gaps }) => [state, gaps])).toEqual([
      [
        'unknown',
        [{ reason: 'not_collected', detail: 'what policy/AmazonSSMManagedInstanceCore allows was not collected' }],
      ],
      ['not_met', []],
      ['met', []],
    ]);
  });

  it('does not say of anybody that he may delete what a hidden lock may hold', () => {
    const pointer = '/properties/ObjectLockConfiguration';
    const hidden = { ...open, gaps: [{ pointer, kind: 'missing', reason: 'denied', detail: 'denied' }] as const };
    const chain = trailChain([hidden, role('Ops', allowing('*', '*'))]);
    expect(linkAt(chain, 'deletion')).toEqual({
      step: 'deletion',
      state: 'unknown',
      facts: [{ code: 'deletion_unless_locked', args: { count: '1', names: arn } }],
      controls: [],
      gaps: [{ reason: 'denied', detail: 'denied' }],
    });
  });

  it('holds to what is known where the list of roles failed', () => {
    const listings = whole.map(
      (one): Listing =>
        one.type === ROLE ? { ...one, state: 'missing', cause: { reason: 'denied', detail: 'denied' } } : one,
    );
    expect(linkAt(trailChain([open], listings), 'deletion').state).toBe('unknown');
  });
});

describe('what could not be seen', () => {
  const PLACES = [
    [TRAIL, '', ['source', 'integrity']],
    [TRAIL, '/properties/IsLogging', ['source']],
    [TRAIL, '/properties/EnableLogFileValidation', ['integrity']],
    [BUCKET, '', ['destination', 'lifecycle', 'lock', 'copy']],
    [BUCKET, '/properties/LifecycleConfiguration', ['lifecycle']],
    [BUCKET, '/properties/LifecycleConfiguration/Rules/0', ['lifecycle']],
    [BUCKET, '/properties/VersioningConfiguration', ['lifecycle']],
    [BUCKET, '/properties/ObjectLockConfiguration', ['lock']],
    [BUCKET, '/properties/ReplicationConfiguration', ['copy']],
    [POLICY, '/properties/PolicyDocument', ['deletion']],
    [ROLE, '/properties/Policies', ['deletion']],
  ] as const satisfies readonly (readonly [string, string, readonly RetentionStep[]])[];
  const unlocked = bucket({ ...replicated });
  const policy = resource({ type: POLICY, id: 'example-logs', names: ['example-logs'] });
  const seen = [trail, policy, role('Reader', {})];

  it.each(PLACES)('is never met: %s %s', (type, pointer, steps) => {
    const hides = ({ properties, ...facts }: Resource): Resource => {
      const name = pointer.split('/')[2];
      const left = Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name));
      return {
        ...facts,
        properties: left,
        gaps: [{ pointer, kind: 'missing', reason: 'denied', detail: 'denied', action: 's3:Get' }],
      };
    };
    // A lock that was seen refuses everybody, whoever may else.
    const store = type === POLICY || type === ROLE ? unlocked : SAFE;
    const resources = [...seen, store].map((one) => (one.type === type ? hides(one) : one));
    const chain = chainsFor(resources).find(({ stream }) => stream === 'cloudtrail');
    expect(chain && steps.map((step) => [step, linkAt(chain, step).state])).toEqual(
      steps.map((step) => [step, 'unknown']),
    );
  });

  it('is never met where lists failed, whichever', () => {
    const resources = [...seen, unlocked];
    const before = trailChain(resources.filter(({ type }) => type !== TRAIL));
    fc.assert(
      fc.property(fc.subarray(TYPES, { minLength: 1 }), (failed) => {
        const listings = whole.map(
          (one): Listing =>
            failed.includes(one.type) ? { ...one, state: 'missing', cause: { reason: 'denied', detail: 'no' } } : one,
        );
        const left = resources.filter(({ type }) => !failed.includes(type));
        for (const chain of chainsFor(left, { listings }).filter(({ stream }) => stream === 'cloudtrail'))
          for (const { step, state } of chain.links.filter((link) => link.state === 'met'))
            expect([step, state]).toEqual([step, states(before)[step]]);
        const chain = chainsFor(left, { listings }).find(({ stream }) => stream === 'cloudtrail');
        if (failed.includes(TRAIL)) expect(chain?.links.map(({ state }) => state)).not.toContain('met');
        if (failed.some((type) => type.startsWith('AWS::IAM::') || type === POLICY || type === BUCKET))
          expect(chain && linkAt(chain, 'deletion').state).not.toBe('met');
      }),
    );
  });
});

describe('a control', () => {
  const finding = (verdict: Finding['verdict']): Finding => ({
    control: 'cloudtrail/trail_bucket_object_lock',
    severity: 'high',
    theme: 'audit',
    verdict,
    resource: { type: TRAIL, id: trail.id, account: trail.account, region: trail.region },
    message: '',
    violations: [],
    unproven: [],
    gaps: [],
    evidence: [],
    fingerprint: '0'.repeat(64),
  });

  it.each([
    ['fail', 'not_met'],
    ['waived', 'not_met'],
    ['unknown', 'unknown'],
    ['pass', 'met'],
  ] as const)('that says %s makes its step %s', (verdict, state) => {
    const chain = chainsFor([trail, SAFE], { findings: [finding(verdict)] }).find(
      ({ stream }) => stream === 'cloudtrail',
    );
    expect(chain && linkAt(chain, 'lock').state).toBe(state);
  });

  it('that passes does not make up for what the chain could not see', () => {
    const chain = chainsFor([trail], { findings: [finding('pass')] }).find(({ stream }) => stream === 'cloudtrail');
    expect(chain && linkAt(chain, 'lock').state).toBe('unknown');
  });
});
