import { Unreadable } from '../model/errors.js';
import { by } from '../model/json.js';
import { PII_TYPES, type PiiType } from '../model/pii.js';
import type { PersonalCount } from '../model/scrubbed.js';
import { detect } from './detect.js';
import type { Hit } from './hit.js';
import { scanOf } from './scan.js';

/** From which confidence on a value is a fact of its resource: what `kansa pii` tells by itself. */
const LOWEST_CONFIDENCE = 0.5;

/** Secrets are counted by the scrubbing itself (evidence/secrets.ts), which knows what a variable's name says. */
const SECRETS: ReadonlySet<PiiType> = new Set([
  'aws_access_key_id',
  'private_key',
  'json_web_token',
  'github_token',
  'slack_token',
  'assigned_secret',
  'url_credentials',
]);

/**
 * The personal and confidential data in a text that a resource itself carries: a prompt, a script, the value of a variable
 * of that name. Values are counted by type and confidence, so that whoever judges may choose both.
 */
export const personalDataIn = (text: string, name = ''): readonly PersonalCount[] => {
  const counts = new Map<string, { readonly hit: Hit; count: number }>();
  for (const hit of hitsIn(text, name)) {
    if (hit.confidence < LOWEST_CONFIDENCE || SECRETS.has(hit.type)) continue;
    const key = `${hit.type} ${hundredths(hit)}`;
    const known = counts.get(key) ?? { hit, count: 0 };
    known.count += 1;
    counts.set(key, known);
  }
  return [...counts.values()]
    .map(({ hit, count }) => ({
      type: hit.type,
      count,
      confidence: hundredths(hit) / 100,
      ...(hit.sample !== undefined && { sample: hit.sample() }),
    }))
    .sort(
      by(
        ({ type }) => String(PII_TYPES.indexOf(type)).padStart(2, '0'),
        ({ confidence }) => String(1 - confidence),
      ),
    );
};

const hundredths = ({ confidence }: Hit): number => Math.round(confidence * 100);

/** Definitions and schemas are JSON, whose members say what their values are; everything else is read as plain text. */
const hitsIn = (text: string, name: string): readonly Hit[] => {
  if (/^\s*[{[]/.test(text)) {
    const hits: Hit[] = [];
    const scan = scanOf({ format: 'json', minConfidence: 0, onHit: (hit) => hits.push(hit) });
    try {
      scan.push(text);
      scan.end();
      return hits;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
  }
  return detect(text.replaceAll('\0', ' '), [{ start: 0, field: name }]);
};
