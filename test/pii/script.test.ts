import { expect, it } from 'vitest';
import { eastAsianIn, otherScriptIn } from '../../src/pii/script.js';

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

it.each([
  ['Привет, world', { language: 'und-Cyrl', share: 6 / 11 }],
  ['สวัสดี', { language: 'und-Thai', share: 1 }],
  ['ⲁⲃⲅ', { language: 'und-Zzzz', share: 1 }],
  ['山田太郎ー、ｱｲｳ Müller 안녕', undefined],
  ['α and β, 10 µm, Ω', undefined],
  ['123 — 😀', undefined],
  ['', undefined],
])('%j is told by what is in no script that is read', (text, told) => {
  expect(otherScriptIn(text, ['Latn', 'Hang', 'Hani', 'Hira', 'Kana'])).toEqual(told);
});
