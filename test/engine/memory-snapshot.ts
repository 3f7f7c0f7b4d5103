import { identifiersOf, type Resource } from '../../src/model/resource.js';
import type { Listing, Scope, Snapshot } from '../../src/model/snapshot.js';

export const SCOPE: Scope = {
  partition: 'aws',
  account: '123456789012',
  regions: ['ap-northeast-1', 'ap-northeast-3'],
  now: Date.UTC(2026, 10, 23),
  since: Date.UTC(2026, 7, 25),
};

/** A resource of the example account; what a test does not care about has a plain default. */
export const resource = (facts: Partial<Resource> & Pick<Resource, 'type' | 'id'>): Resource => ({
  names: [],
  account: SCOPE.account,
  region: 'ap-northeast-1',
  tags: {},
  properties: {},
  runtime: {},
  source: [],
  gaps: [],
  ...facts,
});

export const complete = (type: string, region = 'ap-northeast-1'): Listing => ({
  type,
  account: SCOPE.account,
  region,
  state: 'complete',
});

/** A snapshot held in memory, in the order given: evaluation must not depend on it. */
export const memorySnapshot = (resources: readonly Resource[], listings: readonly Listing[]): Snapshot => ({
  scope: SCOPE,
  types: [...new Set(resources.map(({ type }) => type))],
  listings,
  calls: [],
  resources: (type) => resources.filter((candidate) => candidate.type === type),
  find: (type, region, identifier) =>
    resources.find(
      (candidate) =>
        candidate.type === type &&
        (region === undefined || candidate.region === region) &&
        identifiersOf(candidate).includes(identifier),
    ),
});
