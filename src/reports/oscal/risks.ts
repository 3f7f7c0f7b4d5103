import type { Language } from '../../model/control.js';
import type { Waiver } from '../../model/waiver.js';
import { WORDS } from '../text.js';
import type { ControlGroup } from '../view.js';
import { acceptance } from '../waivers.js';
import type { Observed, Own } from './observations.js';
import { instant, prop, prose } from './text.js';
import { OSCAL_WORDS } from './words.js';

/**
 * The weaknesses that were found: one for all violations of a control, open and with what mends it, and one for all that
 * the same waiver accepts: a deviation, which is approved where an approver is named, and requested where none is.
 */
export const risksOf = (
  groups: readonly ControlGroup[],
  observed: ReadonlyMap<string, readonly Observed[]>,
  language: Language,
  own: Own,
) =>
  groups.flatMap((group) => {
    const all = observed.get(group.id) ?? [];
    const failing = all.filter(({ finding }) => finding.verdict === 'fail');
    return [
      ...(failing.length === 0 ? [] : [openRisk(group, failing, language, own)]),
      ...acceptedIn(all).map(([waiver, accepted]) => deviation(group, waiver, accepted, language, own)),
    ].map((risk) => ({ control: group.id, risk }));
  });

const openRisk = (group: ControlGroup, failing: readonly Observed[], language: Language, own: Own) => ({
  ...weakness(group, failing),
  uuid: own(`risk ${group.id}`),
  description: prose(OSCAL_WORDS[language].violation),
  props: [prop('control', group.id), prop('severity', group.severity)],
  status: 'open',
  ...(group.text.remediation !== '' && {
    remediations: [
      {
        uuid: own(`remediation ${group.id}`),
        lifecycle: 'recommendation',
        title: prose(OSCAL_WORDS[language].remediation),
        description: prose(group.text.remediation),
      },
    ],
  }),
});

const deviation = (
  group: ControlGroup,
  waiver: Waiver,
  accepted: readonly Observed[],
  language: Language,
  own: Own,
) => {
  const { expires, owner, approver, ticket, origin } = waiver;
  const optional = (name: string, value: string | undefined) => (value === undefined ? [] : [prop(name, value)]);
  return {
    ...weakness(group, accepted),
    uuid: own(`risk ${group.id} ${JSON.stringify(waiver)}`),
    description: prose(
      `${OSCAL_WORDS[language].accepted}${WORDS[language].colon}${acceptance(waiver, WORDS[language])}`,
    ),
    props: [
      prop('control', group.id),
      prop('severity', group.severity),
      prop('expires', expires),
      ...optional('owner', owner),
      ...optional('approver', approver),
      ...optional('ticket', ticket),
      prop('origin', `${origin.file}:${origin.line}`),
    ],
    status: approver === undefined ? 'deviation-requested' : 'deviation-approved',
    deadline: instant(Date.parse(`${expires}T23:59:59.999Z`)),
  };
};

const weakness = ({ id, text }: ControlGroup, observed: readonly Observed[]) => ({
  title: prose(text.title),
  statement: prose(text.description || id),
  'related-observations': observed.map(({ uuid }) => ({ 'observation-uuid': uuid })),
});

/** The waivers that apply, each with all that it covers. */
const acceptedIn = (observed: readonly Observed[]): [Waiver, Observed[]][] => {
  const accepted = new Map<string, [Waiver, Observed[]]>();
  for (const one of observed)
    for (const waiver of one.finding.waivers ?? []) {
      const key = JSON.stringify(waiver);
      const known = accepted.get(key);
      if (known === undefined) accepted.set(key, [waiver, [one]]);
      else known[1].push(one);
    }
  return [...accepted.values()];
};
