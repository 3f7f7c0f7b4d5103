import { SEVERITIES, THEMES } from '../../model/control.js';
import type { Finding } from '../../model/finding.js';
import { REQUIREMENT_STATES } from '../../model/framework.js';
import { byCodeUnit } from '../../model/json.js';
import { CALL_OUTCOMES } from '../../model/snapshot.js';
import { VERDICTS, type Verdict } from '../../model/verdict.js';
import type { AnsweringRenderer } from '../renderer.js';
import { visible } from '../untrusted.js';
import { isSeenWhole, unseenOf } from '../view.js';

type Labels = Readonly<Record<string, string>>;

/** One family: its samples, each by the labels that tell it from the others. */
interface Family {
  readonly name: string;
  readonly help: string;
  readonly unit?: string;
  readonly samples: readonly (readonly [labels: Labels, value: number])[];
}

/**
 * A run as OpenMetrics 1.0 (https://prometheus.io/docs/specs/om/open_metrics_spec/), as the textfile collector of
 * node_exporter reads it, too. Names of resources are no labels: there are too many of them. A verdict that none has is
 * written as 0, so that an alert can tell it from one that is missing. By a framework, it counts the requirements, too.
 */
export const renderOpenMetrics: AnsweringRenderer = (evaluation, _catalogue, _language, assessed) => {
  const { scope, findings, coverage, exitCode, kansa, digests } = evaluation;
  const gapReasons = [...new Set(coverage.gaps.map(({ reason }) => reason))].sort(byCodeUnit);
  const services = [...new Set(coverage.calls.map(({ service }) => service))].sort(byCodeUnit);
  const isComplete = isSeenWhole(unseenOf(evaluation));
  const families: Family[] = [
    {
      name: 'kansa_run_info',
      help: 'The run that these figures are of.',
      samples: [[{ version: kansa, bundle: digests.bundle }, 1]],
    },
    {
      name: 'kansa_run_timestamp_seconds',
      help: 'When the account was looked at, since the epoch.',
      unit: 'seconds',
      samples: [[{}, scope.now / 1_000]],
    },
    {
      name: 'kansa_run_complete',
      help: '1 where everything that controls ask for was seen, else 0.',
      samples: [[{}, isComplete ? 1 : 0]],
    },
    { name: 'kansa_run_exit_code', help: 'The exit code that the run deserves.', samples: [[{}, exitCode]] },
    {
      name: 'kansa_findings',
      help: 'Verdicts by severity. An unknown is no pass.',
      samples: verdictsBy('severity', SEVERITIES, findings),
    },
    {
      name: 'kansa_theme_findings',
      help: 'Verdicts by theme.',
      samples: verdictsBy('theme', THEMES, findings),
    },
    {
      name: 'kansa_controls',
      help: 'Controls that were judged, that met no subject, and that the bundle has.',
      samples: [
        [{ state: 'judged' }, coverage.controls.judged],
        [{ state: 'without_subject' }, coverage.controlsWithoutSubject.length],
        [{ state: 'bundled' }, coverage.controls.of],
      ],
    },
    {
      name: 'kansa_lists',
      help: 'Lists of resources that were seen whole, and that were not.',
      samples: [
        [{ state: 'complete' }, coverage.listings.filter(({ state }) => state === 'complete').length],
        [{ state: 'incomplete' }, coverage.listings.filter(({ state }) => state !== 'complete').length],
      ],
    },
    {
      name: 'kansa_gaps',
      help: 'Places in resources that could not be seen, by reason.',
      samples: gapReasons.map((reason) => [
        { reason },
        coverage.gaps.filter((gap) => gap.reason === reason).reduce((sum, { count }) => sum + count, 0),
      ]),
    },
    {
      name: 'kansa_api_calls',
      help: 'Calls of the run by outcome.',
      samples: services.flatMap((service) =>
        CALL_OUTCOMES.map(
          (outcome) =>
            [
              { service, outcome },
              coverage.calls
                .filter((call) => call.service === service)
                .reduce((sum, { outcomes }) => sum + (outcomes[outcome] ?? 0), 0),
            ] as const,
        ),
      ),
    },
    {
      name: 'kansa_waivers',
      help: 'Waivers that were given, by what became of them.',
      samples: counted((coverage.waivers ?? []).map(({ state }) => state)),
    },
    {
      name: 'kansa_attestations',
      help: 'Attestations that were given, by how they stood.',
      samples: counted((evaluation.attestations ?? []).map(({ state }) => state)),
    },
    {
      name: 'kansa_requirements',
      help: 'Requirements of a framework by how they stand. An unknown is not satisfied.',
      samples:
        assessed === undefined
          ? []
          : REQUIREMENT_STATES.map((state) => [
              { framework: assessed.framework.id, version: assessed.framework.version, state },
              assessed.assessment.summary[state],
            ]),
    },
  ];
  const text = families.map((family) => familyText(family, { account: scope.account })).join('');
  return `${text}# EOF\n`;
};

/** Each verdict of each kind of finding, in their order. */
const verdictsBy = <T extends 'severity' | 'theme'>(
  by: T,
  kinds: readonly Finding[T][],
  findings: readonly Finding[],
): [Labels, number][] => {
  const counts = new Map<string, number>();
  const keyOf = (kind: Finding[T], verdict: Verdict) => `${kind} ${verdict}`;
  for (const finding of findings) {
    const key = keyOf(finding[by], finding.verdict);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return kinds.flatMap((kind) =>
    VERDICTS.map((verdict): [Labels, number] => [{ [by]: kind, verdict }, counts.get(keyOf(kind, verdict)) ?? 0]),
  );
};

const counted = (states: readonly string[]): [Labels, number][] =>
  [...new Set(states)].sort(byCodeUnit).map((state) => [{ state }, states.filter((one) => one === state).length]);

const familyText = ({ name, help, unit, samples }: Family, common: Labels): string =>
  samples.length === 0
    ? ''
    : [
        `# TYPE ${name} gauge`,
        ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
        `# HELP ${name} ${help}`,
        ...samples.map(([labels, value]) => `${name}{${labelsText({ ...common, ...labels })}} ${value}`),
        '',
      ].join('\n');

const labelsText = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',');

/** A label's value may hold any character, but these three have to be escaped. */
const escaped = (value: string): string =>
  visible(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
