import { GetVectorsCommand, ListVectorsCommand, S3VectorsClient } from '@aws-sdk/client-s3vectors';
import type { IndexPlace } from '../../model/data-place.js';
import { type DataRecord, jsonRecord, type RecordValue, recordSize } from '../../model/data-record.js';
import type { PiiTrouble } from '../../model/pii.js';
import { required } from '../collector.js';
import { lowestBy } from '../lowest.js';
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

/** What looking into a vector index takes. Of one that is encrypted by a customer's key, the right to decrypt by it, too. */
export const VECTOR_PERMISSIONS = ['s3vectors:ListVectors', 's3vectors:GetVectors'] as const;

/**
 * What vectors of an index say beside their numbers: their keys and metadata, in which knowledge bases keep the texts that they
 * answer with. Keys are listed; those that hash lowest under the seed are read.
 */
export const sampleVectors = async (
  { client }: Pick<Session, 'client'>,
  { region, bucket, index }: IndexPlace,
  { seed, objects: most, bytes, pages: mostPages }: RecordSampling,
): Promise<RecordSample> => {
  const vectors = client(S3VectorsClient, region);
  const at = { vectorBucketName: bucket, indexName: index };
  const mostBytes = Math.min(bytes, MOST_HELD);
  const lowest = lowestBy<string>(seed, most);
  const chosen: DataRecord[] = [];
  const problems: PiiTrouble[] = [];
  let [objects, read, pages, gone] = [0, 0, 0, 0];
  try {
    let nextToken: string | undefined;
    do {
      if (pages >= mostPages) {
        problems.push(notListed(objects, VECTORS));
        break;
      }
      const page = await vectors.send(
        new ListVectorsCommand({ ...at, maxResults: LARGEST_PAGE, ...(nextToken !== undefined && { nextToken }) }),
      );
      pages += 1;
      for (const { key } of required(page.vectors, 'list of vectors')) {
        const name = required(key, 'key of a vector');
        objects += 1;
        lowest.add(name, name);
      }
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    const keys = lowest.chosen();
    for (let from = 0; from < keys.length && read < mostBytes; from += MOST_KEYS) {
      const asked = keys.slice(from, from + MOST_KEYS);
      const answer = await vectors.send(new GetVectorsCommand({ ...at, keys: [...asked], returnMetadata: true }));
      const found = new Map(required(answer.vectors, 'list of vectors').map((vector) => [vector.key, vector]));
      for (const key of asked) {
        const vector = found.get(key);
        if (vector === undefined) {
          gone += 1;
          continue;
        }
        const value = new Map<string, RecordValue>([
          ['key', key],
          // Any JSON (API_S3VectorBuckets_PutInputVector).
          ['metadata', jsonRecord(vector.metadata ?? null)],
        ]);
        chosen.push({ value });
        read += recordSize(value);
      }
    }
    if (objects === 0 && problems.length === 0) problems.push(emptyOf('vectors in it'));
  } catch (error) {
    problems.push(troubleIn(error, GONE));
  }
  if (gone > 0) problems.push(DELETED);
  if (chosen.length < objects) problems.push(notSampled(chosen.length, objects, VECTORS));
  return { listed: { objects, bytes: read, pages }, chosen, problems };
};

const VECTORS = 'vectors';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_S3VectorBuckets_ListVectors.html, API_S3VectorBuckets_GetVectors.html */
const LARGEST_PAGE = 1000;
const MOST_KEYS = 100;

const GONE: PiiTrouble = { reason: 'gone', what: NO_PLACE, detail: 'the vector index is not there, or not any more' };
const DELETED: PiiTrouble = { reason: 'gone', detail: 'some of the vectors were deleted since they were listed' };
