import { expect, test } from 'vitest';
import { COLLECTORS } from '../../src/collectors/index.js';
import { SOME_ACCOUNT, SOME_REGION } from '../../src/iac/declaration.js';
import { isGlobal, resourcesOf } from '../../src/iac/resources.js';

test('types of the account as a whole are those that are collected once an account', async () => {
  const collectors = await Promise.all(COLLECTORS.map((load) => load()));
  const once = collectors.filter(({ scope }) => scope === 'account').map(({ type }) => type);
  // A bucket is listed for the account and stands in its region; rules are listed in each region and once more; no
  // template declares the account's own block.
  expect(new Set(once.filter((type) => !isGlobal(type)))).toEqual(
    new Set(['AWS::Events::Rule', 'AWS::S3::AccountPublicAccessBlock', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy']),
  );
  expect(collectors.filter(({ scope, type }) => scope === 'region' && isGlobal(type))).toEqual([]);
});

test('what a rule reads and only a running account shows is a gap, and so is the destination that nobody named', () => {
  const declaration = {
    type: 'AWS::SageMaker::Endpoint',
    address: 'Fraud',
    properties: { EndpointConfigName: 'fraud-1' },
    place: { file: 'stack.yaml', line: 3 },
    lines: new Map(),
    name: 'fraud',
  };
  const destination = { partition: 'aws', account: SOME_ACCOUNT, region: SOME_REGION };
  const runtime = new Map([['AWS::SageMaker::Endpoint', new Set(['EndpointStatus', 'CreationTime'])]]);
  expect(resourcesOf([declaration], destination, runtime)).toEqual([
    {
      type: 'AWS::SageMaker::Endpoint',
      id: 'arn:aws:sagemaker:xx-unknown-0:000000000000:endpoint/fraud',
      names: ['fraud', 'Fraud'],
      account: SOME_ACCOUNT,
      region: SOME_REGION,
      tags: {},
      properties: { EndpointConfigName: 'fraud-1' },
      runtime: { EndpointStatus: 'InService' },
      source: [{ file: 'stack.yaml', line: 3, address: 'Fraud' }],
      gaps: [
        {
          pointer: '/account',
          kind: 'missing',
          reason: 'known_after_apply',
          detail: 'the templates do not say into which account they will be deployed: name it with --account',
        },
        {
          pointer: '/region',
          kind: 'missing',
          reason: 'known_after_apply',
          detail: 'the templates do not say into which region they will be deployed: name it with --region',
        },
        {
          pointer: '/runtime/CreationTime',
          kind: 'missing',
          reason: 'known_after_apply',
          detail: 'only a running account shows it',
        },
      ],
    },
  ]);
});
