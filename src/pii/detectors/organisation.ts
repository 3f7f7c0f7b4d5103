import type { PiiPatterns } from '../../model/pii.js';
import type { Detector } from '../detect.js';
import type { Hit } from '../hit.js';

/** As much is said beside a value. */
const BESIDE = 40;

/** A detector of an organisation's words and patterns. */
export const organisationDetector = ({ terms = [], patterns = [] }: PiiPatterns): Detector => {
  const words = terms.map(({ id, words: own, confidence = 0.9 }) => ({ id, confidence, pattern: wordsPattern(own) }));
  const forms = patterns.map(({ id, pattern, context = [], confidence = 0.8 }) => ({
    id,
    confidence,
    pattern: new RegExp(pattern, 'gu'),
    context: context.map(folded),
  }));
  return (scene) => [
    ...words.flatMap(({ id, confidence, pattern }) =>
      [...scene.text.matchAll(pattern)].map(
        ({ 0: word, index: start }): Hit => ({
          type: 'organisation_term',
          id,
          start,
          end: start + word.length,
          confidence,
          reasons: ['organisation'],
        }),
      ),
    ),
    ...forms.flatMap(({ id, confidence, pattern, context }) =>
      [...scene.text.matchAll(pattern)].flatMap(({ 0: value, index: start }): Hit[] => {
        const end = start + value.length;
        if (value === '') return [];
        const beside = folded(`${scene.fieldOf(start)} ${scene.before(start, BESIDE)} ${scene.after(end, BESIDE)}`);
        const isBeside = context.some((word) => beside.includes(word));
        return [
          {
            type: 'organisation_pattern',
            id,
            start,
            end,
            confidence: context.length === 0 || isBeside ? confidence : confidence / 2,
            reasons: isBeside ? ['organisation', 'label_beside'] : ['organisation'],
          },
        ];
      }),
    ),
  ];
};

/** Words of Latin letters stand alone; all are as they are after normalising, in any case. */
const wordsPattern = (words: readonly string[]): RegExp =>
  new RegExp(
    words
      .map((word) => word.normalize('NFKC'))
      .map((word) => {
        const own = word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
        return `${/^\w/.test(word) ? '(?<![A-Za-z0-9_])' : ''}${own}${/\w$/.test(word) ? '(?![A-Za-z0-9_])' : ''}`;
      })
      .join('|'),
    'giu',
  );

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
