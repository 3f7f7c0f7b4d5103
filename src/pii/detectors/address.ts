import type { PiiReason } from '../../model/pii.js';
import type { Hit } from '../hit.js';
import type { Scene } from '../scene.js';

const PREFECTURES =
  '北海道|青森県|岩手県|宮城県|秋田県|山形県|福島県|茨城県|栃木県|群馬県|埼玉県|千葉県|東京都|神奈川県|新潟県|富山県|石川県|福井県|山梨県|長野県|岐阜県|静岡県|愛知県|三重県|滋賀県|京都府|大阪府|兵庫県|奈良県|和歌山県|鳥取県|島根県|岡山県|広島県|山口県|徳島県|香川県|愛媛県|高知県|福岡県|佐賀県|長崎県|熊本県|大分県|宮崎県|鹿児島県|沖縄県';

const LETTER = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}々ヶケノー]';
/** A block: 1-2-3, 1丁目2番3号, 二丁目. */
const BLOCK =
  '(?:\\d{1,5}|[一二三四五六七八九十]{1,3})(?:丁目|番地?|号|[-\\u2010-\\u2015\\u2212ー]\\d|(?=[\\s、。,\\0]|$))';
const BUILDING = `(?:[-\\d丁目番地号\\u2010-\\u2015\\u2212ーの]{0,20})(?: ?${LETTER}{2,20}(?:ビル|マンション|ハイツ|コーポ|荘|タワー|アパート|号室|階)?(?: ?\\d{1,4}(?:号室?|階|F)?)?)?`;

const PREFECTURAL = new RegExp(
  `(?:${PREFECTURES})(?<town>${LETTER}{1,12}?[市区町村郡](?<rest>${LETTER}{0,16}?${BLOCK}(?:${BUILDING})?)?)?`,
  'gu',
);
const MUNICIPAL = new RegExp(`${LETTER}{1,6}?[市区]${LETTER}{1,10}?${BLOCK}(?:${BUILDING})?`, 'gu');
const STREET =
  /(?<![A-Za-z0-9])\d{1,5} (?:[NSEW]\.? )?(?:[A-Z][a-z]+ ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl|Terrace|Parkway|Pkwy)\b\.?(?:,? (?:Apt|Suite|Unit|#)\.? ?\w{1,5})?(?<town>,? [A-Z][A-Za-z ]{2,30},? [A-Z]{2} \d{5}(?:-\d{4})?)?/g;

/** Postal addresses: those of Japan from their prefecture or municipality to the block, and streets as the United States write them. */
export const addressesIn = (scene: Scene): Hit[] => [
  ...(/[都道府県市区]/.test(scene.text) ? [...japanese(scene, PREFECTURAL), ...japanese(scene, MUNICIPAL)] : []),
  ...streets(scene),
  ...fields(scene),
];

const japanese = (scene: Scene, pattern: RegExp): Hit[] =>
  [...scene.text.matchAll(pattern)].map(({ 0: value, index: start, groups }): Hit => {
    const end = start + value.length;
    const isWhole = pattern === MUNICIPAL || groups?.rest !== undefined;
    const label = scene.labelOf(start, end);
    const isNamed = label?.kind === 'address' || label?.kind === 'postal_code';
    const reasons: PiiReason[] = ['format', ...(isNamed ? [label.reason] : [])];
    // A prefecture or a town alone is no place where somebody lives.
    const alone = pattern === MUNICIPAL ? 0.6 : isWhole ? 0.9 : groups?.town === undefined ? 0.1 : 0.3;
    return {
      type: 'address',
      start,
      end,
      confidence: isNamed && alone > 0.1 ? Math.max(alone, isWhole ? 0.95 : 0.6) : alone,
      reasons,
    };
  });

const streets = (scene: Scene): Hit[] =>
  // Every street begins so, and no table of numbers holds it.
  (/\d [A-Z]/.test(scene.text) ? [...scene.text.matchAll(STREET)] : []).map(
    ({ 0: value, index: start, groups }): Hit => {
      const end = start + value.length;
      const label = scene.labelOf(start, end);
      const isNamed = label?.kind === 'address';
      const confidence = isNamed ? 0.95 : groups?.town === undefined ? 0.55 : 0.9;
      return { type: 'address', start, end, confidence, reasons: ['format', ...(isNamed ? [label.reason] : [])] };
    },
  );

/** What a field holds that is called an address, where it has a number or is in Japanese. */
const fields = (scene: Scene): Hit[] =>
  scene.fields('address').flatMap(({ start, end }): Hit[] => {
    const value = scene.text.slice(start, end);
    const isPlace =
      /\p{sc=Han}{2}.*\d|\p{sc=Han}[市区町村]/u.test(value) || /\d.* [A-Z][a-z]+|^[A-Z][a-z]+.* \d/.test(value);
    if (value.length < 5 || value.length > 200 || !isPlace || value.includes('@')) return [];
    return [{ type: 'address', start, end, confidence: 0.85, reasons: ['format', 'field_name'] }];
  });
