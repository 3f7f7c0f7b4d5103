import { COLLECTORS } from '../collectors/index.js';
import { typesNeeded } from '../engine/needs.js';
import { readBundle } from '../store/bundle-files.js';

/**
 * The least-privilege IAM policy of a scan: what the collectors declare whose facts some control reads. Read actions
 * only, on every resource.
 */
export const iamPolicy = async (): Promise<string> => {
  const collectors = await Promise.all(COLLECTORS.map((load) => load()));
  const types = typesNeeded(readBundle().catalogue.controls);
  const needed = collectors.filter(({ type }) => types.includes(type));
  const actions = [...new Set(needed.flatMap(({ permissions }) => permissions))].sort();
  return `${JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'KansaScan', Effect: 'Allow', Action: actions, Resource: '*' }] }, null, 2)}\n`;
};
