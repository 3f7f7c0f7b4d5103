import type { EvidenceStream } from './retention.js';

/** How a stream's objects carry their day below a prefix: `2026/11/28/`, `year=2026/month=11/day=28/`, or `2026-11-28-`. */
export type DayLayout = 'slashes' | 'hive' | 'dashes';

/** One place of a log bucket in which a stream of one region keeps its objects day by day. */
export interface LogSeries {
  readonly stream: EvidenceStream | 'cloudtrail_digest';
  /** The region that the logs are about, which need not be the bucket's. */
  readonly region: string;
  readonly bucket: string;
  /** The bucket's region, where the scan saw the bucket. */
  readonly bucketRegion?: string;
  /** Everything before the day. Of an organisation's trail, whose id stands in it, this is what comes after that id. */
  readonly prefix: string;
  /** Of an organisation's trail: the prefix below which its id stands. */
  readonly below?: string;
  readonly layout: DayLayout;
  /** The id of the resource that writes the stream. */
  readonly source: string;
  /** First and last day to look for, `2026-11-28`, in UTC. */
  readonly from: string;
  readonly to: string;
}

/** What is asked about logs beyond how they are kept: what lies in the buckets. Opt-in, for it takes rights to read them. */
export interface LogQuestions {
  /** How many pages of log buckets may be listed. */
  readonly pages?: number;
  /** Epoch milliseconds: digest files of CloudTrail are validated from then on. */
  readonly digestsSince?: number;
}

/** The trail whose digest files are validated in one region. */
export interface DigestChain {
  readonly trail: string;
  readonly name: string;
  readonly homeRegion: string;
  readonly region: string;
  readonly bucket: string;
  readonly bucketRegion?: string;
  readonly prefix: string;
  readonly below?: string;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
}
