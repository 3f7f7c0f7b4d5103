import { createHmac } from 'node:crypto';
import {
  type AttributeValue,
  DescribeTableCommand,
  DynamoDBClient,
  ScanCommand,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { TablePlace } from '../../model/data-place.js';
import { type DataRecord, type RecordValue, recordSize } from '../../model/data-record.js';
import type { PiiTrouble } from '../../model/pii.js';
import { required } from '../collector.js';
import {
  emptyOf,
  MOST_HELD,
  NO_PLACE,
  notListed,
  notSampled,
  type RecordSample,
  type RecordSampling,
} from '../record-sample.js';
import type { Session } from '../session.js';
import { troubleIn } from '../trouble.js';

/** What looking into a table takes. Of one that is encrypted by a customer's key, the right to decrypt by it, too. */
export const ITEM_PERMISSIONS = ['dynamodb:DescribeTable', 'dynamodb:Scan'] as const;

/**
 * Items of a table, and no more are read than looked at, for reading takes what the table can do for others. One that seems to
 * hold no more than may be looked at is read whole. Of a larger one, DynamoDB divides the items into segments by the hashes of
 * their partition keys (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan); those that
 * the seed names first are read until enough is read. Eventually consistent.
 */
export const sampleItems = async (
  { client }: Pick<Session, 'client'>,
  { region, table: TableName }: TablePlace,
  { seed, objects: most, bytes, pages: mostPages }: RecordSampling,
): Promise<RecordSample> => {
  const dynamodb = client(DynamoDBClient, region);
  const mostBytes = Math.min(bytes, MOST_HELD);
  const chosen: DataRecord[] = [];
  let [read, pages, about] = [0, 0, 0];
  const told = (...problems: readonly PiiTrouble[]): RecordSample => ({
    listed: { objects: chosen.length, bytes: read, pages },
    chosen,
    problems,
  });
  const isEnough = () => chosen.length >= most || read >= mostBytes || pages >= mostPages;
  try {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    about = required(Table, 'table').ItemCount ?? 0;
    const total = segmentsOf(about, most);
    for (const Segment of segments(seed, total)) {
      let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
      do {
        if (isEnough()) return told(cut(chosen.length, about));
        const asked = new ScanCommand({
          TableName,
          Limit: most - chosen.length,
          ...(total > 1 && { Segment, TotalSegments: total }),
          ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
        });
        const { Items, LastEvaluatedKey }: ScanCommandOutput = await dynamodb.send(asked);
        pages += 1;
        for (const item of required(Items, 'list of items')) {
          const value = new Map(Object.entries(item).map(([name, attribute]) => [name, attributeOf(attribute)]));
          chosen.push({ value });
          read += recordSize(value);
        }
        ExclusiveStartKey = LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
    }
  } catch (error) {
    return told(troubleIn(error, GONE));
  }
  return told(...(chosen.length === 0 ? [emptyOf('items in it')] : []));
};

const GONE: PiiTrouble = { reason: 'gone', what: NO_PLACE, detail: 'the table is not there, or not any more' };

/** AWS counts the items of a table every six hours or so: a count that cannot be is none. */
const cut = (looked: number, about: number): PiiTrouble =>
  about > looked ? notSampled(looked, about, 'items, as AWS counted them last,') : notListed(looked, 'items');

/** What about ten segments hold is looked at. A power of two: when a table grows, its segments are halved and not shuffled. */
const segmentsOf = (items: number, most: number): number =>
  items <= most ? 1 : Math.min(MOST_SEGMENTS, 2 ** Math.ceil(Math.log2((SPREAD * items) / most)));

const SPREAD = 10;

/** The largest power of two that DynamoDB takes: up to 1,000,000 (API_Scan, TotalSegments). */
const MOST_SEGMENTS = 2 ** 19;

/** Every segment once, in the order that the seed gives. */
function* segments(seed: string, total: number): Iterable<number> {
  const seen = new Set<number>();
  for (let turn = 0; seen.size < total; turn += 1) {
    const hash = createHmac('sha256', seed).update(String(turn)).digest().readUInt32BE(0);
    // Of the upper bits, so that half a segment has the place of the whole.
    const segment = Math.floor((hash / 2 ** 32) * total);
    if (seen.has(segment)) continue;
    seen.add(segment);
    yield segment;
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html; a type that is not known here is undefined. */
const attributeOf = (attribute: AttributeValue): RecordValue => {
  const { S, N, B, SS, NS, BS, M, L, NULL, BOOL } = attribute;
  if (M !== undefined) return new Map(Object.entries(M).map(([name, value]) => [name, attributeOf(value)]));
  if (L !== undefined) return L.map(attributeOf);
  if (NULL !== undefined || BOOL !== undefined) return null;
  return S ?? N ?? B ?? SS ?? NS ?? BS;
};
