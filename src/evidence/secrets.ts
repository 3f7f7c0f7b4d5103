import type { SecretCount } from '../model/scrubbed.js';

/** Secrets that are known by their shape, whatever holds them. */
export const SHAPES: Readonly<Record<string, RegExp>> = {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  aws_access_key_id: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g,
  private_key: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  json_web_token: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+/g,
  github_token: /\bgh[pousr]_[A-Za-z0-9]{36,}\b/g,
  slack_token: /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
};

/** What is told by its place in a script alone; what the script fetches at run time (`$…`, backticks, `<…>`) is no secret. */
const PLACES: Readonly<Record<string, RegExp>> = {
  assigned_secret:
    /\b\w*(?:password|passwd|passphrase|secret|secret_access_key|api_?key|token)\b["']?[ \t]*[=:][ \t]*["']?(?![$`<{*]|["'])[^\s"'$`]{6,}/gi,
  url_credentials: /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"'$]{1,200}:[^\s/:@"'$`<{]{3,200}@/gi,
};

/** How many secrets of which kind a script holds, in the order of their kinds. */
export const secretsOf = (script: string): readonly SecretCount[] =>
  Object.entries({ ...SHAPES, ...PLACES })
    .map(([kind, pattern]) => ({ kind, count: [...script.matchAll(pattern)].length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));

/**
 * The same of a variable, whose name may say what its value is. What merely tells where a secret lies (an ARN, a path, a
 * reference that is resolved later) is none.
 */
export const secretsOfVariable = (name: string, value: string): readonly SecretCount[] =>
  /^(?:arn:|\/|https?:\/\/|\{\{)/i.test(value)
    ? secretsOf(value).filter(({ kind }) => kind !== 'assigned_secret')
    : secretsOf(`${name}=${value}`);

/** The script that a member holds: AWS takes and gives scripts in Base64 (RFC 4648). */
export const scriptOf = (content: string): string =>
  /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(content) ? Buffer.from(content, 'base64').toString('utf8') : content;
