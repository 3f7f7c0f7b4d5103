import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { attest } from '../../src/commands/attest.js';
import { seal } from '../../src/commands/seal.js';
import { verify } from '../../src/commands/verify.js';
import type { Evaluation } from '../../src/model/finding.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { DEMO, replayDemo } from './demo.js';

const folder = mkdtempSync(join(tmpdir(), 'kansa-reperform-'));
const RUN = join(folder, 'run');
const home = process.cwd();

const waiversOf = (control: string, reason: string): string => `waivers:
  - { control: ${control}, resource: "*", reason: ${reason}, owner: a, approver: b, expires: "2099-12-31" }
`;

/** Verified by its work from within that folder. */
const reperformed = async (run: string, from = folder) => {
  process.chdir(from);
  const { document, exitCode } = await verify({
    runs: [run],
    reperform: true,
    publicKeys: [],
    json: true,
    language: 'en',
    terminal: { colour: false, width: 100 },
    version: '0.1.0',
  });
  const [{ state, differences, reperformance }] = JSON.parse(document).runs;
  return { exitCode, state, differences, reperformance };
};

const VERIFIED = {
  exitCode: 0,
  state: 'verified',
  differences: [],
  reperformance: {
    findings: { state: 'same' },
    snapshot: { state: 'same' },
    today: { new: 0, fixed: 0, becameUnknown: 0 },
  },
};

let evaluation: Evaluation;
beforeAll(async () => {
  writeFileSync(join(folder, 'accepted.yaml'), waiversOf('kms/key_rotation', 'imported key material'));
  writeFileSync(join(folder, 'minutes.txt'), 'Reviewed on 2026-11-02: cost, performance, accuracy.\n');
  const attestations = join(folder, 'stated.yaml');
  attest('ai-ml-platform 8.4', {
    attestations,
    statement: 'Reviewed every quarter',
    evidence: [join(folder, 'minutes.txt')],
    owner: 'ml-platform@example.com',
    date: '2026-11-02',
    expires: '2099-12-31',
    frameworks: [],
    now: Date.UTC(2026, 10, 2),
  });
  evaluation = await replayDemo(undefined, {
    replay: DEMO,
    out: RUN,
    selection: { ...EVERYTHING, controls: ['kms/*'] },
    waivers: join(folder, 'accepted.yaml'),
    attestations,
  });
});
afterEach(() => process.chdir(home));

describe('a run that was judged under waivers and attestations', () => {
  it('keeps what somebody accepted and what somebody stated', () => {
    expect(evaluation.summary.waived).toBe(1);
    expect(evaluation.attestations?.map(({ requirement }) => requirement)).toEqual(['ai-ml-platform 8.4']);
    expect(readFileSync(join(RUN, 'inputs/waivers.yaml'), 'utf8')).toBe(
      readFileSync(join(folder, 'accepted.yaml'), 'utf8'),
    );
  });

  it('gives the same findings and the same snapshot again', async () => {
    expect(await reperformed(RUN)).toEqual(VERIFIED);
  });

  it('gives the same in a folder whose own waivers and attestations say something else', async () => {
    const foreign = mkdtempSync(join(folder, 'foreign-'));
    writeFileSync(join(foreign, 'kansa.waivers.yaml'), waiversOf('kms/*', 'everything'));
    writeFileSync(join(foreign, 'kansa.attestations.yaml'), 'not: [even readable');
    writeFileSync(join(foreign, 'kansa.yaml'), 'not: [even readable');
    expect(await reperformed(RUN, foreign)).toEqual(VERIFIED);
  });

  it.each([
    ['another control', waiversOf('kms/grants_scoped', 'imported key material'), 'differs'],
    ['none', '# nothing\nwaivers: []\n', 'differs'],
    ['no waivers at all', 'waivers: {', 'impossible'],
  ])(
    'does not give them where the sealed waivers are of %s, even if somebody seals it anew',
    async (_, text, state) => {
      const run = join(mkdtempSync(join(folder, 'other-')), 'run');
      await replayDemo(undefined, {
        replay: DEMO,
        out: run,
        selection: { ...EVERYTHING, controls: ['kms/*'] },
        waivers: join(folder, 'accepted.yaml'),
        attestations: false,
      });
      writeFileSync(join(run, 'inputs/waivers.yaml'), text);
      expect((await reperformed(run)).differences).toMatchObject([{ kind: 'changed', path: 'inputs/waivers.yaml' }]);
      rmSync(join(run, 'manifest.json'));
      await seal(run, {});
      const again = await reperformed(run);
      expect([again.differences, again.reperformance.findings.state]).toEqual([[], state]);
      expect(again.exitCode).toBe(state === 'differs' ? 1 : 3);
    },
  );
});
