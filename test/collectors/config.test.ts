import { expect, test } from 'vitest';
import { configurationRecorders } from '../../src/collectors/config/configuration-recorder.js';
import { ACCOUNT, type Answers, complete, explore, REGION, seenBy } from './expedition.js';
import { denied, noTags, unmodelled } from './written.js';

const { type } = configurationRecorders;

/** Written from the AWS Config API model of 2014-11-12 (@aws-sdk/client-config-service 3.1124.0). */
const recorder = {
  name: 'default',
  roleARN: 'arn:aws:iam::111122223333:role/config',
  recordingGroup: {
    allSupported: false,
    includeGlobalResourceTypes: false,
    resourceTypes: ['AWS::S3::Bucket'],
    exclusionByResourceTypes: { resourceTypes: [] },
    recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' },
  },
};
const config: Answers = {
  'config-service:DescribeConfigurationRecorders': { ConfigurationRecorders: [recorder] },
  'config-service:DescribeConfigurationRecorderStatus': {
    ConfigurationRecordersStatus: [
      { name: 'default', recording: true, lastStatus: 'SUCCESS', lastStartTime: 1_774_950_000 },
    ],
  },
};
const whole = {
  type,
  id: 'default',
  names: [],
  account: ACCOUNT,
  region: REGION,
  tags: {},
  properties: {
    Name: 'default',
    RecordingGroup: {
      AllSupported: false,
      IncludeGlobalResourceTypes: false,
      ResourceTypes: ['AWS::S3::Bucket'],
      ExclusionByResourceTypes: { ResourceTypes: [] },
    },
  },
  runtime: { recording: true, lastStatus: 'SUCCESS' },
  source: seenBy('config-service:DescribeConfigurationRecorders', 'config-service:DescribeConfigurationRecorderStatus'),
  gaps: [noTags(type)],
};

test('a recorder shows what it records, and whether it does', async () => {
  const { resources, listings } = await explore(configurationRecorders, config);
  expect([resources, listings]).toEqual([[whole], [complete(type)]]);
});

test('a region without recorders has none', async () => {
  const { resources, listings } = await explore(configurationRecorders, {
    'config-service:DescribeConfigurationRecorders': { ConfigurationRecorders: [] },
  });
  expect([resources, listings]).toEqual([[], [complete(type)]]);
});

test('a status that is denied is a gap, and so is a member that the SDK dropped', async () => {
  const { resources } = await explore(configurationRecorders, {
    'config-service:DescribeConfigurationRecorders': {
      ConfigurationRecorders: [{ ...recorder, recordingGroup: { ...recorder.recordingGroup, sampledTypes: [] } }],
    },
    'config-service:DescribeConfigurationRecorderStatus': denied,
  });
  const cause = {
    kind: 'missing',
    reason: 'denied',
    detail: `config-service:DescribeConfigurationRecorderStatus in ${REGION} was denied (AccessDeniedException): not authorized`,
    action: 'config:DescribeConfigurationRecorderStatus',
  };
  expect(resources[0]?.gaps).toEqual([
    { pointer: '/runtime/recording', ...cause },
    { pointer: '/runtime/lastStatus', ...cause },
    unmodelled('/properties/RecordingGroup/SampledTypes'),
    noTags(type),
  ]);
});

test('recorders that may not be listed are a missing list', async () => {
  const { resources, listings } = await explore(configurationRecorders, {
    'config-service:DescribeConfigurationRecorders': denied,
  });
  expect([resources, listings.map(({ state }) => state)]).toEqual([[], ['missing']]);
});
