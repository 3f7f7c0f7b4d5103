/**
 * `npm run bench:peers`: Prowler (PyPI) and kansa scan the same emulated account, in turns. Writes the tables of
 * docs/peers.md: what each scan took, what the overlapping checks say of each resource, and what each says where it may
 * not see. Every disagreement has its judgement in peers/overlap.ts, by the documentation of the API; one without is an
 * error, and so is a judgement of what nobody disagrees about any more.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Evaluation } from '../src/model/finding.js';
import { isObject } from '../src/model/json.js';
import type { Verdict } from '../src/model/verdict.js';
import { OSAKA, TOKYO } from '../test/emulator/demo/names.js';
import { CREDENTIALS, DEMO_PARAMS, startDemoAccount } from '../test/emulator/demo-scan.js';
import { installed } from '../test/emulator/python.js';
import { PROWLER } from './contestants.js';
import { DENIALS, JUDGEMENTS, OVERLAP, type Overlap, SERVICES, UNSTEADY } from './peers/overlap.js';
import { type Taken, taken } from './process.js';
import { median, replaceBetween, table } from './tables.js';

const ROOT = resolve(import.meta.dirname, '..');
const ROUNDS = 3;

/** Verdicts by what the check is about: a resource's last name, or a region. */
type Said = ReadonlyMap<string, readonly string[]>;

const programs = await installed(PROWLER);
const account = await startDemoAccount();
const folder = mkdtempSync(join(tmpdir(), 'kansa-peers-'));
const environment = {
  PATH: process.env.PATH,
  HOME: folder,
  ...CREDENTIALS,
  AWS_DEFAULT_REGION: TOKYO,
  AWS_REGION: TOKYO,
  AWS_ENDPOINT_URL: account.proxy.url,
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** One scan, and how many calls it made. */
interface Scan extends Taken {
  readonly calls: number;
}

const scan = async (command: string, args: readonly string[]): Promise<Scan> => {
  account.proxy.clear();
  const cost = await taken(command, args, { cwd: ROOT, env: environment });
  await account.proxy.idle();
  return { ...cost, calls: account.proxy.requests.length };
};

const runProwler = (out: string): Promise<Scan> =>
  scan(join(programs, 'prowler'), [
    'aws',
    '--services',
    ...SERVICES,
    '-f',
    TOKYO,
    OSAKA,
    '--output-formats',
    'json-ocsf',
    '--output-directory',
    join(folder, out),
    '--output-filename',
    'prowler',
    '--no-banner',
    '--no-color',
    '--ignore-exit-code-3',
  ]);

const runKansa = (out: string): Promise<Scan> =>
  scan(process.execPath, [
    'dist/cli.js',
    'scan',
    '--service',
    SERVICES.join(','),
    '--region',
    `${TOKYO},${OSAKA}`,
    '--endpoint-url',
    account.proxy.url,
    '--params',
    DEMO_PARAMS,
    '--max-attempts',
    '2',
    '--out',
    join(folder, out),
    '--fail-on',
    'none',
    '--fail-on-unknown',
    'never',
  ]);

const lastName = (id: string): string => id.split(/[/:]/).at(-1) ?? id;

const keyOf = ({ of }: Overlap, id: string, region: string): string => {
  if (of === 'region') return region;
  return of === 'account' ? 'the account' : lastName(id);
};

/** An alias by the agent that has it. */
const parentOf = (id: string): string => id.slice(0, id.lastIndexOf('/'));

const add = (said: Map<string, string[]>, key: string, verdict: string): void =>
  void said.set(key, [...(said.get(key) ?? []), verdict]);

const kansaSaid = (out: string, overlap: Overlap): Said => {
  const evaluation: Evaluation = JSON.parse(readFileSync(join(folder, out, 'evaluation.json'), 'utf8'));
  const said = new Map<string, string[]>();
  for (const { control, verdict, resource } of evaluation.findings)
    if (control === overlap.control)
      add(
        said,
        keyOf(overlap, overlap.of === 'parent' ? parentOf(resource.id) : resource.id, resource.region),
        verdict,
      );
  return said;
};

const prowlerFindings = (out: string): readonly Readonly<Record<string, unknown>>[] => {
  const findings: unknown = JSON.parse(readFileSync(join(folder, out, 'prowler.ocsf.json'), 'utf8'));
  if (!Array.isArray(findings)) throw new Error('Prowler wrote no list of findings');
  return findings.filter(isObject);
};

const prowlerSaid = (out: string, overlap: Overlap): Said => {
  const said = new Map<string, string[]>();
  for (const { metadata, resources, status_code: status } of prowlerFindings(out)) {
    const [resource] = Array.isArray(resources) ? resources : [];
    if (!isObject(metadata) || metadata.event_code !== overlap.check || !isObject(resource)) continue;
    add(said, keyOf(overlap, String(resource.uid), String(resource.region)), String(status).toLowerCase());
  }
  return said;
};

const WORST: readonly Verdict[] = ['fail', 'unknown', 'pass', 'manual', 'waived'];

/** What a whole comes to; where a control does not apply, most scanners say nothing. */
const worst = (verdicts: readonly string[] = []): string =>
  WORST.find((verdict) => verdicts.includes(verdict)) ?? 'nothing';

const cost = async (): Promise<string> => {
  const rounds: { readonly prowler: Scan; readonly kansa: Scan }[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({ kansa: await runKansa(`kansa-${round}`), prowler: await runProwler(`prowler-${round}`) });
  const of = (who: 'kansa' | 'prowler', what: keyof Scan): number => median(rounds.map((round) => round[who][what]));
  const row = (name: string, what: keyof Scan, unit: string): string[] => [
    name,
    `${of('kansa', what).toFixed(0)}${unit}`,
    `${of('prowler', what).toFixed(0)}${unit}`,
    (of('prowler', what) / of('kansa', what)).toFixed(1),
  ];
  return table(
    ['one scan', 'kansa', `Prowler ${PROWLER.version}`, 'ratio'],
    [row('wall time', 'seconds', ' s'), row('peak resident memory', 'peakMiB', ' MiB'), row('API calls', 'calls', '')],
  );
};

const verdicts = (): string => {
  const judged = new Set<string>();
  const missing: string[] = [];
  const rows = OVERLAP.map((overlap) => {
    const ours = kansaSaid('kansa-0', overlap);
    const theirs = prowlerSaid('prowler-0', overlap);
    const names = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
    const unsteady = names.flatMap((name) => {
      const told = UNSTEADY[`${overlap.check} ${name}`];
      return told === undefined ? [] : [{ name, told }];
    });
    const isSteady = (name: string): boolean => !unsteady.some((one) => one.name === name);
    const apart = names.filter((name) => isSteady(name) && worst(ours.get(name)) !== worst(theirs.get(name)));
    const changing = unsteady.map(
      ({ name, told }) => `${name}: kansa ${worst(ours.get(name))}, Prowler now this and now that. ${told}`,
    );
    const why = apart.map((name) => {
      const key = `${overlap.check} ${name}`;
      judged.add(key);
      const told = `${name}: kansa ${worst(ours.get(name))}, Prowler ${worst(theirs.get(name))}`;
      const judgement = JUDGEMENTS[key];
      if (judgement === undefined) missing.push(`${key} (${told})`);
      return `${told}. ${judgement ?? ''}`;
    });
    return [
      `\`${overlap.control}\``,
      `\`${overlap.check}\``,
      `${names.length - apart.length - unsteady.length} of ${names.length}`,
      [...why, ...changing].join('<br>'),
    ];
  });
  const stale = Object.keys(JUDGEMENTS).filter((key) => !judged.has(key));
  if (missing.length > 0 || stale.length > 0)
    throw new Error(
      `bench/peers/overlap.ts: say who is right about\n  ${missing.join('\n  ')}\nand take out what nobody disagrees about:\n  ${stale.join('\n  ')}`,
    );
  return table(['kansa', 'Prowler', 'agree', 'where they do not, and what the documentation says'], rows);
};

const denials = async (): Promise<string> => {
  const rows: string[][] = [];
  for (const [index, { service, operation, controls, checks }] of DENIALS.entries()) {
    account.proxy.faults([{ service, operation, kind: 'deny' }]);
    const [ours, theirs] = [`kansa-denied-${index}`, `prowler-denied-${index}`];
    await runKansa(ours);
    await runProwler(theirs);
    rows.push([
      `\`${service}:${operation}\``,
      counted(controls.map((control) => kansaSaid(ours, { control, check: '', of: 'name' }))),
      counted(checks.map((check) => prowlerSaid(theirs, { control: '', check, of: 'name' }))),
    ]);
  }
  account.proxy.faults([]);
  return table(['refused', 'kansa', 'Prowler'], rows);
};

const counted = (all: readonly Said[]): string => {
  const verdicts = all.flatMap((said) => [...said.values()].flat());
  const kinds = [...new Set(verdicts)].sort();
  return kinds.length === 0
    ? 'says nothing'
    : kinds.map((kind) => `${verdicts.filter((verdict) => verdict === kind).length} ${kind}`).join(', ');
};

try {
  const tables = { cost: await cost(), verdicts: verdicts(), denials: await denials() };
  for (const text of Object.values(tables)) process.stdout.write(`${text}\n\n`);
  if (process.argv.includes('--write')) {
    const path = join(ROOT, 'docs/peers.md');
    const page = Object.entries(tables).reduce(
      (text, [name, body]) => replaceBetween(text, name, body),
      readFileSync(path, 'utf8'),
    );
    writeFileSync(path, page);
  }
} finally {
  await account.stop();
  rmSync(folder, { recursive: true, force: true });
}
