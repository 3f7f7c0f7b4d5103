import { expect, test } from 'vitest';
import { stateMachines } from '../../src/collectors/stepfunctions/state-machine.js';
import { ACCOUNT, complete, explore, REGION, refused, seenBy } from './expedition.js';
import { byInput, noTags } from './written.js';

/** Written from the Step Functions API model of 2016-11-23 (@aws-sdk/client-sfn 3.1164.0). */
const { type } = stateMachines;
const id = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:retraining`;
const MARK = 'kansa:scrubbed:0123456789abcdef';
const metadata = {
  stateMachineArn: id,
  name: 'retraining',
  status: 'ACTIVE',
  type: 'STANDARD',
  roleArn: 'arn:role',
  loggingConfiguration: {
    level: 'ALL',
    includeExecutionData: false,
    destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: 'arn:logs' } }],
  },
  encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'arn:key', kmsDataKeyReusePeriodSeconds: 300 },
};
const described = (whole: object) => ({
  'sfn:ListStateMachines': { stateMachines: [{ stateMachineArn: id, name: 'retraining', type: 'STANDARD' }] },
  'sfn:DescribeStateMachine': byInput({
    [`{"includedData":"METADATA_ONLY","stateMachineArn":"${id}"}`]: metadata,
    [`{"includedData":"ALL_DATA","stateMachineArn":"${id}"}`]: { ...whole },
  }),
});

test('a state machine shows its logs, its key and what was found in its definition', async () => {
  const { resources, listings } = await explore(
    stateMachines,
    described({ ...metadata, definition: `${MARK}:found=assigned_secret*1:personal=my_number*1*97*` }),
  );
  expect(resources).toEqual([
    {
      type,
      id,
      names: ['retraining'],
      account: ACCOUNT,
      region: REGION,
      tags: {},
      properties: {
        StateMachineName: 'retraining',
        StateMachineType: 'STANDARD',
        LoggingConfiguration: {
          Level: 'ALL',
          IncludeExecutionData: false,
          Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: 'arn:logs' } }],
        },
        EncryptionConfiguration: {
          Type: 'CUSTOMER_MANAGED_KMS_KEY',
          KmsKeyId: 'arn:key',
          KmsDataKeyReusePeriodSeconds: 300,
        },
      },
      runtime: {
        status: 'ACTIVE',
        Secrets: [{ Kind: 'assigned_secret', Count: 1 }],
        PersonalData: [{ Place: 'DefinitionString', Type: 'my_number', Count: 1, Confidence: 0.97 }],
      },
      source: seenBy('sfn:ListStateMachines', 'sfn:DescribeStateMachine', 'sfn:DescribeStateMachine'),
      gaps: [noTags(type)],
    },
  ]);
  expect(listings).toEqual([complete(type)]);
});

test.each([
  ['may not be decrypted', refused('KmsAccessDeniedException', 'no kms:Decrypt'), 'denied', ''],
  ['was taken out unsearched', { ...metadata, definition: MARK }, 'redacted', '/-'],
])('a definition that %s hides what it holds alone', async (_, whole, reason, element) => {
  const { resources } = await explore(stateMachines, described(whole));
  expect(resources[0]?.properties.StateMachineName).toBe('retraining');
  expect(resources[0]?.gaps.map((gap) => [gap.pointer, gap.reason])).toEqual([
    ['/runtime/Secrets', reason],
    [`/runtime/PersonalData${element}`, reason],
    ['/tags', 'not_collected'],
  ]);
});
