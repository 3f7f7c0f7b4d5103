/**
 * `npm run keep-run`: seals a run by this release for `fixtures/runs`, so that every later release is held to verifying it.
 * To be run once a release (needs GNU tar). The private key is never kept: nobody can sign another run by it.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { createKeys } from '../src/commands/keys.js';
import { scan } from '../src/commands/scan.js';
import { createRecorder, readRecording } from '../src/evidence/recording.js';
import type { Exchange } from '../src/model/exchange.js';
import { EVERYTHING } from '../src/model/selection.js';

const ROOT = resolve(import.meta.dirname, '..');
const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const KEPT = join(ROOT, 'fixtures/runs', version);

/** Few answers, yet passes, violations, a waiver, and keys of two regions. */
const SELECTION = { ...EVERYTHING, services: ['kms'] };

const WAIVERS = `waivers:
  - control: kms/key_rotation
    resource: "*"
    reason: imported key material, which KMS cannot rotate
    owner: platform@example.com
    approver: audit@example.com
    expires: "2099-12-31"
`;

/** The demo account's answers that this selection asks for: a recording of its own, a ninth of the size. */
const narrowRecording = async (to: string): Promise<void> => {
  const demo = await readRecording(join(ROOT, 'fixtures/recordings/demo.ndjson.gz'));
  const used: Exchange[] = [];
  const answer = (key: Parameters<typeof demo.answer>[0]) => {
    const exchange = demo.answer(key);
    if (exchange !== undefined) used.push(exchange);
    return exchange;
  };
  await scan({ ...options, replay: { ...demo, answer }, out: join(folder, 'probe'), waivers: false });
  const recorder = createRecorder();
  recorder.begin(to, { ...demo.header, kansa: version, selection: SELECTION }, used);
  await recorder.end();
};

const folder = mkdtempSync(join(tmpdir(), 'kansa-keep-'));
const options = {
  overwrite: false,
  regions: [],
  formats: ['csv'],
  selection: SELECTION,
  attestations: false,
  previous: 'none',
  maxAttempts: 1,
  failOn: 'high',
  failOnUnknown: 'critical',
  language: 'en',
  terminal: { colour: false, width: 100 },
  version,
  now: 0,
  progress: () => undefined,
} as const;
try {
  await narrowRecording(join(folder, 'recording.ndjson.gz'));
  writeFileSync(join(folder, 'waivers.yaml'), WAIVERS);
  createKeys(join(folder, 'test.key'), 'ed25519', undefined);
  const { summary } = await scan({
    ...options,
    replay: join(folder, 'recording.ndjson.gz'),
    out: join(folder, version),
    waivers: join(folder, 'waivers.yaml'),
    signKey: join(folder, 'test.key'),
  });
  process.stderr.write(summary);
  const reproducible = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0', '--mode=go=rX,u+rw'];
  const tar = execFileSync('tar', ['-c', ...reproducible, '-C', folder, version], { maxBuffer: 1 << 28 });
  mkdirSync(dirname(KEPT), { recursive: true });
  writeFileSync(
    `${KEPT}.tar.br`,
    brotliCompressSync(tar, {
      params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: tar.length },
    }),
  );
  copyFileSync(join(folder, 'test.key.pub'), `${KEPT}.pub`);
} finally {
  rmSync(folder, { recursive: true });
}
