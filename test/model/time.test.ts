import { expect, it } from 'vitest';
import { durationOf, momentOf } from '../../src/model/time.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');

const read = (text: string): string => {
  try {
    return new Date(momentOf(text, NOW)).toISOString();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

it.each([
  ['30d', '2026-10-24T12:00:00.000Z'],
  ['2w', '2026-11-09T12:00:00.000Z'],
  ['36h', '2026-11-22T00:00:00.000Z'],
  ['999999w', '1970-01-01T00:00:00.000Z'],
  ['2026-11-01', '2026-11-01T00:00:00.000Z'],
  ['2026-11-01T09:00:00+09:00', '2026-11-01T00:00:00.000Z'],
  ['2026-12-01', '--since "2026-12-01" lies in the future: nothing would be seen'],
  ...['2026-02-31', '2026-13-01', '2026-11-01T09:00', 'yesterday', '0d', '-3d', '30', '1.5d', ''].map((text) => [
    text,
    `--since ${JSON.stringify(text)} is no time: give days (30d), or an ISO date (2026-11-01)`,
  ]),
])('since %s is %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

it('a duration is a whole number of one unit', () => {
  expect(['30m', '90s', '1h', 'm', '5', '5y'].map(durationOf)).toEqual([
    1_800_000,
    90_000,
    3_600_000,
    undefined,
    undefined,
    undefined,
  ]);
});
