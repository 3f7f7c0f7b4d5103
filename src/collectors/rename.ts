import { isObject } from '../model/json.js';
import { UNMODELLED, unmodelledOf } from './unmodelled.js';

/** CloudFormation's name of an API member where it is not merely capitalised; `null`: CloudFormation has no such member. */
export type Names = Readonly<Record<string, string | null>>;

/**
 * An API's lowerCamel members under CloudFormation's names, at every depth: `{inputAction}` becomes `{InputAction}`.
 * Marks of dropped members come along under the new names, so that their gaps stand where a control would look.
 * Not for maps, whose keys are the user's words and not member names.
 */
export const renamed = (value: unknown, names: Names = {}): unknown => {
  if (Array.isArray(value)) return value.map((element) => renamed(element, names));
  if (!isObject(value) || value instanceof Date || value instanceof Uint8Array) return value;
  const nameOf = (member: string): string | null => {
    const name = Object.hasOwn(names, member) ? names[member] : undefined;
    return name === undefined ? capitalised(member) : name;
  };
  const dropped = unmodelledOf(value).flatMap((member) => nameOf(member) ?? []);
  return {
    ...Object.fromEntries(
      Object.entries(value).flatMap(([member, content]) => {
        const name = nameOf(member);
        return name === null ? [] : [[name, renamed(content, names)]];
      }),
    ),
    ...(dropped.length > 0 && { [UNMODELLED]: dropped }),
  };
};

const capitalised = (member: string): string => member.charAt(0).toUpperCase() + member.slice(1);
