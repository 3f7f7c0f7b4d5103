import {
  type ConfigServiceClient,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  StartConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import { ACCOUNT, roleArn, TRAIL_BUCKET } from './names.js';

/** Tokyo records a list of types that was made before the AI platform; Osaka has no recorder. */
export const seedConfig = async (config: ConfigServiceClient): Promise<void> => {
  const recorder = 'default';
  await config.send(
    new PutConfigurationRecorderCommand({
      ConfigurationRecorder: {
        name: recorder,
        roleARN: roleArn('PlatformAdmin'),
        recordingGroup: {
          allSupported: false,
          includeGlobalResourceTypes: false,
          resourceTypes: ['AWS::IAM::Role', 'AWS::S3::Bucket', 'AWS::KMS::Key'],
        },
      },
    }),
  );
  await config.send(
    new PutDeliveryChannelCommand({
      DeliveryChannel: { name: recorder, s3BucketName: TRAIL_BUCKET, s3KeyPrefix: `config/${ACCOUNT}` },
    }),
  );
  await config.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: recorder }));
};
