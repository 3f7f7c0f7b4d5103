import type { ExchangeKey } from './exchange.js';
import { isObject, type Json } from './json.js';

/**
 * What AWS charges for looking at data, in billionths of a US dollar, as an upper bound: the dearest region of the partition `aws`, the
 * first tier, nothing free. As known on 2026-11-29; docs/pii.md says which of them are confirmed by what page.
 */
const NANOS = {
  /** LIST, of all objects whichever their class (https://docs.aws.amazon.com/AmazonS3/latest/userguide/aws-usage-report-understand.html, Requests-Tier1): São Paulo. */
  list: 7000,
  /** GET, HEAD and all others of S3 Standard and Intelligent-Tiering: São Paulo (https://aws.amazon.com/s3/pricing/). */
  get: 560,
  /** The same of S3 Standard-IA and One Zone-IA: every region. */
  getInfrequent: 1000,
  /** The same of S3 Glacier Instant Retrieval: every region. Nothing that answers a GET has a dearer one. */
  getInstant: 10_000,
  /** Of S3 Vectors; not confirmed: the dearest that S3 has for any GET. */
  vectors: 10_000,
  /** A request to KMS (https://aws.amazon.com/kms/pricing/). */
  kms: 3000,
  /** A read request unit of DynamoDB on demand, Standard-IA, São Paulo (https://aws.amazon.com/dynamodb/pricing/on-demand/). */
  readUnit: 470,
} as const;

/** Of a byte. */
const NANOS_A_BYTE = {
  /** To the internet, the dearest tier of the dearest region, for a GB of 10⁹ bytes; not confirmed. */
  transfer: 0.155,
  /** Retrieval from Standard-IA and One Zone-IA, and from Glacier Instant Retrieval: every region. */
  infrequent: 0.01,
  instant: 0.03,
  /** What is encrypted twice (DSSE-KMS) and decrypted again; not confirmed. */
  twice: 0.01,
} as const;

const KIB = 1024;
const MIB = KIB * KIB;

/** An error that a service tells is shorter. */
const SMALL = 64 * KIB;
/** Node takes no longer ones (https://nodejs.org/api/http.html#httpmaxheadersize). */
const HEADERS = 16 * KIB;
/** A page of records: 1 MB of them and what JSON adds in names, quotes and escapes. */
const RECORDS = 16 * MIB;
const LISTED = 4 * MIB;
/** A hundred documents with their vectors, as many bytes as are taken of an answer. */
const DOCUMENTS = 64 * MIB;

/** A page of a scan ends behind 1 MB; its last item may have 400 KB (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html). */
const MOST_SCANNED = MIB + 400 * KIB;

interface Operation {
  /** Of the request itself. */
  readonly nanos: number;
  /** Bytes that an answer's body has at most. */
  readonly most: number;
  /** So many requests to KMS, where a key of the account's encrypts what is read. */
  readonly kms: number;
}

/** Every operation by which data are looked at: of one that is not here nobody knows the price. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  's3:HeadBucket': { nanos: NANOS.get, most: SMALL, kms: 0 },
  // Of directory buckets, whose own prices are lower in all.
  's3:CreateSession': { nanos: NANOS.list, most: SMALL, kms: 1 },
  's3:ListObjectsV2': { nanos: NANOS.list, most: LISTED, kms: 0 },
  's3:GetObject': { nanos: NANOS.getInstant, most: SMALL, kms: 2 },
  's3vectors:ListVectors': { nanos: NANOS.vectors, most: RECORDS, kms: 1 },
  's3vectors:GetVectors': { nanos: NANOS.vectors, most: RECORDS, kms: 1 },
  // CloudWatch Logs charges for what is written, kept and queried, not for reading events (https://aws.amazon.com/cloudwatch/pricing/).
  'cloudwatch-logs:FilterLogEvents': { nanos: 0, most: RECORDS, kms: 1 },
  'dynamodb:DescribeTable': { nanos: 0, most: MIB, kms: 0 },
  'dynamodb:Scan': { nanos: 0, most: RECORDS, kms: 1 },
  // OpenSearch is paid by the hour of what runs (https://aws.amazon.com/opensearch-service/pricing/).
  'opensearchserverless:BatchGetCollection': { nanos: 0, most: MIB, kms: 0 },
  'opensearchserverless:Search': { nanos: 0, most: DOCUMENTS, kms: 0 },
  'opensearch:DescribeDomain': { nanos: 0, most: MIB, kms: 0 },
  'opensearch:Search': { nanos: 0, most: DOCUMENTS, kms: 0 },
  // Step Functions charges for transitions, not for reading them (https://aws.amazon.com/step-functions/pricing/).
  'sfn:ListExecutions': { nanos: 0, most: LISTED, kms: 1 },
  'sfn:DescribeExecution': { nanos: 0, most: LISTED, kms: 1 },
};

/** Neither the request nor its answer is charged for. */
const FREE: readonly string[] = ['sts:GetCallerIdentity'];

/** What a request costs, in billionths of a US dollar. */
export interface ReadPrice {
  /** All of it. */
  readonly nanos: number;
  /** What of that is transfer out of AWS. */
  readonly transfer: number;
}

/** What a request may cost at most, before it is sent. */
export interface ReadBound extends ReadPrice {
  /** So many bytes of the answer's body that is for. */
  readonly most: number;
}

/** An answer as far as its price goes. */
export interface PricedAnswer {
  readonly status: number;
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of the headers, and of the body. */
  readonly head: number;
  readonly body: number;
}

/** Undefined of an operation of which no price is known. */
export const boundOf = (key: ExchangeKey): ReadBound | undefined => {
  const operation = `${key.service}:${key.operation}`;
  if (FREE.includes(operation)) return { nanos: 0, transfer: 0, most: SMALL };
  const known = OPERATIONS[operation];
  if (known === undefined) return undefined;
  const asked = askedBytes(key.input);
  const most = Math.max(known.most, asked);
  const transfer = transferOf(most + HEADERS);
  const perByte = operation === 's3:GetObject' ? NANOS_A_BYTE.instant + NANOS_A_BYTE.twice : 0;
  const units = operation === 'dynamodb:Scan' ? unitsOf(MOST_SCANNED) : 0;
  return {
    nanos: known.nanos + known.kms * NANOS.kms + Math.ceil(perByte * most) + units + transfer,
    transfer,
    most,
  };
};

/** What it cost at most, by what came. */
export const priceOf = (key: ExchangeKey, answer: PricedAnswer): ReadPrice => {
  const operation = `${key.service}:${key.operation}`;
  const known = OPERATIONS[operation];
  if (known === undefined) return { nanos: 0, transfer: 0 };
  const transfer = transferOf(answer.head + answer.body);
  if (operation === 's3:GetObject' && answer.status < 300) {
    const { request, perByte } = CLASSES[answer.headers['x-amz-storage-class'] ?? 'STANDARD'] ?? DEAREST;
    const encryption = answer.headers['x-amz-server-side-encryption'] ?? '';
    const [kms, twice] = ENCRYPTIONS[encryption] ?? [2, NANOS_A_BYTE.twice];
    return {
      nanos: request + kms * NANOS.kms + Math.ceil((perByte + twice) * answer.body) + transfer,
      transfer,
    };
  }
  // JSON spells an item with more bytes than DynamoDB counts: attributes by their names, numbers by their digits.
  const units = operation === 'dynamodb:Scan' ? unitsOf(Math.min(answer.body, MOST_SCANNED)) : 0;
  return { nanos: known.nanos + known.kms * NANOS.kms + units + transfer, transfer };
};

const transferOf = (bytes: number): number => Math.ceil(bytes * NANOS_A_BYTE.transfer);

/** Half a unit for 4 KB that are read eventually consistent (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-unit-calculations.html). */
const unitsOf = (bytes: number): number => (Math.max(1, Math.ceil(bytes / (4 * KIB))) * NANOS.readUnit) / 2;

/** What a request for a part of an object asks for. */
const askedBytes = (input: Json): number => {
  const range = isObject(input) ? /^bytes=(\d+)-(\d+)$/.exec(String(input.Range ?? '')) : null;
  return range === null ? 0 : Number(range[2]) - Number(range[1]) + 1;
};

interface StorageClass {
  readonly request: number;
  readonly perByte: number;
}

const FREQUENT: StorageClass = { request: NANOS.get, perByte: 0 };
const INFREQUENT: StorageClass = { request: NANOS.getInfrequent, perByte: NANOS_A_BYTE.infrequent };
/** What was restored from an archive, too, and classes that are not known here. */
const DEAREST: StorageClass = { request: NANOS.getInstant, perByte: NANOS_A_BYTE.instant };

/** S3 names the class of every object but those of S3 Standard (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html). */
const CLASSES: Readonly<Record<string, StorageClass>> = {
  STANDARD: FREQUENT,
  REDUCED_REDUNDANCY: FREQUENT,
  INTELLIGENT_TIERING: FREQUENT,
  STANDARD_IA: INFREQUENT,
  ONEZONE_IA: INFREQUENT,
};

/** By `x-amz-server-side-encryption`: requests to KMS, and what a byte costs. A bucket key saves requests; that is not counted. */
const ENCRYPTIONS: Readonly<Record<string, readonly [kms: number, perByte: number]>> = {
  '': [0, 0],
  AES256: [0, 0],
  'aws:kms': [1, 0],
};

/** Are the prices those of this partition? In the others they are others, and in one of them in another currency. */
export const isPricedIn = (partition: string): boolean => partition === 'aws';
