import type { Collector } from '../collectors/collector.js';
import { COLLECTORS } from '../collectors/index.js';
import { TAG_PERMISSION } from '../collectors/tags.js';
import { typesNeeded } from '../engine/needs.js';
import type { Control } from '../model/control.js';
import { UsageError } from '../model/errors.js';
import { EVERYTHING, type Selection, selectControls } from '../model/selection.js';
import { didYouMean } from '../model/suggest.js';
import { POLICY_FORMATS, renderPolicy } from '../reports/index.js';
import { readBundle } from '../store/bundle-files.js';
import { askedOf, type LogOptions, logPermissions, questionsOf } from './logs.js';

export interface PermissionsOptions extends LogOptions {
  readonly format: string;
  readonly selection: Selection;
  /** As a scan takes them: `all` needs an action of its own. */
  readonly regions: readonly string[];
}

/** The least-privilege IAM policy of a scan, derived from what its collectors declare. Read actions only, on every resource. */
export const iamPolicy = async ({
  format = 'iam',
  selection = EVERYTHING,
  regions = [],
  ...asked
}: Partial<PermissionsOptions> = {}): Promise<string> => {
  const controls = selectControls(readBundle().catalogue.controls, selection);
  const actions = (await collectorsFor(controls)).flatMap(({ permissions }) => permissions);
  const further = [
    ...(regions.includes('all') ? ['ec2:DescribeRegions'] : []),
    ...(selection.resourceTags.length > 0 ? [TAG_PERMISSION] : []),
    ...(await logPermissions(questionsOf(askedOf(asked), selection))),
  ];
  const all = [...new Set([...actions, ...further])].sort();
  const policy = renderPolicy(all, format);
  if (policy !== undefined) return policy;
  throw new UsageError(
    `--format ${JSON.stringify(format)} is unknown${didYouMean(format, POLICY_FORMATS)} (known: ${POLICY_FORMATS.join(', ')})`,
  );
};

/** The collectors that controls need: what no control reads, no scan asks for. */
export const collectorsFor = async (controls: readonly Control[]): Promise<Collector[]> => {
  const collectors = await Promise.all(COLLECTORS.map((load) => load()));
  const types = typesNeeded(controls);
  return collectors.filter(({ type }) => types.includes(type));
};
