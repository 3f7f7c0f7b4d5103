import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scalarsModule } from '../../scripts/template-scalars.js';
import { BOOLEANS, NUMBERS } from '../../src/iac/scalars.js';
import { typed } from '../../src/iac/typed.js';

test('text that stands for a boolean or a number becomes one, where CloudFormation says so, and only there', () => {
  expect(
    typed('AWS::KMS::Key', {
      EnableKeyRotation: 'true',
      PendingWindowInDays: '7',
      Description: 'true',
      MultiRegion: 'perhaps',
    }),
  ).toEqual({ EnableKeyRotation: true, PendingWindowInDays: 7, Description: 'true', MultiRegion: 'perhaps' });
  expect(
    typed('AWS::SageMaker::EndpointConfig', { ProductionVariants: [{ InitialInstanceCount: '2', VariantName: '2' }] }),
  ).toEqual({ ProductionVariants: [{ InitialInstanceCount: 2, VariantName: '2' }] });
});

test("the tables are those of CloudFormation's specification", () => {
  const written = readFileSync('src/iac/scalars.ts', 'utf8');
  const words = (text: string) => text.replaceAll(/[\s"',;]+/g, ' ');
  expect(words(written)).toBe(words(scalarsModule()));
  expect(Object.keys(BOOLEANS).length + Object.keys(NUMBERS).length).toBeGreaterThan(50);
});
