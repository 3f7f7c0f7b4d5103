import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parsedDocuments } from '../../src/iac/yaml.js';
import { transformed } from '../emulator/sam.js';

// `UPDATE_GOLDEN=1` writes them anew.
test.each(['apis', 'roles'])('what test/iac holds %s.yaml against is what AWS SAM itself makes of it', async (name) => {
  const folder = new URL('../../fixtures/iac/serverless/', import.meta.url);
  const [document] = parsedDocuments(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'));
  const made = await transformed(Object(document?.value));
  const recorded = new URL(`${name}.transformed.json`, folder);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(recorded, `${JSON.stringify(made, null, 1)}\n`);
  expect(made).toEqual(JSON.parse(readFileSync(recorded, 'utf8')));
});
