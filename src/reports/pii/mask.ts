import type { Language } from '../../model/control.js';
import { canonicalJson } from '../../model/json.js';
import type { MaskManifest, PiiType } from '../../model/pii.js';
import { visible } from '../../model/visible.js';
import { counted } from '../counted.js';
import { piiTypeName } from './pii.js';

export type MaskRenderer = (manifest: MaskManifest, language: Language) => string;

export const renderMaskJson: MaskRenderer = (manifest) => `${canonicalJson(manifest, 2)}\n`;

/** What a person is told of a masked copy: what remains in it comes first. */
export const renderMask: MaskRenderer = (manifest, language) => {
  const { masked, remaining, below, minConfidence, input, output, encoding, writtenAs, key, exitCode } = manifest;
  const texts = TEXTS[language];
  const named = (type: PiiType, id?: string): string =>
    `${piiTypeName(type, language)}${id === undefined ? '' : ` ${visible(id)}`}`;
  return [
    ...remaining.map(({ type, count }) => `! ${texts.remains(named(type), count)}`),
    texts.written(visible(input.object?.place ?? input.name), visible(output.name)),
    ...masked.map(
      ({ type, id, count, pseudonyms }) =>
        `  ${named(type, id)}  ${texts.count(count)}${key === undefined ? '' : texts.pseudonyms(pseudonyms)}`,
    ),
    ...(masked.length === 0 ? [`  ${texts.nothing}`] : []),
    ...(writtenAs === undefined ? [] : [texts.writtenAs(encoding, writtenAs)]),
    ...(below === 0 ? [] : [texts.below(below, minConfidence)]),
    texts.exit[exitCode],
    '',
  ].join('\n');
};

interface Texts {
  readonly written: (input: string, output: string) => string;
  readonly count: (count: number) => string;
  readonly pseudonyms: (count: number) => string;
  readonly nothing: string;
  readonly remains: (type: string, count: number) => string;
  readonly writtenAs: (from: string, to: string) => string;
  readonly below: (count: number, minConfidence: number) => string;
  readonly exit: Readonly<Record<MaskManifest['exitCode'], string>>;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    written: (input, output) => `${input} is masked in ${output}:`,
    count: (count) => `× ${count}`,
    pseudonyms: (count) => `, by ${counted(count, 'pseudonym')}`,
    nothing: 'nothing was found that is to be masked; the copy says what the file does',
    remains: (type, count) =>
      `${type} × ${count} REMAINS in the copy, seen only once the rest was masked: mask the copy again`,
    writtenAs: (from, to) => `the copy is written in ${to}; the file is in ${from}`,
    below: (count, minConfidence) =>
      `${counted(count, 'value')} below confidence ${minConfidence} ${count === 1 ? 'stays' : 'stay'} as ${count === 1 ? 'it is' : 'they are'} (--min-confidence)`,
    exit: {
      0: 'exit 0: the copy was looked at again, and nothing was found',
      1: 'exit 1: something remains in the copy',
    },
  },
  ja: {
    written: (input, output) => `${input} をマスキングし、${output} に書き出した。`,
    count: (count) => `${count} 件`,
    pseudonyms: (count) => `（仮名 ${count} 種類）`,
    nothing: 'マスキングの対象は検出されなかった。複製の内容は元のファイルと同じである',
    remains: (type, count) =>
      `${type} ${count} 件が複製に残っている（他の値を置き換えた後に検出した）。複製をもう一度マスキングする`,
    writtenAs: (from, to) => `複製の文字コードは ${to} である（元のファイルは ${from}）`,
    below: (count, minConfidence) => `確度 ${minConfidence} 未満の ${count} 件は元のまま残している（--min-confidence）`,
    exit: {
      0: '終了コード 0：複製を再検査し、検出はなかった',
      1: '終了コード 1：複製に残っているものがある',
    },
  },
};
