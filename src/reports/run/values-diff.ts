import type { Language } from '../../model/control.js';
import type { Incomparable, TypeChange, ValuesDiff } from '../../model/values-diff.js';
import { type Line, section, styled } from '../lines.js';
import { piiTypeName } from '../pii/pii.js';
import { WORDS } from '../text.js';

/** What became of values, for people. */
interface ValuesWords {
  readonly title: (key: string) => string;
  readonly incomparable: Readonly<Record<Incomparable, string>>;
  readonly otherDetectors: string;
  readonly nothing: string;
  readonly new: (count: number) => string;
  readonly unseenBefore: (count: number) => string;
  readonly gone: (count: number) => string;
  readonly unseenAfter: (count: number) => string;
  readonly still: (count: number) => string;
  readonly share: (percent: string) => string;
}

const VALUES_WORDS: Readonly<Record<Language, ValuesWords>> = {
  en: {
    title: (key) => `Values of personal and confidential data, by hashes of the key ${key}`,
    incomparable: {
      none_before: 'Values cannot be compared: the earlier run keeps no hashes of them (scan with --pii --pii-key).',
      none_after: 'Values cannot be compared: the later run keeps no hashes of them (scan with --pii --pii-key).',
      other_key: 'Values cannot be compared: the two runs hashed them by different keys (--pii-key).',
      not_at_hand:
        'Values cannot be compared: name both runs by their directories, for the hashes are in their snapshots.',
    },
    otherDetectors:
      'The two runs looked with different versions of kansa or patterns of the organisation: a change may be one of these.',
    nothing: 'neither run found a value in what it looked at',
    new: (count) => `${count} new`,
    unseenBefore: (count) => `${count} found only now, where the earlier run had not seen everything`,
    gone: (count) => `${count} gone`,
    unseenAfter: (count) => `${count} not found again, where the later run did not see everything`,
    still: (count) => `${count} still there`,
    share: (percent) => ` (of a sample of about ${percent} % of the values)`,
  },
  ja: {
    title: (key) => `個人データ・機密データの値の変化（鍵 ${key} によるハッシュの比較）`,
    incomparable: {
      none_before: '値の比較はできない。前回の実行に値のハッシュがない（--pii --pii-key を指定して実行する）。',
      none_after: '値の比較はできない。今回の実行に値のハッシュがない（--pii --pii-key を指定して実行する）。',
      other_key: '値の比較はできない。2 回の実行で異なる鍵を用いている（--pii-key）。',
      not_at_hand: '値の比較はできない。ハッシュはスナップショットにあるため、2 回の実行ともディレクトリを指定する。',
    },
    otherDetectors:
      '2 回の実行で kansa のバージョンまたは組織独自のパターンが異なるため、変化はその違いによる可能性がある。',
    nothing: 'いずれの実行でも、検査した範囲では値を検出していない',
    new: (count) => `新たに検出 ${count} 件`,
    unseenBefore: (count) => `今回のみ検出 ${count} 件（前回は全体を検査していないため、新規とは限らない）`,
    gone: (count) => `検出されなくなったもの ${count} 件`,
    unseenAfter: (count) => `今回は未検出 ${count} 件（今回は全体を検査していないため、残存している可能性がある）`,
    still: (count) => `引き続き検出 ${count} 件`,
    share: (percent) => `（値全体の約 ${percent} % の標本による）`,
  },
};

/** What became of the values at each place; nothing where neither run kept hashes of them. */
export const valuesLines = (diff: ValuesDiff | undefined, language: Language): Line[] => {
  if (diff === undefined) return [];
  const words = VALUES_WORDS[language];
  if ('incomparable' in diff) return [[], [styled('yellow', words.incomparable[diff.incomparable])]];
  const { colon, comma } = WORDS[language];
  return section(words.title(diff.key), [
    ...(diff.otherDetectors ? [['  ', styled('yellow', words.otherDetectors)]] : []),
    ...(diff.places.length === 0 ? [['  ', words.nothing]] : []),
    ...diff.places.flatMap(({ place, region, types }): Line[] => [
      [`  ${place} · ${region}`],
      ...types.map((change) => [
        `      ${nameOf(change, language)}${colon}${countsOf(change, words).join(comma)}`,
        ...(change.share === undefined ? [] : [styled('dim', words.share(String(percentOf(change.share))))]),
      ]),
    ]),
  ]);
};

const nameOf = ({ type, id }: TypeChange, language: Language): string =>
  `${piiTypeName(type, language)}${id === undefined ? '' : ` ${id}`}`;

/** Those that are none are left out, but for a line that would say nothing. */
const countsOf = (change: TypeChange, words: ValuesWords): string[] => {
  const counts = (['new', 'unseenBefore', 'gone', 'unseenAfter'] as const).flatMap((name) =>
    change[name] === 0 ? [] : [words[name](change[name])],
  );
  return [...counts, words.still(change.still)];
};

const percentOf = (share: number): number => Number((share * 100).toPrecision(2));
