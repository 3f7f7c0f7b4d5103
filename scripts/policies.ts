/**
 * `npm run policies`: checks, tests and compiles the controls, and derives the catalogue from what was compiled.
 * `--check` builds the same and fails unless the committed files are byte-identical.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ALONE, slug, typeEntrypoint } from '../src/engine/bundle.js';
import { bringsTags, RELATIONS } from '../src/engine/relations.js';
import {
  type Catalogue,
  type Control,
  type ControlText,
  cutsOf,
  type Reads,
  SEVERITIES,
  THEMES,
} from '../src/model/control.js';
import { by, byCodeUnit, canonicalJson, isObject } from '../src/model/json.js';
import { leadsTo, type Pointer, pointerOf, segmentsOf } from '../src/model/pointer.js';
import { run } from './policy-tools.js';
import { type Plan, readsInPlan } from './reads.js';

const ROOT = resolve(import.meta.dirname, '..');
/** `--in DIR`: another folder of the same shape, for the engine's tests; its controls need no tests of their own. */
const FOLDER = process.argv.includes('--in')
  ? (process.argv[process.argv.indexOf('--in') + 1] ?? 'policies')
  : 'policies';
const IS_PRODUCT = FOLDER === 'policies';
const SOURCES = IS_PRODUCT ? [`${FOLDER}/controls`, `${FOLDER}/lib`] : [`${FOLDER}/controls`];
const BUILD = `${FOLDER}/.build`;
const DIST = `${FOLDER}/dist`;
const CASES = 'fixtures/policy-cases.json';

/**
 * The builtins a control may use: implemented in Wasm itself, and never failing on operands of the type that they are
 * declared for. What can fail (`to_number`, `json.unmarshal`, `time.*` …) would leave its rule undefined, which reads
 * like "nothing is wrong"; such parsing belongs into the collectors, where a failure is a gap.
 */
// biome-ignore format: a list of words
const BUILTINS = [
  'abs', 'and', 'array.concat', 'array.reverse', 'array.slice', 'assign', 'ceil', 'concat', 'contains', 'count', 'endswith', 'eq',
  'equal', 'floor', 'format_int', 'glob.match', 'gt', 'gte', 'indexof', 'internal.member_2', 'internal.member_3',
  'intersection', 'is_array', 'is_boolean', 'is_null', 'is_number', 'is_object', 'is_set', 'is_string', 'lower', 'lt', 'lte',
  'max', 'min', 'minus', 'mul', 'neq', 'object.get', 'object.keys', 'object.union', 'or', 'plus', 'regex.match', 'replace',
  'round', 'sort', 'split', 'startswith', 'substring', 'sum', 'trim', 'trim_left', 'trim_prefix',
  'trim_suffix', 'union', 'upper', 'numbers.range',
];

/** What the engine's tests need on top: a builtin that only a host can provide, to see it fail. */
const TEST_BUILTINS = IS_PRODUCT ? [] : ['time.parse_rfc3339_ns'];

/** One test input of a control with the answer that OPA itself gives: replayed through the Wasm by the unit tests. */
interface PolicyCase {
  readonly control: string;
  readonly name: string;
  readonly input: unknown;
  readonly answer: unknown;
}

const build = (): ReadonlyMap<string, Uint8Array> => {
  const work = mkdtempSync(join(tmpdir(), 'kansa-policies-'));
  try {
    const capabilities = join(work, 'capabilities.json');
    writeFileSync(capabilities, JSON.stringify(allowedCapabilities()));

    step('format', () => run('opa', 'fmt', '--fail', '--list', ...SOURCES));
    step('check', () => run('opa', 'check', '--strict', '--capabilities', capabilities, ...SOURCES));
    step('lint', () => run('regal', 'lint', ...SOURCES));
    if (IS_PRODUCT) step('test', testWithFullCoverage);

    const controls = step('annotations', controlsFromAnnotations);
    const entrypoints = step('entrypoints', () => writeEntrypoints(controls));
    const plan: Plan = step('plan', () =>
      JSON.parse(text(compile('plan', join(work, 'plan.tar.gz'), capabilities, entrypoints, '/plan.json'))),
    );
    const catalogued = step('reads', () => controls.map((control) => withReads(control, plan)));
    const wasm = step('compile', () =>
      compile('wasm', join(work, 'wasm.tar.gz'), capabilities, entrypoints, '/policy.wasm'),
    );
    const cases = IS_PRODUCT ? step('cases', () => casesOf(catalogued)) : [];

    const catalogue: Catalogue = {
      schemaVersion: 1,
      wasmDigest: createHash('sha256').update(wasm).digest('hex'),
      entrypoints: Object.fromEntries(typesOf(catalogued).map((type) => [type, typeEntrypoint(type)])),
      controls: catalogued,
    };
    return new Map([
      [`${DIST}/policy.wasm`, wasm],
      [`${DIST}/catalogue.json`, Buffer.from(`${canonicalJson(catalogue, 2)}\n`)],
      ...(IS_PRODUCT ? [[CASES, Buffer.from(`${canonicalJson(cases, 1)}\n`)] as const] : []),
    ]);
  } finally {
    rmSync(work, { recursive: true });
  }
};

const step = <T>(name: string, work: () => T): T => {
  process.stderr.write(`policies: ${name}\n`);
  return work();
};

const allowedCapabilities = (): unknown => {
  const all = JSON.parse(run('opa', 'capabilities', '--current'));
  const allowed = [...BUILTINS, ...TEST_BUILTINS];
  const builtins = all.builtins.filter(({ name }: { name: string }) => allowed.includes(name));
  const missing = allowed.filter((name) => !builtins.some((builtin: { name: string }) => builtin.name === name));
  if (missing.length > 0) throw new Error(`OPA knows no builtin ${missing.join(', ')}`);
  return { ...all, builtins, allow_net: [] };
};

/** Of one test: a machine with other work to do takes longer than OPA's five seconds. */
const PATIENCE = '60s';

const testWithFullCoverage = (): void => {
  run('opa', 'test', '--timeout', PATIENCE, ...SOURCES);
  const report = JSON.parse(run('opa', 'test', '--timeout', PATIENCE, '--coverage', '--format=json', ...SOURCES));
  if (report.coverage === 100) return;
  const holes = Object.entries<{ not_covered?: { start: { row: number } }[] }>(report.files).flatMap(
    ([file, { not_covered = [] }]) => not_covered.map(({ start }) => `  ${file}:${start.row}`),
  );
  throw new Error(
    `tests cover ${report.coverage} % of the policies, 100 % is required; not covered:\n${holes.join('\n')}`,
  );
};

type Annotated = Omit<Control, 'reads'>;

const controlsFromAnnotations = (): Annotated[] => {
  const { annotations } = JSON.parse(run('opa', 'inspect', '--annotations', '--format=json', `${FOLDER}/controls`));
  const controls = annotations
    .filter(
      ({ annotations: { scope }, location }: Annotation) =>
        scope === 'package' && location.file.includes(`${FOLDER}/controls/`),
    )
    .map(controlFrom)
    .sort(by<Annotated>(({ id }) => id));
  if (controls.length === 0) throw new Error('no control carries annotations');
  return controls;
};

interface Annotation {
  readonly location: { readonly file: string };
  readonly annotations: Readonly<Record<string, unknown>> & { readonly scope: string };
}

const controlFrom = ({ location, annotations }: Annotation): Annotated => {
  const file = relative(ROOT, resolve(ROOT, location.file));
  const [service, name, base] = relative(join(FOLDER, 'controls'), file).split('/');
  const complain = (what: string): never => {
    throw new Error(`${file}: ${what}`);
  };
  if (base !== `${name}.rego`) complain(`a control lives in ${FOLDER}/controls/<service>/<name>/<name>.rego`);
  const custom = isObject(annotations.custom) ? annotations.custom : complain('METADATA lacks custom');
  const choice = <T extends string>(key: string, choices: readonly T[]): T =>
    choices.find((value) => value === custom[key]) ?? complain(`custom.${key} must be one of ${choices.join(', ')}`);
  const textFrom = (
    source: Readonly<Record<string, unknown>>,
    rest: Readonly<Record<string, unknown>>,
    where: string,
  ): ControlText => {
    const text = (from: Readonly<Record<string, unknown>>, key: string): string => {
      const value = from[key];
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : complain(`${where}${key} is missing`);
    };
    const messages = isObject(rest.messages) ? rest.messages : complain(`${where}messages is missing`);
    return {
      title: text(source, 'title'),
      description: text(source, 'description'),
      remediation: text(rest, 'remediation'),
      messages: Object.fromEntries(Object.keys(messages).map((code) => [code, text(messages, code)])),
    };
  };
  const ja = isObject(custom.ja) ? custom.ja : complain('custom.ja is missing');
  const text = { en: textFrom(annotations, custom, ''), ja: textFrom(ja, ja, 'ja.') };
  if (Object.keys(text.en.messages).sort().join() !== Object.keys(text.ja.messages).sort().join())
    complain('messages and ja.messages name different codes');
  return {
    id: `${service}/${name}`,
    resource: typeof custom.resource === 'string' ? custom.resource : complain('custom.resource is missing'),
    severity: choice('severity', SEVERITIES),
    theme: choice('theme', THEMES),
    text,
    liveOnly: custom.live_only === true,
  };
};

const packageOf = (id: string): string => `data.controls.${id.replace('/', '.')}`;

const withReads = (control: Annotated, plan: Plan): Control => {
  const rules = rulesOf(control.id);
  if (!rules.has('violation')) throw new Error(`${control.id}: a control defines violation`);
  const readsOf = (...names: readonly string[]): Reads => {
    const defined = names.filter((name) => rules.has(name)).map((name) => `${packageOf(control.id)}.${name}`);
    const cut = [...new Set(defined.flatMap((rule) => inputsOf(control.id, rule)))].sort();
    return {
      cut,
      ...readsInPlan(
        plan,
        defined.map((rule) => `g0.${rule}`),
      ),
    };
  };
  const reads: Control['reads'] = {
    applies: readsOf('applies'),
    ...(rules.has('occasion') && { occasion: readsOf('occasion') }),
    violation: readsOf('violation', 'satisfied'),
  };
  for (const part of Object.values(reads)) agree(control, part);
  for (const pointer of cutsOf({ reads })) {
    const flaw = flawOf(control, pointer);
    if (flaw !== undefined) throw new Error(`${control.id} reads ${pointer || 'the whole input'}: ${flaw}`);
  }
  if (!reads.violation.cut.some((pointer) => /^\/(resource|refs)\//.test(pointer)))
    throw new Error(`${control.id}: violation reads no fact`);
  return { ...control, reads };
};

/** Two analyses of the same rules, OPA's own and ours: where they differ, one of them is wrong. */
const agree = ({ id, resource }: Annotated, { cut, values, shapes }: Reads): void => {
  const patterns = [...values, ...shapes];
  const strays = patterns.filter(
    (pattern) => !cut.some((pointer) => leadsTo(pointer, pattern) || leadsTo(pattern, pointer)),
  );
  const unseen = cut.filter((pointer) => !patterns.some((pattern) => leadsTo(pointer, pattern)));
  const tags = patterns.find((pattern) => {
    const [, name] = /^\/refs\/([^/]+)\/(\*\/)?tags(\/|$)/.exec(pattern) ?? [];
    const relation = name === undefined ? undefined : RELATIONS[resource]?.[name];
    return relation !== undefined && !bringsTags(relation);
  });
  if (tags !== undefined)
    throw new Error(`${id} reads ${tags}: that relation brings no tags (src/engine/relations.ts)`);
  if (strays.length > 0 || unseen.length > 0)
    throw new Error(`${id}: the plan and opa deps disagree on what it reads: ${[...strays, ...unseen].join(', ')}`);
};

const rulesOf = (id: string): ReadonlySet<string> => {
  const known = rulesById.get(id);
  if (known !== undefined) return known;
  const { rules: parsed } = JSON.parse(run('opa', 'parse', '--format=json', fileOf(id)));
  const rules = new Set<string>(
    parsed.map(
      (rule: { head: { name?: string; ref?: { value: string }[] } }) => rule.head.name ?? rule.head.ref?.[0]?.value,
    ),
  );
  rulesById.set(id, rules);
  return rules;
};

const rulesById = new Map<string, ReadonlySet<string>>();

const fileOf = (id: string): string => `${FOLDER}/controls/${id}/${id.split('/')[1]}.rego`;

/** What a rule depends on, by OPA's own analysis of the compiled Rego: references cut at the first variable. */
const inputsOf = (id: string, rule: string): Pointer[] => {
  const sources = [fileOf(id), ...SOURCES.slice(1)].flatMap((source) => ['--data', source]);
  const { base = [] }: { base?: { value: unknown }[][] } = JSON.parse(
    run('opa', 'deps', '--format=json', ...sources, rule),
  );
  return base.map(([root, ...rest]) => {
    if (root?.value !== 'input') throw new Error(`${rule} reads data, which controls have none of`);
    return pointerOf(...rest.map(({ value }) => String(value)));
  });
};

/** A rule that takes a whole object would be hidden by every gap in it, and evidence could not say what it read. */
const flawOf = ({ resource }: Annotated, pointer: Pointer): string | undefined => {
  const [root, place, ...rest] = segmentsOf(pointer);
  if (root === 'now' && place === undefined) return undefined;
  if (root === 'params') return rest.length > 0 ? undefined : 'name the parameter itself';
  if (root === 'resource') {
    if (place === undefined) return 'that is a whole resource; name the property';
    if (place === 'properties' || place === 'runtime')
      return rest.length > 0 ? undefined : 'that is a whole object; name the property';
    return ['tags', 'id', 'type', 'account', 'region'].includes(place) ? undefined : 'a resource has no such member';
  }
  if (root !== 'refs' || place === undefined) return 'controls read resource, refs, params and now';
  const relation = RELATIONS[resource]?.[place];
  if (relation === undefined) return `src/engine/relations.ts gives ${resource} no relation ${place}`;
  if (relation.kind !== 'one') return undefined;
  const whole = rest.length === 0 || (rest.length === 1 && ['properties', 'runtime'].includes(rest[0] ?? ''));
  return whole ? 'that is a whole object; name the property (for "is there one": its id)' : undefined;
};

const typesOf = (controls: readonly Annotated[]): string[] =>
  [...new Set(controls.map(({ resource }) => resource))].sort();

/**
 * One entrypoint a subject type, and one for any control when another control's failure took its answer along. Not one for each
 * control: OPA compiles all entrypoints into one function, and V8's time for that grows with the square of their number.
 */
const writeEntrypoints = (controls: readonly Annotated[]): string[] => {
  rmSync(join(ROOT, BUILD), { recursive: true, force: true });
  const write = (entrypoint: string, body: string): string => {
    const [, kind, name] = entrypoint.split('/');
    const folder = join(ROOT, BUILD, 'kansa', kind ?? '', name ?? '');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'entrypoint.rego'), `package kansa.${kind}.${name}\n\n${body}`);
    return entrypoint;
  };
  for (const { id } of controls) {
    const rules = rulesOf(id);
    const rule = (name: string, otherwise: string) => (rules.has(name) ? `${packageOf(id)}.${name}` : otherwise);
    const applies = rules.has('applies')
      ? `default applies := false\n\napplies := ${packageOf(id)}.applies\n`
      : 'applies := true\n';
    const occasion = rules.has('occasion') ? `\n\t"occasion": ${packageOf(id)}.occasion,` : '';
    write(
      `kansa/control/${slug(id)}/answer`,
      `answer := {\n\t"applies": applies,${occasion}\n\t"violation": ${rule('violation', '')},\n\t"satisfied": ${rule('satisfied', '[]')},\n}\n\n${applies}`,
    );
  }
  const alone = write(ALONE, 'answer := data.kansa.control[input.alone].answer\n');
  const perType = typesOf(controls).map((type) =>
    write(
      typeEntrypoint(type),
      controls
        .filter(({ resource }) => resource === type)
        .map(({ id }) => `answers["${id}"] := data.kansa.control.${slug(id)}.answer\n`)
        .join('\n'),
    ),
  );
  return [alone, ...perType];
};

const compile = (
  target: 'wasm' | 'plan',
  bundle: string,
  capabilities: string,
  entrypoints: readonly string[],
  wanted: string,
): Uint8Array => {
  const exports = entrypoints.flatMap((entrypoint) => ['--entrypoint', entrypoint]);
  const options = ['--target', target, '--ignore=*_test.rego', '--capabilities', capabilities, '--output', bundle];
  run('opa', 'build', ...options, ...exports, ...SOURCES, BUILD);
  return fileInTar(gunzipSync(readFileSync(bundle)), wanted);
};

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A file of a tar archive (POSIX ustar: 512-byte blocks, the name at 0, the size in octal at 124). */
const fileInTar = (tar: Buffer, wanted: string): Uint8Array => {
  for (let at = 0; at + 512 <= tar.length; ) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(tar.toString('utf8', at + 124, at + 136), 8);
    if (name === wanted) return new Uint8Array(tar.subarray(at + 512, at + 512 + size));
    if (name === '') break;
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`the compiled bundle holds no ${wanted}`);
};

/**
 * Every `cases` entry of every control's test, with OPA's own answer to its input. All in one evaluation: loading the
 * policies takes longer than answering.
 */
const casesOf = (controls: readonly Pick<Control, 'id'>[]): PolicyCase[] => {
  const folder = mkdtempSync(join(tmpdir(), 'kansa-cases-'));
  try {
    const ask = ({ id }: Pick<Control, 'id'>) =>
      `answers["${id}"][name] := {"input": case.input, "answer": answer} if {\n\tsome name, case in ${packageOf(id)}_test.cases\n\tanswer := data.kansa.control.${slug(id)}.answer with input as case.input\n}\n`;
    const names = ({ id }: Pick<Control, 'id'>) =>
      `names["${id}"] contains name if some name, _ in ${packageOf(id)}_test.cases\n`;
    writeFileSync(
      join(folder, 'cases.rego'),
      ['package kansa.cases\n', ...controls.map(ask), ...controls.map(names)].join('\n'),
    );
    const sources = [...SOURCES, BUILD, folder].flatMap((source) => ['--data', source]);
    const { result } = JSON.parse(
      run('opa', 'eval', '--format=json', '--strict-builtin-errors', ...sources, 'data.kansa.cases'),
    );
    const { answers, names: named } = result[0].expressions[0].value;
    return controls.flatMap(({ id }) => {
      const wanted: readonly string[] = named[id] ?? [];
      if (wanted.length === 0) throw new Error(`${id}: its test defines no cases, so nothing compares OPA and Wasm`);
      return wanted.toSorted(byCodeUnit).map((name) => {
        const answered = answers[id]?.[name];
        if (answered === undefined) throw new Error(`${id}: OPA gives no answer to the case "${name}"`);
        return { control: id, name, input: answered.input, answer: answered.answer };
      });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const files = build();
if (process.argv.includes('--check')) {
  const stale = [...files].filter(([path, bytes]) => !Buffer.from(bytes).equals(readFileSync(join(ROOT, path))));
  if (stale.length > 0)
    throw new Error(
      `not what the policies compile to: ${stale.map(([path]) => path).join(', ')}; run "npm run policies"`,
    );
  process.stderr.write('policies: the committed bundle is what the policies compile to\n');
} else {
  for (const [path, bytes] of files) {
    mkdirSync(join(ROOT, path, '..'), { recursive: true });
    writeFileSync(join(ROOT, path), bytes);
  }
  process.stderr.write(`policies: wrote ${[...files.keys()].join(', ')}\n`);
}
