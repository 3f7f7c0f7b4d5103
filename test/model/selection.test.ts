import { describe, expect, it } from 'vitest';
import { EVERYTHING, flagsOf, type Selection, selectControls, themeOf } from '../../src/model/selection.js';

const CONTROLS = [
  { id: 'eks/cluster_public_access', severity: 'high', theme: 'network' },
  { id: 'kms/key_rotation', severity: 'medium', theme: 'encryption' },
  { id: 'sagemaker/endpoint_config_cmk', severity: 'medium', theme: 'encryption' },
  { id: 'sagemaker/approver_not_author', severity: 'critical', theme: 'approval' },
] as const;

const selected = (selection: Partial<Selection>) =>
  selectControls(CONTROLS, { ...EVERYTHING, ...selection }).map(({ id }) => id);

const complaint = (act: () => unknown): string => {
  try {
    return JSON.stringify(act());
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
};

describe('a selection', () => {
  it.each<[string, Partial<Selection>, readonly string[]]>([
    ['of nothing in particular is everything', {}, CONTROLS.map(({ id }) => id)],
    ['takes an id', { controls: ['kms/key_rotation'] }, ['kms/key_rotation']],
    [
      'takes patterns, and any of them counts',
      { controls: ['*_cmk', 'eks/*'] },
      ['eks/cluster_public_access', 'sagemaker/endpoint_config_cmk'],
    ],
    ['takes a dot for a dot', { controls: ['kms/key?rotation'] }, ['kms/key_rotation']],
    [
      'takes services',
      { services: ['sagemaker', 'kms'] },
      ['kms/key_rotation', 'sagemaker/endpoint_config_cmk', 'sagemaker/approver_not_author'],
    ],
    [
      'takes a severity and those above',
      { severity: 'high' },
      ['eks/cluster_public_access', 'sagemaker/approver_not_author'],
    ],
    [
      'must hold in every member',
      { services: ['sagemaker'], themes: ['encryption'] },
      ['sagemaker/endpoint_config_cmk'],
    ],
  ])('%s', (_, selection, expected) => {
    expect(selected(selection)).toEqual(expected);
  });

  it.each<[string, () => unknown, string]>([
    [
      'a control that is none, with the nearest',
      () => selected({ controls: ['kms/key_rotatoin'] }),
      'UsageError: --control "kms/key_rotatoin": no control has that id; did you mean kms/key_rotation? ("kansa controls list" shows all)',
    ],
    [
      'a part of an id, with the whole',
      () => selected({ controls: ['approver'] }),
      'UsageError: --control "approver": no control has that id; did you mean sagemaker/approver_not_author? ("kansa controls list" shows all)',
    ],
    [
      'a pattern that meets nothing, even beside one that does',
      () => selected({ controls: ['kms/*', 'zzz/*'] }),
      'UsageError: --control "zzz/*": no control has that id ("kansa controls list" shows all)',
    ],
    [
      'a service that is none',
      () => selected({ services: ['sagemakr'] }),
      'UsageError: --service "sagemakr" is unknown; did you mean sagemaker? (known: eks, kms, sagemaker)',
    ],
    [
      'a theme that is none',
      () => themeOf('netwrok'),
      'UsageError: --theme "netwrok" is unknown; did you mean network? (known: encryption, network, access, approval, pii, audit, monitoring, cost, resilience)',
    ],
    [
      'what selects nothing together',
      () => selected({ services: ['eks'], themes: ['approval'] }),
      'UsageError: the selection --service eks --theme approval leaves no control: each flag alone selects some, together they select none',
    ],
  ])('refuses %s', (_, act, expected) => {
    expect(complaint(act)).toBe(expected);
  });

  it('is said in the words of the command line', () => {
    expect(
      flagsOf({
        controls: ['eks/*'],
        services: ['eks'],
        themes: ['network'],
        severity: 'high',
        resourceTags: [{ key: 'team', value: 'ml' }],
      }),
    ).toBe('--control eks/* --service eks --theme network --severity high --resource-tag team=ml');
  });
});
