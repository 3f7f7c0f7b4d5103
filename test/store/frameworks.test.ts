import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.js';
import type { Framework } from '../../src/model/framework.js';
import { readBundle } from '../../src/store/bundle-files.js';
import { readFrameworks, shippedFrameworks } from '../../src/store/frameworks.js';

const controls = readBundle().catalogue.controls.map(({ id }) => id);
const shipped = readFrameworks(shippedFrameworks(), controls).map(({ framework }) => framework);

const framework = (id: string): Framework =>
  shipped.find((one) => one.id === id) ?? expect.fail(`no framework ${id} is shipped`);

/** Controls that no framework claims, each with the reason. */
const UNCLAIMED: Readonly<Record<string, string>> = {};

describe('the shipped frameworks', () => {
  it('claim every control, or say why not', () => {
    const claimed = new Set(shipped.flatMap(({ requirements }) => requirements.flatMap((one) => one.controls)));
    expect(controls.filter((id) => !claimed.has(id))).toEqual(Object.keys(UNCLAIMED));
  });

  it.each(shipped)('of $id are told in English and in Japanese, each in its own letters', ({ title: _, ...rest }) => {
    const texts = [rest.scope, ...rest.sections.map(({ title }) => title)].concat(
      rest.requirements.flatMap(({ title, asks, attest, why }) => [title, asks, attest ?? asks, why ?? asks]),
    );
    const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
    expect(texts.filter(({ en }) => en.trim() === '' || japanese.test(en))).toEqual([]);
    // Names such as "Amazon Bedrock" are written alike in both.
    expect(texts.filter(({ en, ja }) => !japanese.test(ja) && ja !== en)).toEqual([]);
  });

  it.each(shipped)('of $id use every section that they name, in its order', ({ sections, requirements }) => {
    const order = sections.map(({ id }) => id);
    expect(order.filter((id) => !requirements.some(({ section }) => section === id))).toEqual([]);
  });

  it('number the platform checklist by chapters and by steps of the runbooks', () => {
    expect(framework('ai-ml-platform').requirements.map(({ id }) => id)).toEqual(
      [
        '5.1 5.2 5.3.1 5.3.2 5.3.3 5.3.4 5.4.1 5.4.2 5.4.3',
        '6.1.1 6.1.2 6.1.3 6.1.4 6.2.1 6.2.2 6.3.1 6.3.2 6.4.1 6.4.2 6.4.3',
        '7.1.1 7.1.2 7.1.3 7.1.4 7.2.1 7.2.2 7.2.3 7.2.4 7.3.1 7.3.2 7.3.3',
        '8.1 8.2 8.3 8.4 8.5',
      ].flatMap((chapter) => chapter.split(' ')),
    );
  });

  it('hold the 63 requirements of the AWS AI Security Framework, each with controls or an attestation', () => {
    const { requirements } = framework('aws-ai-security-framework');
    const count = (prefix: string) => requirements.filter(({ id }) => id.startsWith(`AISF-${prefix}-`)).length;
    const parts = ['INFRA', 'IAM', 'DATA', 'AI', 'AGENT', 'ML', 'DETECT', 'GOV', 'RUNTIME', 'MODEL'];
    expect(parts.map((part) => [part, count(part)])).toEqual([
      ['INFRA', 9],
      ['IAM', 8],
      ['DATA', 6],
      ['AI', 11],
      ['AGENT', 5],
      ['ML', 5],
      ['DETECT', 7],
      ['GOV', 7],
      ['RUNTIME', 3],
      ['MODEL', 2],
    ]);
    expect(requirements).toHaveLength(63);
    expect(requirements.filter((one) => one.controls.length === 0 && one.attest === undefined)).toEqual([]);
  });

  // https://docs.aws.amazon.com/securityhub/latest/userguide/standards-ai-security.html, version 1.0.0.
  it('hold the 31 controls of the AI Security Best Practices under their own ids', () => {
    const numbers = (service: string, ...wanted: number[]) => wanted.map((number) => `${service}.${number}`);
    const range = (first: number, last: number) =>
      Array.from({ length: last - first + 1 }, (_, index) => first + index);
    expect(framework('aws-ai-security-best-practices').requirements.map(({ id }) => id)).toEqual([
      ...numbers('Bedrock', 1),
      ...numbers('BedrockAgentCore', ...range(1, 7)),
      ...numbers('SageMaker', ...range(1, 5), ...range(8, 25)),
    ]);
  });

  it('hold FSBP for the services of the platform, in the order of its sections and numbers', () => {
    const { sections, requirements } = framework('aws-fsbp');
    const order = sections.map(({ id }) => id);
    const place = ({ id, section }: { id: string; section: string }): number =>
      order.indexOf(section) * 1000 + Number(id.split('.')[1]);
    expect(requirements).toHaveLength(84);
    expect(requirements.filter(({ id, section }) => !id.startsWith(`${section}.`))).toEqual([]);
    expect(requirements.toSorted((one, other) => place(one) - place(other))).toEqual(requirements);
  });

  it('are a part of the package', () => {
    const { files }: { files: string[] } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(files).toContain('policies/frameworks');
  });
});

const OWN = `id: own
version: "1"
title: { en: Own, ja: 自社 }
publisher: Example
scope: { en: All., ja: すべて。 }
sections:
  - { id: "1", title: { en: One, ja: 一 } }
requirements:
  - id: "1.1"
    section: "1"
    title: { en: Rotation, ja: ローテーション }
    asks: { en: Keys rotate., ja: 鍵を更新する。 }
    automation: automated
    controls: [kms/key_rotation]
`;

const complaint = (name: string, text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kansa-test-'));
  writeFileSync(join(folder, name), text);
  try {
    readFrameworks([join(folder, name)], controls);
    return 'none';
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message.replace(`${folder}/`, '').replace(' (schemas/framework.schema.json describes the file)', '');
  }
};

describe('a framework of one’s own', () => {
  it('is read from a file, or from a folder of files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kansa-test-'));
    writeFileSync(join(folder, 'own.yaml'), OWN);
    for (const name of [join(folder, 'own.yaml'), folder]) {
      const [file] = readFrameworks([name], controls);
      expect(file?.text).toBe(OWN);
      expect(file?.framework.requirements.map(({ id, controls: named }) => [id, named])).toEqual([
        ['1.1', ['kms/key_rotation']],
      ]);
    }
  });

  it.each<[string, string, string]>([
    [
      'a control that does not exist',
      OWN.replace('kms/key_rotation', 'kms/key_rotaton'),
      'own.yaml:14: no control has the id "kms/key_rotaton"; did you mean kms/key_rotation?',
    ],
    ['a pattern of controls', OWN.replace('kms/key_rotation', '"kms/*"'), 'own.yaml:14: no control has the id "kms/*"'],
    [
      'a number that is there twice',
      `${OWN}${OWN.slice(OWN.indexOf('  - id: "1.1"'))}`,
      'own.yaml:15: the requirement 1.1 is there twice',
    ],
    [
      'a section that is not there',
      OWN.replace('section: "1"', 'section: "2"'),
      'own.yaml:10: no section has the id "2"; did you mean 1?',
    ],
    [
      'another id than the file’s name',
      OWN.replace('id: own', 'id: other'),
      'own.yaml:1: the id other is not the name of the file, own',
    ],
    [
      'a text in one language only',
      OWN.replace(', ja: 鍵を更新する。', ''),
      'own.yaml:12: /requirements/0/asks lacks the member "ja"',
    ],
    [
      'something automated without controls',
      OWN.replace('    controls: [kms/key_rotation]\n', ''),
      'own.yaml:9: /requirements/0 lacks the member "controls"',
    ],
    [
      'something manual without a word of what to attest',
      OWN.replace('automated\n    controls: [kms/key_rotation]', 'manual'),
      'own.yaml:9: /requirements/0 lacks the member "attest"',
    ],
    ['an unknown key', `${OWN}owner: me\n`, 'own.yaml:15: unknown key "owner"'],
  ])('is refused for %s', (_, text, expected) => {
    expect(complaint('own.yaml', text)).toBe(expected);
  });

  it('is told from a mistyped name', () => {
    expect(() => readFrameworks(['ai-ml-plattform'], controls)).toThrow(
      '--framework "ai-ml-plattform" is neither a shipped framework nor a file or folder; did you mean ai-ml-platform?',
    );
  });

  it('may not take the id of another', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kansa-test-'));
    const path = join(folder, 'ai-ml-platform.yaml');
    writeFileSync(path, OWN.replace('id: own', 'id: ai-ml-platform'));
    expect(() => readFrameworks(['ai-ml-platform', path], controls)).toThrow('have the same id ai-ml-platform');
  });
});
