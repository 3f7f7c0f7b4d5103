import type { Language } from '../model/control.js';
import { canonicalJson, isObject } from '../model/json.js';
import { DEFAULT_PARAMS } from '../model/params.js';
import { pointerOf, valueAt } from '../model/pointer.js';
import { renderTable } from '../reports/index.js';
import { PARAMS_JA } from '../reports/params.js';
import { WORDS } from '../reports/text.js';
import { givenParams, type InlineParams } from '../store/params.js';
import { schemaOf } from '../store/validate.js';

/** The organisation's parameters with their defaults, meaning and origin, as a table or as JSON. */
export const showParams = (
  source: string | InlineParams | undefined,
  { json, language }: { readonly json: boolean; readonly language: Language },
): string => {
  const { from, given } = source === undefined ? { from: 'default', given: {} } : givenParams(source);
  const rows = Object.entries(membersOf(schemaOf('params'))).flatMap(([group, schema]) =>
    Object.entries(membersOf(schema)).map(([name, { description }]) => {
      const pointer = pointerOf(group, name);
      const own = valueAt(given, pointer);
      const preset = valueAt(DEFAULT_PARAMS, pointer);
      return {
        param: `${group}.${name}`,
        value: own ?? preset,
        default: preset,
        origin: own === undefined ? 'default' : from,
        meaning: (language === 'ja' ? PARAMS_JA[`${group}.${name}`] : undefined) ?? String(description),
      };
    }),
  );
  if (json) return `${canonicalJson(rows, 2)}\n`;
  return renderTable(
    WORDS[language].paramsHead,
    rows.map(({ param, value, origin, meaning, ...rest }) => [
      param,
      short(canonicalJson(value)),
      origin === 'default' ? '' : short(canonicalJson(rest.default)),
      origin,
      meaning,
    ]),
  );
};

/** A long list would push the meaning off the screen; `--json` has it whole. */
const short = (text: string): string => (text.length > 48 ? `${text.slice(0, 47)}…` : text);

/** The members that a schema describes, each with its own schema. */
const membersOf = (schema: unknown): Readonly<Record<string, Readonly<Record<string, unknown>>>> => {
  const properties = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(
    Object.entries(properties).filter((entry): entry is [string, Record<string, unknown>] => isObject(entry[1])),
  );
};
