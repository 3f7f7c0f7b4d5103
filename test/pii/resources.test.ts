import { describe, expect, test } from 'vitest';
import { personalDataIn } from '../../src/pii/resources.js';

describe('personal data in a text that a resource carries', () => {
  test('is counted by type and confidence, and shown masked', () => {
    expect(
      personalDataIn('電話 03-1234-5612\n担当の席 03-1234-5613\n\n\n又は090-1234-5678\n個人番号: 123456789018'),
    ).toEqual([
      { type: 'my_number', count: 1, confidence: 0.97, sample: '************' },
      { type: 'phone', count: 2, confidence: 0.97, sample: '03-****-**12' },
      { type: 'phone', count: 1, confidence: 0.9, sample: '09*-****-**78' },
    ]);
  });

  test('is what the name of its variable says, or of the member of its JSON', () => {
    expect([personalDataIn('123456789018', 'MY_NUMBER'), personalDataIn('123456789018', 'ACCOUNT_ID')]).toEqual([
      [{ type: 'my_number', count: 1, confidence: 0.97, sample: '************' }],
      [],
    ]);
    expect(personalDataIn('{"States":{"Ask":{"Parameters":{"myNumber":"123456789018"}}}}')).toEqual([
      { type: 'my_number', count: 1, confidence: 0.97, sample: '************' },
    ]);
  });

  test('of a text that only begins like JSON is found all the same', () => {
    expect(personalDataIn('{{question}} for the holder of card 4242 4242 4242 4242')).toEqual([
      { type: 'credit_card', count: 1, confidence: 0.9, sample: '**** **** **** 4242' },
    ]);
  });

  test('is no secret, which scrubbing counts by itself, and nothing that is too unsure to be told', () => {
    expect(personalDataIn('password=not-a-real-password1 AKIAIOSFODNN7EXAMPLE order 123456789018')).toEqual([]);
  });
});
