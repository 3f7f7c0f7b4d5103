import { GetBucketLocationCommand, type S3Client } from '@aws-sdk/client-s3';

/**
 * The region of a bucket where the list is silent. The first regions have older names:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
 */
export const regionOf = async (s3: S3Client, Bucket: string | undefined): Promise<string> => {
  const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket }));
  return LocationConstraint === 'EU' ? 'eu-west-1' : LocationConstraint || 'us-east-1';
};
