import { expect, test } from 'vitest';
import { managedPolicies } from '../../src/collectors/iam/managed-policy.js';
import { roles } from '../../src/collectors/iam/role.js';
import { GLOBAL } from '../../src/model/resource.js';
import { ACCOUNT, complete, explore, REGION, refused, seenBy } from './expedition.js';
import { byInput, noTags } from './written.js';

const CALL = 'iam:GetAccountAuthorizationDetails';
const ROLE = 'AWS::IAM::Role';
const POLICY = 'AWS::IAM::ManagedPolicy';
const denied = refused('AccessDenied', 'not authorized', 403);
const arn = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;

const answer = (content: string) =>
  `<GetAccountAuthorizationDetailsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <GetAccountAuthorizationDetailsResult>${content}</GetAccountAuthorizationDetailsResult>
  <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
</GetAccountAuthorizationDetailsResponse>`;
const listOf = (list: string, ...members: string[]) =>
  `<${list}>${members.map((member) => `<member>${member}</member>`).join('')}</${list}>`;
const encoded = (document: object) => encodeURIComponent(JSON.stringify(document));

const trust = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' },
};
const role = (name: string, trustPolicy: string, more = '') =>
  `<RoleName>${name}</RoleName><Path>/ml/</Path><Arn>${arn(`role/ml/${name}`)}</Arn>
   <CreateDate>2026-01-02T03:04:05Z</CreateDate><AssumeRolePolicyDocument>${trustPolicy}</AssumeRolePolicyDocument>${more}`;

test('a role has its documents decoded and normalised, and its tags from the same answer', async () => {
  const more = [
    listOf(
      'RolePolicyList',
      `<PolicyName>data</PolicyName><PolicyDocument>${encoded({
        Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::a+b c' }],
      })}</PolicyDocument>`,
    ),
    listOf(
      'AttachedManagedPolicies',
      `<PolicyName>a</PolicyName><PolicyArn>arn:aws:iam::aws:policy/a</PolicyArn>`,
      `<PolicyName>b</PolicyName><PolicyArn>${arn('policy/b')}</PolicyArn>`,
    ),
    `<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>${arn('policy/limit')}</PermissionsBoundaryArn></PermissionsBoundary>`,
    listOf('Tags', '<Key>team</Key><Value>ml</Value>'),
    '<RoleLastUsed><LastUsedDate>2026-02-01T00:00:00Z</LastUsedDate><Region>eu-west-1</Region></RoleLastUsed>',
    '<InstanceProfileList/>',
  ];
  const { resources, listings } = await explore(roles, {
    [CALL]: byInput({
      '{"Filter":["Role"]}': answer(listOf('RoleDetailList', role('train', encoded(trust), more.join('')))),
    }),
  });
  expect(resources).toEqual([
    {
      type: ROLE,
      id: arn('role/ml/train'),
      names: ['train'],
      account: ACCOUNT,
      region: GLOBAL,
      tags: { team: 'ml' },
      properties: {
        RoleName: 'train',
        Path: '/ml/',
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: ['sagemaker.amazonaws.com'] }, Action: ['sts:AssumeRole'] },
          ],
        },
        Policies: [
          {
            PolicyName: 'data',
            PolicyDocument: {
              Statement: [{ Effect: 'Allow', Action: ['s3:*'], Resource: ['arn:aws:s3:::a+b c'] }],
            },
          },
        ],
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/a', arn('policy/b')],
        PermissionsBoundary: arn('policy/limit'),
      },
      runtime: {
        CreateDate: Date.parse('2026-01-02T03:04:05Z'),
        RoleLastUsed: { LastUsedDate: Date.parse('2026-02-01T00:00:00Z'), Region: 'eu-west-1' },
      },
      source: seenBy(CALL),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(ROLE, GLOBAL)]);
});

test('documents that can’t be read are gaps at their places, and the role stands', async () => {
  const inline = listOf(
    'RolePolicyList',
    `<PolicyName>good</PolicyName><PolicyDocument>${encoded({ Statement: [] })}</PolicyDocument>`,
    '<PolicyName>cut</PolicyName><PolicyDocument>%7B%22Statement</PolicyDocument>',
    '<PolicyName>none</PolicyName>',
  );
  const { resources } = await explore(roles, {
    [CALL]: answer(listOf('RoleDetailList', role('train', '%E0%A4%A', inline))),
  });
  expect(resources.map(({ properties, gaps }) => ({ properties, gaps }))).toEqual([
    {
      properties: {
        RoleName: 'train',
        Path: '/ml/',
        Policies: [
          { PolicyName: 'good', PolicyDocument: { Statement: [] } },
          { PolicyName: 'cut' },
          { PolicyName: 'none' },
        ],
      },
      gaps: [
        {
          pointer: '/properties/AssumeRolePolicyDocument',
          kind: 'missing',
          reason: 'parse_error',
          detail: 'URI malformed',
        },
        {
          pointer: '/properties/Policies/1/PolicyDocument',
          kind: 'missing',
          reason: 'parse_error',
          detail: 'the policy is no JSON',
        },
        {
          pointer: '/properties/Policies/2/PolicyDocument',
          kind: 'missing',
          reason: 'parse_error',
          detail: 'the answer lacks the policy document',
        },
      ],
    },
  ]);
});

test('roles that may not be listed are a missing list; a second page that fails leaves a partial one', async () => {
  const cause = {
    reason: 'denied',
    detail: `${CALL} in ${REGION} was denied (AccessDenied): not authorized`,
    action: CALL,
  };
  expect(await explore(roles, { [CALL]: denied })).toEqual({
    resources: [],
    listings: [{ type: ROLE, account: ACCOUNT, region: GLOBAL, state: 'missing', cause }],
    calls: [`${CALL} ${REGION} denied`],
  });

  const first = `<IsTruncated>true</IsTruncated><Marker>2</Marker>${listOf('RoleDetailList', role('train', encoded(trust)))}`;
  const { resources, listings } = await explore(roles, {
    [CALL]: byInput({ '{"Filter":["Role"]}': answer(first), '{"Filter":["Role"],"Marker":"2"}': denied }),
  });
  expect(resources.map(({ id }) => id)).toEqual([arn('role/ml/train')]);
  expect(listings).toEqual([{ type: ROLE, account: ACCOUNT, region: GLOBAL, state: 'partial', cause }]);
});

test('a role without an ARN is a gap of the list, which can’t say whose it is', async () => {
  const { resources, listings } = await explore(roles, {
    [CALL]: answer(listOf('RoleDetailList', '<RoleName>who</RoleName>')),
  });
  expect(resources).toEqual([]);
  expect(listings).toEqual([
    {
      type: ROLE,
      account: ACCOUNT,
      region: GLOBAL,
      state: 'partial',
      cause: { reason: 'parse_error', detail: 'the answer lacks the role ARN' },
    },
  ]);
});

test('a customer managed policy shows its default version’s document', async () => {
  const version = (id: string, isDefault: boolean, action: string) =>
    `<VersionId>${id}</VersionId><IsDefaultVersion>${isDefault}</IsDefaultVersion><Document>${encoded({
      Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
    })}</Document>`;
  const policy = (name: string, ...versions: string[]) =>
    `<PolicyName>${name}</PolicyName><Path>/</Path><Arn>${arn(`policy/${name}`)}</Arn><AttachmentCount>3</AttachmentCount>${listOf('PolicyVersionList', ...versions)}`;
  const { resources, listings } = await explore(managedPolicies, {
    [CALL]: byInput({
      '{"Filter":["LocalManagedPolicy"]}': answer(
        listOf(
          'Policies',
          policy('data', version('v2', false, 's3:*'), version('v1', true, 's3:GetObject')),
          policy('odd', version('v1', false, 's3:*')),
        ),
      ),
    }),
  });
  const shared = { type: POLICY, account: ACCOUNT, region: GLOBAL, tags: {}, runtime: { AttachmentCount: 3 } };
  expect(resources).toEqual([
    {
      ...shared,
      id: arn('policy/data'),
      names: ['data'],
      properties: {
        ManagedPolicyName: 'data',
        Path: '/',
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'] }] },
      },
      source: seenBy(CALL),
      gaps: [noTags(POLICY)],
    },
    {
      ...shared,
      id: arn('policy/odd'),
      names: ['odd'],
      properties: { ManagedPolicyName: 'odd', Path: '/' },
      source: seenBy(CALL),
      gaps: [
        {
          pointer: '/properties/PolicyDocument',
          kind: 'missing',
          reason: 'parse_error',
          detail: 'the answer lacks the policy document',
        },
        noTags(POLICY),
      ],
    },
  ]);
  expect(listings).toEqual([complete(POLICY, GLOBAL)]);
});

test('managed policies that may not be listed are a missing list', async () => {
  const { resources, listings } = await explore(managedPolicies, { [CALL]: denied });
  expect([resources, listings.map(({ state }) => state)]).toEqual([[], ['missing']]);
});
