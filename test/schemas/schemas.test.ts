import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { compiledSchemas } from '../../scripts/compile-schemas.mjs';
import { SEVERITIES, THEMES } from '../../src/model/control.js';
import { DATA_USES } from '../../src/model/data-use.js';
import { EXIT } from '../../src/model/errors.js';
import type { Exchange } from '../../src/model/exchange.js';
import { FINDING_REASONS } from '../../src/model/finding.js';
import { GAP_REASONS } from '../../src/model/gap.js';
import { isObject } from '../../src/model/json.js';
import { DEFAULT_PARAMS, type Params } from '../../src/model/params.js';
import { OPINION_GIVERS, OPINION_PROBLEMS, PII_PROBLEMS, PII_REASONS, PII_TYPES } from '../../src/model/pii.js';
import { segmentsOf, valueAt } from '../../src/model/pointer.js';
import type { Resource } from '../../src/model/resource.js';
import { CALL_OUTCOMES, type Call, type Listing } from '../../src/model/snapshot.js';
import { VERDICTS } from '../../src/model/verdict.js';
import {
  CHAIN_STATES,
  REPERFORMANCE_STATES,
  SIGNATURE_STATES,
  VERIFICATION_STATES,
} from '../../src/model/verification.js';
import { WAIVER_STATES, type WaiverOutcome } from '../../src/model/waiver.js';
import { SCHEMA_NAMES, type SchemaName, validator } from '../../src/store/validate.js';
import { benign, catalogue, clean, hostile } from '../reports/example.js';
import { gated } from '../reports/gate-example.js';

const schemaOf = (name: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));

// Whole values, typed by the model: a member that the types gain and the schemas lack is refused as unknown.
const source: Required<Resource['source'][number]> = { operation: 's3:ListBuckets', requestId: 'r-1', time: 1 };
const gap: Required<Resource['gaps'][number]> = {
  pointer: '/properties/a~1b',
  kind: 'missing',
  reason: 'denied',
  detail: 's3:ListBuckets in us-east-1 was denied',
  action: 's3:ListAllMyBuckets',
};
const resource: Required<Resource> = {
  type: 'AWS::S3::Bucket',
  id: 'arn:aws:s3:::records',
  names: ['records'],
  account: '123456789012',
  region: 'us-east-1',
  tags: { 所有者: '決済' },
  properties: { BucketName: 'records', Rules: [1, null, { deep: true }] },
  runtime: {},
  source: [source, { file: 'stack.yaml', line: 3, address: 'Records' }],
  lines: { '/properties/BucketName': 5 },
  gaps: [gap],
};
const listing: Required<Listing> = {
  type: 'AWS::S3::Bucket',
  account: '123456789012',
  region: 'us-east-1',
  within: 'ml-platform',
  state: 'partial',
  since: 1,
  cause: { reason: 'throttled', detail: 's3:ListBuckets was throttled', action: 's3:ListAllMyBuckets' },
};
const call: Required<Call> = {
  service: 's3',
  operation: 'ListBuckets',
  account: '123456789012',
  region: 'us-east-1',
  outcome: 'denied',
  attempts: 3,
  requestId: 'r-1',
  error: 'AccessDenied',
};
const exchange: Required<Exchange> & { kind: 'exchange' } = {
  kind: 'exchange',
  account: '123456789012',
  service: 'bedrock-agent',
  region: 'us-east-1',
  operation: 'ListAgents',
  input: { maxResults: 10 },
  time: 1,
  attempts: 1,
  answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' },
};
const unanswered: Exchange & { kind: 'exchange' } = {
  ...exchange,
  answer: { error: 'Error', code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND' },
};
const { state, violations, origin, ...accepted }: Required<WaiverOutcome> = {
  control: 'kms/key_rotation',
  resource: 'Key',
  tags: { stage: 'lab' },
  reason: 'rotated by hand',
  owner: 'ml-platform',
  approver: 'security',
  ticket: 'RISK-17',
  expires: '2026-12-31',
  origin: { file: 'stack.yaml', line: 1, target: 2 },
  state: 'applied',
  violations: 1,
};
const [failed] = gated.findings;
const header = {
  kind: 'header',
  schemaVersion: 1,
  kansa: '0.1.0',
  account: '123456789012',
  partition: 'aws',
  regions: ['us-east-1'],
  now: 1,
  params: DEFAULT_PARAMS,
};
const end = { kind: 'end', exchanges: 1, sha256: 'a'.repeat(64) };
const params: Params = DEFAULT_PARAMS;
const compiled: unknown = JSON.parse(
  readFileSync(new URL('../../policies/dist/catalogue.json', import.meta.url), 'utf8'),
);

const problem = (name: SchemaName, value: unknown): string | undefined => {
  try {
    validator(name)(value, name);
    return undefined;
  } catch (error) {
    return String(error);
  }
};

describe('whole values are what their schema describes', () => {
  it.each<[string, SchemaName, unknown]>([
    ['an evaluation', 'evaluation', benign],
    ['an evaluation of a hostile account', 'evaluation', hostile],
    ['an evaluation with nothing open', 'evaluation', clean],
    ['a gate', 'evaluation', gated],
    [
      'a gate with a waiver that says everything',
      'evaluation',
      { ...gated, coverage: { ...gated.coverage, waivers: [{ ...accepted, origin, state, violations }] } },
    ],
    ['a waived finding', 'finding', { ...failed, verdict: 'waived', waivers: [{ ...accepted, origin }] }],
    ['a file of waivers', 'waivers', { waivers: [accepted] }],
    ...hostile.findings.map((finding, index): [string, SchemaName, unknown] => [
      `finding ${index}`,
      'finding',
      finding,
    ]),
    ['a resource', 'resource', resource],
    ['a listing', 'listing', listing],
    ['a call', 'call', call],
    ['a header', 'recording', header],
    ['an exchange', 'recording', exchange],
    ['an exchange without an answer', 'recording', unanswered],
    ['an end', 'recording', end],
    ['parameters', 'params', params],
    ['no parameters', 'params', {}],
    ['a catalogue', 'catalogue', catalogue],
    ['the catalogue of the bundle', 'catalogue', compiled],
  ])('%s', (_, name, value) => {
    expect(problem(name, value)).toBeUndefined();
  });
});

describe('a planted fault is refused', () => {
  const [finding] = benign.findings;
  const { findings: _findings, ...digests } = benign.digests;
  it.each<[string, SchemaName, unknown, RegExp]>([
    ['an unknown member', 'evaluation', { ...benign, extra: 1 }, /does not know: "extra"/],
    [
      'an unknown member within',
      'evaluation',
      { ...benign, findings: [{ ...finding, note: '' }] },
      /\/findings\/0 .*"note"/,
    ],
    [
      'a bad verdict',
      'evaluation',
      { ...benign, findings: [{ ...finding, verdict: 'ok' }] },
      /\/findings\/0\/verdict .*"ok"/,
    ],
    ['a missing digest', 'evaluation', { ...benign, digests }, /\/digests lacks the member "findings"/],
    [
      'a digest that is none',
      'evaluation',
      { ...benign, digests: { ...benign.digests, params: 'none' } },
      /\/digests\/params /,
    ],
    ['an exit code of nobody', 'evaluation', { ...benign, exitCode: 4 }, /\/exitCode /],
    [
      'a verdict uncounted',
      'evaluation',
      { ...benign, summary: { ...benign.summary, unknown: undefined } },
      /\/summary/,
    ],
    ['another version', 'evaluation', { ...benign, schemaVersion: 2 }, /\/schemaVersion must be 1, not 2/],
    ['a pointer that is none', 'resource', { ...resource, gaps: [{ ...gap, pointer: 'a/~2' }] }, /\/gaps\/0\/pointer/],
    ['a tag that is no text', 'resource', { ...resource, tags: { a: 1 } }, /\/tags\/a must be string/],
    ['a line of no kind', 'recording', { ...end, kind: 'footer' }, /\/kind must be one of/],
    ['an end as an exchange', 'recording', { ...end, kind: 'exchange' }, /lacks the member "account"/],
    ['half an answer', 'recording', { ...exchange, answer: { status: 200 } }, /\/answer lacks the member "headers"/],
    [
      'a header of half the parameters',
      'recording',
      { ...header, params: { ...params, pii: {} } },
      /\/params\/pii lacks/,
    ],
    ['a control without Japanese', 'catalogue', withoutJapanese(), /\/controls\/0\/text lacks the member "ja"/],
  ])('%s', (_, name, value, expected) => {
    expect(problem(name, structuredClone(value))).toMatch(expected);
  });
});

it('choices are those of the types', () => {
  const choices = (name: string, pointer: string) => valueAt(schemaOf(name), `${pointer}/enum`);
  expect(choices('finding', '/$defs/verdict')).toEqual(VERDICTS);
  expect(choices('finding', '/$defs/reason')).toEqual(FINDING_REASONS);
  expect(choices('common', '/$defs/gapReason')).toEqual(GAP_REASONS);
  expect(choices('common', '/$defs/severity')).toEqual(SEVERITIES);
  expect(choices('common', '/$defs/theme')).toEqual(THEMES);
  expect(choices('common', '/$defs/callOutcome')).toEqual(CALL_OUTCOMES);
  expect(choices('evaluation', '/properties/exitCode')).toEqual(Object.values(EXIT));
  expect(choices('evaluation', '/$defs/waiverOutcome/properties/state')).toEqual(WAIVER_STATES);
  expect(choices('verification', '/$defs/run/properties/state')).toEqual(VERIFICATION_STATES);
  expect(choices('verification', '/$defs/run/properties/signature/properties/state')).toEqual(SIGNATURE_STATES);
  expect(choices('verification', '/$defs/run/properties/chain/properties/state')).toEqual(CHAIN_STATES);
  expect(choices('verification', '/$defs/step/properties/state')).toEqual(REPERFORMANCE_STATES);
  expect(choices('pii', '/$defs/detection/properties/type')).toEqual(PII_TYPES);
  expect(choices('pii', '/$defs/detection/properties/reasons/items')).toEqual(PII_REASONS);
  expect(choices('pii', '/$defs/planned/properties/users/items/properties/use')).toEqual(DATA_USES);
  expect(choices('pii', '/$defs/problem/properties/reason')).toEqual(PII_PROBLEMS);
  expect(choices('pii', '/$defs/opinion/properties/by')).toEqual(OPINION_GIVERS);
  expect(choices('pii', '/$defs/opinionProblem/properties/reason')).toEqual(OPINION_PROBLEMS);
  expect(Object.keys(Object(valueAt(schemaOf('evaluation'), '/$defs/summary/properties')))).toEqual(VERDICTS);
});

it('the defaults of the parameters are those that the code takes', () => {
  const filled = {};
  const ajv = new Ajv2020({ strict: true, useDefaults: true });
  ajv.addSchema(schemaOf('common'));
  expect(ajv.validate(schemaOf('params'), filled)).toBe(true);
  expect(filled).toEqual(DEFAULT_PARAMS);
});

it('the module knows every schema file', () => {
  const files = readdirSync(new URL('../../schemas/', import.meta.url)).sort();
  expect(files).toEqual([...SCHEMA_NAMES].sort().map((name) => `${name}.schema.json`));
});

it('the build compiled every schema as it stands now', () => {
  const built = compiledSchemas().map(({ name }) => ({
    name,
    code: readFileSync(new URL(`../../dist/schemas/${name}.cjs`, import.meta.url), 'utf8'),
  }));
  expect(built).toEqual(compiledSchemas());
});

describe.each(SCHEMA_NAMES)('the schema %s', (name) => {
  const schema = schemaOf(name);

  it('is one of draft 2020-12 under its address', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.$id).toBe(`https://kansa.dev/schemas/${name}/v1`);
  });

  it('describes every property in one sentence', () => {
    const described = (at: string) => {
      const description = valueAt(schema, `${at}/description`);
      return typeof description === 'string' && /^[`A-Z].*[A-Za-z0-9)`]\.$/s.test(description);
    };
    expect(propertiesOf(schema).filter((at) => !described(at))).toEqual([]);
  });

  it('refuses unknown members of every object whose shape is ours', () => {
    const open = objectsOf(schema).filter((at) => valueAt(schema, `${at}/additionalProperties`) === undefined);
    // The line of a recording is closed by each of its kinds, `complete` by the schema that it refers to; the
    // properties of a resource are AWS's.
    const admitted = /^$|^\/properties\/(properties|runtime)$|\/complete(\/|$)|\/answer$/;
    expect(open.filter((at) => !admitted.test(at))).toEqual([]);
  });
});

function withoutJapanese(): unknown {
  const [control] = catalogue.controls;
  return { ...catalogue, controls: [{ ...control, text: { en: control?.text.en } }] };
}

/** Pointers to all members of all `properties`, but for those that an `if` or `complete` only names. */
function propertiesOf(schema: unknown): string[] {
  return pointersOf(schema).filter((at) => {
    const segments = segmentsOf(at);
    return (
      segments.at(-2) === 'properties' &&
      segments.at(-3) !== 'properties' &&
      isObject(valueAt(schema, at)) &&
      !segments.includes('if')
    );
  });
}

function objectsOf(schema: unknown): string[] {
  return pointersOf(schema).filter((at) => valueAt(schema, `${at}/type`) === 'object');
}

function pointersOf(value: unknown, at = ''): string[] {
  if (!isObject(value))
    return Array.isArray(value) ? value.flatMap((item, index) => pointersOf(item, `${at}/${index}`)) : [];
  return [
    at,
    ...Object.entries(value).flatMap(([key, member]) =>
      pointersOf(member, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
  ];
}
