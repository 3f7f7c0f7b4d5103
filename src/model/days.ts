/** A day in UTC, `2026-11-28`. */
export type Day = string;

export const DAY_MS = 86_400_000;

export const dayOf = (time: number): Day => new Date(time).toISOString().slice(0, 10);

/** Epoch milliseconds of the day's beginning. */
export const startOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
