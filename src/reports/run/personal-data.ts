import type { Language } from '../../model/control.js';
import type { DataPlaceSeen } from '../../model/data-inventory.js';
import type { Evaluation } from '../../model/finding.js';
import { piiWords, usdText } from '../pii/pii.js';

/** What a report says of the data themselves. */
interface DataWords {
  readonly title: string;
  readonly note: string;
  /** Nobody looked. */
  readonly none: string;
  /** No place was named. */
  readonly nowhere: string;
  readonly place: string;
  readonly use: string;
  readonly looked: string;
  readonly found: string;
  readonly unseen: string;
  readonly nothing: string;
  /** Of a place that was not seen whole. */
  readonly nothingSoFar: string;
  /** Of a place at which nothing was looked at. */
  readonly notLooked: string;
  readonly objects: (looked: number, listed: number) => string;
  readonly bytes: (bytes: number) => string;
  readonly detection: (type: string, count: number, objects: number, sample: string | undefined) => string;
  readonly inShort: (places: number, holding: number, whole: number) => string;
  readonly further: (count: number) => string;
  readonly classified: string;
  readonly unclassified: string;
  /** What looking at a place cost at most. */
  readonly cost: (usd: string) => string;
  /** That the snapshot tells values apart, and by which key. */
  readonly hashed: (key: string) => string;
  /** What looking cost at all places, what of it is transfer, and what it could. */
  readonly costInShort: (usd: string, transfer: string, limit: string | undefined) => string;
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

export const DATA_WORDS: Readonly<Record<Language, DataWords>> = {
  en: {
    title: 'Personal and confidential data',
    note: 'What detectors found where the AI platform reads and keeps data. Of a value only its type and at most four characters are kept. What was not looked at may hold anything.',
    none: 'Nobody looked into the data themselves: what they hold is not known (kansa scan --pii).',
    nowhere: 'No resource that was seen names a place at which data lie.',
    place: 'Place',
    use: 'Used for',
    looked: 'Looked at',
    found: 'Found',
    unseen: 'Not seen',
    nothing: 'nothing',
    nothingSoFar: 'nothing in what was looked at',
    notLooked: 'not known, for nothing was looked at',
    objects: (looked, listed) => `${looked} of ${plural(listed, 'object')}`,
    bytes: (bytes) => `${bytes.toLocaleString('en-US')} bytes`,
    detection: (type, count, objects, sample) =>
      `${type}: ${plural(count, 'value')} in ${plural(objects, 'object')}${sample === undefined ? '' : ` (${sample})`}`,
    inShort: (places, holding, whole) =>
      `${plural(places, 'place')}: something was found at ${holding}; ${whole} ${whole === 1 ? 'was' : 'were'} looked at whole.`,
    further: (count) => `and ${count} more`,
    classified: 'Classified',
    unclassified: 'by no tag',
    cost: (usd) => `for at most USD ${usd}`,
    hashed: (key) =>
      `The snapshot also holds keyed hashes of the values (key ${key}), by which runs are compared; nobody learns a value from them without the key.`,
    costInShort: (usd, transfer, limit) =>
      `By the price list looking cost at most USD ${usd}${limit === undefined ? '' : ` of USD ${limit} that could be spent`}; of that USD ${transfer} is transfer to the internet, which costs nothing within a region.`,
  },
  ja: {
    title: '個人データ・機密データ',
    note: 'AI 基盤がデータを読み取り、保管する場所で検出した結果。値そのものは保存せず、種別と最大 4 文字のみを記録する。検査していない部分に何が含まれるかは分からない。',
    none: 'データの中身は検査していない。何が含まれるかは不明である（kansa scan --pii）。',
    nowhere: 'データの保管先を示すリソースは見つからなかった。',
    place: '場所',
    use: '用途',
    looked: '検査範囲',
    found: '検出内容',
    unseen: '確認できなかった理由',
    nothing: '検出なし',
    nothingSoFar: '検査した範囲では検出なし',
    notLooked: '検査できていないため不明',
    objects: (looked, listed) => `オブジェクト ${listed} 件中 ${looked} 件`,
    bytes: (bytes) => `${bytes.toLocaleString('en-US')} バイト`,
    detection: (type, count, objects, sample) =>
      `${type}：${count} 件（オブジェクト ${objects} 件）${sample === undefined ? '' : `　例：${sample}`}`,
    inShort: (places, holding, whole) =>
      `対象 ${places} か所のうち、${holding} か所で検出した。全体を検査できたのは ${whole} か所である。`,
    further: (count) => `ほか ${count} 件`,
    classified: '機密区分',
    unclassified: 'タグなし',
    cost: (usd) => `費用は最大 USD ${usd}`,
    hashed: (key) =>
      `スナップショットには、実行間の比較のため、値の鍵付きハッシュ（鍵 ${key}）も記録している。鍵を持たない者が値を知ることはできない。`,
    costInShort: (usd, transfer, limit) =>
      `検査に要した費用は、料金表によれば${limit === undefined ? '' : `上限 USD ${limit} のうち`}最大 USD ${usd} である（うちインターネットへのデータ転送 USD ${transfer}。同一リージョン内で実行した場合は生じない）。`,
  },
};

/** One place, in words. */
interface PlaceTold {
  readonly place: string;
  readonly region: string;
  readonly uses: readonly string[];
  readonly looked: readonly string[];
  /** What was found, or that nothing was. */
  readonly found: readonly string[];
  /** The tags that classify what holds it, as `name=value`; none where that is not known. */
  readonly classified: readonly string[];
  /** No tag classifies it, which was seen. */
  readonly isUnclassified: boolean;
  /** Keys of the first objects in which something was found. */
  readonly objects: readonly string[];
}

/** Objects that are named of one place: evaluation.json names more. */
const MOST_OBJECTS = 5;

export const placeTold = (
  { place, region, uses, listed, looked, cost, found, classified, objects, gaps }: DataPlaceSeen,
  language: Language,
): PlaceTold => {
  const words = DATA_WORDS[language];
  const known = piiWords(language);
  const isWhole = gaps.length === 0;
  return {
    place,
    region,
    uses: uses.map((use) => known.uses[use]),
    looked: [
      words.objects(looked.objects, listed.objects),
      words.bytes(looked.bytes),
      ...(cost === undefined ? [] : [words.cost(usdText(cost.usd))]),
    ],
    found:
      found.length === 0
        ? [looked.objects === 0 ? words.notLooked : isWhole ? words.nothing : words.nothingSoFar]
        : found.map(({ type, id, count, objects: many, sample }) =>
            words.detection(id === undefined ? known.types[type] : `${known.types[type]} ${id}`, count, many, sample),
          ),
    classified: (classified?.tags ?? []).map(({ name, value }) => `${name}=${value}`),
    isUnclassified: classified !== undefined && classified.tags.length === 0 && classified.gaps.length === 0,
    objects: [
      ...objects.slice(0, MOST_OBJECTS).map(({ key }) => key),
      ...(objects.length > MOST_OBJECTS ? [words.further(objects.length - MOST_OBJECTS)] : []),
    ],
  };
};

/** 0: something was found; 1: not everything was seen; 2: everything was, and nothing found. */
export const rankOf = ({ found, gaps }: DataPlaceSeen): 0 | 1 | 2 => (found.length > 0 ? 0 : gaps.length > 0 ? 1 : 2);

/** What holds something first, then what was not seen whole. */
export const inRank = (places: readonly DataPlaceSeen[]): DataPlaceSeen[] =>
  [...places].sort((a, b) => rankOf(a) - rankOf(b));

/** In a sentence, and what it cost in another, where that is known. */
export const dataInShort = (
  { personalData: places = [], scope }: Pick<Evaluation, 'personalData' | 'scope'>,
  language: Language,
): string[] => {
  const words = DATA_WORDS[language];
  if (places.length === 0) return [words.nowhere];
  const costs = places.flatMap(({ cost }) => cost ?? []);
  const sum = (part: 'usd' | 'transfer') => usdText(costs.reduce((total, cost) => total + cost[part], 0));
  const limit = scope.personalData?.limits.usd;
  const key = scope.personalData?.key;
  return [
    words.inShort(
      places.length,
      places.filter(({ found }) => found.length > 0).length,
      places.filter(({ gaps }) => gaps.length === 0).length,
    ),
    ...(costs.length < places.length
      ? []
      : [words.costInShort(sum('usd'), sum('transfer'), limit === undefined ? undefined : usdText(limit))]),
    ...(key === undefined ? [] : [words.hashed(key)]),
  ];
};
