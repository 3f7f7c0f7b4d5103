import { describe, expect, it } from 'vitest';
import type { Storage, Verification } from '../../src/model/verification.js';
import { renderVerification } from '../../src/reports/index.js';

const until = Date.parse('2033-11-28T09:00:00Z');

const verificationOf = (storage: Storage): Verification => ({
  schemaVersion: 1,
  kansa: '0.1.0',
  exitCode: 1,
  runs: [
    {
      run: 's3://audit-runs/kansa/123456789012/20261128T090000Z',
      state: 'differs',
      differences: [],
      ignored: [],
      signature: { state: 'none' },
      chain: { state: 'first', expected: false },
      storage,
    },
  ],
});

const linesOf = (storage: Storage, language: 'en' | 'ja'): string[] => {
  const lines = renderVerification(verificationOf(storage), { language, colour: false }).split('\n');
  const from = lines.findIndex((line) => line.includes('S3'));
  const of = lines.slice(from + 1).findIndex((line) => line.includes(language === 'en' ? 'work' : '再実施'));
  return lines.slice(from, from + 1 + of);
};

const NOTED: Storage = {
  objects: 9,
  lock: { wanted: until, locked: 4, earliest: until },
  notes: [
    { path: 'report.html', kind: 'overwritten', versions: 1 },
    { path: 'recording.ndjson.gz', kind: 'deleted', versions: 1 },
    { path: 'evil\u202e', kind: 'none' },
    { path: 'evaluation.json', kind: 'not_compliance', mode: 'GOVERNANCE', until },
    { path: 'manifest.json', kind: 'too_short', mode: 'COMPLIANCE', until: until - 86_400_000 },
    { path: 'report.csv', kind: 'unseen', detail: 's3:GetObjectRetention: AccessDenied' },
  ],
};

describe('how a run is kept in S3', () => {
  it('is told by object, hostile names inert', () => {
    expect(linesOf(NOTED, 'en')).toEqual([
      '  kept in S3   9 objects, 4 of them locked (COMPLIANCE) until 2033-11-28T09:00:00.000Z or longer',
      '               the first of these locks ends on 2033-11-28T09:00:00.000Z',
      '  ! overwritten: report.html has 1 versions or delete markers beside the current',
      '  ! deleted: a delete marker hides recording.ndjson.gz; 1 versions or markers lie below it',
      '  ! not locked: evil\\u202e',
      '  ! not locked for everybody: evaluation.json (GOVERNANCE until 2033-11-28T09:00:00.000Z)',
      '  ! locked too short: manifest.json (until 2033-11-27T09:00:00.000Z)',
      '  ! lock NOT SEEN: report.csv (s3:GetObjectRetention: AccessDenied)',
    ]);
  });

  it('is told in Japanese, too', () => {
    expect(linesOf(NOTED, 'ja')).toEqual([
      '  S3 での保管   オブジェクト 9 件。うち 4 件が 2033-11-28T09:00:00.000Z 以降までロックされている（COMPLIANCE）',
      '                最も早いロックの終了は 2033-11-28T09:00:00.000Z',
      '  ! 上書き：report.html には現行のほかにバージョンまたは削除マーカーが 1 件ある',
      '  ! 削除：recording.ndjson.gz は削除マーカーで隠れている（その下に 1 件ある）',
      '  ! ロックなし：evil\\u202e',
      '  ! 解除できるロック：evaluation.json（GOVERNANCE、2033-11-28T09:00:00.000Z まで）',
      '  ! ロック期間の不足：manifest.json（2033-11-27T09:00:00.000Z まで）',
      '  ! ロックを確認できない：report.csv（s3:GetObjectRetention: AccessDenied）',
    ]);
  });

  it('names ten objects of a kind, and how many more there are', () => {
    const notes = Array.from({ length: 12 }, (_, index) => ({ path: `file-${index}`, kind: 'none' }) as const);
    const lines = linesOf({ objects: 12, lock: { wanted: until, locked: 0 }, notes }, 'en');
    expect([lines.length, lines.at(-1)]).toEqual([12, '  ! … and 2 more of this kind (--json names all)']);
  });

  it('is told as not asked for where nobody wants a lock', () => {
    expect(linesOf({ objects: 3, notes: [] }, 'en')).toEqual([
      '  kept in S3   3 objects; their locks were NOT ASKED FOR (--no-lock)',
    ]);
  });
});
