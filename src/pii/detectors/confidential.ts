import type { Hit } from '../hit.js';
import type { Scene } from '../scene.js';

/**
 * Marks of confidentiality. A word that is set apart (in brackets, alone on its line, in capitals) marks a document; within
 * a sentence it may only speak of one.
 */
export const confidentialIn = (scene: Scene): Hit[] =>
  [...scene.text.matchAll(MARK)].flatMap(({ 0: value, index: start }): Hit[] => {
    const end = start + value.length;
    const before = scene.before(start, 12);
    const after = scene.after(end, 12);
    // 機密性, 機密情報の取扱い, confidentiality: words of rules, no marks.
    if (/^[\p{sc=Han}ー]/u.test(after) && !/^(?:資料|文書|扱い|情報[)】\]]|厳守)/.test(after)) return [];
    const isBracketed =
      /[【［[(（《<〈■●※]\s?$/.test(before) && /^\s?(?:資料|文書|情報)?[】］\])）》>〉■●\s]|^$/.test(after);
    const isAlone = /(?:^|\n)[\s*#=-]*$/.test(before) && /^(?:資料|文書)?[\s*#=-]*(?:\n|$)/.test(after);
    const isField = scene.cells.length > 1 && isAlone;
    const isStrong = STRONG.test(value);
    const isMark = isBracketed || isAlone || isField;
    return [
      {
        type: 'confidential_label',
        start,
        end,
        confidence: isMark ? 0.95 : isStrong ? 0.65 : 0.35,
        reasons: isMark ? ['marking'] : ['format'],
        sample: () => value,
      },
    ];
  });

const MARK =
  /社外秘|極秘|部外秘|関係者外秘|関係者限り|取扱注意|厳秘|機密(?!性)|(?<![A-Za-z])(?:STRICTLY CONFIDENTIAL|CONFIDENTIAL|Confidential|TOP SECRET|Strictly [Cc]onfidential|INTERNAL USE ONLY|Internal [Uu]se [Oo]nly|COMPANY SECRET|RESTRICTED DATA)(?![A-Za-z])/g;
/** Nobody writes these of anything but a document. */
const STRONG =
  /^(?:社外秘|極秘|部外秘|関係者外秘|厳秘|STRICTLY CONFIDENTIAL|CONFIDENTIAL|TOP SECRET|INTERNAL USE ONLY|COMPANY SECRET)$/;
