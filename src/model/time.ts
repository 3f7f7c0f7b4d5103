import { UsageError } from './errors.js';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** How far back a scan looks for jobs and events where nothing else is said: CloudTrail's history is no longer. */
export const DEFAULT_WINDOW = '90d';

/** Milliseconds of `90s`, `30m`, `12h`, `30d`, `4w`; undefined for anything else. */
export const durationOf = (text: string): number | undefined => {
  const [, count, unit = ''] = /^([1-9]\d{0,5})([smhdw])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * (UNITS[unit] ?? 0);
};

/** The moment that `30d` (ago), `2026-11-01` or `2026-11-01T09:00:00+09:00` names, in epoch milliseconds. */
export const momentOf = (text: string, now: number): number => {
  const ago = durationOf(text);
  const moment = ago === undefined ? dateOf(text) : now - ago;
  if (moment === undefined)
    throw new UsageError(`--since ${JSON.stringify(text)} is no time: give days (30d), or an ISO date (2026-11-01)`);
  if (moment > now) throw new UsageError(`--since ${JSON.stringify(text)} lies in the future: nothing would be seen`);
  return Math.max(moment, 0);
};

/** Only ISO 8601 as ECMAScript reads it on every machine, and in UTC: a time of day needs its zone. */
const dateOf = (text: string): number | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)) return undefined;
  const moment = Date.parse(text);
  // 2026-02-31 is read as 3 March.
  const isReal =
    !Number.isNaN(moment) && new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(text.slice(0, 10));
  return isReal ? moment : undefined;
};

/** A moment in UTC as AWS writes most of them, in whole seconds: `2026-11-28T09:00:00Z`. */
export const isoSeconds = (time: number): string => new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
