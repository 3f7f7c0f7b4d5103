import {
  CloudTrailClient,
  type Event,
  LookupEventsCommand,
  type LookupEventsResponse,
} from '@aws-sdk/client-cloudtrail';
import { objectFrom } from '../../model/json-text.js';
import { textAt } from '../cloudtrail/event.js';
import { type Collector, type Facts, type ItemTools, required } from '../collector.js';
import { namesProfile } from './model-ids.js';

/** CloudTrail's history keeps no more. */
const DAYS = 90;

/** The calls that CloudTrail records as management events; asynchronous and bidirectional ones are data events, which no lookup shows. */
const EVENT_NAMES = ['InvokeModel', 'InvokeModelWithResponseStream', 'Converse', 'ConverseStream'] as const;

/** Pages of 50 events of each name: a lookup may be made twice a second, and an account may call models all day. */
const MOST_PAGES = 5;

/**
 * Where models were really called: the newest events of each name in CloudTrail's history, under the record's names. They
 * are a type of their own, apart from `AWS::CloudTrail::Event`: that there are more of them than anybody can look up must
 * not cast doubt on who approved a model. Beyond the bound the list is partial, so that a call outside of the boundary
 * can be proven, and its absence cannot.
 */
export const modelInvocations: Collector = {
  type: 'AWS::Bedrock::ModelInvocation',
  scope: 'region',
  isWindowed: true,
  permissions: ['cloudtrail:LookupEvents'],

  async *collect({ client, now, since, each, attempt, incomplete }) {
    const cloudtrail = client(CloudTrailClient);
    const from = new Date(Math.max(since, now - DAYS * 86_400_000));
    for (const AttributeValue of EVENT_NAMES) {
      let token: string | undefined;
      for (let page = 0; page === 0 || token !== undefined; page += 1) {
        if (page === MOST_PAGES) {
          const detail = `more than ${MOST_PAGES * 50} ${AttributeValue} events since ${from.toISOString().slice(0, 10)} are on record: only the newest were looked at`;
          incomplete({ reason: 'budget', detail });
          break;
        }
        const NextToken = token;
        // A name whose lookup fails leaves the others to be looked up.
        const answer: LookupEventsResponse | undefined = await attempt(() =>
          cloudtrail.send(
            new LookupEventsCommand({
              LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue }],
              StartTime: from,
              EndTime: new Date(now),
              MaxResults: 50,
              NextToken,
            }),
          ),
        );
        if (answer !== undefined) yield* each(answer.Events, ({ EventId }) => required(EventId, 'event id'), factsOf);
        token = answer?.NextToken;
      }
    }
  },
};

const factsOf = (event: Event, { parsed, unseen }: ItemTools): Facts => {
  const shown = { eventID: event.EventId, eventName: event.EventName, eventTime: event.EventTime };
  const record = parsed('/properties', () => objectFrom(required(event.CloudTrailEvent, RECORD), RECORD));
  if (record === undefined) return { tags: {}, properties: shown };
  const modelId = parsed('/properties/modelId', () => textAt(record, '/requestParameters/modelId'));
  const errorCode = parsed('/properties/errorCode', () => textAt(record, '/errorCode'));
  const recorded = parsed('/properties/inferenceRegion', () => textAt(record, '/additionalEventData/inferenceRegion'));
  const isDirect = modelId !== undefined && !namesProfile(modelId);
  // A call that failed ran nowhere.
  if (recorded === undefined && errorCode === undefined && !isDirect)
    unseen('/properties/inferenceRegion', {
      reason: 'not_collected',
      detail: `the record of ${event.EventName} ${event.EventId} does not say in which region it ran`,
    });
  return {
    // Nobody can tag an event.
    tags: {},
    properties: {
      ...shown,
      modelId,
      errorCode,
      // A model that is called by itself runs where it is called.
      inferenceRegion:
        recorded ??
        (isDirect && errorCode === undefined
          ? parsed('/properties/inferenceRegion', () => textAt(record, '/awsRegion'))
          : undefined),
    },
  };
};

const RECORD = 'the record of the event';
