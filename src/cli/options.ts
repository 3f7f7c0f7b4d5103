import { type Command, InvalidArgumentError, Option } from 'commander';
import { LANGUAGES, SEVERITIES } from '../model/control.js';
import { DATA_DEFAULTS } from '../model/data-inventory.js';
import { type DataPlace, dataPlaceOf, isDataPlace } from '../model/data-place.js';
import { UsageError } from '../model/errors.js';
import { TEMPLATE_KINDS } from '../model/finding.js';
import { PII_TYPES, type PiiType } from '../model/pii.js';
import { type ResourceTag, type Selection, themeOf } from '../model/selection.js';
import { WHEN } from './progress.js';

/** An option that the environment may set, too: `--fail-on` by KANSA_FAIL_ON. */
const option = (flags: string, description: string): Option => {
  const own = new Option(flags, description).argParser(given);
  return own.env(`KANSA_${own.name().toUpperCase().replaceAll('-', '_')}`);
};

/** Every value that is given counts; commas separate, too. */
const list = (flags: string, description: string, parse: (word: string) => unknown = (word) => word): Option =>
  option(`${flags}`, `${description}, repeatable`)
    .argParser((value: string, former: readonly unknown[]) => [...former, ...wordsOf(value).map(parse)])
    .default([], 'all');

const wordsOf = (value: string): string[] => value.split(',').map(given);

/** How AWS is reached. */
export const accessOptions = (): Option[] => [
  regionOption(),
  ...callerOptions(),
  option('--kubeconfig <file>', 'ways into clusters other than their own endpoints, or "in-cluster"'),
  option('--no-kubernetes', 'leave the inside of EKS clusters alone: its controls are then unknown'),
];

/** Who asks AWS, and how often. */
const callerOptions = (): Option[] => [
  option('--profile <name>', 'profile of the AWS configuration'),
  option('--role-arn <arn>', 'role to assume first').argParser(roleArn),
  option('--external-id <id>', "external id that the role's trust policy asks for"),
  option('--role-session-name <name>', 'name of the session, by which CloudTrail shows it (default: kansa)'),
  option('--endpoint-url <url>', 'one endpoint for all services, e.g. an emulator').argParser(url),
  option('--max-attempts <n>', 'attempts of one call, the first included').argParser(positive).default(8),
];

export const regionOption = (): Option =>
  list('--region <region>', 'region to scan, or "all"').default([], "AWS_REGION, or the profile's");

/** Which controls are judged. */
export const selectionOptions = (): Option[] => [
  list('--control <id>', 'control to judge, an id or a pattern like "sagemaker/*"'),
  list('--service <name>', 'service whose controls are judged, the first part of their ids'),
  list('--theme <theme>', 'theme whose controls are judged', themeOf),
  option('--severity <severity>', 'judge only controls at or above').choices([...SEVERITIES]),
  option('--resource-tag <key=value>', 'judge only resources with this tag, repeatable')
    .argParser((value: string, former: readonly ResourceTag[]) => [...former, tagOf(value)])
    .default([], 'all'),
];

/** What is asked about the logs themselves, beyond how they are kept. */
export const logOptions = (): Option[] => [
  option(
    '--log-inventory',
    'list the log buckets and look through the log groups: of which days logs are there',
  ).default(false),
  option('--log-digests <days>', 'validate the digest files of CloudTrail and the log files of so many days').argParser(
    positive,
  ),
  option(
    '--log-calls <n>',
    'at most so many calls list logs, and as many validate them; beyond, the rest is not verified',
  )
    .argParser(positive)
    .default(5000),
];

/** What is asked about the data themselves. */
const dataOptions = (): Option[] => [
  option(
    '--pii',
    'look for personal and confidential data at the places in AWS that the AI platform reads and keeps data at',
  ).default(false),
  option(
    '--pii-max-objects <n>',
    'of each of these places at most so many objects (events, items, vectors, executions) are looked at',
  )
    .argParser(positive)
    .default(DATA_DEFAULTS.objects),
  option('--pii-max-bytes <size>', 'of all of them at most so much is read, in equal shares')
    .argParser(bytes)
    .default(DATA_DEFAULTS.bytes, '1GiB'),
  option('--pii-max-object-bytes <size>', 'of each object in S3 at most so much is read: its beginning')
    .argParser(bytes)
    .default(DATA_DEFAULTS.objectBytes, '64MiB'),
  option('--pii-max-pages <n>', 'of all of them at most so many pages of a thousand objects are listed')
    .argParser(positive)
    .default(DATA_DEFAULTS.pages),
  option(
    '--pii-max-read-usd <amount>',
    'US dollars that looking at all of them may cost at most, by the price list, in equal shares; no limit unless given',
  ).argParser(dollars),
  option('--pii-seed <text>', 'which objects are looked at where not all are: the same seed, the same ones').default(
    DATA_DEFAULTS.seed,
  ),
  option('--pii-patterns <file>', "the organisation's own words and patterns (schemas/patterns.schema.json)"),
  option(
    '--pii-key <file>',
    'secret key of at least 32 bytes: keyed hashes of the values are kept, so that kansa diff tells which are new and gone',
  ),
];

/** How a run is sealed. */
export const signingOptions = (): Option[] => [
  option('--sign-key <file>', 'private key in PEM that signs the run (passphrase: KANSA_SIGN_PASSPHRASE)'),
  option('--sign-kms <arn>', 'asymmetric KMS key that signs the run (needs kms:Sign and kms:GetPublicKey)'),
];

export const previousOption = (): Option =>
  new Option(
    '--previous <run>',
    'run before this one, on disk or s3://, which the seal links to, or "none" (default: found beside it)',
  ).argParser(given);

/** Which AWS is reached, and by whom, for the options that need it. */
export const awsOptions = (needs: string): Option[] => [
  option('--profile <name>', `profile of the AWS configuration, for ${needs}`),
  option('--endpoint-url <url>', 'endpoint of AWS, e.g. an emulator').argParser(url),
];

/** How a run in S3 is locked. */
export const lockOptions = (): Option[] => [
  option('--lock-years <n>', 'years from the scan on for which a run on s3:// is locked')
    .argParser(years)
    .default(undefined, 'retention.audit_trail_years of its parameters'),
  option('--no-lock', 'keep a run on s3:// without a lock, or verify it without asking for one'),
];

/** How a sealed run is sent to S3. */
export const uploadOptions = (): Option[] => [
  ...lockOptions(),
  languageOption('language of the result'),
  ...awsOptions('s3://'),
];

/** How sealed runs are verified. */
export const verifyOptions = (): Option[] => [
  new Option('--reperform', 'do the work again from what is sealed, and compare').default(false),
  list('--public-key <file>', 'public key in PEM by which the signature must be').default([], 'none'),
  option('--kms <arn>', 'KMS key by which the signature must be (needs kms:GetPublicKey)'),
  jsonOption(),
  languageOption('language of the result'),
  ...lockOptions(),
  ...awsOptions('--kms and s3://'),
];

export const outOption = (): Option =>
  option('--out <dir>', 'run directory to write, or s3://bucket/prefix; {account}, {date} and {time} are filled in');

/** What steers a scan: everything that `kansa.yaml` may say. */
export const steeringOptions = (): Option[] => [
  outOption(),
  ...lockOptions(),
  ...accessOptions(),
  ...selectionOptions(),
  ...logOptions(),
  ...dataOptions(),
  ...judgingOptions(),
  ...signingOptions(),
  ...configOptions(),
];

/** Where settings are read from. */
export const configOptions = (): Option[] => [
  option('--config <file>', 'file of settings (default: kansa.yaml, where there is one)'),
  new Option('--no-config', 'read no file of settings'),
];

export const paramsOption = (): Option =>
  option('--params <file>', "the organisation's parameters (schemas/params.schema.json)");

export const outputOption = (): Option =>
  new Option('--output <file>', 'file to write; "-" is stdout').argParser(given).default('-');

export const jsonOption = (): Option => new Option('--json', 'as JSON').default(false);

/** What it is judged by, and how the result is told. */
const judgingOptions = (): Option[] => [
  option('--since <time>', 'jobs and events from then on: days (30d) or an ISO date').default('90d'),
  option('--timeout <duration>', 'for how long AWS is asked, e.g. 30m; what is not seen by then is a gap'),
  list('--format <format>', 'further report to write into the run directory, e.g. csv').default([], 'html'),
  paramsOption(),
  waiversOption(),
  attestationsOption(),
  frameworkOption('framework to tell the result by, the id of a shipped one or a file of your own'),
  languageOption('language of report and summary'),
  option('--progress <when>', 'show how far the scan is: on a terminal, in logs too, or not at all')
    .choices([...WHEN])
    .default('auto'),
  ...thresholdOptions(),
];

const thresholdOptions = (): Option[] => [
  option('--fail-on <severity>', 'exit 1 for a violation at or above')
    .choices([...SEVERITIES, 'none'])
    .default('high'),
  option('--fail-on-unknown <severity>', 'exit 3 for an unknown at or above')
    .choices([...SEVERITIES, 'never'])
    .default('critical'),
];

export const formatOption = (description: string, otherwise: string): Option =>
  new Option('--format <format>', description).default(otherwise);

/** The role that the flags name. */
export const roleOf = ({ roleArn: arn, externalId, roleSessionName }: RoleFlags) => {
  if (arn === undefined) return {};
  return {
    role: {
      arn,
      ...(externalId !== undefined && { externalId }),
      ...(roleSessionName !== undefined && { sessionName: roleSessionName }),
    },
  };
};

interface RoleFlags {
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly roleSessionName?: string;
}

const waiversOption = (): Option =>
  option('--waivers <file>', 'accepted violations (default: kansa.waivers.yaml, where there is one)');

const attestationsOption = (): Option =>
  option('--attestations <file>', 'what people state of requirements (default: kansa.attestations.yaml, if there)');

export const frameworkOption = (description: string): Option => list('--framework <name>', description).default([]);

/** Where attestations stand, and the frameworks of one's own of which they speak. */
export const attestationOptions = (): Option[] => [
  attestationsOption(),
  frameworkOption('framework of your own, a file or folder'),
  ...configOptions(),
];

/** What an attestation says. */
export const attestOptions = (): Option[] => [
  new Option('--statement <text>', 'what you state').argParser(given).makeOptionMandatory(),
  list('--evidence <file>', 'file that proves it').default([]).makeOptionMandatory(),
  new Option('--owner <name>', 'who answers for the statement').argParser(given).makeOptionMandatory(),
  new Option('--expires <day>', 'last day on which it holds (UTC), e.g. 2027-03-31')
    .argParser(given)
    .makeOptionMandatory(),
  new Option('--date <day>', 'day of the statement (default: today, UTC)').argParser(given),
  ...attestationOptions(),
];

/** Where waivers stand. */
export const waiverOptions = (): Option[] => [waiversOption(), ...configOptions()];

/** What a gate is told beside its templates. */
export const gateOptions = (): Option[] => [
  option('--input-type <type>', 'what the files are, where they do not tell').choices([...TEMPLATE_KINDS]),
  option('--account <id>', 'account to deploy into, where the templates do not say it').argParser(accountId),
  option('--region <region>', 'region to deploy into, where the templates do not say it'),
  option(
    '--context <run>',
    "run of the account, on disk or s3://: what exists already, e.g. a model package's approval",
  ),
  new Option('--parameter <name=value>', 'value of a parameter of the templates, repeatable')
    .argParser((value: string, former: Readonly<Record<string, string>>) => ({ ...former, ...parameterOf(value) }))
    .default({}, 'those of the templates'),
  new Option('--var-file <file>', 'file of values of Terraform variables (.tfvars), repeatable; later ones win')
    .argParser((value: string, former: readonly string[]) => [...former, given(value)])
    .default([], 'those that Terraform reads by itself'),
  new Option(
    '--format <format[=file]>',
    'form of the result, to stdout or into a file, repeatable: text, json, sarif, junit, github, gitlab, markdown',
  )
    .argParser((value: string, former: readonly string[]) => [...former, given(value)])
    .default([], 'text'),
  ...selectionOptions(),
  paramsOption(),
  languageOption('language of the result'),
  waiversOption(),
  option('--fail-on-expired-waiver', 'exit 1 where a waiver has expired').default(false),
  option('--baseline <file>', 'earlier result (--format json=FILE) to compare with'),
  option('--new-only', 'judge only what the baseline does not have').default(false),
  ...thresholdOptions(),
  ...awsOptions('--context s3://'),
  ...configOptions(),
];

export const piiPlacesOption = (): Option =>
  new Option('--pii <place>', 'place in AWS (s3://…, logs://…, …) that kansa pii looks into, repeatable')
    .argParser((value: string, former: readonly string[]) => [...former, given(value)])
    .default([], 'none');

/** How files are looked at for personal data. */
export const piiOptions = (): Option[] => [
  new Option('--format <format>', 'form of the result').choices(['text', 'json']).default('text'),
  option('--min-confidence <number>', 'from which confidence on a value is told, 0 to 1')
    .argParser(confidence)
    .default(0.5),
  option('--patterns <file>', "the organisation's own words and patterns (schemas/patterns.schema.json)"),
  option('--key <file>', 'secret key of at least 32 bytes: values are told apart by keyed hashes (--format json)'),
  languageOption('language of the result'),
  new Option(
    '--run <run>',
    'run, on disk or s3://, whose snapshot names the places in AWS that the AI platform reads and keeps data at',
  ).argParser(given),
  option(
    '--max-objects <n>',
    'of each place in AWS at most so many objects (events, items, vectors, executions) are looked at',
  )
    .argParser(positive)
    .default(DATA_DEFAULTS.objects),
  option('--max-bytes <size>', 'of all places in AWS at most so much is read, in equal shares')
    .argParser(bytes)
    .default(GIB, '1GiB'),
  option('--max-object-bytes <size>', 'of each object in S3 at most so much is read: its beginning')
    .argParser(bytes)
    .default(GIB / 16, '64MiB'),
  option(
    '--max-pages <n>',
    'of all places in AWS at most so many pages are listed (of a thousand objects, or of 1 MB), in equal shares',
  )
    .argParser(positive)
    .default(1000),
  option(
    '--max-read-usd <amount>',
    'US dollars that looking at all places in AWS may cost at most, by the price list, in equal shares; no limit unless given',
  ).argParser(dollars),
  option('--seed <text>', 'which objects are looked at where not all are: the same seed, the same ones').default(
    'kansa',
  ),
  new Option('--since <time>', 'log events and executions from then on are looked at: days (7d) or an ISO date')
    .argParser(given)
    .default('7d'),
  option(
    '--region <region>',
    "region in which AWS is asked first (default: AWS_REGION, or the profile's); that of a bucket is found out",
  ),
  new Option(
    '--comprehend',
    'send the texts to Amazon Comprehend, too, for a further opinion: it costs (needs --max-usd) and reads English and Spanish',
  ).default(false),
  new Option(
    '--guardrail <id[:version]>',
    'apply a guardrail of Amazon Bedrock to the texts, too, and tell what of them it finds sensitive: it costs (needs --max-usd); the working draft unless a version is named',
  ),
  new Option('--max-usd <amount>', 'US dollars that further opinions may cost at most, by the price list').argParser(
    dollars,
  ),
  new Option('--macie', 'tell what Amazon Macie has found in the s3:// objects, too; nothing is sent to it').default(
    false,
  ),
  ...callerOptions(),
];

function dollars(value: string): number {
  const amount = Number(value);
  if (!/^\d+(\.\d+)?$/.test(value) || amount <= 0)
    throw new InvalidArgumentError('Give an amount above 0, e.g. 1 or 0.50.');
  return amount;
}

/** How a file is masked. */
export const maskOptions = (): Option[] => [
  option('--out <file>', 'where the masked copy is written; its manifest lies beside it').makeOptionMandatory(),
  option('--key <file>', 'secret key of at least 32 bytes: one value becomes one pseudonym by it, in every file'),
  new Option('--type <type>', 'mask only this type of values, repeatable (default: all but marks of confidentiality)')
    .argParser((value: string, former: readonly PiiType[]) => [...former, piiType(value)])
    .default([], 'all but confidential_label'),
  new Option('--format <format>', 'form of the result').choices(['text', 'json']).default('text'),
  option('--min-confidence <number>', 'from which confidence on a value is masked, 0 to 1')
    .argParser(confidence)
    .default(0.5),
  option('--patterns <file>', "the organisation's own words and patterns (schemas/patterns.schema.json)"),
  languageOption('language of the result'),
  option(
    '--region <region>',
    "of s3://: region in which AWS is asked first (default: AWS_REGION, or the profile's); that of the bucket is found out",
  ),
  ...callerOptions(),
];

const piiType = (value: string): PiiType => {
  const type = PII_TYPES.find((known) => known === value);
  if (type === undefined) throw new InvalidArgumentError(`It is none of ${PII_TYPES.join(', ')}.`);
  return type;
};

/** How two runs are compared, and who is told. */
export const diffOptions = (): Option[] => [
  new Option('--format <format>', 'form of the comparison').choices(['text', 'json']).default('text'),
  languageOption('language of the comparison'),
  option('--fail-on-new <severity>', 'exit 1 for a new violation at or above')
    .choices([...SEVERITIES, 'none'])
    .default('none'),
  option('--fail-on-lost <severity>', 'exit 3 for a verdict at or above that is no longer known')
    .choices([...SEVERITIES, 'never'])
    .default('never'),
  option('--notify-webhook <url>', 'post the changes there, if there are any').argParser(url),
  option('--notify-sns <arn>', 'publish the changes to this SNS topic, if there are any (needs sns:Publish)'),
  ...awsOptions('--notify-sns and s3://'),
];

/** Which runs are told over time, and how. */
export const historyOptions = (): Option[] => [
  new Option('--runs <dir>', 'folder of runs, or s3://bucket/prefix (default: runs)').argParser(given),
  new Option(
    '--history <dir>',
    'where the Parquet files are kept (default: .history in the folder of runs; for s3:// in the cache of the user)',
  ).argParser(given),
  new Option('--rebuild', 'use nothing of what is kept there: read every run anew').default(false),
  new Option('--since <time>', 'runs from then on: days (30d) or an ISO date').argParser(given),
  new Option('--format <format>', 'form of the history').choices(['text', 'json', 'csv']).default('text'),
  outputOption(),
  languageOption('language of the history'),
  ...awsOptions('s3://'),
];

export const languageOption = (description: string): Option =>
  option('--lang <language>', description)
    .choices([...LANGUAGES])
    .default('en');

/** The selection that the flags make. */
export const selectionOf = ({ control, service, theme, severity, resourceTag }: Flags): Selection => ({
  controls: control,
  services: service,
  themes: theme,
  ...(severity !== undefined && { severity }),
  resourceTags: resourceTag,
});

interface Flags {
  readonly control: Selection['controls'];
  readonly service: Selection['services'];
  readonly theme: Selection['themes'];
  readonly severity?: Selection['severity'];
  readonly resourceTag: Selection['resourceTags'];
}

/** What is asked about the data; the words and patterns, and the key, have to be given again. */
export const DATA_ASKED = [
  'pii',
  'piiMaxObjects',
  'piiMaxBytes',
  'piiMaxObjectBytes',
  'piiMaxPages',
  'piiMaxReadUsd',
  'piiSeed',
] as const;

/** What a run that goes on was asked, and where. */
export const RESUMED = [
  'out',
  'lock',
  'lockYears',
  'overwrite',
  'replay',
  'region',
  'since',
  'logInventory',
  'logDigests',
  'logCalls',
  ...DATA_ASKED,
  'params',
  'control',
  'service',
  'theme',
  'severity',
  'resourceTag',
] as const;

/** What says how the data are looked at, and nothing where nobody looks. */
const DATA_MEANS = [...DATA_ASKED.filter((name) => name !== 'pii'), 'piiPatterns', 'piiKey'];

/**
 * Whoever gives an option believes that it holds, so that one without effect is refused; what the environment or a file says is there
 * for other runs, too. A run that goes on looks into the data if it was begun so.
 */
export const refuseWithoutLooking = (command: Command): void => {
  if (command.getOptionValue('pii') === true || command.getOptionValue('resume') !== undefined) return;
  const flag = givenOf(DATA_MEANS, command);
  if (flag)
    throw new UsageError(`${flag} needs --pii, without which nobody looks into the data: add it, or leave ${flag} out`);
};

/**
 * Where AWS is asked first. The environment may name the regions of a scan: then it is the first of them, and with "all" the one that AWS's
 * own configuration says. Whoever gives several himself believes that each is asked.
 */
export const firstRegionOf = (command: Command): { readonly region?: string } => {
  const value: unknown = command.getOptionValue('region');
  if (typeof value !== 'string') return {};
  const regions = value.split(',').filter((name) => name !== '');
  if (command.getOptionValueSource('region') === 'cli' && (regions.length !== 1 || value === 'all'))
    throw new UsageError(
      `${command.name()}: --region ${value} is no single region: name one, in which AWS is asked first; that of each place is found out or stands in its address`,
    );
  const region = regions.find((name) => name !== 'all');
  return region === undefined ? {} : { region };
};

/** The options of `kansa pii` that are nothing to files on disk, and which places obey them. */
const OBEYED_BY: readonly (readonly [
  names: readonly string[],
  kinds: readonly DataPlace['kind'][],
  example: string,
])[] = [
  [['maxObjectBytes'], ['s3'], 's3://…'],
  [['since'], ['logs', 'states'], 'logs://…, states://…'],
  [
    ['maxObjects', 'maxBytes', 'maxPages', 'maxReadUsd', 'seed'],
    ['s3', 'logs', 'dynamodb', 's3vectors', 'states', 'opensearch'],
    's3://…, logs://…, dynamodb://…, s3vectors://…, states://…, opensearch://…',
  ],
];

/** Refuses what no place of the line obeys; which ones a run names is not known before it was read. */
export const refuseWithoutPlace = (paths: readonly string[], command: Command): void => {
  if (command.getOptionValue('run') !== undefined) return;
  const kinds = new Set(paths.filter(isDataPlace).map((path) => dataPlaceOf(path).kind));
  for (const [names, obeying, example] of OBEYED_BY) {
    const flag = obeying.some((kind) => kinds.has(kind)) ? undefined : givenOf(names, command);
    if (flag)
      throw new UsageError(
        `pii: ${flag} is obeyed by places in AWS alone (${example}), and none of these is named: name one, or leave ${flag} out`,
      );
  }
};

/** The first of these options that stands on the command line, as it is written there. */
const givenOf = (names: readonly string[], command: Command): string | undefined => {
  const named = names.find((name) => command.getOptionValueSource(name) === 'cli');
  return command.options.find((known) => known.attributeName() === named)?.long ?? undefined;
};

/** What a recording decides can't be asked for beside it; what the environment or a file says simply does not count. */
export const refuseBeside = (recording: string, names: readonly string[], command: Command): void => {
  if (command.getOptionValue(recording) === undefined) return;
  const flag = givenOf(names, command);
  if (flag)
    throw new UsageError(
      `${flag} and --${recording} exclude each other: the recording says what was asked; leave ${flag} out`,
    );
};

function tagOf(value: string): ResourceTag {
  const [, key, text] = /^([^=]+)=(.*)$/s.exec(value) ?? [];
  if (key === undefined || text === undefined) throw new InvalidArgumentError('a tag is needed, e.g. data-class=pii.');
  return { key, value: text };
}

function parameterOf(value: string): Readonly<Record<string, string>> {
  const [, name, text] = /^([\w-]+)=(.*)$/s.exec(value) ?? [];
  if (name === undefined || text === undefined)
    throw new InvalidArgumentError('a parameter is needed, e.g. Environment=prod.');
  return { [name]: text };
}

/** A value that says something: an empty one would read as if the option had not been given. */
export function given(value: string): string {
  if (value === '') throw new InvalidArgumentError('It is empty.');
  return value;
}

function roleArn(value: string): string {
  if (!/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(value))
    throw new InvalidArgumentError("Give a role's ARN, e.g. arn:aws:iam::123456789012:role/kansa.");
  return value;
}

function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Give a whole number from 1 on.');
  return number;
}

/** Object Lock takes no more (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html). */
function years(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 100)
    throw new InvalidArgumentError('Give a whole number of years from 1 to 100.');
  return number;
}

/** A number of bytes, with a unit or without; 1MB are a thousand kB, 1MiB are 1,024 KiB. */
function bytes(value: string): number {
  const [, digits, letter = '', binary] = /^(\d+) ?([kmgt])?(i)?B?$/i.exec(value) ?? [];
  const size = Number(digits) * (binary === undefined ? 1000 : 1024) ** UNITS.indexOf(letter.toLowerCase());
  if (!Number.isSafeInteger(size) || size < 1) throw new InvalidArgumentError('Give a size, e.g. 500MB or 1GiB.');
  return size;
}

const UNITS = ['', 'k', 'm', 'g', 't'];
const GIB = 2 ** 30;

function confidence(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 1))
    throw new InvalidArgumentError('Give a number from 0 to 1, e.g. 0.5.');
  return number;
}

function url(value: string): string {
  if (!URL.canParse(value) || !/^https?:/.test(value))
    throw new InvalidArgumentError('Give an http:// or https:// address.');
  return value;
}

const accountId = (text: string): string => {
  if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError('an account id has twelve digits');
  return text;
};
