import {
  type BucketMetadata,
  GetFindingStatisticsCommand,
  GetMacieSessionCommand,
  Macie2Client,
  paginateDescribeBuckets,
} from '@aws-sdk/client-macie2';
import { type Collector, type Facts, type Identity, type ItemTools, required } from '../collector.js';

/**
 * The account's own buckets as Macie knows them: whether anything examined one, and what it found. Macie refuses every
 * call where it is off, and keeps old metadata where it is paused: both leave the list unseen.
 */
export const macieBuckets: Collector = {
  type: 'AWS::Macie::BucketMetadata',
  scope: 'region',
  permissions: ['macie2:GetMacieSession', 'macie2:DescribeBuckets', 'macie2:GetFindingStatistics'],

  async *collect({ client, account, region, each, incomplete }) {
    const macie = client(Macie2Client);
    const { status } = await macie.send(new GetMacieSessionCommand({}));
    if (status !== 'ENABLED')
      return incomplete({ reason: 'unavailable', detail: `Macie is ${status ?? 'in no state'} in ${region}` });
    for await (const page of paginateDescribeBuckets({ client: macie, pageSize: 50 }, {})) {
      const own = page.buckets?.filter(({ accountId }) => accountId === account);
      yield* each(own, identify, (bucket, tools) => factsOf(macie, bucket, tools));
    }
  },
};

const identify = ({ bucketArn, bucketName }: BucketMetadata): Identity => ({
  id: required(bucketArn, 'bucket ARN'),
  names: [bucketName],
});

const factsOf = async (macie: Macie2Client, bucket: BucketMetadata, { part, unseen }: ItemTools): Promise<Facts> => {
  const { bucketName, jobDetails: job } = bucket;
  if (job?.isDefinedInJob === 'UNKNOWN')
    unseen('/properties/jobDetails', { reason: 'unavailable', detail: 'Macie could not read which jobs examine it' });
  // What automated discovery finds is in the score; what a job finds is told by findings alone.
  const statistics =
    job?.lastJobRunTime === undefined
      ? undefined
      : await part('/runtime/SensitiveDataFindings', () => macie.send(findingsIn(required(bucketName, 'bucket name'))));
  return {
    properties: {
      bucketName,
      sensitivityScore: bucket.sensitivityScore,
      automatedDiscoveryMonitoringStatus: bucket.automatedDiscoveryMonitoringStatus,
      lastAutomatedDiscoveryTime: bucket.lastAutomatedDiscoveryTime,
      jobDetails: job,
    },
    runtime: {
      SensitiveDataFindings: statistics?.countsByGroup?.reduce((sum, { count = 0 }) => sum + count, 0),
    },
  };
};

/** Findings of sensitive data that nobody has archived; Macie keeps them for 90 days. */
const findingsIn = (bucketName: string): GetFindingStatisticsCommand =>
  new GetFindingStatisticsCommand({
    groupBy: 'resourcesAffected.s3Bucket.name',
    findingCriteria: {
      criterion: {
        category: { eq: ['CLASSIFICATION'] },
        archived: { eq: ['false'] },
        'resourcesAffected.s3Bucket.name': { eq: [bucketName] },
      },
    },
  });
