import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { isObject, type Json } from '../../src/model/json.js';
import { type Pointer, pointerOf } from '../../src/model/pointer.js';
import type { Resource } from '../../src/model/resource.js';

/** CloudFormation's own description of its resource types. */
const spec = loadAwsServiceSpecSync();
type Properties = ReturnType<typeof spec.all<'typeDefinition'>>[number]['properties'];
type PropertyType = Properties[string]['type'];

/** Types that CloudFormation lacks keep the API's names (docs/facts.md). */
export const isInCloudFormation = (type: string): boolean =>
  spec.lookup('resource', 'cloudFormationType', 'equals', type).length > 0;

/** The places in a resource whose names are not CloudFormation's, at every depth that its specification describes. */
export const strangersIn = ({ type, properties }: Pick<Resource, 'type' | 'properties'>): Pointer[] =>
  isInCloudFormation(type)
    ? inObject(properties, spec.lookup('resource', 'cloudFormationType', 'equals', type).only().properties, '')
    : [];

const inObject = (value: object, properties: Properties, place: Pointer): Pointer[] =>
  members(value).flatMap(([name, member]) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const below = place + pointerOf(name);
    return property === undefined ? [below] : inValue(member, property.type, below);
  });

const inValue = (value: Json, type: PropertyType, place: Pointer): Pointer[] => {
  switch (type.type) {
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((element: Json, index) => inValue(element, type.element, place + pointerOf(index)))
        : [place];
    case 'ref':
      return isObject(value) ? inObject(value, spec.get('typeDefinition', type.reference).properties, place) : [place];
    default:
      // Free maps and JSON take any name.
      return [];
  }
};

const members = (value: object): [string, Json][] => Object.entries(value);

/** Does the specification of a type know the place below its properties (`/properties/Rules/*`, then `/Id`)? */
export const isPlaceIn = (type: string, place: Pointer): boolean => {
  const [, , ...segments] = place.split('/');
  const { properties } = spec.lookup('resource', 'cloudFormationType', 'equals', type).only();
  const leads = (members: Properties, [name = '', ...below]: readonly string[]): boolean => {
    const property = Object.hasOwn(members, name) ? members[name] : undefined;
    return property !== undefined && leadsIn(property.type, below);
  };
  const leadsIn = (at: PropertyType, below: readonly string[]): boolean => {
    if (below.length === 0) return true;
    if (at.type === 'array') return below[0] === '*' && leadsIn(at.element, below.slice(1));
    return at.type !== 'ref' || leads(spec.get('typeDefinition', at.reference).properties, below);
  };
  return leads(properties, segments);
};
