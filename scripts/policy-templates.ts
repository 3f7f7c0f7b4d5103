/**
 * `npx tsx scripts/policy-templates.ts`: the statements behind AWS SAM's policy templates (`S3ReadPolicy`), as its own transform
 * writes them (aws-sam-translator, Apache-2.0, from the Python Package Index; needs Python 3).
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { byCodeUnit } from '../src/model/json.js';
import { installed } from '../test/emulator/python.js';
import { SAM } from '../test/emulator/sam.js';

const READ =
  'import json, samtranslator, pathlib; print((pathlib.Path(samtranslator.__file__).parent / "policy_templates_data/policy_templates.json").read_text())';

interface Written {
  readonly Definition: { readonly Statement: readonly object[] };
}

const python = join(await installed(SAM), 'python');
const { Templates }: { Templates: Readonly<Record<string, Written>> } = JSON.parse(
  execFileSync(python, ['-c', READ], { encoding: 'utf8', maxBuffer: 1 << 24 }),
);
const lines = Object.entries(Templates)
  .sort(([a], [b]) => byCodeUnit(a, b))
  .map(([name, { Definition }]) => `  ${name}: ${JSON.stringify(Definition.Statement)},\n`);
const text = `// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's Fn::Sub fills them
// Written by scripts/policy-templates.ts from AWS SAM ${SAM.version}.

/**
 * The statements that policy templates of AWS SAM stand for, with references to what they are given (\`{Ref: BucketName}\`)
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html).
 */
// biome-ignore format: a table, a template a line
export const POLICY_TEMPLATES: Readonly<Record<string, readonly object[]>> = {
${lines.join('')}};
`;
writeFileSync(resolve(import.meta.dirname, '../src/iac/cloudformation/policy-templates.ts'), text);
