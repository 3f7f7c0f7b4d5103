import { describe, expect, test } from 'vitest';
import { holdsScrubbed, isScrubbed, scrubbedMark, secretsIn } from '../../src/model/scrubbed.js';

const HASH = '0123456789abcdef';

describe('the mark of a scrubbed text', () => {
  test('says what was found, that nothing was, or that nobody searched', () => {
    const found = [
      { kind: 'private_key', count: 1 },
      { kind: 'slack_token', count: 12 },
    ];
    const marks = [scrubbedMark(HASH, found), scrubbedMark(HASH, []), scrubbedMark(HASH)];
    expect(marks).toEqual([
      'kansa:scrubbed:0123456789abcdef:found=private_key*1,slack_token*12',
      'kansa:scrubbed:0123456789abcdef:found=none',
      'kansa:scrubbed:0123456789abcdef',
    ]);
    expect(marks.map(secretsIn)).toEqual([found, [], undefined]);
    expect(marks.map(isScrubbed)).toEqual([true, true, true]);
  });

  test('is not what only looks like one', () => {
    const texts = [`key ${scrubbedMark(HASH)}`, `${scrubbedMark(HASH)}:found=`, `${scrubbedMark(HASH)}:found=a*`, ''];
    expect(texts.map(isScrubbed)).toEqual([false, false, false, false]);
    expect(texts.map(secretsIn)).toEqual([undefined, undefined, undefined, undefined]);
    expect(texts.map(holdsScrubbed)).toEqual([true, true, true, false]);
  });
});
