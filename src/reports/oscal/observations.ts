import type { Language } from '../../model/control.js';
import type { Evidence, Finding } from '../../model/finding.js';
import { isFileSource, type Source, type Subject } from '../../model/resource.js';
import { WORDS, type Words } from '../text.js';
import { actionsOf, type ControlGroup, placeUnlisted, wholeMessageOf } from '../view.js';
import { acceptance } from '../waivers.js';
import { instant, lazily, type Prop, prop, prose, uuidOf } from './text.js';

/** The UUID of something that belongs to this document alone. */
export type Own = (name: string) => string;

/** One verdict, and the UUID of the observation that tells it. */
export interface Observed {
  readonly group: ControlGroup;
  readonly finding: Finding;
  readonly uuid: string;
  /** The UUID of the resource; of what nobody could list there is none that is known to exist. */
  readonly subject?: string;
}

export const observedIn = (groups: readonly ControlGroup[], own: Own): Observed[] => {
  const subjectUuid = subjectUuids();
  return groups.flatMap((group) =>
    group.findings.map((finding, index) => ({
      group,
      finding,
      uuid: own(`observation ${group.id} ${index} ${finding.fingerprint}`),
      ...(finding.reason !== 'not_listed' && { subject: subjectUuid(finding.resource) }),
    })),
  );
};

/** What an observation says besides: when, where its evidence stands, and who made it. */
interface Frame {
  readonly language: Language;
  /** Epoch milliseconds, where no call tells it better. */
  readonly now: number;
  /** UUIDs of the resource that is the run, and of the component that is kansa. */
  readonly run: string;
  readonly tool: string;
}

export const observationOf = ({ group, finding, uuid, subject }: Observed, { language, now, run, tool }: Frame) => {
  const { verdict, reason, fingerprint, evidence, gaps } = finding;
  const words = WORDS[language];
  const remarks = remarksOf(finding, words);
  const isWeakness = verdict === 'fail' || verdict === 'waived';
  return {
    uuid,
    title: prose(group.text.title),
    description: prose(wholeMessageOf(finding, group.text, language)),
    props: [
      prop('control', group.id),
      prop('verdict', verdict),
      ...(reason === undefined ? [] : [prop('reason', reason)]),
      prop('fingerprint', fingerprint),
      ...actionsOf(gaps).map((action) => prop('needs', action)),
    ],
    methods: ['TEST'],
    types: ['control-objective', ...(isWeakness ? ['finding'] : [])],
    origins: [{ actors: [{ type: 'tool', 'actor-uuid': tool }] }],
    ...(subject !== undefined && { subjects: [{ 'subject-uuid': subject, type: 'inventory-item' }] }),
    ...(evidence.length > 0 && { 'relevant-evidence': evidence.map((fact) => evidenceOf(fact, run, words)) }),
    collected: instant(lastCall(evidence) ?? now),
    ...(remarks !== '' && { remarks }),
  };
};

/** The resources that verdicts are on, each once: of an observation, the subject. */
export const inventoryOf = (observed: readonly Observed[]) => {
  const items = new Map<string, Subject>();
  for (const { finding, subject } of observed) if (subject !== undefined) items.set(subject, finding.resource);
  return lazily([...items], ([uuid, { type, id, account, region }]) => ({
    uuid,
    description: prose(`${type} ${id}`),
    props: [prop('resource-type', type), prop('resource-id', id), prop('account', account), prop('region', region)],
  }));
};

/** The same in every document, so that the resource can be followed from run to run. Most have several verdicts. */
const subjectUuids = () => {
  const known = new Map<string, string>();
  return ({ type, id, account, region }: Subject): string => {
    const name = `resource ${JSON.stringify([type, id, account, region])}`;
    const uuid = known.get(name) ?? uuidOf(name);
    known.set(name, uuid);
    return uuid;
  };
};

/** What stands at the place, and the calls that showed it. */
const evidenceOf = ({ pointer, value, omitted, source }: Evidence, run: string, words: Words) => {
  const none = omitted === true ? words.omitted : words.noValue;
  return {
    href: `#${run}`,
    description: prose(value === undefined ? `${pointer}${words.colon}${none}` : pointer),
    props: [
      prop('pointer', pointer),
      ...(value === undefined ? [] : [prop('value', JSON.stringify(value))]),
      ...source.flatMap((one, index) => callOf(one, `call-${index + 1}`)),
    ],
  };
};

const callOf = (source: Source, group: string): Prop[] =>
  isFileSource(source)
    ? [prop('place', `${source.file}:${source.line}`, group), prop('address', source.address, group)]
    : [
        prop('call', source.operation, group),
        prop('time', instant(source.time), group),
        ...(source.requestId === undefined ? [] : [prop('request-id', source.requestId, group)]),
      ];

/** When the last call answered that a verdict rests on. */
const lastCall = (evidence: readonly Evidence[]): number | undefined => {
  let last: number | undefined;
  for (const { source } of evidence)
    for (const one of source) if (!isFileSource(one) && (last === undefined || one.time > last)) last = one.time;
  return last;
};

/** What could not be seen, and who accepted what. */
const remarksOf = ({ reason, resource, gaps, waivers = [] }: Finding, words: Words): string =>
  [
    ...(reason === 'not_listed' ? [words.everyUnlisted(resource.type, placeUnlisted(resource))] : []),
    ...gaps.map((gap) =>
      [`${gap.pointer === '' ? '' : `${gap.pointer}${words.colon}`}${words.gapReason[gap.reason]}`, gap.detail].join(
        words.semicolon,
      ),
    ),
    ...waivers.map((waiver) => acceptance(waiver, words)),
  ]
    .map(prose)
    .join('\n\n');
