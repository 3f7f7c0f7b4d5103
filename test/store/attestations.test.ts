import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.js';
import type { Framework } from '../../src/model/framework.js';
import { namedFrom, readAttestations, withAttestation } from '../../src/store/attestations.js';

const texts = { en: 'text', ja: '文' };
const requirement = { section: '1', title: texts, asks: texts };
const HOUSE: Framework = {
  id: 'house',
  version: '1',
  title: texts,
  publisher: 'the house',
  scope: texts,
  sections: [{ id: '1', title: texts }],
  requirements: [
    { ...requirement, id: '1.1', automation: 'automated', controls: ['kms/key_rotation'] },
    { ...requirement, id: '1.2', automation: 'manual', controls: [], attest: texts },
    { ...requirement, id: 'Article 3', automation: 'undecidable', controls: [], why: texts },
  ],
};

const TEXT = `# Kept by the platform team.
attestations:
  - requirement: house 1.2   # every quarter
    statement: The review took place.
    evidence: [minutes/q4.txt]
    owner: ml-platform
    date: 2026-10-01
    expires: 2026-12-31
`;

const folderWith = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kansa-test-'));
  mkdirSync(join(folder, 'minutes'));
  writeFileSync(join(folder, 'minutes/q4.txt'), 'agreed\n');
  writeFileSync(join(folder, 'empty.txt'), '');
  writeFileSync(join(folder, 'a.yaml'), text);
  return folder;
};

const DIGEST = createHash('sha256').update('agreed\n').digest('hex');

describe('a file of attestations', () => {
  it('is read with the digests of its evidence, whose copies bear them in their names', () => {
    const folder = folderWith(TEXT);
    const read = readAttestations(join(folder, 'a.yaml'), [HOUSE]);
    expect(read.attestations).toEqual([
      {
        requirement: 'house 1.2',
        statement: 'The review took place.',
        evidence: [{ file: 'minutes/q4.txt', sha256: DIGEST, size: 7 }],
        owner: 'ml-platform',
        date: '2026-10-01',
        expires: '2026-12-31',
        origin: { file: join(folder, 'a.yaml'), line: 3 },
      },
    ]);
    expect([...read.evidence.keys()]).toEqual([`${DIGEST}-q4.txt`]);
    expect(read.text).toBe(TEXT);
  });

  it('keeps evidence in the run’s own folder, whatever it is called', () => {
    const folder = folderWith(TEXT.replace('minutes/q4.txt', '"minutes/../../x/..\\\\=1+1 .txt"'));
    const inner = mkdtempSync(join(folder, 'deep-'));
    mkdirSync(join(folder, 'x'));
    writeFileSync(join(folder, 'x/..\\=1+1 .txt'), 'agreed\n');
    mkdirSync(join(inner, 'minutes'));
    writeFileSync(join(inner, 'a.yaml'), TEXT.replace('minutes/q4.txt', '"minutes/../../x/..\\\\=1+1 .txt"'));
    expect([...readAttestations(join(inner, 'a.yaml'), [HOUSE]).evidence.keys()]).toEqual([`${DIGEST}-_1_1_.txt`]);
  });

  it.each<[string, string, string]>([
    [
      'an unknown requirement',
      TEXT.replace('1.2', '1.3'),
      'a.yaml:3: no requirement is called "house 1.3"; did you mean house 1.2?',
    ],
    [
      'an unknown framework',
      TEXT.replace('house 1.2', 'hose 1.2'),
      'a.yaml:3: no framework has the id "hose"; did you mean house?; name the file of one of your own with --framework',
    ],
    [
      'a requirement that controls decide alone',
      TEXT.replace('1.2', '1.1'),
      'a.yaml:3: the requirement house 1.1 is decided by its controls alone: accept a violation by a waiver instead',
    ],
    [
      'a requirement that nobody decides',
      TEXT.replace('1.2', 'Article 3'),
      'a.yaml:3: the requirement house Article 3 is decided by nobody',
    ],
    ['evidence that is missing', TEXT.replace('q4', 'q5'), 'a.yaml:3: there is no file of evidence minutes/q5.txt'],
    [
      'evidence that is a folder',
      TEXT.replace('minutes/q4.txt', 'minutes'),
      'a.yaml:3: the evidence minutes is no file',
    ],
    [
      'evidence that is empty',
      TEXT.replace('minutes/q4.txt', 'empty.txt'),
      'a.yaml:3: the file of evidence empty.txt is empty',
    ],
    [
      'no evidence',
      TEXT.replace('minutes/q4.txt', ''),
      'a.yaml:5: /attestations/0/evidence must NOT have fewer than 1 items, not []',
    ],
    [
      'a day that no calendar has',
      TEXT.replace('2026-12-31', '2026-11-31'),
      'a.yaml:3: expires 2026-11-31 is no day of the calendar',
    ],
    [
      'an end before its beginning',
      TEXT.replace('2026-12-31', '2026-09-30'),
      'a.yaml:3: expires 2026-09-30 lies before date 2026-10-01',
    ],
    ['no YAML', `${TEXT}  bad: [`, 'a.yaml:9: '],
  ])('counts for nothing with %s', (_, text, expected) => {
    const folder = folderWith(text);
    try {
      readAttestations(join(folder, 'a.yaml'), [HOUSE]);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      const message = error instanceof Error ? error.message.replace(`${folder}/`, '') : '';
      expect(message.startsWith(expected) ? expected : message).toBe(expected);
      expect(message).toContain('; no attestation counts until it is mended');
      return;
    }
    expect.fail('it was read');
  });
});

describe('an attestation that is added', () => {
  const entry = {
    requirement: 'house 1.2',
    statement: 'Again: "yes"',
    evidence: ['b.txt'],
    owner: 'me',
    date: '2027-01-01',
    expires: '2027-03-31',
  };

  it('stands at the end; what was there stays, comments and all', () => {
    const folder = folderWith(TEXT);
    expect(withAttestation(join(folder, 'a.yaml'), entry)).toBe(
      `${TEXT.replace('[minutes/q4.txt]', '[ minutes/q4.txt ]').replace('1.2   #', '1.2 #')}  - requirement: house 1.2
    statement: 'Again: "yes"'
    evidence:
      - b.txt
    owner: me
    date: 2027-01-01
    expires: 2027-03-31
`,
    );
  });

  it('begins a file where there is none', () => {
    const text = withAttestation(join(folderWith(TEXT), 'new.yaml'), entry);
    expect(text.split('\n').slice(0, 3)).toEqual([
      '# What people state of requirements that no account can show; schemas/attestations.schema.json describes the file.',
      'attestations:',
      '  - requirement: house 1.2',
    ]);
  });

  it('names its evidence from where the file stands', () => {
    expect(namedFrom('/audit/a.yaml', '/audit/minutes/q4.txt')).toBe('minutes/q4.txt');
    expect(namedFrom('/audit/a.yaml', '/elsewhere/q4.txt')).toBe('/elsewhere/q4.txt');
  });
});
