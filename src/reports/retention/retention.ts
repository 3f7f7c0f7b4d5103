import { fill, type Language } from '../../model/control.js';
import { canonicalJson } from '../../model/json.js';
import type { Deletion, LinkState, Retention, RetentionChain, RetentionLink } from '../../model/retention.js';
import { csvDocument } from '../csv.js';
import { type Line, linesAsText, type Style, section, styled } from '../lines.js';
import type { RetentionRenderer } from '../renderer.js';
import { WORDS } from '../text.js';
import { shortName, utc } from '../view.js';
import { calendarLines } from './calendar.js';
import { proofLines } from './digests.js';
import { RETENTION_WORDS, type RetentionWords } from './words.js';

/** What was seen of a step, in one sentence. */
export const factsOf = ({ facts }: RetentionLink, words: RetentionWords): string[] =>
  facts.map(({ code, args }) => fill(words.fact[code] ?? code, args));

export const requiredOf = ({ required: { days, bound } }: RetentionChain, words: RetentionWords): string =>
  bound === 'least' ? words.atLeast(words.days(days)) : words.atMost(words.days(days));

export const deletionText = (deletion: Deletion, words: RetentionWords): string => {
  if (deletion.state === 'at') return utc(deletion.time);
  return deletion.state === 'never' ? words.never : words.notKnown;
};

/** A chain is as good as its worst step. */
const worstOf = ({ links }: RetentionChain): LinkState => {
  const states = links.map(({ state }) => state);
  return (['not_met', 'unknown', 'met'] as const).find((state) => states.includes(state)) ?? 'not_applicable';
};

/** Nothing is there that would write it. */
export const isIdle = (chain: RetentionChain): boolean => worstOf(chain) === 'not_applicable';

/** How many chains have a step that is not met, have none but one that is not known, and are met throughout. */
export const inShort = ({ chains }: Retention, words: RetentionWords): string => {
  const [notMet = 0, unknown = 0, met = 0] = (['not_met', 'unknown', 'met'] as const).map(
    (state) => chains.filter((chain) => worstOf(chain) === state).length,
  );
  return words.inShort(notMet, unknown, met);
};

/** What the report cannot tell, with how many steps are not known. */
export const limitsOf = ({ chains, calendars, digests }: Retention, words: RetentionWords): string[] => {
  const links = chains.flatMap((chain) => chain.links);
  const unknown = links.filter(({ state }) => state === 'unknown').length;
  return [
    ...(unknown === 0 ? [] : [words.unknownLinks(unknown, links.length)]),
    ...(calendars === undefined && digests === undefined
      ? [words.neither]
      : [
          calendars === undefined ? words.notListed : words.listed,
          digests === undefined ? words.notProven : words.provenOnly,
        ]),
    ...words.limitTexts,
  ];
};

/** As a person reads it in a terminal: limits first, then each chain with its steps. */
export const renderRetention: RetentionRenderer = ({ scope, retention }, { language, ...look }) => {
  const words = RETENTION_WORDS[language];
  const { account } = WORDS[language];
  const [idle, busy] = [retention.chains.filter(isIdle), retention.chains.filter((chain) => !isIdle(chain))];
  return linesAsText(
    [
      [styled('bold', words.title), `  ${account} ${scope.account}  ${utc(scope.now)}`],
      [inShort(retention, words)],
      ...section(
        words.limits,
        limitsOf(retention, words).map((text) => [`  - ${text}`]),
      ),
      ...busy.flatMap((chain) => chainLines(chain, language)),
      ...section(
        words.idle,
        idle.map(({ stream, region }) => [`  ${words.stream[stream]} · ${region}`]),
      ),
      ...proofLines(retention, language),
      ...calendarLines(retention, language),
    ],
    look,
  );
};

const STYLES: Readonly<Record<LinkState, Style>> = {
  not_met: 'red',
  unknown: 'magenta',
  met: 'green',
  not_applicable: 'dim',
};

const chainLines = (chain: RetentionChain, language: Language): Line[] => {
  const words = RETENTION_WORDS[language];
  const { colon, semicolon } = WORDS[language];
  const { stream, region, source, destination, links, kept, earliest, deletion } = chain;
  return [
    [],
    [
      styled('bold', words.stream[stream]),
      ` · ${region} · ${shortName(source.id)}${destination === undefined ? '' : ` → ${destination.name}`}`,
    ],
    [
      '  ',
      [
        `${words.requiredHead}${colon}${requiredOf(chain, words)}`,
        `${words.nextDeletion}${colon}${deletionText(deletion, words)}`,
        `${words.keptUntil}${colon}${deletionText(kept, words)}`,
        ...(earliest === undefined ? [] : [words.earliest(earliest)]),
      ].join(semicolon),
    ],
    ...links.flatMap((link) => linkLines(link, language)),
  ];
};

const linkLines = (link: RetentionLink, language: Language): Line[] => {
  const words = RETENTION_WORDS[language];
  const { colon, semicolon, bracketed, verdict, gapReason } = WORDS[language];
  const { step, state, controls, gaps } = link;
  const facts = factsOf(link, words).join(semicolon);
  return [
    [
      '  ',
      styled(STYLES[state], `[${words.state[state]}]`),
      ` ${words.step[step]}${facts === '' ? '' : `${colon}${facts}`}`,
    ],
    ...controls
      .filter((one) => one.verdict !== 'pass' && one.verdict !== 'not_applicable')
      .map(
        (one): Line => [
          `      ${one.control}${colon}${verdict[one.verdict]}${bracketed(`${shortName(one.subject.id)} · ${one.subject.region}`)}`,
        ],
      ),
    ...gaps.map(
      ({ reason, detail, action }): Line => [
        `      ${gapReason[reason]}${detail === '' ? '' : `${colon}${detail}`}${action === undefined ? '' : bracketed(action)}`,
      ],
    ),
  ];
};

/** For machines: what stands in the evaluation (schemas/evaluation.schema.json). */
export const renderRetentionJson: RetentionRenderer = ({ retention }) => `${canonicalJson(retention, 2)}\n`;

const time = (deletion: Deletion): string =>
  deletion.state === 'at' ? new Date(deletion.time).toISOString() : deletion.state;

const HEAD = [
  'stream',
  'region',
  'source',
  'destination',
  'required_days',
  'bound',
  'step',
  'state',
  'seen',
  'controls',
  'not_seen',
  'needs',
  'earliest',
  'earliest_deleted',
  'today_deleted',
];

/** One step of one chain a line. The header and the words of states are the same in every language. */
export const renderRetentionCsv: RetentionRenderer = ({ retention }, { language }) => {
  const words = RETENTION_WORDS[language];
  const rows = retention.chains.flatMap((chain) =>
    chain.links.map((link) => [
      chain.stream,
      chain.region,
      chain.source.id,
      chain.destination?.name ?? '',
      String(chain.required.days),
      chain.required.bound,
      link.step,
      link.state,
      factsOf(link, words).join(WORDS[language].semicolon),
      link.controls.map(({ control, verdict, subject }) => `${control} ${verdict} ${subject.id}`).join('; '),
      link.gaps.map(({ reason, detail }) => `${reason}: ${detail}`).join('; '),
      link.gaps.flatMap(({ action }) => action ?? []).join(' '),
      chain.earliest ?? '',
      time(chain.deletion),
      time(chain.kept),
    ]),
  );
  return csvDocument(HEAD, rows, language);
};
