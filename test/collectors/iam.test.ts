import { expect, test } from 'vitest';
import { accessKeys } from '../../src/collectors/iam/access-key.js';
import { accountSummaries } from '../../src/collectors/iam/account-summary.js';
import { groups } from '../../src/collectors/iam/group.js';
import { managedPolicies } from '../../src/collectors/iam/managed-policy.js';
import { policyDetails } from '../../src/collectors/iam/policy-detail.js';
import { roles } from '../../src/collectors/iam/role.js';
import { users } from '../../src/collectors/iam/user.js';
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
      '{"Filter":["Role"],"MaxItems":1000}': answer(
        listOf('RoleDetailList', role('train', encoded(trust), more.join(''))),
      ),
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
    [CALL]: byInput({
      '{"Filter":["Role"],"MaxItems":1000}': answer(first),
      '{"Filter":["Role"],"Marker":"2","MaxItems":1000}': denied,
    }),
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
      '{"Filter":["LocalManagedPolicy"],"MaxItems":1000}': answer(
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

const reply = (operation: string, content: string) =>
  `<${operation}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${operation}Result>${content}</${operation}Result></${operation}Response>`;
const document = { Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'] }] };
const inline = (list: string, name: string) =>
  listOf(list, `<PolicyName>${name}</PolicyName><PolicyDocument>${encoded(document)}</PolicyDocument>`);
const user = (name: string, more = '') =>
  `<UserName>${name}</UserName><Path>/</Path><Arn>${arn(`user/${name}`)}</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate>${more}`;
const group = (name: string, more = '') =>
  `<GroupName>${name}</GroupName><Path>/</Path><Arn>${arn(`group/${name}`)}</Arn>${more}`;
const noEntity = refused('NoSuchEntity', 'there is none', 404);
const causeOf = (operation: string) => ({
  kind: 'missing',
  reason: 'denied',
  detail: `iam:${operation} in ${REGION} was denied (AccessDenied): not authorized`,
  action: `iam:${operation}`,
});

const attached = listOf(
  'AttachedManagedPolicies',
  '<PolicyName>a</PolicyName><PolicyArn>arn:aws:iam::aws:policy/a</PolicyArn>',
);

test('a user has policies and groups, and whether a password and a second factor are there', async () => {
  const { resources, listings, calls } = await explore(users, {
    [CALL]: byInput({
      '{"Filter":["User"],"MaxItems":1000}': answer(
        listOf(
          'UserDetailList',
          user(
            'ana',
            `${inline('UserPolicyList', 'own')}${attached}<GroupList><member>data</member></GroupList>${listOf('Tags', '<Key>team</Key><Value>ml</Value>')}`,
          ),
        ),
      ),
    }),
    'iam:GetLoginProfile': reply(
      'GetLoginProfile',
      '<LoginProfile><UserName>ana</UserName><CreateDate>2026-01-02T03:04:05Z</CreateDate><PasswordResetRequired>true</PasswordResetRequired></LoginProfile>',
    ),
    'iam:ListMFADevices': reply(
      'ListMFADevices',
      listOf(
        'MFADevices',
        '<UserName>ana</UserName><SerialNumber>mfa-1</SerialNumber><EnableDate>2026-01-03T00:00:00Z</EnableDate>',
      ),
    ),
  });
  expect(resources).toEqual([
    {
      type: 'AWS::IAM::User',
      id: arn('user/ana'),
      names: ['ana'],
      account: ACCOUNT,
      region: GLOBAL,
      tags: { team: 'ml' },
      properties: {
        UserName: 'ana',
        Path: '/',
        Groups: ['data'],
        Policies: [{ PolicyName: 'own', PolicyDocument: document }],
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/a'],
        LoginProfile: { PasswordResetRequired: true },
      },
      runtime: {
        CreateDate: Date.parse('2026-01-02T03:04:05Z'),
        MFADevices: [{ UserName: 'ana', SerialNumber: 'mfa-1', EnableDate: Date.parse('2026-01-03T00:00:00Z') }],
      },
      source: seenBy(CALL, 'iam:GetLoginProfile', 'iam:ListMFADevices'),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete('AWS::IAM::User', GLOBAL)]);
  expect(calls).toEqual([
    `${CALL} ${REGION} ok`,
    `iam:GetLoginProfile ${REGION} ok`,
    `iam:ListMFADevices ${REGION} ok`,
  ]);
});

test('a user without password has none, which is no gap; one that may not be asked about has gaps', async () => {
  const list = { [CALL]: answer(listOf('UserDetailList', user('bot'))) };
  const bare = await explore(users, {
    ...list,
    'iam:GetLoginProfile': noEntity,
    'iam:ListMFADevices': reply('ListMFADevices', '<MFADevices/>'),
  });
  expect(bare.resources.map(({ properties, runtime, gaps }) => ({ properties, runtime, gaps }))).toEqual([
    {
      properties: { UserName: 'bot', Path: '/' },
      runtime: { CreateDate: Date.parse('2026-01-02T03:04:05Z'), MFADevices: [] },
      gaps: [],
    },
  ]);
  const hidden = await explore(users, { ...list, 'iam:GetLoginProfile': denied, 'iam:ListMFADevices': denied });
  expect(hidden.resources[0]?.gaps).toEqual([
    { pointer: '/properties/LoginProfile', ...causeOf('GetLoginProfile') },
    { pointer: '/runtime/MFADevices', ...causeOf('ListMFADevices') },
  ]);
});

test('a group has its policies', async () => {
  const { resources } = await explore(groups, {
    [CALL]: byInput({
      '{"Filter":["Group"],"MaxItems":1000}': answer(
        listOf('GroupDetailList', group('data', `${inline('GroupPolicyList', 'shared')}${attached}`)),
      ),
    }),
  });
  expect(resources.map(({ id, names, properties, gaps }) => ({ id, names, properties, gaps }))).toEqual([
    {
      id: arn('group/data'),
      names: ['data'],
      properties: {
        GroupName: 'data',
        Path: '/',
        Policies: [{ PolicyName: 'shared', PolicyDocument: document }],
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/a'],
      },
      gaps: [noTags('AWS::IAM::Group')],
    },
  ]);
});

test('every policy that the account wrote stands under one type, wherever it is embedded, but not those of service-linked roles', async () => {
  const linked = `<RoleName>linked</RoleName><Path>/aws-service-role/x/</Path><Arn>${arn('role/aws-service-role/x/linked')}</Arn>`;
  const managed = `<PolicyName>m</PolicyName><Path>/</Path><Arn>${arn('policy/m')}</Arn>${listOf(
    'PolicyVersionList',
    `<VersionId>v1</VersionId><IsDefaultVersion>true</IsDefaultVersion><Document>${encoded(document)}</Document>`,
  )}`;
  const { resources, listings } = await explore(policyDetails, {
    [CALL]: byInput({
      '{"Filter":["LocalManagedPolicy"],"MaxItems":1000}': answer(listOf('Policies', managed)),
      '{"Filter":["Role"],"MaxItems":1000}': answer(
        listOf(
          'RoleDetailList',
          role('train', encoded(trust), inline('RolePolicyList', 'r')),
          linked + inline('RolePolicyList', 'aws'),
        ),
      ),
      '{"Filter":["User"],"MaxItems":1000}': answer(
        listOf(
          'UserDetailList',
          user('ana', listOf('UserPolicyList', '<PolicyName>cut</PolicyName><PolicyDocument>%7B</PolicyDocument>')),
        ),
      ),
      '{"Filter":["Group"],"MaxItems":1000}': answer(
        listOf('GroupDetailList', group('data', inline('GroupPolicyList', 'g'))),
      ),
    }),
  });
  expect(resources.map(({ id, properties, runtime }) => ({ id, properties, runtime }))).toEqual([
    { id: arn('policy/m'), properties: { PolicyName: 'm', PolicyDocument: document }, runtime: {} },
    {
      id: `${arn('role/ml/train')}#r`,
      properties: { PolicyName: 'r', PolicyDocument: document },
      runtime: { PrincipalArn: arn('role/ml/train') },
    },
    { id: `${arn('user/ana')}#cut`, properties: { PolicyName: 'cut' }, runtime: { PrincipalArn: arn('user/ana') } },
    {
      id: `${arn('group/data')}#g`,
      properties: { PolicyName: 'g', PolicyDocument: document },
      runtime: { PrincipalArn: arn('group/data') },
    },
  ]);
  expect(resources[2]?.gaps[0]).toEqual({
    pointer: '/properties/PolicyDocument',
    kind: 'missing',
    reason: 'parse_error',
    detail: 'the policy is no JSON',
  });
  expect(listings).toEqual([complete('AWS::IAM::PolicyDetail', GLOBAL)]);
});

test('what lists everything is asked once for all collectors', async () => {
  const { calls } = await explore([users, groups, roles, managedPolicies, policyDetails], { [CALL]: answer('') });
  expect(calls).toEqual(Array.from({ length: 4 }, () => `${CALL} ${REGION} ok`));
});

test('an access key shows its age and its last use, of which there may be none', async () => {
  const key = (id: string) =>
    `<UserName>ana</UserName><AccessKeyId>${id}</AccessKeyId><Status>Active</Status><CreateDate>2026-01-02T03:04:05Z</CreateDate>`;
  const list = {
    [CALL]: answer(listOf('UserDetailList', user('ana'))),
    'iam:ListAccessKeys': reply('ListAccessKeys', listOf('AccessKeyMetadata', key('KEYEXAMPLE1'), key('KEYEXAMPLE2'))),
  };
  const used = (content: string) =>
    reply('GetAccessKeyLastUsed', `<UserName>ana</UserName><AccessKeyLastUsed>${content}</AccessKeyLastUsed>`);
  const { resources, listings } = await explore(accessKeys, {
    ...list,
    'iam:GetAccessKeyLastUsed': byInput({
      '{"AccessKeyId":"KEYEXAMPLE1"}': used(
        '<LastUsedDate>2026-02-01T00:00:00Z</LastUsedDate><ServiceName>s3</ServiceName><Region>eu-west-1</Region>',
      ),
      else: used('<ServiceName>N/A</ServiceName><Region>N/A</Region>'),
    }),
  });
  expect(resources.map(({ id, properties, runtime }) => ({ id, properties, runtime }))).toEqual([
    {
      id: 'KEYEXAMPLE1',
      properties: { UserName: 'ana', Status: 'Active' },
      runtime: {
        CreateDate: Date.parse('2026-01-02T03:04:05Z'),
        LastUsedDate: Date.parse('2026-02-01T00:00:00Z'),
      },
    },
    {
      id: 'KEYEXAMPLE2',
      properties: { UserName: 'ana', Status: 'Active' },
      runtime: { CreateDate: Date.parse('2026-01-02T03:04:05Z') },
    },
  ]);
  expect(listings).toEqual([complete('AWS::IAM::AccessKey', GLOBAL)]);

  const hidden = await explore(accessKeys, { ...list, 'iam:GetAccessKeyLastUsed': denied });
  expect(hidden.resources[0]?.gaps[0]).toEqual({
    pointer: '/runtime/LastUsedDate',
    ...causeOf('GetAccessKeyLastUsed'),
  });
  const partial = await explore(accessKeys, { ...list, 'iam:ListAccessKeys': denied });
  expect(partial.listings.map(({ state, cause }) => [state, cause?.action])).toEqual([
    ['partial', 'iam:ListAccessKeys'],
  ]);
});

test('the account’s summary shows its root user; without what it promises it is a stub', async () => {
  const entries = (...counts: readonly (readonly [string, number])[]) =>
    reply(
      'GetAccountSummary',
      `<SummaryMap>${counts.map(([key, value]) => `<entry><key>${key}</key><value>${value}</value></entry>`).join('')}</SummaryMap>`,
    );
  const { resources, listings } = await explore(accountSummaries, {
    'iam:GetAccountSummary': entries(
      ['Users', 3],
      ['AccountMFAEnabled', 1],
      ['AccountAccessKeysPresent', 0],
      ['AccountPasswordPresent', 1],
    ),
  });
  expect(resources.map(({ id, properties, gaps }) => ({ id, properties, gaps }))).toEqual([
    {
      id: ACCOUNT,
      properties: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0, AccountPasswordPresent: 1 },
      gaps: [noTags('AWS::IAM::AccountSummary')],
    },
  ]);
  expect(listings).toEqual([complete('AWS::IAM::AccountSummary', GLOBAL)]);
  const hidden = await explore(accountSummaries, { 'iam:GetAccountSummary': denied });
  expect(hidden.resources[0]?.gaps[0]).toEqual({ pointer: '', ...causeOf('GetAccountSummary') });
  const silent = await explore(accountSummaries, { 'iam:GetAccountSummary': entries(['Users', 3]) });
  expect(silent.resources[0]?.gaps[0]).toMatchObject({
    pointer: '',
    reason: 'parse_error',
    detail: 'the answer lacks the AccountMFAEnabled',
  });
});
