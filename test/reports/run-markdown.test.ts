import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/model/control.js';
import { renderRunMarkdown } from '../../src/reports/run/markdown.js';
import { catalogue, evaluationOf, hostile } from './example.js';
import { expectGolden } from './golden.js';
import { hostileText } from './hostile.js';

describe.each(LANGUAGES)('a run as Markdown in %s', (language) => {
  it('is the one that somebody looked at', () => {
    expectGolden(`run.${language}.md`, renderRunMarkdown(hostile, catalogue, language));
  });

  it('has the lines that it has for harmless names, whatever the names are', () => {
    const shape = (text: string) =>
      text.split('\n').map((line) => [/^(#{1,2} |\*\*|\| )?/.exec(line)?.[0], line.split(' | ').length]);
    const harmless = shape(
      renderRunMarkdown(
        evaluationOf((name) => name),
        catalogue,
        language,
      ),
    );
    fc.assert(
      fc.property(hostileText, (text) => {
        const attacked = renderRunMarkdown(
          evaluationOf((name) => `${name}${text}`),
          catalogue,
          language,
        );
        expect(shape(attacked)).toEqual(harmless);
        expect(attacked.replaceAll(/<\/?code>/g, '')).not.toMatch(/[<>`]|\]\(|(^|[^&])@|https?:\/\//);
      }),
      { numRuns: 60 },
    );
  });
});

it('tells what was not seen before it counts a verdict', () => {
  const text = renderRunMarkdown(hostile, catalogue, 'en');
  expect(text.indexOf('## Lists not seen whole')).toBeGreaterThan(0);
  expect(text.indexOf('## Lists not seen whole')).toBeLessThan(text.indexOf('| Fail |'));
});
