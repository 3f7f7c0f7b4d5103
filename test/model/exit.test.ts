import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/model/control.js';
import { exitCodeOf } from '../../src/model/exit.js';
import type { Finding } from '../../src/model/finding.js';
import type { Verdict } from '../../src/model/verdict.js';

const finding = (verdict: Verdict, severity: Severity): Finding => ({
  control: 'a/b',
  severity,
  theme: 'audit',
  verdict,
  resource: { type: 'T', id: 'i', account: '123456789012', region: 'ap-northeast-1' },
  message: '',
  evidence: [],
  violations: [],
  unproven: [],
  gaps: [],
  fingerprint: '',
});
const known = (verdict: Verdict): Finding => ({ ...finding(verdict, 'critical'), known: true });
const DEFAULT = { failOn: 'high', failOnUnknown: 'critical' } as const;

describe('the exit code', () => {
  it.each([
    ['all pass', [finding('pass', 'critical')], DEFAULT, 0],
    ['a violation at the threshold', [finding('fail', 'high')], DEFAULT, 1],
    ['a violation below it', [finding('fail', 'medium')], DEFAULT, 0],
    ['a critical unknown', [finding('unknown', 'critical')], DEFAULT, 3],
    ['a high unknown', [finding('unknown', 'high')], DEFAULT, 0],
    ['a violation beside an unknown', [finding('unknown', 'critical'), finding('fail', 'critical')], DEFAULT, 1],
    ['a waived violation', [finding('waived', 'critical')], DEFAULT, 0],
    ['what a baseline has', [known('fail'), known('unknown')], DEFAULT, 0],
    ['a violation beside one that a baseline has', [known('fail'), finding('fail', 'high')], DEFAULT, 1],
    ['nothing evaluated', [], DEFAULT, 3],
    ['nothing evaluated, with every threshold off', [], { failOn: 'none', failOnUnknown: 'never' }, 3],
    ['violations, when they do not count', [finding('fail', 'critical')], { ...DEFAULT, failOn: 'none' }, 0],
    ['unknowns, when they do not count', [finding('unknown', 'critical')], { ...DEFAULT, failOnUnknown: 'never' }, 0],
    ['a low unknown, when all count', [finding('unknown', 'low')], { ...DEFAULT, failOnUnknown: 'low' }, 3],
  ] as const)('for %s', (_, findings, thresholds, code) => {
    expect(exitCodeOf(findings, thresholds)).toBe(code);
  });
});
