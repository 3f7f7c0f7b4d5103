import type { AttestationOutcome } from '../../model/attestation.js';
import type { Catalogue, Language } from '../../model/control.js';
import type { Evaluation } from '../../model/finding.js';
import { type Assessed, standingOf } from '../framework/assessment.js';
import { FRAMEWORK_WORDS } from '../framework/words.js';
import { unreadIn } from '../issues.js';
import type { AnsweringRenderer } from '../renderer.js';
import { WORDS } from '../text.js';
import { type ControlGroup, groupsOf, isSeenWhole, narrowedTo, placeListed, unseenOf } from '../view.js';
import { type Objective, objectivesOfControls, objectivesOfRequirements, targetOf } from './objectives.js';
import { inventoryOf, type Observed, type Own, observationOf, observedIn } from './observations.js';
import { risksOf } from './risks.js';
import { documentPieces, instant, lazily, NAMESPACE, prop, prose, tokensOf, uuidOf } from './text.js';
import { OSCAL_WORDS } from './words.js';

/**
 * A run as OSCAL 1.1.3 assessment results (https://pages.nist.gov/OSCAL/reference/1.1.3/assessment-results/json-outline/):
 * an observation for each verdict, with its evidence and the calls that showed it, and a finding for each control or, by a
 * framework, for each requirement. OSCAL knows satisfied and not-satisfied only: but for a pass all is not satisfied, and
 * what is no violation says so. Every UUID is made of what it names, so that equal runs give equal bytes.
 */
export const renderOscal: AnsweringRenderer = (...given) => [...oscalPieces(...given)].join('');

/** The same in pieces, about one an observation. */
export function* oscalPieces(
  ...[evaluation, catalogue, language, assessed]: Parameters<AnsweringRenderer>
): Iterable<string> {
  const { scope, digests, kansa } = evaluation;
  const words = OSCAL_WORDS[language];
  const framework = assessed && [assessed.framework.id, assessed.framework.version];
  const document = uuidOf(JSON.stringify([kansa, digests, scope, language, framework]));
  const own: Own = (name) => uuidOf(`${document} ${name}`);
  const frame = { language, now: scope.now, run: own('run'), tool: uuidOf(`tool ${kansa}`) };
  const groups = answering(groupsOf(evaluation, catalogue, language), assessed);
  const observed = observedIn(groups, own);
  const byControl = groupedByControl(observed);
  const risks = risksOf(groups, byControl, language, own);
  const objectives =
    assessed === undefined
      ? objectivesOfControls(evaluation, groups, catalogue, language)
      : objectivesOfRequirements(assessed, language);
  const tokens = tokensOf(objectives.map(({ name }) => name));
  const tokenOf = ({ name }: Objective): string => tokens.get(name) ?? name;
  const time = instant(scope.now);
  const title = prose(evaluation.coverage.files === undefined ? words.title(scope.account) : words.templates);
  const told = tell(evaluation, language, assessed);
  const attestations = attestationsOf(evaluation, assessed);

  const findings = objectives.map((objective) => {
    const observations = objective.controls.flatMap((control) => byControl.get(control) ?? []);
    const ofThem = risks.filter(({ control }) => objective.controls.includes(control));
    return {
      uuid: own(`finding ${objective.name}`),
      title: prose(objective.title),
      description: prose(objective.asks),
      props: objective.props,
      target: targetOf(objective, tokenOf(objective), language),
      ...(observations.length > 0 && {
        'related-observations': observations.map(({ uuid }) => ({ 'observation-uuid': uuid })),
      }),
      ...(ofThem.length > 0 && { 'related-risks': ofThem.map(({ risk }) => ({ 'risk-uuid': risk.uuid })) }),
    };
  });
  const result = {
    uuid: own('result'),
    title,
    description: told.standing,
    start: time,
    end: time,
    props: propsOf(evaluation, assessed),
    'local-definitions': {
      ...(observed.length > 0 && { 'inventory-items': inventoryOf(observed) }),
      'assessment-assets': toolOf(evaluation, frame.tool, language),
    },
    'reviewed-controls': {
      description: told.reviewed,
      'control-selections': [
        objectives.length > 0
          ? { 'include-controls': objectives.map((one) => ({ 'control-id': tokenOf(one) })) }
          : noneOf(catalogue, words.nothing),
      ],
    },
    ...(attestations.length > 0 && { attestations: attestations.map((one) => attestationOf(one, language)) }),
    ...(observed.length > 0 && { observations: lazily(observed, (one) => observationOf(one, frame)) }),
    ...(risks.length > 0 && { risks: risks.map(({ risk }) => risk) }),
    ...(findings.length > 0 && { findings }),
    ...(told.unlisted !== '' && { remarks: told.unlisted }),
  };
  yield* documentPieces({
    'assessment-results': {
      uuid: own('assessment-results'),
      metadata: { title, 'last-modified': time, version: time, 'oscal-version': '1.1.3', remarks: told.standing },
      'import-ap': { href: `#${own('plan')}` },
      results: [result],
      'back-matter': {
        resources: [
          {
            uuid: own('plan'),
            title: prose(words.plan),
            description: prose(words.planNote),
            rlinks: [{ href: 'bundle/policy.wasm', hashes: [{ algorithm: 'SHA-256', value: digests.bundle }] }],
          },
          {
            uuid: frame.run,
            title: prose(words.run),
            description: prose(words.runNote),
            rlinks: [{ href: 'evaluation.json' }, { href: 'manifest.json' }],
          },
        ],
      },
    },
  });
  yield '\n';
}

/** The controls that a framework asks for, or all. */
const answering = (groups: readonly ControlGroup[], assessed: Assessed | undefined): readonly ControlGroup[] => {
  if (assessed === undefined) return groups;
  const asked = new Set(assessed.framework.requirements.flatMap(({ controls }) => controls));
  return groups.filter(({ id }) => asked.has(id));
};

/** OSCAL has no empty selection: all are taken, and each that is known is left out. */
const noneOf = ({ controls }: Catalogue, nothing: string) => {
  const ids = tokensOf(controls.map(({ id }) => id));
  return {
    description: prose(nothing),
    'include-all': {},
    ...(ids.size > 0 && { 'exclude-controls': [...ids.values()].map((id) => ({ 'control-id': id })) }),
  };
};

const groupedByControl = (observed: readonly Observed[]): ReadonlyMap<string, readonly Observed[]> => {
  const groups = new Map<string, Observed[]>();
  for (const one of observed) {
    const known = groups.get(one.group.id);
    if (known === undefined) groups.set(one.group.id, [one]);
    else known.push(one);
  }
  return groups;
};

/** What the run as a whole says; what it did not see comes first. */
const tell = (evaluation: Evaluation, language: Language, assessed: Assessed | undefined) => {
  const { scope, coverage } = evaluation;
  const words = OSCAL_WORDS[language];
  const { colon, comma, semicolon, listing, gapReason } = WORDS[language];
  const unseen = unseenOf(evaluation);
  const narrowed = narrowedTo(evaluation, WORDS[language]);
  const seen = isSeenWhole({ ...unseen, isNarrowed: false }) ? words.whole : words.unseen(unseen);
  const paragraphs = [
    unseen.isEmpty ? `${words.nothing} ${words.unseen(unseen)}` : seen,
    ...(narrowed === undefined ? [] : [narrowed]),
    ...(assessed === undefined ? [] : standingOf(assessed.assessment, language).slice(0, 1)),
    coverage.files === undefined ? words.result(scope.account, scope.regions.join(comma)) : words.resultOfTemplates,
  ];
  const unlisted = coverage.listings
    .filter(({ state }) => state !== 'complete')
    .map((list) =>
      [
        `${list.type} ${placeListed(list)}`,
        listing[list.state],
        ...(list.cause === undefined ? [] : [gapReason[list.cause.reason], list.cause.detail]),
      ].join(semicolon),
    );
  const unread = unreadIn(evaluation).map(
    ({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`}${colon}${message}`,
  );
  return {
    standing: paragraphs.map(prose).join('\n\n'),
    unlisted: [...unlisted, ...unread].map(prose).join('\n\n'),
    reviewed: prose(
      assessed === undefined
        ? words.judged
        : words.asked(assessed.framework.title[language], assessed.framework.version),
    ),
  };
};

const propsOf = (evaluation: Evaluation, assessed: Assessed | undefined) => {
  const { scope, coverage, digests, exitCode } = evaluation;
  const { isEmpty, isNarrowed, ...counts } = unseenOf(evaluation);
  return [
    prop('complete', isSeenWhole({ isEmpty, isNarrowed, ...counts }) ? 'yes' : 'no'),
    ...Object.entries(counts).map(([name, count]) => prop(`unseen-${name}`, String(count))),
    prop('controls-judged', `${coverage.controls.judged}/${coverage.controls.of}`),
    ...(isNarrowed ? [prop('narrowed', 'yes')] : []),
    prop('exit-code', String(exitCode)),
    prop('account', scope.account),
    prop('partition', scope.partition),
    ...scope.regions.map((region) => prop('region', region)),
    ...(assessed === undefined
      ? []
      : [prop('framework', assessed.framework.id), prop('framework-version', assessed.framework.version)]),
    ...Object.entries(digests).map(([name, digest]) => prop(`digest-${name}`, digest)),
  ];
};

const toolOf = ({ kansa }: Evaluation, tool: string, language: Language) => ({
  components: [
    {
      uuid: tool,
      type: 'software',
      title: 'kansa',
      description: prose(OSCAL_WORDS[language].tool),
      props: [prop('version', kansa)],
      status: { state: 'operational' },
    },
  ],
  'assessment-platforms': [
    { uuid: uuidOf(`platform ${kansa}`), title: 'kansa', 'uses-components': [{ 'component-uuid': tool }] },
  ],
});

/** Of a framework those of its requirements; else every one that the run was given. */
const attestationsOf = (
  { attestations = [] }: Evaluation,
  assessed: Assessed | undefined,
): readonly AttestationOutcome[] =>
  assessed === undefined ? attestations : assessed.assessment.requirements.flatMap((result) => result.attestations);

const attestationOf = (attestation: AttestationOutcome, language: Language) => {
  const { requirement, statement, owner, date, expires, state, evidence } = attestation;
  const words = FRAMEWORK_WORDS[language];
  return {
    parts: [
      {
        name: 'attestation',
        ns: NAMESPACE,
        title: prose(`${requirement}${WORDS[language].colon}${words.attestation[state]}`),
        props: [
          prop('requirement', requirement),
          prop('state', state),
          prop('owner', owner),
          prop('date', date),
          prop('expires', expires),
          ...evidence.flatMap(({ file, sha256 }, index) => [
            prop('evidence', file, `evidence-${index + 1}`),
            prop('sha256', sha256, `evidence-${index + 1}`),
          ]),
        ],
        prose: prose(statement),
      },
    ],
  };
};
