import { COLLECTORS } from '../collectors/index.js';

/** The least-privilege IAM policy of a scan, derived from what the collectors declare. Read actions only, on every resource. */
export const iamPolicy = async (): Promise<string> => {
  const actions = (await permissions()).filter((action) => !action.startsWith(KUBERNETES));
  return `${JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'KansaScan', Effect: 'Allow', Action: actions, Resource: '*' }] }, null, 2)}\n`;
};

/**
 * The same for the inside of a cluster, as manifests: what may be listed, and by which group. An access entry puts the
 * scanning role into the group. Secrets and ConfigMaps are not among it.
 */
export const clusterRole = async (): Promise<string> => {
  const resources = (await permissions()).flatMap((action) => {
    const [, resource] = action.split(`${KUBERNETES}list `);
    return resource === undefined ? [] : [resource];
  });
  const groups = [...new Set(resources.map(groupOf))].sort();
  const rules = groups.map((group) => [
    `  - apiGroups: [${JSON.stringify(group)}]`,
    '    resources:',
    ...resources.filter((resource) => groupOf(resource) === group).map((resource) => `      - ${pluralOf(resource)}`),
    '    verbs: [list]',
  ]);
  return `${[...ROLE, ...rules.flat(), ...BINDING].join('\n')}\n`;
};

const KUBERNETES = 'k8s:';
const GROUP = 'kansa-scan';

const ROLE = [
  '# Let the role that scans in, once for each cluster:',
  '#   kubectl apply -f <this file>',
  `#   aws eks create-access-entry --cluster-name <cluster> --principal-arn <role ARN> --kubernetes-groups ${GROUP}`,
  'apiVersion: rbac.authorization.k8s.io/v1',
  'kind: ClusterRole',
  'metadata:',
  `  name: ${GROUP}`,
  'rules:',
];

const BINDING = [
  '---',
  'apiVersion: rbac.authorization.k8s.io/v1',
  'kind: ClusterRoleBinding',
  'metadata:',
  `  name: ${GROUP}`,
  'roleRef:',
  '  apiGroup: rbac.authorization.k8s.io',
  '  kind: ClusterRole',
  `  name: ${GROUP}`,
  'subjects:',
  '  - apiGroup: rbac.authorization.k8s.io',
  '    kind: Group',
  `    name: ${GROUP}`,
];

const permissions = async (): Promise<readonly string[]> => {
  const collectors = await Promise.all(COLLECTORS.map((load) => load()));
  return [...new Set(collectors.flatMap((collector) => collector.permissions))].sort();
};

/** `rolebindings.rbac.authorization.k8s.io` is the plural and its group; the core group has no name. */
const pluralOf = (resource: string): string => resource.split('.')[0] ?? '';
const groupOf = (resource: string): string => resource.split('.').slice(1).join('.');
