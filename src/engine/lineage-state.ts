import type { Gap } from '../model/gap.js';
import { isObject } from '../model/json.js';
import type { LineageState } from '../model/lineage.js';
import { leadsTo, type Pointer, valueAt } from '../model/pointer.js';
import type { Joined } from './join.js';

/** Hidden where a gap leads there; what is neither hidden nor there is known to be missing. */
export const stateAt = (joined: Joined, pointer: Pointer): LineageState => {
  const gap = joined.gaps.find((hole: Gap) => leadsTo(hole.pointer, pointer));
  if (valueAt(joined, pointer) !== undefined && gap?.kind !== 'missing') return { state: 'seen' };
  return gap === undefined ? { state: 'absent' } : { state: 'unseen', reason: gap.reason };
};

export const textAt = (joined: Joined, pointer: Pointer): string | undefined => {
  const value = valueAt(joined, pointer);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export const numberAt = (joined: Joined, pointer: Pointer): number | undefined => {
  const value = valueAt(joined, pointer);
  return typeof value === 'number' ? value : undefined;
};

export const listAt = (joined: Joined, pointer: Pointer): readonly unknown[] => {
  const value = valueAt(joined, pointer);
  return Array.isArray(value) ? value.filter(isObject) : [];
};
