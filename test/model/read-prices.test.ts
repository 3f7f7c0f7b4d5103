import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ITEM_PERMISSIONS } from '../../src/collectors/dynamodb/data-items.js';
import { EVENT_PERMISSIONS } from '../../src/collectors/logs/data-events.js';
import { VECTOR_PERMISSIONS } from '../../src/collectors/s3vectors/data-vectors.js';
import { EXECUTION_PERMISSIONS } from '../../src/collectors/stepfunctions/data-executions.js';
import type { ExchangeKey } from '../../src/model/exchange.js';
import type { Json } from '../../src/model/json.js';
import { purseOf } from '../../src/model/purse.js';
import { boundOf, isPricedIn, priceOf } from '../../src/model/read-prices.js';

const asking = (name: string, input: Json = {}): ExchangeKey => {
  const [service = '', operation = ''] = name.split(':');
  return { account: '111122223333', service, region: 'eu-west-1', operation, input };
};

const part = (bytes: number): ExchangeKey => asking('s3:GetObject', { Range: `bytes=0-${bytes - 1}` });

/** What a MB in an answer without headers costs. */
const MB = { status: 200, head: 0, body: 1_000_000 };

describe('the price of looking', () => {
  it.each([
    ['of S3 Standard', {}, 560 + 155_000],
    ['of Intelligent-Tiering', { 'x-amz-storage-class': 'INTELLIGENT_TIERING' }, 560 + 155_000],
    ['of Standard-IA', { 'x-amz-storage-class': 'STANDARD_IA' }, 1000 + 10_000 + 155_000],
    ['of One Zone-IA', { 'x-amz-storage-class': 'ONEZONE_IA' }, 1000 + 10_000 + 155_000],
    ['of Glacier Instant Retrieval', { 'x-amz-storage-class': 'GLACIER_IR' }, 10_000 + 30_000 + 155_000],
    ['of a class that is not known', { 'x-amz-storage-class': 'TAPE' }, 10_000 + 30_000 + 155_000],
    ['encrypted by S3', { 'x-amz-server-side-encryption': 'AES256' }, 560 + 155_000],
    ['under a key of KMS', { 'x-amz-server-side-encryption': 'aws:kms' }, 560 + 3000 + 155_000],
    ['encrypted twice', { 'x-amz-server-side-encryption': 'aws:kms:dsse' }, 560 + 6000 + 10_000 + 155_000],
  ])('at a MB of an object %s is in billionths of a dollar', (_, headers, nanos) => {
    expect(priceOf(part(1_000_000), { ...MB, headers })).toEqual({ nanos, transfer: 155_000 });
  });

  it.each([
    ['s3:HeadBucket', 560],
    ['s3:ListObjectsV2', 7000],
    ['s3vectors:ListVectors', 13_000],
    ['s3vectors:GetVectors', 13_000],
    ['cloudwatch-logs:FilterLogEvents', 3000],
    ['dynamodb:DescribeTable', 0],
    // 245 times 4 KB, half a unit each.
    ['dynamodb:Scan', 3000 + 245 * 235],
    ['sfn:ListExecutions', 3000],
    ['sfn:DescribeExecution', 3000],
  ])('of %s is that of the request, of a key, and of what came', (name, nanos) => {
    expect(priceOf(asking(name), { ...MB, headers: {} })).toEqual({ nanos: nanos + 155_000, transfer: 155_000 });
  });

  it('is nothing for asking who one is', () => {
    expect([
      boundOf(asking('sts:GetCallerIdentity')),
      priceOf(asking('sts:GetCallerIdentity'), { ...MB, headers: {} }),
    ]).toEqual([
      { nanos: 0, transfer: 0, most: 65_536 },
      { nanos: 0, transfer: 0 },
    ]);
  });

  it('is known of every operation by which data are looked at, and of no other', () => {
    const service: Readonly<Record<string, string>> = { logs: 'cloudwatch-logs', states: 'sfn' };
    const actions = [
      ...EVENT_PERMISSIONS,
      ...ITEM_PERMISSIONS,
      ...VECTOR_PERMISSIONS,
      ...Object.values(EXECUTION_PERMISSIONS),
    ];
    const operations = actions.map((action) => action.replace(/^\w+/, (name) => service[name] ?? name));
    expect(operations.filter((name) => boundOf(asking(name)) === undefined)).toEqual([]);
    expect([boundOf(asking('s3:PutObject')), boundOf(asking('comprehend:DetectPiiEntities'))]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('is that of one partition', () => {
    expect(['aws', 'aws-cn', 'aws-us-gov', 'aws-iso'].map(isPricedIn)).toEqual([true, false, false, false]);
  });
});

const request = fc.oneof(
  fc
    .constantFrom(
      's3:ListObjectsV2',
      's3:HeadBucket',
      'dynamodb:Scan',
      'cloudwatch-logs:FilterLogEvents',
      's3vectors:GetVectors',
    )
    .map((name) => asking(name)),
  fc.integer({ min: 1, max: 4 << 20 }).map(part),
);

describe('a purse', () => {
  it('pays for no more than it holds, whatever comes of it, and an answer never costs more than was paid for it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.array(
          fc.record({
            request,
            /** How much of what may come does; undefined where the connection breaks off. */
            share: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
            status: fc.constantFrom(200, 403, 503),
            storage: fc.constantFrom('STANDARD_IA', 'GLACIER_IR', 'TAPE'),
            encryption: fc.constantFrom('', 'aws:kms', 'aws:kms:dsse', 'later'),
          }),
        ),
        (micros, all) => {
          const purse = purseOf();
          purse.begin(micros);
          for (const { request, share, status, storage, encryption } of all) {
            const payment = purse.pay(request);
            if (payment === undefined || share === undefined) continue;
            const answer = {
              status,
              headers: { 'x-amz-storage-class': storage, 'x-amz-server-side-encryption': encryption },
              head: 1000,
              body: Math.floor(share * payment.most),
            };
            expect(priceOf(request, answer).nanos).toBeLessThanOrEqual(boundOf(request)?.nanos ?? Number.NaN);
            payment.came(answer);
          }
          const { usd, transfer } = purse.end();
          expect(usd).toBeLessThanOrEqual(micros / 1e6);
          expect(transfer).toBeLessThanOrEqual(usd);
        },
      ),
    );
  });

  it('begins each place anew, and rounds up what it cost', () => {
    const purse = purseOf();
    purse.begin(1);
    const payment = purse.pay(asking('s3:HeadBucket'));
    expect([payment, purse.end()]).toEqual([undefined, { usd: 0, transfer: 0 }]);
    purse.begin(100);
    purse.pay(asking('s3:HeadBucket'))?.came({ status: 200, headers: {}, head: 200, body: 0 });
    expect(purse.end()).toEqual({ usd: 0.000001, transfer: 0.000001 });
  });

  it('pays for nothing of which nobody knows the price', () => {
    expect(purseOf().pay(asking('s3:PutObject'))).toBeUndefined();
  });
});
