import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PII_TYPES, type PiiTextFormat } from '../../src/model/pii.js';
import { heldSource } from '../../src/model/source.js';
import { isLuhn, isMyNumber } from '../../src/pii/check-digits.js';
import { encodingOfCopy, type MaskOptions, maskedCopy, maskPlan, remainingIn } from '../../src/pii/masked-copy.js';
import { pseudonymsBy } from '../../src/pii/pseudonyms.js';
import { replacing } from '../../src/pii/replacements.js';

const KEY = Buffer.alloc(32, 7);

const optionsBy = (key: Uint8Array | undefined): MaskOptions => ({
  minConfidence: 0.5,
  types: new Set(PII_TYPES.filter((type) => type !== 'confidential_label')),
  pseudonym: pseudonymsBy(key),
});

const masked = async (name: string, bytes: Uint8Array | string, key?: Uint8Array) => {
  const contents = heldSource(Buffer.from(bytes));
  const plan = await maskPlan(contents, name, optionsBy(key));
  if ('problems' in plan) return plan;
  const chunks: Uint8Array[] = [];
  for await (const chunk of maskedCopy(contents, plan)) chunks.push(chunk);
  const copy = Buffer.concat(chunks);
  const remaining = await remainingIn(heldSource(copy), { ...plan, compression: undefined } as never, optionsBy(key));
  return { ...plan, text: new TextDecoder(encodingOfCopy(plan.encoding), { ignoreBOM: true }).decode(copy), remaining };
};

const textOf = async (name: string, bytes: Uint8Array | string, key?: Uint8Array): Promise<string> => {
  const made = await masked(name, bytes, key);
  if ('problems' in made) throw new Error(made.problems[0]?.detail);
  expect(made.remaining).toEqual(new Map());
  return made.text;
};

describe('a masked copy without a key', () => {
  it('says of each value its type, and leaves all the rest as it was', async () => {
    expect(await textOf('a.txt', '連絡先: taro@example.jp\r\n  電話 ０９０－１２３４－５６７８ まで。\n')).toBe(
      '連絡先: [email]\r\n  電話 [phone] まで。\n',
    );
  });

  it('keeps the quotes of a table, what is doubled within them, and its columns', async () => {
    expect(await textOf('a.csv', '氏名,メモ,番号\n"山田 太郎","said ""call 090-1234-5678"" twice",7\n')).toBe(
      '氏名,メモ,番号\n"[name]","said ""call [phone]"" twice",7\n',
    );
  });

  it('keeps the escapes of JSON around a value, its spaces, and members that are named after people', async () => {
    const json = '{ "note":"\\u9023\\u7d61\\n\\ttaro@example.jp\\"x\\"", "hanako@example.jp" : [1, 2.50] }\n';
    expect(await textOf('a.json', json)).toBe(
      '{ "note":"\\u9023\\u7d61\\n\\t[email]\\"x\\"", "[email]" : [1, 2.50] }\n',
    );
  });

  it('writes a number of JSON that is somebody’s as a text', async () => {
    expect(await textOf('a.json', '{"card number": 4111111111111111}')).toBe('{"card number": "[credit_card]"}');
  });

  it('leaves a marking, which warns whoever reads it', async () => {
    expect(await textOf('a.txt', '社外秘\n')).toBe('社外秘\n');
  });
});

describe('a masked copy by a key', () => {
  it('gives one value one pseudonym, however it is written and in whatever file', async () => {
    const [first, second] = [
      await textOf('a.csv', '氏名,携帯電話\n山田太郎,090-1234-5678\n', KEY),
      await textOf('b.json', '{"氏名":"山田　太郎","携帯電話":"０９０１２３４５６７８"}', KEY),
    ];
    const pseudonyms = (text: string) => text.match(/\[[^\]]*\]/g);
    expect(pseudonyms(first)).toEqual([
      expect.stringMatching(/^\[name:[a-z]{16}\]$/),
      expect.stringMatching(/^\[phone:[a-z]{16}\]$/),
    ]);
    expect(pseudonyms(second)).toEqual(pseudonyms(first));
  });

  it('gives another one by another key', async () => {
    const text = '{"氏名":"山田太郎"}';
    expect(await textOf('a.json', text, KEY)).not.toBe(await textOf('a.json', text, Buffer.alloc(32, 8)));
  });

  it('keeps the form of a card, of a My Number and of a Social Security number, none of which can be anybody’s', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (key) => {
        const pseudonym = pseudonymsBy(key);
        const card = pseudonym('credit_card', '4111-1111-1111-1111');
        expect(card).toMatch(/^[1-9]\d{3}-\d{4}-\d{4}-\d{4}$/);
        expect(isLuhn(card.replaceAll('-', ''))).toBe(false);
        const number = pseudonym('my_number', '1234 5678 9018');
        expect(number).toMatch(/^[1-9]\d{3} \d{4} \d{4}$/);
        expect(isMyNumber(number.replaceAll(' ', ''))).toBe(false);
        expect(pseudonym('us_ssn', '123-45-6789')).toMatch(/^000-\d\d-\d{4}$/);
        expect(pseudonym('email', 'Taro@Example.JP')).toMatch(/^[a-z]{16}@masked\.invalid$/);
      }),
    ));

  it('leaves a number of JSON a number where its form is kept', async () => {
    expect(JSON.parse(await textOf('a.json', '{"card number": 4111111111111111}', KEY))).toEqual({
      'card number': expect.any(Number),
    });
  });
});

describe('the encoding of a masked copy', () => {
  it.each(['utf-16le', 'utf-16be'] as const)('is %s with its mark where that was so', async (encoding) => {
    const little = Buffer.from('\ufeff連絡先 taro@example.jp 𠮷\n', 'utf16le');
    const made = await masked('a.txt', encoding === 'utf-16le' ? little : Buffer.from(little).swap16());
    expect(made).toMatchObject({ encoding, text: '\ufeff連絡先 [email] 𠮷\n' });
  });

  it('is UTF-8 where it was one of Japan’s own', async () => {
    // 山田 taro@example.jp in Shift_JIS
    const made = await masked(
      'a.txt',
      Buffer.concat([Buffer.from([0x8e, 0x52, 0x93, 0x63]), Buffer.from(' taro@example.jp\n')]),
    );
    expect(made).toMatchObject({ encoding: 'shift_jis', text: '山田 [email]\n' });
  });
});

describe('what cannot be masked', () => {
  it.each([
    ['a.json', '{"mail":"taro@example.jp"', 'malformed'],
    ['a.txt', Buffer.from([0x61, 0xff, 0xfe, 0x80, 0x0a]), 'unknown_encoding'],
    ['a.bin', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), 'unsupported_format'],
  ])('is not copied: %s', async (name, bytes, reason) => {
    expect(await masked(name, bytes)).toEqual({ problems: [expect.objectContaining({ reason })] });
  });
});

/** What each format takes for one value, with all that it has to escape. */
const WRITTEN: Readonly<Record<PiiTextFormat, (before: string, value: string, after: string) => string>> = {
  text: (before, value, after) => `${before} ${value} ${after}\n`,
  csv: (before, value, after) => `a,b\n1,"${`${before} ${value} ${after}`.replaceAll('"', '""')}"\n`,
  tsv: (before, value, after) => `a\tb\n1\t"${`${before} ${value} ${after}`.replaceAll('"', '""')}"\n`,
  json: (before, value, after) => `${JSON.stringify({ a: [`${before} ${value} ${after}`] })}\n`,
  jsonl: (before, value, after) => `1\n${JSON.stringify(`${before} ${value} ${after}`)}\n`,
};

describe.each(Object.keys(WRITTEN) as PiiTextFormat[])('any text around a value, as %s', (format) => {
  // What detectors find by themselves in arbitrary text would be masked as well, rightly.
  const around = fc.string({
    unit: fc.constantFrom('"', '\\', '山', '㈱', '😀', ' ', ',', '\n', '\u3099', 'z'),
    maxLength: 20,
  });

  it('stays as it was, to the byte', () =>
    fc.assert(
      fc.asyncProperty(around, around, async (before, after) => {
        const write = WRITTEN[format];
        const made = await masked(`a.${format === 'text' ? 'txt' : format}`, write(before, 'taro@example.jp', after));
        expect(made).toMatchObject({ text: write(before, '[email]', after) });
      }),
      { numRuns: 60 },
    ));
});

it('a copy is the same however its text was cut into pieces', () =>
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 5 })),
      fc.array(fc.nat(30), { maxLength: 8 }),
      (pieces, cuts) => {
        const text = pieces.join('');
        const places = [...new Set(cuts.filter((cut) => cut <= text.length))].sort((a, b) => a - b);
        const replacements = Array.from({ length: Math.floor(places.length / 2) }, (_, index) => ({
          start: places[2 * index] ?? 0,
          end: places[2 * index + 1] ?? 0,
          text: `[${index}]`,
        }));
        const take = replacing(replacements);
        let whole = text;
        for (const { start, end, text: standIn } of replacements.toReversed())
          whole = whole.slice(0, start) + standIn + whole.slice(end);
        expect(pieces.map(take).join('')).toBe(whole);
      },
    ),
  ));

it('a copy that cannot be read to its end is not said to hold nothing', async () => {
  const plan = await maskPlan(heldSource(Buffer.from('{"mail":"taro@example.jp"}')), 'a.json', optionsBy(undefined));
  if ('problems' in plan) throw new Error('it can be masked');
  expect(await remainingIn(heldSource(Buffer.from('{"mail":"[email]"')), plan, optionsBy(undefined))).toBeUndefined();
});
