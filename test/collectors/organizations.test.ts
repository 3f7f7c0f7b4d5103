import { expect, test } from 'vitest';
import { effectivePolicies } from '../../src/collectors/organizations/effective-policy.js';
import { ACCOUNT, complete, explore, REGION, refused, seenBy } from './expedition.js';
import { denied, noTags } from './written.js';

const CALL = 'organizations:DescribeEffectivePolicy';
const { type } = effectivePolicies;
const whole = {
  type,
  id: ACCOUNT,
  names: [],
  account: ACCOUNT,
  region: 'global',
  tags: {},
  properties: { PolicyType: 'AISERVICES_OPT_OUT_POLICY' },
  runtime: {},
  source: seenBy(CALL),
  gaps: [noTags(type)],
};

/** Written from the Organizations API model of 2016-11-28 (@aws-sdk/client-organizations 3.1169.0). */
const effective = (PolicyContent: string) => ({
  EffectivePolicy: {
    PolicyContent,
    PolicyType: 'AISERVICES_OPT_OUT_POLICY',
    TargetId: ACCOUNT,
    LastUpdatedTimestamp: 1,
  },
});

test('the policy in force for the account is read as the object that it is', async () => {
  const { resources, listings } = await explore(effectivePolicies, {
    [CALL]: effective('{"services":{"default":{"opt_out_policy":"optOut"}}}'),
  });
  expect(resources).toEqual([
    {
      ...whole,
      properties: { ...whole.properties, PolicyContent: { services: { default: { opt_out_policy: 'optOut' } } } },
    },
  ]);
  expect(listings).toEqual([complete(type, 'global')]);
});

test.each(['EffectivePolicyNotFoundException', 'AWSOrganizationsNotInUseException'])(
  'where there is none (%s), that is no gap',
  async (code) => {
    const { resources } = await explore(effectivePolicies, { [CALL]: refused(code) });
    expect(resources).toEqual([whole]);
  },
);

test('a refusal says nothing of the policy, and text that is no JSON neither', async () => {
  const hidden = await explore(effectivePolicies, { [CALL]: denied });
  expect(hidden.resources[0]?.gaps).toEqual([
    {
      pointer: '/properties/PolicyContent',
      kind: 'missing',
      reason: 'denied',
      detail: `${CALL} in ${REGION} was denied (AccessDeniedException): not authorized`,
      action: CALL,
    },
    noTags(type),
  ]);
  const cut = await explore(effectivePolicies, { [CALL]: effective('{"services":') });
  expect(cut.resources[0]?.gaps[0]).toMatchObject({ pointer: '/properties/PolicyContent', reason: 'parse_error' });
});
