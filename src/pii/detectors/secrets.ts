import type { PiiType } from '../../model/pii.js';
import { PLACES, SHAPES } from '../../model/secret-shapes.js';
import type { Hit } from '../hit.js';
import { masked } from '../mask.js';
import { BETWEEN, type Scene } from '../scene.js';

/** Keys and tokens by their shape, what is assigned as a password, and what a field of that name holds. */
export const secretsIn = (scene: Scene): Hit[] => [...shapesIn(scene), ...fieldsIn(scene)];

interface Kind {
  readonly type: PiiType;
  readonly pattern: RegExp;
  /** Without one of them no pattern needs to be tried. */
  readonly hint: RegExp;
  readonly confidence: number;
  /** Characters at the front that say what it is, and nothing else. */
  readonly head: number;
}

const KINDS: readonly Kind[] = [
  { type: 'aws_access_key_id', pattern: SHAPES.aws_access_key_id, hint: /A[KS]IA/, confidence: 0.97, head: 4 },
  { type: 'private_key', pattern: SHAPES.private_key, hint: /-----BEGIN/, confidence: 0.98, head: 0 },
  { type: 'json_web_token', pattern: SHAPES.json_web_token, hint: /eyJ/, confidence: 0.95, head: 3 },
  { type: 'github_token', pattern: SHAPES.github_token, hint: /gh[pousr]_/, confidence: 0.97, head: 3 },
  { type: 'slack_token', pattern: SHAPES.slack_token, hint: /xox[abprs]-/, confidence: 0.95, head: 4 },
  {
    type: 'assigned_secret',
    pattern: PLACES.assigned_secret,
    hint: /(?:passw(?:or)?d|passphrase|secret|key|token)["']?[ \t]*[=:]/i,
    confidence: 0.7,
    head: 0,
  },
  { type: 'url_credentials', pattern: PLACES.url_credentials, hint: /:\/\/[^\s/:@]{1,200}:/, confidence: 0.9, head: 0 },
];

const shapesIn = ({ text }: Scene): Hit[] =>
  KINDS.filter(({ hint }) => hint.test(text)).flatMap(({ type, pattern, confidence, head }) =>
    [...text.matchAll(pattern)].map(({ 0: value, index: start }): Hit => {
      const cut = value.indexOf(BETWEEN);
      const length = cut < 0 ? value.length : cut;
      return {
        type,
        start,
        end: start + length,
        confidence: Math.min(confidence, trust(type, value.slice(0, length))),
        reasons: [type === 'assigned_secret' ? 'label_beside' : 'format'],
        ...(head > 0 && { sample: () => masked(`${value.slice(0, head)}****`, { head }) }),
      };
    }),
  );

/** How far a match can be believed, by what stands behind the words that begin it. */
const trust = (type: PiiType, value: string): number => {
  // A program that writes or reads keys holds their first line.
  if (type === 'private_key') return /KEY-----(?:\s|\\[nr]){0,8}[A-Za-z0-9+/=:, -]{4}/.test(value) ? 1 : 0.4;
  return type === 'assigned_secret' ? secrecy(value.replace(/^[^=:]*[=:][ \t]*/, '')) : 1;
};

/** Is it a secret that is assigned, or a place where one lies (an ARN, a path), a type, or an expression of a program? */
const secrecy = (written: string): number => {
  const value = written.replace(/^["']/, '');
  if (/^(?:arn:|\/|https?:\/\/|\{\{|!|<|\*)/i.test(value)) return 0.1;
  if (/[(){}<>;[\]|]|[a-z_\]]\.[a-z_]|=>|,$/i.test(value)) return 0.3;
  if (
    /^[\^~]?v?\d+(?:\.\w+)+$/.test(value) ||
    /^(?:string|number|boolean|undefined|required|optional|unknown|Secret|Password|token)\b/i.test(value)
  )
    return 0.3;
  if (/\d/.test(value) && /\D/.test(value)) return 1;
  // A word may be a name of something, and in capitals a place to be filled.
  if (/^[A-Z_]+$/.test(value)) return 0.3;
  return value === written ? 0.45 : 0.55;
};

/** The value of a field that is called a password; where one lies (an ARN, a path, a reference) is none. */
const fieldsIn = (scene: Scene): Hit[] =>
  scene.fields('secret').flatMap(({ start, end }): Hit[] => {
    const value = scene.text.slice(start, end);
    if (!/^(?!arn:|\/|https?:\/\/|\{\{|\$|<|\*)\S{6,200}$/i.test(value)) return [];
    return [
      { type: 'assigned_secret', start, end, confidence: Math.min(0.7, secrecy(`"${value}`)), reasons: ['field_name'] },
    ];
  });
