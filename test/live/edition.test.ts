import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { report } from '../../src/commands/report.js';
import { type ScanOptions, scan } from '../../src/commands/scan.js';
import { readRecording } from '../../src/evidence/recording.js';
import { LANGUAGES } from '../../src/model/control.js';
import { editionOf } from '../../src/reports/edition/edition.js';
import { pdfOf } from '../../src/typeset/pdf.js';
import { DEMO, SCAN } from '../commands/demo.js';
import { installed } from '../emulator/python.js';
import { editionExample } from '../reports/edition-example.js';
import { arePdfA3b } from './verapdf.js';

const folder = mkdtempSync(join(tmpdir(), 'kansa-edition-'));

const stored = (name: string, bytes: Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
};

interface Read {
  /** Of each page. */
  readonly text: readonly string[];
  /** In base64, by name. */
  readonly attached: Readonly<Record<string, string>>;
}

/** What another reader of PDF finds in a file. */
const readBack = async (file: string): Promise<Read> => {
  const program = `
import base64, json, sys
from pypdf import PdfReader
reader = PdfReader(sys.argv[1])
print(json.dumps({
    "text": [page.extract_text() for page in reader.pages],
    "attached": {name: base64.b64encode(files[0]).decode() for name, files in reader.attachments.items()},
}))
`;
  const python = join(await installed({ name: 'pypdf', version: '7.1.1', distribution: 'pypdf' }), 'python');
  return JSON.parse(
    execFileSync(python, ['-c', program, file], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
};

/** Where lines end is no part of what stands there. */
const joined = (text: readonly string[]): string => text.join('').replaceAll(/\s/g, '');

/** Names in the language of the typesetter, or in scripts that the font lacks. */
const NASTY = {
  code: '#eval("1+1") #import "/etc/passwd": * #{panic()} \\u{41}',
  markup: '*b* _i_ `raw` $x^2$ @ref <label> = heading // c /* c */ -- ~ [x](y) "',
  shapes: '𠮷野家 😀 ‏عربي\u202e ไทย \ue000 \u0000\u001b[31m',
} as const;

describe.each(LANGUAGES)('the pages in %s', (language) => {
  test('are PDF/A-3b and carry their sources, of the demo account and of nasty names', {
    timeout: 600_000,
  }, async () => {
    const run = join(folder, `run-${language}`);
    const options: Omit<ScanOptions, 'replay'> = { ...SCAN, out: run };
    await scan({ ...options, replay: await readRecording(DEMO) });
    const made = await report(run, {
      format: 'pdf',
      frameworks: ['ai-ml-platform'],
      language,
      terminal: { colour: false, width: 80 },
      output: '-',
    });
    if (!(made instanceof Uint8Array)) throw new Error('a PDF is bytes');
    const demo = stored(`demo.${language}.pdf`, Buffer.from(made));
    const nasty = Object.entries(NASTY).map(async ([name, text]) =>
      stored(
        `${name}.${language}.pdf`,
        await pdfOf(
          editionOf(
            editionExample((own) => `${own} ${text}`),
            language,
          ),
          [],
        ),
      ),
    );
    const files = [demo, ...(await Promise.all(nasty))];
    expect(arePdfA3b(files)).toEqual(files.map(() => true));

    const { text, attached } = await readBack(demo);
    expect(Object.keys(attached).sort()).toEqual([
      'assessment-results.oscal.json',
      'assessment.json',
      'findings.csv',
      'manifest.json',
    ]);
    expect(Buffer.from(attached['manifest.json'] ?? '', 'base64')).toEqual(readFileSync(join(run, 'manifest.json')));
    expect(joined(text.slice(0, 1))).toContain(
      language === 'en'
        ? 'Noteverythingwasseen:25verdictscouldnotbereached'
        : '確認できなかった範囲がある：到達できなかった判定25件',
    );
  });

  test('show nasty names as they are, and the code of what would act or has no glyph', async () => {
    for (const [name, shown] of Object.entries({
      code: NASTY.code,
      markup: NASTY.markup,
      shapes:
        '𠮷野家 \\u{1f600} \\u200f\\u0639\\u0631\\u0628\\u064a\\u202e \\u0e44\\u0e17\\u0e22 \\ue000 \\u0000\\u001b[31m',
    })) {
      const { text } = await readBack(join(folder, `${name}.${language}.pdf`));
      expect(joined(text)).toContain(`customer-guardrail${shown.replaceAll(/\s/g, '')}`);
    }
  });
});

test('the validator refuses what claims another part of the standard', () => {
  const good = readFileSync(join(folder, 'code.en.pdf')).toString('latin1');
  const claimed = good.replace('<pdfaid:part>3<', '<pdfaid:part>2<');
  expect(claimed).not.toBe(good);
  expect(arePdfA3b([stored('claimed.pdf', Buffer.from(claimed, 'latin1'))])).toEqual([false]);
});
