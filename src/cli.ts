#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from 'commander';
import { LANGUAGES, SEVERITIES } from './model/control.js';
import { diskFailure, EXIT, UsageError } from './model/errors.js';

const VERSION = '0.1.0';

// The SDK warns that its next versions need a newer Node; kansa pins the version that runs on this one.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const program = new Command('kansa')
  .description('Policy-as-code governance and audit scanner for AWS AI/ML platforms (SageMaker, Bedrock, EKS).')
  .version(VERSION)
  .showHelpAfterError('(kansa --help shows the commands and their options)')
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'kansa: ')) })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.usage));

program
  .command('scan')
  .description('Collect an account (or replay a recording of it), judge it, and write a run directory.')
  .requiredOption('--out <dir>', 'run directory to write')
  .option('--overwrite', 'replace a former run in that directory', false)
  .option('--region <region>', "region to scan, repeatable (default: AWS_REGION, or the profile's)", repeated, [])
  .option('--profile <name>', 'profile of the AWS configuration')
  .option('--endpoint-url <url>', 'one endpoint for all services, e.g. an emulator', url)
  .option('--max-attempts <n>', 'attempts of one call, the first included', positive, 8)
  .option('--no-kubernetes', 'leave the inside of EKS clusters alone; its controls are then unknown')
  .option('--replay <file>', 'judge this recording instead of asking AWS')
  .option('--params <file>', "the organisation's parameters (schemas/params.schema.json)")
  .addOption(new Option('--lang <language>', 'language of report and summary').choices([...LANGUAGES]).default('en'))
  .addOption(
    new Option('--fail-on <severity>', 'exit 1 for a violation at or above')
      .choices([...SEVERITIES, 'none'])
      .default('high'),
  )
  .addOption(
    new Option('--fail-on-unknown <severity>', 'exit 3 for an unknown at or above')
      .choices([...SEVERITIES, 'never'])
      .default('critical'),
  )
  .action(async (flags) => {
    const { scan } = await import('./commands/scan.js');
    const { stderr, env } = process;
    const { evaluation, summary } = await scan({
      ...flags,
      endpoint: flags.endpointUrl,
      regions: flags.region,
      language: flags.lang,
      scrubKey: env.KANSA_SCRUB_KEY,
      version: VERSION,
      now: Date.now(),
      terminal: { colour: hasColour(), width: stderr.columns ?? 100 },
      progress: (text) => stderr.write(`${text}\n`),
    });
    stderr.write(summary);
    process.exitCode = evaluation.exitCode;
  });

program
  .command('permissions')
  .description('Print the least-privilege policy that a scan needs.')
  .addOption(new Option('--format <format>', 'form of the policy').choices(['iam', 'kubernetes']).default('iam'))
  .action(async ({ format }) => {
    const { clusterRole, iamPolicy } = await import('./commands/permissions.js');
    process.stdout.write(await (format === 'kubernetes' ? clusterRole() : iamPolicy()));
  });

program.parseAsync().catch((error: unknown) => {
  const sentence = error instanceof UsageError ? error.message : diskFailure(error);
  if (sentence !== undefined) {
    process.stderr.write(`kansa: ${sentence}\n`);
    process.exitCode = EXIT.usage;
    return;
  }
  process.stderr.write(
    `kansa: internal error, please report it: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = EXIT.internal;
});

/** https://no-color.org, and no colour where nobody looks. */
function hasColour(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  return FORCE_COLOR ? true : process.stderr.isTTY === true && TERM !== 'dumb';
}

function repeated(value: string, former: readonly string[]): string[] {
  return [...former, ...value.split(',').filter((part) => part !== '')];
}

function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('a whole number from 1 on is needed.');
  return number;
}

function url(value: string): string {
  if (!URL.canParse(value) || !/^https?:/.test(value))
    throw new InvalidArgumentError('an http:// or https:// address is needed.');
  return value;
}
