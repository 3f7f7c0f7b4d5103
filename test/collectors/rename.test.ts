import { expect, test } from 'vitest';
import { plain } from '../../src/collectors/plain.js';
import { renamed } from '../../src/collectors/rename.js';
import { UNMODELLED } from '../../src/collectors/unmodelled.js';
import type { Gap } from '../../src/model/gap.js';

test('members are capitalised at every depth, and their contents stand as they were', () => {
  const at = new Date(0);
  expect(renamed({ encryption: [{ keyArn: 'arn', since: at }], on: false })).toEqual({
    Encryption: [{ KeyArn: 'arn', Since: at }],
    On: false,
  });
});

test('a named member takes the name that it is given, and null takes it out', () => {
  expect(
    renamed({ filters: [{ type: 'HATE' }], tier: { tierName: 'X' } }, { filters: 'FiltersConfig', tier: null }),
  ).toEqual({
    FiltersConfig: [{ Type: 'HATE' }],
  });
});

test('nothing stays nothing, and a member named like a method of objects is only capitalised', () => {
  expect(renamed(undefined)).toBeUndefined();
  expect(renamed({ constructor: 1, toString: 2 })).toEqual({ Constructor: 1, ToString: 2 });
});

test('a mark of dropped members leads to where CloudFormation would have them', () => {
  const policy = {
    piiEntities: [{ type: 'EMAIL', [UNMODELLED]: ['newAction', 'secret'] }],
    [UNMODELLED]: ['regexes'],
  };
  const gaps: Gap[] = [];
  plain(
    renamed(policy, { piiEntities: 'PiiEntitiesConfig', regexes: 'RegexesConfig', secret: null }),
    '/properties/SensitiveInformationPolicyConfig',
    gaps,
  );
  expect(gaps.map(({ pointer }) => pointer)).toEqual([
    '/properties/SensitiveInformationPolicyConfig/RegexesConfig',
    '/properties/SensitiveInformationPolicyConfig/PiiEntitiesConfig/0/NewAction',
  ]);
});
