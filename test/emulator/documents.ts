import type { Answer } from './errors.js';
import type { Call } from './resolve.js';

/** What the demo account's knowledge bases keep in OpenSearch Serverless, by index: texts that tell of nobody. */
const DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  'support-docs': [
    'ルーターを再起動しても接続できない場合は、ケーブルの差込みと表示灯の色を確認してください。',
    '契約内容の変更は、会員ページの「ご契約内容」から手続きできます。',
    'Refunds are processed within five business days.',
  ],
  'old-manuals': ['旧システムの夜間処理は、午前二時に開始し、通常三十分で終了する。'],
};

/** A search of documents, as https://docs.opensearch.org/latest/api-reference/search-apis/search/ has it; undefined for another call. */
export const searchAnswer = ({ service, operation, input }: Call): Answer | undefined => {
  if (service !== 'aoss' || operation !== 'Search') return undefined;
  const { index, from, size } = input;
  const texts = DOCUMENTS[String(index)];
  if (texts === undefined) return json(404, { error: { type: 'index_not_found_exception' }, status: 404 });
  const hits = texts.map((text, number) => ({
    _index: index,
    _id: `1%3A0%3A${number}`,
    _score: 1 / (number + 1),
    _source: {
      vector: Array.from({ length: 1024 }, (_, at) => Math.sin(number + at)),
      text,
      metadata: '{"source":"s3"}',
    },
  }));
  return json(200, {
    took: 1,
    timed_out: false,
    _shards: { total: 0, successful: 0, skipped: 0, failed: 0 },
    hits: {
      total: { value: hits.length, relation: 'eq' },
      max_score: 1,
      hits: hits.slice(Number(from), Number(from) + Number(size)),
    },
  });
};

const json = (status: number, body: object): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  body: JSON.stringify(body),
});
