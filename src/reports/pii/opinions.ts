import type { Language } from '../../model/control.js';
import {
  type GuardrailAction,
  OPINION_GIVERS,
  type OpinionGiver,
  type OpinionProblem,
  type OpinionTrouble,
  type OpinionType,
  type PiiCost,
  type PiiFile,
  type PiiGuardrail,
  type PiiOpinion,
  type PiiType,
} from '../../model/pii.js';
import { visible } from '../../model/visible.js';
import { counted } from '../counted.js';

type TypeNames = Readonly<Record<PiiType, string>>;

/** What stands in the way of an opinion. That there is no finding is told once, for all. */
export const opinionProblems = ({ opinions = [] }: PiiFile, language: Language): readonly string[] =>
  opinions.flatMap(({ by, problems }) =>
    problems
      .filter(({ reason }) => reason !== 'no_findings')
      .map((problem) => `${TEXTS[language].givers[by]}${TEXTS[language].colon}${TEXTS[language].problem(problem, by)}`),
  );

/** Where an opinion agrees with the detectors, and what only one of them says: below the lines of a file. */
export const opinionLines = (
  { detections, opinions = [] }: PiiFile,
  guardrail: PiiGuardrail | undefined,
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
      // A guardrail looks for what it is set to look for, and has nothing to say of all else.
      const isLookedFor = (type: PiiType): boolean =>
        by !== 'guardrail' || guardrail?.types.some(({ as }) => as === type) === true;
      const missed = own.filter((type) => !types.some(({ as }) => as === type));
      const named = (some: readonly PiiType[]): string => some.map((type) => names[type]).join(texts.comma);
      const [overlooked, unlooked] = [missed.filter(isLookedFor), missed.filter((type) => !isLookedFor(type))];
      return [
        `  ${texts.givers[by]}${languageText(opinion, texts)}${texts.colon}${texts.states[state]}`,
        ...(agreed.length === 0 ? [] : [`    ${texts.agreed}${told(agreed)}`]),
        ...(alone.length === 0 ? [] : [`    ${texts.alone}${told(alone)}`]),
        // Of what it did not see, it does not say that there is none.
        ...(overlooked.length === 0 || state !== 'whole' ? [] : [`    ${texts.missed}${named(overlooked)}`]),
        ...(unlooked.length === 0 ? [] : [`    ${texts.unlooked}${named(unlooked)}`]),
      ];
    });
};

/** How many files each was asked about, by what guardrail, and what that cost. */
export const opinionSummary = (
  files: readonly PiiFile[],
  guardrail: PiiGuardrail | undefined,
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
  return [
    ...given,
    ...(guardrail === undefined ? [] : [visible(texts.guardrail(guardrail))]),
    ...(cost === undefined ? [] : [texts.cost(cost)]),
  ];
};

const languageText = ({ language }: PiiOpinion, texts: Texts): string =>
  language === undefined ? '' : texts.brackets(visible(language));

const typeText = ({ type, name, as, count, confidence, action }: OpinionType, names: TypeNames, texts: Texts): string =>
  [
    as === undefined ? visible(type) : `${names[as]}${texts.brackets(visible(type))}`,
    ...(name === undefined ? [] : [visible(name)]),
    ...(count === undefined ? [] : [texts.count(count)]),
    ...(confidence === undefined ? [] : [confidence.toFixed(2)]),
    ...(action === undefined ? [] : [texts.actions[action]]),
  ].join(' ');

interface Texts {
  readonly givers: Readonly<Record<OpinionGiver, string>>;
  readonly problem: (problem: OpinionTrouble, by: OpinionGiver) => string;
  readonly states: Readonly<Record<PiiOpinion['state'], string>>;
  readonly agreed: string;
  readonly alone: string;
  readonly missed: string;
  /** Of a guardrail. */
  readonly unlooked: string;
  readonly actions: Readonly<Record<GuardrailAction, string>>;
  readonly comma: string;
  readonly colon: string;
  readonly brackets: (text: string) => string;
  readonly count: (count: number) => string;
  readonly asked: (giver: string, whole: number, part: number, none: number, silent: number) => string;
  readonly guardrail: (guardrail: PiiGuardrail) => string;
  readonly cost: (cost: PiiCost) => string;
}

const GIVERS = {
  comprehend: 'Amazon Comprehend',
  guardrail: 'Amazon Bedrock Guardrails',
  macie: 'Amazon Macie',
} as const;

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
    unlooked: 'does not look for: ',
    actions: { blocked: 'blocked', masked: 'masked', detected: 'only told' },
    comma: ', ',
    colon: ': ',
    brackets: (text) => ` (${text})`,
    count: (count) => `× ${count}`,
    asked: (giver, whole, part, none, silent) =>
      `${giver}: an opinion of ${whole} whole, of ${part} in part, of ${none} none${silent === 0 ? '' : ` (of ${silent} there is no finding, which does not say that Macie has looked)`}`,
    guardrail: ({ arn, version, region, types, regexes, enforced }) =>
      `guardrail ${arn}, version ${version} (${region}): looks for ${counted(types.length, 'type')} and ${counted(regexes.length, 'regular expression')}${enforced === 0 ? '' : `; ${enforced} more ${enforced === 1 ? 'is' : 'are'} enforced beside it`}`,
    cost: (cost) =>
      `cost by the price list: at most USD ${cost.usd} of USD ${cost.limit} that may be spent${unitsText(cost, ', ') === '' ? '' : `; units: ${unitsText(cost, ', ')}`}`,
  },
  ja: {
    givers: GIVERS,
    problem: ({ reason, what = '' }, by) => PROBLEMS_JA[reason](what, by),
    states: { whole: '本文の全部', part: '本文の一部', none: '所見なし' },
    agreed: '同じく検出：',
    alone: 'このサービスだけが検出：',
    missed: 'このサービスは検出せず：',
    unlooked: 'ガードレールの検出対象外：',
    actions: { blocked: 'ブロック', masked: 'マスク', detected: '検出のみ' },
    comma: '、',
    colon: '：',
    brackets: (text) => `（${text}）`,
    count: (count) => `${count} 件`,
    asked: (giver, whole, part, none, silent) =>
      `${giver}：全部について所見のあるもの ${whole} 件、一部についてのもの ${part} 件、所見のないもの ${none} 件${silent === 0 ? '' : `（うち ${silent} 件は検出結果がない。Macie が検査したことを意味しない）`}`,
    guardrail: ({ arn, version, region, types, regexes, enforced }) =>
      `ガードレール ${arn}、バージョン ${version}（${region}）：検出対象は機密情報 ${types.length} 種類、正規表現 ${regexes.length} 件${enforced === 0 ? '' : `。ほかに適用を強制されているガードレール ${enforced} 件`}`,
    cost: (cost) =>
      `料金表による費用：上限 USD ${cost.limit} のうち最大 USD ${cost.usd}${unitsText(cost, '、') === '' ? '' : `。課金単位：${unitsText(cost, '、')}`}`,
  },
};

/** What the English sentence says that stands in the result. */
const PROBLEMS_JA: Readonly<Record<OpinionProblem, (what: string, by: OpinionGiver) => string>> = {
  not_read: (what) =>
    what === 'characters'
      ? 'ガードレールが評価していない文字がある（ガードレール自身の集計による）'
      : '読み取れなかった部分は対象になっていない',
  too_large: () => '本文が保持できる上限を超える。残りは送信していない',
  language_not_supported: (language, by) =>
    by === 'guardrail'
      ? `対応する 17 言語のいずれの文字でもない文章がある（${language}）。その部分の判定は得られない`
      : `対応言語（英語・スペイン語）以外の文章がある（${language}）。その部分の判定は得られない`,
  budget: () => '残りの予算（--max-usd）で賄えないため、送信していない',
  denied: (action) => `アクセスが拒否された${action === '' ? '' : `。${action} の許可が必要である`}`,
  throttled: () => '再試行を重ねてもスロットリングされ、応答を得られない',
  expired_credentials: () => '認証情報の期限切れのため応答を得られない',
  unavailable: (what) => `有効な応答を得られない${what === '' ? '' : `（${what}）`}`,
  off: (region) => `Macie が無効または一時停止中である（${region}）`,
  changed: () => '検出結果は上書き前の内容についてのものである',
  gone: () => '照会先が既に存在しない',
  unpriced: () => '課金単位が見込みを上回った（評価中のドラフトの変更など）。以後は送信していない',
  no_findings: () => '検出結果がない。Macie が検査したことを意味しない',
};
