import { describe, expect, test } from 'vitest';
import { effectivePolicies } from '../../src/collectors/organizations/effective-policy.js';
import { serviceControls } from '../../src/collectors/organizations/service-control.js';
import { ACCOUNT, complete, explore, REGION, refused, seenBy } from './expedition.js';
import { byInput, denied, noTags } from './written.js';

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

describe('service control policies', () => {
  const organization = (MasterAccountId: string) => ({ Organization: { Id: 'o-example123', MasterAccountId } });
  const policy = (Id: string) => ({ Id, Name: `${Id}-name`, Type: 'SERVICE_CONTROL_POLICY' });
  const listed = (TargetId: string) => `{"Filter":"SERVICE_CONTROL_POLICY","TargetId":"${TargetId}"}`;
  const answers = {
    'organizations:DescribeOrganization': organization('999988887777'),
    'organizations:ListParents': byInput({
      [`{"ChildId":"${ACCOUNT}"}`]: { Parents: [{ Id: 'ou-1', Type: 'ORGANIZATIONAL_UNIT' }] },
      '{"ChildId":"ou-1"}': { Parents: [{ Id: 'r-1', Type: 'ROOT' }] },
    }),
    'organizations:ListPoliciesForTarget': byInput({
      [listed(ACCOUNT)]: { Policies: [policy('p-full')] },
      [listed('ou-1')]: { Policies: [] },
      [listed('r-1')]: { Policies: [policy('p-full'), policy('p-deny')] },
    }),
    'organizations:DescribePolicy': byInput({
      '{"PolicyId":"p-full"}': {
        Policy: { Content: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}' },
      },
      '{"PolicyId":"p-deny"}': { Policy: { Content: '{"Statement":' } },
    }),
  };
  const facts = async (changed: object) => {
    const { resources } = await explore(serviceControls, { ...answers, ...changed });
    return resources.map(({ id, properties, gaps }) => ({
      id,
      properties,
      gaps: gaps.map(({ pointer, reason }) => [pointer, reason]).filter(([pointer]) => pointer !== '/tags'),
    }));
  };

  test('each that is attached to the account or above it is read once, with where', async () => {
    expect(await facts({})).toEqual([
      {
        id: ACCOUNT,
        properties: {
          MasterAccountId: '999988887777',
          Policies: [
            {
              Name: 'p-full-name',
              TargetIds: [ACCOUNT, 'r-1'],
              PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }] },
            },
            { Name: 'p-deny-name', TargetIds: ['r-1'] },
          ],
        },
        gaps: [['/properties/Policies/1/PolicyDocument', 'parse_error']],
      },
    ]);
  });

  test('none binds the management account, or one in no organisation', async () => {
    expect(await facts({ 'organizations:DescribeOrganization': organization(ACCOUNT) })).toEqual([
      { id: ACCOUNT, properties: { MasterAccountId: ACCOUNT }, gaps: [] },
    ]);
    const code = 'AWSOrganizationsNotInUseException';
    expect(await facts({ 'organizations:DescribeOrganization': refused(code) })).toEqual([
      { id: ACCOUNT, properties: {}, gaps: [] },
    ]);
  });

  test('who may not ask sees none of them', async () => {
    expect(await facts({ 'organizations:ListPoliciesForTarget': denied })).toEqual([
      { id: ACCOUNT, properties: { MasterAccountId: '999988887777' }, gaps: [['/properties/Policies', 'denied']] },
    ]);
    expect(await facts({ 'organizations:DescribeOrganization': denied })).toEqual([
      {
        id: ACCOUNT,
        properties: {},
        gaps: [
          ['/properties/MasterAccountId', 'denied'],
          ['/properties/Policies', 'denied'],
        ],
      },
    ]);
  });
});
