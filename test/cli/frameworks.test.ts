import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/model/finding.js';
import type { Assessment } from '../../src/model/framework.js';
import { DEMO, freshFolder, kansa, refusal } from './kansa.js';

const scanned = (cwd: string, ...args: readonly string[]) =>
  kansa(['scan', '--replay', DEMO, '--out', 'run', '--control', 'kms/*', '--fail-on', 'low', ...args], { cwd });

const evaluationIn = (cwd: string): Evaluation => JSON.parse(readFileSync(join(cwd, 'run/evaluation.json'), 'utf8'));

/** What the waivers below accept: every violation of keys in the demo account. */
const WAIVERS = `waivers:
${[
  'key_rotation',
  'key_policy_not_public',
  'key_policy_separation',
  'grants_scoped',
  'key_not_pending_deletion',
  'key_loss_alarmed',
]
  .map(
    (name) => `  - { control: kms/${name}, resource: "*", reason: demo, owner: a, approver: b, expires: "2099-12-31" }`,
  )
  .join('\n')}
`;

const OWN = `id: own
version: "1"
title: { en: Own, ja: 自社 }
publisher: Example
scope: { en: All., ja: すべて。 }
sections: [{ id: "1", title: { en: One, ja: 一 } }]
requirements:
  - id: "1.1"
    section: "1"
    title: { en: Keys, ja: 鍵 }
    asks: { en: Keys rotate., ja: 鍵を更新する。 }
    automation: automated
    controls: [kms/key_rotation]
  - id: "1.2"
    section: "1"
    title: { en: Review, ja: 見直し }
    asks: { en: Keys are reviewed., ja: 鍵を見直す。 }
    automation: manual
    attest: { en: The review., ja: 見直しの実施。 }
  - id: "1.3"
    section: "1"
    title: { en: Notebooks, ja: ノートブック }
    asks: { en: Notebooks are kept., ja: ノートブックを守る。 }
    automation: automated
    controls: [sagemaker/notebook_root_access]
`;

const attestations = (expires: string): string => `attestations:
  - requirement: own 1.2
    statement: The review took place.
    evidence: [minutes.txt]
    owner: ml-platform
    date: "2026-01-01"
    expires: "${expires}"
`;

const workplace = (expires = '2099-12-31'): string => {
  const cwd = freshFolder();
  mkdirSync(join(cwd, 'audit'));
  writeFileSync(join(cwd, 'audit/own.yaml'), OWN);
  writeFileSync(join(cwd, 'audit/minutes.txt'), 'agreed\n');
  writeFileSync(join(cwd, 'audit/attestations.yaml'), attestations(expires));
  writeFileSync(join(cwd, 'kansa.waivers.yaml'), WAIVERS);
  return cwd;
};

const GIVEN = ['--framework', 'audit/own.yaml', '--attestations', 'audit/attestations.yaml'] as const;
const DIGEST = createHash('sha256').update('agreed\n').digest('hex');

describe('a scan with waivers, attestations and a framework', async () => {
  const cwd = workplace();
  const { code, stderr } = await scanned(cwd, ...GIVEN);
  const evaluation = evaluationIn(cwd);

  it('turns what is accepted into waived, by the waivers that lie where it runs', () => {
    expect([code, evaluation.exitCode, evaluation.summary.fail]).toEqual([0, 0, 0]);
    expect(evaluation.summary.waived).toBeGreaterThan(0);
    const [first] = evaluation.coverage.waivers ?? [];
    expect(first).toEqual({
      control: 'kms/key_rotation',
      resource: '*',
      reason: 'demo',
      owner: 'a',
      approver: 'b',
      expires: '2099-12-31',
      origin: { file: 'inputs/waivers.yaml', line: 2 },
      state: 'applied',
      violations: first?.violations,
    });
  });

  it('keeps copies of what steered it, evidence by its digest', () => {
    const kept = (name: string) => readFileSync(join(cwd, 'run/inputs', name), 'utf8');
    expect(
      readdirSync(join(cwd, 'run/inputs'))
        .filter((name) => /waiv|attest|frame/.test(name))
        .sort(),
    ).toEqual(['attestations', 'attestations.yaml', 'frameworks', 'waivers.yaml']);
    expect(kept('waivers.yaml')).toBe(WAIVERS);
    expect(kept('attestations.yaml')).toBe(attestations('2099-12-31'));
    expect(kept(`attestations/${DIGEST}-minutes.txt`)).toBe('agreed\n');
    expect(kept('frameworks/own.yaml')).toBe(OWN);
    expect(evaluation.attestations).toEqual([
      {
        requirement: 'own 1.2',
        statement: 'The review took place.',
        evidence: [{ file: 'minutes.txt', sha256: DIGEST, size: 7 }],
        owner: 'ml-platform',
        date: '2026-01-01',
        expires: '2099-12-31',
        origin: { file: 'inputs/attestations.yaml', line: 2 },
        state: 'in_force',
      },
    ]);
  });

  it('tells how the framework stands', () => {
    expect(stderr).toContain('By framework\n  Own\n    Not satisfied 0   Unknown 1   Risk accepted 1   Satisfied 1\n');
  });

  it('is told by the framework later, too', async () => {
    const report = await kansa(['report', 'run', '--framework', 'audit/own.yaml', '--format', 'json'], { cwd });
    const { requirements }: Assessment = JSON.parse(report.stdout);
    expect(requirements.map(({ requirement, state, reasons }) => [requirement, state, reasons])).toEqual([
      ['1.1', 'accepted', ['risk_accepted']],
      ['1.2', 'satisfied', ['attested']],
      ['1.3', 'unknown', ['controls_not_judged']],
    ]);
  });

  it('is told by it as OSCAL, too: the attested requirement alone is satisfied', async () => {
    const { stdout } = await kansa(['report', 'run', '--framework', 'audit/own.yaml', '--format', 'oscal'], { cwd });
    const [{ findings }] = JSON.parse(stdout)['assessment-results'].results;
    expect(
      findings.map(({ target }: { target: { 'target-id': string; status: { state: string; reason: string } } }) => [
        target['target-id'],
        target.status.state,
        target.status.reason,
      ]),
    ).toEqual([
      ['own.1.1', 'not-satisfied', 'other'],
      ['own.1.2', 'satisfied', 'pass'],
      ['own.1.3', 'not-satisfied', 'other'],
    ]);
  });

  it('comes to the same when it is replayed with the waivers that it kept, from wherever', async () => {
    const elsewhere = freshFolder();
    const outcome = await scanned(elsewhere, '--waivers', join(cwd, 'run/inputs/waivers.yaml'));
    expect([outcome.code, evaluationIn(elsewhere).digests]).toEqual([0, evaluation.digests]);
  });

  it('is replaced whole by --overwrite, what it kept included', async () => {
    const again = workplace();
    await scanned(again, ...GIVEN);
    const { code: second } = await scanned(again, '--overwrite', '--waivers', 'kansa.waivers.yaml');
    expect([second, existsSync(join(again, 'run/inputs/attestations.yaml'))]).toEqual([0, false]);
  });
});

it('an attestation that has expired is loud, and its requirement not satisfied', async () => {
  const cwd = workplace('2026-01-31');
  const { code, stderr } = await scanned(cwd, ...GIVEN);
  expect(code).toBe(0);
  expect(stderr).toContain(
    'Attestations that have expired\n  own 1.2: expired on 2026-01-31: the requirement is not satisfied',
  );
  expect(stderr).toContain('Not satisfied 1');
});

it('a mistake in what steers a scan ends it before anything is read', async () => {
  const cwd = workplace();
  writeFileSync(join(cwd, 'audit/attestations.yaml'), attestations('2099-12-31').replace('minutes', 'minuets'));
  expect(await scanned(cwd, ...GIVEN)).toEqual(
    refusal(
      'audit/attestations.yaml:2: there is no file of evidence minuets.txt; no attestation counts until it is mended (schemas/attestations.schema.json describes the file)',
    ),
  );
  expect(existsSync(join(cwd, 'run'))).toBe(false);
});

it('kansa.yaml names all three, beside itself', async () => {
  const cwd = workplace();
  writeFileSync(
    join(cwd, 'audit/kansa.yaml'),
    'waivers: ../kansa.waivers.yaml\nattestations: attestations.yaml\nframeworks: [./own.yaml]\n',
  );
  const { code, stderr } = await scanned(cwd, '--config', 'audit/kansa.yaml');
  expect([code, stderr.includes('By framework\n  Own\n')]).toEqual([0, true]);
});

describe('kansa attest', () => {
  const attest = (cwd: string, requirement: readonly string[], ...more: readonly string[]) =>
    kansa(['attest', ...requirement, '--statement', 'Done.', '--owner', 'me', '--expires', '2099-12-31', ...more], {
      cwd,
    });

  it('adds to the file that lies where it runs, and a check finds it in force', async () => {
    const cwd = workplace();
    const added = await attest(
      cwd,
      ['ai-ml-platform', '8.4'],
      '--evidence',
      'audit/minutes.txt',
      '--date',
      '2026-11-01',
    );
    expect(added).toEqual({
      code: 0,
      stdout: '',
      stderr: 'kansa.attestations.yaml: ai-ml-platform 8.4 attested until 2099-12-31\n',
    });
    expect((await kansa(['attestations', 'check'], { cwd })).stdout).toBe('1 of 1 attestation in force\n');
    const listed = await kansa(['attestations', 'list', '--json'], { cwd });
    expect(JSON.parse(listed.stdout)).toEqual([
      {
        requirement: 'ai-ml-platform 8.4',
        statement: 'Done.',
        evidence: [{ file: 'audit/minutes.txt', sha256: DIGEST, size: 7 }],
        owner: 'me',
        date: '2026-11-01',
        expires: '2099-12-31',
        origin: { file: 'kansa.attestations.yaml', line: 3 },
        state: 'in_force',
      },
    ]);
  });

  it.each<[string, readonly string[], readonly string[], string]>([
    [
      'of an unknown requirement',
      ['ai-ml-platform 8.40'],
      ['--evidence', 'audit/minutes.txt'],
      'attest: no requirement is called "ai-ml-platform 8.40"; did you mean ai-ml-platform 8.4 or ai-ml-platform 8.1 or ai-ml-platform 8.2?',
    ],
    [
      'without its evidence',
      ['ai-ml-platform', '8.4'],
      ['--evidence', 'audit/nothing.txt'],
      'attest: there is no file of evidence audit/nothing.txt',
    ],
    [
      'without any evidence',
      ['ai-ml-platform', '8.4'],
      [],
      'attest: name at least one file of evidence with --evidence',
    ],
    [
      'that has ended before it begins to hold',
      ['ai-ml-platform', '8.4'],
      ['--evidence', 'audit/minutes.txt', '--date', '2026-01-01', '--expires', '2026-01-31'],
      'attest: expires 2026-01-31 is past already',
    ],
  ])('refuses one %s', async (_, requirement, more, sentence) => {
    const cwd = workplace();
    expect(await attest(cwd, requirement, ...more)).toEqual(refusal(`${sentence}; nothing was written`));
    expect(existsSync(join(cwd, 'kansa.attestations.yaml'))).toBe(false);
  });

  it('checks with 1 what has expired', async () => {
    const cwd = workplace('2026-01-31');
    const args = [
      'attestations',
      'check',
      '--attestations',
      'audit/attestations.yaml',
      '--framework',
      'audit/own.yaml',
    ];
    expect(await kansa(args, { cwd })).toEqual({
      code: 1,
      stdout:
        'audit/attestations.yaml:2 own 1.2: expired on 2026-01-31: the requirement is not satisfied\n0 of 1 attestation in force\n',
      stderr: '',
    });
  });
});

describe('kansa frameworks', () => {
  it('lists the shipped ones, and one of your own', async () => {
    const { stdout } = await kansa(['frameworks', 'list', '--json', '--framework', 'audit/own.yaml'], {
      cwd: workplace(),
    });
    const list: readonly { id: string; coverage: { requirements: number } }[] = JSON.parse(stdout);
    expect(list.map(({ id }) => id)).toContain('ai-ml-platform');
    expect(list.at(-1)).toMatchObject({
      id: 'own',
      coverage: { requirements: 3, automated: 2, manual: 1, controls: 2 },
    });
  });

  it('shows one with its coverage matrix and its controls', async () => {
    const { stdout } = await kansa(['frameworks', 'show', 'audit/own.yaml'], { cwd: workplace() });
    expect(stdout).toBe(`Own  own
1, Example

What of the source stands here
  All.

section  automated  partly  manual  undecidable  Controls
1        2          0       1       0            2
all      2          0       1       0            2

1  One
  1.1  Keys (automated)
    Keys rotate.
      kms/key_rotation
  1.2  Review (manual)
    Keys are reviewed.
    To attest: The review.
  1.3  Notebooks (automated)
    Notebooks are kept.
      sagemaker/notebook_root_access
`);
  });

  it('refuses an unknown one with the nearest', async () => {
    expect(await kansa(['frameworks', 'show', 'ai-ml-plattform'], { cwd: workplace() })).toEqual(
      refusal(
        '--framework "ai-ml-plattform" is neither a shipped framework nor a file or folder; did you mean ai-ml-platform? ("kansa frameworks list" prints them)',
      ),
    );
  });
});

it('a report by a framework refuses a form that is none of its own, and the result of a gate', async () => {
  const cwd = workplace();
  await scanned(cwd);
  const report = (run: string, format: string) =>
    kansa(['report', run, '--framework', 'ai-ml-platform', '--format', format], { cwd });
  expect(await report('run', 'sarif')).toEqual(
    refusal(
      '--format "sarif" is none of a framework\'s (known: text, json, csv, markdown, ocsf, openmetrics, oscal, html, pdf)',
    ),
  );
  writeFileSync(join(cwd, 'role.yaml'), 'Resources:\n  Key: { Type: AWS::KMS::Key, Properties: {} }\n');
  await kansa(['gate', 'role.yaml', '--format', 'json=gate.json', '--waivers', 'kansa.waivers.yaml'], { cwd });
  expect(await report('gate.json', 'text')).toEqual(
    refusal('gate.json is the result of a gate: a framework is answered by the run of an account'),
  );
});
