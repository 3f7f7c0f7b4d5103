/**
 * `npm run test:live`: what needs more than Node. It installs what it needs into `.tools` (git-ignored), and says
 * plainly what it skipped and why; with `--require-all` (as CI runs it) a skip is a failure.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { chromiumPath } from '../test/live/chromium.js';
import { isOnPath } from './policy-tools.js';

const ROOT = resolve(import.meta.dirname, '..');

interface Part {
  readonly name: string;
  readonly command: readonly string[];
  /** Why it can't be run here; undefined when it can. */
  readonly lacks: string | undefined;
}

const opaLacks =
  isOnPath('go') || process.env.OPA_BIN
    ? undefined
    : 'it needs Go 1.26 to build OPA and Regal, or OPA_BIN and REGAL_BIN';
const emulatorLacks = isOnPath('python3') ? undefined : 'it needs Python 3 for the emulator (moto)';

/** Debian's Chromium, where this may be installed: Playwright's own would have to be downloaded from elsewhere. */
const installChromium = (): void => {
  if (chromiumPath() !== undefined || !isOnPath('apt-get') || process.getuid?.() !== 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-qq', '-y', 'chromium', 'fonts-noto-cjk'],
  ])
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
};

/** Linters of what is deployed, each from its registry into `.tools`. */
const lint = (name: string, files: readonly string[]): readonly string[] => [
  'tsx',
  'scripts/lint-deploy.ts',
  name,
  ...files,
];

installChromium();
const browserLacks =
  chromiumPath() === undefined ? 'it needs Chromium: install it, or name one in CHROMIUM_BIN' : undefined;

const PARTS: readonly Part[] = [
  {
    name: 'policies compile to the committed bundle',
    command: ['tsx', 'scripts/policies.ts', '--check'],
    lacks: opaLacks,
  },
  {
    name: "the engine tests' policies, too",
    command: ['tsx', 'scripts/policies.ts', '--in', 'test/engine/policies', '--check'],
    lacks: opaLacks,
  },
  {
    name: 'the emulated account',
    command: [
      ...['vitest', 'run', '--project', 'live'],
      ...['--exclude', 'test/live/report.test.ts', '--exclude', 'test/live/edition.test.ts'],
    ],
    lacks: emulatorLacks,
  },
  {
    name: 'the CloudFormation template is valid',
    command: lint('cfn-lint', ['deploy/aws/scheduled-scan.yaml']),
    lacks: emulatorLacks && 'it needs Python 3 for cfn-lint',
  },
  {
    name: 'the Kubernetes manifest is valid',
    command: lint('kubernetes-validate', ['--strict', 'deploy/kubernetes/cronjob.yaml']),
    lacks: emulatorLacks && 'it needs Python 3 for kubernetes-validate',
  },
  {
    name: 'the GitHub workflows are valid',
    command: lint('actionlint', ['deploy/github-actions/nightly-scan.yml', 'deploy/github-actions/gate.yml']),
    lacks: isOnPath('go') ? undefined : 'it needs Go 1.26 to build actionlint',
  },
  {
    name: 'the GitHub Action is valid',
    command: lint('check-jsonschema', ['--builtin-schema', 'vendor.github-actions', 'action.yml']),
    lacks: emulatorLacks && 'it needs Python 3 for check-jsonschema',
  },
  {
    name: 'the GitLab template is valid',
    command: lint('check-jsonschema', [
      ...['--builtin-schema', 'vendor.gitlab-ci', '--data-transform', 'gitlab-ci'],
      'deploy/gitlab/kansa-gate.yml',
    ]),
    lacks: emulatorLacks && 'it needs Python 3 for check-jsonschema',
  },
  {
    name: 'the pre-commit hook is valid',
    command: lint('pre-commit', ['validate-manifest', '.pre-commit-hooks.yaml']),
    lacks: emulatorLacks && 'it needs Python 3 for pre-commit',
  },
  {
    name: "a gate's SARIF is accepted by Microsoft's validator",
    command: ['tsx', 'scripts/lint-sarif.ts'],
    lacks:
      process.platform === 'linux' && process.arch === 'x64'
        ? undefined
        : 'the validator runs on Linux with x64 only here',
  },
  {
    name: "the auditor's edition is PDF/A-3b",
    command: ['vitest', 'run', '--project', 'live', 'test/live/edition.test.ts'],
    lacks:
      isOnPath('java') && isOnPath('mvn') && isOnPath('python3')
        ? undefined
        : 'it needs Java 11 or later and Maven for veraPDF, and Python 3 for pypdf',
  },
  {
    name: 'the report in a browser',
    command: ['vitest', 'run', '--project', 'live', 'test/live/report.test.ts'],
    lacks: browserLacks,
  },
];

const outcomes = PARTS.map((part) => {
  if (part.lacks !== undefined)
    return { ...part, outcome: `skipped: ${part.lacks}`, bad: process.argv.includes('--require-all') };
  const { status } = spawnSync('npx', ['--no-install', ...part.command], { cwd: ROOT, stdio: 'inherit' });
  return { ...part, outcome: status === 0 ? 'passed' : 'failed', bad: status !== 0 };
});
for (const { name, outcome } of outcomes) process.stdout.write(`test:live: ${name}: ${outcome}\n`);
process.exitCode = outcomes.some(({ bad }) => bad) ? 1 : 0;
