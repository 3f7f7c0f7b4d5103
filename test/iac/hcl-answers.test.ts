import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { unknownIn } from '../../src/iac/unknown.js';
import { read } from './terraform-files.js';

const fixture = (path: string): string =>
  readFileSync(new URL(`../../fixtures/iac/terraform/${path}`, import.meta.url), 'utf8');

interface Answer {
  readonly expression: string;
  readonly value?: unknown;
  readonly refused?: true;
}

const ANSWERS: readonly Answer[] = JSON.parse(fixture('expressions/answers.json'));

/** What we make of an expression; undefined where we say that we do not know. */
const evaluated = async (around: string, expression: string): Promise<unknown> => {
  const { resources } = await read(`${around}\nresource "x" "r" {\n  value = ${expression}\n}\n`);
  const value = resources.find(({ type }) => type === 'x')?.attributes.value;
  const text = JSON.stringify(value)?.replaceAll('\\u0000', '\u0000');
  return text === undefined || unknownIn(text) !== undefined ? undefined : value;
};

describe('Terraform itself answers as we do', () => {
  const around = fixture('expressions/main.tf');

  test.each(ANSWERS.map((answer) => [answer.expression, answer] as const))('to %s', async (expression, answer) => {
    const value = await evaluated(around, expression);
    // What it refuses we must not know; what it knows we may not know, but nothing else.
    if (answer.refused === true) expect(value).toBeUndefined();
    else if (value !== undefined) expect(value).toEqual(answer.value);
  });

  test('and of what it knows we know nearly all', async () => {
    const values = await Promise.all(
      ANSWERS.filter(({ refused }) => refused !== true).map(({ expression }) => evaluated(around, expression)),
    );
    expect(values.filter((value) => value === undefined).length).toBeLessThan(values.length / 10);
  });
});

test('policy documents are those of the provider', async () => {
  const answers: Readonly<Record<string, unknown>> = JSON.parse(fixture('policies/answers.json'));
  const own = Object.fromEntries(
    await Promise.all(
      Object.keys(answers).map(async (name) => [
        name,
        await evaluated(fixture('policies/main.tf'), `jsondecode(data.aws_iam_policy_document.${name}.json)`),
      ]),
    ),
  );
  expect(own).toEqual(answers);
});
