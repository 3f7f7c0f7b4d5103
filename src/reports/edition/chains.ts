import { type Catalogue, fill, type Language } from '../../model/control.js';
import { type Change, diffOf, type Found, type Lost } from '../../model/diff.js';
import type { Block, Section, Step, Text, Tone } from '../../model/document.js';
import type { Evaluation } from '../../model/finding.js';
import type { Approval, Lineage, LineagePath, LineageState, Training } from '../../model/lineage.js';
import type { LinkState, RetentionChain } from '../../model/retention.js';
import { deletionText, factsOf, inShort, isIdle, limitsOf, requiredOf } from '../retention/retention.js';
import { RETENTION_WORDS } from '../retention/words.js';
import { widenedLine } from '../run/diff.js';
import { personOf } from '../run/lineage.js';
import { shortName, utc } from '../view.js';
import { calendarBlocks } from './calendars.js';
import { proofBlocks } from './digests.js';
import { type Draft, LINE_END, paragraph } from './draft.js';

// — how evidence is kept —

const LINK_TONE: Readonly<Record<LinkState, Tone>> = {
  not_met: 'fail',
  unknown: 'unknown',
  met: 'pass',
  not_applicable: 'not_applicable',
};

/** Each stream of evidence with its steps, and what was seen of each; limits first. */
export const retentionSection = (draft: Draft): Section => {
  const {
    evaluation: { retention },
    language,
    words,
  } = draft;
  const own = RETENTION_WORDS[language];
  if (retention === undefined) return { title: own.title, blocks: [paragraph([own.none], 'note')] };
  const [idle, busy] = [retention.chains.filter(isIdle), retention.chains.filter((chain) => !isIdle(chain))];
  const entry = (chain: RetentionChain): Block => {
    const { stream, region, source, destination, links, kept, earliest, deletion } = chain;
    const place = `${shortName(source.id)}${destination === undefined ? '' : ` → ${destination.name}`}`;
    return {
      kind: 'entry',
      tone: LINK_TONE[
        (['not_met', 'unknown', 'met'] as const).find((one) => links.some(({ state }) => state === one)) ??
          'not_applicable'
      ],
      head: [{ strong: own.stream[stream] }, { faint: `  ${region}  ` }, { code: place }],
      blocks: [
        {
          kind: 'paragraph',
          text: [
            [
              `${own.requiredHead}${words.colon}${requiredOf(chain, own)}`,
              `${own.nextDeletion}${words.colon}${deletionText(deletion, own)}`,
              `${own.keptUntil}${words.colon}${deletionText(kept, own)}`,
              ...(earliest === undefined ? [] : [own.earliest(earliest)]),
            ].join(words.semicolon),
          ],
        },
        {
          kind: 'list',
          items: links
            .filter(({ state, facts }) => state !== 'not_applicable' || facts.length > 0)
            .map((link): Text => {
              const facts = factsOf(link, own).join(words.semicolon);
              return [
                { badge: own.state[link.state], tone: LINK_TONE[link.state] },
                ` ${own.step[link.step]}${facts === '' ? '' : `${words.colon}${facts}`}`,
                ...link.gaps.flatMap(
                  ({ reason, detail, action }): Text => [
                    `${words.semicolon}${words.gapReason[reason]} `,
                    { english: detail },
                    ...(action === undefined ? [] : [' ', { code: action }]),
                  ],
                ),
              ];
            }),
        },
      ],
    };
  };
  return {
    title: own.title,
    blocks: [
      paragraph([own.note], 'note'),
      { kind: 'heading', text: own.limits },
      { kind: 'list', items: limitsOf(retention, own).map((text) => [text]) },
      { kind: 'heading', text: own.chains },
      paragraph([inShort(retention, own)]),
      ...busy.map(entry),
      ...(idle.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: own.idle },
            {
              kind: 'list' as const,
              items: idle.map(({ stream, region }): Text => [own.stream[stream], { faint: `  ${region}` }]),
            },
          ]),
      ...proofBlocks(retention, draft),
      ...calendarBlocks(retention, draft),
    ],
  };
};

// — from the endpoint back to the data —

/** Each endpoint followed back as far as the run holds it; what it does not hold is said to be not seen. */
export const lineageSection = (draft: Draft): Section => {
  const { evaluation, own } = draft;
  return {
    title: own.lineage,
    blocks: [
      paragraph([evaluation.lineage.length === 0 ? own.noLineage : own.lineageNote], 'note'),
      ...evaluation.lineage.map((endpoint) => endpointEntry(endpoint, draft)),
    ],
  };
};

const endpointEntry = ({ endpoint, deployed, config, paths }: Lineage, draft: Draft): Block => {
  const { words } = draft;
  const chains = paths.map((path) => stepsOf(path, shortName(endpoint.id), draft));
  const isWhole = config.state === 'seen' && chains.length > 0 && chains.flat().every(({ tone }) => tone === 'pass');
  return {
    kind: 'entry',
    tone: isWhole ? 'pass' : 'unknown',
    head: [
      { strong: shortName(endpoint.id) },
      { faint: `  ${endpoint.region}${deployed === undefined ? '' : ` · ${words.deployed} ${utc(deployed)}`}` },
      LINE_END,
      `${words.endpointConfig} `,
      { code: shortName(config.name) },
      ...(config.state === 'seen' ? [] : [` ${unseen(config, draft)}`]),
    ],
    blocks: chains.map((steps): Block => ({ kind: 'chain', steps })),
  };
};

const stepsOf = (
  { variant, model, package: served, approval, training, data }: LineagePath,
  endpoint: string,
  draft: Draft,
): Step[] => {
  const { words, own } = draft;
  const missing = { tone: 'unknown' as const, lines: [[own.notReached]] };
  const isReached = model?.state === 'seen' && (served === undefined || served.state === 'seen');
  const before = isReached ? { tone: 'unknown' as const, lines: [[own.notFollowed]] } : missing;
  const packageLines: Text[] =
    served === undefined
      ? []
      : [
          [{ code: shortName(served.name) }],
          ...(served.status === undefined ? [] : [[{ strong: served.status }]]),
          ...(served.author === undefined ? [] : [[`${words.registeredBy} `, { code: personOf(served.author) }]]),
        ];
  return [
    {
      kind: own.trainingData,
      share: 4,
      ...(data === undefined ? before : stepOf(data, namesOf(data.sources, draft), draft)),
    },
    {
      kind: own.training,
      share: 4,
      ...(training === undefined ? before : stepOf(training, trainingLines(training, draft), draft)),
    },
    {
      kind: words.modelPackage,
      share: 6,
      ...(model === undefined || model.state === 'unseen'
        ? missing
        : stepOf(served ?? { state: 'absent' }, packageLines, draft)),
    },
    {
      kind: words.approval,
      share: 5,
      ...(approval === undefined ? missing : stepOf(approval, approvalLines(approval), draft)),
    },
    {
      kind: words.model,
      share: 4,
      ...stepOf(model ?? { state: 'absent' }, model === undefined ? [] : [[{ code: shortName(model.name) }]], draft),
    },
    {
      kind: own.endpoint,
      share: 4,
      tone: 'pass',
      lines: [[{ code: endpoint }], [{ faint: `${words.variant} ${variant}` }]],
    },
  ];
};

/** Names of so many are shown: the evaluation has them all. */
const MOST_NAMES = 3;

const namesOf = (names: readonly string[], { words }: Draft): Text[] => [
  ...names.slice(0, MOST_NAMES).map((name): Text => [{ code: shortName(name) }]),
  ...(names.length > MOST_NAMES ? [[{ faint: words.moreInEvaluation(names.length - MOST_NAMES) }]] : []),
];

const trainingLines = ({ jobs }: Training, draft: Draft): Text[] => [
  ...namesOf(
    jobs.map(({ name }) => name),
    draft,
  ),
  ...(jobs.some(({ by }) => by === 'record') ? [[{ faint: draft.own.byRecord }]] : []),
];

const approvalLines = ({ by, time }: Approval): Text[] => [
  ...(by === undefined ? [] : [[{ code: personOf(by) }]]),
  ...(time === undefined ? [] : [[{ faint: utc(time) }]]),
];

const stepOf = (state: LineageState, lines: readonly Text[], draft: Draft): { tone: Tone; lines: Text[] } => ({
  tone: state.state === 'seen' ? 'pass' : 'unknown',
  lines: [...lines, ...(state.state === 'seen' ? [] : [[unseen(state, draft)]])],
});

const unseen = (state: Exclude<LineageState, { readonly state: 'seen' }>, { words }: Draft): string =>
  state.state === 'absent' ? words.noneOnRecord : words.gapReason[state.reason];

// — what changed —

/** Changes of one kind that are named; the comparison itself has them all. */
const MOST_CHANGES = 50;

/** What became of the violations of an earlier run, or that none was named. */
export const changesSection = (draft: Draft): Section => ({
  title: draft.own.changes,
  blocks: draft.previous === undefined ? [paragraph([draft.own.noEarlier], 'note')] : changesOf(draft.previous, draft),
});

const changesOf = (previous: Evaluation, { catalogue, language, words, own, evaluation }: Draft): Block[] => {
  const diff = diffOf(previous, evaluation);
  const { before, after } = diff;
  const titles = new Map(catalogue.controls.map(({ id, text }) => [id, text[language].title]));
  const table = <T extends Change | Lost>(caption: string, all: readonly T[], what: (one: T) => string): Block => ({
    kind: 'table',
    caption: `${caption} ${all.length}`,
    columns: [
      { head: words.severityHead, share: 2 },
      { head: words.control, share: 6 },
      { head: own.waiverHead.resource, share: 5 },
      { head: words.gate.what, share: 6 },
    ],
    rows: [
      ...all
        .slice(0, MOST_CHANGES)
        .map((one): Text[] => [
          [words.severity[one.severity]],
          [titles.get(one.control) ?? one.control],
          [{ code: shortName(one.resource.id) }, { faint: `  ${one.resource.region}` }],
          [what(one)],
        ]),
      ...(all.length > MOST_CHANGES ? [[[], [own.moreChanges(all.length - MOST_CHANGES)], [], []]] : []),
    ],
  });
  const told = (change: Change): string => messageIn(change, catalogue, language);
  const unseen = diff.new.filter(({ unseenBefore }) => unseenBefore !== undefined).length;
  const toldNew = ({ unseenBefore, ...change }: Found): string =>
    told(change) + (unseenBefore === undefined ? '' : words.bracketed(words.unseenBefore[unseenBefore]));
  return [
    paragraph([own.earlier(utc(before.now))], 'note'),
    ...(before.now < evaluation.scope.now ? [] : [sentence(own.notEarlier)]),
    ...(diff.widened === undefined ? [] : [sentence(widenedLine(diff.widened, words))]),
    ...(before.bundle === after.bundle ? [] : [sentence(words.otherBundle)]),
    ...(before.params === after.params ? [] : [sentence(words.otherParams)]),
    {
      kind: 'facts',
      facts: [
        { name: words.diffLost, text: [String(diff.becameUnknown.length)] },
        { name: words.diffNew, text: [String(diff.new.length) + (unseen === 0 ? '' : words.diffUnseen(unseen))] },
        { name: words.diffFixed, text: [String(diff.fixed.length)] },
        { name: words.diffStill, text: [String(diff.still.length)] },
      ],
    },
    table(words.diffLost, diff.becameUnknown, ({ was, why }) => `${words.verdict[was]} → ${words.lost[why]}`),
    table(words.diffNew, diff.new, toldNew),
    table(words.diffFixed, diff.fixed, told),
  ];
};

const sentence = (text: string): Block => paragraph([{ strong: text }]);

const messageIn = ({ control, code, args, message }: Change, { controls }: Catalogue, language: Language): string => {
  const template = controls.find(({ id }) => id === control)?.text[language].messages[code];
  return template === undefined ? message : fill(template, args);
};
