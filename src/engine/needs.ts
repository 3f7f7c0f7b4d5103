import type { Control } from '../model/control.js';
import { segmentsOf } from '../model/pointer.js';
import { relationsFor, relationsRead } from './join.js';
import { SYNTHETIC } from './relations.js';

/** The resource types that controls judge or look at through a relation: what a scan of them must collect, sorted. */
export const typesNeeded = (controls: readonly Pick<Control, 'resource' | 'reads'>[]): string[] => {
  const synthetic: readonly string[] = Object.values(SYNTHETIC);
  const types = controls.flatMap((control) => [
    control.resource,
    ...relationsFor(control.resource, new Set(relationsRead(control))).map(([, { type }]) => type),
  ]);
  return [...new Set(types)].filter((type) => !synthetic.includes(type)).sort();
};

/** The groups of parameters that controls read; a rule that missed one would be undefined, which reads like "nothing is wrong". */
export const paramsRead = (params: object, controls: readonly Pick<Control, 'reads'>[]): object => {
  const places = controls
    .flatMap(({ reads }) => [...reads.applies.cut, ...reads.violation.cut])
    .map(segmentsOf)
    .filter(([root]) => root === 'params');
  if (places.some(({ length }) => length === 1)) return params;
  const groups = new Set(places.map(([, group]) => group));
  return Object.fromEntries(Object.entries(params).filter(([group]) => groups.has(group)));
};
