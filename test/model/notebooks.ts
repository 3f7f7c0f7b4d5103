import type { Evaluation, Finding, Violation } from '../../src/model/finding.js';
import type { Verdict } from '../../src/model/verdict.js';
import { benign } from '../reports/example.js';

export const CONTROL = 'sagemaker/notebook_direct_internet';

export const notebook = (name: string, region = 'ap-northeast-1') => ({
  type: 'AWS::SageMaker::NotebookInstance',
  id: name,
  account: '123456789012',
  region,
});

export const finding = (name: string, verdict: Verdict, more: Partial<Finding> = {}): Finding => ({
  control: CONTROL,
  severity: 'high',
  theme: 'network',
  verdict,
  resource: notebook(name),
  message: '',
  evidence: [],
  violations: verdict === 'fail' || verdict === 'waived' ? [violation(name)] : [],
  unproven: [],
  gaps: [],
  fingerprint: '',
  ...more,
});

export const violation = (name: string): Violation => ({
  code: 'enabled',
  args: { name },
  message: `${name} is open`,
  evidence: [],
  fingerprint: `violation of ${name}`,
});

/** A run that found this about notebooks. */
export const run = (...findings: readonly Finding[]): Evaluation => ({
  ...benign,
  findings,
  coverage: { ...benign.coverage, controlsWithoutSubject: [] },
});
