import { describe, expect, test } from 'vitest';
import { events } from '../../src/collectors/cloudtrail/event.js';
import { eventDataStores } from '../../src/collectors/cloudtrail/event-data-store.js';
import { trails } from '../../src/collectors/cloudtrail/trail.js';
import type { JsonObject } from '../../src/model/json.js';
import { cloudtrail, created, event, lookedUp, TRAIL_ARN, trail } from './answers/cloudtrail.js';
import { ACCOUNT, type Answers, complete, explore, REGION, refused, seenBy } from './expedition.js';

const untagged = (type: string) => ({
  pointer: '/tags',
  kind: 'missing',
  reason: 'not_collected',
  detail: `tags of ${type} are not collected`,
});
const denied = refused('AccessDeniedException', 'no identity-based policy allows it');
const causeOf = (call: string) => ({
  reason: 'denied',
  detail: `cloudtrail:${call} in ${REGION} was denied (AccessDeniedException): no identity-based policy allows it`,
  action: `cloudtrail:${call}`,
});

describe('AWS::CloudTrail::Trail', () => {
  const { type } = trails;
  const whole = {
    type,
    id: TRAIL_ARN,
    names: ['audit'],
    account: ACCOUNT,
    region: REGION,
    tags: {},
    properties: {
      TrailName: 'audit',
      IsMultiRegionTrail: true,
      IsOrganizationTrail: false,
      IsLogging: true,
      S3BucketName: 'audit-logs',
      S3KeyPrefix: 'trail',
      KMSKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      EnableLogFileValidation: true,
      IncludeGlobalServiceEvents: true,
      EventSelectors: [
        {
          ReadWriteType: 'All',
          IncludeManagementEvents: true,
          DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
          ExcludeManagementEventSources: [],
        },
      ],
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:trail:*',
    },
    runtime: { HomeRegion: REGION, StartLoggingTime: 1_700_000_000_000, LatestDeliveryTime: 1_774_950_000_000 },
    source: seenBy(
      'cloudtrail:DescribeTrails',
      'cloudtrail:GetTrailStatus',
      'cloudtrail:GetEventSelectors',
      'cloudtrail:GetInsightSelectors',
    ),
    gaps: [untagged(type)],
  };

  test('is listed, with whether it logs and what', async () => {
    expect(await explore(trails, cloudtrail)).toEqual({
      resources: [whole],
      listings: [complete(type)],
      calls: [
        `cloudtrail:DescribeTrails ${REGION} ok`,
        `cloudtrail:GetTrailStatus ${REGION} ok`,
        `cloudtrail:GetEventSelectors ${REGION} ok`,
        `cloudtrail:GetInsightSelectors ${REGION} absent`,
      ],
    });
  });

  test('asks for the trails of other regions, and for each by its ARN', async () => {
    const asked: JsonObject[] = [];
    const asking = Object.fromEntries(
      Object.entries(cloudtrail).map(([call, answer]): [string, Answers[string]] => [
        call,
        (input, key) => {
          asked.push(input);
          return typeof answer === 'function' ? answer(input, key) : answer;
        },
      ]),
    );
    await explore(trails, asking);
    expect(asked).toEqual([
      { includeShadowTrails: true },
      { Name: TRAIL_ARN },
      { TrailName: TRAIL_ARN },
      { TrailName: TRAIL_ARN },
    ]);
  });

  test('stands once, in its home region, however many regions show it', async () => {
    const { resources, listings } = await explore(trails, cloudtrail, ['us-east-1', REGION, 'ap-northeast-1']);
    expect(resources).toEqual([whole]);
    expect(listings).toHaveLength(3);
  });

  test('stands in the first scanned region when its home is not scanned', async () => {
    const { resources, listings, calls } = await explore(trails, cloudtrail, ['us-east-1', 'ap-northeast-1']);
    expect(resources).toEqual([{ ...whole, region: 'ap-northeast-1' }]);
    expect(listings.toSorted((a, b) => (a.region < b.region ? -1 : 1))).toEqual([
      complete(type, 'ap-northeast-1'),
      complete(type, 'us-east-1'),
    ]);
    expect(calls.filter((call) => call.includes('Get'))).toEqual([
      'cloudtrail:GetTrailStatus ap-northeast-1 ok',
      'cloudtrail:GetEventSelectors ap-northeast-1 ok',
      'cloudtrail:GetInsightSelectors ap-northeast-1 absent',
    ]);
  });

  test('keeps what else was seen where its status is denied', async () => {
    const { resources } = await explore(trails, { ...cloudtrail, 'cloudtrail:GetTrailStatus': denied });
    const { IsLogging, ...properties } = whole.properties;
    const gap = { kind: 'missing', ...causeOf('GetTrailStatus') };
    expect(IsLogging).toBe(true);
    expect(resources).toEqual([
      {
        ...whole,
        properties,
        runtime: { HomeRegion: REGION },
        source: seenBy('cloudtrail:DescribeTrails', 'cloudtrail:GetEventSelectors', 'cloudtrail:GetInsightSelectors'),
        gaps: [
          { pointer: '/properties/IsLogging', ...gap },
          { pointer: '/runtime/StartLoggingTime', ...gap },
          { pointer: '/runtime/StopLoggingTime', ...gap },
          { pointer: '/runtime/LatestDeliveryTime', ...gap },
          { pointer: '/runtime/LatestDeliveryError', ...gap },
          { pointer: '/runtime/LatestDigestDeliveryError', ...gap },
          { pointer: '/runtime/LatestCloudWatchLogsDeliveryError', ...gap },
          untagged(type),
        ],
      },
    ]);
  });

  test('shows the Insights that it looks out for', async () => {
    const { resources } = await explore(trails, {
      ...cloudtrail,
      'cloudtrail:GetInsightSelectors': { InsightSelectors: [{ InsightType: 'ApiErrorRateInsight' }] },
    });
    expect(resources[0]?.properties.InsightSelectors).toEqual([{ InsightType: 'ApiErrorRateInsight' }]);
    const { resources: refusing } = await explore(trails, { ...cloudtrail, 'cloudtrail:GetInsightSelectors': denied });
    expect(refusing[0]?.gaps).toEqual([
      { pointer: '/properties/InsightSelectors', kind: 'missing', ...causeOf('GetInsightSelectors') },
      untagged(type),
    ]);
  });

  test('keeps what else was seen where its event selectors are denied', async () => {
    const { resources } = await explore(trails, { ...cloudtrail, 'cloudtrail:GetEventSelectors': denied });
    const gap = { kind: 'missing', ...causeOf('GetEventSelectors') };
    expect(resources.map(({ gaps }) => gaps)).toEqual([
      [
        { pointer: '/properties/EventSelectors', ...gap },
        { pointer: '/properties/AdvancedEventSelectors', ...gap },
        untagged(type),
      ],
    ]);
  });

  test('shows advanced selectors, and the selector in which the SDK dropped a member', async () => {
    const AdvancedEventSelectors = [
      { Name: 'all', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'], Matches: ['*'] }] },
    ];
    const { resources } = await explore(trails, {
      ...cloudtrail,
      'cloudtrail:GetEventSelectors': { TrailARN: TRAIL_ARN, AdvancedEventSelectors },
    });
    expect(resources[0]?.properties.AdvancedEventSelectors).toEqual([
      { Name: 'all', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    ]);
    expect(resources[0]?.gaps[0]).toMatchObject({
      pointer: '/properties/AdvancedEventSelectors/0/FieldSelectors/0/Matches',
      reason: 'unmodelled',
    });
  });

  test('has gaps when it is gone before its status is asked for', async () => {
    const gone = refused('TrailNotFoundException', 'Unknown trail');
    const { resources } = await explore(trails, { ...cloudtrail, 'cloudtrail:GetTrailStatus': gone });
    expect(resources[0]?.gaps[0]).toMatchObject({ pointer: '/properties/IsLogging', reason: 'unavailable' });
  });

  test('is missing where the list is denied', async () => {
    const { resources, listings } = await explore(trails, { ...cloudtrail, 'cloudtrail:DescribeTrails': denied });
    expect(resources).toEqual([]);
    expect(listings).toEqual([
      { type, account: ACCOUNT, region: REGION, state: 'missing', cause: causeOf('DescribeTrails') },
    ]);
  });

  test('without a home region stands in the first scanned region', async () => {
    const { HomeRegion, ...homeless } = trail;
    const answers = { ...cloudtrail, 'cloudtrail:DescribeTrails': { trailList: [homeless] } };
    const { resources } = await explore(trails, answers, [REGION, 'us-east-1']);
    expect(HomeRegion).toBe(REGION);
    expect(resources.map(({ region, runtime }) => [region, runtime])).toEqual([
      [REGION, { StartLoggingTime: 1_700_000_000_000, LatestDeliveryTime: 1_774_950_000_000 }],
    ]);
  });
});

describe('AWS::CloudTrail::Event', () => {
  const { type } = events;
  const userIdentity = {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/Approver/ana',
    principalId: 'AROAEXAMPLE:ana',
    accountId: ACCOUNT,
    sessionContext: {
      sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/Approver', userName: 'Approver' },
      sourceIdentity: 'ana@example.com',
    },
  };
  const modelPackageArn = 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/fraud/3';
  const update = {
    type,
    id: 'e1b2c3d4-0000-4000-8000-000000000001',
    names: [],
    account: ACCOUNT,
    region: REGION,
    tags: {},
    properties: {
      eventID: 'e1b2c3d4-0000-4000-8000-000000000001',
      eventName: 'UpdateModelPackage',
      eventTime: Date.parse('2026-03-01T09:00:00Z'),
      modelPackageArn,
      requestParameters: {
        modelPackageArn: 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/Fraud/3',
        modelApprovalStatus: 'Approved',
      },
      userIdentity,
    },
    runtime: {},
    source: seenBy('cloudtrail:LookupEvents'),
    gaps: [untagged(type)],
  };
  const creation = {
    ...update,
    id: 'e1b2c3d4-0000-4000-8000-000000000002',
    properties: {
      eventID: 'e1b2c3d4-0000-4000-8000-000000000002',
      eventName: 'CreateModelPackage',
      eventTime: Date.parse('2026-02-01T09:00:00Z'),
      modelPackageArn,
      requestParameters: { modelApprovalStatus: 'PendingManualApproval' },
      userIdentity,
    },
  };
  const window = {
    reason: 'out_of_window',
    detail: 'CloudTrail keeps 90 days of events: what happened before 2025-12-31 is not to be seen',
  };
  const partial = (cause: object) => [{ type, account: ACCOUNT, region: REGION, state: 'partial', cause }];

  test('tells who made and changed a model package, and never that this is all', async () => {
    expect(await explore(events, cloudtrail)).toEqual({
      resources: [update, creation],
      listings: partial(window),
      calls: [`cloudtrail:LookupEvents ${REGION} ok`, `cloudtrail:LookupEvents ${REGION} ok`],
    });
  });

  test('is looked up by name, over 90 days', async () => {
    const asked: JsonObject[] = [];
    const { listings } = await explore(events, {
      'cloudtrail:LookupEvents': (input) => {
        asked.push(input);
        return { Events: [] };
      },
    });
    const span = { StartTime: '2025-12-31T12:00:00.000Z', EndTime: '2026-03-31T12:00:00.000Z' };
    expect(asked).toEqual([
      { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'UpdateModelPackage' }], ...span },
      { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateModelPackage' }], ...span },
    ]);
    expect(listings).toEqual(partial(window));
  });

  test.each([
    [
      'shorter than CloudTrail keeps',
      '2026-03-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
      /events before 2026-03-01T00:00:00.000Z were not asked for/,
    ],
    [
      'longer than CloudTrail keeps',
      '2025-01-01T00:00:00.000Z',
      '2025-12-31T12:00:00.000Z',
      /CloudTrail keeps 90 days/,
    ],
  ])('is looked up in a window that is %s, and what is before it stays a gap', async (_, since, from, detail) => {
    const asked: unknown[] = [];
    const { listings } = await explore(
      events,
      {
        'cloudtrail:LookupEvents': (input) => {
          asked.push(input.StartTime);
          return { Events: [] };
        },
      },
      [REGION],
      Date.parse(since),
    );
    expect(asked).toEqual([from, from]);
    expect(listings).toEqual(partial({ reason: 'out_of_window', detail: expect.stringMatching(detail) }));
  });

  test('of a refused call has the ARN that was asked for, and the error', async () => {
    const failed = event({ errorCode: 'AccessDenied', responseElements: null });
    const { resources } = await explore(events, {
      'cloudtrail:LookupEvents': (input) => ({ Events: lookedUp(input) === 'UpdateModelPackage' ? [failed] : [] }),
    });
    expect(resources).toEqual([
      {
        ...update,
        properties: {
          ...update.properties,
          modelPackageArn: 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/Fraud/3',
          errorCode: 'AccessDenied',
        },
      },
    ]);
  });

  test.each([
    ['is no JSON', { ...event(), CloudTrailEvent: '{"eventVersion":' }],
    ['is missing', { ...event(), CloudTrailEvent: null }],
    ['is no object', { ...event(), CloudTrailEvent: '[]' }],
  ])('has a gap where its record %s', async (_, odd) => {
    const { resources } = await explore(events, {
      'cloudtrail:LookupEvents': (input) => ({ Events: lookedUp(input) === 'UpdateModelPackage' ? [odd] : [] }),
    });
    const { eventID, eventName, eventTime } = update.properties;
    expect(resources).toMatchObject([
      {
        id: update.id,
        properties: { eventID, eventName, eventTime },
        gaps: [{ pointer: '/properties', kind: 'missing', reason: 'parse_error' }, untagged(type)],
      },
    ]);
    expect(Object.keys(resources[0]?.properties ?? {})).toEqual(['eventID', 'eventName', 'eventTime']);
  });

  test.each([
    ['/properties/userIdentity', 'names the doer by something else than text', { userIdentity: { arn: ['a', 'b'] } }],
    ['/properties/requestParameters', 'lacks parameters that were too large', { requestParameters: { omitted: true } }],
    ['/properties/modelPackageArn', 'lacks an answer that was too large', { responseElements: { omitted: 'true' } }],
    ['/properties/errorCode', 'has an odd error', { errorCode: 403 }],
  ])('has a gap at %s where its record %s', async (pointer, _, changes) => {
    const { resources } = await explore(events, {
      'cloudtrail:LookupEvents': (input) => ({
        Events: lookedUp(input) === 'UpdateModelPackage' ? [event(changes)] : [],
      }),
    });
    const properties: JsonObject = update.properties;
    const hidden = pointer.slice('/properties/'.length);
    expect(resources.map(({ gaps }) => gaps)).toMatchObject([
      [{ pointer, kind: 'missing', reason: 'parse_error' }, untagged(type)],
    ]);
    expect(resources[0]?.properties).toEqual(
      Object.fromEntries(Object.entries(properties).filter(([member]) => member !== hidden)),
    );
  });

  test('is missing where the lookup is denied', async () => {
    const { resources, listings } = await explore(events, { 'cloudtrail:LookupEvents': denied });
    expect(resources).toEqual([]);
    expect(listings).toEqual([
      { type, account: ACCOUNT, region: REGION, state: 'missing', cause: causeOf('LookupEvents') },
    ]);
  });

  test('is partial for the reason of a page that failed', async () => {
    const { resources, listings } = await explore(events, {
      'cloudtrail:LookupEvents': ({ NextToken }) =>
        NextToken === undefined ? { Events: [created], NextToken: 'more' } : refused('ThrottlingException', 'slow'),
    });
    expect(resources).toEqual([creation]);
    expect(listings).toMatchObject(partial({ reason: 'throttled' }));
  });
});

describe('AWS::CloudTrail::EventDataStore', () => {
  const { type } = eventDataStores;
  const arn = 'arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/00000000-0000-4000-8000-000000000001';
  const selectors = [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }];
  // Written from the CloudTrail API model of 2013-11-01 (@aws-sdk/client-cloudtrail 3.1137.0).
  const answers: Answers = {
    'cloudtrail:ListEventDataStores': { EventDataStores: [{ EventDataStoreArn: arn, Name: 'lake' }] },
    'cloudtrail:GetEventDataStore': {
      EventDataStoreArn: arn,
      Name: 'lake',
      Status: 'ENABLED',
      AdvancedEventSelectors: selectors,
      MultiRegionEnabled: true,
      OrganizationEnabled: false,
      RetentionPeriod: 2557,
      TerminationProtectionEnabled: true,
      KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1',
      BillingMode: 'EXTENDABLE_RETENTION_PRICING',
    },
  };
  const whole = {
    type,
    id: arn,
    names: ['lake'],
    account: ACCOUNT,
    region: REGION,
    tags: {},
    properties: {
      Name: 'lake',
      AdvancedEventSelectors: selectors,
      MultiRegionEnabled: true,
      RetentionPeriod: 2557,
      TerminationProtectionEnabled: true,
      KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1',
    },
    runtime: { Status: 'ENABLED' },
    source: seenBy('cloudtrail:ListEventDataStores', 'cloudtrail:GetEventDataStore'),
    gaps: [untagged(type)],
  };

  test('is listed with what it keeps, and for how long', async () => {
    const { resources, listings } = await explore(eventDataStores, answers);
    expect([resources, listings]).toEqual([[whole], [complete(type)]]);
  });

  test('is a stub where it may not be described, and missing where the list is denied', async () => {
    const stub = await explore(eventDataStores, { ...answers, 'cloudtrail:GetEventDataStore': denied });
    expect(stub.resources).toEqual([
      {
        ...whole,
        properties: {},
        runtime: {},
        source: seenBy('cloudtrail:ListEventDataStores'),
        gaps: [{ pointer: '', kind: 'missing', ...causeOf('GetEventDataStore') }, untagged(type)],
      },
    ]);
    const { resources, listings } = await explore(eventDataStores, { 'cloudtrail:ListEventDataStores': denied });
    expect([resources, listings.map(({ state }) => state)]).toEqual([[], ['missing']]);
  });
});
