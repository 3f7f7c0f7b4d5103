import { columns } from './lines.js';
import type { Words } from './text.js';

/** How far the collecting of a scan is. */
export interface Collected {
  /** Lists to walk, one a resource type and region, and those that are walked. */
  readonly lists: number;
  readonly done: number;
  readonly resources: number;
  readonly calls: number;
  /** What is being listed, e.g. `AWS::SageMaker::Model ap-northeast-1`. */
  readonly reading?: string;
  readonly elapsedMs: number;
}

/** One line on how far it is, no wider than the terminal: what is cut is what is being read. */
export const collectingLine = (
  { lists, done, resources, calls, reading, elapsedMs }: Collected,
  words: Words,
  width: number,
): string => {
  const left = leftMs(done / lists, elapsedMs);
  const known = [
    words.step.reading(done, lists, resources, calls),
    ...(left === undefined ? [] : [words.step.left(durationText(left, words))]),
  ].join(words.comma);
  return fitted(reading === undefined ? known : `${known}${words.semicolon}${reading}`, width);
};

/** Seconds up to two minutes, minutes up to two hours; rounded, for nobody plans by more. */
export const durationText = (ms: number, { step }: Words): string => {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return step.seconds(seconds);
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? step.minutes(minutes) : step.hours(Math.round(minutes / 60));
};

/** Before so much is done, and so long has passed, a forecast would jump about. */
const FORECAST = { share: 0.1, ms: 5_000 } as const;

/** How long the rest takes if it goes on as it went; undefined where nobody can say yet. */
const leftMs = (share: number, elapsedMs: number): number | undefined =>
  share < FORECAST.share || share >= 1 || elapsedMs < FORECAST.ms ? undefined : (elapsedMs / share) * (1 - share);

/** The text as far as it fits on one line. */
const fitted = (text: string, width: number): string => {
  if (columns(text) <= width) return text;
  let fit = '';
  let room = width - 1;
  for (const character of text) {
    room -= columns(character);
    if (room < 0) break;
    fit += character;
  }
  return `${fit}…`;
};
