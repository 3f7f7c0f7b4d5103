import { CloudTrailClient, type Event, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import { Unreadable } from '../../model/errors.js';
import { objectFrom } from '../../model/json-text.js';
import { type Pointer, segmentsOf, valueAt } from '../../model/pointer.js';
import { type Collector, type Facts, type ItemTools, required } from '../collector.js';

const DAYS = 90;

/** A lookup takes one name. Updates first: with a part of them missing, a registration must not look like the last word. */
const EVENT_NAMES = ['UpdateModelPackage', 'CreateModelPackage'] as const;

/**
 * Who made and changed model packages: CloudTrail's event history, which keeps 90 days, so that the list is never whole;
 * a scan may look at fewer.
 * The lookup shows the time; all else stands in the event's record
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html), of which
 * only what names the deed and the doer is kept: no addresses, no access keys.
 */
export const events: Collector = {
  type: 'AWS::CloudTrail::Event',
  scope: 'region',
  isWindowed: true,
  permissions: ['cloudtrail:LookupEvents'],

  async *collect({ client, now, since, each, incomplete }) {
    const cloudtrail = client(CloudTrailClient);
    const kept = now - DAYS * 86_400_000;
    const from = new Date(Math.max(since, kept));
    for (const name of EVENT_NAMES) {
      const lookup = {
        LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue: name }],
        StartTime: from,
        EndTime: new Date(now),
      };
      for await (const page of paginateLookupEvents({ client: cloudtrail }, lookup))
        yield* each(page.Events, ({ EventId }) => required(EventId, 'event id'), factsOf);
    }
    incomplete({
      reason: 'out_of_window',
      detail:
        since > kept
          ? `events before ${from.toISOString()} were not asked for: the scan looks no further back`
          : `CloudTrail keeps ${DAYS} days of events: what happened before ${from.toISOString().slice(0, 10)} is not to be seen`,
    });
  },
};

const factsOf = ({ EventId, EventName, EventTime, CloudTrailEvent }: Event, { parsed }: ItemTools): Facts => {
  const shown = { eventID: EventId, eventName: EventName, eventTime: EventTime };
  const record = parsed('/properties', () => objectFrom(required(CloudTrailEvent, RECORD), RECORD));
  if (record === undefined) return { properties: shown };
  const at = (pointer: Pointer) => textAt(record, pointer);
  return {
    properties: {
      ...shown,
      // The answer has the ARN as SageMaker spells it; a refused call has none.
      modelPackageArn: parsed(
        '/properties/modelPackageArn',
        () => at('/responseElements/modelPackageArn') ?? at('/requestParameters/modelPackageArn'),
      ),
      requestParameters: parsed('/properties/requestParameters', () => ({
        modelPackageArn: at('/requestParameters/modelPackageArn'),
        modelApprovalStatus: at('/requestParameters/modelApprovalStatus'),
      })),
      userIdentity: parsed('/properties/userIdentity', () => ({
        type: at('/userIdentity/type'),
        arn: at('/userIdentity/arn'),
        principalId: at('/userIdentity/principalId'),
        accountId: at('/userIdentity/accountId'),
        sessionContext: {
          sessionIssuer: {
            arn: at('/userIdentity/sessionContext/sessionIssuer/arn'),
            userName: at('/userIdentity/sessionContext/sessionIssuer/userName'),
          },
          sourceIdentity: at('/userIdentity/sessionContext/sourceIdentity'),
        },
      })),
      errorCode: parsed('/properties/errorCode', () => at('/errorCode')),
    },
  };
};

const RECORD = 'the record of the event';

/** CloudTrail leaves `{omitted: true}` in the place of what is too large for a record. */
export const textAt = (record: object, pointer: Pointer): string | undefined => {
  const [member = ''] = segmentsOf(pointer);
  if (valueAt(record, `/${member}/omitted`) !== undefined)
    throw new Unreadable(`CloudTrail left ${member} out of the record`);
  const value = valueAt(record, pointer) ?? undefined;
  if (value !== undefined && typeof value !== 'string') throw new Unreadable(`${pointer} of the event is no text`);
  return value;
};
