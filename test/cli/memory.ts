import { kansa, type Outcome, type Surroundings } from './kansa.js';

/** What looking for personal data may take at most, whatever it looks at: 300 MB, in MiB. */
export const MOST_MIB = 300e6 / 2 ** 20;

/**
 * Tells at its end how much memory the process ever had, in KiB. Linux counts into `maxRSS` also what the test's own process
 * had when it began this one (man 2 getrusage, man 5 proc_pid_status).
 */
const TELLING = `--import=data:text/javascript,${encodeURIComponent(`
import { existsSync, readFileSync } from 'node:fs';
const status = () => (existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'latin1') : '');
const peak = () => /^VmHWM:\\s+(\\d+)/m.exec(status())?.[1] ?? process.resourceUsage().maxRSS;
process.on('exit', () => process._rawDebug('maxRSS', peak()));
`)}`;

/** Runs the built command line, and tells the most memory that it had; its stderr is what else stands there. */
export const measured = async (
  args: readonly string[],
  { env, ...surroundings }: Surroundings = {},
): Promise<Outcome & { readonly peakMiB: number }> => {
  const outcome = await kansa(args, { ...surroundings, env: { ...env, NODE_OPTIONS: TELLING } });
  const [told = '', kilobytes] = /maxRSS (\d+)\n$/.exec(outcome.stderr) ?? [];
  return {
    ...outcome,
    stderr: outcome.stderr.slice(0, outcome.stderr.length - told.length),
    peakMiB: Number(kilobytes) / 1024,
  };
};
