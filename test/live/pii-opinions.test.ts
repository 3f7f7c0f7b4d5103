import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { PiiResult } from '../../src/model/pii.js';
import { freshFolder, kansa } from '../cli/kansa.js';
import { CREDENTIALS } from '../emulator/demo-scan.js';
import { type Asked, askMoto, type Front, type Fronted, startFront, startFronted } from '../emulator/front.js';

const TARGET = 'Comprehend_20171127.';
const asked: string[] = [];

const ARN = 'arn:aws:bedrock:us-east-1:123456789012:guardrail/abc123';

/** moto knows no guardrails: as much of them as is asked, as their API models say it. */
const guardrailAnswer = ({ url: { pathname }, body }: Asked): Response | undefined => {
  if (pathname === '/enforcedGuardrailsConfiguration') return Response.json({ guardrailsConfig: [] });
  if (pathname === '/guardrails/abc123')
    return Response.json({
      guardrailArn: ARN,
      version: '3',
      sensitiveInformationPolicy: { piiEntities: [{ type: 'EMAIL', action: 'ANONYMIZE' }] },
      contentPolicy: { filters: [{ type: 'HATE', inputStrength: 'HIGH', outputStrength: 'HIGH' }] },
    });
  if (!pathname.endsWith('/version/3/apply')) return undefined;
  const [{ text }] = JSON.parse(String(body)).content;
  const units = Math.ceil(text.text.length / 1000);
  const values: string[] = text.text.match(/\w+@[\w.]+/g) ?? [];
  return Response.json({
    usage: { contentPolicyUnits: units, sensitiveInformationPolicyUnits: units },
    action: values.length > 0 ? 'GUARDRAIL_INTERVENED' : 'NONE',
    outputs: [{ text: text.text }],
    assessments: [
      {
        sensitiveInformationPolicy: {
          piiEntities: values.map((match) => ({ type: 'EMAIL', match, action: 'ANONYMIZED', detected: true })),
          regexes: [],
        },
      },
    ],
  });
};

/** moto finds the same values in every text, and knows no other operation that further opinions take. */
const startComprehend = (moto: string): Promise<Front> =>
  startFront(moto, async (request) => {
    const guardrail = guardrailAnswer(request);
    if (guardrail !== undefined) {
      asked.push(request.url.pathname.split('/').at(-1) ?? '');
      return guardrail;
    }
    const target = request.headers.find(([name]) => name === 'x-amz-target')?.[1] ?? '';
    if (target.endsWith('.DescribeEffectivePolicy'))
      return Response.json({ __type: 'AWSOrganizationsNotInUseException' }, { status: 400 });
    if (!target.startsWith(TARGET)) return askMoto(request);
    const operation = target.slice(TARGET.length);
    asked.push(operation);
    if (operation === 'DetectDominantLanguage')
      return Response.json({ Languages: [{ LanguageCode: 'en', Score: 0.99 }] });
    if (operation === 'ContainsPiiEntities') return Response.json({ Labels: [{ Name: 'NAME', Score: 0.9 }] });
    return askMoto(request);
  });

let emulator: Fronted<Front>;
beforeAll(async () => {
  emulator = await startFronted(startComprehend);
});
afterAll(() => emulator?.stop());
beforeEach(() => {
  asked.length = 0;
});

it('Comprehend, as moto plays it, is asked piece by piece and told by type', async () => {
  const cwd = freshFolder();
  writeFileSync(join(cwd, 'a.txt'), 'nothing of interest\n'.repeat(6000));
  const { stdout, stderr } = await kansa(
    [
      'pii',
      'a.txt',
      ...['--format', 'json', '--comprehend', '--max-usd', '1'],
      ...['--region', 'us-east-1', '--endpoint-url', emulator.front.url],
    ],
    { cwd, env: CREDENTIALS },
  );
  expect(stderr).toContain('Amazon Comprehend in us-east-1 would be sent at most 2410 units of text');
  const { exitCode, files, requests }: PiiResult = JSON.parse(stdout);
  expect([exitCode, files[0]?.opinions?.[0]?.state, requests?.['comprehend:DetectPiiEntities']]).toEqual([
    1,
    'whole',
    2,
  ]);
  expect(files[0]?.opinions?.[0]?.types).toContainEqual({ type: 'EMAIL', as: 'email', count: 2, confidence: 1 });
  expect(asked).toEqual([
    'DetectDominantLanguage',
    'ContainsPiiEntities',
    'DetectPiiEntities',
    'ContainsPiiEntities',
    'DetectPiiEntities',
  ]);
});

it('a guardrail is read, priced, and applied to a file piece by piece', async () => {
  const cwd = freshFolder();
  writeFileSync(join(cwd, 'a.txt'), `taro@example.com\n${'nothing of interest\n'.repeat(3000)}`);
  const options = ['--region', 'us-east-1', '--endpoint-url', emulator.front.url];
  const { stdout, stderr } = await kansa(
    ['pii', 'a.txt', '--format', 'json', '--guardrail', 'abc123:3', '--max-usd', '1', ...options],
    { cwd, env: CREDENTIALS },
  );
  expect(stderr).toBe(
    'kansa: guardrail abc123:3 in us-east-1 would be sent at most 61 units of text, for at most USD 0.01525; the limit is USD 1.00, and nothing beyond it is sent\n',
  );
  const { exitCode, files, cost, guardrail, requests }: PiiResult = JSON.parse(stdout);
  expect([exitCode, files[0]?.opinions]).toEqual([
    1,
    [
      {
        by: 'guardrail',
        state: 'whole',
        problems: [],
        types: [{ type: 'EMAIL', as: 'email', count: 1, action: 'masked' }],
        below: 0,
      },
    ],
  ]);
  expect([cost?.usd, guardrail?.arn, requests?.['bedrock-runtime:ApplyGuardrail']]).toEqual([0.01525, ARN, 3]);
  expect(asked).toEqual(['abc123', 'enforcedGuardrailsConfiguration', 'apply', 'apply', 'apply']);
  expect(stdout).not.toContain('taro@example.com');
});
