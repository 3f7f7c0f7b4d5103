import { ListObjectsV2Command, type ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';
import { type Day, daysBetween, rangesOf } from '../../model/days.js';
import { type DayLayout, INVENTORY, type LogSeries, seriesId } from '../../model/log-series.js';
import { type Collector, type ItemTools, required } from '../collector.js';
import { locatedPlace } from './log-place.js';

/** What listing log buckets takes. */
const INVENTORY_PERMISSIONS = ['s3:GetBucketLocation', 's3:ListBucket'] as const;

/**
 * On which days logs lie in their buckets: one resource for each place of a stream, its days as ranges. Only folders are
 * listed, level by level (years, months, days), never objects. The calls are shared out beforehand, so that a replay asks
 * the same. A day that was not listed is neither present nor absent. Opt-in.
 */
export const logInventory = (series: readonly LogSeries[], calls: number): Collector => ({
  type: INVENTORY,
  scope: 'account',
  permissions: INVENTORY_PERMISSIONS,

  async *collect({ client, account, each }) {
    const share = Math.floor(calls / Math.max(1, series.length));
    yield* each(series, seriesId, async (one, tools) => {
      const place = await locatedPlace(one, account, UNLISTED, tools, (region) => client(S3Client, region));
      const found = place === undefined ? NOTHING : await listedDays({ ...one, ...place }, share, tools);
      return {
        region: one.region,
        tags: {},
        properties: {
          Stream: one.stream,
          Bucket: one.bucket,
          Prefix: place?.prefix ?? `${one.below ?? ''}${one.prefix}`,
          Sources: one.sources,
        },
        runtime: {
          From: one.from,
          To: one.to,
          Present: rangesOf(found.present),
          Absent: rangesOf(found.absent),
          Sampled: found.isSampled,
        },
      };
    });
  },
});

const UNLISTED = '/runtime/Unlisted';

interface Found {
  readonly present: readonly Day[];
  readonly absent: readonly Day[];
  readonly isSampled: boolean;
}

const NOTHING: Found = { present: [], absent: [], isSampled: false };

const LAYOUTS: Readonly<
  Record<DayLayout, { readonly year: string; readonly month: string; readonly day: string; readonly end: string }>
> = {
  slashes: { year: '', month: '', day: '', end: '/' },
  hive: { year: 'year=', month: 'month=', day: 'day=', end: '/' },
  dashes: { year: '', month: '', day: '', end: '-' },
};

/** So many of the months, evenly spread, with the first and the last. */
export const sampledMonths = (months: readonly string[], room: number): string[] => {
  if (room >= months.length) return [...months];
  if (room <= 1) return months.slice(-1).slice(0, Math.max(0, room));
  const chosen = Array.from({ length: room }, (_, index) => Math.round((index * (months.length - 1)) / (room - 1)));
  return [...new Set(chosen)].flatMap((index) => months[index] ?? []);
};

const listedDays = async (
  { s3, bucket: Bucket, prefix, layout, from, to }: LogSeries & { readonly s3: S3Client },
  share: number,
  { part, unseen }: ItemTools,
): Promise<Found> => {
  const { year: yearName, month: monthName, day: dayName, end } = LAYOUTS[layout];
  let left = share;
  /** The words that follow a prefix up to the end of their level; undefined where they were not all listed. */
  const wordsBelow = async (Prefix: string, name: string, begin = ''): Promise<ReadonlySet<string> | undefined> => {
    const words = new Set<string>();
    let ContinuationToken: string | undefined;
    do {
      if (left < 1) return undefined;
      left -= 1;
      const asked = new ListObjectsV2Command({
        Bucket,
        Prefix: `${Prefix}${name}${begin}`,
        Delimiter: end,
        ...(ContinuationToken !== undefined && { ContinuationToken }),
      });
      const page = await part(UNLISTED, async () => pageOf(await s3.send(asked)), { isOneOfMany: true });
      if (page === undefined) return undefined;
      for (const folder of page.folders) words.add(folder.slice(Prefix.length + name.length, -end.length));
      ContinuationToken = page.next;
    } while (ContinuationToken !== undefined);
    return words;
  };
  const yearAt = (year: string) => `${prefix}${yearName}${year}${end}`;

  const days = daysBetween(from, to);
  const months = [...new Set(days.map((day) => day.slice(0, 7)))];
  const empty = new Set<string>();
  const filled: string[] = [];
  // Other things may lie there, too: of them only what looks like a year is listed.
  const years = await wordsBelow(prefix, yearName, '20');
  // What is newest matters most where there is no room for all.
  for (const year of [...new Set(months.map((month) => month.slice(0, 4)))].reverse()) {
    const inYear = years?.has(year) === false ? NONE : years && (await wordsBelow(yearAt(year), monthName));
    if (inYear === undefined) continue;
    for (const month of months.filter((one) => one.startsWith(year)))
      if (inYear.has(month.slice(5))) filled.push(month);
      else empty.add(month);
  }
  const chosen = sampledMonths(filled.sort(), left);
  const listed = new Map<string, ReadonlySet<string>>();
  for (const month of chosen) {
    const [year = '', number = ''] = month.split('-');
    const inMonth = await wordsBelow(`${yearAt(year)}${monthName}${number}${end}`, dayName);
    if (inMonth !== undefined) listed.set(month, inMonth);
  }
  const isSampled = chosen.length < filled.length;
  if (left < 1 && listed.size + empty.size < months.length)
    unseen(UNLISTED, {
      reason: 'budget',
      detail: `not every month below s3://${Bucket}/${prefix} was listed: ${share} calls were left for it`,
    });
  const isPresent = (day: Day) => listed.get(day.slice(0, 7))?.has(day.slice(8)) === true;
  return {
    present: days.filter(isPresent),
    absent: days.filter((day) => !isPresent(day) && (empty.has(day.slice(0, 7)) || listed.has(day.slice(0, 7)))),
    isSampled,
  };
};

/** Whether a page is the last, only its own word tells: one that lacks it is no answer. */
const pageOf = ({ CommonPrefixes = [], IsTruncated, NextContinuationToken }: ListObjectsV2CommandOutput) => ({
  folders: CommonPrefixes.map(({ Prefix }) => required(Prefix, 'name of a folder')),
  next: required(IsTruncated, 'end of the list')
    ? required(NextContinuationToken, 'token of the next page')
    : undefined,
});

const NONE: ReadonlySet<string> = new Set();
