import { type Control, isAtLeast, type Severity, THEMES, type Theme } from './control.js';
import { UsageError } from './errors.js';
import { didYouMean } from './suggest.js';

/** What a run is asked to judge. Within one member any word counts, between members all must hold. */
export interface Selection {
  /** Ids, or patterns of ids in which `*` stands for any text and `?` for one character. */
  readonly controls: readonly string[];
  /** First parts of ids: `sagemaker`. */
  readonly services: readonly string[];
  readonly themes: readonly Theme[];
  /** This severity and those above. */
  readonly severity?: Severity;
  /** Only resources that bear the tags are judged: of one key any value counts, between keys all must hold. */
  readonly resourceTags: readonly ResourceTag[];
}

export interface ResourceTag {
  readonly key: string;
  readonly value: string;
}

/** The theme of that name. Throws {@link UsageError} where there is none. */
export const themeOf = (word: string): Theme => {
  const theme = THEMES.find((known) => known === word);
  if (theme === undefined) throw unknownWord('--theme', word, THEMES);
  return theme;
};

export const EVERYTHING: Selection = { controls: [], services: [], themes: [], resourceTags: [] };

/** Does the selection leave nothing out? */
export const isEverything = ({ controls, services, themes, severity, resourceTags }: Selection): boolean =>
  controls.length + services.length + themes.length + resourceTags.length === 0 && severity === undefined;

/** The service of a control: `sagemaker` of `sagemaker/notebook_direct_internet`. */
export const serviceOf = ({ id }: Pick<Control, 'id'>): string => id.split('/')[0] ?? id;

/** The selected controls. Throws {@link UsageError} for a word that selects nothing: a typo must not make a scan green. */
export const selectControls = <C extends Pick<Control, 'id' | 'severity' | 'theme'>>(
  all: readonly C[],
  selection: Selection,
): C[] => {
  const { controls, services, themes, severity } = selection;
  const ids = all.map(({ id }) => id);
  const patterns = controls.map((word) => {
    const pattern = patternOf(word);
    if (!ids.some((id) => pattern.test(id)))
      throw new UsageError(
        `--control ${JSON.stringify(word)}: no control has that id${didYouMean(word, ids)} ("kansa controls list" shows all)`,
      );
    return pattern;
  });
  const known = [...new Set(all.map(serviceOf))].sort();
  const unknown = services.find((word) => !known.includes(word));
  if (unknown !== undefined) throw unknownWord('--service', unknown, known);
  const selected = all.filter(
    (control) =>
      (patterns.length === 0 || patterns.some((pattern) => pattern.test(control.id))) &&
      (services.length === 0 || services.includes(serviceOf(control))) &&
      (themes.length === 0 || themes.includes(control.theme)) &&
      (severity === undefined || isAtLeast(control.severity, severity)),
  );
  if (selected.length === 0)
    throw new UsageError(
      `the selection ${flagsOf(selection)} leaves no control: each flag alone selects some, together they select none`,
    );
  return selected;
};

const unknownWord = (flag: string, word: string, known: readonly string[]): UsageError =>
  new UsageError(`${flag} ${JSON.stringify(word)} is unknown${didYouMean(word, known)} (known: ${known.join(', ')})`);

/** The selection in the words of the command line. */
export const flagsOf = ({ controls, services, themes, severity, resourceTags }: Selection): string =>
  [
    ...controls.map((word) => `--control ${word}`),
    ...services.map((word) => `--service ${word}`),
    ...themes.map((word) => `--theme ${word}`),
    ...(severity === undefined ? [] : [`--severity ${severity}`]),
    ...resourceTags.map(({ key, value }) => `--resource-tag ${key}=${value}`),
  ].join(' ');

const patternOf = (word: string): RegExp =>
  new RegExp(
    `^${word
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
