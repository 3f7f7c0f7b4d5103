import type { Follower } from '../collectors/run.js';
import type { Language } from '../model/control.js';
import { collectingLine, durationText } from '../reports/progress.js';
import { WORDS } from '../reports/text.js';

/** What a person who waits is told. */
export interface Step {
  readonly text: string;
  /** Of no use once the next one is told: a terminal shows it in its place, a log needs none of it. */
  readonly isPassing: boolean;
}

/** Tells how far a scan is: a line a phase, and passing ones between, no more of those than anybody can read. */
export interface Progress extends Follower {
  account(account: string, regions: readonly string[], past: { readonly answers?: number } | undefined): void;
  regionsOff(regions: readonly string[]): void;
  /** The run is made in a folder, and sent to S3 once it is whole. */
  stored(folder: string, uri: string): void;
  /** An API call was answered. */
  called(): void;
  /** A resource was seen. */
  saw(): void;
  lookingForLogs(): void;
  lookingForPersonalData(): void;
  collected(): void;
  judging(controls: number): void;
  judged(): void;
}

export interface ProgressOptions {
  readonly language: Language;
  readonly width: number;
  /** Epoch milliseconds. */
  clock(): number;
  tell(step: Step): void;
}

/** Milliseconds between two passing steps. */
const PAUSE = 100;

export const progressOf = ({ language, width, clock, tell }: ProgressOptions): Progress => {
  const words = WORDS[language];
  const begun = clock();
  const reading = new Set<string>();
  let [lists, done, resources, calls, subjects] = [0, 0, 0, 0, 0];
  let told = begun;

  const say = (text: string): void => tell({ text, isPassing: false });
  const pass = (text: () => string): void => {
    const now = clock();
    if (now - told < PAUSE) return;
    told = now;
    tell({ text: text(), isPassing: true });
  };
  const passCollecting = (): void =>
    pass(() => {
      // The one that has been read for longest is the one that everybody waits for.
      const [longest] = reading;
      const state = { lists, done, resources, calls, elapsedMs: clock() - begun };
      return collectingLine(longest === undefined ? state : { ...state, reading: longest }, words, width);
    });

  return {
    account(account, regions, past) {
      const { replayed, resumed } = words.step;
      const from = past === undefined ? '' : past.answers === undefined ? replayed : resumed(past.answers);
      say(words.step.account(account, regions.join(words.comma), from));
    },
    regionsOff: (regions) => say(words.step.regionsOff(regions.join(words.comma))),
    stored: (folder, uri) => say(words.step.stored(folder, uri)),
    lists(count, types) {
      lists = count;
      say(words.step.collecting(types, lists));
    },
    begins(type, region) {
      reading.add(`${type} ${region}`);
      passCollecting();
    },
    ends(type, region) {
      reading.delete(`${type} ${region}`);
      done += 1;
      passCollecting();
    },
    lookingForLogs: () => say(words.step.logs),
    lookingForPersonalData: () => say(words.step.personalData),
    called() {
      calls += 1;
      passCollecting();
    },
    saw() {
      resources += 1;
      passCollecting();
    },
    collected: () => say(words.step.collected(resources, calls, durationText(clock() - begun, words))),
    judging: (controls) => say(words.step.judging(controls)),
    judged() {
      subjects += 1;
      pass(() => words.step.judged(subjects));
    },
  };
};
