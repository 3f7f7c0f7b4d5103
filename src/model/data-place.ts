import { UsageError } from './errors.js';
import { isBucketName } from './run-place.js';

/** Objects in S3 whose keys begin with a prefix, as S3 means it: a whole key is one, and the empty one is the bucket. */
export interface ObjectsPlace {
  readonly kind: 's3';
  readonly bucket: string;
  readonly prefix: string;
}

/** A log group of CloudWatch Logs. */
export interface EventsPlace {
  readonly kind: 'logs';
  readonly region: string;
  readonly group: string;
}

/** A table of DynamoDB. */
export interface TablePlace {
  readonly kind: 'dynamodb';
  readonly region: string;
  readonly table: string;
}

/** A vector index of S3 Vectors. */
export interface IndexPlace {
  readonly kind: 's3vectors';
  readonly region: string;
  readonly bucket: string;
  readonly index: string;
}

/** Executions of a state machine of Step Functions. */
export interface ExecutionsPlace {
  readonly kind: 'states';
  readonly region: string;
  readonly machine: string;
}

/** An index of OpenSearch: of a collection of OpenSearch Serverless, or of a domain of OpenSearch Service. */
export interface DocumentsPlace {
  readonly kind: 'opensearch';
  readonly region: string;
  readonly store: 'collection' | 'domain';
  /** The id of the collection, or the name of the domain: as its ARN ends. */
  readonly name: string;
  readonly index: string;
}

/** Places of which whole records are read, not parts of objects. */
export type RecordsPlace = EventsPlace | TablePlace | IndexPlace | ExecutionsPlace | DocumentsPlace;

/** Where data lie in AWS. */
export type DataPlace = ObjectsPlace | RecordsPlace;

/** Is it meant as an address in AWS? A mistyped one must not be taken for a folder called `s3:`. */
export const isDataPlace = (name: string): boolean => /^(?:s3|logs|dynamodb|s3vectors|states|opensearch):/i.test(name);

/** Throws {@link UsageError} where it is no place in AWS. */
export const dataPlaceOf = (uri: string): DataPlace => {
  const [, scheme = ''] = /^([a-z0-9]+):\/\//.exec(uri) ?? [];
  const rest = uri.slice(scheme.length + 3);
  switch (scheme) {
    case 's3':
      return objectsAt(rest, wrongIn(uri, EXAMPLES.s3));
    case 'logs':
      return eventsAt(rest, wrongIn(uri, EXAMPLES.logs));
    case 'dynamodb':
      return tableAt(rest, wrongIn(uri, EXAMPLES.dynamodb));
    case 's3vectors':
      return indexAt(rest, wrongIn(uri, EXAMPLES.s3vectors));
    case 'states':
      return executionsAt(rest, wrongIn(uri, EXAMPLES.states));
    case 'opensearch':
      return documentsAt(rest, wrongIn(uri, EXAMPLES.opensearch));
    default: {
      const meant = Object.entries(EXAMPLES).find(([kind]) => uri.toLowerCase().startsWith(`${kind}:`))?.[1];
      throw wrongIn(
        uri,
        meant ?? EXAMPLES.s3,
      )('an address in AWS begins with s3://, logs://, dynamodb://, s3vectors://, states:// or opensearch://');
    }
  }
};

/** One object of S3 by its key. Throws {@link UsageError} where it is none. */
export const objectPlaceOf = (uri: string): ObjectsPlace => {
  const wrong = (what: string) =>
    new UsageError(`mask: ${JSON.stringify(uri)}: ${what}; name one object like s3://bucket/key`);
  if (!uri.startsWith('s3://')) throw wrong('an address in S3 begins with s3://');
  const place = objectsAt(uri.slice('s3://'.length), wrong);
  if (place.prefix === '') throw wrong('it has no key');
  return place;
};

/** The address of a place, as {@link dataPlaceOf} reads it. */
export const placeUri = (place: DataPlace): string => {
  switch (place.kind) {
    case 's3':
      return dataUri(place.bucket, place.prefix);
    case 'logs':
      return `logs://${place.region}/${place.group}`;
    case 'dynamodb':
      return `dynamodb://${place.region}/${place.table}`;
    case 's3vectors':
      return `s3vectors://${place.region}/${place.bucket}/${place.index}`;
    case 'states':
      return `states://${place.region}/${place.machine}`;
    case 'opensearch':
      return `opensearch://${place.region}/${place.store}/${place.name}/${place.index}`;
  }
};

export const dataUri = (bucket: string, key: string): string => `s3://${bucket}/${key}`;

const EXAMPLES = {
  s3: 'name objects like s3://bucket/prefix or s3://bucket/key',
  logs: 'name a log group like logs://region/group; of one whose name begins with a slash there are two: logs://region//aws/group',
  dynamodb: 'name a table like dynamodb://region/table',
  s3vectors: 'name a vector index like s3vectors://region/bucket/index',
  states: 'name a state machine like states://region/name',
  opensearch:
    'name an index like opensearch://region/collection/id/index or opensearch://region/domain/name/index, the id as the ARN of the collection ends',
} as const;

type Wrong = (what: string) => UsageError;

const wrongIn =
  (uri: string, example: string): Wrong =>
  (what) =>
    new UsageError(`pii: ${JSON.stringify(uri)}: ${what}; ${example}`);

const objectsAt = (rest: string, wrong: Wrong): ObjectsPlace => {
  const [bucket = ''] = rest.split('/', 1);
  if (!isBucketName(bucket)) throw wrong(`${JSON.stringify(bucket)} is no name of a bucket`);
  const prefix = rest.slice(bucket.length + 1);
  if (new TextEncoder().encode(prefix).length > MOST_KEY) throw wrong(`no key has more than ${MOST_KEY} bytes`);
  return { kind: 's3', bucket, prefix };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const MOST_KEY = 1024;

const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;

/** The region, and what stands behind its slash as it is: names of log groups begin with slashes, and may lack them. */
const regional = (rest: string, wrong: Wrong): readonly [region: string, name: string] => {
  const [region = ''] = rest.split('/', 1);
  if (!REGION.test(region)) throw wrong(`${JSON.stringify(region)} is no name of a region`);
  return [region, rest.slice(region.length + 1)];
};

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
const eventsAt = (rest: string, wrong: Wrong): EventsPlace => {
  const [region, group] = regional(rest, wrong);
  if (!/^[\w./#-]{1,512}$/.test(group)) throw wrong(`${JSON.stringify(group)} is no name of a log group`);
  return { kind: 'logs', region, group };
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
const tableAt = (rest: string, wrong: Wrong): TablePlace => {
  const [region, table] = regional(rest, wrong);
  if (!/^[\w.-]{3,255}$/.test(table)) throw wrong(`${JSON.stringify(table)} is no name of a table`);
  return { kind: 'dynamodb', region, table };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-limitations.html */
const indexAt = (rest: string, wrong: Wrong): IndexPlace => {
  const [region, name] = regional(rest, wrong);
  const [bucket = '', index = '', ...more] = name.split('/');
  if (!isBucketName(bucket)) throw wrong(`${JSON.stringify(bucket)} is no name of a vector bucket`);
  if (!isBucketName(index) || more.length > 0) throw wrong(`${JSON.stringify(index)} is no name of an index`);
  return { kind: 's3vectors', region, bucket, index };
};

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
const executionsAt = (rest: string, wrong: Wrong): ExecutionsPlace => {
  const [region, machine] = regional(rest, wrong);
  if (!/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u.test(machine))
    throw wrong(`${JSON.stringify(machine)} is no name of a state machine`);
  return { kind: 'states', region, machine };
};

/**
 * https://docs.aws.amazon.com/opensearch-service/latest/ServerlessAPIReference/API_CollectionDetail.html,
 * https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html
 */
const STORE_NAMES: Readonly<Record<DocumentsPlace['store'], RegExp>> = {
  collection: /^[a-z0-9]{3,40}$/,
  domain: /^[a-z][a-z0-9-]{2,27}$/,
};

/** The place that others name by these words; undefined where they are none of its address. */
export const documentsNamed = (region = '', store = '', name = '', index = ''): DocumentsPlace | undefined =>
  REGION.test(region) && isStore(store) && STORE_NAMES[store].test(name) && isIndexName(index)
    ? { kind: 'opensearch', region, store, name, index }
    : undefined;

const isStore = (name: string): name is DocumentsPlace['store'] => Object.hasOwn(STORE_NAMES, name);

const isIndexName = (name: string): boolean =>
  INDEX_NAME.test(name) && name !== '.' && name !== '..' && new TextEncoder().encode(name).length <= MOST_INDEX_NAME;

/** https://docs.opensearch.org/latest/api-reference/index-apis/create-index/#index-naming-restrictions: no pattern, no list of several. */
const INDEX_NAME = /^(?![_+-])[^\\/*?"<>|\s,#:\p{Lu}\p{Cc}]+$/u;
const MOST_INDEX_NAME = 255;

const documentsAt = (rest: string, wrong: Wrong): DocumentsPlace => {
  const [region, path] = regional(rest, wrong);
  const [store = '', name = '', index = '', ...more] = path.split('/');
  if (!isStore(store)) throw wrong(`${JSON.stringify(store)} is neither collection nor domain`);
  if (!STORE_NAMES[store].test(name))
    throw wrong(`${JSON.stringify(name)} is no ${store === 'collection' ? 'id of a collection' : 'name of a domain'}`);
  if (!isIndexName(index) || more.length > 0)
    throw wrong(`${JSON.stringify([index, ...more].join('/'))} is no name of an index`);
  return { kind: 'opensearch', region, store, name, index };
};
