import { describe, expect, test } from 'vitest';
import {
  holdsScrubbed,
  isScrubbed,
  type PersonalCount,
  personalIn,
  scrubbedMark,
  secretsIn,
} from '../../src/model/scrubbed.js';

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

  test('says what personal data was found, with a sample that no separator disturbs', () => {
    const personal: PersonalCount[] = [
      { type: 'phone', count: 2, confidence: 0.9, sample: '03-****-**12' },
      { type: 'address', count: 1, confidence: 0.6, sample: '東*,*' },
      { type: 'my_number', count: 1, confidence: 0.97 },
    ];
    const marks = [scrubbedMark(HASH, [], personal), scrubbedMark(HASH, [], []), scrubbedMark(HASH, [])];
    expect(marks.map(personalIn)).toEqual([personal, [], undefined]);
    expect(marks.map(secretsIn)).toEqual([[], [], []]);
    expect(marks.map(isScrubbed)).toEqual([true, true, true]);
    expect(marks[1]).toBe('kansa:scrubbed:0123456789abcdef:found=none:personal=none');
  });

  test('of a type that this version does not know is as good as unsearched', () => {
    const mark = `${scrubbedMark(HASH, [])}:personal=iris_scan*1*97*`;
    expect([isScrubbed(mark), personalIn(mark)]).toEqual([true, undefined]);
  });

  test('is not what only looks like one', () => {
    const texts = [`key ${scrubbedMark(HASH)}`, `${scrubbedMark(HASH)}:found=`, `${scrubbedMark(HASH)}:found=a*`, ''];
    expect(texts.map(isScrubbed)).toEqual([false, false, false, false]);
    expect(texts.map(secretsIn)).toEqual([undefined, undefined, undefined, undefined]);
    expect(texts.map(holdsScrubbed)).toEqual([true, true, true, false]);
  });
});
