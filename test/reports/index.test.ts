import { expect, it } from 'vitest';
import { isReportFormat, RENDERERS } from '../../src/reports/index.js';
import { WORDS } from '../../src/reports/text.js';
import { nameOfService, shortName, utc } from '../../src/reports/view.js';
import { readBundle } from '../../src/store/bundle-files.js';
import { catalogue, hostile } from './example.js';

it('renders every format, twice the same', () => {
  for (const render of Object.values(RENDERERS)) {
    expect(render(hostile, catalogue, 'ja')).toBe(render(structuredClone(hostile), catalogue, 'ja'));
  }
});

it('knows its own formats and no others', () => {
  const known = ['csv', 'html', 'json', 'markdown', 'ocsf', 'openmetrics', 'oscal'];
  expect([...known, 'pdf', 'constructor'].filter(isReportFormat)).toEqual(known);
});

it('gives the evaluation back from JSON, in canonical order', () => {
  const text = RENDERERS.json(hostile);
  expect(JSON.parse(text)).toEqual(hostile);
  expect(text.startsWith('{\n  "coverage": {')).toBe(true);
  expect(text.endsWith('}\n')).toBe(true);
});

it('leaves no English sentence in the Japanese words', () => {
  const leaves = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(leaves)
        : [];
  const english = new Set(leaves(WORDS.en));
  expect(leaves(WORDS.ja).filter((word) => english.has(word))).toEqual([]);
});

it('calls a thing by the last part of its ARN, below its type', () => {
  expect(shortName('arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/2')).toBe('churn/2');
  expect(shortName('arn:aws:logs:us-east-1:123456789012:log-group:/aws/bedrock')).toBe('/aws/bedrock');
  expect(shortName('arn:aws:s3:::bucket')).toBe('bucket');
  expect(shortName('a/b:c')).toBe('a/b:c');
});

it('writes a time in UTC, and a number that is none as it is', () => {
  expect(utc(0)).toBe('1970-01-01 00:00:00 UTC');
  expect(utc(1e300)).toBe('1e+300');
});

it('writes every service that has controls as AWS does', () => {
  const services = new Set(readBundle().catalogue.controls.map(({ id }) => id.split('/')[0] ?? ''));
  expect([...services].filter((service) => nameOfService(service) === service)).toEqual([]);
});
