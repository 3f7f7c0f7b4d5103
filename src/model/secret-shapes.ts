/** Secrets that are known by their shape, whatever holds them. */
export const SHAPES = {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  aws_access_key_id: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g,
  private_key: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  json_web_token: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+/g,
  github_token: /\bgh[pousr]_[A-Za-z0-9]{36,}\b/g,
  slack_token: /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
} as const satisfies Readonly<Record<string, RegExp>>;

/** What is told by its place in a script alone; what the script fetches at run time (`$…`, backticks, `<…>`) is no secret. */
export const PLACES = {
  assigned_secret:
    /\b\w*(?:password|passwd|passphrase|secret|secret[_-]access[_-]key|api[_-]?key|token)\b["']?[ \t]*[=:][ \t]*["']?(?![$`<{*]|["'])[^\s"'$`]{6,}/gi,
  url_credentials: /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"'$]{1,200}:[^\s/:@"'$`<{]{3,200}@/gi,
} as const satisfies Readonly<Record<string, RegExp>>;
