/** `npm run check:layers`: the arrows of docs/architecture.md as rules, and a planted tree that proves that they bite. */
// Plain JavaScript: under a transpiling loader dependency-cruiser's parser for TypeScript does not start.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';

const ROOT = resolve(import.meta.dirname, '..');
const { forbidden, options } = JSON.parse(readFileSync(join(ROOT, '.dependency-cruiser.json'), 'utf8'));

const cruised = async (baseDir) => {
  const { output } = await cruise(['src'], { ...options, baseDir, validate: true, ruleSet: { forbidden } });
  if (typeof output === 'string') throw new Error('the layer check gave text where a result was expected');
  return output;
};

const rules = forbidden;
const planted = await cruised(join(ROOT, 'fixtures/planted-violations'));
const caught = new Set(planted.summary.violations.map(({ rule }) => rule.name));
const toothless = rules.filter(({ name }) => name !== undefined && !caught.has(name));
if (toothless.length > 0) {
  process.stderr.write(
    `layers: these rules let a planted violation pass: ${toothless.map(({ name }) => name).join(', ')}\n`,
  );
  process.exit(1);
}

const { summary } = await cruised(ROOT);
for (const { rule, from, to } of summary.violations) {
  const reason = rules.find(({ name }) => name === rule.name)?.comment ?? '';
  process.stderr.write(`layers: ${from} must not import ${to} (${rule.name}: ${reason})\n`);
}
process.stderr.write(
  `layers: ${summary.totalCruised} modules, ${summary.violations.length} violations, ${rules.length} rules proven to bite\n`,
);
// A tool that reads nothing also finds nothing.
if (summary.violations.length > 0 || summary.totalCruised < 20) process.exit(1);
