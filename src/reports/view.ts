import {
  type Catalogue,
  type ControlText,
  fill,
  type Language,
  SEVERITIES,
  type Severity,
  type Theme,
} from '../model/control.js';
import type { Evaluation, Finding, Violation } from '../model/finding.js';
import { by } from '../model/json.js';
import type { Subject } from '../model/resource.js';
import { flagsOf } from '../model/selection.js';
import type { CallOutcome } from '../model/snapshot.js';
import type { Verdict } from '../model/verdict.js';
import { WORDS, type Words } from './text.js';

/** What a reader sees under one heading: a control, in their language, with its findings. */
export interface ControlGroup {
  readonly id: string;
  readonly severity: Severity;
  readonly theme: Theme;
  readonly text: ControlText;
  readonly findings: readonly Finding[];
}

/** Verdicts that ask something of somebody, or that somebody answered for. */
export const OPEN = ['fail', 'unknown', 'manual', 'waived'] as const satisfies readonly Verdict[];

/** The controls of an evaluation: the most severe first, those that fail or could not be judged before others. */
export const groupsOf = ({ findings }: Evaluation, { controls }: Catalogue, language: Language): ControlGroup[] => {
  const texts = new Map(controls.map(({ id, text }) => [id, text[language]]));
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const own = groups.get(finding.control);
    if (own === undefined) groups.set(finding.control, [finding]);
    else own.push(finding);
  }
  return [...groups]
    .flatMap(([id, own]) => groupOf(id, own, texts.get(id)))
    .sort(
      by(
        ({ severity }) => String(SEVERITIES.indexOf(severity)),
        (group) => (group.findings.some(({ verdict }) => verdict === 'fail' || verdict === 'unknown') ? '0' : '1'),
        ({ id }) => id,
      ),
    );
};

export const isOpen = ({ verdict }: Finding): boolean => OPEN.some((open) => open === verdict);

const groupOf = (id: string, findings: readonly Finding[], text: ControlText | undefined): ControlGroup[] =>
  // A bundle of another version may lack the control: its id is then all that can be said.
  findings.slice(0, 1).map(({ severity, theme }) => ({
    id,
    severity,
    theme,
    text: text ?? { title: id, description: '', remediation: '', messages: {} },
    findings,
  }));

/** The violation in a language: the evaluation itself speaks English. */
export const violationText = (
  { code, args, message }: Violation,
  { messages }: ControlText,
  language: Language,
): string => {
  const template = language !== 'en' && Object.hasOwn(messages, code) ? messages[code] : undefined;
  return template === undefined ? message : fill(template, args);
};

/** What a finding says, in one sentence of the reader's language. */
export const messageOf = (finding: Finding, text: ControlText, language: Language): string => {
  const { verdict, reason, violations, message } = finding;
  if (verdict === 'pass') return text.title;
  if (violations.length > 0)
    return [...new Set(violations.map((violation) => violationText(violation, text, language)))].join(
      WORDS[language].semicolon,
    );
  return reason === undefined ? message : WORDS[language].findingReason[reason];
};

/** The same where no room is for more: with what an unknown verdict suspects, or the error that prevented it. */
export const wholeMessageOf = (finding: Finding, text: ControlText, language: Language): string => {
  const message = messageOf(finding, text, language);
  const { reason, unproven } = finding;
  if (reason === 'evaluation_error') return language === 'en' ? finding.message : `${message} ${finding.message}`;
  return [message, ...new Set(unproven.map((violation) => violationText(violation, text, language)))].join(' ');
};

/** One IAM action that would show more, and how much it would show. */
export interface Cure {
  readonly action: string;
  /** Unknown verdicts that it would help to decide. */
  readonly verdicts: number;
  /** Lists that it would complete. */
  readonly lists: number;
  /** Places inside resources that it would uncover. */
  readonly places: number;
}

/** The actions that a role lacks, those that decide most first. */
export const curesOf = ({ findings, coverage }: Evaluation): Cure[] => {
  const cures = new Map<string, Cure>();
  const add = (action: string, what: 'verdicts' | 'lists' | 'places', count: number): void => {
    const cure = cures.get(action) ?? { action, verdicts: 0, lists: 0, places: 0 };
    if (action !== '') cures.set(action, { ...cure, [what]: cure[what] + count });
  };
  for (const { verdict, gaps } of findings)
    if (verdict === 'unknown') for (const action of actionsOf(gaps)) add(action, 'verdicts', 1);
  for (const { cause } of coverage.listings) if (cause?.action !== undefined) add(cause.action, 'lists', 1);
  for (const { action, count } of coverage.gaps) add(action, 'places', count);
  return [...cures.values()].sort((a, b) => b.verdicts - a.verdicts || by<Cure>(({ action }) => action)(a, b));
};

/** What a run could not see, counted. */
export interface Unseen {
  readonly verdicts: number;
  readonly lists: number;
  readonly places: number;
  /** Calls that were refused, throttled, failed or not made. */
  readonly calls: number;
  /** Files of a gate that were not read whole. */
  readonly files: number;
  /** Controls of the bundle that were not judged. */
  readonly controls: number;
  /** Only some controls, services or resources were asked for. */
  readonly isNarrowed: boolean;
  /** Nothing was judged at all. */
  readonly isEmpty: boolean;
}

export const unseenOf = ({ findings, coverage, scope }: Evaluation): Unseen => ({
  verdicts: findings.filter(({ verdict }) => verdict === 'unknown').length,
  lists: coverage.listings.filter(({ state }) => state !== 'complete').length,
  places: coverage.gaps.reduce((sum, { count }) => sum + count, 0),
  calls: coverage.calls.reduce(
    (sum, { outcomes }) => TROUBLES.reduce((some, outcome) => some + (outcomes[outcome] ?? 0), sum),
    0,
  ),
  files: (coverage.files ?? []).filter(({ problems, unread = [] }) => problems.length + unread.length > 0).length,
  controls: coverage.controls.of - coverage.controls.judged,
  // Where resources were left out, which there are is not known, though every control was judged.
  isNarrowed: scope.selection !== undefined,
  isEmpty: findings.length === 0,
});

/** Whether nothing at all was left unseen. */
export const isSeenWhole = ({ isEmpty, isNarrowed, ...counts }: Unseen): boolean =>
  !isEmpty && !isNarrowed && Object.values(counts).every((count) => count === 0);

export const isSeenWholeIn = (evaluation: Evaluation): boolean => isSeenWhole(unseenOf(evaluation));

/** To what a scan was narrowed, as one line of the reader's language; undefined for a whole one. */
export const narrowedTo = ({ scope, coverage: { controls } }: Evaluation, words: Words): string | undefined =>
  scope.selection && `${words.narrowed(controls.judged, controls.of)}${words.bracketed(flagsOf(scope.selection))}`;

/** Outcomes that a call should not have: shown whatever the verdicts say. */
export const TROUBLES = ['denied', 'throttled', 'failed', 'skipped'] as const satisfies readonly CallOutcome[];

/** Where something was listed: a region, or one parent in it. */
export const placeListed = ({ region, within }: { readonly region: string; readonly within?: string }): string =>
  within === undefined ? region : `${within} · ${region}`;

/** The same for the subject of a finding that stands for all that were not listed: `*`, or `<parent>/*`. */
export const placeUnlisted = ({ id, region }: Pick<Subject, 'id' | 'region'>): string =>
  placeListed({ region, ...(id.endsWith('/*') && { within: id.slice(0, -2) }) });

/** Actions of IAM; others (`k8s:list pods`) no IAM policy can allow. */
export const isIam = (action: string): boolean => !action.startsWith('k8s:');

/** The actions that a set of gaps names, each once. */
export const actionsOf = (gaps: readonly { readonly action?: string }[]): string[] =>
  [...new Set(gaps.flatMap(({ action }) => (action === undefined || action === '' ? [] : [action])))].sort();

/** `2026-01-15 00:00:00 UTC`. A number that is no date stays a number. */
export const utc = (time: number): string => {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
};

/** The service that a control belongs to: the first word of its id. */
export const serviceOf = ({ control }: Finding): string => control.split('/')[0] ?? control;

/** Services as AWS writes them; one that is not listed keeps its id. */
export const nameOfService = (service: string): string => SERVICE_NAMES[service] ?? service;

const SERVICE_NAMES: Readonly<Record<string, string>> = {
  apigateway: 'API Gateway',
  bedrock: 'Bedrock',
  budgets: 'Budgets',
  ce: 'Cost Explorer',
  cloudtrail: 'CloudTrail',
  cloudwatch: 'CloudWatch',
  config: 'AWS Config',
  dynamodb: 'DynamoDB',
  ec2: 'EC2/VPC',
  ecr: 'ECR',
  ecs: 'ECS',
  eks: 'EKS',
  events: 'EventBridge',
  iam: 'IAM',
  kms: 'KMS',
  lambda: 'Lambda',
  logs: 'CloudWatch Logs',
  macie: 'Macie',
  opensearch: 'OpenSearch',
  pii: 'Personal data',
  org: 'Organizations',
  s3: 'S3',
  sagemaker: 'SageMaker',
  stepfunctions: 'Step Functions',
};

/** The part of an ARN by which people know the thing, `churn/2` of `…:model-package/churn/2`; a name is known as it is. */
export const shortName = (id: string): string => {
  const [, resource = id] = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/s.exec(id) ?? [];
  return resource === id ? id : resource.slice(resource.search(/[/:]/) + 1);
};
