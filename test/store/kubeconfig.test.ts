import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { WayIn } from '../../src/model/way-in.js';
import { readWaysIn } from '../../src/store/kubeconfig.js';

const folder = mkdtempSync(join(tmpdir(), 'kansa-kubeconfig-'));
mkdirSync(join(folder, 'pki'));
for (const name of ['ca', 'client', 'key', 'token']) writeFileSync(join(folder, 'pki', name), `the ${name}\n`);

const written = (text: string): string => {
  const path = join(folder, 'config');
  writeFileSync(path, text);
  return path;
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A kubeconfig of one cluster and one user, of which the context tells. */
const waysOf = (cluster: object, user: object = {}): readonly WayIn[] =>
  readWaysIn(
    written(
      stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'ml', cluster: { server: 'https://ml.example', ...cluster } }],
        contexts: [{ name: 'at-ml', context: { cluster: 'ml', user: 'auditor' } }],
        users: [{ name: 'auditor', user }],
        'current-context': 'at-ml',
      }),
    ),
  );

/** What is told by a token is read when it is asked for. */
const toldOf = ([way]: readonly WayIn[]) => {
  const { credentials } = way ?? {};
  return { ...way, ...(credentials !== undefined && 'token' in credentials && { credentials: credentials.token() }) };
};

describe('a kubeconfig', () => {
  it('as "aws eks update-kubeconfig" writes it leads to the cluster, and its program is not run', () => {
    const user = { exec: { apiVersion: 'client.authentication.k8s.io/v1beta1', command: '/bin/false', args: [] } };
    expect(waysOf({ 'certificate-authority-data': base64('the authority') }, user)).toEqual([
      { name: 'ml', server: 'https://ml.example', authority: 'the authority' },
    ]);
  });

  it('names files beside itself, and a name for the certificate of a tunnel', () => {
    expect(
      waysOf(
        { 'certificate-authority': 'pki/ca', 'tls-server-name': 'kubernetes.default.svc' },
        { 'client-certificate': join(folder, 'pki/client'), 'client-key': 'pki/key' },
      ),
    ).toEqual([
      {
        name: 'ml',
        server: 'https://ml.example',
        authority: 'the ca\n',
        serverName: 'kubernetes.default.svc',
        credentials: { certificate: 'the client\n', key: 'the key\n' },
      },
    ]);
  });

  it('tells a token, or where it is kept, which outweighs it and is read for each call', () => {
    const way = { name: 'ml', server: 'https://ml.example' };
    expect(toldOf(waysOf({}, { token: 'told' }))).toEqual({ ...way, credentials: 'told' });
    const kept = waysOf({}, { token: 'told', tokenFile: 'pki/token' });
    expect(toldOf(kept)).toEqual({ ...way, credentials: 'the token' });
    writeFileSync(join(folder, 'pki/token'), 'renewed');
    expect(toldOf(kept)).toEqual({ ...way, credentials: 'renewed' });
  });

  it('of several users of a cluster takes the one of the current context', () => {
    const config = (current: string): string =>
      stringify({
        clusters: [{ name: 'ml', cluster: { server: 'https://ml.example' } }],
        contexts: ['a', 'b'].map((name) => ({ name, context: { cluster: 'ml', user: name } })),
        users: ['a', 'b'].map((name) => ({ name, user: { token: `of ${name}` } })),
        'current-context': current,
      });
    expect(['a', 'b', 'other'].map((current) => toldOf(readWaysIn(written(config(current)))).credentials)).toEqual([
      'of a',
      'of b',
      'of a',
    ]);
  });

  it.each([
    ['skips the check of certificates', { 'insecure-skip-tls-verify': true }],
    ['has no server of https', { server: 'http://ml.example' }],
    ['has no server of https', { server: 'nowhere' }],
    ['goes through a proxy-url', { 'proxy-url': 'http://proxy.example' }],
    ['cannot be read: ENOENT', { 'certificate-authority': 'pki/none' }],
  ])('leads nowhere where the cluster %s', (why, cluster) => {
    expect(waysOf(cluster).map(({ closed }) => closed)).toEqual([
      expect.stringContaining(`the kubeconfig's cluster "ml" ${why}`),
    ]);
  });

  it('that is not there, is no YAML or names no clusters is a mistake', () => {
    const none = join(folder, 'none');
    expect(() => readWaysIn(none)).toThrow(`--kubeconfig ${none}: ENOENT: no such file or directory`);
    expect(() => readWaysIn(written('{'))).toThrow('Flow map must end with a }');
    expect(() => readWaysIn(written('kind: Config'))).toThrow(
      /: it names no clusters; name a file as "aws eks update-kubeconfig" writes it, or in-cluster$/,
    );
  });
});

describe('the service account of a pod', () => {
  const pod = mkdtempSync(join(tmpdir(), 'kansa-pod-'));
  const at = (host: string | undefined, port?: string) => ({
    env: { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port },
    folder: pod,
  });

  it('is a mistake elsewhere than in a pod, and where its token is not mounted', () => {
    expect(() => readWaysIn('in-cluster', at(undefined))).toThrow(
      '--kubeconfig in-cluster: KUBERNETES_SERVICE_HOST is not set; it is for a pod whose service account token is mounted (automountServiceAccountToken)',
    );
    expect(() => readWaysIn('in-cluster', at('10.100.0.1'))).toThrow('ENOENT');
  });

  it('leads to the cluster of the pod, by its authority and with a token that is read for each call', () => {
    writeFileSync(join(pod, 'ca.crt'), 'the authority\n');
    writeFileSync(join(pod, 'token'), 'first\n');
    const way = readWaysIn('in-cluster', at('10.100.0.1', '443'));
    const whole = { server: 'https://10.100.0.1:443', authority: 'the authority\n' };
    expect(toldOf(way)).toEqual({ ...whole, credentials: 'first' });
    writeFileSync(join(pod, 'token'), 'second\n');
    expect(toldOf(way)).toEqual({ ...whole, credentials: 'second' });
    expect(readWaysIn('in-cluster', at('fd00::1')).map(({ server }) => server)).toEqual(['https://[fd00::1]:443']);
  });
});
