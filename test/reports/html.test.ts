import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/model/control.js';
import type { Evaluation } from '../../src/model/finding.js';
import { PALETTE } from '../../src/reports/html/style.js';
import { renderHtml } from '../../src/reports/run/html.js';
import { benign, catalogue, clean, evaluationOf, hostile } from './example.js';
import { expectGolden } from './golden.js';
import { hostileText } from './hostile.js';
import { idsTwice, tagsOf, unbalanced } from './page.js';

describe.each(LANGUAGES)('the page in %s', (language) => {
  const page = renderHtml(hostile, catalogue, language);

  it('is the one that somebody looked at', () => {
    expectGolden(`report.${language}.html`, page);
  });

  it('says its language', () => {
    expect(page).toContain(`<html lang="${language}">`);
  });

  it('requests nothing, runs its one script alone and styles nothing inline', () => {
    const attributes = tagsOf(page).flatMap((tag) => [...tag.matchAll(/ ([a-z-]+)="([^"]*)"/g)]);
    expect(
      tagsOf(page).filter((tag) => /^<(img|link|iframe|object|embed|base|form|use|image|foreignObject)/.test(tag)),
    ).toEqual([]);
    expect(tagsOf(page).filter((tag) => tag.startsWith('<script'))).toEqual(['<script>']);
    expect(attributes.filter(([, name]) => /^(on|style|src)/.test(name ?? ''))).toEqual([]);
    expect(attributes.filter(([, name, value]) => name === 'href' && !value?.startsWith('#'))).toEqual([]);
    expect(page).not.toMatch(/url\(|@import/);
  });

  it('admits its style sheet and its script by their hashes and nothing else', () => {
    const hashOf = (element: string) => {
      const [, text = ''] = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page) ?? [];
      return `&#39;sha256-${createHash('sha256').update(text).digest('base64')}&#39;`;
    };
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src ${hashOf('style')}; script-src ${hashOf('script')}; base-uri &#39;none&#39;; form-action &#39;none&#39;">`,
    );
  });

  it('opens and closes every element in order, and gives no id twice', () => {
    expect(unbalanced(page)).toEqual([]);
    expect(idsTwice(page)).toEqual([]);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    const targets = [...page.matchAll(/ (?:href="#|aria-labelledby=")([^"]*)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('has the same elements and attributes whatever things in the account are called', () => {
    const skeleton = tagsOf(renderHtml(benign, catalogue, language));
    fc.assert(
      fc.property(hostileText, (text) => {
        const attacked = renderHtml(
          evaluationOf((name) => name + text),
          catalogue,
          language,
        );
        expect(tagsOf(attacked)).toEqual(skeleton);
        expect(attacked).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 60 },
    );
  });
});

it('shows the marks of hostile text as codes', () => {
  const page = renderHtml(hostile, catalogue, 'en');
  expect(page).toContain('invoice\\u202egnp.exe\\u2066\\u200b');
  expect(page).toContain('\\u001b[31mred');
  expect(page).toContain('&#60;script&#62;alert(document.cookie)&#60;/script&#62;');
});

it('speaks Japanese of violations, by their code and arguments, and marks what AWS said as English', () => {
  const page = renderHtml(benign, catalogue, 'ja');
  expect(page).toContain('ガードレール customer-guardrail が EMAIL, PHONE を処理していない');
  expect(page).toContain('リソースの一覧を取得できず、存在の有無を確認できなかった。');
  expect(page).toContain('<b>権限不足</b><p lang="en">bedrock:ListGuardrails in');
});

it('names a control by its id when the catalogue does not know it', () => {
  const page = renderHtml(benign, { ...catalogue, controls: [] }, 'ja');
  expect(page).toContain('<h3 id="bedrock/guardrail_pii">bedrock/guardrail_pii</h3>');
  expect(page).toContain('guardrail customer-guardrail does not handle EMAIL, PHONE');
});

it('says so when nothing is open and nothing was hidden', () => {
  const page = renderHtml(clean, catalogue, 'en');
  expect(page).toContain('No violation found, and every verdict was reached.');
  expect(page).toContain('Every list was seen whole');
  expect(page).not.toContain('type="radio"');
});

it('calls an evaluation without findings by its name', () => {
  const page = renderHtml({ ...clean, findings: [], summary: { ...clean.summary, pass: 0 } }, catalogue, 'en');
  expect(page).toContain('Nothing was evaluated.');
});

it('folds what is much, and leaves out no open finding', () => {
  const many = repeated(benign, 120);
  const page = renderHtml(many, catalogue, 'en');
  const open = many.findings.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not_applicable');
  expect(page.match(/<li class="finding /g)).toHaveLength(open.length);
  expect(page).toContain('… and 380 more in evaluation.json');
});

describe.each(Object.entries(PALETTE))('the %s colours', (_, palette) => {
  const verdicts = ['fail', 'unknown', 'manual', 'waived', 'pass', 'not_applicable'] as const;
  const pairs = [
    ...(['ink', 'faint', 'link'] as const).flatMap((ink) =>
      (['page', 'card', 'well'] as const).map((ground) => [ink, ground] as const),
    ),
    ...verdicts.flatMap((verdict) => [['onFill', verdict] as const, [`${verdict}Ink`, 'card'] as const]),
    ['card', 'ink'] as const,
  ];

  it.each(pairs)('let %s be read on %s (WCAG 2.2 AA)', (ink, ground) => {
    expect(contrast(palette[ink], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it('give fail and unknown the same weight', () => {
    const weights = [palette.fail, palette.unknown].map((fill) => contrast(palette.onFill, fill));
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(4.5);
    expect(Math.max(...weights) / Math.min(...weights)).toBeLessThan(1.5);
  });
});

const repeated = (evaluation: Evaluation, times: number): Evaluation => ({
  ...evaluation,
  findings: Array.from({ length: times }, (_, n) =>
    evaluation.findings.map((finding) => ({
      ...finding,
      resource: { ...finding.resource, id: `${finding.resource.id}-${n}` },
    })),
  ).flat(),
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[0-9a-f]{2}/g) ?? []).map((hex) => {
    const part = Number.parseInt(hex, 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
