import { createHash } from 'node:crypto';
import { countVerdicts } from '../../src/model/coverage.js';
import type { Evaluation, Finding, Violation } from '../../src/model/finding.js';
import type { FileSource } from '../../src/model/resource.js';
import type { Verdict } from '../../src/model/verdict.js';
import type { Waiver, WaiverOutcome } from '../../src/model/waiver.js';
import { benign, catalogue } from './example.js';

export { catalogue };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const waiver: Waiver = {
  control: 'eks/endpoint_public_access',
  resource: 'Cluster',
  reason: 'a course, until the end of January',
  owner: 'ml-platform',
  approver: 'security',
  ticket: 'RISK-17',
  expires: '2026-01-31',
  origin: { file: 'kansa.waivers.yaml', line: 3 },
};

/** The result of a gate, in which every text that a template could have chosen goes through `named`. */
export const gatedOf = (named: (benign: string) => string): Evaluation => {
  const findingOf = (
    control: string,
    verdict: Verdict,
    address: string,
    line: number,
    rest: Partial<Finding> = {},
  ): Finding => {
    const known = catalogue.controls.find(({ id }) => id === control);
    if (known === undefined) throw new RangeError(control);
    const place: FileSource = { file: named('stack.yaml'), line, address: named(address) };
    const violations: Violation[] =
      verdict === 'fail' || verdict === 'waived'
        ? Object.entries(known.text.en.messages)
            .slice(0, 1)
            .map(([code, message]) => ({
              code,
              args: { name: named('guardrail'), entities: named('EMAIL'), cidr: '0.0.0.0/0', prefix: '24' },
              message: message.replace('{name}', named('guardrail')).replace('{entities}', named('EMAIL')),
              evidence: [{ pointer: '/resource/properties', source: [{ ...place, line: line + 1 }] }],
              fingerprint: sha256(`${control} ${address} ${code}`),
            }))
        : [];
    return {
      control,
      severity: known.severity,
      theme: known.theme,
      verdict,
      resource: {
        type: known.resource,
        id: `arn:aws:x:::${named(address)}`,
        account: '123456789012',
        region: 'us-east-1',
      },
      place,
      message: violations.map(({ message }) => message).join('; ') || verdict,
      evidence: violations.flatMap(({ evidence }) => evidence),
      violations,
      unproven: [],
      gaps: [],
      fingerprint: sha256(`${control} ${address}`),
      ...rest,
    };
  };
  const expired: WaiverOutcome = {
    ...waiver,
    resource: named('Old*'),
    expires: '2025-12-31',
    origin: { file: 'kansa.waivers.yaml', line: 10 },
    state: 'expired',
    violations: 0,
  };
  const knownFail = findingOf('sagemaker/notebook_direct_internet', 'fail', 'Former', 40);
  const findings: Finding[] = [
    findingOf('bedrock/guardrail_pii', 'fail', 'Guardrail', 10),
    findingOf('sagemaker/notebook_direct_internet', 'fail', 'Notebook', 20),
    { ...knownFail, known: true, violations: knownFail.violations.map((one) => ({ ...one, known: true })) },
    findingOf('sagemaker/notebook_kms_key', 'unknown', 'Notebook', 20, {
      reason: 'gap',
      gaps: [
        {
          pointer: '/resource/properties/KmsKeyId',
          kind: 'missing',
          reason: 'unresolved_expression',
          detail: `parameter ${named('Key')} has no value that the template says`,
        },
      ],
    }),
    findingOf('eks/endpoint_public_access', 'waived', 'Cluster', 30, { waivers: [waiver] }),
    findingOf('eks/endpoint_public_access', 'pass', 'Inner', 35),
    findingOf('eks/logging', 'not_applicable', 'Nodes', 50, { reason: 'does_not_apply' }),
  ];
  const { retention: _retention, personalData: _personalData, ...ofTemplates } = benign;
  return {
    ...ofTemplates,
    exitCode: 1,
    lineage: [],
    findings,
    summary: countVerdicts(findings),
    coverage: {
      calls: [],
      listings: [],
      resources: {},
      gaps: [],
      controls: { judged: 7, of: 7 },
      controlsWithoutSubject: [],
      files: [
        { file: named('stack.yaml'), kind: 'cloudformation', resources: 6, problems: [] },
        {
          file: named('broken.yaml'),
          kind: 'cloudformation',
          resources: 0,
          problems: [{ line: 3, message: `resource ${named('Broken')} has no Type` }],
        },
      ],
      liveOnly: ['sagemaker/model_approval'],
      waivers: [{ ...waiver, state: 'applied', violations: 1 }, expired],
      baseline: { file: 'baseline.json', known: 1 },
    },
  };
};

/** Names that would speak to each reader of a format, if they could. */
const NASTY: Readonly<Record<string, string>> = {
  'stack.yaml': './in fra/st\nack|<b>[x](y).yaml',
  'broken.yaml': '::error file=a::spoofed.yaml',
  Guardrail: '@everyone\n::error::spoofed',
  Notebook: '\u001b[31mred\u001b[0m</script><script>alert(1)</script>',
  Cluster: ']]></failure> | @octocat #12 https://evil.example www.evil.example',
  Former: '`code` **bold** ![img](https://evil.example/x.png)',
  Key: '%0A::set-output name=x::y',
  Broken: '<!-- kansa-gate -->\ud800\uffff',
  EMAIL: '##[error]x\u202e',
  'Old*': '"quoted" & <i>\r\n::stop-commands::x',
};

export const gated = gatedOf((name) => name);
export const nasty = gatedOf((name) => NASTY[name] ?? name);

export const clean: Evaluation = {
  ...gated,
  exitCode: 0,
  findings: gated.findings.filter(({ verdict }) => verdict === 'pass'),
  summary: countVerdicts(gated.findings.filter(({ verdict }) => verdict === 'pass')),
  coverage: {
    ...gated.coverage,
    files: [{ file: 'stack.yaml', kind: 'cloudformation', resources: 1, problems: [] }],
    waivers: [],
  },
};
