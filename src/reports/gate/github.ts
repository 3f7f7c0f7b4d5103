import type { Severity } from '../../model/control.js';
import { EXIT } from '../../model/errors.js';
import { addressOf, cut, type GateRenderer, type Issue, issuesIn, tidy, unreadIn } from '../issues.js';
import { gateExitMeaning, WORDS } from '../text.js';
import { visible } from '../untrusted.js';
import { matterOf, waiversToSee } from '../waivers.js';

type Level = 'error' | 'warning' | 'notice';

const LEVEL = { critical: 'error', high: 'error', medium: 'warning', low: 'notice' } as const satisfies Record<
  Severity,
  Level
>;

const LONGEST_MESSAGE = 2_000;

/**
 * Workflow commands of GitHub Actions, one annotation a line. GitHub shows ten of each level a step, so what could not be
 * read and the most severe come first. Waived violations and those of the baseline are no annotations.
 */
export const renderGithub: GateRenderer = (evaluation, catalogue, { language }) => {
  const words = WORDS[language];
  const { exitCode } = evaluation;
  const lines = [
    ...unreadIn(evaluation).map(({ file, line, message }) =>
      command('error', { file, line, title: words.gate.unreadable }, message),
    ),
    ...issuesIn(evaluation, catalogue, language)
      .filter(({ verdict, known }) => verdict !== 'waived' && !known)
      .map((issue) => {
        const { group, place } = issue;
        const title =
          issue.verdict === 'fail'
            ? `[${words.severity[group.severity]}] ${group.text.title}`
            : words.gate.undecided(group.text.title);
        return command(
          levelOf(issue),
          { file: place?.file, line: place?.line, title },
          `${addressOf(issue)}${words.colon}${issue.message} ${words.bracketed(group.id).trim()}`,
        );
      }),
    ...waiversToSee(evaluation).map((waiver) =>
      command(
        waiver.state === 'expired' ? 'warning' : 'notice',
        { file: waiver.origin.file, line: waiver.origin.line, title: words.gate.waivers },
        `${waiver.control}${words.colon}${matterOf(waiver, words)}`,
      ),
    ),
    command(
      exitCode === EXIT.ok ? 'notice' : 'error',
      { title: 'kansa gate' },
      `${words.exitCode} ${exitCode}${words.colon}${gateExitMeaning(words, exitCode)}`,
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
};

const levelOf = ({ verdict, group }: Issue): Level => {
  if (verdict === 'fail') return LEVEL[group.severity];
  return group.severity === 'critical' || group.severity === 'high' ? 'warning' : 'notice';
};

const command = (
  level: Level,
  { file, line, title }: { file?: string | undefined; line?: number | undefined; title: string },
  message: string,
): string => {
  const properties = [
    ...(file === undefined ? [] : [`file=${property(tidy(file))}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    `title=${property(title)}`,
  ];
  return `::${level} ${properties.join(',')}::${data(message)}`;
};

/** As @actions/core writes what a workflow command carries. */
const data = (text: string): string => cut(visible(text), LONGEST_MESSAGE).replaceAll('%', '%25');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
