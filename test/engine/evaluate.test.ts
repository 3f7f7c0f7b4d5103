import { describe, expect, it } from 'vitest';
import { digestOf, evaluate } from '../../src/engine/evaluate.js';
import type { Finding } from '../../src/model/finding.js';
import type { Json } from '../../src/model/json.js';
import { DEFAULT_PARAMS } from '../../src/model/params.js';
import type { Resource } from '../../src/model/resource.js';
import type { Listing } from '../../src/model/snapshot.js';
import { complete, memorySnapshot, resource, SCOPE } from './memory-snapshot.js';
import { tableBundle } from './table-bundle.js';

const CONFIG = 'AWS::SageMaker::EndpointConfig';
const KEY = 'AWS::KMS::Key';
const TRAIL = 'AWS::CloudTrail::Trail';
const NOTEBOOK = 'AWS::SageMaker::NotebookInstance';

const denied = (type: string, action: string, region = 'ap-northeast-1'): Listing => ({
  type,
  account: SCOPE.account,
  region,
  state: 'missing',
  cause: { reason: 'denied', detail: `${action} was denied`, action },
});

const config = (KmsKeyId: string): Resource =>
  resource({
    type: CONFIG,
    id: 'arn:aws:sagemaker:ap-northeast-1:123456789012:endpoint-config/fraud',
    properties: { KmsKeyId },
  });

const key = (facts: Partial<Resource> = {}): Resource =>
  resource({
    type: KEY,
    id: 'arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555',
    names: ['11111111-2222-3333-4444-555555555555', 'alias/ml'],
    runtime: { KeyManager: 'CUSTOMER' },
    source: [{ operation: 'kms:DescribeKey', requestId: 'r-1', time: 1 }],
    ...facts,
  });

describe('the evaluation of a snapshot', async () => {
  const bundle = await tableBundle({ 'time.parse_rfc3339_ns': () => 0 });
  const findingsOf = (resources: readonly Resource[], listings: readonly Listing[]): Finding[] =>
    evaluate(memorySnapshot(resources, listings), bundle, DEFAULT_PARAMS);
  const only = (findings: readonly Finding[], control: string): Finding[] =>
    findings.filter((finding) => finding.control === control);
  const keyVerdict = (KmsKeyId: string, resources: readonly Resource[], listings: readonly Listing[]) => {
    const [finding] = only(findingsOf([config(KmsKeyId), ...resources], listings), 'table/customer_key');
    return [finding?.verdict, finding?.gaps.map(({ pointer, reason }) => `${pointer} ${reason}`)];
  };

  it.each([
    ['ARN', 'arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555'],
    ['id', '11111111-2222-3333-4444-555555555555'],
    ['alias', 'alias/ml'],
  ])('joins a key by its %s', (_, KmsKeyId) => {
    expect(keyVerdict(KmsKeyId, [key()], [complete(CONFIG), complete(KEY)])).toEqual(['pass', []]);
  });

  it('tells what was found beside what is wrong, and knows the violation again when other things are found', () => {
    const log = (...Found: readonly Json[]) => {
      const group = resource({ type: 'AWS::Logs::LogGroup', id: 'log', properties: {}, runtime: { Found } });
      const [finding] = only(findingsOf([group], [complete(group.type)]), 'table/protected');
      return finding ?? expect.fail('nothing was judged');
    };
    const [one, other] = [log({ Type: 'name', Count: 1 }), log({ Type: 'phone' }, { Type: 'name', Count: 2 })];
    expect(one.violations.map(({ evidence }) => evidence)).toEqual([
      [
        { pointer: '/resource/properties/RetentionInDays', source: [] },
        { pointer: '/resource/runtime/Found/0', value: { Type: 'name', Count: 1 }, source: [] },
      ],
    ]);
    expect(other.fingerprint).toBe(one.fingerprint);
    expect([log().verdict, log().reason]).toEqual(['not_applicable', 'does_not_apply']);
  });

  it('answers for each parent whose inside was not listed, and judges what was', () => {
    const inside: Listing = { ...denied(CONFIG, 'x:List'), within: 'ml', state: 'partial' };
    const findings = only(
      findingsOf([config('alias/ml'), key()], [complete(CONFIG), complete(KEY), inside]),
      'table/customer_key',
    );
    expect(findings.map(({ verdict, reason, resource: { id }, message }) => [verdict, reason, id, message])).toEqual([
      ['pass', undefined, 'arn:aws:sagemaker:ap-northeast-1:123456789012:endpoint-config/fraud', expect.any(String)],
      ['unknown', 'not_listed', 'ml/*', `Not every ${CONFIG} in ml could be listed: x:List was denied (needs x:List)`],
    ]);
  });

  it('lets a parent that was not listed hide what its name begins, and nothing else', () => {
    const inside = (within: string): Listing => ({ ...denied(KEY, 'x:List'), within });
    expect(keyVerdict('alias/gone', [], [complete(CONFIG), complete(KEY), inside('alias')])).toEqual([
      'unknown',
      ['/refs/key denied'],
    ]);
    expect(keyVerdict('alias/gone', [], [complete(CONFIG), complete(KEY), inside('ali')])).toEqual(['fail', []]);
  });

  it('takes a reference for dangling only when the list that owns its target was seen whole', () => {
    expect(keyVerdict('alias/gone', [], [complete(CONFIG), complete(KEY)])).toEqual(['fail', []]);
    expect(keyVerdict('alias/gone', [], [complete(CONFIG), denied(KEY, 'kms:ListKeys')])).toEqual([
      'unknown',
      ['/refs/key denied'],
    ]);
    expect(keyVerdict('alias/gone', [], [complete(CONFIG)])).toEqual(['unknown', ['/refs/key not_collected']]);
  });

  it('knows nothing of a key in another account, or in a region that was not scanned', () => {
    const listings = [complete(CONFIG), complete(KEY)];
    expect(keyVerdict('arn:aws:kms:ap-northeast-1:999999999999:key/1', [key()], listings)).toEqual([
      'unknown',
      ['/refs/key foreign_account'],
    ]);
    expect(keyVerdict('arn:aws:kms:us-east-1:123456789012:key/1', [key()], listings)).toEqual([
      'unknown',
      ['/refs/key not_collected'],
    ]);
  });

  it("carries a gap of the joined resource to its place under the subject's refs", () => {
    const stub = key({
      runtime: {},
      gaps: [
        {
          pointer: '',
          kind: 'missing',
          reason: 'denied',
          detail: 'kms:DescribeKey was denied',
          action: 'kms:DescribeKey',
        },
      ],
    });
    expect(keyVerdict('alias/ml', [stub], [complete(CONFIG), complete(KEY)])).toEqual([
      'unknown',
      ['/refs/key denied'],
    ]);
  });

  it('does not know what a hidden reference refers to', () => {
    const hidden = {
      ...config('alias/ml'),
      gaps: [{ pointer: '/properties', kind: 'missing' as const, reason: 'throttled' as const, detail: 'throttled' }],
    };
    const [finding] = only(
      findingsOf([{ ...hidden, properties: {} }, key()], [complete(CONFIG), complete(KEY)]),
      'table/customer_key',
    );
    expect([finding?.verdict, finding?.reason]).toEqual(['unknown', 'unproven_violation']);
  });

  it('14: gives one unknown per control and scope when a list was denied, and names the action', () => {
    const findings = findingsOf(
      [],
      [denied(NOTEBOOK, 'sagemaker:ListNotebookInstances'), complete(NOTEBOOK, 'ap-northeast-3')],
    );
    expect(only(findings, 'table/access')).toEqual([
      {
        control: 'table/access',
        severity: 'high',
        theme: 'audit',
        verdict: 'unknown',
        reason: 'not_listed',
        resource: { type: NOTEBOOK, id: '*', account: '123456789012', region: 'ap-northeast-1' },
        message:
          'No AWS::SageMaker::NotebookInstance in ap-northeast-1 could be listed: sagemaker:ListNotebookInstances was denied (needs sagemaker:ListNotebookInstances)',
        evidence: [],
        violations: [],
        unproven: [],
        gaps: [
          {
            pointer: '',
            kind: 'missing',
            reason: 'denied',
            detail: 'sagemaker:ListNotebookInstances was denied',
            action: 'sagemaker:ListNotebookInstances',
          },
        ],
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('judges "there must be one" in every region, even where nothing was listed', () => {
    const trail = resource({
      type: TRAIL,
      id: 'arn:aws:cloudtrail:ap-northeast-1:123456789012:trail/audit',
      properties: { IsLogging: true },
    });
    const verdicts = (resources: readonly Resource[], listings: readonly Listing[]) =>
      only(findingsOf(resources, listings), 'table/some_trail').map(({ resource: { region }, verdict }) => [
        region,
        verdict,
      ]);
    const listed = [complete(TRAIL), complete(TRAIL, 'ap-northeast-3')];
    expect(verdicts([], listed)).toEqual([
      ['ap-northeast-1', 'fail'],
      ['ap-northeast-3', 'fail'],
    ]);
    expect(verdicts([trail], listed)).toEqual([
      ['ap-northeast-1', 'pass'],
      ['ap-northeast-3', 'pass'],
    ]);
    expect(verdicts([], [complete(TRAIL), denied(TRAIL, 'cloudtrail:DescribeTrails', 'ap-northeast-3')])).toEqual([
      ['ap-northeast-1', 'unknown'],
      ['ap-northeast-3', 'unknown'],
    ]);
    expect(verdicts([], [])).toEqual([
      ['ap-northeast-1', 'unknown'],
      ['ap-northeast-3', 'unknown'],
    ]);
  });

  it('shows what proves a violation, with the call that showed it, under a fingerprint that a re-run keeps', () => {
    const managed = key({ runtime: { KeyManager: 'AWS' } });
    const listings = [complete(CONFIG), complete(KEY)];
    const run = (time: number) =>
      findingsOf(
        [config('alias/ml'), { ...managed, source: [{ operation: 'kms:DescribeKey', requestId: `r-${time}`, time }] }],
        listings,
      );
    const [one, two] = [run(1), run(2)];
    expect(one.find(({ verdict }) => verdict === 'fail')?.violations).toEqual([
      {
        code: 'bad',
        args: {},
        message: 'it is bad',
        evidence: [
          {
            pointer: '/refs/key/runtime/KeyManager',
            value: 'AWS',
            source: [{ operation: 'kms:DescribeKey', requestId: 'r-1', time: 1 }],
          },
        ],
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect(two.map(({ fingerprint }) => fingerprint)).toEqual(one.map(({ fingerprint }) => fingerprint));
    expect(digestOf(two)).toBe(digestOf(one));
    expect(two).not.toEqual(one);
  });

  it('refuses a bundle that is not the one its catalogue describes', async () => {
    const { loadBundle } = await import('../../src/engine/bundle.js');
    await expect(loadBundle(new Uint8Array([0, 97, 115, 109]), bundle.catalogue)).rejects.toThrow(
      /policy\.wasm has sha256 .* but its catalogue names/,
    );
  });
});
