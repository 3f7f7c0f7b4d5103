import { type PiiOptions, pii } from '../../src/commands/pii.js';
import type { PiiLimits, PiiResult } from '../../src/model/pii.js';

/** When tests look at records. */
export const NOW = Date.parse('2026-03-31T12:00:00Z');
export const LIMITS = { objects: 100, bytes: 2 ** 30, objectBytes: 2 ** 26, pages: 1000 };

interface Asked extends Partial<Omit<PiiOptions, 'limits'>> {
  readonly limits?: Partial<PiiLimits>;
}

interface Looked {
  readonly text: string;
  /** Of `--format json`, the usual one. */
  readonly result: PiiResult;
}

/** How tests look at the records of one place behind an endpoint, where nothing else matters; options replace the usual ones. */
export const looking =
  (endpointOf: () => string, maxAttempts: number) =>
  async (path: string, { limits, ...options }: Asked = {}): Promise<Looked> => {
    const { document } = await pii({
      paths: [path],
      format: 'json',
      minConfidence: 0.5,
      language: 'en',
      terminal: { colour: false, width: 200 },
      version: '0.0.0',
      region: 'us-east-1',
      endpoint: endpointOf(),
      maxAttempts,
      seed: 'kansa',
      now: NOW,
      ...options,
      limits: { ...LIMITS, ...limits },
    });
    return { text: document, result: options.format === 'text' ? ({} as PiiResult) : JSON.parse(document) };
  };
