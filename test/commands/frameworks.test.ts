import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/engine/assess.js';
import { LANGUAGES } from '../../src/model/control.js';
import type { Framework } from '../../src/model/framework.js';
import { ASSESSMENT_RENDERERS, renderFramework, renderFrameworks } from '../../src/reports/index.js';
import { columns } from '../../src/reports/lines.js';
import { readBundle } from '../../src/store/bundle-files.js';
import { readFrameworks, shippedFrameworks } from '../../src/store/frameworks.js';
import { validator } from '../../src/store/validate.js';
import { expectGolden } from '../reports/golden.js';
import { hostileText } from '../reports/hostile.js';
import { replayDemo } from './demo.js';

const controls = readBundle().catalogue.controls.map(({ id }) => id);
const shipped = readFrameworks(shippedFrameworks(), controls).map(({ framework }) => framework);
const checklist = shipped.find(({ id }) => id === 'ai-ml-platform') ?? expect.fail('the checklist is not shipped');

const LOOK = { colour: false, width: 80 };

describe('the demo account by the platform checklist', async () => {
  const evaluation = await replayDemo();
  const assessed = { framework: checklist, assessment: assess(checklist, evaluation) };

  it.each([
    ['text', 'en', 'assessment.en.txt'],
    ['text', 'ja', 'assessment.ja.txt'],
    ['markdown', 'ja', 'assessment.ja.md'],
    ['csv', 'en', 'assessment.en.csv'],
  ] as const)('is the %s in %s that somebody looked at', (format, language, name) => {
    expectGolden(name, ASSESSMENT_RENDERERS[format](assessed, language, LOOK));
  });

  it('keeps to its schema', () => {
    validator('assessment')(JSON.parse(ASSESSMENT_RENDERERS.json(assessed, 'en', LOOK)), 'the assessment');
  });

  it('finds no requirement satisfied of which something is unknown', () => {
    for (const framework of shipped)
      for (const { state, verdicts } of assess(framework, evaluation).requirements)
        if (verdicts.unknown > 0) expect(['not_satisfied', 'unknown']).toContain(state);
  });

  it('says in every format that not everything was seen', () => {
    for (const language of LANGUAGES)
      for (const format of ['text', 'markdown'] as const)
        expect(ASSESSMENT_RENDERERS[format](assessed, language, { ...LOOK, width: 300 }).slice(0, 900)).toContain(
          language === 'en' ? '25 verdicts could not be reached' : '到達できなかった判定 25 件',
        );
    expect(ASSESSMENT_RENDERERS.csv(assessed, 'en', LOOK)).toContain('"verdicts_not_reached"');
  });
});

/** A framework that somebody else wrote, answered by an attestation of theirs. */
const hostile = (text: string) => {
  const texts = { en: `${text} en`, ja: `${text} 文` };
  const framework: Framework = {
    id: 'hostile',
    version: text,
    title: texts,
    publisher: text,
    scope: texts,
    sections: [{ id: text, title: texts }],
    requirements: [
      { id: text, section: text, title: texts, asks: texts, automation: 'manual', controls: [], attest: texts },
    ],
  };
  const assessment = assess(framework, {
    kansa: '0.1.0',
    scope: { partition: 'aws', account: '111122223333', regions: ['eu-west-1'], now: 0, since: 0 },
    digests: { bundle: '', params: '', findings: '' },
    findings: [],
    coverage: { controlsWithoutSubject: [], listings: [], controls: { judged: 0, of: 0 } },
    attestations: [
      {
        requirement: `hostile ${text}`,
        statement: text,
        evidence: [{ file: text, sha256: '0'.repeat(64), size: 1 }],
        owner: text,
        date: '2026-01-01',
        expires: '2026-12-31',
        origin: { file: 'inputs/attestations.yaml', line: 2 },
        state: 'in_force',
      },
    ],
  });
  return { framework, assessment };
};

const ACTIVE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('what others write into a framework or an attestation', () => {
  it('shows itself in a terminal and does nothing, in no line wider than the terminal', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom(...LANGUAGES), (text, language) => {
        const assessed = hostile(text);
        for (const shown of [
          ASSESSMENT_RENDERERS.text(assessed, language, LOOK),
          renderFramework(assessed.framework, language, LOOK),
          renderFrameworks([assessed.framework], language, LOOK),
        ])
          expect(shown).not.toMatch(ACTIVE);
      }),
      { numRuns: 100 },
    );
  });

  it('is no formula in a spreadsheet and no markup in Markdown', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const assessed = hostile(text);
        expect(ASSESSMENT_RENDERERS.csv(assessed, 'en', LOOK)).not.toMatch(/(?:^|,)"\s*[=+\-@|%]/m);
        expect(ASSESSMENT_RENDERERS.markdown(assessed, 'en', LOOK)).not.toMatch(/<(?!\/?code>)|\]\(|!\[|:\/\//);
      }),
      { numRuns: 100 },
    );
  });
});

describe.each(LANGUAGES)('in %s', (language) => {
  it('the list of frameworks and each of them can be read in 80 columns', () => {
    const documents = [
      renderFrameworks(shipped, language, LOOK),
      ...shipped.map((framework) => renderFramework(framework, language, LOOK)),
    ];
    const wide = documents.flatMap((text) => text.split('\n').filter((line) => columns(line) > 80));
    expect(wide).toEqual([]);
  });
});
