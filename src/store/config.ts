import { readFileSync } from 'node:fs';
import { UsageError } from '../model/errors.js';
import { faultIn } from './validate.js';
import { firstLine, sentenceOf, yamlDocument } from './yaml-document.js';

/** What `kansa.yaml` may say (schemas/config.schema.json). */
export interface Config {
  readonly regions?: 'all' | readonly string[];
  readonly profile?: string;
  readonly role?: { readonly arn: string; readonly externalId?: string; readonly sessionName?: string };
  readonly endpointUrl?: string;
  readonly maxAttempts?: number;
  readonly kubernetes?: boolean;
  readonly kubeconfig?: string;
  readonly logInventory?: boolean;
  readonly logDigests?: number;
  readonly logCalls?: number;
  /** What is looked for in the data themselves. */
  readonly pii?: {
    readonly look?: boolean;
    readonly maxObjects?: number;
    readonly maxBytes?: number;
    readonly maxObjectBytes?: number;
    readonly maxPages?: number;
    /** In US dollars. */
    readonly maxReadUsd?: number;
    readonly seed?: string;
    readonly patterns?: string;
    readonly key?: string;
  };
  readonly controls?: {
    readonly include?: readonly string[];
    readonly services?: readonly string[];
    readonly themes?: readonly string[];
    readonly severity?: string;
  };
  readonly resourceTags?: Readonly<Record<string, string>>;
  readonly params?: string | object;
  readonly failOn?: string;
  readonly failOnUnknown?: string;
  readonly language?: string;
  readonly since?: string;
  readonly timeout?: string;
  readonly out?: string;
  readonly lockYears?: number;
  readonly lock?: boolean;
  readonly formats?: readonly string[];
  readonly waivers?: string;
  readonly attestations?: string;
  readonly frameworks?: readonly string[];
  /** By what runs are signed. */
  readonly sign?: { readonly key?: string; readonly kms?: string };
  readonly gate?: {
    readonly inputType?: string;
    readonly account?: string;
    readonly region?: string;
    readonly context?: string;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly varFiles?: readonly string[];
    readonly formats?: readonly string[];
    readonly waivers?: string;
    readonly failOnExpiredWaiver?: boolean;
    readonly baseline?: string;
    readonly newOnly?: boolean;
    readonly failOn?: string;
    readonly failOnUnknown?: string;
  };
}

/** Reads a file of settings. Throws {@link UsageError} with the line of what is wrong in it. */
export const readConfig = (path: string): Config => {
  const { document, error, lineOf } = yamlDocument(textOf(path));
  if (error !== undefined) throw complaint(`${path}:${error.line}`, error.message);
  const config = document.toJS() ?? {};
  const fault = faultIn('config')(config);
  if (fault !== undefined) throw complaint(`${path}:${lineOf(fault)}`, sentenceOf(fault));
  return config;
};

const complaint = (place: string, what: string): UsageError =>
  new UsageError(`${place}: ${what} (schemas/config.schema.json describes the file; "kansa init" writes one)`);

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      `settings ${path}: ${error instanceof Error ? firstLine(error.message) : String(error)}; name a file with --config, or write one with "kansa init"`,
    );
  }
};
