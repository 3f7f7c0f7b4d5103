import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kansa } from './kansa.js';

const STACK = 'fixtures/iac/cloudformation/notebook.yaml';

const placeIn = (line: number, address: string) => ({ file: 'fixtures/iac/kubernetes/ray.yaml', line, address });

const fileWith = (name: string, text: string | Uint8Array): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'kansa-gate-')), name);
  writeFileSync(path, text);
  return path;
};

describe('kansa gate', () => {
  test('finds what is wrong in a template, with its lines', async () => {
    const { code, stdout } = await kansa(['gate', STACK, '--format', 'json']);
    const { findings } = JSON.parse(stdout);
    const lines = findings
      .filter(({ verdict }: { verdict: string }) => verdict === 'fail')
      .flatMap(({ control, violations }: { control: string; violations: { evidence: { source: object[] }[] }[] }) =>
        violations.map(({ evidence }) => [control, evidence[0]?.source]),
      );
    expect(lines).toContainEqual([
      'sagemaker/notebook_direct_internet',
      [{ file: STACK, line: 31, address: 'Notebook' }],
    ]);
    expect(code).toBe(1);
  });

  test('judges what AI platforms run on Kubernetes by the same controls', async () => {
    const { code, stdout } = await kansa(['gate', 'fixtures/iac/kubernetes', '--format', 'json']);
    const { findings } = JSON.parse(stdout);
    expect(
      findings.flatMap((finding: { verdict: string; control: string; place: object }) =>
        finding.verdict === 'fail' ? [[finding.control, finding.place]] : [],
      ),
    ).toEqual([
      ['eks/ai_dashboards_not_exposed', placeIn(16, 'Service/ml/train-dashboard')],
      ['eks/ai_image_pinned', placeIn(2, 'RayCluster/ml/train')],
      ['eks/ai_pods_not_privileged', placeIn(2, 'RayCluster/ml/train')],
      ['eks/rbac_cluster_admin_bindings', placeIn(34, 'ClusterRoleBinding/everybody')],
      ['eks/rbac_no_anonymous_bindings', placeIn(34, 'ClusterRoleBinding/everybody')],
      ['eks/rbac_no_wildcard', placeIn(27, 'ClusterRole/everything')],
    ]);
    expect(code).toBe(1);
  });

  test('says in its own words what it could not know', async () => {
    const { stdout } = await kansa(['gate', STACK, '--control', 'sagemaker/notebook_in_vpc']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain("Subnet is none of the template's parameters and resources");
  });

  test.each([
    ['what does not parse', 'broken.yaml', 'Resources: {'],
    ['another encoding', 'sjis.yaml', Uint8Array.from([0x93, 0xfa, 0x96, 0x7b])],
  ])('is never green for %s', async (_, name, text) => {
    const path = fileWith(name, text);
    const { code, stdout } = await kansa(['gate', path]);
    expect(stdout).toContain(path);
    expect(code).toBe(3);
  });

  test('is never green where nothing was evaluated', async () => {
    expect((await kansa(['gate', fileWith('empty.yaml', 'Resources: {}')])).code).toBe(3);
  });

  test('names a path that is not there', async () => {
    const { code, stderr } = await kansa(['gate', 'no-such-folder']);
    expect(stderr).toContain('gate: no-such-folder cannot be read');
    expect(code).toBe(2);
  });
});
