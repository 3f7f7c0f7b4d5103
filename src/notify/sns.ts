import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { UsageError } from '../model/errors.js';
import type { Notify } from './notice.js';

/** Amazon SNS takes subjects of up to 99 characters of ASCII, and messages of up to 256 KiB (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html). */
const LONGEST_SUBJECT = 99;
const LONGEST_MESSAGE = 200_000;

/**
 * Publishes a notice to a topic. It writes to AWS, so it stands apart from everything that scans: only a command that
 * was given a topic loads it, and the policy of a scan does not allow it.
 */
export const sns =
  (topic: string, options: { readonly profile?: string; readonly endpoint?: string } = {}): Notify =>
  async ({ subject, text }) => {
    const region = regionOf(topic);
    const client = new SNSClient({ region, ...options });
    try {
      await client.send(
        new PublishCommand({
          TopicArn: topic,
          Subject: subject.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, LONGEST_SUBJECT),
          Message: text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE)}\n…`,
        }),
      );
    } catch (error) {
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new UsageError(
        `SNS topic ${topic}: ${said}; check the topic and that these credentials may sns:Publish to it`,
      );
    }
  };

/** `arn:aws:sns:<region>:<account>:<name>` */
const regionOf = (topic: string): string => {
  const [scheme, , service, region] = topic.split(':');
  if (scheme !== 'arn' || service !== 'sns' || !region)
    throw new UsageError(`--notify-sns ${JSON.stringify(topic)}: that is no ARN of an SNS topic`);
  return region;
};
