import { expect, it } from 'vitest';
import { corpus } from './corpus.js';
import { precision, recall, scored } from './score.js';

const CHECKED = ['my_number', 'driver_licence', 'credit_card', 'iban', 'corporate_number', 'email', 'phone'];

it('finds what the corpus holds, and little else: over 0.98 by check digits and plans, over 0.9 by words', () => {
  const { scores } = scored(corpus(200), 0.5);
  const measured = scores.filter(({ found, missed, wrong }) => found + missed + wrong > 0);
  expect(measured).toHaveLength(22);
  const low = measured.filter((score) => {
    const aim = CHECKED.includes(score.type) ? 0.98 : 0.9;
    return precision(score) <= aim || recall(score) <= aim;
  });
  expect(low).toEqual([]);
});

it('is measured on the same corpus everywhere', () => {
  expect(corpus(2)).toEqual(corpus(2));
});
