import { ACCOUNT, INVOCATION_LOG_BUCKET, MANUALS_BUCKET, MODEL_BUCKET, TOKYO } from '../names.js';
import type { DemoFault } from './fault.js';

const LOGS = `s3://${INVOCATION_LOG_BUCKET}/tokyo/AWSLogs`;

/** What the data of the demo account hold that they should not. */
export const piiFaults: readonly DemoFault[] = [
  {
    control: 'pii/training_data_no_personal_data',
    resource: LOGS,
    why: 'a fine-tuning reads logs of invocations, in which a customer gives a mail address',
  },
  {
    control: 'pii/training_data_no_personal_data',
    resource: `s3://${MODEL_BUCKET}/claims-tuned/train.jsonl`,
    why: "a prompt bears a customer's telephone number",
  },
  {
    control: 'pii/training_data_no_personal_data',
    resource: `s3://${MODEL_BUCKET}/data/masked/churn`,
    why: 'a column of mail addresses was added to what had been masked',
  },
  {
    control: 'pii/deidentified_prefix_clean',
    resource: `s3://${MODEL_BUCKET}/data/masked/churn`,
    why: 'it lies where only masked data are declared to lie',
  },
  {
    control: 'pii/knowledge_base_data_no_personal_data',
    resource: `s3://${MANUALS_BUCKET}/`,
    why: 'a list of contacts bears a My Number',
  },
  {
    control: 'pii/captured_data_protected',
    resource: `${LOGS}/${ACCOUNT}/BedrockModelInvocationLogs/${TOKYO}/`,
    why: 'no lifecycle rule deletes old versions of logs',
  },
  {
    control: 'pii/model_data_class_allowed',
    resource: `s3://${MANUALS_BUCKET}/`,
    why: 'a knowledge base answers from a bucket whose tag says top secret',
  },
  ...['claims-tuned/train.jsonl', 'data/masked/churn', 'raw'].map((place) => ({
    control: 'pii/personal_data_classified',
    resource: `s3://${MODEL_BUCKET}/${place}`,
    why: 'no tag of the bucket says a class',
  })),
];
