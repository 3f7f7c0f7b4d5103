import { type Language, SEVERITIES } from '../../model/control.js';
import type { Block, Document, Section, Text, Tone } from '../../model/document.js';
import type { CallCount, Evaluation } from '../../model/finding.js';
import { type Framework, REQUIREMENT_STATES, type RequirementState } from '../../model/framework.js';
import { byCodeUnit } from '../../model/json.js';
import { CALL_OUTCOMES } from '../../model/snapshot.js';
import { reasonsOf, standingOf, verdictsOf } from '../framework/assessment.js';
import { FRAMEWORK_WORDS } from '../framework/words.js';
import { WORDS, type Words } from '../text.js';
import { curesOf, isSeenWhole, narrowedTo, placeListed, TROUBLES, unseenOf, utc } from '../view.js';
import { changesSection, lineageSection, retentionSection } from './chains.js';
import { personalDataSection } from './data.js';
import { type Draft, type Edition, paragraph } from './draft.js';
import { attestationsSection, findingsSection, waiversSection } from './findings.js';
import { EDITION_WORDS, type EditionWords } from './words.js';

/** The auditor's edition: what could not be seen comes before what was found. Pure: the same run gives the same document. */
export const editionOf = (edition: Edition, language: Language): Document => {
  const draft: Draft = {
    ...edition,
    language,
    words: WORDS[language],
    own: EDITION_WORDS[language],
    answers: FRAMEWORK_WORDS[language],
    asked: askedOf(edition.framework),
  };
  const { framework, evaluation, attached } = edition;
  const { account, now } = evaluation.scope;
  const title = framework.title[language];
  const document: Document = {
    language,
    title,
    subtitle: draft.own.kind,
    running: `${title} · ${draft.words.account} ${account} · ${utc(now)}`,
    time: now,
    cover: coverOf(draft),
    contents: draft.words.contents,
    sections: [
      coverageSection(draft),
      methodSection(draft),
      resultsSection(draft),
      findingsSection(draft),
      waiversSection(draft),
      attestationsSection(draft),
      retentionSection(draft),
      personalDataSection(draft),
      lineageSection(draft),
      changesSection(draft),
      catalogueSection(draft),
      ...(attached.length === 0 ? [] : [attachedSection(draft)]),
    ].map(withoutEmptyTables),
    colophon: draft.own.madeBy(evaluation.kansa),
  };
  return shortened(document, draft.own);
};

/** A table without a row says nothing. */
const withoutEmptyTables = ({ blocks, ...section }: Section): Section => ({
  ...section,
  blocks: blocks.filter((block) => block.kind !== 'table' || block.rows.length > 0),
});

const askedOf = ({ requirements }: Framework): ReadonlyMap<string, readonly string[]> => {
  const asked = new Map<string, string[]>();
  for (const { id, controls } of requirements)
    for (const control of controls) asked.set(control, [...(asked.get(control) ?? []), id]);
  return asked;
};

/** Characters of one text that a document shows: as many as the longest ARN has. */
const MOST_CHARACTERS = 2048;

/** The same document without a text that would fill pages: a name or a tag of an attacker. */
const shortened = <T>(value: T, own: EditionWords): T => {
  const cut = (part: unknown): unknown => {
    if (typeof part === 'string')
      return part.length <= MOST_CHARACTERS
        ? part
        : `${part.slice(0, MOST_CHARACTERS)}${own.cut(part.length - MOST_CHARACTERS)}`;
    if (Array.isArray(part)) return part.map(cut);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, cut(inner)]));
  };
  // Only strings change, so that the shape stays.
  return cut(value) as T;
};

const STATE_TONE: Readonly<Record<RequirementState, Tone>> = {
  not_satisfied: 'fail',
  unknown: 'unknown',
  unattested: 'manual',
  accepted: 'waived',
  satisfied: 'pass',
  not_applicable: 'not_applicable',
  undecidable: 'not_applicable',
};

// — page one —

const coverOf = (draft: Draft): Block[] => {
  const { framework, assessment, evaluation, seal, language, words, own, answers } = draft;
  const { scope, digests } = evaluation;
  const isWhole = isSeenWhole(unseenOf(evaluation));
  const [headline = '', ...limits] = standingOf(assessment, language);
  const narrowing = narrowedTo(evaluation, words);
  return [
    {
      kind: 'facts',
      facts: [
        { name: words.account, text: [`${scope.account} (${scope.partition})`] },
        { name: words.regions, text: [scope.regions.join(words.comma)] },
        {
          name: own.framework,
          text: [
            `${framework.title[language]}${words.colon}${answers.edition(framework.version, framework.publisher)}`,
          ],
        },
        { name: own.period, text: [own.span(utc(scope.since), utc(scope.now)), { faint: ` ${own.periodNote}` }] },
        ...(seal.state === 'unsealed' ? [] : [{ name: own.manifest, text: [{ code: seal.manifest }] }]),
        { name: own.signature, text: [own.seal[seal.state]] },
        { name: own.findingsDigest, text: [{ code: digests.findings }] },
        { name: own.judgedBy, text: [`kansa ${evaluation.kansa}`] },
      ],
    },
    {
      kind: 'entry',
      tone: seal.state === 'altered' ? 'fail' : isWhole ? 'pass' : 'unknown',
      head: [{ strong: headline }],
      blocks: [
        ...(seal.state === 'altered' ? [paragraph([{ strong: own.seal.altered }])] : []),
        ...limits.map((sentence) => paragraph([{ strong: sentence }])),
        ...(narrowing === undefined || limits.includes(narrowing) ? [] : [paragraph([narrowing])]),
        ...(isWhole ? [] : [paragraph([own.coverageNote])]),
      ],
    },
    {
      kind: 'table',
      caption: own.states,
      columns: [
        { head: answers.stateHead, share: 3 },
        { head: words.count, share: 1, numeric: true },
        { head: answers.reasonHead, share: 8 },
      ],
      rows: REQUIREMENT_STATES.map((state) => [
        [{ badge: answers.state[state], tone: STATE_TONE[state] }],
        [String(assessment.summary[state])],
        [own.stateMeaning[state]],
      ]),
    },
  ];
};

// — coverage and limits —

const coverageSection = (draft: Draft): Section => {
  const { evaluation, assessment, words, own, language } = draft;
  const { coverage, scope } = evaluation;
  const lists = coverage.listings.filter(({ state }) => state !== 'complete');
  const cures = curesOf(evaluation);
  const narrowing = narrowedTo(evaluation, words);
  return {
    title: own.coverage,
    blocks: [
      ...standingOf(assessment, language).map((sentence) => paragraph([{ strong: sentence }])),
      paragraph([isSeenWhole(unseenOf(evaluation)) ? words.allSeen : own.coverageNote], 'note'),
      ...(narrowing === undefined ? [] : [paragraph([`${own.narrowed}${words.colon}${narrowing}`])]),
      ...((scope.regionsOff ?? []).length === 0
        ? []
        : [paragraph([`${own.regionsOff}${words.colon}${(scope.regionsOff ?? []).join(words.comma)}`])]),
      {
        kind: 'table',
        caption: words.listings,
        columns: [
          { head: words.resourceType, share: 4 },
          { head: words.region, share: 3 },
          { head: words.reason, share: 5 },
        ],
        rows: lists.map(({ type, state, cause, ...listing }) => [
          [{ code: type }],
          [placeListed(listing)],
          [
            words.listing[state],
            ...(cause === undefined
              ? []
              : [
                  `${words.colon}${words.gapReason[cause.reason]} `,
                  { english: cause.detail },
                  ...(cause.action === undefined ? [] : [` ${words.needs}${words.colon}`, { code: cause.action }]),
                ]),
          ],
        ]),
      },
      {
        kind: 'table',
        caption: words.gapSummary,
        columns: [
          { head: words.action, share: 5 },
          { head: words.reason, share: 5 },
          { head: words.count, share: 2, numeric: true },
        ],
        rows: coverage.gaps.map(({ action, reason, count }) => [
          [action === '' ? '–' : { code: action }],
          [gapReason(reason, words)],
          [String(count)],
        ]),
      },
      {
        kind: 'table',
        caption: words.cures,
        columns: [
          { head: words.action, share: 6 },
          { head: words.verdicts, share: 2, numeric: true },
          { head: words.lists, share: 2, numeric: true },
          { head: words.places, share: 2, numeric: true },
        ],
        rows: cures.map((cure) => [
          [{ code: cure.action }],
          [String(cure.verdicts)],
          [String(cure.lists)],
          [String(cure.places)],
        ]),
      },
      troubleTable(coverage.calls, words),
      callTable(coverage.calls, words),
      { kind: 'heading', text: own.limits },
      { kind: 'list', items: own.limitTexts.map((text) => [text]) },
    ],
  };
};

const gapReason = (reason: string, words: Words): string =>
  Object.entries(words.gapReason).find(([known]) => known === reason)?.[1] ?? reason;

const troubleTable = (calls: readonly CallCount[], words: Words): Block => ({
  kind: 'table',
  caption: words.trouble,
  columns: [
    { head: words.call, share: 5 },
    { head: words.region, share: 3 },
    { head: words.outcomes, share: 4 },
  ],
  rows: calls
    .filter(({ outcomes }) => TROUBLES.some((outcome) => (outcomes[outcome] ?? 0) > 0))
    .map(({ service, operation, region, outcomes }) => [
      [{ code: `${service}:${operation}` }],
      [region],
      [
        CALL_OUTCOMES.filter((outcome) => (outcomes[outcome] ?? 0) > 0)
          .map((outcome) => `${words.outcome[outcome]} ${outcomes[outcome]}`)
          .join(words.comma),
      ],
    ]),
});

const callTable = (calls: readonly CallCount[], words: Words): Block => ({
  kind: 'table',
  caption: words.callsByService,
  columns: [
    { head: words.service, share: 4 },
    { head: words.answered, share: 2, numeric: true },
    { head: words.answeredNone, share: 3, numeric: true },
    { head: words.troubled, share: 3, numeric: true },
  ],
  rows: [...new Set(calls.map(({ service }) => service))].sort(byCodeUnit).map((service) => {
    const own = calls.filter((call) => call.service === service);
    const count = (outcomes: readonly (keyof CallCount['outcomes'])[]): Text => [
      String(own.flatMap((call) => outcomes.map((one) => call.outcomes[one] ?? 0)).reduce((sum, n) => sum + n, 0)),
    ];
    return [[service], count(['ok']), count(['absent', 'gone']), count(TROUBLES)];
  }),
});

// — scope and method —

const methodSection = ({ framework, evaluation: { digests, coverage }, language, words, own }: Draft): Section => ({
  title: own.method,
  blocks: [
    { kind: 'heading', text: own.ofSource },
    paragraph([framework.scope[language]]),
    ...(framework.url === undefined ? [] : [paragraph([{ code: framework.url }])]),
    { kind: 'heading', text: own.judging },
    { kind: 'list', items: own.methodTexts.map((text) => [text]) },
    {
      kind: 'facts',
      facts: [
        { name: own.bundleDigest, text: [{ code: digests.bundle }] },
        { name: own.paramsDigest, text: [{ code: digests.params }] },
        { name: own.findingsDigest, text: [{ code: digests.findings }] },
      ],
    },
    {
      kind: 'table',
      caption: words.resourcesSeen,
      columns: [
        { head: words.resourceType, share: 9 },
        { head: words.count, share: 3, numeric: true },
      ],
      rows: Object.keys(coverage.resources)
        .sort(byCodeUnit)
        .map((type) => [[{ code: type }], [String(coverage.resources[type])]]),
    },
  ],
});

// — results —

const resultsSection = ({ framework, assessment, language, own, answers }: Draft): Section => ({
  title: own.results,
  blocks: framework.sections.flatMap(({ id, title }): Block[] => {
    const results = assessment.requirements.filter(({ section }) => section === id);
    if (results.length === 0) return [];
    return [
      {
        kind: 'table',
        caption: `${id}  ${title[language]}`,
        columns: [
          { head: answers.requirementHead, share: 7 },
          { head: answers.stateHead, share: 3 },
          { head: answers.reasonHead, share: 5 },
          { head: answers.findingsHead, share: 4 },
        ],
        rows: results.map((result) => [
          [{ strong: result.requirement }, ` ${result.title[language]}`],
          [{ badge: answers.state[result.state], tone: STATE_TONE[result.state] }],
          [reasonsOf(result, language)],
          [verdictsOf(result, language)],
        ]),
      },
    ];
  }),
});

// — appendices —

const catalogueSection = ({ catalogue, evaluation, asked, language, words, own }: Draft): Section => {
  const counts = new Map<string, Record<Evaluation['findings'][number]['verdict'], number>>();
  for (const { control, verdict } of evaluation.findings) {
    const entry = counts.get(control) ?? { fail: 0, unknown: 0, manual: 0, waived: 0, not_applicable: 0, pass: 0 };
    entry[verdict] += 1;
    counts.set(control, entry);
  }
  const ordered = catalogue.controls.toSorted(
    (a, b) =>
      Number(asked.has(b.id)) - Number(asked.has(a.id)) ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      byCodeUnit(a.id, b.id),
  );
  return {
    title: own.catalogue,
    isAppendix: true,
    blocks: [
      paragraph([own.catalogueNote], 'note'),
      {
        kind: 'table',
        caption: own.catalogueTable,
        columns: [
          { head: words.control, share: 9 },
          { head: own.severity, share: 2 },
          { head: own.requirements, share: 3 },
          { head: own.verdicts, share: 4 },
        ],
        rows: ordered.map(({ id, text, severity }) => {
          const verdicts = counts.get(id);
          return [
            [`${text[language].title} `, { code: id }],
            [words.severity[severity]],
            [(asked.get(id) ?? ['–']).join(words.comma)],
            [verdicts === undefined ? '–' : verdictsOf({ verdicts }, language)],
          ];
        }),
      },
    ],
  };
};

const attachedSection = ({ attached, own }: Draft): Section => ({
  title: own.attachments,
  isAppendix: true,
  blocks: [
    paragraph([own.attachmentsNote], 'note'),
    {
      kind: 'table',
      caption: own.attachmentsTable,
      columns: [
        { head: own.file, share: 4 },
        { head: own.holds, share: 8 },
      ],
      rows: attached.map(({ name, holds }) => [[{ code: name }], [own.attachment[holds]]]),
    },
  ],
});
