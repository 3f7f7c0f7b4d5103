import type { Hit } from '../hit.js';
import type { Scene } from '../scene.js';

/** Dates that are called a date of birth; a date alone is nobody's. */
export const birthDatesIn = (scene: Scene): Hit[] => {
  if (!scene.hasField('birth_date') && !CALLED.test(scene.text)) return [];
  const hits: Hit[] = [];
  PLACE.lastIndex = 0;
  for (let match = PLACE.exec(scene.text); match !== null; match = PLACE.exec(scene.text)) {
    const [start, end] = [match.index, PLACE.lastIndex];
    // Most days of a table are others, and the words beside them are looked at sooner than the calendar.
    const label = scene.labelOf(start, end);
    if (label?.kind === 'birth_date' && isDay(match[0]))
      hits.push({ type: 'birth_date', start, end, confidence: 0.95, reasons: ['calendar', label.reason] });
  }
  return hits;
};

/** Without one of them no date in the text can be one of birth. */
const CALLED = /生年月日|誕生日|birth|dob/i;

const ERAS = {
  明治: 1867,
  M: 1867,
  大正: 1911,
  T: 1911,
  昭和: 1925,
  S: 1925,
  平成: 1988,
  H: 1988,
  令和: 2018,
  R: 2018,
} as const;

const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';

/** Year first, in an era, all digits, day or month first, or with the month's name. */
const FORMS = [
  String.raw`(?<year>(?:18|19|20)\d\d)(?:(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})|年 ?(?<month2>\d{1,2})月 ?(?<day2>\d{1,2})日?|(?<month3>\d\d)(?<day3>\d\d))`,
  String.raw`(?<era>明治|大正|昭和|平成|令和|[MTSHR]) ?(?<eraYear>\d{1,2}|元)(?:年 ?|[./-])(?<month4>\d{1,2})(?:月 ?|[./-])(?<day4>\d{1,2})日?`,
  String.raw`(?<one>\d{1,2})(?<mark2>[-/.])(?<two>\d{1,2})\k<mark2>(?<year2>(?:19|20)\d\d)`,
  String.raw`(?<name>${MONTHS})[a-z]* (?<day5>\d{1,2})(?:st|nd|rd|th)?,? (?<year3>(?:19|20)\d\d)`,
  String.raw`(?<day6>\d{1,2}) (?<name2>${MONTHS})[a-z]*,? (?<year4>(?:19|20)\d\d)`,
].map((form) => `(?<![A-Za-z0-9])(?:${form})(?![A-Za-z0-9])`);

/** Where a date stands. Its parts are told apart where they are asked for: an object of them all takes longer than to find it. */
const PLACE = new RegExp(FORMS.join('|').replaceAll(/\(\?<(?!mark)[a-z]\w*>/gi, '(?:'), 'g');
const PARTS = new RegExp(`^(?:${FORMS.join('|')})$`);

const isDay = (date: string): boolean => {
  const groups = PARTS.exec(date)?.groups ?? {};
  const { year, year2, year3, year4, era, eraYear, one, two, name, name2 } = groups;
  const month = groups.month ?? groups.month2 ?? groups.month3 ?? groups.month4;
  const day = groups.day ?? groups.day2 ?? groups.day3 ?? groups.day4 ?? groups.day5 ?? groups.day6;
  if (one !== undefined) return exists(year2, one, two) || exists(year2, two, one);
  const named = name ?? name2;
  if (named !== undefined) return exists(year3 ?? year4, String(MONTHS.split('|').indexOf(named) + 1), day);
  if (era !== undefined) return exists(String(yearOf(era) + (eraYear === '元' ? 1 : Number(eraYear))), month, day);
  return exists(year, month, day);
};

const yearOf = (era: string): number => Object.entries(ERAS).find(([name]) => name === era)?.[1] ?? 0;

const exists = (year: string | undefined, month: string | undefined, day: string | undefined): boolean => {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const isLeap = y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0);
  return d >= 1 && d <= (m === 2 && isLeap ? 29 : (DAYS[m - 1] ?? 0));
};

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
