#!/usr/bin/env node
import { Command, Option } from 'commander';
import {
  accessOptions,
  diffOptions,
  judgingOptions,
  refuseBeside,
  selectionOf,
  selectionOptions,
} from './cli/options.js';
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

const scanCommand = program
  .command('scan')
  .description('Collect an account (or replay a recording of it), judge it, and write a run directory.')
  .requiredOption('--out <dir>', 'run directory to write')
  .option('--overwrite', 'replace a former run in that directory', false)
  .option('--replay <file>', 'judge this recording instead of asking AWS')
  .action(async (flags) => {
    const { scan } = await import('./commands/scan.js');
    const { stderr, env } = process;
    refuseBeside('replay', ['region', 'since'], scanCommand);
    const { evaluation, summary } = await scan({
      ...flags,
      endpoint: flags.endpointUrl,
      regions: flags.region,
      selection: selectionOf(flags),
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
for (const option of [...accessOptions(), ...selectionOptions(), ...judgingOptions()]) scanCommand.addOption(option);

program
  .command('permissions')
  .description('Print the least-privilege policy that a scan needs.')
  .addOption(new Option('--format <format>', 'form of the policy').choices(['iam', 'kubernetes']).default('iam'))
  .action(async ({ format }) => {
    const { clusterRole, iamPolicy } = await import('./commands/permissions.js');
    process.stdout.write(await (format === 'kubernetes' ? clusterRole() : iamPolicy()));
  });

const diffCommand = program
  .command('diff')
  .description('Compare two runs of one account: what is new, fixed, still open, and no longer known.')
  .argument('<before>', 'directory of the earlier run')
  .argument('<after>', 'directory of the later run')
  .action(async (before: string, after: string, flags) => {
    const { diff } = await import('./commands/diff.js');
    const { stdout, stderr } = process;
    const { document, exitCode, told } = await diff({
      ...flags,
      before,
      after,
      language: flags.lang,
      webhook: flags.notifyWebhook,
      topic: flags.notifySns,
      endpoint: flags.endpointUrl,
      terminal: { colour: hasColour(stdout), width: stdout.columns ?? 100 },
    });
    stdout.write(document);
    if (told) stderr.write('notified of the changes\n');
    process.exitCode = exitCode;
  });
for (const option of diffOptions()) diffCommand.addOption(option);

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
function hasColour(stream: NodeJS.WriteStream = process.stderr): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  return FORCE_COLOR ? true : stream.isTTY === true && TERM !== 'dumb';
}
