import type { DataPlace } from '../model/data-place.js';
import type { DataUse, DataUser, UnseenUse } from '../model/data-use.js';
import type { GapCause } from '../model/gap.js';
import type { Pointer } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';

/** A place, and one of those that name it. */
export interface Named {
  readonly place: DataPlace;
  readonly user: DataUser;
}

export const userOf = ({ type, id, account, region }: Resource, use: DataUse, pointer: Pointer): DataUser => ({
  type,
  id,
  account,
  region,
  use,
  pointer,
});

export const unseenAt = ({ type, id, region }: Resource, { reason, detail, action }: GapCause): UnseenUse => ({
  type,
  id,
  region,
  reason,
  detail,
  ...(action !== undefined && { action }),
});

/** May a gap hide what stands at a pointer, in which `*` is every element of a list? */
const leadsTo = (gap: Pointer, pattern: string): boolean => {
  const steps = gap.split('/');
  const wanted = pattern.split('/');
  return steps.length <= wanted.length && steps.every((step, index) => wanted[index] === '*' || wanted[index] === step);
};

export const gapsAt = (resource: Resource, pattern: string): UnseenUse[] =>
  resource.gaps.filter(({ pointer }) => leadsTo(pointer, pattern)).map((gap) => unseenAt(resource, gap));

export const UNKEPT = {
  reason: 'not_collected',
  detail: 'the run does not hold where its data lie, which AWS always tells; scan again',
} as const;

/** The log group that an ARN names, with or without what stands behind it. */
export const groupIn = (arn: string | undefined): string | undefined => /:log-group:([^:*]+)/.exec(arn ?? '')?.[1];
