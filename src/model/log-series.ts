import type { Day } from './days.js';
import type { SeriesStream } from './retention.js';

/** What is asked about the logs themselves, beyond how they are kept. Opt-in: it takes rights to list and read them. */
export interface LogQuestions {
  /** Whether log buckets are listed, and log groups looked through. */
  readonly inventory: boolean;
  /** At most so many calls list them, and as many validate them. */
  readonly calls: number;
  /** Of so many days before the scan CloudTrail's digest files are validated; absent where nobody asked. */
  readonly digestDays?: number;
}

/** How a stream's objects carry their day behind a prefix: `2026/11/28/`, `year=2026/month=11/day=28/`, or `2026-11-28-`. */
export type DayLayout = 'slashes' | 'hive' | 'dashes';

/** A place in a log bucket. */
export interface LogPlace {
  readonly bucket: string;
  /** The bucket's region, where the scan saw the bucket. */
  readonly bucketRegion?: string;
  /** Everything before the day. Of an organisation's trail, whose id stands in it, what comes after that id. */
  readonly prefix: string;
  /** Of an organisation's trail: the prefix below which its id stands. */
  readonly below?: string;
}

/** One place of a log bucket in which a stream of one region keeps its objects day by day. */
export interface LogSeries extends LogPlace {
  readonly stream: SeriesStream;
  /** The region that the logs are about, which need not be the bucket's. */
  readonly region: string;
  readonly layout: DayLayout;
  /** The ids of the resources that write there. */
  readonly sources: readonly string[];
  /** First and last day to look for, in UTC. */
  readonly from: Day;
  readonly to: Day;
}

/** Under which id the inventory of a place stands in a snapshot. */
export const seriesId = ({ stream, region, bucket, below = '', prefix }: LogSeries): string =>
  `${stream}/${region}/${bucket}/${below}${prefix}`;

/** Under which type the answers stand in a snapshot. */
export const INVENTORY = 'Kansa::LogInventory';

/** A log group in which a stream of one region keeps its events. */
export interface LogGroupSeries extends Pick<LogSeries, 'stream' | 'region' | 'sources' | 'from' | 'to'> {
  readonly group: string;
  /** How the names of its log streams begin; empty for all: other things may be written to the group, too. */
  readonly streamPrefix: string;
}

/** Under which id the inventory of a log group stands in a snapshot. */
export const groupId = ({ stream, region, group }: LogGroupSeries): string => `${stream}/${region}/${group}`;

/** Under which type those answers stand in a snapshot. */
export const GROUP_INVENTORY = 'Kansa::LogGroupInventory';

/** The digest files of one trail in one region. */
export interface DigestChain extends LogPlace {
  /** The id of the trail. */
  readonly trail: string;
  readonly name: string;
  readonly homeRegion: string;
  readonly region: string;
  /** Epoch milliseconds: what was delivered from then on has to be proven, */
  readonly from: number;
  /** up to then: what is younger need not be there yet. */
  readonly to: number;
}

/** Under which id the validation of a chain stands in a snapshot. */
export const chainId = ({ trail, region }: Pick<DigestChain, 'trail' | 'region'>): string => `${trail}/${region}`;

/** Under which type the validations stand in a snapshot. */
export const VALIDATION = 'Kansa::DigestValidation';
