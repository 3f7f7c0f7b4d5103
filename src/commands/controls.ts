import { typesNeeded } from '../engine/needs.js';
import type { Control, Language } from '../model/control.js';
import { canonicalJson } from '../model/json.js';
import { EVERYTHING, type Selection, selectControls, serviceOf } from '../model/selection.js';
import { renderCatalogue, renderControl } from '../reports/index.js';
import { readBundle } from '../store/bundle-files.js';
import { collectorsFor } from './permissions.js';

export interface CatalogueOptions {
  readonly language: Language;
  readonly json: boolean;
}

/** The selected controls of the catalogue, one a line. */
export const listControls = (selection: Selection, { language, json }: CatalogueOptions): string => {
  const controls = selectControls(readBundle().catalogue.controls, selection);
  const entries = controls.map((control) => entryOf(control, language));
  if (json) return `${canonicalJson(entries, 2)}\n`;
  return renderCatalogue(entries, language);
};

/** One control with all that the catalogue says of it, and what a scan needs to judge it. */
export const showControl = async (id: string, { language, json }: CatalogueOptions): Promise<string> => {
  const { controls } = readBundle().catalogue;
  const shown = await Promise.all(
    selectControls(controls, { ...EVERYTHING, controls: [id] }).map(async (control) => ({
      ...entryOf(control, language),
      messages: control.text[language].messages,
      ...(await needsOf(control)),
    })),
  );
  return json ? `${canonicalJson(shown, 2)}\n` : shown.map((control) => renderControl(control, language)).join('\n');
};

const entryOf = (control: Control, language: Language) => {
  const { title, description, remediation } = control.text[language];
  const { id, severity, theme, resource, liveOnly } = control;
  return { id, service: serviceOf(control), severity, theme, resource, liveOnly, title, description, remediation };
};

const needsOf = async (control: Control) => {
  const types = typesNeeded([control]);
  const collectors = await collectorsFor([control]);
  return { types, permissions: [...new Set(collectors.flatMap(({ permissions }) => permissions))].sort() };
};
