import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { describe, expect, test } from 'vitest';
import { COLLECTORS } from '../../src/collectors/index.js';
import { actionOf } from '../../src/collectors/permissions.js';
import { isObject, type Json } from '../../src/model/json.js';
import { type Pointer, pointerOf } from '../../src/model/pointer.js';
import { cloudtrail } from './answers/cloudtrail.js';
import { kms } from './answers/kms.js';
import { s3 } from './answers/s3.js';
import { sagemaker } from './answers/sagemaker.js';
import { explore } from './expedition.js';

/** Every answer that is written for the tests. */
const answers = { ...cloudtrail, ...kms, ...s3, ...sagemaker };

/** Types that CloudFormation lacks: they keep the API's names (docs/facts.md). */
const LACKING = ['AWS::CloudTrail::Event', 'AWS::SageMaker::TrainingJob'];

/** CloudFormation's own description of its resource types. */
const spec = loadAwsServiceSpecSync();
type PropertyType = ReturnType<typeof spec.all<'typeDefinition'>>[number]['properties'][string]['type'];

/** The places in a value whose names are not in CloudFormation's type. Free maps and JSON take any name. */
const strangers = (value: Json | undefined, type: PropertyType, place: Pointer): Pointer[] => {
  switch (type.type) {
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((element: Json, index) => strangers(element, type.element, place + pointerOf(index)))
        : [place];
    case 'ref': {
      if (!isObject(value)) return [place];
      const { properties } = spec.get('typeDefinition', type.reference);
      return members(value).flatMap(([name, member]) => {
        const property = properties[name];
        const below = place + pointerOf(name);
        return property === undefined ? [below] : strangers(member, property.type, below);
      });
    }
    default:
      return [];
  }
};

const members = (value: object): [string, Json][] => Object.entries(value);

const collectors = await Promise.all(COLLECTORS.map((load) => load()));

test('every type that CloudFormation lacks is known to be lacking', () => {
  const lacking = collectors
    .map(({ type }) => type)
    .filter((type) => spec.lookup('resource', 'cloudFormationType', 'equals', type).length === 0);
  expect(lacking.sort()).toEqual(LACKING);
});

describe.each(collectors)('$type', (collector) => {
  const { type, permissions } = collector;

  test.skipIf(LACKING.includes(type))('has the properties that CloudFormation gives it', async () => {
    const { resources } = await explore(collector, answers);
    const { properties } = spec.lookup('resource', 'cloudFormationType', 'equals', type).only();
    const unknown = resources.flatMap((resource) =>
      members(resource.properties).flatMap(([name, value]) => {
        const property = properties[name];
        return property === undefined ? [pointerOf(name)] : strangers(value, property.type, pointerOf(name));
      }),
    );
    expect(resources.length).toBeGreaterThan(0);
    expect(unknown).toEqual([]);
  });

  test('makes no call that its permissions do not allow', async () => {
    const { calls } = await explore(collector, answers);
    const actions = calls.map((call) => {
      const [service = '', operation = ''] = (call.split(' ')[0] ?? '').split(':');
      return actionOf(service, operation);
    });
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((action) => !permissions.includes(action))).toEqual([]);
  });
});
