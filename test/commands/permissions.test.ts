import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { actionOf } from '../../src/collectors/permissions.js';
import { iamPolicy } from '../../src/commands/permissions.js';
import { controlsAsking, narrowed, selecting } from './asking.js';
import { refused, replayDemo } from './demo.js';
import { brokenPromises, newlyUnknown } from './promises.js';

const { Statement } = JSON.parse(await iamPolicy());
const IAM_ACTIONS: readonly string[] = Statement[0].Action;
const [ROLE, BINDING] = parseAllDocuments(await iamPolicy({ format: 'kubernetes' })).map((document) => document.toJS());
const IN_CLUSTERS: readonly string[] = ROLE.rules.flatMap(
  ({ apiGroups, resources, verbs }: Readonly<Record<'apiGroups' | 'resources' | 'verbs', readonly string[]>>) =>
    verbs.flatMap((verb) =>
      apiGroups.flatMap((group) => resources.map((name) => `${verb} ${group === '' ? name : `${name}.${group}`}`)),
    ),
);
/** Whoever is let into a cluster may ask what is installed there (ClusterRole system:discovery). */
const ACTIONS: readonly string[] = [...IAM_ACTIONS, 'k8s:get /apis', ...IN_CLUSTERS.map((right) => `k8s:${right}`)];

/** What no verdict on the demo account rests on. */
const UNREAD: readonly string[] = [];

describe('the least-privilege policy', async () => {
  const whole = await replayDemo();

  it('reads and does nothing else', () => {
    // The actions of API Gateway are the methods of HTTP.
    // AWS Budgets has one action for all reading.
    const writing = IAM_ACTIONS.filter((action) => action !== 'budgets:ViewBudget').filter(
      (action) => !/^[a-z0-9-]+:(List|Get|GET|Describe|BatchGet|Lookup|Query|Search)[A-Za-z]*(V[0-9]+)?$/.test(action),
    );
    expect(writing).toEqual([]);
    expect(IN_CLUSTERS.filter((right) => !/^(list|get) [a-z.0-9]+$/.test(right))).toEqual([]);
  });

  it('asks for no secrets of a cluster, and of what else may hold them only for what is named', () => {
    expect(IN_CLUSTERS.filter((right) => /secret|configmap/.test(right) || right.startsWith('get '))).toEqual([
      'get configmaps',
    ]);
  });

  it('binds what may be listed in a cluster to the group that an access entry names', () => {
    expect([ROLE.kind, BINDING.kind, BINDING.roleRef.name, BINDING.subjects]).toEqual([
      'ClusterRole',
      'ClusterRoleBinding',
      ROLE.metadata.name,
      [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'kansa-scan' }],
    ]);
  });

  it('covers, with the places that it looked into, every call that the scan of the demo account made', async () => {
    const called = whole.coverage.calls
      // kansa asks itself what it found; who asks is always told.
      .filter(({ service }) => service !== 'sts' && service !== 'kansa')
      .map(({ service, operation }) => actionOf(service, operation));
    const pii = whole.personalData?.map(({ place }) => place) ?? [];
    const looking = JSON.parse(await iamPolicy({ pii })).Statement;
    const allowed = [...ACTIONS, ...looking.flatMap(({ Action }: { Action: string[] }) => Action)];
    expect(pii.length).toBeGreaterThan(20);
    expect([...new Set(called)].filter((action) => !allowed.includes(action))).toEqual([]);
  });

  it.each(ACTIONS)(
    'without %s leaves what depended on it unknown, by that name, and turns nothing into a pass',
    async (action) => {
      const asking = controlsAsking(action);
      const selection = selecting(asking);
      const less = await replayDemo(
        (key, recorded) => (actionOf(key.service, key.operation) === action ? refused(key) : recorded),
        { selection },
      );
      const former = narrowed(whole, asking);
      expect(brokenPromises(former, less)).toEqual([]);
      const unknown = newlyUnknown(former, less);
      expect(unknown.length > 0).toBe(!UNREAD.includes(action));
      expect(unknown.filter(({ gaps }) => !gaps.some((gap) => gap.action === action))).toEqual([]);
    },
  );
});
