import { isObject } from '../../model/json.js';
import { type Destination, SOME_ACCOUNT, SOME_REGION } from '../declaration.js';
import { partitionOf } from '../identity.js';

/**
 * Where the stacks of a cloud assembly (`cdk.out`) are deployed, by the file of their template: its manifest says it of each
 * (https://docs.aws.amazon.com/cdk/api/v2/docs/@aws-cdk_cloud-assembly-schema.ArtifactManifest.html). No entries for what is no
 * manifest, and for stacks that are deployed wherever somebody happens to be signed in.
 */
export const stacksIn = (path: string, manifest: unknown): [file: string, Destination][] => {
  if (!path.endsWith('manifest.json') || !isObject(manifest) || !isObject(manifest.artifacts)) return [];
  const folder = path.slice(0, -'manifest.json'.length);
  return Object.values(manifest.artifacts).flatMap((artifact): [string, Destination][] => {
    if (!isObject(artifact) || artifact.type !== 'aws:cloudformation:stack' || !isObject(artifact.properties))
      return [];
    const { templateFile } = artifact.properties;
    const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(String(artifact.environment)) ?? [];
    if (typeof templateFile !== 'string' || account === '') return [];
    const isAccountKnown = /^\d{12}$/.test(account);
    const isRegionKnown = region !== 'unknown-region';
    if (!isAccountKnown && !isRegionKnown) return [];
    return [
      [
        `${folder}${templateFile}`,
        {
          partition: partitionOf(region),
          account: isAccountKnown ? account : SOME_ACCOUNT,
          region: isRegionKnown ? region : SOME_REGION,
        },
      ],
    ];
  });
};
