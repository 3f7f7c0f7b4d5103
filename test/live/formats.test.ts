import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Evaluation } from '../../src/model/finding.js';
import { renderOscal } from '../../src/reports/oscal/oscal.js';
import { renderOcsf } from '../../src/reports/run/ocsf.js';
import { renderOpenMetrics } from '../../src/reports/run/openmetrics.js';
import { installed } from '../emulator/python.js';
import { answered } from '../reports/answered.js';
import { catalogue, clean, hostile } from '../reports/example.js';
import { nasty } from '../reports/gate-example.js';

const folder = mkdtempSync(join(tmpdir(), 'kansa-formats-'));

/** What a program of Python says of a file, with a package of PyPI at hand. */
const saidBy = async (
  name: string,
  version: string,
  program: string,
  text: string,
  fileName = name,
): Promise<string> => {
  const file = join(folder, fileName);
  writeFileSync(file, text);
  const python = join(await installed({ name, version, distribution: name }), 'python');
  // NIST's package unpacks its database into the working directory.
  return execFileSync(python, ['-c', program, file], { cwd: folder, encoding: 'utf8' }).trim();
};

const { evaluation, assessed } = answered(hostile);

test('each event is a Compliance Finding of OCSF 1.6.0', async () => {
  const program = `
import json, sys
from ocsf.v1_6_0.events import ComplianceFinding
print(len([ComplianceFinding.model_validate(json.loads(line)) for line in open(sys.argv[1], encoding="utf-8")]))
`;
  const text = renderOcsf(evaluation, catalogue, 'ja', assessed);
  expect(await saidBy('pydantic-ocsf', '3.0.0', program, text)).toBe(String(hostile.findings.length + 1));
});

test('the metrics are OpenMetrics', async () => {
  const program = `
import sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families
families = list(text_string_to_metric_families(open(sys.argv[1], encoding="utf-8").read()))
print([sample.value for family in families if family.name == "kansa_run_complete" for sample in family.samples])
`;
  expect(
    await saidBy('prometheus-client', '0.26.0', program, renderOpenMetrics(evaluation, catalogue, 'en', assessed)),
  ).toBe('[0]');
});

describe('the assessment results are OSCAL 1.1.3', () => {
  /** Without a finding, with every kind of verdict, with waivers, and by a framework. */
  const documents = [
    ['nothing', renderOscal({ ...clean, findings: [] }, catalogue, 'en')],
    ['clean', renderOscal(clean, catalogue, 'en')],
    ['hostile', renderOscal(waived(hostile), catalogue, 'ja')],
    ['gate', renderOscal(nasty, catalogue, 'en')],
    ['framework', renderOscal(evaluation, catalogue, 'ja', assessed)],
  ] as const;

  test.each(documents)('to the models of compliance-trestle: %s', async (_, text) => {
    const program = `
import pathlib, sys
from trestle.oscal.assessment_results import AssessmentResults
results = AssessmentResults.oscal_read(pathlib.Path(sys.argv[1])).results
print(sum(len(result.findings or []) for result in results))
`;
    const findings = JSON.parse(text)['assessment-results'].results[0].findings ?? [];
    expect(await saidBy('compliance-trestle', '3.12.4', program, text, 'results.json')).toBe(String(findings.length));
  });

  test.each(documents)('to the metaschema of NIST: %s', async (_, text) => {
    const program = `
import sys
from oscal import AssessmentResults
results = AssessmentResults.loads(open(sys.argv[1], encoding="utf-8").read())
results.validate()
print(results.is_valid, results.resolved_oscal_version, results.validation_errors)
`;
    expect(await saidBy('oscal', '3.2.2', program, text, 'results.json')).toBe('True v1.1.3 []');
  });
});

function waived(evaluation: Evaluation): Evaluation {
  const waiver = {
    control: 'eks/endpoint_public_access',
    reason: 'moving <b>soon</b>',
    expires: '2026-03-31',
    origin: { file: 'kansa.waivers.yaml', line: 3 },
  };
  const waivers = [waiver, { ...waiver, owner: 'platform', approver: 'ciso', ticket: 'SEC-1' }];
  const findings = evaluation.findings.map((one) => (one.verdict === 'waived' ? { ...one, waivers } : one));
  return { ...evaluation, findings };
}
