import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PiiResult } from '../../src/model/pii.js';
import { freshFolder, kansa } from '../cli/kansa.js';
import { CREDENTIALS } from '../emulator/demo-scan.js';
import { askMoto, type Front, type Fronted, startFront, startFronted } from '../emulator/front.js';

const TARGET = 'Comprehend_20171127.';
const asked: string[] = [];

/** moto finds the same values in every text, and knows no other operation that further opinions take. */
const startComprehend = (moto: string): Promise<Front> =>
  startFront(moto, async (request) => {
    const target = request.headers.find(([name]) => name === 'x-amz-target')?.[1] ?? '';
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
