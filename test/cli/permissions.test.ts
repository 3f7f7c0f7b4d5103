import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dataPlanOf } from '../../src/engine/data-places.js';
import { placeUri } from '../../src/model/data-place.js';
import { openSnapshot } from '../../src/store/snapshot-files.js';
import { DEMO, freshFolder, kansa } from './kansa.js';

describe('kansa permissions --pii-run', () => {
  const cwd = freshFolder();
  const permissions = (...args: readonly string[]) => kansa(['permissions', '--service', 'kms', ...args], { cwd });
  const planIn = (run: string) => {
    const snapshot = openSnapshot(join(cwd, run, 'snapshot'));
    try {
      return dataPlanOf(snapshot);
    } finally {
      snapshot.close();
    }
  };
  beforeAll(async () => {
    await kansa(['scan', '--replay', DEMO, '--out', 'run', '--fail-on', 'none'], { cwd });
  });

  it('prints what it takes to look at each place that the run shows, and tells of those that it does not show', async () => {
    const { places, unseen } = planIn('run');
    expect([places.length > 5, unseen.length > 0]).toEqual([true, true]);
    const { stdout } = await permissions(...places.flatMap((place) => ['--pii', placeUri(place)]));
    expect(await permissions('--pii-run', 'run')).toEqual({
      code: 0,
      stdout,
      stderr: `kansa: --pii-run run: ${unseen.length} uses of data lie at places that it does not show, and no statement covers them; kansa pii --run names each\n`,
    });
  });

  it('names a place once that is named beside the run, too', async () => {
    const [first] = planIn('run').places;
    if (first === undefined) throw new Error('the run shows no place');
    const { stdout } = await permissions('--pii-run', 'run');
    const beside = await permissions('--pii-run', 'run', '--pii', placeUri(first));
    const sorted = (text: string) =>
      text
        .split('\n')
        .map((line) => line.replace(/,$/, ''))
        .sort();
    expect(sorted(beside.stdout)).toEqual(sorted(stdout));
  });

  it('refuses what is no run', async () => {
    const { code, stdout } = await permissions('--pii-run', 'nowhere');
    expect([code, stdout]).toEqual([2, '']);
  });
});
