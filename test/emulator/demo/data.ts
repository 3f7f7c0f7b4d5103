import { gzipSync } from 'node:zlib';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  ACCOUNT,
  CAPTURE_BUCKET,
  INVOCATION_LOG_BUCKET,
  MANUALS_BUCKET,
  MODEL_BUCKET,
  SECRETS,
  SUPPORT_DOCS_BUCKET,
  TOKYO,
} from './names.js';

/** What lies where the demo platform reads and keeps data: mostly as it should be; faults/pii.ts tells what is not. */
export const seedData = async (s3: S3Client): Promise<void> => {
  const put = (Bucket: string, Key: string, Body: string | Uint8Array) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const table = (...rows: readonly string[]): string => `${rows.join('\n')}\n`;
  const lines = (...documents: readonly object[]): string => table(...documents.map((one) => JSON.stringify(one)));

  // De-identified as declared, but for one column that somebody added later.
  await put(
    MODEL_BUCKET,
    'data/masked/train/part-0.csv',
    table('customer,tenure,amount,label', 'c_1,12,3400,0', 'c_2,3,99,1'),
  );
  await put(
    MODEL_BUCKET,
    'data/masked/churn/part-0.csv',
    table('customer,tenure,email', 'c_1,12,', `c_2,3,${SECRETS.customerMail}`),
  );
  await put(
    MODEL_BUCKET,
    'raw/customers.csv',
    table('氏名,電話番号,メールアドレス', `${SECRETS.customerName},${SECRETS.customerPhone},${SECRETS.customerMail}`),
  );
  for (const group of ['churn-features', 'customer-features'])
    await put(
      MODEL_BUCKET,
      `features/${ACCOUNT}/sagemaker/${TOKYO}/offline-store/${group}/data/year=2026/part-0.csv`,
      table('customer,visits,spend', 'c_1,4,1200'),
    );
  await put(MODEL_BUCKET, 'scoring/in/batch-0.csv', table('12,3400', '3,99'));
  await put(
    MODEL_BUCKET,
    'captures/churn-scoring-v1/0.jsonl',
    lines({ captureData: { endpointInput: { data: '12,3400' } } }),
  );
  await put(
    MODEL_BUCKET,
    'adhoc-labels/in/0.jsonl',
    lines({ modelInput: { prompt: 'Label this review: fast delivery' } }),
  );
  await put(MODEL_BUCKET, 'review-summary/in/0.jsonl', lines({ modelInput: { prompt: 'Summarise: good, but dear' } }));
  await put(
    MODEL_BUCKET,
    'claims-tuned/train.jsonl',
    lines({ prompt: `保険金請求の連絡先：${SECRETS.customerPhone}`, completion: '受付済み' }),
  );
  await put(
    MODEL_BUCKET,
    'ops-tuned/train.jsonl',
    lines({ prompt: 'Restart the queue', completion: 'systemctl restart queue' }),
  );

  await put(
    CAPTURE_BUCKET,
    'captures/fraud-detector-prod/0.jsonl',
    lines({ captureData: { endpointInput: { data: '0.1,0.7' } } }),
  );
  await put(
    INVOCATION_LOG_BUCKET,
    `tokyo/AWSLogs/${ACCOUNT}/BedrockModelInvocationLogs/${TOKYO}/2026/11/28/09/log.json.gz`,
    gzipSync(
      lines({
        schemaType: 'ModelInvocationLog',
        operation: 'Converse',
        input: {
          inputBodyJson: { messages: [{ role: 'user', content: [{ text: `返信先は ${SECRETS.customerMail} です` }] }] },
        },
      }),
    ),
  );

  await put(SUPPORT_DOCS_BUCKET, 'faq.txt', table('Q. How do I reset my password?', 'A. Open the settings.'));
  await put(
    MANUALS_BUCKET,
    'contacts.txt',
    table(
      '緊急連絡網',
      `氏名：${SECRETS.customerName}`,
      `電話：${SECRETS.customerPhone}`,
      `個人番号：${SECRETS.myNumber}`,
    ),
  );
};
