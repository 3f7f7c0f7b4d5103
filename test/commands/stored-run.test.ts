import { describe, expect, it } from 'vitest';
import { storageOf } from '../../src/commands/stored-run.js';

const UNTIL = Date.parse('2033-11-28T09:00:00Z');
const locked = { mode: 'COMPLIANCE', until: UNTIL } as const;
const file = (path: string, others = 0) => ({ path, current: { versionId: 'example', size: 1 }, others });
const kept = (...files: readonly Parameters<typeof storageOf>[0]['files'][number][]) => ({
  files,
  strange: [],
  folders: [],
});

describe('how a run is kept in S3', () => {
  it('is as wanted where every object has one version and is locked as far', () => {
    const locks = new Map([
      ['a', locked],
      ['b', { mode: 'COMPLIANCE', until: UNTIL + 1_000 }],
    ]);
    expect(storageOf(kept(file('a'), file('b')), locks, { until: UNTIL })).toEqual({
      objects: 2,
      lock: { wanted: UNTIL, locked: 2, earliest: UNTIL },
      notes: [],
    });
  });

  it('names each object whose lock is absent, short, of another mode, or was not seen', () => {
    const locks = new Map([
      ['absent', {}],
      ['short', { mode: 'COMPLIANCE', until: UNTIL - 1_000 }],
      ['governed', { mode: 'GOVERNANCE', until: UNTIL }],
      ['hidden', { detail: 's3:GetObjectRetention: AccessDenied' }],
    ]);
    const files = ['absent', 'short', 'governed', 'hidden', 'unasked'].map((path) => file(path));
    expect(storageOf(kept(...files), locks, { until: UNTIL })).toEqual({
      objects: 5,
      lock: { wanted: UNTIL, locked: 0 },
      notes: [
        { path: 'absent', kind: 'none' },
        { path: 'short', kind: 'too_short', mode: 'COMPLIANCE', until: UNTIL - 1_000 },
        { path: 'governed', kind: 'not_compliance', mode: 'GOVERNANCE', until: UNTIL },
        { path: 'hidden', kind: 'unseen', detail: 's3:GetObjectRetention: AccessDenied' },
        { path: 'unasked', kind: 'unseen', detail: 'it was not asked for' },
      ],
    });
  });

  it('is not known where nobody says for how long, and not asked where no lock is wanted', () => {
    expect(storageOf(kept(file('a')), new Map([['a', locked]]), 'unknown')).toEqual({
      objects: 1,
      lock: { locked: 0 },
      notes: [{ path: 'a', kind: 'unseen', detail: 'for how long it is wanted is not known (--lock-years)' }],
    });
    expect(storageOf(kept(file('a')), new Map([['a', {}]]), undefined)).toEqual({ objects: 1, notes: [] });
  });

  it('tells versions and delete markers beside the current one, whatever the lock', () => {
    const hidden = { path: 'hidden', others: 2 };
    expect(storageOf(kept(file('over', 1), hidden), new Map([['over', locked]]), { until: UNTIL }).notes).toEqual([
      { path: 'over', kind: 'overwritten', versions: 1 },
      { path: 'hidden', kind: 'deleted', versions: 2 },
    ]);
  });
});
