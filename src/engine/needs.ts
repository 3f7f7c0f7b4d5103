import type { Control } from '../model/control.js';
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
