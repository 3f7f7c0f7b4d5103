import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type DiffOptions, diff } from '../../src/commands/diff.js';
import type { Evaluation } from '../../src/model/finding.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { benign } from '../reports/example.js';

const folder = mkdtempSync(join(tmpdir(), 'kansa-diff-'));

const saved = (name: string, evaluation: Evaluation): string => {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(evaluation));
  return path;
};

/** The example, and the example before somebody opened its notebooks and lost a permission. */
const today = saved('today', benign);
const yesterday = saved('yesterday', {
  ...benign,
  findings: benign.findings.map((finding) =>
    finding.control === 'sagemaker/notebook_direct_internet' && finding.verdict !== 'pass'
      ? { ...finding, verdict: 'pass', violations: [], unproven: [], gaps: [] }
      : finding,
  ),
});

const received: { readonly type: string | undefined; readonly body: string }[] = [];
let answers: number[] = [];
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  received.push({ type: request.headers['content-type'], body: Buffer.concat(chunks).toString('utf8') });
  response.writeHead(answers.shift() ?? 200).end();
});
let address = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  address = typeof at === 'object' && at !== null ? `http://127.0.0.1:${at.port}/hook/not-a-real-token` : '';
});
afterAll(() => void server.close());
beforeEach(() => {
  received.length = 0;
  answers = [];
});

const compare = (before: string, after: string, options: Partial<DiffOptions> = {}) =>
  diff({
    before,
    after,
    format: 'text',
    language: 'en',
    terminal: { colour: false, width: 100 },
    failOnNew: 'none',
    failOnLost: 'never',
    ...options,
  });

it('reads as a person would tell it', async () => {
  const { document, exitCode } = await compare(yesterday, today);
  expect(document.split('\n').slice(0, 9)).toEqual([
    'Account 123456789012  2026-01-15 21:00:00 UTC → 2026-01-15 21:00:00 UTC',
    'New violations 2   Fixed 0   Still open 3   No longer known 2',
    '',
    'New violations',
    '  [High] Notebook instances have no direct internet access sagemaker/notebook_direct_internet',
    '      analysis-notebook · ap-northeast-1',
    '        direct internet access is enabled',
    '  [High] Notebook instances have no direct internet access sagemaker/notebook_direct_internet',
    '      research-notebook · ap-northeast-1',
  ]);
  expect(exitCode).toBe(0);
});

/** Yesterday, when fewer regions and one control were asked for. */
const narrow = saved('narrow', {
  ...benign,
  scope: {
    ...benign.scope,
    regions: benign.scope.regions.slice(0, 1),
    selection: { ...EVERYTHING, controls: ['kms/*'], resourceTags: [{ key: 'team', value: 'ml' }] },
  },
  coverage: { ...benign.coverage, controlsWithoutSubject: ['kms/key_rotation'] },
  findings: [],
});

it.each([
  [
    'en',
    'New violations 5 (5 of them where the earlier run could not see, or did not look)',
    'The earlier run was narrower, so that not everything new came since. It did not look at: ',
    'the earlier run did not look at it (other regions, controls or selection)',
  ],
  [
    'ja',
    '新たな不適合 5（うち 5 件は前回確認していない、または確認できなかった対象）',
    '前回の実行は対象範囲が狭く、新たな不適合のすべてが前回以降に生じたとは限らない。前回確認していないもの：',
    '前回は確認していない（リージョン・統制・対象の指定が異なる）',
  ],
] as const)('tells that the earlier run was narrower (%s)', async (language, count, head, line) => {
  const { document } = await compare(narrow, today, { language, terminal: { colour: false, width: 400 } });
  const lines = document.split('\n');
  expect(lines[1]).toContain(count);
  expect(lines[2]?.startsWith(head)).toBe(true);
  expect(lines.filter((told) => told.trim() === line).length).toBe(5);
  const { widened, new: added } = JSON.parse((await compare(narrow, today, { format: 'json' })).document);
  expect(widened.resourceTags).toEqual([{ key: 'team', value: 'ml' }]);
  expect(widened.controls).toContain('sagemaker/notebook_direct_internet');
  expect(new Set(added.map((one: { unseenBefore: string }) => one.unseenBefore))).toEqual(new Set(['not_judged']));
});

it('ends with the code that was asked for', async () => {
  const code = async (options: Partial<DiffOptions>) => (await compare(yesterday, today, options)).exitCode;
  expect([
    await code({ failOnNew: 'high' }),
    await code({ failOnNew: 'critical' }),
    await code({ failOnLost: 'high' }),
    await code({ failOnNew: 'high', failOnLost: 'high' }),
  ]).toEqual([1, 0, 3, 1]);
});

it('tells a webhook of changes, once, as JSON', async () => {
  const { told } = await compare(yesterday, today, { webhook: address });
  expect([told, received.length, received[0]?.type]).toEqual([true, 1, 'application/json']);
  const { subject, text, diff: compared } = JSON.parse(received[0]?.body ?? '{}');
  expect(subject).toBe('kansa 123456789012: 2 new, 0 fixed, 2 no longer known');
  expect(text).toContain('direct internet access is enabled');
  expect(compared.new.length).toBe(2);
});

it('tells nobody where nothing changed', async () => {
  const { told } = await compare(today, today, { webhook: address });
  expect([told, received]).toEqual([false, []]);
});

it('tries again, and then says so without the token in the address', async () => {
  answers = [503, 200];
  await compare(yesterday, today, { webhook: address });
  expect(received.length).toBe(2);

  received.length = 0;
  answers = [500, 500, 500];
  await expect(compare(yesterday, today, { webhook: address })).rejects.toThrow(
    /^webhook at 127\.0\.0\.1:\d+: it answered 500; check the address, which --notify-webhook \(KANSA_NOTIFY_WEBHOOK\) gave$/,
  );
  expect(received.length).toBe(3);
});

it.each([
  ['no run', join(folder, 'none'), /^evaluation .*none: it cannot be read .*name the directory of a finished run$/],
  [
    'no evaluation',
    saved('other', { ...benign, schemaVersion: JSON.parse('2') }),
    /other\.json: \/schemaVersion must be 1, not 2$/,
  ],
  [
    'another account',
    saved('foreign', { ...benign, scope: { ...benign.scope, account: '999999999999' } }),
    /is a run of account 123456789012 and .* one of 999999999999: name two runs of one account$/,
  ],
])('refuses %s', async (_, after, message) => {
  await expect(compare(today, after)).rejects.toThrow(message);
});

it('refuses a topic that is none', async () => {
  await expect(compare(yesterday, today, { topic: 'security-alerts' })).rejects.toThrow(
    '--notify-sns "security-alerts": that is no ARN of an SNS topic',
  );
});
