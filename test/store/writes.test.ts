import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = new URL('../../src/', import.meta.url).pathname;

/** Commands of the AWS SDK that a file names, as the SDK spells them: the operation and `Command`. */
const commandsIn = (file: string): string[] => {
  const text = readFileSync(join(SRC, file), 'utf8');
  if (!text.includes('@aws-sdk/')) return [];
  return [...text.matchAll(/\b([A-Z]\w+)Command\b/g)].map(([, operation = '']) => operation);
};

/** ApplyGuardrail judges a text by a guardrail, and changes neither; nothing of it is kept in the account. */
const READS =
  /^(?:(?:List|Get|Describe|BatchGet|Lookup|Search|Query|Head|Contains|Detect)[A-Z]|(?:FilterLogEvents|Scan|Search|ApplyGuardrail)$)/;

describe('the calls that kansa can make', () => {
  it('read, but for the three that somebody has to ask for, each in a file of its own', () => {
    const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const all = files.flatMap((file) => commandsIn(file).map((operation) => ({ file, operation })));
    expect(all.length).toBeGreaterThan(200);
    const others = all.filter(({ operation }) => !READS.test(operation));
    expect([...new Set(others.map(({ file, operation }) => `${file}: ${operation}`))].sort()).toEqual([
      'evidence/kms.ts: Sign',
      'notify/sns.ts: Publish',
      'store/s3-upload.ts: PutObject',
    ]);
  });
});
