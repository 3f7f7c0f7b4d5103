import type { Language } from '../model/control.js';
import { canonicalJson } from '../model/json.js';
import { reachOf, renderFramework, renderFrameworks } from '../reports/index.js';
import { readBundle } from '../store/bundle-files.js';
import { readFrameworks, shippedFrameworks } from '../store/frameworks.js';

export interface FrameworkOptions {
  readonly json: boolean;
  readonly language: Language;
  /** How the text may look. */
  readonly terminal: { readonly colour: boolean; readonly width: number };
}

const controlIds = (): string[] => readBundle().catalogue.controls.map(({ id }) => id);

/** The shipped frameworks and those that are named beside, with how much of each an account can answer. */
export const listFrameworks = (named: readonly string[], { json, language, terminal }: FrameworkOptions): string => {
  const frameworks = readFrameworks([...shippedFrameworks(), ...named], controlIds()).map(({ framework }) => framework);
  if (!json) return renderFrameworks(frameworks, language, terminal);
  const entries = frameworks.map(({ sections: _, requirements, ...framework }) => ({
    ...framework,
    title: framework.title[language],
    scope: framework.scope[language],
    coverage: reachOf(requirements),
  }));
  return `${canonicalJson(entries, 2)}\n`;
};

/** One framework whole, as text or as its JSON (schemas/framework.schema.json), with the coverage matrix. */
export const showFramework = (name: string, { json, language, terminal }: FrameworkOptions): string => {
  const frameworks = readFrameworks([name], controlIds()).map(({ framework }) => framework);
  if (!json) return frameworks.map((framework) => renderFramework(framework, language, terminal)).join('\n');
  return `${canonicalJson(
    frameworks.map((framework) => ({ ...framework, coverage: reachOf(framework.requirements) })),
    2,
  )}\n`;
};
