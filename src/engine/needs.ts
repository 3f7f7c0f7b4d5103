import { type Control, cutsOf } from '../model/control.js';
import { segmentsOf } from '../model/pointer.js';
import { relationsFor, relationsRead, startsOf } from './join.js';
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

/**
 * The members of `runtime` that controls read of each type, as subject or through a relation: what a template cannot say,
 * and a rule must not take for absent.
 */
export const runtimeRead = (controls: readonly Pick<Control, 'resource' | 'reads'>[]): Map<string, Set<string>> => {
  const members = new Map<string, Set<string>>();
  for (const control of controls) {
    const relations = new Map(relationsFor(control.resource, new Set(relationsRead(control))));
    const typeAt = (root: string | undefined, name: string | undefined): string | undefined =>
      root === 'resource' ? control.resource : relations.get(name ?? '')?.type;
    const add = (type: string | undefined, member: string | undefined): void => {
      if (type === undefined || member === undefined) return;
      members.set(type, (members.get(type) ?? new Set()).add(member));
    };
    const read = Object.values(control.reads).flatMap(({ cut, values, shapes }) => [...cut, ...values, ...shapes]);
    // Relations lead on from what they found: that is read, too.
    for (const pointer of [...read, ...[...relations.values()].flatMap(startsOf)]) {
      const [root, name, ...below] = segmentsOf(pointer);
      const [first, second, third] = root === 'resource' ? [name, ...below] : below;
      // What a relation found by name or as a list stands below a key or a number.
      if (first === 'runtime') add(typeAt(root, name), second);
      else if (root === 'refs' && second === 'runtime') add(typeAt(root, name), third);
    }
    for (const relation of relations.values()) {
      const [root, member] = relation.kind === 'referrers' ? segmentsOf(relation.by) : [];
      if (root === 'runtime') add(relation.type, member);
    }
  }
  return members;
};

/** The groups of parameters that controls read; a rule that missed one would be undefined, which reads like "nothing is wrong". */
export const paramsRead = (params: object, controls: readonly Pick<Control, 'reads'>[]): object => {
  const places = controls
    .flatMap(cutsOf)
    .map(segmentsOf)
    .filter(([root]) => root === 'params');
  if (places.some(({ length }) => length === 1)) return params;
  const groups = new Set(places.map(([, group]) => group));
  return Object.fromEntries(Object.entries(params).filter(([group]) => groups.has(group)));
};
