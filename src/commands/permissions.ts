import { COLLECTORS } from '../collectors/index.js';

/** The least-privilege IAM policy of a scan, derived from what the collectors declare. Read actions only, on every resource. */
export const iamPolicy = async (): Promise<string> => {
  const collectors = await Promise.all(COLLECTORS.map((load) => load()));
  const actions = [...new Set(collectors.flatMap(({ permissions }) => permissions))].sort();
  return `${JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'KansaScan', Effect: 'Allow', Action: actions, Resource: '*' }] }, null, 2)}\n`;
};
