import type { Language } from '../../model/control.js';
import type { Fate } from '../../model/diff.js';
import type { HistoryTrouble } from '../../model/history.js';
import { counted } from '../counted.js';

const en = {
  runs: (count: number): string => counted(count, 'run'),
  comma: ', ',
  troubles: 'Not in this history',
  trouble: {
    missing: 'missing',
    damaged: 'damaged',
    unfinished: 'unfinished',
  } satisfies Record<HistoryTrouble['kind'], string>,
  troubleMeaning: 'Nothing counts as fixed for want of these runs; what they saw is not known.',
  beginsAfter: (run: string): string =>
    `The first run follows ${run}, which is not here: what it found open may be older than it says.`,
  noRuns: 'No run in this period.',
  heads: {
    when: 'When (UTC)',
    run: 'Run',
    regions: 'Regions',
    failing: 'Fail C/H/M/L',
    unknown: 'Unknown',
    waived: 'Waived',
    pass: 'Pass',
    new: 'New',
    fixed: 'Fixed',
    still: 'Still',
    lost: 'No longer known',
    notes: 'Coverage',
  },
  whole: 'complete',
  incomplete: 'incomplete',
  narrowed: (flags: string): string => `narrowed: ${flags}`,
  unsealed: 'not sealed',
  otherRules: 'other bundle or parameters',
  moreRegions: (count: number): string => `${count} regions`,
  against:
    'New, fixed and still count violations, no longer known counts verdicts: against the run before of the same regions and narrowing, as kansa diff tells it.',
  timeToFix: 'Time to fix',
  timeHeads: ['Severity', 'Fixed', 'Mean', 'Median', 'Longest', 'Open'],
  timeMeaning:
    'From the run that first saw a violation to the run that looked for it and did not find it; what is merely out of sight is not fixed.',
  days: (days: string): string => `${days} d`,
  open: 'Open',
  openSince: (time: string): string => `since ${time}`,
  fate: {
    failing: 'failing',
    waived: 'waived',
    unseen: 'out of sight',
    fixed: 'fixed',
  } satisfies Record<Fate, string>,
  lastSeen: (time: string): string => `last seen ${time}`,
  trends: 'Trend by control (failing findings)',
  trendHeads: ['Severity', 'First', 'Last', 'Most', 'Control'],
  andUnknown: (count: number): string => ` (+${count} unknown)`,
  andMore: (count: number): string => `… and ${count} more; --format json has all`,
};

export type HistoryWords = typeof en;

const ja: HistoryWords = {
  runs: (count) => `実行 ${count} 回`,
  comma: '、',
  troubles: 'この履歴に含まれない実行',
  trouble: { missing: '所在不明', damaged: '破損', unfinished: '未完了' },
  troubleMeaning: 'これらの実行がないことをもって是正済みとはしない。その内容は不明である。',
  beginsAfter: (run) =>
    `最初の実行に先立つ ${run} はここにない。最初の実行で検出された不適合は、表示より前から存在した可能性がある。`,
  noRuns: 'この期間に実行はない。',
  heads: {
    when: '日時（UTC）',
    run: '実行',
    regions: 'リージョン',
    failing: '不適合 緊急/高/中/低',
    unknown: '確認不能',
    waived: '例外承認済',
    pass: '適合',
    new: '新規',
    fixed: '是正',
    still: '継続',
    lost: '確認不能化',
    notes: '網羅性',
  },
  whole: '完全',
  incomplete: '不完全',
  narrowed: (flags) => `限定実行: ${flags}`,
  unsealed: '未封印',
  otherRules: 'バンドルまたはパラメータが異なる',
  moreRegions: (count) => `${count} リージョン`,
  against:
    '新規・是正・継続は不適合の数、確認不能化は判定の数で、同じリージョンと限定条件による直前の実行との比較であり、kansa diff の規則に従う。',
  timeToFix: '是正までの期間',
  timeHeads: ['重大度', '是正', '平均', '中央値', '最長', '未是正'],
  timeMeaning:
    '不適合を最初に検出した実行から、確認のうえ検出されなかった実行までの期間である。確認できなくなっただけのものは是正済みとしない。',
  days: (days) => `${days} 日`,
  open: '未是正の不適合',
  openSince: (time) => `${time} から`,
  fate: { failing: '不適合', waived: '例外承認済', unseen: '確認できない', fixed: '是正済み' },
  lastSeen: (time) => `最終確認 ${time}`,
  trends: '統制別の推移（不適合件数）',
  trendHeads: ['重大度', '最初', '最新', '最多', '統制'],
  andUnknown: (count) => `（ほか確認不能 ${count}）`,
  andMore: (count) => `… ほか ${count} 件（全件は --format json に含む）`,
};

export const HISTORY_WORDS: Readonly<Record<Language, HistoryWords>> = { en, ja };
