import { expect, test } from 'vitest';
import { customModels } from '../../src/collectors/bedrock/custom-model.js';
import { importedModels } from '../../src/collectors/bedrock/imported-model.js';
import { modelCustomizationJobs } from '../../src/collectors/bedrock/model-customization-job.js';
import { modelInvocationJobs } from '../../src/collectors/bedrock/model-invocation-job.js';
import { ACCOUNT, complete, explore, REGION, seenBy } from './expedition.js';
import { byInput, denied, noTags } from './written.js';

/** Written from the Bedrock API model of 2023-04-20 (@aws-sdk/client-bedrock 3.1164.0). */
const here = { account: ACCOUNT, region: REGION };
const arn = (resource: string) => `arn:aws:bedrock:${REGION}:${ACCOUNT}:${resource}`;
const refusal = (operation: string) => ({
  reason: 'denied',
  detail: `bedrock:${operation} in ${REGION} was denied (AccessDeniedException): not authorized`,
  action: `bedrock:${operation}`,
});
/** The start of the scan's window. */
const SINCE = '2025-12-31T12:00:00.000Z';

test.each([
  [customModels, 'ListCustomModels', 'GetCustomModel', 'custom-model/m'],
  [importedModels, 'ListImportedModels', 'GetImportedModel', 'imported-model/m'],
])('a model of $type shows its key', async (collector, list, get, resource) => {
  const { resources, listings } = await explore(collector, {
    [`bedrock:${list}`]: { modelSummaries: [{ modelArn: arn(resource), modelName: 'tuned' }] },
    [`bedrock:${get}`]: byInput({
      [`{"modelIdentifier":"${arn(resource)}"}`]: {
        modelArn: arn(resource),
        modelName: 'tuned',
        modelKmsKeyArn: 'arn:key',
      },
    }),
  });
  expect(resources).toEqual([
    {
      type: collector.type,
      id: arn(resource),
      names: ['tuned'],
      ...here,
      tags: {},
      properties: { modelName: 'tuned', modelKmsKeyArn: 'arn:key' },
      runtime: {},
      source: seenBy(`bedrock:${list}`, `bedrock:${get}`),
      gaps: [noTags(collector.type)],
    },
  ]);
  expect(listings).toEqual([complete(collector.type)]);
});

test('customization jobs of the last 90 days show where they ran and what they were trained with', async () => {
  const id = arn('model-customization-job/j');
  const vpcConfig = { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] };
  const trainingDataConfig = { s3Uri: 's3://tune/train.jsonl' };
  const validationDataConfig = { validators: [{ s3Uri: 's3://tune/check.jsonl' }] };
  const { resources, listings } = await explore(modelCustomizationJobs, {
    'bedrock:ListModelCustomizationJobs': byInput({
      [`{"creationTimeAfter":"${SINCE}"}`]: { modelCustomizationJobSummaries: [{ jobArn: id }] },
    }),
    'bedrock:GetModelCustomizationJob': byInput({
      [`{"jobIdentifier":"${id}"}`]: {
        jobArn: id,
        jobName: 'tune',
        status: 'Completed',
        creationTime: '2026-03-01T09:00:00Z',
        vpcConfig,
        trainingDataConfig,
        validationDataConfig,
      },
    }),
  });
  expect(resources).toEqual([
    {
      type: modelCustomizationJobs.type,
      id,
      names: ['tune'],
      ...here,
      tags: {},
      properties: { jobName: 'tune', vpcConfig, trainingDataConfig, validationDataConfig },
      runtime: { status: 'Completed', creationTime: Date.parse('2026-03-01T09:00:00Z') },
      source: seenBy('bedrock:ListModelCustomizationJobs', 'bedrock:GetModelCustomizationJob'),
      gaps: [noTags(modelCustomizationJobs.type)],
    },
  ]);
  expect(listings).toEqual([complete(modelCustomizationJobs.type)]);
});

test('batch jobs of the last 90 days show their input and output, and in which bucket it is', async () => {
  const inputDataConfig = { s3InputDataConfig: { s3Uri: 's3://asked/' } };
  const job = (id: string, s3Uri: string) => ({
    jobArn: arn(`model-invocation-job/${id}`),
    jobName: id,
    status: 'Completed',
    submitTime: '2026-03-01T09:00:00Z',
    inputDataConfig,
    outputDataConfig: { s3OutputDataConfig: { s3Uri, s3EncryptionKeyId: 'arn:key' } },
  });
  const { resources, listings } = await explore(modelInvocationJobs, {
    'bedrock:ListModelInvocationJobs': byInput({
      [`{"maxResults":1000,"submitTimeAfter":"${SINCE}"}`]: {
        invocationJobSummaries: [job('good', 's3://answers/a/b/'), job('odd', 'https://answers')],
      },
    }),
  });
  const shared = {
    type: modelInvocationJobs.type,
    ...here,
    tags: {},
    source: seenBy('bedrock:ListModelInvocationJobs'),
  };
  const output = (s3Uri: string) => ({ s3OutputDataConfig: { s3Uri, s3EncryptionKeyId: 'arn:key' } });
  const ran = { status: 'Completed', submitTime: Date.parse('2026-03-01T09:00:00Z') };
  expect(resources).toEqual([
    {
      ...shared,
      id: arn('model-invocation-job/good'),
      names: ['good'],
      properties: { jobName: 'good', inputDataConfig, outputDataConfig: output('s3://answers/a/b/') },
      runtime: { ...ran, OutputBucket: 'answers' },
      gaps: [noTags(modelInvocationJobs.type)],
    },
    {
      ...shared,
      id: arn('model-invocation-job/odd'),
      names: ['odd'],
      properties: { jobName: 'odd', inputDataConfig, outputDataConfig: output('https://answers') },
      runtime: ran,
      gaps: [
        {
          pointer: '/runtime/OutputBucket',
          kind: 'missing',
          reason: 'parse_error',
          detail: 'the output of the job is at no S3 URI',
        },
        noTags(modelInvocationJobs.type),
      ],
    },
  ]);
  expect(listings).toEqual([complete(modelInvocationJobs.type)]);
});

test.each([
  [customModels, 'ListCustomModels'],
  [importedModels, 'ListImportedModels'],
  [modelCustomizationJobs, 'ListModelCustomizationJobs'],
  [modelInvocationJobs, 'ListModelInvocationJobs'],
])('where they may not be listed, the list of $type is missing', async (collector, operation) => {
  const { resources, listings } = await explore(collector, { [`bedrock:${operation}`]: denied });
  expect(resources).toEqual([]);
  expect(listings).toEqual([{ type: collector.type, ...here, state: 'missing', cause: refusal(operation) }]);
});
