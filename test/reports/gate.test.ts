import { readFileSync } from 'node:fs';
import AjvDraft04 from 'ajv-draft-04';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { LANGUAGES } from '../../src/model/control.js';
import type { Evaluation } from '../../src/model/finding.js';
import { isObject } from '../../src/model/json.js';
import { GATE_FORMATS, type GateFormat, gateRenderer, isGateFormat } from '../../src/reports/gate/formats.js';
import { validator } from '../../src/store/validate.js';
import { catalogue, clean, gated, gatedOf, nasty } from './gate-example.js';
import { expectGolden } from './golden.js';
import { hostileText } from './hostile.js';

const FORMATS = GATE_FORMATS.filter(isGateFormat);
const renderers = await Promise.all(FORMATS.map(gateRenderer));

const render = (format: GateFormat, evaluation: Evaluation, language: 'en' | 'ja' = 'en'): string => {
  const rendered = renderers[FORMATS.indexOf(format)]?.(evaluation, catalogue, {
    language,
    colour: false,
    width: 100,
    lineOf: (_, line) => (line === 21 ? 'DirectInternetAccess: Enabled' : undefined),
  });
  if (rendered === undefined) throw new Error(`there is no renderer for ${format}`);
  return rendered;
};

const sarifSchema: object = JSON.parse(
  readFileSync(
    new URL('../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', import.meta.url),
    'utf8',
  ),
);
// One pattern of the schema is none under the flag u; formats are not what it is about.
const isSarif = new AjvDraft04.default({ unicodeRegExp: false, strict: false, validateFormats: false }).compile(
  sarifSchema,
);

const runOf = (text: string) => JSON.parse(text).runs[0];

describe.each(FORMATS)('a gate as %s', (format) => {
  it.each(LANGUAGES)('is in %s the one that somebody looked at', (language) => {
    expectGolden(`gate-${format}.${language}.txt`, render(format, gated, language));
  });

  it('is the one that somebody looked at when every name is hostile', () => {
    expectGolden(`gate-${format}.nasty.txt`, render(format, nasty));
  });

  it('holds the exit code', () => {
    expect(render(format, { ...gated, exitCode: 3 })).toMatch(/(exit ?code|exitCode)\W{1,20}(value\W+)?3/i);
  });

  it('tells what could not be read', () => {
    expect(render(format, gated)).toContain('resource Broken has no Type');
  });

  it('tells that a waiver has expired', () => {
    expect(render(format, gated)).toMatch(/2025-12-31/);
  });

  it('says so where nothing was evaluated', () => {
    const nothing = { ...clean, findings: [], exitCode: 3 };
    const text = render(format, nothing);
    expect(text).toMatch(/nothing (was )?evaluated|"findings": \[\]/i);
  });
});

// JSON keeps every name as it is: it is data, and JSON.stringify escapes what ends a text.
describe.each(FORMATS.filter((format) => format !== 'json'))('a gate as %s', (format) => {
  it('lets no character through that acts', () => {
    const all = (name: string) =>
      render(
        format,
        gatedOf(() => name || 'x'),
      );
    fc.assert(
      fc.property(hostileText, (name) => {
        expect(
          all(name)
            .match(/[\p{Cc}\p{Cs}\u202e\u2066]/gu)
            ?.filter((character) => character !== '\n') ?? [],
        ).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('SARIF', () => {
  it.each([
    ['of a gate', gated],
    ['of hostile templates', nasty],
    ['with nothing to tell', clean],
    ['of nothing', { ...clean, findings: [] }],
  ])('%s is what the schema describes', (_, evaluation) => {
    for (const language of LANGUAGES) {
      isSarif(JSON.parse(render('sarif', evaluation, language)));
      expect(isSarif.errors ?? []).toEqual([]);
    }
  });

  test('the schema refuses a level that is none', () => {
    const log = JSON.parse(render('sarif', gated));
    log.runs[0].results[0].level = 'fatal';
    expect(isSarif(log)).toBe(false);
  });

  it('gives every result a physical location and a fingerprint, whatever the names', () => {
    fc.assert(
      fc.property(hostileText, (name) => {
        const { results } = runOf(
          render(
            'sarif',
            gatedOf(() => name || 'x'),
          ),
        );
        for (const { locations, partialFingerprints } of results) {
          const { uri } = locations[0].physicalLocation.artifactLocation;
          expect(uri).toMatch(/^(file:\/\/\/)?[A-Za-z0-9%._~!'()*/-]+$/);
          expect(partialFingerprints['kansaFinding/v1']).toMatch(/^[0-9a-f]{64}$/);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('places a violation that has no line in the first file that was read', () => {
    const { place: _, ...finding } = gated.findings[0] ?? expect.fail();
    const placeless = { ...finding, violations: finding.violations.map((one) => ({ ...one, evidence: [] })) };
    const { results } = runOf(render('sarif', { ...gated, findings: [placeless] }));
    expect(results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'stack.yaml' },
      region: { startLine: 1 },
    });
  });

  it('keeps the most severe of more than 25,000 results, and says how many it left out', () => {
    const [worst, second] = gated.findings;
    if (worst === undefined || second === undefined) expect.fail();
    const many = [...Array.from({ length: 25_000 }, () => second), worst];
    const { results, invocations } = runOf(render('sarif', { ...gated, findings: many }));
    expect(results).toHaveLength(25_000);
    expect(results[0].ruleId).toBe(worst.control);
    expect(invocations[0].toolExecutionNotifications[0].message.text).toBe('… and 1 more that found no room here');
  });

  it('has a rule for each result, with no security severity where nothing was proven', () => {
    const { tool, results } = runOf(render('sarif', gated));
    const severities = results.map(({ ruleIndex, kind }: { ruleIndex: number; kind: string }) => [
      kind,
      tool.driver.rules[ruleIndex].properties['security-severity'],
    ]);
    expect(severities).toEqual([
      ['fail', '9.5'],
      ['fail', '8.0'],
      ['fail', '8.0'],
      ['fail', '5.5'],
      ['open', undefined],
    ]);
  });

  it('is no success where something could not be read', () => {
    expect(runOf(render('sarif', gated)).invocations[0].executionSuccessful).toBe(false);
    expect(runOf(render('sarif', clean)).invocations[0].executionSuccessful).toBe(true);
  });
});

describe('JUnit', () => {
  it('counts what it holds', () => {
    const text = render('junit', gated);
    const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
    expect(text.split('\n')[1]).toBe(
      `<testsuites name="kansa gate" tests="${count(/<testcase /g)}" failures="${count(/<failure /g)}" errors="${count(/<error /g)}" skipped="${count(/<skipped /g)}" time="0">`,
    );
    expect([count(/<failure /g), count(/<error /g), count(/<skipped /g)]).toEqual([2, 2, 4]);
  });

  it('has no markup but its own, whatever the names', () => {
    fc.assert(
      fc.property(hostileText, (name) => {
        const tags =
          render(
            'junit',
            gatedOf(() => name || 'x'),
          ).match(/<[^>]*>/g) ?? [];
        const shapes = new Set(tags.map((tag) => /^<[?/]?[a-z]+/.exec(tag)?.[0]));
        expect([...shapes].every((shape) => shape !== undefined && SHAPES.includes(shape))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

const SHAPES = [
  'testsuites',
  'testsuite',
  'properties',
  'property',
  'testcase',
  'failure',
  'error',
  'skipped',
  'xml',
].flatMap((name) => [`<${name}`, `</${name}`, `<?${name}`]);

describe('annotations of GitHub', () => {
  it('are one workflow command a line, and no name makes another', () => {
    fc.assert(
      fc.property(hostileText, (name) => {
        const lines = render(
          'github',
          gatedOf(() => name || 'x'),
        )
          .trimEnd()
          .split('\n');
        expect(lines).toHaveLength(6);
        for (const line of lines)
          expect(line).toMatch(/^::(error|warning|notice) (file=[^:,]*,)?(line=\d+,)?title=[^:,]*::/);
      }),
      { numRuns: 40 },
    );
  });

  it('are no command in the text, either', () => {
    const text = render(
      'text',
      gatedOf(() => `${'x'.repeat(70)} ::error::spoofed ##[error]spoofed`),
    );
    expect(text.split('\n').filter((line) => /^\s*(::|##\[)/.test(line))).toEqual([]);
  });
});

describe('the comment for a pull request', () => {
  it('begins with its marker, which no name can repeat', () => {
    expect(render('markdown', gated).startsWith('<!-- kansa-gate -->\n')).toBe(true);
    expect(render('markdown', nasty).match(/<!--/g)).toHaveLength(1);
  });

  it('has as many cells a row as its head, no mention, no reference and no link, whatever the names', () => {
    fc.assert(
      fc.property(hostileText, (name) => {
        const rows = render(
          'markdown',
          gatedOf(() => `${name}@octocat #12 |`),
        )
          .split('\n')
          .filter((line) => line.startsWith('|'));
        for (const row of rows) {
          expect([2, 3, 4]).toContain(row.split('|').length - 2);
          expect(row).not.toMatch(/@|#(?!\d+;)|:\/\/|]\(/);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('stays within what GitHub takes, and counts what found no room', () => {
    const [fail, , , unknown] = gated.findings;
    if (fail === undefined || unknown === undefined) expect.fail();
    const many = { ...gated, findings: Array.from({ length: 5_000 }, (_, index) => (index % 2 ? fail : unknown)) };
    const text = render('markdown', many);
    expect(text.length).toBeLessThanOrEqual(65_536);
    const shown = text.match(/<code>bedrock\/guardrail&#95;pii<\/code>/g)?.length ?? 0;
    expect(text).toContain(`### Failing (2500)`);
    expect(text).toContain(`… and ${2_500 - shown} more that found no room here`);
    expect(text).toContain('### Unknown (2500)');
    expect(text).toContain('resource Broken has no Type');
  });
});

describe('Code Quality of GitLab', () => {
  it('has another fingerprint for each entry, though two files declare the same', () => {
    const doubled = { ...gated, findings: [...gated.findings, ...gated.findings] };
    const entries: readonly unknown[] = JSON.parse(render('gitlab', doubled));
    const prints = entries.map((entry) => (isObject(entry) ? entry.fingerprint : undefined));
    expect(new Set(prints).size).toBe(entries.length);
  });
});

it('is the evaluation that the schema describes', () => {
  for (const evaluation of [gated, nasty, clean]) validator('evaluation')(structuredClone(evaluation), 'the gate');
});

test('a gate as text shows the thousand most severe violations, and says how many it left out', () => {
  const [finding] = gated.findings.filter(({ verdict }) => verdict === 'fail');
  if (finding === undefined) throw new Error('the example has no violation');
  const many = Array.from({ length: 1_500 }, (_, index) => ({
    ...finding,
    control: index < 1_490 ? 'eks/logging' : 'bedrock/guardrail_pii',
    severity: index < 1_490 ? ('low' as const) : ('critical' as const),
    resource: { ...finding.resource, id: `guardrail-${index}` },
  }));
  const lines = render('text', { ...gated, findings: many }).split('\n');
  expect(lines.filter((line) => /^ {4}\[Critical\]/.test(line)).length).toBe(10);
  expect(lines.filter((line) => /^ {4}\[Low\]/.test(line)).length).toBe(990);
  expect(lines).toContain('  … and 500 more');
});
