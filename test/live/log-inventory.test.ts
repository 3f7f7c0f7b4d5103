import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateBucketCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctor } from '../../src/commands/doctor.js';
import { retention } from '../../src/commands/retention.js';
import { scan } from '../../src/commands/scan.js';
import { type Day, dayOf, daysBetween, daysOf, shifted, startOf } from '../../src/model/days.js';
import type { Evaluation } from '../../src/model/finding.js';
import type { LogCalendar } from '../../src/model/retention.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { SCAN } from '../commands/demo.js';
import { CREDENTIALS } from '../emulator/demo-scan.js';
import { type Moto, startMoto } from '../emulator/moto.js';
import { type Fault, type OverlayProxy, startProxy } from '../emulator/proxy.js';

/** moto's own account. */
const ACCOUNT = '123456789012';
const REGION = 'ap-northeast-1';
/** The required period: 73 days, so that every day can have its objects. */
const YEARS = 0.2;
const now = Date.now();
const TODAY = dayOf(now);
const FIRST = shifted(TODAY, -73);
const HOLE = shifted(TODAY, -40);
const folder = mkdtempSync(join(tmpdir(), 'kansa-inventory-test-'));

let moto: Moto;
let proxy: OverlayProxy;
let s3: S3Client;
let run: string;
let evaluation: Evaluation;

beforeAll(async () => {
  Object.assign(process.env, CREDENTIALS);
  moto = await startMoto();
  proxy = await startProxy({ moto: moto.url, now });
  s3 = new S3Client({ region: REGION, endpoint: moto.url, forcePathStyle: true });
  const days = daysBetween(FIRST, TODAY);
  await trailInto('example-complete', days);
  await trailInto(
    'example-hole',
    days.filter((day) => day !== HOLE),
  );
  await trailInto('example-denied', days);
  await trailInto('example-half-denied', days);
  await trailInto('example-garbled', days);
  // moto carries out no rule: what a rule deletes is not put there.
  await trailInto('example-expiring', daysBetween(shifted(TODAY, -30), TODAY));
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: 'example-expiring',
      LifecycleConfiguration: {
        Rules: [{ ID: 'short', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 30 } }],
      },
    }),
  );
  await logGroup('/aws/sagemaker/TrainingJobs');
  await logGroup('/aws/sagemaker/ProcessingJobs');
  ({ run, evaluation } = await scanned('all', TROUBLES));
});

afterAll(async () => {
  await proxy?.stop();
  await moto?.stop();
  rmSync(folder, { recursive: true });
});

/** moto takes events of the last two weeks, as CloudWatch Logs itself does. */
const LOGGED = daysBetween(shifted(TODAY, -12), TODAY);
const QUIET = shifted(TODAY, -5);
const SAID = 'an example customer asked for a loan';

/** A log group with an event a day, but for one. */
const logGroup = async (logGroupName: string): Promise<void> => {
  const logs = new CloudWatchLogsClient({ region: REGION, endpoint: moto.url });
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'fraud/algo-1' }));
  for (const day of LOGGED.filter((one) => one !== QUIET))
    await logs.send(
      new PutLogEventsCommand({
        logGroupName,
        logStreamName: 'fraud/algo-1',
        logEvents: [{ timestamp: startOf(day), message: SAID }],
      }),
    );
};

/** A trail with validation, and an object a day of logs and of digest files, as CloudTrail names them. */
const trailInto = async (bucket: string, days: readonly Day[]): Promise<void> => {
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
  await s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration }));
  const cloudtrail = new CloudTrailClient({ region: REGION, endpoint: moto.url });
  await cloudtrail.send(new CreateTrailCommand({ Name: bucket, S3BucketName: bucket, EnableLogFileValidation: true }));
  await cloudtrail.send(new StartLoggingCommand({ Name: bucket }));
  for (const day of days)
    await Promise.all(
      ['CloudTrail', 'CloudTrail-Digest'].map((kind) =>
        s3.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: `${placeOf(kind)}${day.replaceAll('-', '/')}/1.json.gz`,
            Body: '{}',
          }),
        ),
      ),
    );
};

const placeOf = (kind: string): string => `AWSLogs/${ACCOUNT}/${kind}/${REGION}/`;

const listing = (bucket: string, kind: Fault['kind'], within = ''): Fault => ({
  service: 's3',
  operation: 'ListObjectsV2',
  kind,
  match: ({ Bucket, Prefix }) => Bucket === bucket && String(Prefix ?? '').endsWith(within),
});

const refusedGroup: Fault = {
  service: 'logs',
  operation: 'FilterLogEvents',
  kind: 'deny',
  match: ({ logGroupName }) => logGroupName === '/aws/sagemaker/ProcessingJobs',
};

/** The month in which the hole lies, as the names of objects have it. */
const MONTH = `${HOLE.slice(0, 7).replace('-', '/')}/`;
const TROUBLES = [
  listing('example-denied', 'deny'),
  listing('example-half-denied', 'deny', MONTH),
  listing('example-garbled', 'truncated', MONTH),
  refusedGroup,
];

const scanned = async (
  name: string,
  faults: readonly Fault[],
  logCalls = 5000,
): Promise<{ readonly run: string; readonly evaluation: Evaluation }> => {
  const out = join(folder, name);
  proxy.clear();
  proxy.faults(faults);
  const { evaluation: own } = await scan({
    ...SCAN,
    now,
    out,
    regions: [REGION],
    endpoint: proxy.url,
    kubernetes: false,
    params: { from: 'the test', params: { retention: { audit_trail_years: YEARS } } },
    logInventory: true,
    logCalls,
  });
  return { run: out, evaluation: own };
};

const calendarOf = (
  bucket: string,
  stream: LogCalendar['stream'] = 'cloudtrail',
  of = evaluation,
): LogCalendar | undefined =>
  of.retention?.calendars?.find((one) => one.stream === stream && one.destination.name === bucket);

const presenceOf = (bucket: string, of = evaluation) =>
  of.retention?.chains
    .find(({ stream, destination }) => stream === 'cloudtrail' && destination?.name === bucket)
    ?.links.find(({ step }) => step === 'presence');

const inMonth = (day: Day): boolean => day.slice(0, 7) === HOLE.slice(0, 7);

describe('the calendar of log buckets', () => {
  it('has every day present, and the step met, where a complete list shows an object of every day', () => {
    expect(calendarOf('example-complete')).toEqual({
      stream: 'cloudtrail',
      region: REGION,
      destination: { kind: 'bucket', name: 'example-complete' },
      prefix: placeOf('CloudTrail'),
      sources: [`arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/example-complete`],
      from: FIRST,
      to: TODAY,
      days: { present: [`${FIRST}/${TODAY}`] },
      sampled: false,
      gaps: [],
    });
    expect(presenceOf('example-complete')?.state).toBe('met');
  });

  it('names the day that is missing, of the logs and of the digest files', () => {
    const days = { missing: [HOLE], present: [`${FIRST}/${shifted(HOLE, -1)}`, `${shifted(HOLE, 1)}/${TODAY}`] };
    expect(calendarOf('example-hole')?.days).toEqual(days);
    expect(calendarOf('example-hole', 'cloudtrail_digest')?.days).toEqual(days);
    expect(presenceOf('example-hole')?.state).toBe('not_met');
  });

  it('verifies nothing of a bucket that may not be listed, and names the right that is lacking', () => {
    expect(calendarOf('example-denied')).toMatchObject({
      days: { not_verified: [`${FIRST}/${TODAY}`] },
      gaps: [{ reason: 'denied', action: 's3:ListBucket' }],
    });
    expect(presenceOf('example-denied')).toMatchObject({
      state: 'unknown',
      gaps: [{ reason: 'denied', action: 's3:ListBucket' }],
    });
  });

  it.each([
    ['example-half-denied', 'denied'],
    ['example-garbled', 'parse_error'],
  ])('verifies nothing of the month whose list failed, and all of the others: %s', (bucket, reason) => {
    const calendar = calendarOf(bucket);
    const [within, others] = [true, false].map((is) => daysBetween(FIRST, TODAY).filter((day) => inMonth(day) === is));
    expect(calendar?.days).toEqual({
      not_verified: [`${within?.at(0)}/${within?.at(-1)}`],
      present: rangesAround(others ?? []),
    });
    expect(calendar?.gaps).toMatchObject([{ reason }]);
    expect(presenceOf(bucket)?.state).toBe('unknown');
  });

  it('calls expired what the rules of the bucket have deleted, though it was required', () => {
    const last = shifted(TODAY, -31);
    expect(calendarOf('example-expiring')?.days).toEqual({
      expired: [`${FIRST}/${last}`],
      present: [`${shifted(last, 1)}/${TODAY}`],
    });
    expect(presenceOf('example-expiring')?.state).toBe('not_met');
  });

  it('tells the days of a log group by its events, of which it keeps nothing but their days', () => {
    const calendar = calendarOf('/aws/sagemaker/TrainingJobs', 'sagemaker_jobs');
    const [first = '', last = ''] = [LOGGED[0], TODAY];
    expect(calendar).toMatchObject({
      destination: { kind: 'log_group', name: '/aws/sagemaker/TrainingJobs' },
      days: { present: [`${first}/${shifted(QUIET, -1)}`, `${shifted(QUIET, 1)}/${last}`] },
      sampled: false,
      gaps: [],
    });
    expect(Object.values(calendar?.days ?? {}).flatMap((ranges) => daysOf(ranges ?? []))).toHaveLength(
      daysBetween(calendar?.from ?? '', calendar?.to ?? '').length,
    );
    expect(calendar?.days.missing).toBeUndefined();
    expect(calendarOf('/aws/sagemaker/ProcessingJobs', 'sagemaker_jobs')).toMatchObject({
      gaps: [{ reason: 'denied', action: 'logs:FilterLogEvents' }],
    });
    const recording = gunzipSync(readFileSync(join(run, 'recording.ndjson.gz'))).toString('utf8');
    expect([recording.includes('FilterLogEvents'), recording.includes(SAID)]).toEqual([true, false]);
  });

  it('asks of nothing but folders, and never for an object', () => {
    const asked = proxy.requests.filter(({ service, operation }) => service === 's3' && /Object/.test(operation));
    expect([...new Set(asked.map(({ operation }) => operation))].filter((one) => !/^GetObjectLock/.test(one))).toEqual([
      'ListObjectsV2',
    ]);
    expect(asked.filter(({ operation, input }) => operation === 'ListObjectsV2' && input.Delimiter === '')).toEqual([]);
  });

  it('is the same from the recording, and told by `kansa retention` in both languages', async () => {
    const { evaluation: again } = await scan({
      ...SCAN,
      replay: join(run, 'recording.ndjson.gz'),
      out: join(folder, 'again'),
    });
    expect(again.retention).toEqual(evaluation.retention);
    const look = { output: '-', terminal: { colour: false, width: 100 } } as const;
    const english = retention(run, { ...look, format: 'text', language: 'en' });
    expect(english).toContain(`Missing 1 day: ${HOLE}`);
    expect(english).toContain('s3:ListBucket');
    expect(retention(run, { ...look, format: 'text', language: 'ja' })).toContain(`欠落 1 日：${HOLE}`);
    const html = retention(run, { ...look, format: 'html', language: 'en' });
    expect(html).toContain('class="d-missing"');
    expect(html).toContain('class="d-not_verified"');
  });

  it('samples months where there are too few calls for all, says so, and verifies nothing of the others', async () => {
    // A share of 4 for each place: the years, the months of one or two, and what is left for days.
    const { evaluation: sampled } = await scanned('sampled', [], 14 * 4);
    const calendar = calendarOf('example-complete', 'cloudtrail', sampled);
    expect(calendar?.days.not_verified).toBeDefined();
    expect(Object.keys(calendar?.days ?? {}).sort()).toEqual(['not_verified', 'present']);
    expect(calendar?.gaps).toMatchObject([{ reason: 'budget' }]);
    expect(presenceOf('example-complete', sampled)?.state).toBe('unknown');
  });
});

describe('the doctor', () => {
  const right = async (logInventory: boolean, faults: readonly Fault[]) => {
    proxy.faults(faults);
    const { document } = await doctor({
      regions: [REGION],
      selection: EVERYTHING,
      endpoint: proxy.url,
      kubernetes: false,
      maxAttempts: 1,
      now,
      nodeVersion: '20.19.0',
      format: 'json',
      language: 'en',
      logInventory,
    });
    const checks: { readonly name: string; readonly state: string; readonly detail: string }[] = JSON.parse(document);
    return checks.filter(({ name }) => name === 's3:ListBucket').map(({ state, detail }) => [state, detail]);
  };

  it('tries whether log buckets may be listed, where that is asked', async () => {
    expect(await right(false, [])).toEqual([]);
    expect(await right(true, [])).toEqual([['ok', '']]);
    // It describes the first trail that it meets.
    expect(await right(true, [listing('example-complete', 'deny')])).toEqual([['missing', `${REGION} AccessDenied`]]);
  });
});

/** The ranges of days with one hole in them. */
const rangesAround = (days: readonly Day[]): string[] => {
  const before = days.filter((day) => day < HOLE);
  const after = days.filter((day) => day > HOLE);
  return [before, after].flatMap((part) => (part.length === 0 ? [] : [`${part.at(0)}/${part.at(-1)}`]));
};
