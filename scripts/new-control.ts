/** `npm run new-control -- sagemaker/foo`: a control's two files, with a test that fails until the rule is written. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [id = ''] = process.argv.slice(2);
const [service = '', name = '', ...rest] = id.split('/');
const isName = (word: string) => /^[a-z][a-z0-9_]*$/.test(word);
if (!isName(service) || !isName(name) || rest.length > 0) {
  process.stderr.write(
    'new-control: name it <service>/<name> in snake_case, e.g. npm run new-control -- sagemaker/notebook_root_access\n',
  );
  process.exit(2);
}
const folder = join(resolve(import.meta.dirname, '..'), 'policies', 'controls', service, name);
if (existsSync(folder)) {
  process.stderr.write(`new-control: policies/controls/${id} is there already; choose another name\n`);
  process.exit(2);
}

const rule = `# METADATA
# title: Claim the good state in one sentence
# description: Say in a sentence or two what can happen where it does not hold.
# custom:
#   resource: AWS::SageMaker::NotebookInstance
#   severity: medium
#   theme: access
#   messages:
#     wrong: say what is wrong with this resource
#   remediation: Say what to do, as an imperative.
#   ja:
#     title: 望ましい状態を一文で述べる
#     description: 満たされない場合に何が起こり得るかを述べる。
#     messages:
#       wrong: このリソースの何が不備であるかを述べる
#     remediation: 是正の方法を述べる。
package controls.${service}.${name}

# docs/facts.md lists what can be read here. Name as evidence every place that the violation depends on.
violation contains {"code": "wrong", "evidence": ["/resource/properties/RootAccess"]} if {
	input.resource.properties.RootAccess == "write the rule"
}
`;
const test = `package controls.${service}.${name}_test

import data.controls.${service}.${name} as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"the good state passes": {
		"input": {"resource": {"properties": {"RootAccess": "Disabled"}}},
		"violation": set(),
	},
	"the bad state fails": {
		"input": {"resource": {"properties": {"RootAccess": "Enabled"}}},
		"violation": {{"code": "wrong", "evidence": ["/resource/properties/RootAccess"]}},
	},
	"the absent attribute means AWS's default": {
		"input": {"resource": {"properties": {}}},
		"violation": {{"code": "wrong", "evidence": ["/resource/properties/RootAccess"]}},
	},
}
`;
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `${name}.rego`), rule);
writeFileSync(join(folder, `${name}_test.rego`), test);
process.stdout.write(
  `policies/controls/${id}/${name}.rego\npolicies/controls/${id}/${name}_test.rego\nIts tests fail until the rule is written; then run "npm run policies" and commit policies/dist with it.\n`,
);
