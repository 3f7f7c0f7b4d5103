import { ListObjectsV2Command, type ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';
import { type Day, daysBetween, rangesOf } from '../../model/days.js';
import type { DayLayout, LogSeries } from '../../model/log-series.js';
import { type Collector, type ItemTools, required } from '../collector.js';
import { regionOf } from './bucket-region.js';

/**
 * On which days logs lie in their buckets: one resource for each stream, region and place, its days as ranges. Only
 * names of folders are listed, level by level (years, months, days), within a budget of pages that is shared out
 * beforehand, so that a replay asks the same. A day that was not listed is in neither list. Opt-in.
 */
export const logInventory = (series: readonly LogSeries[], pages: number): Collector => ({
  type: 'AWS::S3::LogInventory',
  scope: 'account',
  permissions: ['s3:GetBucketLocation', 's3:ListBucket'],

  async *collect({ client, account, each }) {
    const share = Math.floor(pages / Math.max(1, series.length));
    yield* each(series, idOf, async (one, tools) => {
      const unlisted = <T>(call: () => Promise<T>) => tools.part('/runtime/Unlisted', call, { isOneOfMany: true });
      const bucketRegion = one.bucketRegion ?? (await unlisted(() => regionOf(client(S3Client), one.bucket)));
      const s3 = client(S3Client, bucketRegion);
      const prefix =
        bucketRegion === undefined ? undefined : await unlisted(() => placeOfOrganization(s3, { ...one, account }));
      const found = prefix === undefined ? NOTHING : await listedDays(s3, { ...one, prefix }, share, tools);
      return {
        region: one.region,
        tags: {},
        properties: { Bucket: one.bucket, Prefix: prefix ?? one.prefix, Stream: one.stream, Source: one.source },
        runtime: {
          From: one.from,
          To: one.to,
          Present: rangesOf(found.present),
          Absent: rangesOf(found.absent),
          Pages: found.pages,
          Sampled: found.isSampled,
        },
      };
    });
  },
});

const idOf = ({ stream, region, bucket, below = '', prefix }: LogSeries): string =>
  `${stream}/${region}/${bucket}/${below}${prefix}`;

interface Place {
  readonly bucket: string;
  readonly prefix: string;
  readonly below?: string;
}

/** An organisation's trail writes below the organisation's id, which only its bucket tells an account that may not ask. */
export const placeOfOrganization = async (
  s3: S3Client,
  { bucket: Bucket, prefix, below }: Place & { readonly account: string },
): Promise<string> => {
  if (below === undefined) return prefix;
  const { CommonPrefixes = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: below, Delimiter: '/' }));
  const own = CommonPrefixes.find(({ Prefix = '' }) => /^o-[a-z0-9]{10,32}\/$/.test(Prefix.slice(below.length)));
  return `${required(own?.Prefix, "folder of the organisation's id")}${prefix}`;
};

interface Found {
  readonly present: readonly Day[];
  readonly absent: readonly Day[];
  readonly pages: number;
  readonly isSampled: boolean;
}

const NOTHING: Found = { present: [], absent: [], pages: 0, isSampled: false };

const LAYOUTS: Readonly<
  Record<DayLayout, { readonly names: readonly [string, string, string]; readonly end: string }>
> = {
  slashes: { names: ['', '', ''], end: '/' },
  hive: { names: ['year=', 'month=', 'day='], end: '/' },
  dashes: { names: ['', '', ''], end: '-' },
};

/** The months that are listed where there is not room for all: evenly spread, with the first and the last. */
export const sampledMonths = (months: readonly string[], room: number): string[] => {
  if (room >= months.length) return [...months];
  if (room <= 1) return months.slice(-1).slice(0, Math.max(0, room));
  const chosen = Array.from({ length: room }, (_, index) => Math.round((index * (months.length - 1)) / (room - 1)));
  return [...new Set(chosen)].flatMap((index) => months[index] ?? []);
};

const listedDays = async (
  s3: S3Client,
  { bucket: Bucket, prefix, layout, from, to }: LogSeries,
  share: number,
  { part, unseen }: ItemTools,
): Promise<Found> => {
  const { names, end } = LAYOUTS[layout];
  let [pages, isOver, isDenied] = [0, false, false];
  /** The words that follow a prefix up to the end of their level; undefined where they were not all listed. */
  const wordsBelow = async (Prefix: string, name: string): Promise<ReadonlySet<string> | undefined> => {
    const words = new Set<string>();
    let ContinuationToken: string | undefined;
    do {
      if (isDenied) return undefined;
      if (pages >= share) {
        isOver = true;
        return undefined;
      }
      pages += 1;
      const page: ListObjectsV2CommandOutput | undefined = await part(
        '/runtime/Unlisted',
        () =>
          s3.send(
            new ListObjectsV2Command({
              Bucket,
              Prefix,
              Delimiter: end,
              ...(ContinuationToken !== undefined && { ContinuationToken }),
            }),
          ),
        { isOneOfMany: true },
      );
      if (page === undefined) {
        isDenied = true;
        return undefined;
      }
      for (const { Prefix: below = '' } of page.CommonPrefixes ?? [])
        if (below.startsWith(`${Prefix}${name}`)) words.add(below.slice(Prefix.length + name.length, -end.length));
      ContinuationToken = page.IsTruncated ? required(page.NextContinuationToken, 'token of the next page') : undefined;
    } while (ContinuationToken !== undefined);
    return words;
  };

  const days = daysBetween(from, to);
  const months = [...new Set(days.map((day) => day.slice(0, 7)))];
  const seen = new Map<string, ReadonlySet<string> | undefined>();
  const absent = new Set<string>();
  const listed: string[] = [];
  const years = await wordsBelow(prefix, names[0]);
  for (const year of [...new Set(months.map((month) => month.slice(0, 4)))].reverse()) {
    if (years === undefined) break;
    const own = months.filter((month) => month.startsWith(year));
    const inYear = years.has(year)
      ? await wordsBelow(`${prefix}${names[0]}${year}${end}`, names[1])
      : new Set<string>();
    if (inYear === undefined) break;
    for (const month of own) inYear.has(month.slice(5)) ? listed.push(month) : absent.add(month);
  }
  const chosen = sampledMonths(listed.sort(), share - pages);
  const isSampled = chosen.length < listed.length;
  for (const month of chosen.toReversed()) {
    const [year = '', number = ''] = month.split('-');
    seen.set(month, await wordsBelow(`${prefix}${names[0]}${year}${end}${names[1]}${number}${end}`, names[2]));
  }
  if (isOver || isSampled)
    unseen('/runtime/Unlisted', {
      reason: 'budget',
      detail: `not every month below s3://${Bucket}/${prefix} was listed: ${share} pages were allowed for it`,
    });
  const isPresent = (day: Day) => seen.get(day.slice(0, 7))?.has(day.slice(8)) === true;
  const isListed = (day: Day) => absent.has(day.slice(0, 7)) || seen.get(day.slice(0, 7)) !== undefined;
  return {
    present: days.filter(isPresent),
    absent: days.filter((day) => isListed(day) && !isPresent(day)),
    pages,
    isSampled,
  };
};
