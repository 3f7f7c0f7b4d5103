import type { Step } from '../commands/progress.js';
import { visible } from '../model/visible.js';

/** Whether passing steps are shown: where somebody looks at a terminal, everywhere, or nowhere. */
export const WHEN = ['auto', 'always', 'never'] as const;

/** Shows the steps of a scan on a stream. */
export interface Painter {
  step(step: Step): void;
  /** Takes away what is passing, before anything else is written there. */
  clear(): void;
}

interface PainterOptions {
  readonly when: (typeof WHEN)[number];
  /** Can what was written be written over? */
  readonly isTerminal: boolean;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
}

/** Milliseconds between two passing steps in a log, where none can take the place of another. */
const LOG_PAUSE = 10_000;

const CLEARED = '\r\u001b[2K';

/** A painter for a stream: on a terminal passing steps take each other's place; `never` leaves the lines of the phases out, too. */
export const painterOf = (
  stream: Pick<NodeJS.WriteStream, 'write'>,
  { when, isTerminal, clock = Date.now }: PainterOptions,
): Painter => {
  let isPainted = false;
  let logged = clock();

  const clear = (): void => {
    if (isPainted) stream.write(CLEARED);
    isPainted = false;
  };
  const line = (text: string): void => void stream.write(`${visible(text)}\n`);

  return {
    clear,
    step({ text, isPassing }) {
      if (when === 'never') return;
      if (!isPassing) {
        clear();
        line(text);
      } else if (isTerminal) {
        stream.write(CLEARED + visible(text));
        isPainted = true;
      } else if (when === 'always' && clock() - logged >= LOG_PAUSE) {
        logged = clock();
        line(text);
      }
    },
  };
};
