#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { Command, Option } from 'commander';
import {
  accessOptions,
  attestationOptions,
  attestOptions,
  awsOptions,
  configOptions,
  DATA_ASKED,
  diffOptions,
  firstRegionOf,
  formatOption,
  frameworkOption,
  gateOptions,
  given,
  historyOptions,
  jsonOption,
  languageOption,
  lockOptions,
  logOptions,
  maskOptions,
  outOption,
  outputOption,
  paramsOption,
  piiOptions,
  piiPlacesOption,
  previousOption,
  RESUMED,
  refuseBeside,
  refuseWithoutLooking,
  refuseWithoutPlace,
  regionOption,
  roleOf,
  selectionOf,
  selectionOptions,
  signingOptions,
  steeringOptions,
  uploadOptions,
  verifyOptions,
  waiverOptions,
} from './cli/options.js';
import { type Painter, painterOf } from './cli/progress.js';
import { effective, recorded, takeSettings } from './cli/settings.js';
import { diskFailure, EXIT, Interrupted, UsageError } from './model/errors.js';
import { gathered } from './model/pieces.js';
import { momentOf } from './model/time.js';
import { visible, visibleLines } from './model/visible.js';
import { WAIVERS_FILE } from './model/waiver.js';

const VERSION = '0.1.0';

// Optimised machine code for what runs a thousand times takes a third of the processor's time from a gate that is over in a
// second; large accounts and plans get theirs all the same. V8 complains of a flag that it does not know, and from Node 22 on the
// one that says when to optimise counts calls instead of bytes run: a newer Node than was tried keeps its own measure.
const major = Number.parseInt(process.versions.node, 10);
for (const flag of [
  '--wasm-tiering-budget=200000000',
  ...(major < 22 ? ['--interrupt-budget=4000000'] : major <= 24 ? ['--invocation-count-for-turbofan=100000'] : []),
])
  setFlagsFromString(flag);

// The SDK warns that its next versions need a newer Node; kansa pins the version that runs on this one.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// A pipeline sets a variable that nobody gave it to nothing, which is neither an option's value nor a key to scrub with.
for (const [name, value] of Object.entries(process.env))
  if (name.startsWith('KANSA_') && value === '') delete process.env[name];

// Node ends with 1 for what nobody catches, and 1 would say "violation".
process.on('uncaughtException', fail);
// Whoever reads a document may have seen enough of it (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(new UsageError(`cannot write to stdout (${error.message})`));
});
// A scan goes on when nobody watches it any more.
process.stderr.on('error', () => undefined);

/** Of the scan that is under way, if one is. */
let painter: Painter | undefined;

const program = new Command('kansa')
  .description('Policy-as-code governance and audit scanner for AWS AI/ML platforms (SageMaker, Bedrock, EKS).')
  .version(VERSION)
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'kansa: ')) })
  .exitOverride(({ code, exitCode }) => {
    if (code === 'commander.help' && exitCode !== 0) process.stderr.write('\nkansa: name one of these commands\n');
    process.exit(exitCode === 0 ? EXIT.ok : EXIT.usage);
  });

const scanCommand = program
  .command('scan')
  .description('Collect an account (or replay a recording of it), judge it, and write a run directory.')
  .option('--overwrite', 'replace a former run in that directory')
  .option('--replay <file>', 'judge this recording instead of asking AWS', given)
  .option('--resume <run>', 'go on with a run that was cut off: ask only what its recording lacks', given)
  .addOption(previousOption())
  .addHelpText(
    'after',
    `
Exit codes:
  0  no violation at the threshold, and complete enough
  1  violation at or above --fail-on
  2  usage, configuration, credentials or policy bundle
  3  incomplete: unknown at or above --fail-on-unknown, or nothing evaluated
  5  internal error
  130, 143  stopped by SIGINT, SIGTERM`,
  )
  .action(async (flags) => {
    const signal = interruption();
    // A scan keeps much and has little memory: room for objects that nobody needs any more took a hundred megabytes. The old
    // generation is let grow as it likes: bounded, a compiler in the background waited for a collection by a main thread that
    // was ending the process.
    setFlagsFromString('--semi-space-growth-factor=1');
    const { scan } = await import('./commands/scan.js');
    const { stderr, env } = process;
    painter = painterOf(stderr, { when: flags.progress, isTerminal: isTerminal(stderr) });
    const asked = [
      'resume',
      'region',
      'kubeconfig',
      'since',
      'logInventory',
      'logDigests',
      'logCalls',
      'piiPatterns',
      'piiKey',
      ...DATA_ASKED,
    ];
    refuseBeside('replay', asked, scanCommand);
    refuseBeside('resume', RESUMED, scanCommand);
    refuseWithoutLooking(scanCommand);
    const { evaluation, summary } = await scan({
      ...flags,
      overwrite: flags.overwrite === true,
      endpoint: flags.endpointUrl,
      regions: flags.region,
      formats: flags.format,
      frameworks: flags.framework,
      ...roleOf(flags),
      selection: selectionOf(flags),
      language: flags.lang,
      scrubKey: env.KANSA_SCRUB_KEY,
      passphrase: env.KANSA_SIGN_PASSPHRASE,
      settings: recorded(scanCommand),
      version: VERSION,
      now: Date.now(),
      terminal: { colour: hasColour(stderr), width: widthOf(stderr) },
      progress: painter.step,
      signal,
    });
    painter.clear();
    stderr.write(summary);
    process.exitCode = evaluation.exitCode;
  });
for (const option of steeringOptions()) scanCommand.addOption(option);

const configCommand = program
  .command('config')
  .description('Settings: flag > environment (KANSA_*) > kansa.yaml > default.');
const configShow = configCommand
  .command('show')
  .description('Print each setting that a scan would be steered by, and who says so.')
  .addOption(jsonOption())
  .action(async () => {
    const { showSettings } = await import('./commands/config.js');
    process.stdout.write(showSettings(effective(configShow), configShow.getOptionValue('json') === true));
  });
for (const option of steeringOptions()) configShow.addOption(option);
// A command of its own: what a scan and a gate share by name, as --region, is not the same.
const configShowGate = configCommand
  .command('show-gate')
  .description('Print each setting that a gate would be steered by, and who says so.')
  .addOption(jsonOption())
  .action(async () => {
    const { showSettings } = await import('./commands/config.js');
    process.stdout.write(showSettings(effective(configShowGate), configShowGate.getOptionValue('json') === true));
  });
for (const option of gateOptions()) configShowGate.addOption(option);

program
  .command('init')
  .description('Write a commented kansa.yaml; a file that is there is kept.')
  .argument('[file]', 'file to write', 'kansa.yaml')
  .action(async (file: string) => {
    const { initSettings } = await import('./commands/config.js');
    initSettings(file);
    process.stderr.write(`wrote ${file}\n`);
  });

const paramsCommand = program.command('params').description("The organisation's parameters.");
const paramsShow = paramsCommand
  .command('show')
  .description('Print each parameter with its default, its meaning and its origin.')
  .addOption(jsonOption())
  .addOption(languageOption('language of the meanings'))
  .action(async (flags) => {
    const { showParams } = await import('./commands/params.js');
    process.stdout.write(showParams(flags.params, { json: flags.json, language: flags.lang }));
  });
for (const option of [paramsOption(), ...configOptions()]) paramsShow.addOption(option);

const controlsCommand = program.command('controls').description('The catalogue of controls.');
const controlsList = controlsCommand
  .command('list')
  .description('Print the controls, or those that are selected.')
  .addOption(jsonOption())
  .addOption(languageOption('language of the list'))
  .action(async (flags) => {
    const { listControls } = await import('./commands/controls.js');
    process.stdout.write(listControls(selectionOf(flags), { language: flags.lang, json: flags.json }));
  });
for (const option of selectionOptions()) controlsList.addOption(option);
controlsCommand
  .command('show')
  .description('Print what a control asks, what it may find, and what a scan needs to judge it.')
  .argument('<id>', 'id of the control, or a pattern')
  .addOption(jsonOption())
  .addOption(languageOption('language of the texts'))
  .action(async (id: string, flags) => {
    const { showControl } = await import('./commands/controls.js');
    process.stdout.write(await showControl(id, { language: flags.lang, json: flags.json }));
  });

const reportCommand = program
  .command('report')
  .description('Print a stored run as a report; nothing is asked or judged again.')
  .argument('<run>', 'run directory, or s3://bucket/prefix')
  .addOption(outputOption())
  .option(
    '--format <format>',
    'html, csv, json, markdown, ocsf, openmetrics, oscal (default: html); of a framework text, json, csv, markdown, ocsf, openmetrics, oscal, html, pdf (text)',
    given,
  )
  .addOption(
    new Option('--previous <run>', 'of a framework in html or pdf: an earlier run, to tell what changed').argParser(
      given,
    ),
  )
  .addOption(frameworkOption('framework by which the run is told: its id, or a file of your own'))
  .addOption(languageOption('language of the report'))
  .action(async (run: string, flags) => {
    const { report } = await import('./commands/report.js');
    const isScreen = process.stdout.isTTY === true;
    const terminal = lookOf(process.stdout);
    const options = { ...flags, frameworks: flags.framework, language: flags.lang, terminal, isScreen };
    const { withRuns } = await import('./commands/run-store.js');
    const named = flags.previous === undefined ? [run] : [run, flags.previous];
    const document = await withRuns(named, 'evaluation', accessOf(flags), ([path = run, previous]) =>
      report(path, { ...options, ...(previous !== undefined && { previous }) }),
    );
    if (typeof document === 'string' || document instanceof Uint8Array) process.stdout.write(document);
    else await written(document, process.stdout);
  });
for (const option of awsOptions('s3://')) reportCommand.addOption(option);

const retentionCommand = program
  .command('retention')
  .description(
    'Print how long each stream of evidence of a stored run is kept, who could destroy it, and whether it is there.',
  )
  .argument('<run>', 'run directory, or s3://bucket/prefix')
  .addOption(outputOption())
  .addOption(
    new Option('--format <format>', 'form of the report')
      .choices(['text', 'json', 'csv', 'calendar-csv', 'digests-csv', 'html'])
      .default('text'),
  )
  .addOption(languageOption('language of the report'))
  .action(async (run: string, flags) => {
    const { retention } = await import('./commands/retention.js');
    const options = { ...flags, language: flags.lang, terminal: lookOf(process.stdout) };
    const { withRun } = await import('./commands/run-store.js');
    process.stdout.write(await withRun(run, 'evaluation', accessOf(flags), (path) => retention(path, options)));
  });
for (const option of awsOptions('s3://')) retentionCommand.addOption(option);

const frameworksCommand = program
  .command('frameworks')
  .description('Checklists, standards and laws, and the controls that answer them.');
frameworksCommand
  .command('list')
  .description('Print the frameworks, and how much of each an account can answer.')
  .addOption(frameworkOption('framework of your own, a file or folder'))
  .addOption(jsonOption())
  .addOption(languageOption('language of the list'))
  .action(async (flags) => {
    const { listFrameworks } = await import('./commands/frameworks.js');
    const options = { json: flags.json, language: flags.lang, terminal: lookOf(process.stdout) };
    process.stdout.write(listFrameworks(flags.framework, options));
  });
frameworksCommand
  .command('show')
  .description('Print a framework: its scope, its coverage matrix, and each requirement with its controls.')
  .argument('<framework>', 'id of a shipped one, or a file of your own')
  .addOption(jsonOption())
  .addOption(languageOption('language of the texts'))
  .action(async (name: string, flags) => {
    const { showFramework } = await import('./commands/frameworks.js');
    const options = { json: flags.json, language: flags.lang, terminal: lookOf(process.stdout) };
    process.stdout.write(showFramework(name, options));
  });

const attestCommand = program
  .command('attest')
  .description('Add to kansa.attestations.yaml what you state of a requirement, with its evidence.')
  .argument('<requirement...>', 'framework and number, e.g. ai-ml-platform 8.4')
  .action(async (requirement: string[], flags) => {
    const { attest, ATTESTATIONS_FILE } = await import('./commands/attest.js');
    const { attestations = ATTESTATIONS_FILE } = flags;
    const name = requirement.join(' ');
    attest(name, { ...flags, attestations, frameworks: flags.framework, now: Date.now() });
    process.stderr.write(`${attestations}: ${name} attested until ${flags.expires}\n`);
  });
for (const option of attestOptions()) attestCommand.addOption(option);

const attestationsCommand = program
  .command('attestations')
  .description('What people state of requirements that no account can show.');
const attestationsList = attestationsCommand
  .command('list')
  .description('Print every attestation of the file, and whether it is in force.')
  .addOption(jsonOption())
  .addOption(languageOption('language of the list'))
  .action(async (flags) => {
    const { listAttestations, ATTESTATIONS_FILE } = await import('./commands/attest.js');
    const options = { json: flags.json, language: flags.lang, frameworks: flags.framework, now: Date.now() };
    process.stdout.write(listAttestations(flags.attestations ?? ATTESTATIONS_FILE, options));
  });
const attestationsCheck = attestationsCommand
  .command('check')
  .description('End with 2 where the file or its evidence cannot be read, and with 1 where an attestation has expired.')
  .addOption(languageOption('language of the result'))
  .action(async (flags) => {
    const { checkAttestations, ATTESTATIONS_FILE } = await import('./commands/attest.js');
    const options = { language: flags.lang, frameworks: flags.framework, now: Date.now() };
    const { document, exitCode } = checkAttestations(flags.attestations ?? ATTESTATIONS_FILE, options);
    process.stdout.write(document);
    process.exitCode = exitCode;
  });
for (const command of [attestationsList, attestationsCheck])
  for (const option of attestationOptions()) command.addOption(option);

const sealCommand = program
  .command('seal')
  .description('Seal a finished run that is not sealed, or sign one that is.')
  .argument('<run>', 'run directory')
  .addOption(previousOption())
  .addOption(languageOption('language of the result'))
  .action(async (run: string, flags) => {
    const { seal, sealText } = await import('./commands/seal.js');
    const { KANSA_SIGN_PASSPHRASE: passphrase } = process.env;
    const sealed = await seal(run, { ...flags, endpoint: flags.endpointUrl, passphrase });
    process.stderr.write(sealText(sealed, flags.lang));
  });
for (const option of signingOptions()) sealCommand.addOption(option);
for (const option of awsOptions('--sign-kms and s3://')) sealCommand.addOption(option);

const runsUpload = program
  .command('runs')
  .description('Runs that are kept in S3.')
  .command('upload')
  .description(
    'Send a sealed run to S3, each object locked and none overwritten, or go on with an upload that was cut off.',
  )
  .argument('<run>', 'run directory')
  .argument('<place>', 's3://bucket/prefix; {account}, {date} and {time} are filled in')
  .action(async (run: string, place: string, flags) => {
    const { upload } = await import('./commands/run-store.js');
    process.stderr.write(await upload(run, place, { ...flags, ...accessOf(flags), language: flags.lang }));
  });
for (const option of uploadOptions()) runsUpload.addOption(option);

const verifyCommand = program
  .command('verify')
  .description('Verify sealed runs: every byte, the signature, the chain, and with --reperform the work itself.')
  .argument('<run...>', 'run directories or s3://bucket/prefix, as many of the chain as there are')
  .addHelpText(
    'after',
    `
Exit codes:
  0  verified
  1  something departs from what was sealed, or is kept in S3 otherwise than wanted
  2  usage
  3  not everything could be verified`,
  )
  .action(async (runs: string[], flags) => {
    const { verify } = await import('./commands/verify.js');
    const { stdout } = process;
    const { document, exitCode } = await verify({
      ...flags,
      runs,
      publicKeys: flags.publicKey,
      endpoint: flags.endpointUrl,
      language: flags.lang,
      terminal: { colour: hasColour(stdout), width: widthOf(stdout) },
      version: VERSION,
    });
    stdout.write(document);
    process.exitCode = exitCode;
  });
for (const option of verifyOptions()) verifyCommand.addOption(option);

const keysCommand = program.command('keys').description('Keys that sign and verify runs.');
keysCommand
  .command('create')
  .description(
    'Write a new private key to a file, and its public key to FILE.pub; encrypted by KANSA_SIGN_PASSPHRASE, if set.',
  )
  .argument('<file>', 'file of the private key')
  .addOption(new Option('--type <type>', 'kind of key').choices(['ed25519', 'ecdsa-p256']).default('ed25519'))
  .action(async (file: string, flags) => {
    const { createKeys } = await import('./commands/keys.js');
    const { keyId } = createKeys(file, flags.type, process.env.KANSA_SIGN_PASSPHRASE);
    process.stderr.write(`wrote ${file} and ${file}.pub, key id ${keyId}\n`);
  });
keysCommand
  .command('id')
  .description('Print the id of a public key, as signatures name it.')
  .argument('<file>', 'public key in PEM')
  .action(async (file: string) => {
    const { keyId } = await import('./commands/keys.js');
    process.stdout.write(`${keyId(file)}\n`);
  });

const permissionsCommand = program
  .command('permissions')
  .description('Print the least-privilege policy that a scan with the same options needs.')
  .addOption(formatOption('form of the policy: iam, cloudformation, terraform, kubernetes', 'iam'))
  .addOption(piiPlacesOption())
  .option('--pii-run <run>', 'run, on disk or s3://, at whose places in AWS kansa pii --run looks', given)
  .option('--comprehend', 'kansa pii also asks Amazon Comprehend', false)
  .option('--guardrail <id[:version]>', 'kansa pii also applies this guardrail of Amazon Bedrock')
  .option('--macie', 'kansa pii also reads what Amazon Macie has found', false)
  .action(async (flags) => {
    const { iamPolicy } = await import('./commands/permissions.js');
    const { stdout, stderr } = process;
    stdout.write(
      await iamPolicy({
        ...flags,
        ...accessOf(flags),
        regions: flags.region,
        selection: selectionOf(flags),
        tell: (sentence) => stderr.write(`kansa: ${sentence}\n`),
      }),
    );
  });
for (const option of [
  outOption(),
  regionOption(),
  ...logOptions(),
  ...selectionOptions(),
  ...configOptions(),
  ...awsOptions('--pii-run s3://'),
])
  permissionsCommand.addOption(option);

const doctorCommand = program
  .command('doctor')
  .description('Try what a scan with the same options needs: credentials, regions, and every permission.')
  .addOption(formatOption('form of the result: table, json', 'table'))
  .addOption(languageOption('language of the result'))
  .action(async (flags) => {
    const { doctor } = await import('./commands/doctor.js');
    const { document, exitCode } = await doctor({
      ...flags,
      endpoint: flags.endpointUrl,
      regions: flags.region,
      ...roleOf(flags),
      selection: selectionOf(flags),
      language: flags.lang,
      nodeVersion: process.versions.node,
      now: Date.now(),
    });
    process.stdout.write(document);
    process.exitCode = exitCode;
  });
for (const option of [
  outOption(),
  ...lockOptions(),
  ...accessOptions(),
  ...logOptions(),
  ...selectionOptions(),
  ...configOptions(),
])
  doctorCommand.addOption(option);

const gateCommand = program
  .command('gate')
  .description('Judge templates before they are deployed, by the controls that judge the account.')
  .argument('<path...>', 'files or folders of templates; - is stdin')
  .action(async (paths: string[], flags) => {
    const { ownBundle } = await import('./commands/own-bundle.js');
    const [bundle, { gate }] = await Promise.all([ownBundle(), import('./commands/gate.js')]);
    const { stdout, stderr } = process;
    const {
      evaluation,
      document,
      text = [],
    } = await gate({
      ...flags,
      bundle,
      paths,
      parameters: flags.parameter,
      varFiles: flags.varFile,
      formats: flags.format,
      endpoint: flags.endpointUrl,
      selection: selectionOf(flags),
      language: flags.lang,
      terminal: { colour: hasColour(stdout), width: widthOf(stdout) },
      version: VERSION,
      now: Date.now(),
    });
    process.exitCode = evaluation.exitCode;
    if (document === undefined) await written(text, stderr);
    else await written(document, stdout);
  });
for (const option of gateOptions()) gateCommand.addOption(option);

const piiCommand = program
  .command('pii')
  .description(
    'Look for personal and confidential data in files or AWS, on this machine alone unless told otherwise; no value is shown or kept.',
  )
  .argument(
    '[path...]',
    'files, folders, s3://bucket/prefix, logs://region/group, dynamodb://region/table, s3vectors://region/bucket/index, states://region/name, or opensearch://region/collection/id/index',
  )
  .addHelpText(
    'after',
    `
Exit codes:
  0  nothing found
  1  something found at or above --min-confidence, by a further opinion, too
  2  usage
  3  nothing found, but not everything could be read, or asked about`,
  )
  .action(async (paths: string[], { region: _, ...flags }) => {
    refuseWithoutPlace(paths, piiCommand);
    const region = firstRegionOf(piiCommand);
    // Newer Nodes leave twice as much of what nobody needs any more, by which ten thousand files of an archive take 300 MB.
    if (major >= 22) setFlagsFromString('--semi-space-growth-factor=1');
    const { pii } = await import('./commands/pii.js');
    const { stdout, stderr } = process;
    const { maxObjects: objects, maxBytes, maxObjectBytes: objectBytes, maxPages: pages, maxReadUsd: usd } = flags;
    const now = Date.now();
    const { document, exitCode } = await pii({
      ...flags,
      ...region,
      paths,
      ...accessOf(flags),
      ...roleOf(flags),
      limits: { objects, bytes: maxBytes, objectBytes, pages, ...(usd !== undefined && { usd }) },
      now,
      since: momentOf(flags.since, now),
      tell: (sentence) => stderr.write(`kansa: ${sentence}\n`),
      language: flags.lang,
      terminal: { colour: hasColour(stdout), width: widthOf(stdout) },
      version: VERSION,
    });
    stdout.write(document);
    process.exitCode = exitCode;
  });
for (const option of piiOptions()) piiCommand.addOption(option);

const maskCommand = program
  .command('mask')
  .description(
    'Write a copy of a file or object in which personal and confidential data are masked; the file is only read.',
  )
  .argument('<file>', 'text, CSV, TSV, JSON or JSONL, plain or packed by gzip; or s3://bucket/key')
  .addHelpText(
    'after',
    `
Exit codes:
  0  the copy is written, and nothing was found in it
  1  the copy is written, and something remains in it
  2  usage
  3  not everything of the file could be read, and no copy is written`,
  )
  .action(async (file: string, { region: _, ...flags }) => {
    const region = firstRegionOf(maskCommand);
    const { mask } = await import('./commands/mask.js');
    const { document, exitCode } = await mask({
      ...flags,
      ...region,
      file,
      types: Array.isArray(flags.type) ? flags.type : [],
      ...accessOf(flags),
      ...roleOf(flags),
      now: Date.now(),
      language: flags.lang,
      version: VERSION,
    });
    process.stdout.write(document);
    process.exitCode = exitCode;
  });
for (const option of maskOptions()) maskCommand.addOption(option);

const waiversCommand = program.command('waivers').description('Violations that somebody accepted for a time.');
const waiversList = waiversCommand
  .command('list')
  .description('Print every waiver of the file, and whether it is in force.')
  .addOption(jsonOption())
  .addOption(languageOption('language of the list'))
  .action(async (flags) => {
    const { listWaivers } = await import('./commands/waivers.js');
    const options = { json: flags.json, language: flags.lang, now: Date.now() };
    process.stdout.write(listWaivers(flags.waivers ?? WAIVERS_FILE, options));
  });
const waiversCheck = waiversCommand
  .command('check')
  .description('End with 2 where the file cannot be read, and with 1 where a waiver has expired.')
  .addOption(languageOption('language of the result'))
  .action(async (flags) => {
    const { checkWaivers } = await import('./commands/waivers.js');
    const { document, exitCode } = checkWaivers(flags.waivers ?? WAIVERS_FILE, flags.lang, Date.now());
    process.stdout.write(document);
    process.exitCode = exitCode;
  });
const waiversPrune = waiversCommand
  .command('prune')
  .description('Take out of the file what has expired and, with --result, what met no violation.')
  .option('--result <file>', 'result of a gate (--format json=FILE) whose unused waivers go, too', given)
  .action(async (flags) => {
    const { pruneWaivers } = await import('./commands/waivers.js');
    const path = flags.waivers ?? WAIVERS_FILE;
    const count = pruneWaivers(path, { ...flags, now: Date.now() });
    process.stderr.write(`${path}: ${count} waivers removed\n`);
  });
for (const command of [waiversList, waiversCheck, waiversPrune])
  for (const option of waiverOptions()) command.addOption(option);

const diffCommand = program
  .command('diff')
  .description('Compare two runs of one account: what is new, fixed, still open, and no longer known.')
  .argument('<before>', 'earlier run, its directory or s3://bucket/prefix')
  .argument('<after>', 'later run')
  .action(async (before: string, after: string, flags) => {
    const { diff } = await import('./commands/diff.js');
    const { stdout, stderr } = process;
    const { withRuns } = await import('./commands/run-store.js');
    const { document, exitCode, told } = await withRuns([before, after], 'evaluation', accessOf(flags), (runs) =>
      diff({
        ...flags,
        before: runs[0] ?? before,
        after: runs[1] ?? after,
        language: flags.lang,
        webhook: flags.notifyWebhook,
        topic: flags.notifySns,
        endpoint: flags.endpointUrl,
        withFacts: (work) => withRuns([before, after], 'facts', accessOf(flags), work),
        terminal: { colour: hasColour(stdout), width: widthOf(stdout) },
      }),
    );
    stdout.write(document);
    if (told) stderr.write('notified of the changes\n');
    process.exitCode = exitCode;
  });
for (const option of diffOptions()) diffCommand.addOption(option);

const historyCommand = program
  .command('history')
  .description('Tell runs over time: what came, what was fixed and how fast, what is open since when.')
  .argument('[run...]', 'run directories or places on s3://, in place of --runs')
  .addHelpText(
    'after',
    `
Exit codes:
  0  every run is in it
  2  usage
  3  a run is missing, damaged or unfinished: the history names it`,
  )
  .action(async (runs: string[], flags) => {
    if (runs.length > 0 && flags.runs !== undefined)
      throw new UsageError('runs and --runs exclude each other: name runs, or the folder that holds them');
    const { history } = await import('./commands/history.js');
    const { document, exitCode } = await history({
      ...flags,
      ...accessOf(flags),
      runs,
      folder: flags.runs ?? 'runs',
      ...(flags.since !== undefined && { since: momentOf(flags.since, Date.now()) }),
      language: flags.lang,
      terminal: lookOf(process.stdout),
      version: VERSION,
    });
    process.stdout.write(document);
    process.exitCode = exitCode;
  });
for (const option of historyOptions()) historyCommand.addOption(option);

program.hook('preAction', (_, command) => takeSettings(command));

sayWhereToReadOn(program, 'kansa');

program.parseAsync().catch(fail);

/** After a misuse: which help tells more. */
function sayWhereToReadOn(command: Command, path: string): void {
  command.showHelpAfterError(`(${path} --help shows the ${command.commands.length > 0 ? 'commands' : 'options'})`);
  for (const below of command.commands) sayWhereToReadOn(below, `${path} ${below.name()}`);
}

/** How S3 is reached. */
function accessOf({ profile, endpointUrl: endpoint }: { profile?: string; endpointUrl?: string }) {
  return { ...(profile !== undefined && { profile }), ...(endpoint !== undefined && { endpoint }) };
}

/** Writes as fast as the reader takes it, until there is no more or nobody reads on. */
async function written(pieces: Iterable<string>, stream: NodeJS.WriteStream): Promise<void> {
  for (const piece of gathered(pieces)) {
    const error = await new Promise((done) => stream.write(piece, done));
    if (error) return;
  }
}

/** Says what went wrong, and ends at once: a scan that failed may still have calls under way. */
function fail(error: unknown): void {
  const { code, text } = told(error);
  painter?.clear();
  process.stderr.write(`kansa: ${text}\n`, () => process.exit(code));
}

function told(error: unknown): { code: number; text: string } {
  if (error instanceof Interrupted)
    return { code: error.signal === 'SIGINT' ? EXIT.sigint : EXIT.sigterm, text: visible(error.message) };
  const sentence = error instanceof UsageError ? error.message : diskFailure(error);
  if (sentence !== undefined) return { code: EXIT.usage, text: visible(sentence) };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: EXIT.internal, text: `internal error, please report it: ${visibleLines(stack)}` };
}

/** Aborted by the first SIGINT or SIGTERM. The second one finds no listener and ends the process as ever. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort(new Interrupted(name)));
  return controller.signal;
}

/** https://no-color.org, and no colour where nobody looks. */
function hasColour(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  return FORCE_COLOR ? FORCE_COLOR !== '0' : isTerminal(stream);
}

function isTerminal(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && process.env.TERM !== 'dumb';
}

function lookOf(stream: NodeJS.WriteStream): { colour: boolean; width: number } {
  return { colour: hasColour(stream), width: widthOf(stream) };
}

function widthOf(stream: NodeJS.WriteStream): number {
  return stream.columns ?? (Number(process.env.COLUMNS) || 100);
}
