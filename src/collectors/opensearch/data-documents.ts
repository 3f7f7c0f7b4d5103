import { createHash } from 'node:crypto';
import { DescribeDomainCommand } from '@aws-sdk/client-opensearch';
import { BatchGetCollectionCommand } from '@aws-sdk/client-opensearchserverless';
import type { DocumentsPlace } from '../../model/data-place.js';
import { type DataRecord, jsonRecord, type RecordValue, recordSize } from '../../model/data-record.js';
import { Unreadable } from '../../model/errors.js';
import { isObject, type Json } from '../../model/json.js';
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
import { CollectionClient, DomainClient, NoEndpoint, SearchCommand } from './search.js';

/**
 * What looking into an index takes by IAM: to ask where it answers, and to search it. Beside it, a data access policy of the collection
 * has to allow aoss:ReadDocument; a domain's fine-grained access control, to search.
 */
export const DOCUMENT_PERMISSIONS = {
  collection: { describe: 'aoss:BatchGetCollection', search: 'aoss:APIAccessAll' },
  domain: { describe: 'es:DescribeDomain', search: 'es:ESHttpPost' },
} as const;

/**
 * Documents of an index, in which knowledge bases keep the texts that they answer with, without the numbers of their vectors. No more are
 * read than looked at: OpenSearch itself orders all of them by hashes of their sequence numbers under the seed, and counts them.
 */
export const sampleDocuments = async (
  session: Pick<Session, 'client'>,
  place: DocumentsPlace,
  { seed, objects: most, bytes, pages: mostPages }: RecordSampling,
): Promise<RecordSample> => {
  const mostBytes = Math.min(bytes, MOST_HELD);
  const chosen = new Map<string, DataRecord>();
  const problems: PiiTrouble[] = [];
  let [objects, read, pages] = [0, 0, 0];
  try {
    const search = await searchOf(session, place);
    for (let from = 0; from < Math.min(most, WINDOW) && read < mostBytes && pages < mostPages; from += PAGE) {
      const size = Math.min(PAGE, most - from, WINDOW - from);
      const { total, hits, unanswered } = pageIn(await search({ from, size, ...ordered(seed) }));
      pages += 1;
      objects = total;
      if (unanswered !== undefined) problems.push(unanswered);
      for (const { id, value } of hits) {
        if (read >= mostBytes) break;
        chosen.set(id, { value });
        read += recordSize(value);
      }
      if (from + size >= total || hits.length === 0 || unanswered !== undefined) break;
    }
    if (pages === 0) problems.push(notListed(0, DOCUMENTS));
    else if (objects === 0 && problems.length === 0) problems.push(emptyOf('documents in it'));
  } catch (error) {
    problems.push(documentTrouble(error, place));
  }
  if (chosen.size < objects) problems.push(notSampled(chosen.size, objects, DOCUMENTS));
  return { listed: { objects, bytes: read, pages }, chosen: [...chosen.values()], problems };
};

const DOCUMENTS = 'documents';

/** Documents of an answer: one with vectors of 4,096 numbers has some 50 KB. */
const PAGE = 100;

/** As far as an index can be paged through (index.max_result_window). */
const WINDOW = 10_000;

/**
 * https://docs.opensearch.org/latest/query-dsl/compound/function-score/#the-random-score-function. What has no sequence numbers gives
 * every document the same score, and those that it has first.
 */
const ordered = (seed: string): Readonly<Record<string, Json>> => ({
  track_total_hits: true,
  query: {
    function_score: {
      query: { match_all: {} },
      random_score: { seed: createHash('sha256').update(seed).digest().readUInt32BE(0) >>> 1, field: '_seq_no' },
      boost_mode: 'replace',
    },
  },
});

type Search = (body: Readonly<Record<string, Json>>) => Promise<Readonly<Record<string, unknown>>>;

/** Where an index answers is AWS's to say. */
const searchOf = async ({ client }: Pick<Session, 'client'>, place: DocumentsPlace): Promise<Search> => {
  if (place.store === 'collection') {
    const collections = client(CollectionClient, place.region);
    const answer = await collections.send(new BatchGetCollectionCommand({ ids: [place.name] }));
    const [collection] = answer.collectionDetails ?? [];
    const [error] = answer.collectionErrorDetails ?? [];
    if (error?.errorCode === 'NOT_FOUND') throw new NoCollection();
    const { status, collectionEndpoint } = required(collection, `collection${codeOf(error?.errorCode)}`);
    if (collectionEndpoint === undefined)
      throw new NoEndpoint(`AWS tells no endpoint of the collection${codeOf(status)}`);
    const at = { place, endpoint: collectionEndpoint };
    return async (body) => (await collections.send(new SearchCommand({ ...at, body }))).answer;
  }
  const domains = client(DomainClient, place.region);
  const { DomainStatus } = await domains.send(new DescribeDomainCommand({ DomainName: place.name }));
  const { Endpoint, EndpointV2, Endpoints = {} } = required(DomainStatus, 'domain status');
  const endpoint = Endpoint ?? Endpoints.vpc ?? EndpointV2 ?? Endpoints.vpcv2;
  if (endpoint === undefined) throw new NoEndpoint('AWS tells no endpoint of the domain, which may be in the making');
  return async (body) => (await domains.send(new SearchCommand({ place, endpoint, body }))).answer;
};

const codeOf = (code: string | undefined): string => (code === undefined ? '' : ` (${code})`);

class NoCollection extends Error {
  override readonly name = 'ResourceNotFoundException';
}

interface Page {
  readonly total: number;
  readonly hits: readonly { readonly id: string; readonly value: RecordValue }[];
  /** What of the index gave no answer. */
  readonly unanswered?: PiiTrouble;
}

/** https://docs.opensearch.org/latest/api-reference/search-apis/search/#response-body-fields. Throws {@link Unreadable}. */
const pageIn = ({ hits: found, timed_out, _shards }: Readonly<Record<string, unknown>>): Page => {
  const { total, hits } = isObject(found) ? found : {};
  const count = isObject(total) ? total.value : total;
  if (typeof count !== 'number' || !Array.isArray(hits))
    throw new Unreadable('what the search found is no list of documents');
  const failed = isObject(_shards) && typeof _shards.failed === 'number' ? _shards.failed : 0;
  return {
    total: count,
    hits: hits.map(documentIn),
    ...((timed_out === true || failed > 0) && { unanswered: PARTIAL }),
  };
};

const PARTIAL: PiiTrouble = {
  reason: 'unavailable',
  what: 'partial answer',
  detail: 'the search was answered in part: it took too long, or parts of the index failed',
};

/** One without its source, which an index may be told not to keep, is of a kind that nobody can look at. */
const documentIn = (hit: unknown): Page['hits'][number] => {
  const { _index, _id, _routing, _source } = isObject(hit) ? hit : {};
  const value = new Map<string, RecordValue>([
    ['_id', jsonRecord(_id)],
    ...(_routing === undefined ? [] : [['_routing', jsonRecord(_routing)] as const]),
    ['_source', jsonRecord(withoutVectors(_source))],
  ]);
  return { id: JSON.stringify([_index, _id]), value };
};

/**
 * Vectors by what they are and not by the name that a knowledge base gives to their field: that it would hide what else is there.
 * So many numbers, each a fraction or as small as that of a byte, are nobody's data.
 */
const withoutVectors = (value: unknown): unknown => {
  if (Array.isArray(value)) return isVector(value) ? null : value.map(withoutVectors);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutVectors(member)]));
};

const isVector = (list: readonly unknown[]): boolean =>
  list.length >= LEAST_DIMENSIONS &&
  list.every((one) => typeof one === 'number' && (!Number.isInteger(one) || Math.abs(one) <= 128));

const LEAST_DIMENSIONS = 16;

/** A refusal does not say what of it was lacking. */
const TAKEN: Readonly<Record<DocumentsPlace['store'], string>> = {
  collection:
    'it takes aoss:APIAccessAll by IAM, a data access policy that allows aoss:ReadDocument on the index, and a network policy that lets in whoever asks',
  domain:
    'it takes es:ESHttpPost by IAM or by the policy of the domain, and what its fine-grained access control asks for, where that is on',
};

const documentTrouble = (error: unknown, { store }: DocumentsPlace): PiiTrouble => {
  const trouble = troubleIn(error, {
    reason: 'gone',
    what: NO_PLACE,
    detail: `the ${store}, or the index in it, is not there, or not any more`,
  });
  if (trouble.what !== DOCUMENT_PERMISSIONS[store].search) return trouble;
  return { ...trouble, detail: `${trouble.detail}; ${TAKEN[store]}` };
};
