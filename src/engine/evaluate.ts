import { createHash, hash } from 'node:crypto';
import { type Control, fill } from '../model/control.js';
import type { Evidence, Finding, Violation } from '../model/finding.js';
import type { Gap } from '../model/gap.js';
import { by, byCodeUnit, canonicalJson, type Json } from '../model/json.js';
import type { Params } from '../model/params.js';
import { type Pointer, valueAt } from '../model/pointer.js';
import { type FileSource, GLOBAL, isFileSource, type Resource, type Subject } from '../model/resource.js';
import type { Listing, Scope, Snapshot } from '../model/snapshot.js';
import type { Bundle } from './bundle.js';
import { type Joined, joinerFor, relationsFor, relationsRead } from './join.js';
import { paramsRead } from './needs.js';
import { SYNTHETIC } from './relations.js';
import { bearingOf } from './tags.js';
import { type Case, type Claim, type Judgement, judge, type Mode } from './verdict.js';

/** How a snapshot is judged, and who follows. */
export interface EvaluateOptions {
  readonly mode?: Mode;
  /** A subject was judged. */
  judged?(): void;
}

/** Judges every subject of a snapshot. The order of the findings depends on nothing but what they say. */
export const evaluate = (
  snapshot: Snapshot,
  bundle: Bundle,
  params: Params,
  { mode = 'live', judged }: EvaluateOptions = {},
): Finding[] => {
  const findings: Finding[] = [];
  const join = joinerFor(snapshot);
  const isTemplate = mode === 'template';
  for (const [type, controls] of controlsByType(bundle.catalogue.controls.filter(judgedIn(mode)))) {
    const relations = relationsFor(type, new Set(controls.flatMap(relationsRead)));
    // The same for every subject of the type, and no more of it than its controls read: the bundle parses it each time.
    const constant = `"params":${JSON.stringify(paramsRead(params, controls))},"now":${snapshot.scope.now}`;
    for (const subject of subjectsOf(snapshot, type)) {
      // What exists already is there to be referred to, not to be judged.
      if (isTemplate && !subject.source.some(isFileSource)) continue;
      const bearing = bearingOf(subject, snapshot.scope.selection?.resourceTags ?? []);
      if (bearing.bears === 'no') continue;
      judged?.();
      const joined = join(subject, relations);
      if (bearing.bears === 'unseen') {
        findings.push(...controls.map((control) => findingOf(control, joined, {}, untold(bearing.gaps))));
        continue;
      }
      const { resource, refs, gaps } = joined;
      const input = { resource, refs, params, now: snapshot.scope.now };
      const answers = bundle.ask(
        type,
        controls,
        `{"resource":${JSON.stringify(resource)},"refs":${JSON.stringify(refs)},${constant}}`,
      );
      for (const control of controls) {
        const answer = answers.get(control.id) ?? { error: 'the bundle gave no answer' };
        const judgement = judge({ control, answer, input, gaps, mode } satisfies Case);
        findings.push(findingOf(control, joined, input, judgement));
      }
    }
    // A template holds what it declares: there is no list of it that could be cut off.
    for (const listing of isTemplate ? [] : snapshot.listings) {
      if (listing.type !== type || listing.cause === undefined) continue;
      findings.push(...controls.map((control) => notListed(control, listing)));
    }
  }
  return inOrder(findings);
};

/** By control, then by subject. Those of one control come nearly in order, which costs a sort little. */
const inOrder = (findings: readonly Finding[]): Finding[] => {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const own = groups.get(finding.control) ?? [];
    groups.set(finding.control, own);
    own.push(finding);
  }
  const bySubject = by<Finding>(
    ({ resource }) => resource.account,
    ({ resource }) => resource.region,
    ({ resource }) => resource.id,
  );
  return [...groups].sort(([a], [b]) => byCodeUnit(a, b)).flatMap(([, own]) => own.sort(bySubject));
};

/**
 * sha256 over what the findings say, without the calls that showed it: request ids and times differ between a scan
 * and its replay, verdicts and evidence do not.
 */
export const digestOf = (findings: readonly Finding[]): string => {
  // The text of them all could be longer than any can be.
  const digest = createHash('sha256').update('[');
  for (const [index, finding] of findings.entries())
    digest.update(`${index === 0 ? '' : ','}${canonicalJson({ ...finding, ...withoutSources(finding) })}`);
  return digest.update(']').digest('hex');
};

/** A template neither runs nor is the whole account: what only these can show is said once, and not of every resource. */
export const judgedIn =
  (mode: Mode) =>
  ({ liveOnly, resource }: Pick<Control, 'liveOnly' | 'resource'>): boolean =>
    mode === 'live' || !(liveOnly || SYNTHETIC_TYPES.includes(resource));

const SYNTHETIC_TYPES: readonly string[] = Object.values(SYNTHETIC);

const controlsByType = (controls: readonly Control[]): [string, Control[]][] => {
  const types = new Map<string, Control[]>();
  for (const control of controls) types.set(control.resource, [...(types.get(control.resource) ?? []), control]);
  return [...types];
};

/** Nobody knows whether the subject is among those that were asked about: that is no reason to leave it out. */
const untold = (gaps: readonly Gap[]): Judgement => ({
  verdict: 'unknown',
  reason: 'gap',
  proven: [],
  unproven: [],
  satisfied: [],
  occasion: [],
  gaps: gaps.map((gap) => ({ ...gap, pointer: `/resource${gap.pointer}` })),
});

/** Listed resources, or the one subject that exists by itself in each region or account. */
const subjectsOf = (snapshot: Snapshot, type: string): Iterable<Resource> => {
  if (type === SYNTHETIC.region) return snapshot.scope.regions.map((region) => placeOf(type, snapshot.scope, region));
  if (type === SYNTHETIC.account) return [placeOf(type, snapshot.scope, GLOBAL)];
  return snapshot.resources(type);
};

const placeOf = (type: string, { account }: Scope, region: string): Resource => ({
  type,
  id: region === GLOBAL ? account : `${account}/${region}`,
  names: [],
  account,
  region,
  tags: {},
  properties: {},
  runtime: {},
  source: [],
  gaps: [],
});

const findingOf = (control: Control, joined: Joined, input: unknown, judgement: Judgement): Finding => {
  const { type, id, account, region } = joined.resource;
  // Members are written in code-unit order here and below: canonical JSON then needs no copy of them.
  const subject: Subject = { account, id, region, type };
  const evidenceAt = (pointer: Pointer): Evidence => evidence(pointer, input, joined);
  const violationOf = (claim: Claim): Violation => ({
    args: claim.args,
    code: claim.code,
    // What was found is told beside what is wrong, and is no part of it: a waiver outlives the next find.
    evidence: [...claim.evidence, ...judgement.occasion].map(evidenceAt),
    fingerprint: fingerprint(control, subject, [claim]),
    message: fill(control.text.en.messages[claim.code] ?? claim.code, claim.args),
  });
  const violations = judgement.proven.map(violationOf).sort(by(({ fingerprint }) => fingerprint));
  const unproven = judgement.unproven.map(violationOf).sort(by(({ fingerprint }) => fingerprint));
  const gaps = distinctGaps(judgement.gaps);
  return {
    control: control.id,
    evidence:
      violations.length > 0
        ? violations.flatMap((violation) => violation.evidence)
        : [...judgement.satisfied, ...judgement.occasion].map(evidenceAt),
    fingerprint: fingerprint(control, subject, judgement.proven),
    gaps,
    message: messageOf(control, judgement, violations, gaps),
    ...placeIn(joined),
    ...(judgement.reason && { reason: judgement.reason }),
    resource: subject,
    severity: control.severity,
    theme: control.theme,
    unproven,
    verdict: judgement.verdict,
    violations,
  };
};

/** Where a template declares the subject. */
const placeIn = (joined: Joined): { place?: FileSource } => {
  const place = joined.sourceOf('/resource').find(isFileSource);
  return place === undefined ? {} : { place };
};

const notListed = (control: Control, { type, account, region, within, state, cause }: Listing): Finding => {
  const subject: Subject = { type, id: within === undefined ? '*' : `${within}/*`, account, region };
  const gaps: Gap[] =
    cause === undefined ? [] : [{ pointer: '', kind: state === 'missing' ? 'missing' : 'partial', ...cause }];
  return {
    control: control.id,
    severity: control.severity,
    theme: control.theme,
    verdict: 'unknown',
    resource: subject,
    message: `${state === 'missing' ? 'No' : 'Not every'} ${type} in ${within ?? region} could be listed: ${because(gaps)}`,
    reason: 'not_listed',
    evidence: [],
    violations: [],
    unproven: [],
    gaps,
    fingerprint: fingerprint(control, subject, []),
  };
};

/** What stands in an input came as JSON. */
const isJson = (value: unknown): value is Json => value !== undefined;

/** A value that would fill pages is left out: the snapshot has it. */
const LONGEST_VALUE = 4096;

const evidence = (pointer: Pointer, input: unknown, joined: Joined): Evidence => {
  const value = valueAt(input, pointer);
  const source = joined.sourceOf(pointer);
  if (!isJson(value)) return { pointer, source };
  return JSON.stringify(value).length <= LONGEST_VALUE
    ? { pointer, source, value }
    : { omitted: true, pointer, source };
};

const messageOf = (
  control: Control,
  { verdict, reason, error }: Judgement,
  violations: readonly Violation[],
  gaps: readonly Gap[],
): string => {
  if (verdict === 'fail') return [...new Set(violations.map(({ message }) => message))].join('; ');
  if (verdict === 'pass') return control.text.en.title;
  if (verdict === 'not_applicable')
    return reason === 'live_only'
      ? 'Only a running account can show this'
      : 'The control does not apply to this resource';
  return reason === 'evaluation_error'
    ? `The control could not be evaluated: ${error ?? 'no reason given'}`
    : `Could not be seen: ${because(gaps)}`;
};

const because = (gaps: readonly Gap[]): string =>
  [...new Set(gaps.map(({ detail, action }) => (action === undefined ? detail : `${detail} (needs ${action})`)))].join(
    '; ',
  );

const distinctGaps = (gaps: readonly Gap[]): Gap[] =>
  [...new Map(gaps.map((gap) => [canonicalJson(gap), gap])).values()].sort(
    by(
      ({ pointer }) => pointer,
      ({ reason }) => reason,
      ({ detail }) => detail,
    ),
  );

/** Canonical JSON, whose members are written in their order here: there are as many of these as findings. */
const fingerprint = (control: Control, { account, id, region, type }: Subject, claims: readonly Claim[]): string =>
  sha256(
    JSON.stringify([
      control.id,
      { account, id, region, type },
      claims.map(({ code, evidence }) => JSON.stringify([code, evidence])).sort(),
    ]),
  );

const withoutSources = ({ evidence, violations, unproven }: Finding) => ({
  place: undefined,
  evidence: evidence.map(withoutSource),
  violations: violations.map((violation) => ({ ...violation, evidence: violation.evidence.map(withoutSource) })),
  unproven: unproven.map((violation) => ({ ...violation, evidence: violation.evidence.map(withoutSource) })),
});

const withoutSource = ({ source: _, ...rest }: Evidence) => rest;

const sha256 = (text: string): string => hash('sha256', text);
