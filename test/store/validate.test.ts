import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.js';
import { DEFAULT_PARAMS } from '../../src/model/params.js';
import { type SchemaName, validator } from '../../src/store/validate.js';

const complaint = (name: SchemaName, value: unknown): unknown => {
  try {
    validator(name)(value, 'kansa.yaml');
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return error instanceof UsageError ? error.message : error;
  }
};

describe('a complaint names the file, the place and the problem', () => {
  it.each<[string, SchemaName, unknown, string | undefined]>([
    ['nothing where nothing is wrong', 'params', DEFAULT_PARAMS, undefined],
    [
      'an unknown member',
      'params',
      { network: { widest_ipv4_prefx: 8 } },
      'kansa.yaml: /network has a member that the format does not know: "widest_ipv4_prefx" (it knows widest_ipv4_prefix, widest_ipv6_prefix, flow_log_traffic, restrict_egress)',
    ],
    [
      'another type',
      'params',
      { retention: { audit_trail_years: 'seven' } },
      'kansa.yaml: /retention/audit_trail_years must be number, not "seven"',
    ],
    [
      'a bound',
      'params',
      { network: { widest_ipv4_prefix: 33 } },
      'kansa.yaml: /network/widest_ipv4_prefix must be <= 32, not 33',
    ],
    ['the document itself', 'params', null, 'kansa.yaml: the document must be object, not null'],
    [
      'a missing member',
      'listing',
      { type: 'a', account: '1', region: 'r' },
      'kansa.yaml: the document lacks the member "state"',
    ],
    [
      'a word of none of the choices',
      'listing',
      { type: 'a', account: '1', region: 'r', state: 'done' },
      'kansa.yaml: /state must be one of complete, partial, missing, not "done"',
    ],
    ['another version', 'recording', { kind: 'header', schemaVersion: 2 }, undefined],
    [
      'a text that would fill the screen',
      'params',
      { retention: { audit_trail_years: 'x'.repeat(500) } },
      `kansa.yaml: /retention/audit_trail_years must be number, not "${'x'.repeat(78)}…`,
    ],
  ])('%s', (_, name, value, expected) => {
    if (name === 'recording') expect(complaint(name, value)).toMatch(/^kansa\.yaml: /);
    else expect(complaint(name, value)).toBe(expected);
  });
});
