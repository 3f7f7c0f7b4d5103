import type { Collector } from '../collectors/collector.js';
import { COLLECTORS } from '../collectors/index.js';
import { TAG_PERMISSION } from '../collectors/tags.js';
import { typesNeeded } from '../engine/needs.js';
import { partitionOf } from '../iac/identity.js';
import type { Control } from '../model/control.js';
import { type DataPlace, dataPlaceOf, type ObjectsPlace, placeUri, type RecordsPlace } from '../model/data-place.js';
import { UsageError } from '../model/errors.js';
import { guardrailNameOf } from '../model/guardrail-name.js';
import { folderOf, isS3 } from '../model/run-place.js';
import { EVERYTHING, type Selection, selectControls } from '../model/selection.js';
import { didYouMean } from '../model/suggest.js';
import { type FurtherStatement, POLICY_FORMATS, renderPolicy } from '../reports/index.js';
import { readBundle } from '../store/bundle-files.js';
import { askedOf, type LogOptions, logPermissions, questionsOf } from './logs.js';
import type { Planned } from './pii-plan.js';
import { filledPlace } from './run-store.js';

export interface PermissionsOptions extends LogOptions {
  readonly format: string;
  readonly selection: Selection;
  /** As a scan takes them: `all` needs an action of its own. */
  readonly regions: readonly string[];
  /** As a scan takes it: a place in S3 needs statements of its own. */
  readonly out?: string;
  /** Places in AWS that are looked into for personal data, as `kansa pii` takes them. */
  readonly pii?: readonly string[];
  /** A run, on disk or in S3, at whose places `kansa pii --run` looks. */
  readonly piiRun?: string;
  /** How a run in S3 is reached. */
  readonly profile?: string;
  readonly endpoint?: string;
  /** Says what somebody has to know beside the policy. */
  readonly tell?: (sentence: string) => void;
  /** The further opinions that `kansa pii` is to ask for. */
  readonly comprehend?: boolean;
  readonly guardrail?: string;
  readonly macie?: boolean;
}

/**
 * The least-privilege IAM policy of a scan, derived from what its collectors declare: read actions only, on every resource.
 * Where runs are kept in S3, what that takes beside it, on their prefix only; where digest files are validated, to read
 * what CloudTrail writes; and what `kansa pii` takes to look into the places that are named for it.
 */
export const iamPolicy = async ({
  format = 'iam',
  selection = EVERYTHING,
  regions = [],
  out,
  pii = [],
  piiRun,
  profile,
  endpoint,
  tell = () => undefined,
  comprehend = false,
  guardrail,
  macie = false,
  ...asked
}: Partial<PermissionsOptions> = {}): Promise<string> => {
  const planned =
    piiRun === undefined
      ? undefined
      : await plannedFor(
          piiRun,
          { ...(profile !== undefined && { profile }), ...(endpoint !== undefined && { endpoint }) },
          tell,
        );
  const controls = selectControls(readBundle().catalogue.controls, selection);
  const actions = (await collectorsFor(controls)).flatMap(({ permissions }) => permissions);
  const ofLogs = await logPermissions(questionsOf(askedOf(asked), selection));
  const further = [
    ...(regions.includes('all') ? ['ec2:DescribeRegions'] : []),
    ...(selection.resourceTags.length > 0 || pii.length > 0 || piiRun !== undefined ? [TAG_PERMISSION] : []),
    ...ofLogs.filter((action) => action !== READ_OBJECTS),
  ];
  const all = [...new Set([...actions, ...further])].sort();
  const policy = renderPolicy(all, format, [
    ...(ofLogs.includes(READ_OBJECTS) ? [logStatement(regions)] : []),
    ...(out === undefined || !isS3(out) ? [] : runStoreStatements(out, regions)),
    ...(await dataStatements(
      onceEach([...pii.map(dataPlaceOf), ...(planned?.plan.places ?? [])]),
      planned?.region === undefined ? regions : [...regions, planned.region],
    )),
    ...(await opinionStatements({ comprehend, macie, ...(guardrail !== undefined && { guardrail }) }, regions)),
  ]);
  if (policy !== undefined) return policy;
  throw new UsageError(
    `--format ${JSON.stringify(format)} is unknown${didYouMean(format, POLICY_FORMATS)} (known: ${POLICY_FORMATS.join(', ')})`,
  );
};

/** The places of a run. What its snapshot does not show no statement can name, and whoever reads the policy is told. */
const plannedFor = async (
  run: string,
  access: Pick<PermissionsOptions, 'profile' | 'endpoint'>,
  tell: (sentence: string) => void,
): Promise<Planned> => {
  const { planOf } = await import('./pii-plan.js');
  const planned = await planOf(run, access);
  const { places, unseen } = planned.plan;
  if (places.length === 0) tell(`--pii-run ${run}: its snapshot names no place that kansa pii looks into`);
  if (unseen.length > 0)
    tell(
      `--pii-run ${run}: ${unseen.length} uses of data lie at places that it does not show, and no statement covers them; kansa pii --run names each`,
    );
  return planned;
};

const onceEach = (places: readonly DataPlace[]): readonly DataPlace[] => [
  ...new Map(places.map((place) => [placeUri(place), place])).values(),
];

const READ_OBJECTS = 's3:GetObject';

const partitionFor = (regions: readonly string[]): string =>
  partitionOf(regions.find((region) => region !== 'all') ?? 'us-east-1');

/** What objects hold, a scan may read only where CloudTrail puts its files. */
const logStatement = (regions: readonly string[]): FurtherStatement => ({
  of: 'scan',
  sid: 'KansaReadTrails',
  actions: [READ_OBJECTS],
  resources: [`arn:${partitionFor(regions)}:s3:::*/AWSLogs/*/CloudTrail*`],
});

/** What looking into data takes, of each place what is named of it. Keys of KMS are their owners' to open. */
const dataStatements = async (
  places: readonly DataPlace[],
  regions: readonly string[],
): Promise<FurtherStatement[]> => [
  ...(await objectStatements(
    places.filter((place) => place.kind === 's3'),
    regions,
  )),
  ...(await recordStatements(places.filter((place) => place.kind !== 's3'))),
];

const objectStatements = async (
  places: readonly ObjectsPlace[],
  regions: readonly string[],
): Promise<FurtherStatement[]> => {
  const { DATA_PERMISSIONS } = await import('../collectors/s3/data-objects.js');
  const { list, read } = DATA_PERMISSIONS;
  const arnOf = (bucket: string) => `arn:${partitionFor(regions)}:s3:::${bucket}`;
  if (places.length === 0) return [];
  const buckets = [...new Set(places.map(({ bucket }) => bucket))];
  return [
    {
      of: 'data',
      sid: 'KansaReadData',
      actions: [read],
      resources: places.map(({ bucket, prefix }) => `${arnOf(bucket)}/${literal(prefix)}*`),
    },
    ...buckets.map((bucket, index): FurtherStatement => {
      const prefixes = places.filter((place) => place.bucket === bucket).map(({ prefix }) => `${literal(prefix)}*`);
      return {
        of: 'data',
        sid: `KansaListData${index + 1}`,
        actions: [list],
        resources: [arnOf(bucket)],
        ...(!prefixes.includes('*') && { prefixes }),
      };
    }),
  ];
};

const recordStatements = async (places: readonly RecordsPlace[]): Promise<FurtherStatement[]> => {
  const { EVENT_PERMISSIONS } = await import('../collectors/logs/data-events.js');
  const { ITEM_PERMISSIONS } = await import('../collectors/dynamodb/data-items.js');
  const { VECTOR_PERMISSIONS } = await import('../collectors/s3vectors/data-vectors.js');
  const { EXECUTION_PERMISSIONS } = await import('../collectors/stepfunctions/data-executions.js');
  const { DOCUMENT_PERMISSIONS } = await import('../collectors/opensearch/data-documents.js');
  const { collection, domain } = DOCUMENT_PERMISSIONS;
  const of = <K extends RecordsPlace['kind']>(kind: K) =>
    places.filter((place): place is Extract<RecordsPlace, { kind: K }> => place.kind === kind);
  const collections = of('opensearch').filter(({ store }) => store === 'collection');
  const domains = of('opensearch').filter(({ store }) => store === 'domain');
  const statements: readonly [sid: string, actions: readonly string[], resources: readonly string[]][] = [
    [
      'KansaReadEvents',
      EVENT_PERMISSIONS,
      // Some actions take a group by the one form, some by the other.
      of('logs').flatMap(({ region, group }) =>
        ['', ':*'].map((end) => arnIn('logs', region, `log-group:${group}${end}`)),
      ),
    ],
    [
      'KansaReadItems',
      ITEM_PERMISSIONS,
      of('dynamodb').map(({ region, table }) => arnIn('dynamodb', region, `table/${table}`)),
    ],
    [
      'KansaReadVectors',
      VECTOR_PERMISSIONS,
      of('s3vectors').map(({ region, bucket, index }) => arnIn('s3vectors', region, `bucket/${bucket}/index/${index}`)),
    ],
    [
      'KansaListExecutions',
      [EXECUTION_PERMISSIONS.list],
      of('states').map(({ region, machine }) => arnIn('states', region, `stateMachine:${machine}`)),
    ],
    [
      'KansaReadExecutions',
      [EXECUTION_PERMISSIONS.read],
      of('states').map(({ region, machine }) => arnIn('states', region, `execution:${machine}:*`)),
    ],
    // Which collections may be described IAM cannot say.
    ['KansaFindCollections', [collection.describe], collections.map(() => '*')],
    [
      'KansaSearchCollections',
      [collection.search],
      collections.map(({ region, name }) => arnIn('aoss', region, `collection/${name}`)),
    ],
    ['KansaFindDomains', [domain.describe], domains.map(({ region, name }) => arnIn('es', region, `domain/${name}`))],
    [
      'KansaSearchDomains',
      [domain.search],
      domains.map(({ region, name, index }) => arnIn('es', region, `domain/${name}/${literal(index)}/_search`)),
    ],
  ];
  return statements.flatMap(([sid, actions, resources]): FurtherStatement[] =>
    resources.length === 0 ? [] : [{ of: 'data', sid, actions, resources: [...new Set(resources)] }],
  );
};

/** In whatever account it is asked for (service authorization reference of each service). */
const arnIn = (service: string, region: string, rest: string): string =>
  `arn:${partitionOf(region)}:${service}:${region}:*:${rest}`;

/** What further opinions take. But for a guardrail none of it can be allowed for some texts or findings only. */
const opinionStatements = async (
  { comprehend, guardrail, macie }: Pick<PermissionsOptions, 'comprehend' | 'guardrail' | 'macie'>,
  regions: readonly string[],
): Promise<FurtherStatement[]> => {
  const { COMPREHEND_PERMISSIONS } = await import('../collectors/comprehend/pii-entities.js');
  const { MACIE_PERMISSIONS } = await import('../collectors/macie/object-findings.js');
  return [
    ...(comprehend === true ? [opinionStatement('KansaAskComprehend', COMPREHEND_PERMISSIONS)] : []),
    ...(guardrail === undefined ? [] : await guardrailStatements(guardrail, regions)),
    ...(macie === true ? [opinionStatement('KansaReadMacie', MACIE_PERMISSIONS)] : []),
  ];
};

const opinionStatement = (
  sid: string,
  actions: readonly string[],
  resources: readonly string[] = ['*'],
): FurtherStatement => ({ of: 'data', sid, actions, resources });

/** One that passes texts on to other regions is applied on its profile, too. */
const guardrailStatements = async (guardrail: string, regions: readonly string[]): Promise<FurtherStatement[]> => {
  const { GUARDRAIL_PERMISSIONS } = await import('../collectors/bedrock/guardrail-opinion.js');
  const { id, region } = guardrailNameOf(guardrail);
  const partition = partitionFor(region === undefined ? regions : [region]);
  return [
    opinionStatement('KansaAskGuardrail', GUARDRAIL_PERMISSIONS.guardrail, [
      region === undefined ? `arn:${partition}:bedrock:*:*:guardrail/${id}` : id,
      `arn:${partition}:bedrock:*:*:guardrail-profile/*`,
    ]),
    opinionStatement('KansaReadEnforcedGuardrails', GUARDRAIL_PERMISSIONS.enforced),
  ];
};

/** A character that has a meaning of its own in a policy becomes the wildcard for any one character. */
const literal = (prefix: string): string => prefix.replaceAll(/[*$]/g, '?');

/** What keeping runs takes: to write each once, to go on with an upload, and to find and read the run before. */
const runStoreStatements = (out: string, regions: readonly string[]): FurtherStatement[] => {
  // Whatever is filled in later may be anything; the folder beside it is where the run before is looked for.
  const { bucket, prefix } = filledPlace(out, '--out', ANYTHING, 0);
  const anywhere = (text: string) => text.replaceAll(TIMES, '*').replaceAll(ANYTHING, '*');
  const folder = anywhere(folderOf({ bucket, prefix }));
  const arn = `arn:${partitionFor(regions)}:s3:::${anywhere(bucket)}`;
  return [
    {
      of: 'store',
      sid: 'KansaKeepRuns',
      actions: ['s3:PutObject', 's3:PutObjectRetention', 's3:GetObject', 's3:GetObjectRetention'],
      resources: [`${arn}/${anywhere(prefix)}/*`],
    },
    { of: 'store', sid: 'KansaReadLinks', actions: ['s3:GetObject'], resources: [`${arn}/${folder}*/manifest.json`] },
    {
      of: 'store',
      sid: 'KansaFindLinks',
      actions: ['s3:ListBucket'],
      resources: [arn],
      ...(folder !== '' && { prefixes: [`${folder}*`] }),
    },
    { of: 'store', sid: 'KansaSeeLock', actions: ['s3:GetBucketObjectLockConfiguration'], resources: [arn] },
  ];
};

/** Stands for an account that is not known yet, and what the moment 0 is filled in as. */
const ANYTHING = '000000000000';
const TIMES = /19700101T000000Z|1970-01-01/g;

/** The collectors that controls need, and those of further types: what no control reads, no scan asks for. */
export const collectorsFor = async (
  controls: readonly Control[],
  further: readonly string[] = [],
): Promise<Collector[]> => {
  const collectors = await Promise.all(COLLECTORS.map((load) => load()));
  const types = [...typesNeeded(controls), ...further];
  return collectors.filter(({ type }) => types.includes(type));
};
