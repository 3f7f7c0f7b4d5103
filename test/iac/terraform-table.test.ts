import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { relationsFor, relationsRead, startsOf } from '../../src/engine/join.js';
import { propertiesOf } from '../../src/iac/terraform/mapping.js';
import { mapResource } from '../../src/iac/terraform/resource.js';
import { NOT_IN_TERRAFORM } from '../../src/iac/terraform/table/absent.js';
import { attributesUsed, mappingOf, TERRAFORM_TYPES } from '../../src/iac/terraform/table/index.js';
import { unknown } from '../../src/iac/unknown.js';
import { textPlaces } from '../../src/model/carried-texts.js';
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

/** What the API takes within the node of a flow as it does within a prompt, and CloudFormation's specification lacks. */
const ONLY_IN_API =
  /^\/properties\/Definition\/Nodes\/\*\/Configuration\/Prompt\/SourceConfiguration\/Inline\/(?:AdditionalModelRequestFields|TemplateConfiguration\/Chat)(?:\/|$)/;

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
    ({ type, place }) =>
      place !== '/properties/Tags' && isInCloudFormation(type) && !isPlaceIn(type, place) && !ONLY_IN_API.test(place),
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

test('whatever text a resource carries, Terraform can say, or there is a reason why not', () => {
  const silent = [...new Set(MAPPED.map(({ type }) => type))].flatMap((type) =>
    textPlaces(type)
      .map(
        (place) =>
          `/properties/${isInCloudFormation(type) ? place : place.replaceAll(/(?<=^|\/)[A-Z]/g, (letter) => letter.toLowerCase())}`,
      )
      .map((place) => place.replace(/\/\*\*$/, ''))
      .filter((place) => !isGiven(type, place) && reasonFor(type, place) === undefined)
      .map((place) => `${type} ${place}`),
  );
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

test.each([
  [
    'containers, which Terraform writes as JSON of the API',
    'aws_ecs_task_definition',
    {
      container_definitions: JSON.stringify([
        {
          name: 'serve',
          readonlyRootFilesystem: true,
          linuxParameters: { capabilities: { add: ['SYS_ADMIN'] } },
          logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': 'g', tag: 't' } },
        },
      ]),
      volume: [{ name: 'v', host_path: '/var/run' }],
    },
    {
      ContainerDefinitions: [
        {
          Name: 'serve',
          ReadonlyRootFilesystem: true,
          LinuxParameters: { Capabilities: { Add: ['SYS_ADMIN'] } },
          LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': 'g', tag: 't' } },
        },
      ],
      Volumes: [{ Name: 'v', Host: { SourcePath: '/var/run' } }],
    },
  ],
  [
    'what is no list of containers',
    'aws_ecs_task_definition',
    { container_definitions: '{' },
    { ContainerDefinitions: unknown('parse_error', 'container_definitions is no list of containers in JSON') },
  ],
  [
    'routes, which CloudFormation keeps by their keys',
    'aws_apigatewayv2_stage',
    { name: 'prod', route_settings: [{ route_key: 'POST /chat', data_trace_enabled: true }] },
    { StageName: 'prod', RouteSettings: { 'POST /chat': { DataTraceEnabled: true } } },
  ],
  [
    'logs of a cluster',
    'aws_eks_cluster',
    { enabled_cluster_log_types: ['audit'] },
    { Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'audit' }] } } },
  ],
  [
    'logs of a domain, which are published where nobody says otherwise',
    'aws_opensearch_domain',
    { log_publishing_options: [{ log_type: 'AUDIT_LOGS', cloudwatch_log_group_arn: 'arn:g' }] },
    { LogPublishingOptions: { AUDIT_LOGS: { Enabled: true, CloudWatchLogsLogGroupArn: 'arn:g' } } },
  ],
  [
    'logs that are kept for ever',
    'aws_cloudwatch_log_group',
    { name: 'g', retention_in_days: 0 },
    { LogGroupName: 'g' },
  ],
  [
    'a rule of expiry, whose conditions may stand in a filter',
    'aws_s3_bucket_lifecycle_configuration',
    {
      rule: [
        {
          id: 'r',
          status: 'Enabled',
          prefix: '',
          filter: [{ and: [{ prefix: 'p/', tags: { a: 'b' } }] }],
          expiration: [{ days: 30, date: '' }],
        },
      ],
    },
    {
      LifecycleConfiguration: {
        Rules: [
          { Id: 'r', Status: 'Enabled', Prefix: 'p/', TagFilters: [{ Key: 'a', Value: 'b' }], ExpirationInDays: 30 },
        ],
      },
    },
  ],
  [
    'an ACL of grants to accounts',
    'aws_s3_bucket',
    { grant: [{ type: 'CanonicalUser' }] },
    { AccessControl: 'Private' },
  ],
  [
    'an ACL of grants to groups',
    'aws_s3_bucket_acl',
    { access_control_policy: [{ grant: [{ grantee: [{ type: 'Group' }] }] }] },
    {
      AccessControl: unknown('unmodelled', 'the grants of the ACL let in a group, or do not say whom they let in'),
    },
  ],
  [
    'what the provider says where files do not: the lock of a bucket',
    'aws_s3_bucket_object_lock_configuration',
    { rule: [{ default_retention: [{ mode: 'COMPLIANCE', years: 10 }] }] },
    {
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 10 } },
      },
    },
  ],
  [
    'what the provider says where files do not: how long events are kept',
    'aws_cloudtrail_event_data_store',
    { name: 'audit' },
    { Name: 'audit', RetentionPeriod: 2555 },
  ],
  [
    'what the provider says where files do not: that a domain asks for HTTPS',
    'aws_opensearch_domain',
    { domain_name: 'vectors', domain_endpoint_options: [{ tls_security_policy: null }] },
    { DomainName: 'vectors', DomainEndpointOptions: { EnforceHTTPS: true } },
  ],
])('is said in the words of CloudFormation: %s', (_, terraformType, attributes, expected) => {
  expect(mapResource(terraformType, attributes)?.properties).toEqual(expected);
});
