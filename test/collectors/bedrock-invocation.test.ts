import { expect, test } from 'vitest';
import { modelInvocations } from '../../src/collectors/bedrock/model-invocation.js';
import type { JsonObject } from '../../src/model/json.js';
import { ACCOUNT, complete, explore, REGION, refused, seenBy } from './expedition.js';

/**
 * Records as CloudTrail writes them of calls of Bedrock's models
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html).
 */
const CALL = 'cloudtrail:LookupEvents';
const here = { type: modelInvocations.type, account: ACCOUNT, region: REGION };
const TIME = Date.parse('2026-03-01T09:00:00Z');
const event = (EventId: string, record: object | string) => ({
  EventId,
  EventName: 'Converse',
  EventTime: TIME / 1000,
  CloudTrailEvent: typeof record === 'string' ? record : JSON.stringify({ awsRegion: REGION, ...record }),
});
/** Answers by the name that is looked up; every other name has no events. */
const lookedUp = (answers: Readonly<Record<string, JsonObject>>) => ({
  [CALL]: ({ LookupAttributes }: JsonObject) => {
    const name = JSON.stringify(LookupAttributes).match(/"AttributeValue":"(\w+)"/)?.[1] ?? '';
    return answers[name] ?? { Events: [] };
  },
});
const explored = async (...events: JsonObject[]) => {
  const { resources } = await explore(modelInvocations, lookedUp({ Converse: { Events: events } }));
  return resources.map(({ properties, gaps }) => ({ properties, gaps }));
};
const shown = (eventID: string) => ({ eventID, eventName: 'Converse', eventTime: TIME });
const gapAt = (pointer: string, reason: string, detail: string) => ({ pointer, kind: 'missing', reason, detail });

test('a call shows its model and where it ran, and neither caller nor address', async () => {
  const { resources, listings, calls } = await explore(
    modelInvocations,
    lookedUp({
      Converse: {
        Events: [
          event('e1', {
            requestParameters: { modelId: 'eu.anthropic.claude' },
            additionalEventData: { inferenceRegion: 'eu-central-1' },
            sourceIPAddress: '203.0.113.7',
          }),
        ],
      },
    }),
  );
  expect(resources).toEqual([
    {
      ...here,
      id: 'e1',
      names: [],
      tags: {},
      properties: { ...shown('e1'), modelId: 'eu.anthropic.claude', inferenceRegion: 'eu-central-1' },
      runtime: {},
      source: seenBy(CALL),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(modelInvocations.type)]);
  expect(calls).toEqual(Array.from({ length: 4 }, () => `${CALL} ${REGION} ok`));
});

test('a model that is called by itself runs where it is called, a failed call nowhere', async () => {
  expect(
    await explored(
      event('e1', { requestParameters: { modelId: 'anthropic.claude' } }),
      event('e2', { requestParameters: { modelId: 'eu.anthropic.claude' }, errorCode: 'AccessDenied' }),
    ),
  ).toEqual([
    { properties: { ...shown('e1'), modelId: 'anthropic.claude', inferenceRegion: REGION }, gaps: [] },
    { properties: { ...shown('e2'), modelId: 'eu.anthropic.claude', errorCode: 'AccessDenied' }, gaps: [] },
  ]);
});

test('where the record does not say where a profile’s call ran, that is a gap', async () => {
  const own = `arn:aws:bedrock:${REGION}:${ACCOUNT}:application-inference-profile/p1`;
  const silent = (id: string) =>
    gapAt(
      '/properties/inferenceRegion',
      'not_collected',
      `the record of Converse ${id} does not say in which region it ran`,
    );
  expect(
    await explored(
      event('e1', { requestParameters: { modelId: 'global.anthropic.claude' } }),
      event('e2', { requestParameters: { modelId: own } }),
      event('e3', {}),
    ),
  ).toEqual([
    { properties: { ...shown('e1'), modelId: 'global.anthropic.claude' }, gaps: [silent('e1')] },
    { properties: { ...shown('e2'), modelId: own }, gaps: [silent('e2')] },
    { properties: shown('e3'), gaps: [silent('e3')] },
  ]);
});

test('a record that cannot be read is a gap', async () => {
  expect(await explored(event('e1', 'not JSON'), event('e2', { additionalEventData: { inferenceRegion: 7 } }))).toEqual(
    [
      { properties: shown('e1'), gaps: [gapAt('/properties', 'parse_error', 'the record of the event is no JSON')] },
      {
        properties: shown('e2'),
        gaps: [
          gapAt(
            '/properties/inferenceRegion',
            'parse_error',
            '/additionalEventData/inferenceRegion of the event is no text',
          ),
          gapAt(
            '/properties/inferenceRegion',
            'not_collected',
            'the record of Converse e2 does not say in which region it ran',
          ),
        ],
      },
    ],
  );
});

test('more events than a scan looks up leave the list partial, and name the bound', async () => {
  let page = 0;
  const { resources, listings } = await explore(modelInvocations, {
    [CALL]: ({ LookupAttributes }) => {
      if (!JSON.stringify(LookupAttributes).includes('"InvokeModel"')) return { Events: [] };
      page += 1;
      return { Events: [event(`e${page}`, { requestParameters: { modelId: 'm' } })], NextToken: String(page) };
    },
  });
  expect(resources.map(({ id }) => id)).toEqual(['e1', 'e2', 'e3', 'e4', 'e5']);
  expect(listings).toEqual([
    {
      ...here,
      state: 'partial',
      cause: {
        reason: 'budget',
        detail: 'more than 250 InvokeModel events since 2025-12-31 are on record: only the newest were looked at',
      },
    },
  ]);
});

test('a lookup that fails leaves the other names to be looked up', async () => {
  const { resources, listings } = await explore(modelInvocations, {
    [CALL]: ({ LookupAttributes }) => {
      const asked = JSON.stringify(LookupAttributes);
      if (asked.includes('"InvokeModel"')) return refused('ThrottlingException', 'Rate exceeded');
      return { Events: asked.includes('"Converse"') ? [event('e1', { requestParameters: { modelId: 'm' } })] : [] };
    },
  });
  expect(resources.map(({ id }) => id)).toEqual(['e1']);
  expect(listings).toEqual([
    {
      ...here,
      state: 'partial',
      cause: {
        reason: 'throttled',
        detail: `${CALL} in ${REGION} was throttled on every attempt (ThrottlingException): Rate exceeded`,
      },
    },
  ]);
});
