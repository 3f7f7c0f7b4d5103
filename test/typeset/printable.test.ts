import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printable } from '../../src/typeset/printable.js';
import { hostileText } from '../reports/hostile.js';

const everything = (): boolean => true;
const latin = (codePoint: number): boolean => codePoint < 0x250;

it('keeps a sentence in one piece', () => {
  expect(printable('Buckets are not public, 公開されていない。', everything)).toEqual([
    'Buckets are not public, 公開されていない。',
  ]);
});

it('lets a long name break after its punctuation, and nothing of it is lost', () => {
  expect(printable('role arn:aws:iam::123456789012:role/PlatformAdmin may', everything, 'name')).toEqual([
    'role arn:',
    'aws:',
    'iam:',
    ':',
    '123456789012',
    ':',
    'role/',
    'PlatformAdmi',
    'n may',
  ]);
});

it('breaks words of a sentence later than names', () => {
  const word = 'PutBucketLifecycle';
  expect([printable(word, everything).length, printable(word, everything, 'name').length]).toEqual([1, 2]);
});

it('shows the code of what would act, and of what the font lacks', () => {
  expect(printable('a\u202eb\nc\u001b[2J', everything)).toEqual(['a\\u202eb\\u000ac\\u001b[2J']);
  expect(printable('é 漢 𠮷 😀', latin)).toEqual(['é \\u6f22 \\u{20bb7} \\u{1f600}']);
});

it('loses no character of any text, and sets none that acts or that the font lacks', () => {
  const codeOf = /\\u(?:\{([0-9a-f]+)\}|([0-9a-f]{4}))/g;
  fc.assert(
    fc.property(
      hostileText.filter((text) => !text.includes('\\')),
      fc.constantFrom('word' as const, 'name' as const),
      (text, breaks) => {
        const pieces = printable(text, latin, breaks);
        const shown = pieces.join('');
        expect(pieces).not.toContain('');
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect([...shown].every((character) => latin(character.codePointAt(0) ?? 0))).toBe(true);
        expect(
          shown.replace(codeOf, (_, long?: string, short?: string) =>
            String.fromCodePoint(Number.parseInt(long ?? short ?? '', 16)),
          ),
        ).toBe(text);
      },
    ),
  );
});
