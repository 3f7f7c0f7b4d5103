import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bearingOf } from '../../src/engine/tags.js';
import type { Gap } from '../../src/model/gap.js';

const gap = (pointer: string, kind: Gap['kind'] = 'missing'): Gap => ({
  pointer,
  kind,
  reason: 'denied',
  detail: 'tag:GetResources was denied',
});
const ML = [{ key: 'team', value: 'ml' }];

it.each<[string, Parameters<typeof bearingOf>, ReturnType<typeof bearingOf>]>([
  ['anything bears what nobody asked for', [{ tags: {}, gaps: [gap('')] }, []], { bears: 'yes' }],
  ['the tag', [{ tags: { team: 'ml' }, gaps: [] }, ML], { bears: 'yes' }],
  ['another value', [{ tags: { team: 'web' }, gaps: [] }, ML], { bears: 'no' }],
  ['no tag', [{ tags: {}, gaps: [] }, ML], { bears: 'no' }],
  [
    'one of two values',
    [{ tags: { team: 'web' }, gaps: [] }, [...ML, { key: 'team', value: 'web' }]],
    { bears: 'yes' },
  ],
  ['one of two keys', [{ tags: { team: 'ml' }, gaps: [] }, [...ML, { key: 'env', value: 'prod' }]], { bears: 'no' }],
  ['tags that nobody saw', [{ tags: {}, gaps: [gap('/tags')] }, ML], { bears: 'unseen', gaps: [gap('/tags')] }],
  ['nothing that anybody saw', [{ tags: {}, gaps: [gap('')] }, ML], { bears: 'unseen', gaps: [gap('')] }],
  [
    'the tag, among others that nobody saw',
    [{ tags: { team: 'ml' }, gaps: [gap('/tags', 'partial')] }, ML],
    { bears: 'yes' },
  ],
  [
    'tags seen in part, without it',
    [{ tags: {}, gaps: [gap('/tags', 'partial')] }, ML],
    { bears: 'unseen', gaps: [gap('/tags', 'partial')] },
  ],
  [
    'a hidden key of another name',
    [{ tags: { team: 'ml' }, gaps: [gap('/tags/env'), gap('/properties')] }, ML],
    { bears: 'yes' },
  ],
  ['no member of Object', [{ tags: {}, gaps: [] }, [{ key: 'constructor', value: '' }]], { bears: 'no' }],
])('a resource with %s', (_, args, expected) => {
  expect(bearingOf(...args)).toEqual(expected);
});

it('is never left out because its tags could not be seen', () => {
  const tags = fc.dictionary(fc.constantFrom('team', 'env'), fc.constantFrom('ml', 'prod'));
  const asked = fc.array(fc.record({ key: fc.constantFrom('team', 'env'), value: fc.constantFrom('ml', 'prod') }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(tags, asked, (own, wanted) => {
      expect(bearingOf({ tags: own, gaps: [gap('/tags')] }, wanted).bears).toBe('unseen');
    }),
  );
});
