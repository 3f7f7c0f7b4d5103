import { expect, test } from 'vitest';
import type { Collector } from '../../src/collectors/collector.js';
import { collect } from '../../src/collectors/run.js';

const one: Collector = {
  type: 'AWS::SageMaker::Model',
  scope: 'region',
  permissions: [],
  async *collect({ each }) {
    yield* each(
      ['a'],
      (id) => id,
      () => ({ properties: {} }),
    );
  },
};

const expedition = {
  account: '111122223333',
  partition: 'aws',
  regions: ['eu-west-1'],
  now: 0,
  since: 0,
  homeRegion: 'eu-west-1',
  client: () => {
    throw new Error('no call is made');
  },
  kubernetes: () => {
    throw new Error('no call is made');
  },
};

test('a resource that can’t be written down ends the scan: it is no gap in what AWS answered', async () => {
  const full = () => Promise.reject(new Error('no space left'));
  await expect(collect([one], expedition, { resource: full, listing: () => undefined })).rejects.toThrow(
    'no space left',
  );
});
