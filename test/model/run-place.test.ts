import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  folderOf,
  isRunPath,
  isS3,
  lockState,
  nameOf,
  placeOf,
  retainUntil,
  uriOf,
} from '../../src/model/run-place.js';

const at = (text: string): number => Date.parse(text);

describe('a place in S3', () => {
  it('is a bucket and a prefix, whose last part is the name of the run', () => {
    const place = placeOf('s3://audit-runs/kansa/123456789012/20261128T090000Z/', '--out');
    expect(place).toEqual({ bucket: 'audit-runs', prefix: 'kansa/123456789012/20261128T090000Z' });
    expect([uriOf(place), nameOf(place), folderOf(place)]).toEqual([
      's3://audit-runs/kansa/123456789012/20261128T090000Z',
      '20261128T090000Z',
      'kansa/123456789012/',
    ]);
    expect(folderOf(placeOf('s3://audit-runs/run', '--out'))).toBe('');
  });

  it.each([
    ['s3://audit-runs', 'a run needs a prefix of its own in the bucket'],
    ['s3://audit-runs/', 'a run needs a prefix of its own in the bucket'],
    ['s3:/audit-runs/a', 'an address in S3 begins with s3://'],
    ['S3://audit-runs/a', 'an address in S3 begins with s3://'],
    ['s3://Audit/a', '"Audit" is no name of a bucket'],
    ['s3:///a', '"" is no name of a bucket'],
    ['s3://audit-runs/a//b', `"" is no part of a prefix`],
    ['s3://audit-runs/../b', '".." is no part of a prefix'],
    ['s3://audit-runs/a*', '"a*" is no part of a prefix'],
    ['s3://audit-runs/{acount}', '"{acount}" is no part of a prefix'],
    ['s3://audit-runs/a\u202e', 'is no part of a prefix'],
    [`s3://audit-runs/${'a'.repeat(501)}`, 'the prefix has more than 500 characters'],
  ])('is refused where it is none: %s', (uri, why) => {
    expect(isS3(uri)).toBe(true);
    expect(() => placeOf(uri, '--out')).toThrow(why);
  });

  it('is not what a local folder is called', () => {
    expect(['runs/s3', './s3:', 's3', '/s3://a'].filter(isS3)).toEqual([]);
  });
});

describe('the path of a file of a run', () => {
  it('is what kansa writes', () => {
    const own = [
      'manifest.json',
      'bundle/policy.wasm',
      'snapshot/resources/123456789012/ap-northeast-1/AWS-KMS-Key.ndjson',
      'inputs/attestations/議事録 2026.pdf',
    ];
    expect(own.filter((path) => !isRunPath(path))).toEqual([]);
  });

  it('never leads out of the folder, nor is something else to a file system or a terminal', () => {
    const hostile = [
      '',
      '/etc/passwd',
      '../x',
      'a/../../x',
      'a/./b',
      'a//b',
      'a/',
      '..',
      'a\\..\\x',
      'C:x',
      'a\0b',
      'a\nb',
      'a\u001b[2J',
      'a\u202eb',
      'x'.repeat(501),
    ];
    expect(hostile.filter(isRunPath)).toEqual([]);
  });

  it('stays below the folder, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', '.', '', 'a'))), (parts) => {
        const path = parts.join('/');
        if (!isRunPath(path)) return;
        const { pathname } = new URL(path.split('/').map(encodeURIComponent).join('/'), 'file:///run/');
        expect(pathname.startsWith('/run/') && pathname.length > '/run/'.length).toBe(true);
      }),
    );
  });
});

describe('until when a run is locked', () => {
  it.each([
    ['2026-11-28T09:00:00Z', 7, '2033-11-28T09:00:00Z'],
    ['2026-12-31T23:59:59Z', 1, '2027-12-31T23:59:59Z'],
    // No day is lost where there is no 29 February.
    ['2028-02-29T12:00:00Z', 7, '2035-03-01T12:00:00Z'],
    ['2028-02-29T12:00:00Z', 4, '2032-02-29T12:00:00Z'],
    ['2027-02-28T12:00:00Z', 1, '2028-02-28T12:00:00Z'],
    // 2100 is no leap year.
    ['2096-02-29T00:00:00Z', 4, '2100-03-01T00:00:00Z'],
    // S3 counts whole seconds here: rounded up, never down.
    ['2026-11-28T09:00:00.001Z', 1, '2027-11-28T09:00:01Z'],
    ['2026-12-31T23:59:59.999Z', 1, '2028-01-01T00:00:00Z'],
  ])('%s and %i years: %s', (now, years, until) => {
    expect(new Date(retainUntil(at(now), years))).toEqual(new Date(until));
  });

  it('is never before so many years of 365 days, and never a day later than calendars say', () => {
    const moments = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2090-01-01T00:00:00Z') });
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 100 }), (now, years) => {
        const days = (retainUntil(now, years) - now) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(years * 365);
        expect(days).toBeLessThanOrEqual(years * 365 + Math.ceil(years / 4) + 1.1);
        expect(retainUntil(now, years) % 1_000).toBe(0);
      }),
    );
  });
});

describe('a lock', () => {
  const until = at('2033-11-28T09:00:00Z');

  it.each([
    [{ mode: 'COMPLIANCE', until }, 'locked'],
    [{ mode: 'COMPLIANCE', until: until + 1 }, 'locked'],
    [{ mode: 'COMPLIANCE', until: until - 1 }, 'too_short'],
    [{ mode: 'GOVERNANCE', until: until + 1 }, 'not_compliance'],
    [{ mode: 'compliance', until }, 'not_compliance'],
    [{ mode: 'COMPLIANCE' }, 'none'],
    [{ until }, 'none'],
    [{}, 'none'],
  ] as const)('%j is %s', (told, state) => {
    expect(lockState(told, until)).toEqual({ state, ...told });
  });
});
