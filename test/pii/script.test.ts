import { expect, it } from 'vitest';
import { eastAsianIn } from '../../src/pii/script.js';

it.each([
  ['山田　太郎さん', { language: 'ja', share: 1 }],
  ['住所: Tokyo', { language: 'zh', share: 2 / 7 }],
  ['안녕하세요 Kim', { language: 'ko', share: 5 / 8 }],
  ['ﾔﾏﾀﾞ', { language: 'ja', share: 1 }],
  ['𠮷', { language: 'zh', share: 1 }],
  ['Müller — naïve “quotes” 😀 ①', undefined],
  ['「」、。', undefined],
  ['', undefined],
])('%j is told by its script alone', (text, told) => {
  expect(eastAsianIn(text)).toEqual(told);
});
