import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/model/control.js';
import type { Evaluation, Finding } from '../../src/model/finding.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { VERDICTS } from '../../src/model/verdict.js';
import type { Waiver } from '../../src/model/waiver.js';
import { renderOscal } from '../../src/reports/oscal/oscal.js';
import { documentPieces, instant, line, prose, tokensOf, uuidOf } from '../../src/reports/oscal/text.js';
import { answered, framework } from './answered.js';
import { catalogue, clean, evaluationOf, hostile } from './example.js';
import { gated, nasty } from './gate-example.js';
import { expectGolden } from './golden.js';
import { hostileText } from './hostile.js';

const resultOf = (evaluation: Evaluation) =>
  JSON.parse(renderOscal(evaluation, catalogue, 'en'))['assessment-results'].results[0];

const answerOf = (evaluation: Evaluation) => {
  const { evaluation: attested, assessed } = answered(evaluation);
  const text = renderOscal(attested, catalogue, 'en', assessed);
  return { assessment: assessed.assessment, result: JSON.parse(text)['assessment-results'].results[0] };
};

const propOf = (props: readonly { readonly name: string; readonly value: string }[], name: string) =>
  props.find((one) => one.name === name)?.value;

it('is the one that somebody looked at, by controls and by a framework', () => {
  expectGolden('run.oscal.json', renderOscal(hostile, catalogue, 'en'));
  const { evaluation, assessed } = answered(hostile);
  expectGolden('framework.oscal.json', renderOscal(evaluation, catalogue, 'ja', assessed));
});

const ACTIVE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('nothing but a pass is satisfied', () => {
  const some = (): Finding => clean.findings[0] ?? expect.fail('the example has no finding');
  const judged = fc.array(fc.tuple(fc.constantFrom(...VERDICTS), fc.boolean()), { maxLength: 5 }).map((verdicts) =>
    verdicts.map(
      ([verdict, liveOnly]): Finding => ({
        ...some(),
        control: 'sagemaker/model_approval',
        verdict,
        ...(verdict === 'not_applicable' && { reason: liveOnly ? 'live_only' : 'does_not_apply' }),
      }),
    ),
  );

  it('of controls, whatever the verdicts', () => {
    fc.assert(
      fc.property(judged, (findings) => {
        const { findings: told = [] } = resultOf({ ...clean, findings });
        const states = told.map(({ target }: { target: { status: { state: string } } }) => target.status.state);
        const isGood = ({ verdict, reason }: Finding) =>
          verdict === 'pass' || (verdict === 'not_applicable' && reason !== 'live_only');
        const isSatisfied = findings.every(isGood) && findings.some(({ verdict }) => verdict === 'pass');
        expect(states).toEqual(findings.length === 0 ? [] : [isSatisfied ? 'satisfied' : 'not-satisfied']);
      }),
      { numRuns: 100 },
    );
  });

  it('of requirements, whatever the verdicts', () => {
    fc.assert(
      fc.property(judged, fc.boolean(), (findings, isListed) => {
        const controlsWithoutSubject = isListed ? framework.requirements.flatMap(({ controls }) => controls) : [];
        const coverage = { ...clean.coverage, controlsWithoutSubject };
        const { assessment, result } = answerOf({ ...clean, coverage, findings });
        for (const [index, { state, verdicts }] of assessment.requirements.entries()) {
          const told = result.findings[index].target.status.state;
          expect(told).toBe(state === 'satisfied' ? 'satisfied' : 'not-satisfied');
          if (verdicts.unknown > 0) expect(told).toBe('not-satisfied');
        }
      }),
      { numRuns: 100 },
    );
  });

  it('and what is no violation is told from one', () => {
    const [finding] = clean.findings;
    if (finding === undefined) throw new Error('the example has no finding');
    const told = VERDICTS.map((verdict) => {
      const [only] = resultOf({ ...clean, findings: [{ ...finding, verdict }] }).findings;
      const { status, 'implementation-status': implementation } = only.target;
      return [propOf(only.props, 'verdict'), status.state, status.reason, implementation?.state];
    });
    expect(told).toEqual([
      ['fail', 'not-satisfied', 'fail', undefined],
      ['unknown', 'not-satisfied', 'other', undefined],
      ['manual', 'not-satisfied', 'other', undefined],
      ['waived', 'not-satisfied', 'other', undefined],
      ['not_applicable', 'not-satisfied', 'other', 'not-applicable'],
      ['pass', 'satisfied', 'pass', undefined],
    ]);
  });

  it('by a framework, either', () => {
    const { result } = answerOf(hostile);
    expect(
      result.findings.map(
        ({ target, props }: { target: { status: object }; props: { name: string; value: string }[] }) => [
          propOf(props, 'requirement'),
          propOf(props, 'state'),
          Object.values(target.status).slice(0, 2),
        ],
      ),
    ).toEqual([
      ['net.1', 'not_satisfied', ['not-satisfied', 'fail']],
      ['net.2', 'not_satisfied', ['not-satisfied', 'fail']],
      ['net.3', 'unknown', ['not-satisfied', 'other']],
      ['Art. 9(2)', 'unknown', ['not-satisfied', 'other']],
      ['第10条', 'satisfied', ['satisfied', 'pass']],
      ['doc 2', 'unattested', ['not-satisfied', 'other']],
      ['node/1', 'not_applicable', ['not-satisfied', 'other']],
      ['law.1', 'undecidable', ['not-satisfied', 'other']],
    ]);
  });
});

it('says first how much was seen, in each language', () => {
  const narrowed = { ...clean, scope: { ...clean.scope, selection: { ...EVERYTHING, services: ['kms'] } } };
  const call = { service: 's3', operation: 'ListBuckets', region: 'us-east-1', outcomes: { denied: 1 } };
  const refused = { ...clean, coverage: { ...clean.coverage, calls: [call] } };
  const told = [clean, hostile, refused, narrowed, { ...clean, findings: [] }].map((run) => {
    const { description, props } = resultOf(run);
    return [propOf(props, 'complete'), description.split('\n\n').slice(0, -1).join(' ')];
  });
  expect(told).toEqual([
    ['yes', 'Everything that the controls ask for was seen.'],
    [
      'no',
      expect.stringMatching(/^Not everything was seen: 4 verdicts unknown, 2 lists not seen whole, 5 places hidden/),
    ],
    ['no', expect.stringContaining('1 call denied, throttled or failed')],
    ['no', expect.stringContaining('A narrowed scan: only some resources were judged')],
    ['no', expect.stringMatching(/^Nothing was judged. Not everything was seen/)],
  ]);
  const japanese = JSON.parse(renderOscal(hostile, catalogue, 'ja'))['assessment-results'];
  expect(japanese.metadata.remarks).toMatch(/^確認できなかった範囲がある：確認不能の判定 4 件/);
});

it('tells of templates what was not read, and where each fact stands', () => {
  const { remarks, props, observations } = resultOf(gated);
  expect(propOf(props, 'complete')).toBe('no');
  const problems = (gated.coverage.files ?? []).flatMap(({ problems, unread = [] }) => [...problems, ...unread]);
  expect(remarks.split('\n\n').length).toBe(problems.length);
  const places = observations.flatMap((one: { 'relevant-evidence'?: { props: { name: string; value: string }[] }[] }) =>
    (one['relevant-evidence'] ?? []).map((evidence) => propOf(evidence.props, 'place')),
  );
  const held = gated.findings.flatMap(({ evidence }) =>
    evidence.map(({ source: [one] }) => (one !== undefined && 'file' in one ? `${one.file}:${one.line}` : undefined)),
  );
  expect(places.toSorted()).toEqual(held.toSorted());
  expect(held.length).toBeGreaterThan(0);
  expect(renderOscal(nasty, catalogue, 'en')).not.toMatch(ACTIVE);
});

it('tells an accepted violation as a deviation: approved where somebody did, else requested', () => {
  const waiver: Waiver = {
    control: 'eks/endpoint_public_access',
    reason: 'moving to private endpoints',
    approver: 'ciso',
    ticket: 'SEC-1',
    expires: '2026-03-31',
    origin: { file: 'kansa.waivers.yaml', line: 3 },
  };
  const { approver: _, ...unapproved } = waiver;
  const deviationOf = (given: Waiver) => {
    const findings = hostile.findings.map((one) => (one.verdict === 'waived' ? { ...one, waivers: [given] } : one));
    const { risks, observations } = resultOf({ ...hostile, findings });
    const [risk] = risks.filter(({ status }: { status: string }) => status.startsWith('deviation'));
    const about = observations.filter(
      ({ uuid }: { uuid: string }) => uuid === risk['related-observations'][0]['observation-uuid'],
    );
    return [
      risk.status,
      risk.deadline,
      propOf(risk.props, 'ticket'),
      propOf(about[0].props, 'verdict'),
      about[0].remarks,
    ];
  };
  expect(deviationOf(waiver)).toEqual([
    'deviation-approved',
    '2026-03-31T23:59:59.999Z',
    'SEC-1',
    'waived',
    'moving to private endpoints; accepted until 2026-03-31; approved by ciso; SEC-1',
  ]);
  expect(deviationOf(unapproved)[0]).toBe('deviation-requested');
});

it('shows the evidence of a verdict with the calls that told it', () => {
  const { observations } = resultOf(hostile);
  const evidence = observations.flatMap((one: { 'relevant-evidence'?: object[] }) => one['relevant-evidence'] ?? []);
  const told = evidence.map(({ props }: { props: { name: string; value: string }[] }) => [
    propOf(props, 'pointer'),
    props.filter(({ name }) => name === 'request-id').length,
  ]);
  const held = hostile.findings.flatMap((finding) =>
    finding.evidence.map(({ pointer, source }) => [
      pointer,
      source.filter((one) => 'requestId' in one && one.requestId !== undefined).length,
    ]),
  );
  expect(told.toSorted()).toEqual(held.toSorted());
  expect(held.some(([, count]) => count !== 0)).toBe(true);
});

it('gives a resource the same UUID in every run, and all else that of its own run', () => {
  const later = { ...hostile, scope: { ...hostile.scope, now: hostile.scope.now + 1 } };
  const uuidsOf = (run: Evaluation, what: (result: ReturnType<typeof resultOf>) => { uuid: string }[]) =>
    what(resultOf(run)).map(({ uuid }) => uuid);
  const resources = (result: ReturnType<typeof resultOf>) => result['local-definitions']['inventory-items'];
  expect(uuidsOf(later, resources)).toEqual(uuidsOf(hostile, resources));
  const before = new Set(
    uuidsOf(hostile, ({ observations, findings, risks }) => [...observations, ...findings, ...risks]),
  );
  expect(
    uuidsOf(later, ({ observations, findings, risks }) => [...observations, ...findings, ...risks]).filter((one) =>
      before.has(one),
    ),
  ).toEqual([]);
});

const MARKUP = new Set(['title', 'description', 'remarks', 'prose', 'statement']);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TOKENS = new Set(['control-id', 'target-id', 'name', 'group']);

/** Every text of a document, with the member that holds it. */
const textsIn = (value: unknown, member = ''): [member: string, text: string][] => {
  if (typeof value === 'string') return [[member, value]];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, member));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => textsIn(item, name));
};

it('keeps to the data types of OSCAL, and names and statements do nothing, whatever they are', () => {
  fc.assert(
    fc.property(hostileText, fc.constantFrom(...LANGUAGES), (text, language) => {
      const { evaluation, assessed } = answered(
        evaluationOf((name) => `${text}${name}${text}`),
        text,
      );
      for (const document of [
        renderOscal(evaluation, catalogue, language),
        renderOscal(evaluation, catalogue, language, assessed),
      ]) {
        expect(document).not.toMatch(ACTIVE);
        const texts = textsIn(JSON.parse(document));
        for (const [member, one] of texts) {
          if (member === 'value') expect(one).toMatch(/^\S(.*\S)?$/u);
          if (member.endsWith('uuid')) expect(one).toMatch(UUID);
          if (TOKENS.has(member)) expect(one).toMatch(/^[A-Za-z_][A-Za-z0-9._-]*$/);
          if (MARKUP.has(member))
            expect(one.replaceAll(/\\[\\`*_[\]{}~^$|!"#+=.)-]|&(amp|lt|gt);/g, '')).not.toMatch(
              /[\\`*_[\]{}~^$|!"&<>]/,
            );
        }
        const defined = texts.filter(([member]) => member === 'uuid').map(([, one]) => one);
        expect(new Set(defined).size).toBe(defined.length);
        const named = texts.filter(([member]) => member.endsWith('-uuid')).map(([, one]) => one);
        expect(named.filter((one) => !defined.includes(one))).toEqual([]);
      }
    }),
    { numRuns: 40 },
  );
});

describe('the data types of OSCAL', () => {
  it('have no empty line, and none that begins or ends with a space', () => {
    expect(['', ' a  b ', 'a\n', '\u202ea'].map(line)).toEqual(['-', '\\u0020a  b\\u0020', 'a\\u000a', '\\u202ea']);
  });

  it('have markup in which text is only text', () => {
    expect(['<b>*x*</b> & [y](z)', '# head', '1. one', '- two', 'a-b. c'].map(prose)).toEqual([
      '&lt;b&gt;\\*x\\*&lt;/b&gt; &amp; \\[y\\](z)',
      '\\# head',
      '1\\. one',
      '\\- two',
      'a-b. c',
    ]);
  });

  it('have tokens, of which no two names share one', () => {
    expect([...tokensOf(['s3/a', 's3 a', '9(1)', '第1条', '第2条'])]).toEqual([
      ['s3/a', 's3.a'],
      ['s3 a', 's3.a.2'],
      ['9(1)', '_9.1.'],
      ['第1条', '_.1.'],
      ['第2条', '_.2.'],
    ]);
  });

  it('have moments of four digits of a year', () => {
    expect([0, 1e300, -1e300].map(instant)).toEqual([
      '1970-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
      '0001-01-01T00:00:00.000Z',
    ]);
  });

  it('have UUIDs of version 5', () => {
    expect(uuidOf('a')).toMatch(UUID);
    expect(uuidOf('a')).toBe(uuidOf('a'));
    expect(uuidOf('a')).not.toBe(uuidOf('b'));
  });

  it('are written as JSON, whatever is in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse([...documentPieces(value)].join(''))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
