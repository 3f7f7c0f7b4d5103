import type { Gap } from '../model/gap.js';
import { isObject, type Json } from '../model/json.js';
import { type Pointer, pointerOf } from '../model/pointer.js';
import { holdsScrubbed } from '../model/scrubbed.js';
import { unmodelledOf } from './unmodelled.js';

/**
 * What the SDK returned as plain JSON: dates become epoch milliseconds, undefined members vanish. Every place where
 * something was taken out on the way, by the SDK or by scrubbing, is reported as a gap.
 */
export const plain = (value: unknown, pointer: Pointer, gaps: Gap[]): Json | undefined => {
  if (value === undefined || value === null || typeof value === 'function') return undefined;
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value === 'string') {
    if (holdsScrubbed(value))
      gaps.push({ pointer, kind: 'missing', reason: 'redacted', detail: 'a secret stood here and was taken out' });
    return value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) {
    const list: Json[] = [];
    for (const element of value) {
      const json = plain(element, `${pointer}/${list.length}`, gaps);
      if (json !== undefined) list.push(json);
    }
    return list;
  }
  if (!isObject(value)) return undefined;
  for (const member of unmodelledOf(value))
    gaps.push({
      pointer: pointer + pointerOf(member),
      kind: 'missing',
      reason: 'unmodelled',
      detail: `AWS answered with ${member}, which this version's model of the API does not know`,
    });
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const json = plain(member, pointer + pointerOf(key), gaps);
      return json === undefined ? [] : [[key, json]];
    }),
  );
};
