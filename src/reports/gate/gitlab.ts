import { createHash } from 'node:crypto';
import type { Severity } from '../../model/control.js';
import { EXIT } from '../../model/errors.js';
import { canonicalJson } from '../../model/json.js';
import { addressOf, anywhere, cut, type GateRenderer, issuesIn, tidy, unreadIn } from '../issues.js';
import { gateExitMeaning, WORDS } from '../text.js';
import { visible } from '../untrusted.js';
import { matterOf, waiversToSee } from '../waivers.js';

type GitlabSeverity = 'blocker' | 'critical' | 'major' | 'minor' | 'info';

const SEVERITY = { critical: 'blocker', high: 'critical', medium: 'major', low: 'minor' } as const satisfies Record<
  Severity,
  GitlabSeverity
>;

const LONGEST_TEXT = 1_000;

/**
 * A Code Quality report of GitLab (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format), which
 * compares it with the target branch by itself: what the baseline has stays in. Its form has no place for an exit code but
 * an entry of its own.
 */
export const renderGitlab: GateRenderer = (evaluation, catalogue, { language }) => {
  const words = WORDS[language];
  const { exitCode } = evaluation;
  const seen = new Map<string, number>();
  const entry = (
    check: string,
    severity: GitlabSeverity,
    description: string,
    at: { readonly file: string; readonly line?: number | undefined },
    identity: readonly string[],
  ) => {
    const path = tidy(at.file);
    const key = canonicalJson([check, path, ...identity]);
    const former = seen.get(key) ?? 0;
    seen.set(key, former + 1);
    return {
      check_name: check,
      description: cut(visible(description), LONGEST_TEXT),
      // Must differ between entries, or GitLab shows only one of them.
      fingerprint: createHash('sha256').update(`${key} ${former}`).digest('hex'),
      location: { path: visible(path), lines: { begin: at.line ?? 1 } },
      severity,
    };
  };
  const entries = [
    entry(
      'kansa/exit_code',
      exitCode === EXIT.ok ? 'info' : 'major',
      `${words.exitCode} ${exitCode}${words.colon}${gateExitMeaning(words, exitCode)}`,
      { file: anywhere(evaluation) },
      [String(exitCode)],
    ),
    ...unreadIn(evaluation).map(({ message, ...at }) =>
      entry('kansa/unread', 'blocker', `${words.gate.unreadable}${words.colon}${message}`, at, [message]),
    ),
    ...issuesIn(evaluation, catalogue, language)
      .filter(({ verdict }) => verdict !== 'waived')
      .map((issue) => {
        const { group, place, verdict, message, fingerprint } = issue;
        const at = place ?? { file: anywhere(evaluation) };
        const told = `${addressOf(issue)}${words.colon}${message}`;
        return verdict === 'fail'
          ? entry(group.id, SEVERITY[group.severity], told, at, [fingerprint])
          : entry(
              `${group.id}/unknown`,
              'info',
              `${words.gate.undecided(group.text.title)}${words.semicolon}${told}`,
              at,
              [fingerprint],
            );
      }),
    ...waiversToSee(evaluation).map((waiver) =>
      entry(
        `kansa/waiver_${waiver.state}`,
        waiver.state === 'expired' ? 'major' : 'info',
        `${waiver.control}${words.colon}${matterOf(waiver, words)}`,
        waiver.origin,
        [waiver.control, waiver.resource ?? ''],
      ),
    ),
  ];
  return `${canonicalJson(entries, 2)}\n`;
};
