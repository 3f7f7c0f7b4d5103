import { expect, test } from 'vitest';
import { type Entry, findAnswer, findPatches, patched, render, written } from './overlay.js';
import { queryAnswer } from './query.js';
import type { Call, Input } from './resolve.js';

const NOW = Date.UTC(2026, 8, 1, 12, 34);

const call = (operation: string, input: Input = {}, region = 'ap-northeast-1'): Call => ({
  service: 'bedrock',
  operation,
  region,
  input,
});

test('times count back from the day of now, and JSON within a string is written out', () => {
  expect(render({ made: { $seconds: '-1d 09:30' }, event: { $json: { at: { $iso: '-0d 00:01' } } } }, NOW)).toEqual({
    made: Date.UTC(2026, 7, 31, 9, 30) / 1000,
    event: '{"at":"2026-09-01T00:01:00Z"}',
  });
  expect(() => render({ $iso: 'yesterday' }, NOW)).toThrow('yesterday is not a time mark such as "-20d 09:30"');
});

test('the first answer that fits region and input is given', () => {
  const entries: readonly Entry[] = [
    { operation: 'GetGuardrail', region: 'ap-northeast-1', match: { id: { $oneOf: ['a', 'b'] } }, answer: { n: 1 } },
    { operation: 'GetGuardrail', match: { version: { $absent: true } }, answer: { n: 2 } },
    { operation: 'GetGuardrail', error: { code: 'ResourceNotFoundException', status: 404, message: 'none' } },
  ];
  const found = (input: Input, region?: string) => {
    const entry = findAnswer(entries, call('GetGuardrail', input, region));
    return entry && entries.indexOf(entry);
  };
  expect(found({ id: 'b' })).toBe(0);
  expect(found({ id: 'b' }, 'ap-northeast-3')).toBe(1);
  expect(found({ id: 'c', version: '1' })).toBe(2);
  expect(findAnswer(entries, call('ListGuardrails'))).toBeUndefined();
});

test('pages never exceed the limit nor what the caller wants, and the last has no token', () => {
  const page = { items: 'list', limit: 2, size: 'maxResults', token: 'nextToken', more: 'truncated' };
  const entry: Entry = { operation: 'List', answer: { list: [1, 2, 3] }, page };
  const give = (input: Input) => written(entry, call('List', input), NOW);
  const first = give({ maxResults: 50 });
  expect(first).toEqual({ list: [1, 2], nextToken: expect.any(String), truncated: true });
  expect(give({ nextToken: first.nextToken })).toEqual({ list: [3], truncated: false });
  expect(give({ maxResults: 1 }).list).toEqual([1]);
});

test('a patch deletes, adds and reaches into lists; where it does not apply, nothing changes', () => {
  const entries: readonly Entry[] = [
    {
      operation: 'List',
      patch: {
        Next: null,
        Items: { $by: 'Name', b: { Time: { $seconds: '-1d 00:00' }, By: { Old: null, Arn: 'x' } } },
      },
    },
    { operation: 'List', where: { Config: { $empty: true } }, patch: { Config: null } },
    { operation: 'List', where: { Kind: 'other' }, patch: { Kind: 'changed' } },
  ];
  const said = JSON.stringify({
    Next: null,
    Kind: 'this',
    Config: {},
    Items: [{ Name: 'a' }, { Name: 'b', By: { Old: 1 } }],
  });
  expect(JSON.parse(patched(said, findPatches(entries, call('List')), call('List'), NOW))).toEqual({
    Kind: 'this',
    Items: [{ Name: 'a' }, { Name: 'b', Time: Date.UTC(2026, 7, 31) / 1000, By: { Arn: 'x' } }],
  });
});

test('XML is mended as text', () => {
  const entries: readonly Entry[] = [
    { operation: 'Get', replace: { '<Days>0</Days>': '' } },
    { operation: 'Get', encode: ['Policy'] },
  ];
  const said = '<A><Days>0</Days><Years>10</Years><Policy>{"Action":"s3:*"}</Policy></A>';
  expect(patched(said, entries, call('Get'), NOW)).toBe(
    '<A><Years>10</Years><Policy>%7B%22Action%22%3A%22s3%3A%2A%22%7D</Policy></A>',
  );
});

test('an answer of the query protocol has its lists in members, and its text escaped', () => {
  expect(queryAnswer('ListUsers', { Users: [{ UserName: 'a<b' }], IsTruncated: false }, 'id-1')).toBe(
    '<ListUsersResponse><ListUsersResult><Users><member><UserName>a&lt;b</UserName></member></Users><IsTruncated>false</IsTruncated></ListUsersResult><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></ListUsersResponse>',
  );
});

test('a time in XML becomes another, and only behind the text that is named', () => {
  const member = (name: string, date: string) => `<UserName>${name}</UserName><CreateDate>${date}</CreateDate>`;
  const times = [{ after: '<UserName>old</UserName>', element: 'CreateDate', at: '-300d 09:00' }];
  const dated = (text: string) =>
    patched(text, [{ operation: 'ListAccessKeys', times }], call('ListAccessKeys'), Date.UTC(2026, 8, 1, 12, 34));
  expect(dated(member('new', 'today') + member('old', 'today') + member('other', 'today'))).toBe(
    member('new', 'today') + member('old', '2025-11-05T09:00:00Z') + member('other', 'today'),
  );
  expect(dated(member('new', 'today'))).toBe(member('new', 'today'));
  expect(dated('<UserName>old</UserName>')).toBe('<UserName>old</UserName>');
});
