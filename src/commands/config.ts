import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { UsageError } from '../model/errors.js';
import { canonicalJson } from '../model/json.js';
import { isS3 } from '../model/run-place.js';
import { renderTable } from '../reports/table.js';
import { type Config, readConfig } from '../store/config.js';
import { IN_CLUSTER } from '../store/kubeconfig.js';
import { writeNew } from '../store/run-directory.js';

/** Where settings are looked for when nobody names a file. */
const CONFIG_FILE = 'kansa.yaml';

/** Settings by the names of the options that they stand in for, and the file that they come from. */
export interface Settings {
  readonly from: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The settings of the named file, or of `kansa.yaml` in the working directory; undefined where there is none. */
export const readSettings = (named: string | undefined, of: 'scan' | 'gate'): Settings | undefined => {
  const path = named ?? CONFIG_FILE;
  if (named === undefined && !existsSync(path)) return undefined;
  const config = readConfig(path);
  const options = { ...judgingOf(config, path), ...(of === 'scan' ? scanOf(config, path) : gateOf(config, path)) };
  return {
    from: path,
    options: Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  };
};

/** By what is judged, live or before. Files that a file of settings names stand beside it. */
const judgingOf = (
  { controls, resourceTags, params, waivers, attestations, frameworks, failOn, failOnUnknown, language }: Config,
  path: string,
): Record<string, unknown> => ({
  control: controls?.include,
  service: controls?.services,
  theme: controls?.themes,
  severity: controls?.severity,
  resourceTag: resourceTags && Object.entries(resourceTags).map(([key, value]) => ({ key, value })),
  waivers: waivers && besideOf(path)(waivers),
  attestations: attestations && besideOf(path)(attestations),
  framework: frameworks?.map((name) => (/[/\\]|\.ya?ml$/.test(name) ? besideOf(path)(name) : name)),
  params: typeof params === 'object' ? { from: `${path}: params`, params } : params && resolve(dirname(path), params),
  failOn,
  failOnUnknown,
  lang: language,
});

/** As the user would name it: reports say it. */
const besideOf =
  (path: string) =>
  (name: string): string =>
    isAbsolute(name) ? name : join(dirname(path), name);

const scanOf = (config: Config, path: string): Record<string, unknown> => {
  const beside = (name: string) => resolve(dirname(path), name);
  const { regions, role, kubeconfig, out, sign, pii } = config;
  return {
    region: typeof regions === 'string' ? [regions] : regions,
    profile: config.profile,
    roleArn: role?.arn,
    externalId: role?.externalId,
    roleSessionName: role?.sessionName,
    endpointUrl: config.endpointUrl,
    maxAttempts: config.maxAttempts,
    kubernetes: config.kubernetes,
    kubeconfig: kubeconfig === IN_CLUSTER ? kubeconfig : kubeconfig && beside(kubeconfig),
    since: config.since,
    logInventory: config.logInventory,
    logDigests: config.logDigests,
    logCalls: config.logCalls,
    pii: pii?.look,
    piiMaxObjects: pii?.maxObjects,
    piiMaxBytes: pii?.maxBytes,
    piiMaxObjectBytes: pii?.maxObjectBytes,
    piiMaxPages: pii?.maxPages,
    piiMaxReadUsd: pii?.maxReadUsd,
    piiSeed: pii?.seed,
    piiPatterns: pii?.patterns && beside(pii.patterns),
    piiKey: pii?.key && beside(pii.key),
    timeout: config.timeout,
    out: out && (isS3(out) ? out : beside(out)),
    lockYears: config.lockYears,
    lock: config.lock,
    format: config.formats,
    signKey: sign?.key && beside(sign.key),
    signKms: sign?.kms,
  };
};

/** A gate's own threshold outweighs that of the scan. */
const gateOf = ({ gate = {}, profile, endpointUrl }: Config, path: string): Record<string, unknown> => {
  const beside = besideOf(path);
  const { context, parameters, varFiles, formats, waivers, failOnExpiredWaiver, baseline, newOnly } = gate;
  return {
    profile,
    endpointUrl,
    inputType: gate.inputType,
    account: gate.account,
    region: gate.region,
    context: context && (isS3(context) ? context : beside(context)),
    parameter: parameters,
    varFile: varFiles?.map(beside),
    format: formats?.map((format) => format.replace(/(?<==).+$/s, beside)),
    ...(waivers !== undefined && { waivers: beside(waivers) }),
    failOnExpiredWaiver,
    baseline: baseline && beside(baseline),
    newOnly,
    ...(gate.failOn !== undefined && { failOn: gate.failOn }),
    ...(gate.failOnUnknown !== undefined && { failOnUnknown: gate.failOnUnknown }),
  };
};

/** One option as it would be taken, and who says so. */
export interface Effective {
  readonly option: string;
  readonly value: unknown;
  readonly origin: string;
}

/** What a scan or a gate would be steered by, as a table or as JSON. */
export const showSettings = (effective: readonly Effective[], asJson: boolean): string =>
  asJson
    ? `${canonicalJson(effective, 2)}\n`
    : renderTable(
        ['option', 'value', 'origin'],
        effective.map(({ option, value, origin }) => [option, textOf(value), origin]),
      );

const textOf = (value: unknown): string => {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '–';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ');
  return typeof value === 'string' ? value : canonicalJson(value);
};

/** Writes a commented file of settings, and never over one that is there. */
export const initSettings = (path: string): void => {
  if (!writeNew(path, TEMPLATE))
    throw new UsageError(`${path} is there already: it is not overwritten; name another file, or move it away`);
};

const TEMPLATE = `# Settings of kansa scan and kansa gate. A flag outweighs the environment (KANSA_*), which outweighs this file.
# "kansa config show" and "show-gate" print what is in force; schemas/config.schema.json describes every key.

# Regions to scan, or: all
# regions: [ap-northeast-1, ap-northeast-3]

# How the account is reached. Without a role, by the credentials of the profile or of the environment.
# profile: audit
# role:
#   arn: arn:aws:iam::123456789012:role/kansa
#   externalId: given-by-the-account
#   sessionName: kansa

# Which controls are judged; all where nothing is said. "kansa controls list" shows them.
# controls:
#   include: ['sagemaker/*', kms/key_rotation]
#   services: [bedrock]
#   themes: [encryption, network]
#   severity: medium

# Judge only resources that bear these tags.
# resourceTags:
#   data-class: confidential

# What the organisation decides for itself: here, or in a file of its own. "kansa params show" explains each.
# params:
#   retention:
#     audit_trail_years: 7

# From when on a violation fails the command (exit 1), and an unknown verdict (exit 3).
failOn: high
failOnUnknown: critical

# Language of report and summary: en or ja.
language: en

# Jobs and events from then on, and for how long AWS is asked.
since: 90d
# timeout: 30m

# Look for personal and confidential data where the AI platform reads and keeps data: of each place so many objects, of all
# so many bytes, and at most for so many US dollars by the price list. What the organisation calls confidential stands in a file of its own;
# by a secret key of 32 bytes or more runs keep keyed hashes of the values, which kansa diff compares.
# pii:
#   look: true
#   maxObjects: 100
#   maxBytes: 1073741824
#   maxReadUsd: 1
#   patterns: patterns.yaml
#   key: pii.key

# The run directory; {account}, {date} and {time} are filled in. Further reports in it: csv.
out: runs/{account}/{time}
# Or a place in a bucket with Object Lock, s3://bucket/prefix/{account}/{time}: each object is locked (COMPLIANCE) for years
# from the scan on (those of params.retention.audit_trail_years, where nothing is said), and none is overwritten.
# lockYears: 7
# lock: false
# formats: [csv]

# Violations that somebody accepted (the gate's, too), what people state of requirements, and the frameworks to tell the
# result by: "kansa frameworks list" prints them, a file of your own is named with its path.
# waivers: kansa.waivers.yaml
# attestations: kansa.attestations.yaml
# frameworks: [ai-ml-platform]
# By what a run is signed: a private key beside this file ("kansa keys create"), or an asymmetric KMS key.
# sign:
#   key: audit.key # or kms: and the ARN of the key

# How "kansa gate" judges templates before they are deployed; what is selected above, params and language hold for it, too.
# gate:
#   account: '123456789012'
#   region: ap-northeast-1
#   context: runs/latest
#   parameters:
#     Environment: prod
#   varFiles: [prod.tfvars]
#   formats: [text, sarif=kansa.sarif, markdown=kansa.md]
#   waivers: kansa.waivers.yaml
#   failOnExpiredWaiver: true
#   baseline: kansa-baseline.json
#   newOnly: false
#   failOn: medium
#   failOnUnknown: never
`;
