import type { Gap } from '../model/gap.js';
import { leadsTo, pointerOf } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import type { ResourceTag } from '../model/selection.js';

/** Whether a resource bears the tags that were asked for, as far as could be seen. */
export type Bearing = { readonly bears: 'yes' | 'no' } | { readonly bears: 'unseen'; readonly gaps: readonly Gap[] };

/** Of one key any value counts, between keys all must hold. A tag that is seen to differ settles it whatever else is hidden. */
export const bearingOf = ({ tags, gaps }: Pick<Resource, 'tags' | 'gaps'>, asked: readonly ResourceTag[]): Bearing => {
  const holes = new Set<Gap>();
  for (const key of new Set(asked.map((tag) => tag.key))) {
    const hiding = gaps.filter((gap) => hides(gap, key, Object.hasOwn(tags, key)));
    const wanted = asked.filter((tag) => tag.key === key).map(({ value }) => value);
    const isWanted = Object.hasOwn(tags, key) && wanted.includes(tags[key] ?? '');
    if (hiding.length === 0 && !isWanted) return { bears: 'no' };
    for (const gap of hiding) holes.add(gap);
  }
  return holes.size === 0 ? { bears: 'yes' } : { bears: 'unseen', gaps: [...holes] };
};

/** A list of tags that was seen in part shows the tags that were seen. */
const hides = ({ pointer, kind }: Gap, key: string, isSeen: boolean): boolean => {
  const place = pointerOf('tags', key);
  if (leadsTo(place, pointer)) return true;
  return leadsTo(pointer, place) && !(kind === 'partial' && isSeen);
};
