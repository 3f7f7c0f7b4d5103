import { describe, expect, it } from 'vitest';
import { actionOf } from '../../src/collectors/permissions.js';
import { iamPolicy } from '../../src/commands/permissions.js';
import { refused, replayDemo } from './demo.js';
import { brokenPromises, newlyUnknown } from './promises.js';

const { Statement } = JSON.parse(await iamPolicy());
const ACTIONS: readonly string[] = Statement[0].Action;

/** What no verdict on the demo account rests on. */
const UNREAD: readonly string[] = [];

describe('the least-privilege policy', async () => {
  const whole = await replayDemo();

  it('reads and does nothing else', () => {
    const writing = ACTIONS.filter(
      (action) => !/^[a-z0-9-]+:(List|Get|Describe|BatchGet|Lookup|Search)[A-Za-z]*(V[0-9]+)?$/.test(action),
    );
    expect(writing).toEqual([]);
  });

  it('covers every call that the scan of the demo account made', () => {
    const called = whole.coverage.calls
      .filter(({ service }) => service !== 'sts')
      .map(({ service, operation }) => actionOf(service, operation));
    expect([...new Set(called)].filter((action) => !ACTIONS.includes(action))).toEqual([]);
  });

  it.each(ACTIONS)(
    'without %s leaves what depended on it unknown, by that name, and turns nothing into a pass',
    async (action) => {
      const less = await replayDemo((key, recorded) =>
        actionOf(key.service, key.operation) === action ? refused(key) : recorded,
      );
      expect(brokenPromises(whole, less)).toEqual([]);
      const unknown = newlyUnknown(whole, less);
      expect(unknown.length > 0).toBe(!UNREAD.includes(action));
      expect(unknown.filter(({ gaps }) => !gaps.some((gap) => gap.action === action))).toEqual([]);
    },
  );
});
