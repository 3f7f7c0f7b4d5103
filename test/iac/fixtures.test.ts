import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadBundle } from '../../src/engine/bundle.js';
import { evaluate, judgedIn } from '../../src/engine/evaluate.js';
import { runtimeRead, typesNeeded } from '../../src/engine/needs.js';
import { scrubber, templateKey } from '../../src/evidence/scrub.js';
import { readTemplates } from '../../src/iac/cloudformation/template.js';
import { readFiles } from '../../src/iac/read.js';
import { placesOf } from '../../src/iac/resources.js';
import { templateSnapshot } from '../../src/iac/snapshot.js';
import { parsedDocuments } from '../../src/iac/yaml.js';
import type { Control } from '../../src/model/control.js';
import type { Finding } from '../../src/model/finding.js';
import { DEFAULT_PARAMS } from '../../src/model/params.js';
import { personalDataIn } from '../../src/pii/resources.js';
import { readBundle } from '../../src/store/bundle-files.js';
import { moduleFolder, templateFiles } from '../../src/store/template-files.js';
import { isInCloudFormation, strangersIn } from '../collectors/cloudformation.js';
import { WITHOUT_FIXTURE } from './without-fixture.js';

const FIXTURES = new URL('../../fixtures/iac/', import.meta.url).pathname;
const DESTINATION = { partition: 'aws', account: '123456789012', region: 'ap-northeast-1' };
const NOW = Date.UTC(2026, 0, 15);

/** What an organisation has to say before the controls that ask about it apply. */
const PARAMS = {
  ...DEFAULT_PARAMS,
  bedrock: { ...DEFAULT_PARAMS.bedrock, denied_topics: ['legal-advice'] },
  residency: { regions: ['ap-northeast-1'] },
};

const { wasm, catalogue } = readBundle();
const bundle = await loadBundle(wasm, catalogue);
const CONTROLS = catalogue.controls.filter(judgedIn('template'));
const SIDES = ['allowed', 'disallowed'] as const;

type Side = (typeof SIDES)[number];

/** A file, or a folder where it takes several: a configuration of Terraform, or a manifest and the role that it names. */
const pathOf = (tool: string, side: Side, id: string): string => {
  const path = `${FIXTURES}${tool}/${side}/${id}`;
  return existsSync(path) ? path : `${path}.yaml`;
};

const judged = async (path: string, control: Control): Promise<readonly Finding[]> => {
  const scrub = scrubber(new Uint8Array(32), personalDataIn);
  const { files, resources } = await readFiles(templateFiles([path]).files, {
    destination: DESTINATION,
    given: {},
    folder: moduleFolder,
    runtimeMembers: runtimeRead([control]),
    scrub: (json, type) => scrub(json, templateKey(type)),
  });
  expect(files.flatMap(({ problems, unread = [] }) => [...problems, ...unread])).toEqual([]);
  const scope = { partition: 'aws', ...placesOf(resources, DESTINATION), now: NOW, since: NOW };
  const snapshot = templateSnapshot(resources, scope, { types: typesNeeded([control]) });
  return evaluate(snapshot, { ...bundle, catalogue: { ...catalogue, controls: [control] } }, PARAMS, {
    mode: 'template',
  });
};

/** What a reader of a failed test needs: why it is not what the fixture says. */
const said = (findings: readonly Finding[]) =>
  findings.map(({ verdict, message, gaps }) =>
    verdict === 'unknown' ? { verdict, message, gaps: gaps.map(({ pointer }) => pointer) } : { verdict, message },
  );

describe.each(CONTROLS.map((control) => [control.id, control] as const))('%s', (id, control) => {
  const own = control.resource.startsWith('Kubernetes::') ? 'kubernetes' : 'cloudformation';
  const without = WITHOUT_FIXTURE[id] ?? {};

  test.each(SIDES)('has a template that is %s, or a reason why there can be none', (side) => {
    expect([existsSync(pathOf(own, side, id)), without[side] !== undefined]).toEqual(
      without[side] === undefined ? [true, false] : [false, true],
    );
  });

  const written = [own, 'terraform'].flatMap((tool) =>
    SIDES.map((side) => [tool, side, pathOf(tool, side, id)] as const).filter(([, , path]) => existsSync(path)),
  );

  for (const [tool, side, path] of written)
    test(`${side === 'allowed' ? 'passes' : 'fails'} what ${tool} calls ${side}`, async () => {
      const findings = await judged(path, control);
      const verdicts = new Set(findings.map(({ verdict }) => verdict));
      const isAsWritten = side === 'allowed' ? verdicts.has('pass') && !verdicts.has('fail') : verdicts.has('fail');
      expect(isAsWritten ? [] : said(findings)).toEqual([]);
      expect(verdicts.size).toBeGreaterThan(0);
    });
});

const TEMPLATES = readdirSync(`${FIXTURES}cloudformation`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort();

test.each(TEMPLATES)('%s names only what CloudFormation knows', (name) => {
  const [template] = parsedDocuments(readFileSync(`${FIXTURES}cloudformation/${name}`, 'utf8'));
  const { declarations } = readTemplates({
    templates: new Map(template && [[name, template]]),
    destinationOf: () => DESTINATION,
    given: {},
  });
  expect(declarations.length).toBeGreaterThan(0);
  for (const { type, properties } of declarations)
    expect([
      type,
      isInCloudFormation(type),
      strangersIn({ type, properties: JSON.parse(JSON.stringify(properties)) }),
    ]).toEqual([type, true, []]);
});

test('every fixture and every reason belongs to a control that is judged in templates', () => {
  const ids = new Set(CONTROLS.map((control) => control.id));
  const named = ['cloudformation', 'kubernetes', 'terraform'].flatMap((tool) =>
    SIDES.flatMap((side) =>
      readdirSync(`${FIXTURES}${tool}/${side}`).flatMap((service) =>
        readdirSync(`${FIXTURES}${tool}/${side}/${service}`).map((name) => `${service}/${name.replace(/\.yaml$/, '')}`),
      ),
    ),
  );
  expect([...named, ...Object.keys(WITHOUT_FIXTURE)].filter((id) => !ids.has(id))).toEqual([]);
});
