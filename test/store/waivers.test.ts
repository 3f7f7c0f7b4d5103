import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { inlineWaivers, pruned, readWaivers } from '../../src/store/waivers.js';

const CONTROLS = ['kms/key_rotation', 's3/ai_bucket_cmk'];
const folder = mkdtempSync(join(tmpdir(), 'kansa-waivers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileWith = (text: string): string => {
  const path = join(folder, 'kansa.waivers.yaml');
  writeFileSync(path, text);
  return path;
};

const ENTRY = `  - control: kms/key_rotation
    resource: Key
    reason: rotated by hand
    owner: ml
    approver: security
    expires: 2026-12-31
`;

describe('a file of waivers', () => {
  it('says what is accepted, and where it says so', () => {
    const path = fileWith(`waivers:\n${ENTRY}`);
    expect(readWaivers(path, CONTROLS)).toEqual([
      {
        control: 'kms/key_rotation',
        resource: 'Key',
        reason: 'rotated by hand',
        owner: 'ml',
        approver: 'security',
        expires: '2026-12-31',
        origin: { file: path, line: 2 },
      },
    ]);
  });

  it.each<[string, string, string]>([
    ['a day that is none', ENTRY.replace('12-31', '02-30'), ':2: expires 2026-02-30 is no day of the calendar'],
    ['a day in another order', ENTRY.replace('2026-12-31', '31.12.2026'), ':7: /waivers/0/expires must match pattern'],
    ['no day', ENTRY.replace(/ *expires.*\n/, ''), ':2: /waivers/0 lacks the member "expires"'],
    ['no reason', ENTRY.replace(/ *reason.*\n/, ''), ':2: /waivers/0 lacks the member "reason"'],
    ['an empty reason', ENTRY.replace('rotated by hand', "''"), ':4: /waivers/0/reason must NOT have fewer'],
    ['no resource', ENTRY.replace(/ *resource.*\n/, ''), ':2: /waivers/0 lacks the member "resource"'],
    ['a control that is none', ENTRY.replace('rotation', 'rotatoin'), 'did you mean kms/key_rotation?'],
    ['a pattern of controls', ENTRY.replace('kms/key_rotation', "'kms/*'"), 'no control has the id "kms/*"'],
    ['an unknown key', `${ENTRY}    until: 2027-01-01\n`, ':8: unknown key "until"'],
    ['what is no YAML', `${ENTRY}  - [`, ':8: '],
  ])('applies nothing of it for %s', (_, entries, sentence) => {
    expect(() => readWaivers(fileWith(`waivers:\n${ENTRY}`.replace(ENTRY, entries)), CONTROLS)).toThrow(sentence);
  });

  it('is pruned with the comments of what stays', () => {
    const path = fileWith(`# ours\nwaivers:\n  # first\n${ENTRY}  # second\n${ENTRY.replace('Key', 'Other')}`);
    expect(pruned(path, () => false)).toBeUndefined();
    expect(pruned(path, (index) => index === 1)).toBe(`# ours\nwaivers:\n  # first\n${ENTRY}`);
    expect(pruned(path, () => true)).toBe('# ours\nwaivers:\n  # first\n  []\n');
  });
});

const said = 'kansa:waive kms/key_rotation until=2026-12-31 reason="by hand"';
const inline = (text: string, file = 'stack.yaml') => {
  const { waivers, malformed } = inlineWaivers(file, text, CONTROLS);
  return [waivers.map(({ origin }) => [origin.line, origin.target]), malformed.map(({ line }) => line)];
};

describe('a comment in a template', () => {
  it('accepts a violation, with all that it may say', () => {
    const text = `a: 1 # ${said} owner=ml approver="se curity" ticket=R-1`;
    expect(inlineWaivers('stack.yaml', text, CONTROLS)).toEqual({
      waivers: [
        {
          control: 'kms/key_rotation',
          reason: 'by hand',
          owner: 'ml',
          approver: 'se curity',
          ticket: 'R-1',
          expires: '2026-12-31',
          origin: { file: 'stack.yaml', line: 1, target: 1 },
        },
      ],
      malformed: [],
    });
  });

  it.each<[string, string, unknown]>([
    ['the line that it ends', `a:\n  b: 1 # ${said}\n  c: 2`, [[[2, 2]], []]],
    ['the line below it', `a:\n  # ${said}\n  b: 1`, [[[2, 3]], []]],
    [
      'the line below all comments that follow it',
      `a:\n  # ${said}\n  # why\n  # ${said}\n  b: 1`,
      [
        [
          [2, 5],
          [4, 5],
        ],
        [],
      ],
    ],
    ['no line beyond an empty one', `# ${said}\n\na: 1`, [[[1, 2]], []]],
    ['nothing, inside a text', `a: "# ${said}"\nb: |\n  # ${said}\nc: '\n  # ${said}'\nd: x`, [[], []]],
    ['the line of a file with CRLF', `a: 1\r\n# ${said}\r\nb: 1\r\n`, [[[2, 3]], []]],
    [
      'the line of a list',
      `a:\n  - b # ${said}\n  - {c: d} # ${said}`,
      [
        [
          [2, 2],
          [3, 3],
        ],
        [],
      ],
    ],
    ['the line in a later document', `a: 1\n---\nb: 1 # ${said}\n`, [[[3, 3]], []]],
  ])('belongs to %s', (_, text, expected) => {
    expect(inline(text)).toEqual(expected);
  });

  it.each<[string, string, unknown]>([
    [
      'after # and //',
      `a = 1 # ${said}\nb = 2 // ${said}`,
      [
        [
          [1, 1],
          [2, 2],
        ],
        [],
      ],
    ],
    ['above a block', `# ${said}\nresource "aws_kms_key" "k" {}`, [[[1, 2]], []]],
    ['not inside quotes', `a = "x # ${said}"`, [[], []]],
    ['not inside a heredoc', `a = <<-EOT\n  # ${said}\n  EOT\nb = 1 # ${said}`, [[[4, 4]], []]],
    ['not inside a block comment', `/*\n# ${said}\n*/ a = 1`, [[], []]],
  ])('of HCL is understood %s', (_, text, expected) => {
    expect(inline(text, 'main.tf')).toEqual(expected);
  });

  it('is looked for in whatever a file holds', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(`# ${said}`, '\n', '"', '|\n  ', '- ', '<<EOT\n', '/*', '{', '\ufeff'),
      ),
    );
    fc.assert(
      fc.property(pieces, fc.constantFrom('a.yaml', 'a.tf'), (words, file) => {
        const text = words.join('');
        const last = text.split('\n').length;
        const { waivers, malformed } = inlineWaivers(file, text, CONTROLS);
        for (const { origin } of waivers) expect(origin.line <= last && origin.line <= (origin.target ?? 0)).toBe(true);
        for (const { line } of malformed) expect(line).toBeLessThanOrEqual(last);
      }),
    );
  });

  it('is none in JSON', () => {
    expect(inline(`{"a": "# ${said}"}`, 'stack.json')).toEqual([[], []]);
    expect(inline(`{"a": 1} # ${said}`, 'stack.template')).toEqual([[], []]);
  });

  it.each<[string, string, string]>([
    ['without a reason', 'kansa:waive kms/key_rotation until=2026-12-31', 'gives no reason'],
    ['with an empty reason', 'kansa:waive kms/key_rotation until=2026-12-31 reason=" "', 'gives no reason'],
    ['without a day', 'kansa:waive kms/key_rotation reason="x"', 'needs until=YYYY-MM-DD'],
    ['with a day that is none', 'kansa:waive kms/key_rotation until=2026-13-01 reason="x"', 'needs until=YYYY-MM-DD'],
    ['for a control that is none', 'kansa:waive kms/key until=2026-12-31 reason="x"', 'did you mean kms/key_rotation?'],
    ['for everything', 'kansa:waive * until=2026-12-31 reason="x"', 'names no control'],
    ['with an unknown key', 'kansa:waive kms/key_rotation util=2026-12-31 reason="x"', 'did you mean until?'],
    ['that says something twice', `${said} until=2030-01-01`, 'says until twice'],
    ['with words to no key', `${said} forever`, 'is not of the form'],
    ['with a quote that does not end', 'kansa:waive kms/key_rotation reason="x', 'is not of the form'],
    ['of nothing', 'kansa:waive', 'is not of the form'],
  ])('is loud and does not apply %s', (_, comment, sentence) => {
    const { waivers, malformed } = inlineWaivers('stack.yaml', `a: 1\nb: 2 # ${comment}`, CONTROLS);
    expect(waivers).toEqual([]);
    expect(malformed).toEqual([{ line: 2, message: expect.stringContaining(sentence) }]);
    expect(malformed[0]?.message).toMatch(/; the waiver does not apply$/);
  });
});
