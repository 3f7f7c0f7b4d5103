import { expect, test } from 'vitest';
import { functions } from '../../src/collectors/lambda/function.js';
import { ACCOUNT, complete, explore, pages, REGION, refused, seenBy } from './expedition.js';
import { byInput, denied, gone, noTags } from './written.js';

/** Written from the Lambda API model of 2015-03-31 (@aws-sdk/client-lambda 3.1164.0). */
const { type } = functions;
const arn = (name: string) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
const statement = { Effect: 'Allow', Principal: '*', Action: 'lambda:InvokeFunction', Resource: '*' };
const normalised = { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['lambda:InvokeFunction'], Resource: ['*'] };
const policy = { Policy: JSON.stringify({ Version: '2012-10-17', Statement: statement }) };
const PASSWORD = 'kansa:scrubbed:0123456789abcdef:found=assigned_secret*1:personal=none';
const MODE = 'kansa:scrubbed:fedcba9876543210:found=none:personal=none';
const DESK = 'kansa:scrubbed:aaaabbbbccccdddd:found=none:personal=phone*1*97*MDMtKioqKi0qKjEy,my_number*2*97*';
const answers = {
  'lambda:ListFunctions': pages(
    [
      {
        Functions: [
          {
            FunctionName: 'orders',
            FunctionArn: arn('orders'),
            Runtime: 'python3.13',
            Role: 'arn:aws:iam::111122223333:role/orders',
            KMSKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1',
            Environment: { Variables: { DB_PASSWORD: PASSWORD, MODE, DESK, EMPTY: '' } },
            MemorySize: 128,
          },
        ],
      },
      { Functions: [{ FunctionName: 'image', FunctionArn: arn('image'), PackageType: 'Image' }] },
    ],
    'Marker',
    'NextMarker',
  ),
  'lambda:ListAliases': byInput({ '{"FunctionName":"orders"}': { Aliases: [{ Name: 'live' }] }, else: {} }),
  'lambda:GetPolicy': byInput({ '{"FunctionName":"orders","Qualifier":"live"}': policy, else: gone }),
  'lambda:ListFunctionUrlConfigs': byInput({
    '{"FunctionName":"orders"}': {
      FunctionUrlConfigs: [
        { FunctionArn: arn('orders'), AuthType: 'AWS_IAM' },
        { FunctionArn: arn('orders:live'), AuthType: 'NONE' },
      ],
    },
    else: {},
  }),
};

test('a function shows the names of its variables, what was found in them, and whom it and its aliases let in', async () => {
  const { resources, listings } = await explore(functions, answers);
  expect(resources).toEqual([
    {
      type,
      id: arn('orders'),
      names: ['orders'],
      account: ACCOUNT,
      region: REGION,
      tags: {},
      properties: {
        FunctionName: 'orders',
        Runtime: 'python3.13',
        Role: 'arn:aws:iam::111122223333:role/orders',
        KmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1',
      },
      runtime: {
        VariableNames: ['DB_PASSWORD', 'MODE', 'DESK', 'EMPTY'],
        Secrets: [{ Variable: 'DB_PASSWORD', Kind: 'assigned_secret', Count: 1 }],
        PersonalData: [
          { Place: 'Environment/Variables/DESK', Type: 'phone', Count: 1, Confidence: 0.97, Sample: '03-****-**12' },
          { Place: 'Environment/Variables/DESK', Type: 'my_number', Count: 2, Confidence: 0.97 },
        ],
        Policies: [{}, { Qualifier: 'live', Statement: [normalised] }],
        Urls: [{ AuthType: 'AWS_IAM' }, { Qualifier: 'live', AuthType: 'NONE' }],
      },
      source: seenBy(
        'lambda:ListFunctions',
        'lambda:ListFunctionUrlConfigs',
        'lambda:ListAliases',
        'lambda:GetPolicy',
        'lambda:GetPolicy',
      ),
      gaps: [noTags(type)],
    },
    {
      type,
      id: arn('image'),
      names: ['image'],
      account: ACCOUNT,
      region: REGION,
      tags: {},
      properties: { FunctionName: 'image' },
      runtime: { VariableNames: [], Secrets: [], PersonalData: [], Policies: [{}], Urls: [] },
      source: seenBy('lambda:ListFunctions', 'lambda:ListFunctionUrlConfigs', 'lambda:ListAliases', 'lambda:GetPolicy'),
      gaps: [noTags(type)],
    },
  ]);
  expect(listings).toEqual([complete(type)]);
});

test('what may not be read of a function is a gap in its place, and a policy that was seen stands', async () => {
  const { resources } = await explore(functions, {
    ...answers,
    'lambda:ListFunctions': { Functions: [{ FunctionName: 'orders', FunctionArn: arn('orders') }] },
    'lambda:ListAliases': denied,
    'lambda:GetPolicy': policy,
    'lambda:ListFunctionUrlConfigs': denied,
  });
  expect(resources.map(({ runtime, gaps }) => [runtime, gaps.map(({ pointer, reason }) => [pointer, reason])])).toEqual(
    [
      [
        { VariableNames: [], Secrets: [], PersonalData: [], Policies: [{ Statement: [normalised] }] },
        [
          ['/runtime/Urls', 'denied'],
          ['/runtime/Policies/-', 'denied'],
          ['/tags', 'not_collected'],
        ],
      ],
    ],
  );
});

test('a policy that may not be read, or cannot be, is no absent one', async () => {
  const gapsOf = async (answer: object) =>
    (await explore(functions, { ...answers, 'lambda:GetPolicy': { ...answer } })).resources.flatMap(({ gaps }) =>
      gaps.map(({ pointer, reason }) => `${pointer} ${reason}`),
    );
  expect(await gapsOf(refused('AccessDeniedException', 'not authorized', 403))).toContain(
    '/runtime/Policies/1/Statement denied',
  );
  expect(await gapsOf({ Policy: 'everybody' })).toContain('/runtime/Policies/0/Statement parse_error');
});

test.each([
  ['cannot be decrypted', { Error: { ErrorCode: 'KMSAccessDenied', Message: MODE } }, 'unavailable'],
  ['were taken out unsearched', { Variables: { MODE: 'kansa:scrubbed:fedcba9876543210' } }, 'redacted'],
])('variables that %s leave a gap', async (_, Environment, reason) => {
  const { resources } = await explore(functions, {
    ...answers,
    'lambda:ListFunctions': { Functions: [{ FunctionName: 'orders', FunctionArn: arn('orders'), Environment }] },
  });
  const reasonAt = (place: string) => resources[0]?.gaps.find(({ pointer }) => pointer.startsWith(place))?.reason;
  expect([reasonAt('/runtime/Secrets'), reasonAt('/runtime/PersonalData')]).toEqual([reason, reason]);
});
