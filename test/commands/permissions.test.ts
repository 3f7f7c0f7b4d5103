import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { actionOf } from '../../src/collectors/permissions.js';
import { collectorsFor, iamPolicy } from '../../src/commands/permissions.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { readBundle } from '../../src/store/bundle-files.js';
import { refused, replayDemo } from './demo.js';
import { brokenPromises, newlyUnknown } from './promises.js';

const { Statement } = JSON.parse(await iamPolicy());
const IAM_ACTIONS: readonly string[] = Statement[0].Action;
const [ROLE, BINDING] = parseAllDocuments(await iamPolicy({ format: 'kubernetes' })).map((document) => document.toJS());
const LISTED: readonly string[] = ROLE.rules.flatMap((rule: { apiGroups: string[]; resources: string[] }) =>
  rule.apiGroups.flatMap((group) => rule.resources.map((name) => (group === '' ? name : `${name}.${group}`))),
);
/** Whoever is let into a cluster may ask what is installed there (ClusterRole system:discovery). */
const ACTIONS: readonly string[] = [
  ...IAM_ACTIONS,
  'k8s:get /apis',
  ...LISTED.map((resource) => `k8s:list ${resource}`),
];

/** What no verdict on the demo account rests on. */
const UNREAD: readonly string[] = [];

const { controls } = readBundle().catalogue;
/** The actions that each control needs. */
const needs = new Map(
  await Promise.all(
    controls.map(async (control) => {
      const collectors = await collectorsFor([control]);
      return [control.id, new Set(collectors.flatMap(({ permissions }) => permissions))] as const;
    }),
  ),
);

describe('the least-privilege policy', async () => {
  const whole = await replayDemo();

  it('reads and does nothing else', () => {
    // The actions of API Gateway are the methods of HTTP.
    // AWS Budgets has one action for all reading.
    const writing = IAM_ACTIONS.filter((action) => action !== 'budgets:ViewBudget').filter(
      (action) => !/^[a-z0-9-]+:(List|Get|GET|Describe|BatchGet|Lookup|Query|Search)[A-Za-z]*(V[0-9]+)?$/.test(action),
    );
    expect(writing).toEqual([]);
    expect(ROLE.rules.flatMap(({ verbs }: { verbs: string[] }) => verbs)).toEqual(ROLE.rules.map(() => 'list'));
  });

  it('asks for no secrets of a cluster, nor for what else holds them', () => {
    expect(LISTED.filter((resource) => /secret|configmap/.test(resource))).toEqual([]);
  });

  it('binds what may be listed in a cluster to the group that an access entry names', () => {
    expect([ROLE.kind, BINDING.kind, BINDING.roleRef.name, BINDING.subjects]).toEqual([
      'ClusterRole',
      'ClusterRoleBinding',
      ROLE.metadata.name,
      [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'kansa-scan' }],
    ]);
  });

  it('covers every call that the scan of the demo account made', () => {
    const called = whole.coverage.calls
      .filter(({ service }) => service !== 'sts')
      .map(({ service, operation }) => actionOf(service, operation));
    expect([...new Set(called)].filter((action) => !ACTIONS.includes(action))).toEqual([]);
  });

  it.each(ACTIONS)(
    'without %s leaves what depended on it unknown, by that name, and turns nothing into a pass',
    async (action) => {
      // The controls that ask for it; a control alone says what it says among all (selection.test.ts).
      const asking = controls.filter(({ id }) => needs.get(id)?.has(action)).map(({ id }) => id);
      const selection = { ...EVERYTHING, controls: asking };
      const less = await replayDemo(
        (key, recorded) => (actionOf(key.service, key.operation) === action ? refused(key) : recorded),
        { selection },
      );
      const former = { ...whole, findings: whole.findings.filter(({ control }) => asking.includes(control)) };
      expect(brokenPromises(former, less)).toEqual([]);
      const unknown = newlyUnknown(former, less);
      expect(unknown.length > 0).toBe(!UNREAD.includes(action));
      expect(unknown.filter(({ gaps }) => !gaps.some((gap) => gap.action === action))).toEqual([]);
    },
  );
});
