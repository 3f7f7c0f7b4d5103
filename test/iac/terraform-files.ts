import { SOME_ACCOUNT, SOME_REGION } from '../../src/iac/declaration.js';
import { type ConfigurationOptions, readConfiguration } from '../../src/iac/hcl/configuration.js';

const DESTINATION = { partition: 'aws', account: SOME_ACCOUNT, region: SOME_REGION };

export type Texts = Readonly<Record<string, string>>;

export const filesOf = (texts: Texts) =>
  Object.entries(texts).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));

/** A configuration in memory; of each resource only its ARN is known by its address. */
export const read = async (texts: string | Texts, options: Partial<ConfigurationOptions> = {}) => {
  const { roots, files } = await readConfiguration(
    filesOf(typeof texts === 'string' ? { 'main.tf': texts } : texts),
    { destination: DESTINATION, given: {}, ...options },
    () =>
      ({ address, attribute }) =>
        attribute === 'arn' ? `arn of ${address}` : undefined,
  );
  return {
    resources: roots.flatMap(({ resources }) => resources),
    problems: files.flatMap(({ file, problems }) => problems.map(({ line, message }) => `${file}:${line} ${message}`)),
    unread: files.flatMap(({ file, unread = [] }) => unread.map(({ line, message }) => `${file}:${line} ${message}`)),
    files,
  };
};
