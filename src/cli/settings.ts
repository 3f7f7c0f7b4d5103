import type { Command, Option } from 'commander';
import type { Effective } from '../commands/config.js';
import { RESUMED } from './options.js';

/** Puts what the file of settings says where neither a flag nor the environment says anything. */
export const takeSettings = async (command: Command): Promise<void> => {
  const named: unknown = command.getOptionValue('config');
  if (!command.options.some(({ long }) => long === '--config') || named === false) return;
  const { readSettings } = await import('../commands/config.js');
  const isGate = ['gate', 'show-gate'].includes(command.name()) || command.parent?.name() === 'waivers';
  const settings = readSettings(typeof named === 'string' ? named : undefined, isGate ? 'gate' : 'scan');
  if (settings === undefined) return;
  files.set(command, settings.from);
  // What a recording decides is not for the file of whoever replays it.
  const isDecided = (name: string) =>
    !KEEPING.includes(name) && RESUMED.some((decided) => decided === name) && isRecorded(command);
  for (const [name, value] of Object.entries(settings.options)) {
    const isOwn = command.options.some((option) => option.attributeName() === name);
    const source = command.getOptionValueSource(name);
    if (isOwn && source !== 'cli' && source !== 'env' && !isDecided(name))
      command.setOptionValueWithSource(name, value, 'config');
  }
};

/** Where a run is kept, and how, is for whoever replays. */
const KEEPING: readonly string[] = ['out', 'lock', 'lockYears'];

const isRecorded = (command: Command): boolean =>
  ['replay', 'resume'].some((name) => command.getOptionValue(name) !== undefined);

const files = new WeakMap<Command, string>();

/** Every setting of a command with its value and origin, once its line was read. */
export const effective = (command: Command): Effective[] =>
  command.options
    .filter((option) => isSetting(option))
    .map((option) => ({
      option: option.name(),
      value: command.getOptionValue(option.attributeName()),
      origin: originOf(command, option),
    }));

/** What the environment or a file can say: values by name have no variable, but a place in the file. */
const isSetting = (option: Option): boolean =>
  option.attributeName() !== 'config' &&
  (option.envVar !== undefined || ['parameter', 'varFile', 'format'].includes(option.attributeName()));

/** The same for the record of a run: neither a password in an address nor an external id is anybody else's. */
export const recorded = (command: Command): Effective[] =>
  effective(command).map(({ value, ...rest }) => ({
    ...rest,
    value: withoutSecret(rest.option, value),
  }));

const withoutSecret = (name: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  if (name === 'external-id') return '(given)';
  if (name !== 'endpoint-url' || !URL.canParse(value)) return value;
  const { origin, pathname } = new URL(value);
  return origin + pathname;
};

const originOf = (command: Command, option: Option): string => {
  switch (command.getOptionValueSource(option.attributeName())) {
    case 'cli':
      return 'flag';
    case 'env':
      return option.envVar ?? 'environment';
    case 'config':
      return files.get(command) ?? 'settings';
    default:
      return 'default';
  }
};
