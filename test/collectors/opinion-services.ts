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

export interface OpinionServices {
  readonly asked: AskedText[];
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
 * As much of Comprehend and Macie as further opinions ask for, written from their API models (@aws-sdk/client-comprehend 3.1138.0,
 * @aws-sdk/client-macie2 3.1048.0).
 */
export const opinionServices = (): OpinionServices => {
  const services: OpinionServices = {
    asked: [],
    entities: { EMAIL: /[\w.]+@[\w.]+\w/g, NAME: /Paulo Santos/g },
    language: 'en',
    score: 0.9875,
    failing: [],
    macie: { status: 'ENABLED', findings: [], asked: [] },
    async answer(request) {
      const target = String(request.headers['x-amz-target'] ?? '');
      if (target.startsWith('Comprehend_20171127.'))
        return comprehend(target.split('.')[1] ?? '', await bodyOf(request));
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
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

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};
