import { isObject } from '../json.js';
import { type Kind, listOf, metadataOf, objectType, picked, textOf, textsIn, wordOf } from './objects.js';

const rbac = (kind: string, plural: string): Kind => ({
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  plural,
  kind,
});

/** What a Role allows in its namespace, and a ClusterRole in all of them or in that of a RoleBinding. */
export const roles = objectType(
  'Kubernetes::Role',
  [rbac('ClusterRole', 'clusterroles'), rbac('Role', 'roles')],
  ({ object }) => ({
    properties: {
      rules: listOf(object.rules).map((rule) =>
        picked(rule, 'apiGroups', 'resources', 'verbs', 'resourceNames', 'nonResourceURLs'),
      ),
      // Kubernetes makes these itself and mends them at each start.
      bootstrap: textsIn(metadataOf(object).labels)['kubernetes.io/bootstrapping'],
    },
  }),
);

/** Who is given a role. `role` and `subjects` of the runtime facts are the words by which they are found. */
export const roleBindings = objectType(
  'Kubernetes::RoleBinding',
  [rbac('ClusterRoleBinding', 'clusterrolebindings'), rbac('RoleBinding', 'rolebindings')],
  ({ cluster, namespace, object }) => {
    const { roleRef } = object;
    const { kind, name } = isObject(roleRef) ? roleRef : {};
    const subjects = listOf(object.subjects).map((subject) => picked(subject, 'kind', 'name', 'namespace'));
    return {
      properties: {
        roleRef: picked(roleRef, 'kind', 'name'),
        subjects,
        bootstrap: textsIn(metadataOf(object).labels)['kubernetes.io/bootstrapping'],
      },
      runtime: {
        role: wordOf(cluster, kind === 'Role' ? namespace : '', textOf(kind), textOf(name)),
        subjects: subjects.map((subject) => subjectWord(cluster, namespace, subject)),
      },
    };
  },
);

/** A service account is a user, too, and may be named as one (https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects). */
const subjectWord = (cluster: string, home: string, subject: Readonly<Record<string, unknown>>): string => {
  const [kind, name, namespace] = [textOf(subject.kind), textOf(subject.name), textOf(subject.namespace)];
  const [, accountNamespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? [];
  if (kind === 'User' && accountNamespace !== undefined && account !== undefined)
    return wordOf(cluster, accountNamespace, 'ServiceAccount', account);
  return wordOf(cluster, kind === 'ServiceAccount' ? namespace || home : '', kind, name);
};

/** Who pods are. An account answers to the names of the groups that it is in, for roles are given to those as well. */
export const serviceAccounts = objectType(
  'Kubernetes::ServiceAccount',
  [{ group: '', version: 'v1', plural: 'serviceaccounts', kind: 'ServiceAccount' }],
  ({ cluster, namespace, object }) => ({
    names: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'].map((group) =>
      wordOf(cluster, '', 'Group', group),
    ),
    properties: {
      automountServiceAccountToken: object.automountServiceAccountToken,
      roleArn: textsIn(metadataOf(object).annotations)['eks.amazonaws.com/role-arn'],
    },
  }),
);
