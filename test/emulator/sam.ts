import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installed, type PythonTool } from './python.js';

/** The transform of AWS SAM itself, which CloudFormation runs (https://github.com/aws/serverless-application-model). */
export const SAM: PythonTool = { name: 'sam', version: '1.115.0', distribution: 'aws-sam-translator' };

const TRANSFORM = `
import json, sys
from samtranslator.translator.transform import transform

class NoPolicies:
    def load(self):
        return {}

print(json.dumps(transform(json.load(sys.stdin), {}, NoPolicies())))
`;

/** What CloudFormation deploys of a template of AWS SAM. */
export const transformed = async (template: object): Promise<unknown> => {
  const python = join(await installed(SAM), 'python');
  const env = { ...process.env, AWS_DEFAULT_REGION: 'us-east-1' };
  const running = promisify(execFile)(python, ['-c', TRANSFORM], { env, maxBuffer: 1 << 24 });
  running.child.stdin?.end(JSON.stringify(template));
  return JSON.parse((await running).stdout);
};
