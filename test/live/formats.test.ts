import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderOcsf } from '../../src/reports/ocsf.js';
import { renderOpenMetrics } from '../../src/reports/openmetrics.js';
import { installed } from '../emulator/python.js';
import { catalogue, hostile } from '../reports/example.js';

const folder = mkdtempSync(join(tmpdir(), 'kansa-formats-'));

/** What a program of Python says of a file, with a package of PyPI at hand. */
const saidBy = async (name: string, version: string, program: string, text: string): Promise<string> => {
  const file = join(folder, name);
  writeFileSync(file, text);
  const python = join(await installed({ name, version, distribution: name }), 'python');
  return execFileSync(python, ['-c', program, file], { encoding: 'utf8' }).trim();
};

test('each event is a Compliance Finding of OCSF 1.6.0', async () => {
  const program = `
import json, sys
from ocsf.v1_6_0.events import ComplianceFinding
print(len([ComplianceFinding.model_validate(json.loads(line)) for line in open(sys.argv[1], encoding="utf-8")]))
`;
  const text = renderOcsf(hostile, catalogue, 'ja');
  expect(await saidBy('pydantic-ocsf', '3.0.0', program, text)).toBe(String(hostile.findings.length + 1));
});

test('the metrics are OpenMetrics', async () => {
  const program = `
import sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families
families = list(text_string_to_metric_families(open(sys.argv[1], encoding="utf-8").read()))
print([sample.value for family in families if family.name == "kansa_run_complete" for sample in family.samples])
`;
  expect(await saidBy('prometheus-client', '0.26.0', program, renderOpenMetrics(hostile))).toBe('[0]');
});
