import type { Language } from '../model/control.js';
import {
  OPINION_GIVERS,
  type OpinionGiver,
  type OpinionProblem,
  type OpinionTrouble,
  type OpinionType,
  type PiiCost,
  type PiiFile,
  type PiiOpinion,
  type PiiType,
} from '../model/pii.js';
import { visible } from '../model/visible.js';

type TypeNames = Readonly<Record<PiiType, string>>;

/** What stands in the way of an opinion. That there is no finding is told once, for all. */
export const opinionProblems = ({ opinions = [] }: PiiFile, language: Language): readonly string[] =>
  opinions.flatMap(({ by, problems }) =>
    problems
      .filter(({ reason }) => reason !== 'no_findings')
      .map((problem) => `${TEXTS[language].givers[by]}${TEXTS[language].colon}${TEXTS[language].problem(problem)}`),
  );

/** Where an opinion agrees with the detectors, and what only one of them says: below the lines of a file. */
export const opinionLines = (
  { detections, opinions = [] }: PiiFile,
  names: TypeNames,
  language: Language,
): readonly string[] => {
  const texts = TEXTS[language];
  const own = [...new Set(detections.map(({ type }) => type))];
  return opinions
    .filter(({ state }) => state !== 'none')
    .flatMap((opinion) => {
      const { by, state, types } = opinion;
      const isShared = ({ as }: OpinionType): boolean => as !== undefined && own.includes(as);
      const told = (found: readonly OpinionType[]) => found.map((one) => typeText(one, names, texts)).join(texts.comma);
      const agreed = types.filter(isShared);
      const alone = types.filter((type) => !isShared(type));
      const missed = own.filter((type) => !types.some(({ as }) => as === type)).map((type) => names[type]);
      return [
        `  ${texts.givers[by]}${languageText(opinion, texts)}${texts.colon}${texts.states[state]}`,
        ...(agreed.length === 0 ? [] : [`    ${texts.agreed}${told(agreed)}`]),
        ...(alone.length === 0 ? [] : [`    ${texts.alone}${told(alone)}`]),
        // Of what it did not see, it does not say that there is none.
        ...(missed.length === 0 || state !== 'whole' ? [] : [`    ${texts.missed}${missed.join(texts.comma)}`]),
      ];
    });
};

/** How many files each was asked about, and what that cost. */
export const opinionSummary = (
  files: readonly PiiFile[],
  cost: PiiCost | undefined,
  language: Language,
): readonly string[] => {
  const texts = TEXTS[language];
  const given = OPINION_GIVERS.flatMap((by) => {
    const own = files.flatMap(({ opinions = [] }) => opinions.filter((opinion) => opinion.by === by));
    const count = (state: PiiOpinion['state']): number => own.filter((opinion) => opinion.state === state).length;
    const silent = own.filter(({ problems }) => problems.some(({ reason }) => reason === 'no_findings')).length;
    return own.length === 0
      ? []
      : [texts.asked(texts.givers[by], count('whole'), count('part'), count('none'), silent)];
  });
  return [...given, ...(cost === undefined ? [] : [texts.cost(cost)])];
};

const languageText = ({ language }: PiiOpinion, texts: Texts): string =>
  language === undefined ? '' : texts.brackets(visible(language));

const typeText = ({ type, as, count, confidence }: OpinionType, names: TypeNames, texts: Texts): string =>
  [
    as === undefined ? visible(type) : `${names[as]}${texts.brackets(visible(type))}`,
    ...(count === undefined ? [] : [texts.count(count)]),
    ...(confidence === undefined ? [] : [confidence.toFixed(2)]),
  ].join(' ');

interface Texts {
  readonly givers: Readonly<Record<OpinionGiver, string>>;
  readonly problem: (problem: OpinionTrouble) => string;
  readonly states: Readonly<Record<PiiOpinion['state'], string>>;
  readonly agreed: string;
  readonly alone: string;
  readonly missed: string;
  readonly comma: string;
  readonly colon: string;
  readonly brackets: (text: string) => string;
  readonly count: (count: number) => string;
  readonly asked: (giver: string, whole: number, part: number, none: number, silent: number) => string;
  readonly cost: (cost: PiiCost) => string;
}

const GIVERS = { comprehend: 'Amazon Comprehend', macie: 'Amazon Macie' } as const;

const unitsText = ({ units }: PiiCost, comma: string): string =>
  Object.entries(units)
    .map(([operation, count]) => `${operation} ${count}`)
    .join(comma);

const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    givers: GIVERS,
    problem: ({ detail }) => detail,
    states: { whole: 'all of the text', part: 'a part of the text', none: 'no opinion' },
    agreed: 'finds, too: ',
    alone: 'alone finds: ',
    missed: 'does not find: ',
    comma: ', ',
    colon: ': ',
    brackets: (text) => ` (${text})`,
    count: (count) => `× ${count}`,
    asked: (giver, whole, part, none, silent) =>
      `${giver}: an opinion of ${whole} whole, of ${part} in part, of ${none} none${silent === 0 ? '' : ` (of ${silent} there is no finding, which does not say that Macie has looked)`}`,
    cost: (cost) =>
      `cost by the price list: at most USD ${cost.usd} of USD ${cost.limit} that may be spent${unitsText(cost, ', ') === '' ? '' : `; units: ${unitsText(cost, ', ')}`}`,
  },
  ja: {
    givers: GIVERS,
    problem: ({ reason, what = '' }) => PROBLEMS_JA[reason](what),
    states: { whole: '本文の全部', part: '本文の一部', none: '所見なし' },
    agreed: '同じく検出：',
    alone: 'このサービスだけが検出：',
    missed: 'このサービスは検出せず：',
    comma: '、',
    colon: '：',
    brackets: (text) => `（${text}）`,
    count: (count) => `${count} 件`,
    asked: (giver, whole, part, none, silent) =>
      `${giver}：全部について所見のあるもの ${whole} 件、一部についてのもの ${part} 件、所見のないもの ${none} 件${silent === 0 ? '' : `（うち ${silent} 件は検出結果がない。Macie が検査したことを意味しない）`}`,
    cost: (cost) =>
      `料金表による費用：上限 USD ${cost.limit} のうち最大 USD ${cost.usd}${unitsText(cost, '、') === '' ? '' : `。課金単位：${unitsText(cost, '、')}`}`,
  },
};

/** What the English sentence says that stands in the result. */
const PROBLEMS_JA: Readonly<Record<OpinionProblem, (what: string) => string>> = {
  not_read: () => '読み取れなかった部分は対象になっていない',
  too_large: () => '本文が保持できる上限を超える。残りは送信していない',
  language_not_supported: (language) =>
    `対応言語（英語・スペイン語）以外の文章がある（${language}）。その部分の判定は得られない`,
  budget: () => '残りの予算（--max-usd）で賄えないため、送信していない',
  denied: (action) => `アクセスが拒否された${action === '' ? '' : `。${action} の許可が必要である`}`,
  throttled: () => '再試行を重ねてもスロットリングされ、応答を得られない',
  expired_credentials: () => '認証情報の期限切れのため応答を得られない',
  unavailable: (what) => `有効な応答を得られない${what === '' ? '' : `（${what}）`}`,
  off: (region) => `Macie が無効または一時停止中である（${region}）`,
  changed: () => '検出結果は上書き前の内容についてのものである',
  no_findings: () => '検出結果がない。Macie が検査したことを意味しない',
};
