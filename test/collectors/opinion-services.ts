import type { IncomingMessage } from 'node:http';
import type { Answer } from './object-store.js';

/** A request to Comprehend, as it came. */
interface AskedText {
  readonly operation: string;
  readonly text: string;
  readonly language?: string;
}

/** How a request fails: the code, the words, and how often. */
interface Failing {
  readonly operation?: string;
  readonly code: string;
  readonly status: number;
  readonly message?: string;
  times?: number;
}

/** As GetGuardrail shows it (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetGuardrail.html). */
export type GuardrailSettings = Readonly<Record<string, unknown>>;

interface GuardrailService {
  /** By `ID:VERSION`. */
  guardrails: Readonly<Record<string, GuardrailSettings>>;
  /** What the account enforces, as ListEnforcedGuardrailsConfiguration shows it. */
  enforced: readonly object[];
  /** The organisation's policy on Bedrock; it has none unless told. */
  policy?: string | undefined;
  /** What a text holds: by type, or by the name of a regular expression, how each value looks. */
  entities: Readonly<Record<string, RegExp>>;
  regexes: Readonly<Record<string, RegExp>>;
  action: string;
  /** Stands in for the members of an answer of the same names. */
  answered: object;
  /** The texts that were applied, and where: `us-east-1 a1b2c3:DRAFT`. */
  readonly asked: { readonly where: string; readonly text: string; readonly body: object }[];
  /** Everything that was asked, e.g. `GetGuardrail us-east-1`. */
  readonly calls: string[];
  /** What the requests cost in millionths of a dollar, as AWS adds it up. */
  charged: number;
}

export interface OpinionServices {
  readonly asked: AskedText[];
  readonly bedrock: GuardrailService;
  /** What an English text holds: by type how each value looks. */
  entities: Readonly<Record<string, RegExp>>;
  language: string;
  /** Of every entity. */
  score: number;
  failing: Failing[];
  /** What Macie is asked, e.g. `ListFindings us-east-1`, and what it says. */
  readonly macie: {
    status: 'ENABLED' | 'PAUSED' | 'OFF';
    findings: readonly MacieFinding[];
    readonly asked: string[];
    refused?: string;
  };
  answer(request: IncomingMessage): Promise<Answer | undefined>;
}

/** As GetFindings shows it. */
interface MacieFinding {
  readonly id: string;
  readonly resourcesAffected: {
    readonly s3Bucket: { readonly name: string };
    readonly s3Object: { readonly key: string };
  };
}

const json = (status: number, body: unknown, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', ...headers },
  body: JSON.stringify(body),
});

/**
 * As much of Comprehend, Bedrock and Macie as further opinions ask for, written from their API models (@aws-sdk/client-comprehend
 * 3.1138.0, @aws-sdk/client-bedrock and @aws-sdk/client-bedrock-runtime 3.1164.0, @aws-sdk/client-macie2 3.1048.0).
 */
export const opinionServices = (): OpinionServices => {
  const services: OpinionServices = {
    asked: [],
    entities: { EMAIL: /[\w.]+@[\w.]+\w/g, NAME: /Paulo Santos/g },
    language: 'en',
    score: 0.9875,
    failing: [],
    bedrock: {
      guardrails: {},
      enforced: [],
      entities: { EMAIL: /[\w.]+@[\w.]+\w/g, NAME: /Paulo Santos|山田太郎/g },
      regexes: {},
      action: 'ANONYMIZED',
      answered: {},
      asked: [],
      calls: [],
      charged: 0,
    },
    macie: { status: 'ENABLED', findings: [], asked: [] },
    async answer(request) {
      const target = String(request.headers['x-amz-target'] ?? '');
      if (target.startsWith('Comprehend_20171127.'))
        return comprehend(target.split('.')[1] ?? '', await bodyOf(request));
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      if (target.startsWith('AWSOrganizationsV20161128.')) return organizations(request);
      if (/^\/(guardrails?\/|enforcedGuardrailsConfiguration)/.test(pathname))
        return bedrock(decodeURIComponent(pathname), searchParams, await bodyOf(request), request);
      const isMacie = String(request.headers.authorization).includes('/macie2/');
      return isMacie ? macie(pathname, await bodyOf(request), request) : undefined;
    },
  };
  const { asked } = services;

  const comprehend = (operation: string, body: string): Answer => {
    const { Text: text, LanguageCode: language } = JSON.parse(body);
    asked.push({ operation, text, ...(language !== undefined && { language }) });
    const failing = services.failing.find((one) => (one.operation ?? operation) === operation && (one.times ?? 1) > 0);
    if (failing !== undefined) {
      if (failing.times !== undefined) failing.times -= 1;
      return json(failing.status, { __type: failing.code, message: failing.message ?? failing.code });
    }
    const found = Object.entries(services.entities).flatMap(([Type, pattern]) =>
      [...text.matchAll(pattern)].map(({ 0: value, index }) => ({
        Score: services.score,
        Type,
        BeginOffset: index,
        EndOffset: index + value.length,
      })),
    );
    switch (operation) {
      case 'DetectDominantLanguage':
        return json(200, { Languages: [{ LanguageCode: services.language, Score: 0.99 }] });
      case 'ContainsPiiEntities':
        return json(200, {
          Labels: [...new Set(found.map(({ Type }) => Type))].map((Name) => ({ Name, Score: services.score })),
        });
      default:
        return json(200, { Entities: found });
    }
  };

  const regionOf = ({ headers }: IncomingMessage): string =>
    /Credential=[^/]+\/\d+\/([a-z0-9-]+)\//.exec(String(headers.authorization))?.[1] ?? '';

  const refused = (operation: string): Answer | undefined => {
    const failing = services.failing.find((one) => (one.operation ?? operation) === operation && (one.times ?? 1) > 0);
    if (failing === undefined) return undefined;
    if (failing.times !== undefined) failing.times -= 1;
    return json(
      failing.status,
      { message: failing.message ?? failing.code, __type: failing.code },
      { 'x-amzn-errortype': failing.code },
    );
  };

  const organizations = (request: IncomingMessage): Answer => {
    services.bedrock.calls.push(`DescribeEffectivePolicy ${regionOf(request)}`);
    const { policy } = services.bedrock;
    return (
      refused('DescribeEffectivePolicy') ??
      (policy === undefined
        ? json(400, { __type: 'EffectivePolicyNotFoundException', Message: 'none' })
        : json(200, { EffectivePolicy: { PolicyContent: policy, PolicyType: 'BEDROCK_POLICY' } }))
    );
  };

  const bedrock = (path: string, query: URLSearchParams, body: string, request: IncomingMessage): Answer => {
    const { guardrails, calls } = services.bedrock;
    const region = regionOf(request);
    const called = (operation: string): Answer | undefined => {
      calls.push(`${operation} ${region}`);
      return refused(operation);
    };
    if (path === '/enforcedGuardrailsConfiguration')
      return (
        called('ListEnforcedGuardrailsConfiguration') ?? json(200, { guardrailsConfig: services.bedrock.enforced })
      );
    const [, id = '', version = query.get('guardrailVersion') ?? 'DRAFT'] =
      /^\/guardrails?\/(?:arn:[^/]*\/)?([a-z0-9]+)(?:\/version\/([^/]+)\/apply)?$/.exec(path) ?? [];
    const settings = guardrails[`${id}:${version}`];
    const isApplied = path.endsWith('/apply');
    const failure = called(isApplied ? 'ApplyGuardrail' : 'GetGuardrail');
    if (failure !== undefined && !isApplied) return failure;
    if (settings === undefined)
      return json(404, { message: 'no such guardrail' }, { 'x-amzn-errortype': 'ResourceNotFoundException' });
    return isApplied ? applied(settings, `${region} ${id}:${version}`, body, failure) : json(200, settings);
  };

  /** Charges as AWS does: every policy of every guardrail that looks at the text, by its text units, also where it is refused. */
  const applied = (settings: GuardrailSettings, where: string, body: string, failure: Answer | undefined): Answer => {
    const own = services.bedrock;
    const input = JSON.parse(body);
    const text = input.content.map((block: { text: { text: string } }) => block.text.text).join('');
    const units = Math.ceil([...text].length / 1000);
    own.asked.push({ where, text, body: input });
    const usage = {
      contentPolicyUnits: isOn(settings.contentPolicy) ? units : 0,
      topicPolicyUnits: isOn(settings.topicPolicy) ? units : 0,
      wordPolicyUnits: isOn(settings.wordPolicy) ? units : 0,
      sensitiveInformationPolicyUnits: isOn(settings.sensitiveInformationPolicy, 'piiEntities') ? units : 0,
      sensitiveInformationPolicyFreeUnits: isOn(settings.sensitiveInformationPolicy, 'regexes') ? units : 0,
      contextualGroundingPolicyUnits: isOn(settings.contextualGroundingPolicy) ? units : 0,
    };
    own.charged +=
      150 * (usage.contentPolicyUnits + usage.topicPolicyUnits) +
      100 * (usage.sensitiveInformationPolicyUnits + usage.contextualGroundingPolicyUnits) +
      // The dearest that there can be.
      500 * units * own.enforced.length;
    if (failure !== undefined) return failure;
    const matched = (patterns: Readonly<Record<string, RegExp>>) =>
      Object.entries(patterns).flatMap(([name, pattern]) =>
        [...text.matchAll(pattern)].map(([match]) => [name, match] as const),
      );
    const piiEntities = matched(own.entities).map(([type, match]) => ({
      type,
      match,
      action: own.action,
      detected: true,
    }));
    const regexes = matched(own.regexes).map(([name, match]) => ({
      name,
      match,
      regex: String(own.regexes[name]?.source),
      action: own.action,
      detected: true,
    }));
    const isAny = piiEntities.length + regexes.length > 0;
    return json(200, {
      usage,
      action: isAny ? 'GUARDRAIL_INTERVENED' : 'NONE',
      outputs: [{ text }],
      assessments: [
        {
          wordPolicy: { customWords: [{ match: text, action: 'BLOCKED', detected: true }], managedWordLists: [] },
          sensitiveInformationPolicy: {
            piiEntities: [...piiEntities, { type: 'PIN', match: '', action: 'NONE', detected: false }],
            regexes,
          },
        },
      ],
      guardrailCoverage: { textCharacters: { guarded: text.length, total: text.length } },
      ...own.answered,
    });
  };

  const macie = (path: string, body: string, { headers }: IncomingMessage): Answer => {
    const { status, findings, refused } = services.macie;
    const region = /\/([a-z0-9-]+)\/macie2\//.exec(String(headers.authorization))?.[1];
    const operation = { '/macie': 'GetMacieSession', '/findings': 'ListFindings', '/findings/describe': 'GetFindings' }[
      path
    ];
    services.macie.asked.push(`${operation} ${region}`);
    const failure = (message: string): Answer =>
      json(403, { message }, { 'x-amzn-errortype': 'AccessDeniedException' });
    if (status === 'OFF') return failure('Macie is not enabled.');
    if (refused !== undefined && refused === operation) return failure('User: x is not authorized');
    if (path === '/macie') return json(200, { status });
    const input = JSON.parse(body);
    if (path === '/findings') {
      const { criterion } = input.findingCriteria;
      const is = (name: string, value: string) => criterion[name].eq.includes(value);
      const ids = findings
        .filter(
          ({ resourcesAffected: { s3Bucket, s3Object } }) =>
            is('resourcesAffected.s3Bucket.name', s3Bucket.name) && is('resourcesAffected.s3Object.key', s3Object.key),
        )
        .map(({ id }) => id);
      const from = Number(input.nextToken ?? 0);
      const next = from + input.maxResults;
      return json(200, { findingIds: ids.slice(from, next), ...(next < ids.length && { nextToken: String(next) }) });
    }
    return json(200, { findings: findings.filter(({ id }) => input.findingIds.includes(id)) });
  };

  return services;
};

/** Is any filter of a policy in force on what a model answers? */
const isOn = (policy: unknown, list?: string): boolean =>
  Object.entries(policy ?? {})
    .filter(([name]) => name === (list ?? name))
    .flatMap(([, filters]) => (Array.isArray(filters) ? filters : []))
    .some(({ outputEnabled = true, enabled = true }) => outputEnabled && enabled);

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};
