import { createHmac } from 'node:crypto';
import type { ExchangeKey } from '../model/exchange.js';
import { isObject } from '../model/json.js';

/**
 * Takes secrets out of answers before anything sees them: a live scan judges the scrubbed text, and only that is
 * recorded. A secret becomes `kansa:scrubbed:<keyed hash>`: equal secrets stay equal within one organisation's key,
 * and the key never reaches the disk.
 */
export const scrubber = (secretKey: Uint8Array) => {
  const replace = (secret: string): string =>
    secret === '' || SCRUBBED.test(secret)
      ? secret
      : `kansa:scrubbed:${createHmac('sha256', secretKey).update(secret).digest('hex').slice(0, 16)}`;

  const inText = (text: string): string => PATTERNS.reduce((left, pattern) => left.replace(pattern, replace), text);

  const inJson = (value: unknown, secret: boolean): unknown => {
    if (typeof value === 'string') return secret ? replace(value) : inNested(value);
    if (Array.isArray(value))
      return value.map((element, index) => inJson(element, secret || FLAG.test(String(value[index - 1] ?? ''))));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        inJson(ENV.has(key) ? valuesIn(member) : member, secret || SECRET_MEMBERS.has(key.toLowerCase())),
      ]),
    );
  };

  /** `[{name, value}]`, as Kubernetes writes an environment: names say what it is, values are the secret. */
  const valuesIn = (member: unknown): unknown =>
    Array.isArray(member)
      ? member.map((entry) =>
          isObject(entry) && typeof entry.value === 'string' ? { ...entry, value: replace(entry.value) } : entry,
        )
      : member;

  /** JSON inside a string (policies, CloudTrail records) holds members of its own. */
  const inNested = (text: string): string => {
    if (!/^\s*[{[]/.test(text)) return inText(text);
    const nested = parsed(text);
    return nested === undefined ? inText(text) : JSON.stringify(inJson(nested, false));
  };

  return (body: string, key: ExchangeKey): string => {
    if (NAMES_KEYS.has(`${key.service}:${key.operation}`)) return body;
    if (!/^\s*[{[]/.test(body)) return inText(body);
    const document = parsed(body);
    // A body cut off in the middle is no JSON; what can be recognised by its shape alone is taken out all the same.
    return document === undefined ? inText(body) : JSON.stringify(inJson(document, false));
  };
};

const SCRUBBED = /^kansa:scrubbed:[0-9a-f]{16}$/;

/**
 * Answers that are about access keys and name them by their ids, which alone open nothing: scrubbed, no further call
 * could ask about a key, and nobody could tell which one to replace. They hold no free text and no secret.
 */
const NAMES_KEYS: ReadonlySet<string> = new Set(['iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed']);

/** Members whose every value is secret, wherever they stand (lower case): what people put passwords into. */
const SECRET_MEMBERS: ReadonlySet<string> = new Set([
  'environment',
  'environmentvariables',
  'hyperparameters',
  'userdata',
  'oncreate',
  'onstart',
  'accesskeyid',
  'sessiontoken',
  'secretaccesskey',
  'password',
]);

/** A flag of a program whose value is the next word. */
const FLAG = /^--?[\w-]*(?:token|password|passwd|secret|api[_-]?key)$/i;

/** Kubernetes' environment of a container. */
const ENV: ReadonlySet<string> = new Set(['env']);

/** Secrets that are known by their shape, whatever member holds them. */
const PATTERNS: readonly RegExp[] = [
  // AWS key ids: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // JSON web tokens
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  // What is passed to a program by a name that says it is secret: --token=…, DB_PASSWORD=…
  /(?<=(?:^|[\s"';-])[\w.-]*(?:token|password|passwd|secret|api[_-]?key)=)(?!kansa:scrubbed:)[^\s"';&]{4,}/gi,
];

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
