import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { LogPlace } from '../../model/log-series.js';
import { type ItemTools, required } from '../collector.js';
import { regionOf } from './bucket-region.js';

/** A place with the client of its bucket's region and its whole prefix; undefined where that could not be found out. */
export const locatedPlace = async (
  { bucket, bucketRegion, below, prefix }: LogPlace,
  account: string,
  unseen: string,
  { part }: ItemTools,
  clientOf: (region?: string) => S3Client,
): Promise<{ readonly s3: S3Client; readonly prefix: string } | undefined> => {
  const region = bucketRegion ?? (await part(unseen, () => regionOf(clientOf(), bucket), { isOneOfMany: true }));
  if (region === undefined) return undefined;
  const s3 = clientOf(region);
  if (below === undefined) return { s3, prefix };
  const head = await part(unseen, () => placeOfOrganization(s3, bucket, below, account), { isOneOfMany: true });
  return head === undefined ? undefined : { s3, prefix: `${head}${prefix}` };
};

/** An organisation's trail writes below the organisation's id, which members may not ask for: its bucket tells it. */
const placeOfOrganization = async (s3: S3Client, Bucket: string, below: string, account: string): Promise<string> => {
  const { CommonPrefixes = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket, Prefix: `${below}o-`, Delimiter: '/' }),
  );
  const [own, ...others] = CommonPrefixes.flatMap(({ Prefix = '' }) => Prefix);
  if (others.length > 0) throw new Error(`s3://${Bucket}/${below} holds the logs of several organisations`);
  return required(own, `folder of the organisation of account ${account}`);
};
