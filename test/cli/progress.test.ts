import { expect, it } from 'vitest';
import { painterOf, type WHEN } from '../../src/cli/progress.js';

const painted = (isTerminal: boolean, when: (typeof WHEN)[number], everyMs = 1_000) => {
  let text = '';
  let now = 0;
  const stream = {
    write: (piece: unknown) => {
      text += String(piece);
      return true;
    },
  };
  const painter = painterOf(stream, { when, isTerminal, clock: () => now });
  painter.step({ text: 'collecting', isPassing: false });
  for (const step of ['one', 'two \u001b[2J', 'three']) {
    now += everyMs;
    painter.step({ text: step, isPassing: true });
  }
  painter.step({ text: 'judging', isPassing: false });
  painter.clear();
  return text;
};

it('on a terminal a passing step takes the place of the one before, and leaves nothing behind', () => {
  expect(painted(true, 'auto')).toBe(
    'collecting\n\r\u001b[2Kone\r\u001b[2Ktwo \\u001b[2J\r\u001b[2Kthree\r\u001b[2Kjudging\n',
  );
});

it('in a log there is a line a phase', () => {
  expect(painted(false, 'auto')).toBe('collecting\njudging\n');
});

it('in a log that asks for more there is one every ten seconds, too', () => {
  expect(painted(false, 'always', 6_000)).toBe('collecting\ntwo \\u001b[2J\njudging\n');
});

it('who wants none gets none', () => {
  expect([painted(true, 'never'), painted(false, 'never')]).toEqual(['', '']);
});
