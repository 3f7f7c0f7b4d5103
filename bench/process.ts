import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** What one process took. */
export interface Taken {
  readonly seconds: number;
  /** What Linux calls the high water mark of its resident set; 0 on other systems. */
  readonly peakMiB: number;
}

interface Surroundings {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end, which must be a good one. */
export const taken = async (
  command: string,
  args: readonly string[],
  { cwd, env = process.env }: Surroundings,
): Promise<Taken> => {
  const start = performance.now();
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000);
  });
  let peakKiB = 0;
  const look = setInterval(() => {
    peakKiB = Math.max(peakKiB, highWaterKiB(child.pid));
  }, 20);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  clearInterval(look);
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${said}`);
  return { seconds, peakMiB: peakKiB / 1024 };
};

const highWaterKiB = (pid: number | undefined): number => {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    // It has just ended, or there is no /proc: what was read last stands.
    return 0;
  }
};
