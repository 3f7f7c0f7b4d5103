import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { relationsFor, relationsRead, startsOf } from '../../src/engine/join.js';
import { propertiesOf } from '../../src/iac/terraform/mapping.js';
import { mapResource } from '../../src/iac/terraform/resource.js';
import { NOT_IN_TERRAFORM } from '../../src/iac/terraform/table/absent.js';
import { attributesUsed, mappingOf, TERRAFORM_TYPES } from '../../src/iac/terraform/table/index.js';
import type { Control } from '../../src/model/control.js';
import { segmentsOf } from '../../src/model/pointer.js';
import { readBundle } from '../../src/store/bundle-files.js';
import { isInCloudFormation, isPlaceIn } from '../collectors/cloudformation.js';
import provider from './terraform-attributes.json' with { type: 'json' };

/** CloudFormation type and places of everything that a Terraform type says. */
const MAPPED = TERRAFORM_TYPES.flatMap((terraformType) => {
  const mapping = mappingOf(terraformType);
  if (mapping === undefined) return [];
  const types = mapping.kind === 'resource' ? [mapping.type] : mapping.owners.map(({ type }) => type);
  return types.flatMap((type) => propertiesOf(mapping.of).map((place) => ({ terraformType, type, ...place })));
});

/** Of each type that a control judges or looks at from a template: the places that it reads, and who reads them. */
const readsByType = (controls: readonly Control[]): Map<string, Set<string>> => {
  const places = new Map<string, Set<string>>();
  for (const control of controls) {
    const relations = new Map(relationsFor(control.resource, new Set(relationsRead(control))));
    const add = (type: string | undefined, segments: readonly string[]) => {
      if (type === undefined || !type.startsWith('AWS::')) return;
      const own = places.get(type) ?? new Set();
      places.set(type, own);
      if (segments[0] === 'properties' && segments.length > 1) own.add(`/${segments.join('/')}`);
    };
    const read = [control.reads.applies, control.reads.violation].flatMap(({ cut, values, shapes }) => [
      ...cut,
      ...values,
      ...shapes,
    ]);
    add(control.resource, []);
    for (const pointer of [...read, ...[...relations.values()].flatMap(startsOf)]) {
      const [root, name = '', ...below] = segmentsOf(pointer);
      if (root === 'resource') add(control.resource, [name, ...below]);
      // What a relation found by name or as a list stands below a key or a number.
      if (root === 'refs') add(relations.get(name)?.type, below[0] === '*' ? below.slice(1) : below);
    }
    for (const relation of relations.values())
      if (relation.kind === 'referrers') add(relation.type, segmentsOf(relation.by));
  }
  return places;
};

const fits = (pattern: string, place: string): boolean => {
  const [wanted, given] = [pattern.split('/'), place.split('/')];
  return wanted.length <= given.length && wanted.every((word, index) => word === given[index] || word === '*');
};

const isGiven = (type: string, place: string): boolean =>
  MAPPED.some(
    (mapped) => mapped.type === type && (fits(place, mapped.place) || (mapped.isWhole && fits(mapped.place, place))),
  );

const reasonFor = (type: string, place: string): string | undefined =>
  Object.entries(NOT_IN_TERRAFORM[type] ?? {}).find(([pattern]) => pattern === '' || fits(pattern, place))?.[1];

test('every attribute of the table is one of the provider', () => {
  expect(Object.fromEntries(TERRAFORM_TYPES.map((type) => [type, attributesUsed(type)]))).toEqual(provider.resources);
});

test('every property of the table is one of CloudFormation', () => {
  // Tags become tags, and are no property any more.
  const strangers = MAPPED.filter(
    ({ type, place }) => place !== '/properties/Tags' && isInCloudFormation(type) && !isPlaceIn(type, place),
  );
  expect(strangers).toEqual([]);
});

test('whatever a control reads, Terraform can say, or there is a reason why not', () => {
  const { catalogue } = readBundle();
  const reads = readsByType(catalogue.controls.filter(({ liveOnly }) => !liveOnly));
  const silent = [...reads].flatMap(([type, places]) => [
    ...(MAPPED.some((mapped) => mapped.type === type) || reasonFor(type, '') !== undefined ? [] : [type]),
    ...[...places]
      .filter((place) => !isGiven(type, place) && reasonFor(type, place) === undefined)
      .map((place) => `${type} ${place}`),
  ]);
  expect(silent).toEqual([]);
});

test('no reason is given for what Terraform can say', () => {
  const needless = Object.entries(NOT_IN_TERRAFORM).flatMap(([type, reasons]) =>
    Object.keys(reasons).filter((place) =>
      place === '' ? MAPPED.some((mapped) => mapped.type === type) : isGiven(type, place),
    ),
  );
  expect(needless).toEqual([]);
});

test('how to take the list anew stands where it is made', () => {
  expect(provider.provider).toMatch(/^hashicorp\/aws \d+\.\d+\.\d+$/);
  expect(readFileSync('scripts/terraform-attributes.ts', 'utf8')).toContain('terraform-attributes.json');
});

test('a resource is said in the words of CloudFormation, and each word led back to where it stands', () => {
  const places = new Map<string, string>();
  const attributes = {
    bucket: 'b',
    acl: 'public-read',
    logging: [],
    policy: '',
    server_side_encryption_configuration: [
      { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'AES256', kms_master_key_id: null }] }] },
    ],
  };
  const known = mapResource('aws_s3_bucket', attributes, (place, path) => places.set(place, path.join('.')));
  const encryption = '/properties/BucketEncryption/ServerSideEncryptionConfiguration';
  expect(known?.properties).toEqual({
    BucketName: 'b',
    AccessControl: 'PublicRead',
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
  });
  expect(Object.fromEntries(places)).toEqual({
    '/properties/BucketName': 'bucket',
    '/properties/AccessControl': 'acl',
    '/properties/BucketEncryption': 'server_side_encryption_configuration',
    [encryption]: 'server_side_encryption_configuration.0.rule',
    [`${encryption}/0/ServerSideEncryptionByDefault`]:
      'server_side_encryption_configuration.0.rule.0.apply_server_side_encryption_by_default',
    [`${encryption}/0/ServerSideEncryptionByDefault/SSEAlgorithm`]:
      'server_side_encryption_configuration.0.rule.0.apply_server_side_encryption_by_default.0.sse_algorithm',
  });
});

test('a type that no control looks at is none of the table, whatever it is called', () => {
  expect(['aws_instance', 'constructor', '__proto__'].map((type) => mapResource(type, {}))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
