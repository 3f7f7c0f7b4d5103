import type { Block, Section, Text } from '../../model/document.js';
import type { Evidence, Finding, Violation } from '../../model/finding.js';
import type { Gap } from '../../model/gap.js';
import { isFileSource, type Source } from '../../model/resource.js';
import {
  type ControlGroup,
  groupsOf,
  isOpen,
  messageOf,
  OPEN,
  placeUnlisted,
  shortName,
  utc,
  violationText,
} from '../view.js';
import { acceptance } from '../waivers.js';
import { type Draft, LINE_END, paragraph, written } from './draft.js';

/** Facts of one violation that stand beside it; the run has them all. */
const MOST_FACTS = 4;

/** Calls that are named for one fact: the first, which is of the resource itself. */
const MOST_CALLS = 1;

/** Violations of one finding. */
const MOST_VIOLATIONS = 4;

/** Characters of a value. */
const LONGEST_VALUE = 400;

/** The open findings of the framework's controls, the most severe controls first, up to the stated number; the rest counted. */
export const findingsSection = (draft: Draft): Section => {
  const { evaluation, catalogue, asked, language, words, own, mostFindings } = draft;
  const all = groupsOf(evaluation, catalogue, language).map((group) => ({
    ...group,
    findings: OPEN.flatMap((verdict) => group.findings.filter((finding) => finding.verdict === verdict)),
  }));
  const open = all.filter(({ id, findings }) => findings.length > 0 && asked.has(id));
  const count = open.reduce((sum, { findings }) => sum + findings.length, 0);
  const elsewhere = evaluation.findings.filter((finding) => isOpen(finding) && !asked.has(finding.control)).length;
  const { shown, rest } = divided(open, mostFindings);
  return {
    title: own.findings,
    blocks: [
      note(count === 0 ? own.noFindings : own.findingsNote(Math.min(count, mostFindings), count)),
      ...(elsewhere === 0 ? [] : [note(own.elsewhere(elsewhere))]),
      ...shown.flatMap((group) => controlBlocks(group, draft)),
      {
        kind: 'table',
        caption: own.rest,
        columns: [
          { head: words.control, share: 9 },
          { head: own.severity, share: 2 },
          ...OPEN.map((verdict) => ({ head: words.verdict[verdict], share: 2, numeric: true as const })),
        ],
        rows: rest.map(({ id, text, severity, findings }) => [
          [`${text.title} `, { code: id }],
          [words.severity[severity]],
          ...OPEN.map((verdict): Text => [String(findings.filter((one) => one.verdict === verdict).length)]),
        ]),
      },
    ],
  };
};

const note = (text: string): Block => paragraph([text], 'note');

/** The first findings, and those for which no room is left, each by their controls. */
const divided = (
  groups: readonly ControlGroup[],
  most: number,
): { readonly shown: ControlGroup[]; readonly rest: ControlGroup[] } => {
  let room = most;
  const [shown, rest]: [ControlGroup[], ControlGroup[]] = [[], []];
  for (const group of groups) {
    const fitting = group.findings.slice(0, room);
    room -= fitting.length;
    if (fitting.length > 0) shown.push({ ...group, findings: fitting });
    if (fitting.length < group.findings.length) rest.push({ ...group, findings: group.findings.slice(fitting.length) });
  }
  return { shown, rest };
};

const controlBlocks = (group: ControlGroup, draft: Draft): Block[] => {
  const { id, severity, theme, text, findings } = group;
  const { words, own, asked } = draft;
  return [
    { kind: 'heading', text: text.title },
    {
      kind: 'paragraph',
      text: [
        { strong: words.severity[severity] },
        ` · ${words.theme[theme]} · `,
        { code: id },
        ` · ${own.requirements}${words.colon}${(asked.get(id) ?? []).join(words.comma)}`,
      ],
      look: 'note',
    },
    paragraph([text.description]),
    ...(text.remediation === ''
      ? []
      : [paragraph([{ strong: `${words.remediation}${words.colon}` }, text.remediation])]),
    ...findings.map((finding) => findingEntry(finding, group, draft)),
  ];
};

const findingEntry = (finding: Finding, { text }: ControlGroup, draft: Draft): Block => {
  const { words, language } = draft;
  const { verdict, violations, unproven, gaps, waivers = [], reason, message } = finding;
  const more = violations.length - MOST_VIOLATIONS;
  const isUnexplained = verdict === 'unknown' || violations.length === 0;
  return {
    kind: 'entry',
    tone: verdict,
    head: [{ badge: words.verdict[verdict], tone: verdict }, ' ', ...subjectOf(finding, draft)],
    blocks: [
      ...(isUnexplained ? [paragraph([messageOf(finding, text, language)])] : []),
      ...(reason === 'evaluation_error' ? [paragraph([{ english: message }])] : []),
      ...violations.slice(0, MOST_VIOLATIONS).flatMap((violation) => violationBlocks(violation, text, draft)),
      ...(more > 0 ? [note(draft.own.moreViolations(more))] : []),
      ...(gaps.length === 0
        ? []
        : [{ kind: 'list' as const, items: gaps.map((gap) => gapText(gap, reason === 'not_listed', draft)) }]),
      ...(unproven.length === 0
        ? []
        : [
            paragraph([{ strong: words.unproven }]),
            ...unproven.flatMap((violation) => violationBlocks(violation, text, draft)),
          ]),
      ...waivers.map((waiver) => paragraph([acceptance(waiver, words)])),
    ],
  };
};

const subjectOf = ({ resource, reason }: Finding, { words }: Draft): Text => {
  const { type, id, region } = resource;
  if (reason === 'not_listed') return [{ strong: words.everyUnlisted(type, placeUnlisted(resource)) }];
  const name = shortName(id);
  return [{ code: name }, { faint: `  ${type} · ${region}` }, ...(name === id ? [] : [LINE_END, { code: id }])];
};

const violationBlocks = (
  violation: Violation,
  text: ControlGroup['text'],
  { language, own, ...draft }: Draft,
): Block[] => {
  const more = violation.evidence.length - MOST_FACTS;
  return [
    paragraph([violationText(violation, text, language)]),
    {
      kind: 'list',
      items: [
        ...violation.evidence.slice(0, MOST_FACTS).map((fact) => factText(fact, { language, own, ...draft })),
        ...(more > 0 ? [[own.moreEvidence(more)]] : []),
      ],
    },
  ];
};

const factText = ({ pointer, value, omitted, source }: Evidence, draft: Draft): Text => {
  const { words, own } = draft;
  const whole = value === undefined ? undefined : JSON.stringify(value);
  const shown =
    whole === undefined || whole.length <= LONGEST_VALUE
      ? whole
      : `${whole.slice(0, LONGEST_VALUE)}${own.cut(whole.length - LONGEST_VALUE)}`;
  return [
    { code: pointer },
    shown === undefined ? `${words.colon}${omitted ? words.omitted : words.noValue}` : words.colon,
    ...(shown === undefined ? [] : [{ code: shown }]),
    ...callsText(source, draft),
  ];
};

const callsText = (source: readonly Source[], { words, own }: Draft): Text => {
  if (source.length === 0) return [];
  const more = source.length - MOST_CALLS;
  const named = source.slice(0, MOST_CALLS).map((shown) => {
    if (isFileSource(shown)) return `${shown.file}:${shown.line} · ${shown.address}`;
    const request = shown.requestId === undefined ? '' : ` · ${words.requestId} ${shown.requestId}`;
    return `${shown.operation} · ${utc(shown.time)}${request}`;
  });
  return [
    LINE_END,
    {
      faint: `${words.shownBy}${words.colon}${[...named, ...(more > 0 ? [own.moreCalls(more)] : [])].join(words.semicolon)}`,
    },
  ];
};

const gapText = ({ pointer, kind, reason, detail, action }: Gap, isList: boolean, { words }: Draft): Text => [
  pointer === '' ? (isList ? words.wholeList : words.wholeResource) : { code: pointer },
  `${kind === 'partial' ? words.bracketed(words.partialList) : ''}${words.colon}`,
  { strong: words.gapReason[reason] },
  ...(detail === '' ? [] : [' ', { english: detail }]),
  ...(action === undefined ? [] : [` ${words.needs}${words.colon}`, { code: action }]),
];

/** Every waiver that was given to the run, and what became of it. */
export const waiversSection = ({ evaluation, words, own }: Draft): Section => {
  const waivers = evaluation.coverage.waivers ?? [];
  const { waiverHead } = own;
  return {
    title: own.waivers,
    blocks:
      waivers.length === 0
        ? [note(own.noWaivers)]
        : [
            {
              kind: 'table',
              caption: own.waivers,
              columns: [
                { head: words.control, share: 5 },
                { head: waiverHead.resource, share: 4 },
                { head: words.reason, share: 5 },
                { head: waiverHead.people, share: 3 },
                { head: waiverHead.expires, share: 3 },
                { head: waiverHead.violations, share: 2, numeric: true },
              ],
              rows: waivers.map(
                ({ control, resource, tags = {}, owner, approver, reason, ticket, expires, state, ...rest }) => [
                  [{ code: control }],
                  [
                    {
                      code: [
                        ...(resource === undefined ? [] : [resource]),
                        ...Object.entries(tags).map(([key, value]) => `${key}=${value}`),
                      ].join(' '),
                    },
                  ],
                  written([reason, ...(ticket === undefined ? [] : [ticket])].join(words.semicolon)),
                  [[owner, approver].map((person) => person ?? '–').join(words.comma)],
                  [
                    `${expires} `,
                    { badge: own.waiverState[state], tone: state === 'applied' ? 'waived' : 'not_applicable' },
                  ],
                  [String(rest.violations)],
                ],
              ),
            },
          ],
  };
};

/** What people stated of this framework's requirements. */
export const attestationsSection = ({ assessment, words, own, answers }: Draft): Section => {
  const given = assessment.requirements.flatMap(({ requirement, attestations }) =>
    attestations.map((attestation) => ({ ...attestation, requirement })),
  );
  const { attestationHead } = own;
  return {
    title: own.attestations,
    blocks:
      given.length === 0
        ? [note(own.noAttestations)]
        : [
            {
              kind: 'table',
              caption: own.attestations,
              columns: [
                { head: answers.requirementHead, share: 2 },
                { head: attestationHead.statement, share: 9 },
                { head: attestationHead.owner, share: 3 },
                { head: attestationHead.until, share: 3 },
              ],
              rows: given.map(({ requirement, statement, evidence, owner, date, expires, state }) => [
                [{ strong: requirement }],
                [
                  ...written(statement),
                  ...evidence.flatMap(
                    ({ file, sha256, size }): Text => [
                      LINE_END,
                      { code: file },
                      { faint: words.bracketed(`${own.bytes(size)}${words.semicolon}SHA-256 ${sha256}`) },
                    ],
                  ),
                ],
                [owner],
                [
                  date,
                  LINE_END,
                  `${expires} `,
                  { badge: answers.attestation[state], tone: state === 'in_force' ? 'pass' : 'fail' },
                ],
              ]),
            },
          ],
  };
};
