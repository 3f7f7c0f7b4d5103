import { expect, it } from 'vitest';
import { detect } from '../../src/pii/detect.js';
import { organisationDetector } from '../../src/pii/detectors/organisation.js';

const own = organisationDetector({
  terms: [{ id: 'code-names', words: ['Falcon', '隼計画', 'C++'] }],
  patterns: [
    { id: 'employee-number', pattern: String.raw`\bE\d{6}\b`, context: ['社員番号', 'employee'], confidence: 0.8 },
    { id: 'ticket', pattern: 'OPS-[0-9]+' },
  ],
});

it.each<[string, string, readonly (readonly [string, string, number])[]]>([
  ['project FALCON starts', '', [['code-names', 'FALCON', 0.9]]],
  ['Falconer', '', []],
  ['本日の隼計画の議事', '', [['code-names', '隼計画', 0.9]]],
  ['Ｆａｌｃｏｎ', '', [['code-names', 'Ｆａｌｃｏｎ', 0.9]]],
  ['written in c++.', '', [['code-names', 'c++', 0.9]]],
  ['社員番号 E123456', '', [['employee-number', 'E123456', 0.8]]],
  ['E123456', 'Employee', [['employee-number', 'E123456', 0.8]]],
  ['E123456', '', [['employee-number', 'E123456', 0.4]]],
  ['see OPS-17', '', [['ticket', 'OPS-17', 0.8]]],
])("an organisation's own are found in %j of the field %j", (text, field, expected) => {
  const hits = detect(text, [{ start: 0, field }], [own]);
  expect(hits.map(({ id, start, end, confidence }) => [id, text.slice(start, end), confidence])).toEqual(expected);
});

it('are never shown, not even masked', () => {
  expect(detect('Falcon OPS-17', [{ start: 0, field: '' }], [own]).map(({ sample }) => sample)).toEqual([
    undefined,
    undefined,
  ]);
});
